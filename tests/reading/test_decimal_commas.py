"""Brackets in a text with decimal commas: which commas are decimal, and which part entries."""

from __future__ import annotations

import pytest
from reading.pages import told


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("(2 + 0,500 · (-4); 3)", "[2 + 0.500·(−4), 3]"),
        ("(0,5 · 4) + 1", "0.5·4 + 1"),
        ("e^(0,39) + 2", "e^0.39 + 2"),
        ("√(0,5) + 2", "√0.5 + 2"),
        ("(-0,5) · (-0,5) + 1,5 · 2", "(−0.5)·(−0.5) + 1.5·2"),
        ("[0,043 46,754]", "[0.043, 46.754]"),
        ("[[−0,07]; [0,07]]", "[[−0.07], [0.07]]"),
        ("[[1,0],[0,1]]", "[[1, 0], [0, 1]]"),
        ("0,3 · (0,5) + 0,7 · (1)", "0.3·0.5 + 0.7·1"),
        ("0,3 · [-1] + 0,7 · [1,5]", "0.3·[−1] + 0.7·[1.5]"),
        ("0,3 · (0,5) + 0,7 · (1,0)", "0.3·[0, 5] + 0.7·[1, 0]"),
        ("0,3[1,9] + 0,7[0,75]", "0.3[1.9] + 0.7[0.75]"),
        ("[1,0] · [0,5; 2]", "[1, 0]·[0.5, 2]"),
    ],
)
def test_what_a_bracket_holds_tells_what_its_commas_are(written: str, read: str) -> None:
    assert told(f"x = {written}", "text", decimal_comma=True) == [f"x = {read}"]


ROWS = "Q = [[0; 0,25]; [0,75; 0,5]]\n\nV = [[0,5]; [2]]\n\n"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("z = 0,75[0,1] + 0,25[0,6]", "z = 0.75[0.1] + 0.25[0.6]"),
        ("k = [2 × 0,5] = [1,5]", "k = [2·0.5] = [1.5]"),
        ("V = [[−1]; [1,5]] · [[1,5]]", "V = [[−1], [1.5]]·[[1.5]]"),
        ("x = [1, 2] + [0,1]", "x = [1, 2] + [0, 1]"),
        ("y = [(−2) * 0,5, 1 * 0,5]\n\nx = [0,1] @ [[1,2; 0,3]]", "x = [0.1]·[[1.2, 0.3]]"),
        ("y = [1, 2]\n\nx = [0,1] @ [1, 2; 0, 3]", "x = [0, 1]·[[1, 2], [0, 3]]"),
        ("x = [1,0] + [0,1]", "x = [1, 0] + [0, 1]"),
    ],
)
def test_where_semicolons_part_all_entries_every_comma_is_decimal(written: str, read: str) -> None:
    assert told(ROWS + written, "text", decimal_comma=True)[-1] == read
