"""Tables drawn over several lines, side by side: `Q = [1 0] × [1 0]` with `[0 1]   [0 1]` below.

A row of such a table is a bracket on a line. Brackets in lines that hold nothing else belong to those above (or
below) them in the same columns; together they become one TABLE mark in the line that holds the names and signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from symattn.notation.parse.marks import CLOSE, COMMA, LINE, NUMBER, OPEN, TABLE, Mark

MOST_LINES = 64


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


@dataclass
class Line:
    marks: list[Mark]
    pieces: list[Piece]
    blank_before: bool

    @property
    def is_pure(self) -> bool:
        """Nothing but pieces."""
        return bool(self.pieces) and sum(p.last - p.first + 1 for p in self.pieces) == len(self.marks)


def joined(marks: Sequence[Mark], text: str) -> list[Mark]:
    """The marks, tables drawn over several lines made into one mark each."""
    lines = _lines(marks, text)
    found: list[Mark] = []
    i = 0
    open_brackets = 0
    while i < len(lines):
        group = _group(lines, i) if open_brackets <= 0 else None
        if group is None:
            found += _with_ends(lines[i], i)
            open_brackets += sum((mark.kind == OPEN) - (mark.kind == CLOSE) for mark in lines[i].marks)
            i += 1
            if i < len(lines) and lines[i].blank_before:
                open_brackets = 0
        else:
            count, main = group
            found += _with_ends(Line(main, [], lines[i].blank_before), i)
            i += count
    return found


def _with_ends(line: Line, i: int) -> list[Mark]:
    if i == 0 and not line.blank_before:
        return line.marks
    at = line.marks[0].start if line.marks else 0
    return [Mark(LINE, "\n\n" if line.blank_before else "\n", at, at), *line.marks]


def _lines(marks: Sequence[Mark], text: str) -> list[Line]:
    lines: list[Line] = []
    current: list[Mark] = []
    blank = False
    for mark in marks:
        if mark.kind != LINE:
            current.append(mark)
            continue
        if current or not lines:
            lines.append(Line(current, _pieces(current, text), blank))
            blank = False
        blank = blank or mark.text != "\n"
        current = []
    if current:
        lines.append(Line(current, _pieces(current, text), blank))
    return lines


def _pieces(marks: list[Mark], text: str) -> list[Piece]:
    if not marks:
        return []
    origin = text.rfind("\n", 0, marks[0].start) + 1
    pieces: list[Piece] = []
    i = 0
    while i < len(marks):
        if marks[i].kind != OPEN or marks[i].text != "[":
            i += 1
            continue
        first = i
        while i + 1 < len(marks) and marks[i + 1].kind == OPEN and marks[i + 1].text == "[":
            i += 1
        close = next((j for j in range(i + 1, len(marks)) if marks[j].kind in (OPEN, CLOSE)), None)
        if close is None or marks[close].text != "]" or not any(m.kind == NUMBER for m in marks[i:close]):
            i += 1
            continue
        inner, last = marks[i + 1 : close], close
        while last + 1 < len(marks) and marks[last + 1].kind in (CLOSE, COMMA) and not marks[last + 1].spaced:
            last += 1
        pieces.append(Piece(first, last, marks[first].start - origin, marks[last].end - origin, inner))
        i = last + 1
    return pieces


def _group(lines: list[Line], i: int) -> tuple[int, list[Mark]] | None:
    """How many lines from i on are drawn together, and the marks of their main line; None if it stands alone."""
    end = i + 1
    main = i if not lines[i].is_pure else None
    if not lines[i].pieces:
        return None
    while end < len(lines) and end - i < MOST_LINES and lines[end].pieces and not lines[end].blank_before:
        if not lines[end].is_pure:
            if main is not None:
                break
            main = end
        end += 1
    main = i if main is None else main
    rows = lines[i:end]
    below = [line for line in rows if line is not lines[main]]
    if not below or (len(lines[main].pieces) == 1 and not _balanced(rows)):
        return None
    table: list[list[Piece]] = [[] for _ in lines[main].pieces]
    count = 0
    for line in rows:
        for piece in line.pieces:
            over = [k for k, p in enumerate(lines[main].pieces) if p.left < piece.right and piece.left < p.right]
            if len(over) != 1:
                return None
            table[over[0]].append(piece)
        count += 1
    return count, _replaced(lines[main], table)


def _balanced(rows: list[Line]) -> bool:
    """Whether each bracket closes on its line: `[[1, 2],` over `[3, 4]]` is left to the grammar."""
    marks = [mark for line in rows for piece in line.pieces for mark in line.marks[piece.first : piece.last + 1]]
    nested = any(a.kind == b.kind == OPEN for a, b in pairwise(marks))
    return not nested


def _replaced(line: Line, table: list[list[Piece]]) -> list[Mark]:
    marks: list[Mark] = []
    at = 0
    for piece, rows in zip(line.pieces, table, strict=True):
        marks += line.marks[at : piece.first]
        first = line.marks[piece.first]
        spans = [(row.inner[0].start - 1, row.inner[-1].end + 1) for row in rows if row.inner]
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        whole = Mark(TABLE, "", start, end, first.spaced, [row.inner for row in rows])
        marks.append(whole if len(rows) > 1 else _single(line, piece))
        at = piece.last + 1
        if len(rows) == 1:
            marks += line.marks[piece.first + 1 : at]
    return marks + line.marks[at:]


def _single(line: Line, piece: Piece) -> Mark:
    return line.marks[piece.first]
