"""Tables as formulas: which rows and columns are shown, and when a table is too wide for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symattn.notation.formula import Dots, Formula, Matrix, Sum
from symattn.notation.plain import plain
from symattn.typeset.width import width

MOST_SHOWN = 8
"""Rows and columns of a table that are shown without dots."""
SUM_TERMS, LETTER_SUM_TERMS = 8, 4
"""Terms of a sum shown without dots, of numbers and of letters."""
PAPER_WIDTH = 380
"""Tenths of an em of the widest table on paper."""
WIDTH = 72
"""Characters of the widest row of a table that is set as one; wider ones are told cell by cell."""


@dataclass(frozen=True)
class Layout:
    """What is shown of a table; `full` shows all."""

    full: bool
    most_terms: int = SUM_TERMS
    """Terms of a sum that are shown without dots."""

    def picked(self, n: int) -> list[int]:
        """Indices shown of n; dots stand before the last where some are left out."""
        return list(range(n)) if self.full or n <= MOST_SHOWN else [*range(MOST_SHOWN - 2), n - 1]

    def matrix(self, shape: tuple[int, int], cell: Callable[[int, int], Formula | None]) -> Matrix | None:
        """The table of the shown cells; None where a cell is None or the table is too wide."""
        rows, columns = map(self.picked, shape)
        grid: list[list[Formula]] = []
        for i in rows:
            row: list[Formula] = []
            for j in columns:
                shown = cell(i, j)
                if shown is None:
                    return None
                row.append(self.abridged(shown))
            if sum([len(plain(shown)) + 2 for shown in row]) > WIDTH:
                return None
            grid.append(row)
        if (len(rows), len(columns)) != shape:
            grid = self._dotted(grid, shape)
        matrix = Matrix(tuple(map(tuple, grid)))
        return None if width(matrix) > PAPER_WIDTH else matrix

    def abridged(self, formula: Formula) -> Formula:
        """A long sum with dots for its middle: a + b + ⋯ + z."""
        if self.full or not isinstance(formula, Sum) or len(formula.terms) <= self.most_terms:
            return formula
        shown = max(self.most_terms // 2 - 1, 1)
        return Sum((*formula.terms[:shown], Dots(), formula.terms[-1]))

    def _dotted(self, grid: list[list[Formula]], shape: tuple[int, int]) -> list[list[Formula]]:
        rows, columns = shape
        if len(self.picked(columns)) < columns:
            grid = [[*row[:-1], Dots("h"), row[-1]] for row in grid]
        if len(self.picked(rows)) < rows:
            dots: list[Formula] = [Dots("v")] * len(grid[0])
            if len(self.picked(columns)) < columns:
                dots[-2] = Dots("d")
            grid = [*grid[:-1], dots, grid[-1]]
        return grid
