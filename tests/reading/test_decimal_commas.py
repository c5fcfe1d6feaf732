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
