"""How the cells of a step are shown: in letters, with numbers put in, exactly, as decimals. `=` is proven here.

Readable comes before complete: an exact result of more than RESULT_LEAVES numbers and letters is named by
what it is made of (u_11/r_1). A cell is put into the next step by its name beyond PUT_IN_LEAVES, or beyond
NAMED_LEAVES if the next step would become too long with it or if it holds letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from symattn.errors import FieldError, UndecidedError, located
from symattn.exact.number import Exact, symbol
from symattn.exact.rounding import Rounded
from symattn.notation.exact_form import formula_of
from symattn.notation.formula import Formula, Hidden, Index, Name, leaves_of
from symattn.notation.number_worth import is_worth
from symattn.notation.plain import plain
from symattn.tables.exactly import Cell, HiddenScore, cell, number
from symattn.tables.letters import has_letters, terms
from symattn.tables.table import Factor, Given, Named
from symattn.tables.written import Hand, cell_name, name_or_hidden
from symattn.typeset.width import width
from symattn.work import Digits, Work

NAMED_LEAVES, PUT_IN_LEAVES, WRITTEN_LEAVES, RESULT_LEAVES = 3, 6, 16, 24
LETTER_CELLS = 64
"""Cells of a table with letters beyond which they are named unseen."""
WIDEST = 300
"""Tenths of an em of the widest exact result: what a line of paper holds beside a name and a sign."""
LETTER_TERMS = 12
"""Terms that a cell with letters may have multiplied out; beyond, it is named."""
LETTERS = Hand(cell_name, lambda factor: factor.letters, "")


@dataclass(frozen=True)
class Faces:
    """The faces of the cells of one piece of work."""

    work: Work
    digits: Digits

    def letters(self, step: Named, i: int, j: int) -> Formula:
        """s_12 = q_11 k_21 + q_12 k_22: the cell in the letters of the tables it is worked out from."""
        return LETTERS.cell(step.table, i, j)

    def numbers(self, step: Named, i: int, j: int) -> Formula:
        """The same with numbers put in, proven to be the exact cell."""
        key = id(step), i, j
        if key not in self._numbers:
            self._numbers[key] = self._put_in_and_proven(step, i, j)
        return self._numbers[key]

    @cached_property
    def _numbers(self) -> dict[tuple[int, int, int], Formula]:
        """Asked for twice where a table of them proves too wide."""
        return {}

    def _put_in_and_proven(self, step: Named, i: int, j: int) -> Formula:
        formula, mixed = self._with_put_in(step, i, j, PUT_IN_LEAVES)
        if mixed or leaves_of(formula) > WRITTEN_LEAVES:
            formula, _ = self._with_put_in(step, i, j, NAMED_LEAVES)
        if not self.is_long(step):
            self._prove(formula, step, i, j, cell(step, i, j))
        return formula

    def result(self, table: Named | Given, i: int, j: int, leaves: int = RESULT_LEAVES) -> Formula | None:
        """The exact result; None where it would be too long to read."""
        key = id(table), i, j
        if key not in self._results:
            self._results[key] = self._result(table, i, j)
        formula, length = self._results[key]
        return formula if length <= leaves else None

    def _result(self, table: Named | Given, i: int, j: int) -> tuple[Formula | None, int]:
        """The exact result, unless it is too long for any place, and of how many numbers and letters it is made.

        What is given stays as it was written: 1.0, not 1.
        """
        if isinstance(table, Given):
            formula = table.entries[i][j].formula
            return (formula, leaves_of(formula)) if width(formula) <= WIDEST else (None, 0)
        if self.is_long(table):
            return None, 0
        value = cell(table, i, j)
        if isinstance(value, HiddenScore):
            return Hidden(), 0
        if (
            len(value.numerator.terms) + len(value.denominator.terms) > RESULT_LEAVES + 1
            and value.as_rational() is None
        ):
            # each term has a number or a letter, so it would be too long: no need to put its terms into order
            return None, 0
        formula = formula_of(value, decimals=self.work.problem.decimals)
        length = leaves_of(formula)
        if length > RESULT_LEAVES or width(formula) > WIDEST:
            return None, 0
        self._prove(formula, table, i, j, value)
        return formula, length

    @cached_property
    def _results(self) -> dict[tuple[int, int, int], tuple[Formula | None, int]]:
        """The results told so far: most are put into the next step too. The work keeps the tables alive."""
        return {}

    def decimal(self, table: Named | Given, i: int, j: int) -> Rounded | HiddenScore | None:
        """The cell as a decimal; None where letters have none."""
        if self.has_letters and has_letters(table):
            return None
        value = cell(table, i, j)
        if isinstance(value, HiddenScore):
            return value
        key = id(table), i, j
        try:
            if key not in self._decimals:
                self._decimals[key] = self.digits.round(value)
            return self._decimals[key]
        except (FieldError, UndecidedError) as error:
            raise located(error, table.name, i, j) from error

    @cached_property
    def _decimals(self) -> dict[tuple[int, int, int], Rounded]:
        """Asked for twice where a table of them proves too wide."""
        return {}

    def is_long(self, table: Named | Given) -> bool:
        """Whether letters make its cells too long to be multiplied out at all."""
        if not self.has_letters:
            return False
        bound, lettered = terms(table)
        return lettered and bound > LETTER_TERMS

    @cached_property
    def has_letters(self) -> bool:
        """Whether letters stand anywhere in the work."""
        return any(has_letters(table) for table in self.work.given) or has_letters(self.work.output_table)

    def _with_put_in(self, step: Named, i: int, j: int, leaves: int) -> tuple[Formula, bool]:
        """The cell with results of at most `leaves` put in; and whether some table is put in here and named there."""
        named: set[str] = set()
        fractions: set[str] = set()

        def put_in(table: Named | Given, i: int, j: int) -> Formula:
            if isinstance(table, Given):
                return table.entries[i][j].formula
            by_name = self.has_letters and has_letters(table) and not self._is_short(table)
            result = None if by_name else self.result(table, i, j, leaves)
            if result is None:
                named.add(table.letter)
                return name_or_hidden(table, i, j)
            if leaves_of(result) > NAMED_LEAVES:
                fractions.add(table.letter)
            return result

        formula = Hand(put_in, _numbers_of, "·").cell(step.table, i, j)
        return formula, bool(named & fractions)

    def _is_short(self, table: Named) -> bool:
        """Whether every cell with letters is short enough to be put in: all of a table are named, or none."""
        if "short" not in table.known:
            rows, columns = table.shape
            places = ((i, j) for i in range(rows) for j in range(columns))
            small = rows * columns <= LETTER_CELLS and not self.is_long(table)
            table.known["short"] = small and all(self.result(table, i, j, NAMED_LEAVES) for i, j in places)
        return bool(table.known["short"])

    def _prove(self, formula: Formula, table: Named | Given, i: int, j: int, value: Cell) -> None:
        same = isinstance(formula, Hidden) if isinstance(value, HiddenScore) else is_worth(formula, value, self._worth)
        if not same:
            raise AssertionError(f"{plain(formula)} is not {table.name}[{i + 1},{j + 1}]")

    def _worth(self, name: Name | Index) -> Exact:
        assert isinstance(name, Name)
        table = self._by_letter.get((name.base, name.above))
        numbered = all(index.isdecimal() for index in name.indices)
        if table is not None and numbered and len(name.indices) == len(cell_name(table, 0, 0).indices):
            i, j, *_ = (*(int(index) - 1 for index in name.indices), 0)
            return number(table, i, j)
        return symbol(name.text)

    @cached_property
    def _by_letter(self) -> dict[tuple[str, str], Named | Given]:
        names = ((cell_name(step.table, 0, 0), step.table) for step in self.work.steps)
        return {(name.base, name.above): table for name, table in names}


def _numbers_of(factor: Factor) -> Formula:
    return factor.numbers
