"""Pieces: brackets on one line that may be rows of a table: [1 0], ( 1 0 ), |1 0|, and ⎡1 0⎤ over ⎣0 1⎦."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from symattn.notation.parse.mark import CLOSE, COMMA, DOTS, NAME, NUMBER, OPEN, RAISED, SIGN, STOP, Mark

LEFT_BARS = frozenset("|⎡⎢⎣┌│└⎛⎜⎝┃╭╰║")
RIGHT_BARS = frozenset("|⎤⎥⎦┐│┘⎞⎟⎠┃╮╯║")
ENTRIES = (NUMBER, SIGN, COMMA, NAME, RAISED, DOTS)
Span = tuple[int, int, int, int]
"""The first mark of a piece, the bracket before its entries, the one behind them, and its last mark."""
IN_BOXES = (*ENTRIES, OPEN, CLOSE)
"""Between brackets that are only used for tables, whole expressions stand."""
BOXES = LEFT_BARS - {"|", "│", "┃", "║"}
TOPS = frozenset("⎡┌⎛╭")
"""What begins a table: the rows above belong to another."""
COLUMN_GAP = 2
"""Spaces between the columns of a table whose entries have spaces themselves."""
LONGEST_NAME = 3
"""Letters of a name between bars; longer ones are words."""


@dataclass
class Piece:
    """A bracket on one line that may be a row of a table."""

    first: int
    last: int
    """Its marks in the line."""
    left: int
    right: int
    """Its columns."""
    inner: list[Mark]
    """Its entries; none in the frame ┌   ┐ of a table."""
    is_top: bool
    """Whether its bracket tells that it is the first row."""
    start: int
    end: int
    """Where the bracket directly around the entries stands in the text."""

    def is_over(self, other: Piece) -> bool:
        """Whether they share columns."""
        return self.left < other.right and other.left < self.right


def pieces(marks: Sequence[Mark], text: str) -> list[Piece]:
    """The pieces of a line from left to right."""
    if not marks:
        return []
    origin = text.rfind("\n", 0, marks[0].start) + 1
    found: list[Piece] = []
    i = 0
    while i < len(marks):
        span = _bracket(marks, i) or _bar(marks, i)
        if span is None:
            i += 1
            continue
        first, opening, closing, last = span
        left, right = marks[first].start - origin, marks[last].end - origin
        inner = _in_columns(list(marks[opening + 1 : closing]))
        is_top = marks[first].text in TOPS
        found.append(Piece(first, last, left, right, inner, is_top, marks[opening].start, marks[closing].end))
        i = last + 1
    return found


def _bracket(marks: Sequence[Mark], i: int) -> Span | None:
    """[1, 0], also as a part of [[1, 0], with what closes behind it; ( 1 0 ) only with spaces between its entries."""
    if marks[i].kind != OPEN or marks[i].text not in "[(":
        return None
    first = i
    while i + 1 < len(marks) and marks[i].text == "[" and marks[i + 1].kind == OPEN and marks[i + 1].text == "[":
        i += 1
    close = next((j for j in range(i + 1, len(marks)) if marks[j].kind in (OPEN, CLOSE)), None)
    if close is None or marks[close].text != {"[": "]", "(": ")"}[marks[i].text]:
        return None
    inner = list(marks[i + 1 : close])
    if not any(mark.kind == NUMBER for mark in inner) or (marks[i].text == "(" and not _is_spaced_row(inner)):
        return None
    last = close
    while last + 1 < len(marks) and marks[last + 1].kind in (CLOSE, COMMA) and not marks[last + 1].spaced:
        last += 1
    return first, i, close, last


def _is_spaced_row(inner: list[Mark]) -> bool:
    """`1 0`, `-1 2`; but `3√3` and `1 - 2` are formulas."""
    entries = [(before, mark) for before, mark in pairwise(inner) if not (before.text == "-" and not mark.spaced)]
    signs = all(mark.kind == NUMBER or (mark.kind == SIGN and mark.text == "-") for mark in inner)
    return signs and bool(entries) and all(mark.spaced and before.kind == NUMBER for before, mark in entries)


def _bar(marks: Sequence[Mark], i: int) -> Span | None:
    if marks[i].kind != STOP or marks[i].text not in LEFT_BARS:
        return None
    kinds = IN_BOXES if marks[i].text in BOXES else ENTRIES
    last = i + 1
    while last < len(marks) and marks[last].kind in kinds and _is_short(marks[last]):
        last += 1
    if last == len(marks) or marks[last].kind != STOP or marks[last].text not in RIGHT_BARS:
        return None
    inner = list(marks[i + 1 : last])
    is_frame = not inner and marks[i].text in "┌└⎡⎣⎛⎝╭╰"
    return (i, i, last, last) if is_frame or any(mark.kind == NUMBER for mark in inner) else None


def _is_short(mark: Mark) -> bool:
    return mark.kind != NAME or len(mark.text) <= LONGEST_NAME


def _in_columns(inner: list[Mark]) -> list[Mark]:
    """Commas where columns end, in a row of expressions: ⎢ 1/(1 + e)  e/(1 + e) ⎥."""
    if not any(mark.kind == OPEN or (mark.kind == SIGN and mark.text in "+/") for mark in inner):
        return inner
    found = inner[:1]
    for before, mark in pairwise(inner):
        if mark.start - before.end >= COLUMN_GAP:
            found.append(Mark(COMMA, ",", before.end, mark.start))
        found.append(mark)
    return found
