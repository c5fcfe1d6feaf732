"""Addressed: rows and cells of derived tables that words or indices address: `the output of token 2`, `α_22`.

Words alone make no error: other numbers may be called so. Those are surely meant of which half the row is right, or
which stand directly behind the row or cell before them, that was right: `Token 1: 0.196, 0.804. Token 2: 0.107, 0.983`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from symattn.diagnosis import misprints
from symattn.exact.real import HIDDEN, Real
from symattn.exact.rounding import HALF
from symattn.island import Island
from symattn.notation.evaluate import Grid
from symattn.notation.formula import Formula, Name, Vector
from symattn.scanning.words import words
from symattn.verifying.bindings import Bindings, Quantity
from symattn.verifying.candidates import Candidate, PrintedCells, digits_said, share_that_fits
from symattn.verifying.mistaken import mistaken
from symattn.verifying.proofs import cells_of, count_of, is_literal, same_size, touch, values_of
from symattn.verifying.roles import Roles
from symattn.verifying.words import (
    OUTPUT,
    SCALED,
    SCORES,
    WEIGHTS,
    is_hedged,
    role_beside_row,
    role_of,
    row_of,
    without_role,
    without_row,
)
from symattn.verifying.worths import Tie, Worth

SLIPS = {"exchanged_digits": 3, "moved_decimal_point": 3, "mistyped_digit": 4}
"""Digits of a number that is such a slip of another by no chance."""
MOST = 100
TELLING = 3
"""Digits of half a row that only an index names."""
ENOUGH = 2
"""Digits of half a row that words name."""
LONGEST_LINE = 200
ADDRESSED = (SCORES, SCALED, WEIGHTS, OUTPUT)
WORD = re.compile(r"[^\W\d_]{2,}")
NEAR = 80
"""Characters from one row or cell to the next."""
CLAUSE = re.compile(r"[^.;!?\n。；]*(?:\.\d[^.;!?\n。；]*)*$")
LATER = re.compile(
    r"residual|norm|feed|ffn|mlp|concat|project|\bhead|layer|W_?O|unmask|without|before|dropout|kopf|tête|cabeza|testa|头|頭",
    re.IGNORECASE,
)
"""What may have been done with them since."""
NAMED_BESIDE = re.compile(r"\([^()\n]{1,20}\)|[\"“„‘][^\"”“’\n]{1,20}[\"”“’]")
"""Of `token 2 ("sat"):` the word itself."""
JOINING = words(
    "the of for is are and gives give has then der die das für ist sind und ergibt la le les de du des el los del "
    "pour est sont et para por es son y e è sono per il и для"
)
MEANING = re.compile(r"(?P<quantity>.+), row (?P<row>\d+)")


@dataclass(frozen=True)
class _Met:
    """A row, or a cell, that was right."""

    quantity: str
    row: int
    end: int
    name: str = ""
    """The letter of a cell's name."""


