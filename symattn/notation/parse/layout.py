"""Tables drawn over several lines, side by side: `Q = [1 0] × [1 0]` with `[0 1]   [0 1]` below.

A row of such a table is a bracket on a line (drawn.py). Brackets in lines that hold nothing else belong to those above
(or below) them in the same columns; together they become one TABLE mark in the line that holds the names and signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from symattn.notation.parse.drawn import Piece, pieces
from symattn.notation.parse.mark import (
    BLANK_LINE,
    CLOSE,
    LINE,
    NAME,
    OPEN,
    RELATION,
    STOP,
    TABLE,
    WORD,
    Mark,
)

MOST_LINES = 64
MOST_LABELS = 3
REMARKS = frozenset(["#", "/", "-", "←", "<-", "<--", "⟵", "⇐"])
"""The texts of STOP marks that begin a remark."""


@dataclass
class Line:
    marks: list[Mark]
    body: list[Mark]
    """Its marks without a remark behind them, and without the sign of a remark that it stands in."""
    pieces: list[Piece]
    before: str
    """The text of the line end above."""

    @property
    def is_pure(self) -> bool:
        """Nothing but pieces."""
        return bool(self.pieces) and sum(p.last - p.first + 1 for p in self.pieces) == len(self.body)


def joined(marks: Sequence[Mark], text: str) -> list[Mark]:
    """The marks, tables drawn over several lines made into one mark each."""
    lines = _lines(marks, text)
    found: list[Mark] = []
    open_brackets = 0
    i = 0
    while i < len(lines):
        if lines[i].before == BLANK_LINE:
            open_brackets = 0
        if open_brackets <= 0 and i > 0 and _awaits_rows(lines[i - 1]):
            _drop_labels(lines, i, text)
        group = _group(lines, i) if open_brackets <= 0 else None
        count, here = group or (1, lines[i].marks)
        if i > 0 or lines[i].before:
            at = here[0].start if here else 0
            found.append(Mark(LINE, lines[i].before, at, at))
        found += here
        if group is None:
            open_brackets += sum((mark.kind == OPEN) - (mark.kind == CLOSE) for mark in lines[i].marks)
        i += count
    return found


def _lines(marks: Sequence[Mark], text: str) -> list[Line]:
    lines: list[Line] = []
    current: list[Mark] = []
    before = ""
    for mark in marks:
        if mark.kind != LINE:
            current.append(mark)
            continue
        if current:
            lines.append(_line(current, before, text))
            before, current = "", []
        before = BLANK_LINE if BLANK_LINE in (before, mark.text) else mark.text
    if current:
        lines.append(_line(current, before, text))
    return lines


def _line(marks: list[Mark], before: str, text: str) -> Line:
    first = 1 if _begins_remark(marks[0]) else 0
    end = next((i for i in range(first + 1, len(marks)) if _begins_remark(marks[i])), len(marks))
    body = marks[first:end]
    return Line(marks, body, pieces(body, text), before)


def _begins_remark(mark: Mark) -> bool:
    return mark.kind == STOP and mark.text in REMARKS


def _awaits_rows(line: Line) -> bool:
    return bool(line.body) and line.body[-1].kind == RELATION


def _drop_labels(lines: list[Line], i: int, text: str) -> None:
    """`cat  [1, 0]` below `Q =` is a row."""
    for k in range(i, min(i + MOST_LINES, len(lines))):
        line = lines[k]
        first = line.pieces[0].first if line.pieces else 0
        if lines[k].before == BLANK_LINE or not 0 < first <= MOST_LABELS or not all(map(_is_label, line.body[:first])):
            return
        row = Line(line.marks, line.body[first:], pieces(line.body[first:], text), line.before)
        if row.is_pure and line.body[first - 1].text == ":":
            # `cat: [-1, 2]` may be all rows that there are
            row.marks = row.body
        lines[k] = row


def _is_label(mark: Mark) -> bool:
    return mark.kind in (NAME, WORD) or (mark.kind == STOP and mark.text in ":|")


def _group(lines: list[Line], i: int) -> tuple[int, list[Mark]] | None:
    """How many lines from i on are drawn together, and the marks of their main line; None if it stands alone."""
    end, main = _extent(lines, i)
    rows = lines[i:end]
    if len(rows) < 2 or (len(lines[main].pieces) == 1 and _is_nested(rows)):
        return None
    table: list[list[Piece]] = [[] for _ in lines[main].pieces]
    for line in rows:
        for piece in line.pieces:
            over = [k for k, other in enumerate(lines[main].pieces) if other.is_over(piece)]
            if len(over) != 1:
                return None
            table[over[0]].append(piece)
    return len(rows), _replaced(lines[main], table)


def _extent(lines: list[Line], i: int) -> tuple[int, int]:
    """The end of the lines drawn together from i on, and the one of them that holds names and signs."""
    main = None
    end = i
    while end < len(lines) and end - i < MOST_LINES and lines[end].pieces:
        if end > i and lines[end].before == BLANK_LINE:
            break
        if any(_begins_below(lines[i:end], piece) for piece in lines[end].pieces):
            break
        if not lines[end].is_pure:
            if main is not None:
                break
            main = end
        end += 1
    return end, i if main is None else main


def _begins_below(above: list[Line], piece: Piece) -> bool:
    """Whether a new table begins here, under one that is drawn above it."""
    return piece.is_top and any(other.is_over(piece) for line in above for other in line.pieces)


def _is_nested(rows: list[Line]) -> bool:
    """`[[1, 2],` over `[3, 4]]` is left to the grammar."""
    marks = [mark for line in rows for piece in line.pieces for mark in line.body[piece.first : piece.last + 1]]
    return any(a.kind == b.kind == OPEN for a, b in pairwise(marks))


def _replaced(line: Line, table: list[list[Piece]]) -> list[Mark]:
    """The line with each table in the place of its row there."""
    marks: list[Mark] = []
    at = 0
    for piece, column in zip(line.pieces, table, strict=True):
        marks += line.body[at : piece.first]
        at = piece.last + 1
        rows = tuple(row.inner for row in column if row.inner)
        own = line.body[piece.first : at]
        if not rows or (len(rows) == 1 and own[0].kind == OPEN):
            marks += own
        else:
            start, end = min(row.start for row in column if row.inner), max(row.end for row in column if row.inner)
            marks.append(Mark(TABLE, "", start, end, own[0].spaced, rows))
    return marks + line.body[at:]
