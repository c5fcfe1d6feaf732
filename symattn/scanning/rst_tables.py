"""Tables of reStructuredText: grid tables (+---+ around each cell) and simple tables (=== === above and below)."""

from __future__ import annotations

import re
from itertools import pairwise

from symattn.page import Block, Kind, Notation
from symattn.scanning.draft import Draft
from symattn.scanning.lines import Lines
from symattn.scanning.rst_words import spans_of

GRID = re.compile(r"[ \t]*\+(?:[-=]{2,}\+)+[ \t]*$")
SIMPLE = re.compile(r"[ \t]*={2,}(?:[ \t]+={2,})+[ \t]*$")
COLUMN = re.compile(r"={2,}")
RULE = re.compile(r"[ \t]*-{2,}[ \t-]*$")


def is_border(line: str) -> bool:
    return bool(GRID.match(line) or SIMPLE.match(line))


class RstTables:
    """Adds the cells of tables to a draft."""

    def __init__(self, draft: Draft, lines: Lines) -> None:
        self.draft, self.lines = draft, lines
        self.count = 0

    def line(self, i: int) -> str:
        return self.draft.source[slice(*self.lines.span(i))]

    def read(self, i: int, end: int) -> int:
        """Behind the table that begins with this border; i where none does."""
        last = i + 1
        if GRID.match(self.line(i)):
            while last < end and self.line(last).lstrip()[:1] in ("|", "+") and self.line(last).strip():
                last += 1
            return self._grid(i, last) if last > i + 1 else i
        borders = [i]
        while last < end and (self.line(last).strip() or len(borders) < 2):
            if SIMPLE.match(self.line(last)):
                borders.append(last)
            last += 1
        return self._simple(i, borders[-1]) if len(borders) > 1 else i

    def _grid(self, first: int, end: int) -> int:
        """Each line between bars is a row of its own where it is not only the rest of a sentence."""
        self.count += 1
        row = 0
        for i in range(first, end):
            line = self.line(i)
            if line.lstrip().startswith("+"):
                row += i > first
                continue
            start = self.lines.span(i)[0]
            bars = [start + at for at, c in enumerate(line) if c == "|"]
            for column, (left, right) in enumerate(pairwise(bars)):
                self._cell(left + 1, right, row, column)
        return end

    def _simple(self, first: int, last: int) -> int:
        self.count += 1
        columns = [match.start() for match in COLUMN.finditer(self.line(first))]
        row = 0
        for i in range(first + 1, last):
            line = self.line(i)
            if SIMPLE.match(line) or RULE.match(line) or not line.strip():
                continue
            start, stop = self.lines.span(i)
            edges = [start + at for at in columns] + [stop]
            for column, left in enumerate(edges[:-1]):
                right = min(edges[column + 1], stop)
                self._cell(min(left, right), right, row, column)
            row += 1
        return last + 1

    def _cell(self, start: int, end: int, row: int, column: int) -> None:
        block = Block(Kind.CELL, table=self.count, row=row, column=column)
        self.draft.add_around(start, end, Notation.PROSE, block, spans_of(self.draft, start, end))
