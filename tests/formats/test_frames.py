"""Boxes drawn around lines: what is in them is read as if they were not there."""

from __future__ import annotations

import pytest
from verifying.judged import told

BOX = """\
┌─ Scores ──────────────┐
│ S = [1, 2] + [3, 4]   │
│   = [4, 6]            │
├───────────────────────┤
│ 2 + 3 = 6             │
└───────────────────────┘
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("note.txt", BOX),
        ("note.md", f"```\n{BOX}```\n"),
        ("note.py", "".join(f"# {line}\n" for line in BOX.splitlines())),
        ("note.txt", BOX.translate(str.maketrans("┌┐└┘│─├┤", "╔╗╚╝║═╠╣"))),
    ],
)
def test_chains_go_on_within_a_box(name: str, text: str) -> None:
    verdicts = [line.rpartition(": ")[2] for line in told(text, name)]
    assert verdicts == ["exact", "wrong"]


def test_a_box_that_is_a_table_or_is_not_closed_stays() -> None:
    table = "┌───┬───┐\n│ 2 │ 3 │\n└───┴───┘\n"
    assert told(table, "note.txt") == []
    assert told(BOX.rpartition("└")[0], "note.txt") != told(BOX, "note.txt")
