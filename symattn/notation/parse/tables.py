"""Rows and tables: [1, 0], (0.7, 1.4), [[1, 2], [3, 4]], [1 0; 0 1], bmatrix, mat(…), and those drawn over lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from symattn.notation.formula import Formula, Matrix, Name, Vector
from symattn.notation.parse.cursor import Cursor, Unreadable
from symattn.notation.parse.mark import (
    CELL,
    CLOSE,
    COMMA,
    COMMAND,
    LINE,
    NAME,
    NUMBER,
    OPEN,
    RELATION,
    ROW,
    SEMICOLON,
    SIGN,
    STOP,
    WORD,
    Mark,
)
from symattn.notation.parse.spellings import FUNCTIONS
from symattn.page import Notation

CLOSING = {"(": ")", "[": "]", "{": "}", "⌈": "⌉", "⌊": "⌋"}
ROUNDINGS = {"⌈": "ceil", "⌊": "floor"}
SEPARATORS = (COMMA, CELL, SEMICOLON, ROW)
ENDS_ROW = (SEMICOLON, ROW)
BEFORE_ENTRY = (OPEN, LINE, STOP, RELATION, *SEPARATORS)
DIMENSIONS = ("dim", "axis")
LOOKED_AT = 60
"""Marks in a bracket looked through for a comma."""
LABEL = 4
"""Most words before a row."""


class Tabled(Cursor):
    """Reads what stands in brackets and tables."""

    dimension: str = ""
    """Of `softmax(x, dim=-1)`, whose last bracket was read."""

    def bracketed(self, mark: Mark, at: int) -> Formula:
        return self.once(at, lambda: self.cells(CLOSING[mark.text]))

    def cells(self, closing: str) -> Formula:
        """The entries of a row or table up to the closing bracket, which is taken."""
        outer, self.spaced_cells = self.spaced_cells, False
        self.brackets += 1
        self.pass_named_arguments()
        commas = closing != "]" or self.has_commas()
        rows: list[list[Formula]] = [[]]
        line_starts: list[int] = []
        while not self.closes(closing):
            if self.passes_over(rows):
                continue
            self.spaced_cells = closing == "]" and not commas
            before = self.marks[self.position - 1]
            if closing != "]" and before.kind not in BEFORE_ENTRY:
                # words in brackets, no table
                raise Unreadable
            if before.kind == LINE and self.spaced_cells:
                line_starts.append(len(rows[-1]))
            rows[-1].append(self.sum())
        self.brackets -= 1
        self.spaced_cells = outer
        filled = _in_lines(rows[0], line_starts) if len(rows) == 1 else [row for row in rows if row]
        if self.decimal_comma and all(len(row) == 1 for row in filled):
            # (0,39; 0,22) is a row where the comma is taken
            filled = [[entry for [entry] in filled]] if filled else []
        return _table(filled, is_group=closing != "]")

    def closes(self, closing: str) -> bool:
        self.pass_label()
        mark = self.here()
        if mark is None or (mark.kind == CLOSE and mark.text != closing):
            raise Unreadable
        if mark.kind == CLOSE:
            self.position += 1
            return True
        return False

    def passes_over(self, rows: list[list[Formula]]) -> bool:
        """Whether what stands here parts entries, or is the ≈ before one: [≈0, ≈1]."""
        mark = self.marks[self.position]
        if mark.kind == COMMA and self.passes_dimension():
            return True
        is_before_entry = self.marks[self.position - 1].kind in (OPEN, LINE, *SEPARATORS)
        is_sign = mark.kind == RELATION and mark.text == "≈" and is_before_entry
        if mark.kind not in SEPARATORS and not self.is_gap(mark) and not is_sign:
            return False
        self.position += 1
        if mark.kind in ENDS_ROW and rows[-1]:
            rows.append([])
        return True

    def passes_dimension(self) -> bool:
        """`, dim=-1` at the end of a call."""
        at = self.position + 1
        name, sign, number = (self.mark_at(at + i) for i in range(3))
        if name is None or name.text not in DIMENSIONS or sign is None or sign.kind != RELATION or number is None:
            return False
        minus = number.text if number.kind == SIGN and number.text == "-" else ""
        number = self.mark_at(at + 3) if minus else number
        if number is None or number.kind != NUMBER or not number.text.isdecimal():
            return False
        self.dimension = minus + number.text
        self.position = at + 3 + len(minus)
        return True

    def pass_named_arguments(self) -> None:
        """How Typst is to draw a table: mat(delim: "[", 1, 0; 0, 1)."""
        while self.notation is Notation.TYPST:
            name, colon, _, comma = (self.mark_at(self.position + i) for i in range(4))
            if name is None or colon is None or comma is None or name.kind != NAME:
                return
            if colon.text != ":" or comma.kind != COMMA:
                return
            self.position += 4

    def has_commas(self) -> bool:
        """Whether commas part the entries of the bracket that was just opened."""
        level = 0
        for mark in self.marks[self.position : self.position + LOOKED_AT]:
            level += (mark.kind == OPEN) - (mark.kind == CLOSE)
            if level < 0:
                return False
            if level == 0 and mark.kind in (COMMA, CELL):
                return True
        return False

    def pass_label(self) -> None:
        """Labels before the rows of a table over several lines: `cat: [1, 0]`, `The [[0.05, 0.77],`."""
        at = self.position
        if at == 0 or self.marks[at - 1].kind not in (LINE, OPEN, COMMA):
            return
        while (mark := self.mark_at(at)) is not None and mark.kind == LINE:
            at += 1
        start = at
        while (mark := self.mark_at(at)) is not None and at - start < LABEL and _is_label(mark):
            at += 1
        is_function = at == start + 1 and self.marks[start].text.lower() in FUNCTIONS
        if (
            at > start
            and mark is not None
            and mark.kind == OPEN
            and mark.text == "["
            and mark.spaced
            and not is_function
        ):
            self.position = at

    def environment(self) -> Formula:
        """The cells of a bmatrix up to its end; labels of rows and columns are passed over."""
        outer, self.spaced_cells = self.spaced_cells, False
        self.brackets += 1
        rows: list[list[Formula]] = [[]]
        while True:
            mark = self.here()
            if mark is None:
                raise Unreadable
            if mark.kind == COMMAND and mark.text == "end":
                break
            if mark.kind == ROW and rows[-1]:
                rows.append([])
            if mark.kind in (*SEPARATORS, WORD) or self.is_gap(mark) or (mark.kind == STOP and mark.text in "|:"):
                self.position += 1
            else:
                rows[-1].append(self.sum())
        self.position += 1
        self.brackets -= 1
        self.spaced_cells = outer
        return _matrix(_without_labels([row for row in rows if row]))

    def drawn(self, mark: Mark) -> Formula:
        """A table drawn over several lines (layout.py): its entries are parted by spaces."""
        rows = [self.entries_of(row) for row in mark.rows]
        return Vector(tuple(rows[0])) if len(rows) == 1 else _matrix(rows)

    def entries_of(self, row: list[Mark]) -> list[Formula]:
        within = replace(self, marks=row, position=0, brackets=1, dead=set())
        entries = []
        parted = all(mark.kind != COMMA for mark in row)
        while (mark := within.here()) is not None:
            if mark.kind == COMMA or mark.text == "|":
                within.position += 1
                continue
            within.spaced_cells = parted
            entries.append(within.sum())
        return entries


def _in_lines(entries: list[Formula], starts: list[int]) -> list[list[Formula]]:
    """Entries parted by spaces, in lines of as many each, are the rows of a table; one a line is a column."""
    cuts = sorted({0, *starts, len(entries)})
    lines = [entries[a:b] for a, b in pairwise(cuts)]
    is_table = len(lines) > 1 and len({len(line) for line in lines}) == 1 and len(lines[0]) > 1
    return (
        lines if is_table and not any(isinstance(entry, Vector) for entry in entries) else [entries] if entries else []
    )


def _without_labels(rows: list[list[Formula]]) -> list[list[Formula]]:
    """The rows of an array without its row of column labels and its column of row labels."""
    below = rows[1:] if len(rows) > 1 and all(isinstance(cell, Name) for cell in rows[0]) else rows
    is_labelled = all(len(row) > 1 and isinstance(row[0], Name) and len(row[0].base) > 1 for row in below)
    if is_labelled and not any(isinstance(cell, Name) for row in below for cell in row[1:]):
        return [row[1:] for row in below]
    return rows


def _is_label(mark: Mark) -> bool:
    return mark.kind in (NAME, WORD) or (mark.kind == STOP and mark.text in ':"|')


def _table(rows: list[list[Formula]], *, is_group: bool) -> Formula:
    """One thing in round brackets is that thing; rows make a table, numbers a row."""
    if not rows:
        raise Unreadable
    if is_group and len(rows) == len(rows[0]) == 1:
        return rows[0][0]
    if len(rows) > 1:
        return _matrix(rows)
    if len(rows[0]) == 1 and isinstance(rows[0][0], Matrix):
        # brackets drawn around a table: \left[ \begin{matrix} … \end{matrix} \right]
        return rows[0][0]
    vectors = [cell for cell in rows[0] if isinstance(cell, Vector)]
    return _matrix(vector.entries for vector in vectors) if len(vectors) == len(rows[0]) else Vector(tuple(rows[0]))


def _matrix(rows: Iterable[Iterable[Formula]]) -> Matrix:
    cells = tuple(tuple(row) for row in rows)
    if len({len(row) for row in cells}) != 1 or not cells[0]:
        raise Unreadable
    return Matrix(cells)
