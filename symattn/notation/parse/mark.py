"""Mark: a token of mathematics, whatever notation it was written in."""

from __future__ import annotations

from dataclasses import dataclass

NUMBER, NAME, WORD, SIGN, RELATION, OPEN, CLOSE = "number", "name", "word", "sign", "relation", "open", "close"
COMMA, SEMICOLON, CELL, ROW, LINE, COMMAND, TABLE = "comma", "semicolon", "cell", "row", "line", "command", "table"
DOTS, RAISED, STOP = "dots", "raised", "stop"

LINE_END, BLANK_LINE, REMARK_END = "\n", "\n\n", "#\n"
"""The texts of a LINE; behind a remark, what the next line continues is not the remark."""


@dataclass(slots=True)
class Mark:
    kind: str
    text: str
    """In the one spelling: `*` for `\\cdot`, `α` for `\\alpha`."""
    start: int
    end: int
    spaced: bool = False
    """Whether a space stands before it."""
    rows: tuple[list[Mark], ...] = ()
    """Of a TABLE: its rows, gathered from several lines."""
