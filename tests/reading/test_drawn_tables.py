"""Tables drawn over several lines of plain text."""

from __future__ import annotations

import pytest
from reading.pages import told

SIDE_BY_SIDE = """\
        [3 0]   [1]   [3]
K · v = [0 4] x [1] = [4]
"""
BARS = """\
|3 0| x |1 2| = |3 6|
|0 4|   |0 1|   |0 4|
"""
BRACKETS = """\
    ⎡ 3  0 ⎤
K = ⎢ 0  4 ⎥
    ⎣ 5 -1 ⎦
"""
FRAME = """\
    ┌      ┐
K = │ 3  0 │
    │ 0  4 │
    └      ┘
"""
ROUND = """\
K = ( 3 0 )
    ( 0 4 )
"""
LABELS = """\
K =
ant  [3, 0]
bee  [0, 4]
"""
ONE_LABEL = """\
K =
  ant: [3, 0]

v = [1, 2]
"""
REMARKS = """\
K = [3, 0]   ← ant
    [0, 4]   # bee
"""
NESTED = """\
K = [[3, 0],   V = [[1, 2],
     [0, 4]]        [5, 6]]
"""


@pytest.mark.parametrize(
    ("drawing", "found"),
    [
        (ONE_LABEL, ["K = [3, 0]", "v = [1, 2]"]),
        (SIDE_BY_SIDE, ["K·v = [[3, 0], [0, 4]]·[[1], [1]] = [[3], [4]]"]),
        (BARS, ["[[3, 0], [0, 4]]·[[1, 2], [0, 1]] = [[3, 6], [0, 4]]"]),
        (BRACKETS, ["K = [[3, 0], [0, 4], [5, −1]]"]),
        (FRAME, ["K = [[3, 0], [0, 4]]"]),
        (ROUND, ["K = [[3, 0], [0, 4]]"]),
        (LABELS, ["K = [[3, 0], [0, 4]]"]),
        (REMARKS, ["K = [[3, 0], [0, 4]]"]),
        (NESTED, ["K = [[3, 0], [0, 4]]", "V = [[1, 2], [5, 6]]"]),
    ],
)
def test_a_table_drawn_over_lines_is_one_formula(drawing: str, found: list[str]) -> None:
    assert told(drawing, "text") == found


def test_rows_apart_stay_apart() -> None:
    assert told("a = [3, 0]\nb = [0, 4]", "text") == ["a = [3, 0]", "b = [0, 4]"]
    assert told("[3, 0]\n\n[0, 4]", "text") == ["[3, 0]", "[0, 4]"]


EXPRESSIONS = """\
S = Q·Kᵀ
    ⎡ e^2/(1 + e^2)  1/(1 + e^2) ⎤
  = ⎣             0            1 ⎦
    ⎡ 0.881  0.119 ⎤
  ≈ ⎣ 0.000  1.000 ⎦
"""
COLUMN_TIMES_ROW = """\
    ⎡ 2 ⎤             ⎡ 2  6 ⎤
A = ⎢ 5 ⎥ [ 1  3 ]  = ⎢ 5 15 ⎥
    ⎣ 0 ⎦             ⎣ 0  0 ⎦
"""
BELOW_A_LINE = """\
a = e^(3√3)/(1 + e^2) ≈ 21.5
    ⎡ 1  0 ⎤
B = ⎣ 0  1 ⎦
"""


@pytest.mark.parametrize(
    ("drawing", "found"),
    [
        (EXPRESSIONS, ["S = Q·Kᵀ = [[e^2/(1 + e^2), 1/(1 + e^2)], [0, 1]] ≈ [[0.881, 0.119], [0.000, 1.000]]"]),
        (COLUMN_TIMES_ROW, ["A = [[2], [5], [0]]·[1, 3] = [[2, 6], [5, 15], [0, 0]]"]),
        (BELOW_A_LINE, ["a = e^(3√3)/(1 + e^2) ≈ 21.5", "B = [[1, 0], [0, 1]]"]),
    ],
)
def test_a_drawn_table_holds_expressions_and_ends_where_the_next_begins(drawing: str, found: list[str]) -> None:
    assert told(drawing, "text") == found