@dataclass
class Addressed:
    text: str
    bindings: Bindings
    roles: Roles
    met: _Met | None = None

    # --- rows -------------------------------------------------------------------------------

    def is_right(self, meaning: str, end: int) -> None:
        """A row was right for what it was taken for."""
        found = MEANING.fullmatch(meaning)
        if found is not None:
            self.met = _Met(found["quantity"], int(found["row"]), end)

    def row(self, formula: Formula, worth: Worth, island: Island) -> Tie | None:
        """What a row of numbers states of which words say which row it is."""
        count = count_of(formula)
        if not isinstance(formula, Vector) or count < 2 or not isinstance(worth.best, Grid):
            return None
        clause = self._clause(island)
        if is_hedged(self._before(island)) or LATER.search(clause):
            return None
        printed = PrintedCells(cells_of(formula, count))
        tie = self._next_row(clause, count, island) or self._half_right(clause, printed, island)
        return tie or self._mistaken(clause, formula, worth, island)

    def names_a_table(self, name: Name, formula: Formula, worth: Worth) -> bool:
        """Whether it is named for what follows from the data, or a row of it, and as large."""
        role, index = role_of(name), "".join(name.indices)
        table = self.roles.derived_table(role) if role in ADDRESSED and not name.above else None
        if table is None or not is_literal(formula) or not isinstance(worth.best, Grid):
            return False
        if role in (WEIGHTS, OUTPUT) and all(
            x.rational is not None and x.rational.q == 1 for x in values_of(worth.best)
        ):
            # (1, 0, 0) may be masked, and whole numbers are data
            return False
        return same_size(worth.best, Grid(table.rows[:1]) if index.isdigit() else table)

    def _next_row(self, clause: str, size: int, island: Island) -> Tie | None:
        """The row behind the one that was right."""
        start = island.sides[0].start
        if self.met is None or self.met.name or not 0 <= start - self.met.end <= NEAR:
            return None
        between = self.text[self.met.end : start]
        row = row_of(between)
        if not _only_joins(between, role_beside_row(clause), self.met.quantity):
            return None
        if row is not None and row not in (self.met.row, self.met.row + 1):
            return None
        table = self.roles.work().get(self.met.quantity)
        return self._tie(self.met.quantity, table, self.met.row + 1, size)

    def _half_right(self, clause: str, printed: PrintedCells, island: Island) -> Tie | None:
        """The row that the words name, where half of it is right."""
        role, row = self._named(clause, island)
        return None if row is None else self._half_of(role, row, printed, ENOUGH)

    def _half_of(self, role: str, row: int, printed: PrintedCells, digits: int) -> Tie | None:
        """The row of the table of this role, in each way that may be meant, where half of it is right."""
        for quantity in self.roles.ways(role) if role in ADDRESSED else ():
            tie = self._tie(quantity, self.roles.work().get(quantity), row, len(printed))
            if tie is None or tie.worth.exact is None:
                continue
            candidate = Candidate(tie.meaning, tie.worth.exact)
            if half_fits(candidate, printed, digits):
                return tie
        return None

    def row_of_name(self, name: Name, formula: Formula, island: Island) -> Tie | None:
        """The row that an index names, where half of it is right: `o_2 = (2.34, 9.34)`."""
        index = name.indices[0] if len(name.indices) == 1 and not name.above else ""
        if not index.isdigit() or not isinstance(formula, Vector) or count_of(formula) < 2:
            return None
        clause = self._clause(island)
        if is_hedged(self._before(island)) or LATER.search(clause):
            return None
        row = int(index) + (1 if self.bindings.zero_based else 0)
        return self._half_of(role_of(name), row, PrintedCells(cells_of(formula, count_of(formula))), TELLING)

    def _mistaken(self, clause: str, formula: Formula, worth: Worth, island: Island) -> Tie | None:
        """The row that the words name, where a known mistake makes all its numbers."""
        role, row = self._named(clause, island)
        if row is None:
            return None
        cells = cells_of(formula, count_of(formula))
        found = mistaken(self.roles, role, (1, len(cells)), cells, row)
        return None if found is None else found.tie(worth, self.bindings.wrong)

    def _named(self, clause: str, island: Island) -> tuple[str, int | None]:
        """The role and the row that the words name."""
        role, row = role_beside_row(clause), row_of(clause) or row_of(self._line(island))
        table = self.roles.work().get(role)
        # or there is one query only
        return role, 1 if row is None and table is not None and table.shape[0] == 1 else row

    def _tie(self, quantity: str, table: Grid[Real] | None, row: int, size: int) -> Tie | None:
        if table is None or not 1 <= row <= table.shape[0]:
            return None
        cells = table.rows[row - 1]
        if any(x is HIDDEN for x in cells) or len(cells) != size:
            return None
        return Tie(Worth(None, Grid((cells,), flat=True)), f"{quantity}, row {row}", is_strong=True)

    def _before(self, island: Island) -> str:
        start = island.sides[0].start
        return self.text[max(0, start - LONGEST_LINE) : start]

    def _line(self, island: Island) -> str:
        """The line up to the numbers."""
        return self._before(island).rpartition("\n")[2]

    def _clause(self, island: Island) -> str:
        """The sentence up to the numbers."""
        found = CLAUSE.search(self._before(island)[-NEAR:])
        return "" if found is None else found[0]

    # --- cells ------------------------------------------------------------------------------

    def cell_is_right(self, name: Name, exact: Real | Grid[Real] | None, end: int) -> None:
        """A cell was right: `α_21 = 0.107`."""
        known = self._cell(name)
        if known is not None and isinstance(exact, Real) and touch([known], [exact]):
            self.met = _Met(role_of(name), 0, end, name.base)

    def cell(self, name: Name, island: Island) -> Tie | None:
        """What the name of a cell states behind a cell of the same table that was right."""
        met, start = self.met, island.sides[0].start
        if met is None or met.name != name.base or not 0 <= start - met.end <= NEAR or is_hedged(self._before(island)):
            return None
        cell = self._cell(name)
        return None if cell is None else Tie(Worth(None, cell), "", is_strong=True)

    def _cell(self, name: Name) -> Real | None:
        role = role_of(name)
        places = tuple(part for index in name.indices for part in _places(index))
        table = self.roles.derived_table(role) if role in ADDRESSED and not name.above else None
        if table is None or len(places) != 2 or not all(map(str.isdigit, places)):
            return None
        found = self.bindings.cell(Quantity(table, None), places)
        value = None if found is None else found.exact
        return value if isinstance(value, Real) and value is not HIDDEN else None


def _only_joins(between: str, role: str, quantity: str) -> bool:
    """Whether words say no more than that the same goes on: `; for token 2 the weights are`."""
    if role and not quantity.endswith(role):
        return False
    rest = without_role(NAMED_BESIDE.sub(" ", without_row(between)), role)
    return not any(c.isdigit() for c in rest) and set(WORD.findall(rest.lower())) <= JOINING


def _places(index: str) -> Sequence[str]:
    """Of α_{21} and α_{2,1} the 2 and the 1."""
    return tuple(index) if index.isdigit() and len(index) == 2 else tuple(part for part in index.split(",") if part)


def half_fits(candidate: Candidate, printed: PrintedCells, digits: int = TELLING) -> bool:
    """Whether half of the numbers are right, by no chance: they say so many digits, or the others are slips."""
    if share_that_fits(candidate, printed, HALF) < HALF:
        return False
    return _tells(candidate, printed, digits) or _is_slip(candidate, printed)


def _tells(candidate: Candidate, cells: PrintedCells, digits: int) -> bool:
    """Whether what fits are digits enough that it is no chance."""
    right = (p for p, is_shown in zip(cells.printed, candidate.shows(cells), strict=True) if is_shown and p is not None)
    return sum(map(digits_said, right)) >= digits


def _is_slip(candidate: Candidate, cells: PrintedCells) -> bool:
    """Whether the numbers that do not fit are those due, but for a slip of the pen that is no chance."""
    triples = zip(values_of(candidate.exact), cells.printed, candidate.shows(cells), strict=True)
    wrong = [(due, printed) for due, printed, is_shown in triples if not is_shown]
    return all(
        printed is not None and any(digits_said(printed) >= SLIPS.get(slip, MOST) for slip in misprints(due, printed))
        for due, printed in wrong
    )
