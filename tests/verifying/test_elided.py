"""What is left out: elided rows and sums are read whole where the text tells how they go on."""

from __future__ import annotations

import pytest
from verifying.judged import report, told

WEIGHTS = "The weights are a = [0.1, 0.2, 0.3, 0.4].\n\n"
VALUES = "V = [[1, 0], [2, 1], [0, 3], [1, 1]]\n\n"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        (WEIGHTS + VALUES + "0.1·[1, 0] + 0.2·[2, 1] + … + 0.4·[1, 1] = [0.9, 1.5]", "exact"),
        (WEIGHTS + VALUES + "0.1·[1, 0] + 0.2·[2, 1] + … + 0.4·[1, 1] = [0.9, 1.8]", "wrong"),
        (WEIGHTS + VALUES + "0.1·v_1 + 0.2·v_2 + … + 0.4·v_4 = [0.9, 1.5]", "exact"),
        (WEIGHTS + "0.1 + 0.2 + ... + 0.4 = 1", "exact"),
        (WEIGHTS + "0.1 + ... + 0.4 = 1.1", "wrong"),
        ("s = [1, 0, 2, 3]\n\n$e^1 + e^0 + \\dots + e^3 \\approx 31.19$", "rounded"),
        ("s = [1, 0, 2, 3]\n\n$e^1 + e^0 + \\dots + e^3 \\approx 32.19$", "wrong"),
        ("s = [1, 0, 2, 3]\n\n$1/2 + 0/2 + \\dots + 3/2 = 3$", "exact"),
        ("h = [1, 2, 3, 4]\n\nW = [[1], [0], [0], [1]]\n\n[1, 2, ...] × W = 5", "exact"),
        ("h = [1, 2, 3, 4]\n\nW = [[1], [0], [0], [1]]\n\n[1, …, 4] × W = 6", "wrong"),
        ("x = [2, 1, 3]\n\nW = [[1, 0], [4, 2], [1, 5]]\n\n2·1 + … + 3·1 = 9", "exact"),
        ("x = [2, 1, 3]\n\nW = [[1, 0], [4, 2], [1, 5]]\n\n2·1 + … + 3·1 = 6", "wrong"),
    ],
)
def test_an_elided_sum_or_row_is_read_whole(text: str, due: str) -> None:
    """Its terms run through the rows and tables printed before."""
    assert told(text)[-1].endswith(f": {due}")


def test_rows_in_a_column_of_a_table_are_the_values_of_an_elided_sum() -> None:
    rows = "| 1 | [1, 0] |\n| 2 | [2, 1] |\n| 3 | [0, 3] |\n| 4 | [1, 1] |\n"
    text = WEIGHTS + "| word | value |\n|---|---|\n" + rows + "\n0.1·[1, 0] + … + 0.4·[1, 1] = [0.9, 1.5]"
    assert told(text)[-1].endswith(": exact")


@pytest.mark.parametrize(
    "text",
    [
        "0.1 + 0.2 + ... + 0.4 = 1",
        WEIGHTS + "b = [0.1, 0.2, 0.2, 0.2, 0.4]\n\n0.1 + 0.2 + ... + 0.4 = 1.1",
        WEIGHTS + VALUES + "0.1·[1, 0] + 0.2·[2, 2] + … + 0.4·[1, 1] = [0.9, 1.8]",
        WEIGHTS + "0.1 + ... = 1.1",
        WEIGHTS + "0.1 + ... + 0.3 + ... + 0.4 = 1.1",
        VALUES + "0.1·v_1 + 0.2·v_3 + … + 0.4·v_4 = [0.9, 1.8]",
        "x = [2, 1, 3]\n\ny = [0, 4, 0]\n\nz = [0, 5, 0]\n\n2·0 + … + 3·0 = 4",
    ],
)
def test_what_cannot_be_told_is_not_put_in(text: str) -> None:
    """No row goes on so, or two do: it is unread, and never wrong."""
    found = report(text)
    assert not [f for f in found.findings if f.verdict.value == "wrong"]
    assert found.unread


def test_numbers_put_in_for_names_that_nothing_is_known_of_are_read() -> None:
    """`h·W + b = [1, 2]·W + [0, 0]` says what h and b are, and the chain goes on from there."""
    text = "W = [[1, 0], [1, 1]]\n\nh × W + b = [1, 2] × W + [0, 1] = [3, 3]"
    assert told(text)[-2:] == ["h × W + b = [1, 2] × W + [0, 1]: exact", "[1, 2] × W + [0, 1] = [3, 3]: exact"]


def test_numbers_put_in_for_a_name_that_is_known_otherwise_are_no_definition() -> None:
    text = "W = [[1, 0], [1, 1]]\n\nb = [5, 5]\n\nh × W + b = [1, 2] × W + [0, 1]"
    assert not [line for line in told(text) if line.startswith("h × W + b =")]
