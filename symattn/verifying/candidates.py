"""Candidates: the quantities that a printed number may state, and how well its digits fit them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from flint import fmpq

from symattn.exact.real import HIDDEN, Real
from symattn.exact.rounding import Fit, Printed, judge
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import Formula, Name
from symattn.verifying.attending import transposed
from symattn.verifying.proofs import GOOD, is_hidden, printed_of, values_of
from symattn.verifying.roles import Roles
from symattn.verifying.words import WEIGHTS

ONE = fmpq(1)
MOST_NAMES = 16
"""How many of the names bound last a number is looked for in."""
MOST_CHANCE = 6
"""Digits, without zeros around them, that a row must print to fit a quantity by no chance."""


class PrintedCells:
    """The cells of a row or table, looked at once for all candidates."""

    def __init__(self, cells: Sequence[Formula | None]) -> None:
        self.printed = _alike([printed_of(cell) for cell in cells])
        self.hidden = [cell is not None and is_hidden(cell) for cell in cells]
        # whole numbers alone must be exactly so
        self.good = (Fit.EXACT,) if all(p is None or p.is_integer for p in self.printed) else GOOD

    def __len__(self) -> int:
        return len(self.printed)


def _alike(cells: list[Printed | None]) -> list[Printed | None]:
    """Of 1, 0, 0.33 the 1 and the 0 are 1.00 and 0.00: 0 is no rounding of 0.42 there."""
    places = [p.places for p in cells if p is not None and not p.is_integer and p.places > 0]
    if not places:
        return cells
    least = min(places)
    return [replace(p, places=least, trailing_zeros=0) if p is not None and p.is_integer else p for p in cells]


@dataclass(frozen=True)
class Candidate:
    """A quantity that a printed number may state."""

    meaning: str
    exact: Value[Real]
    origin: int | None = None
    is_named: bool = False
    """Whether it is some table of the document's, and not one that the work must have."""
    is_seen: bool = False
    """Whether it is the softmax of the scores met last, wherever these come from."""
    displayed: Value[Real] | None = None
    """As it was printed before, row by row."""

    def shows(self, cells: PrintedCells) -> Iterator[bool]:
        """Which printed numbers are right for it, or just those printed before."""
        values = values_of(self.exact)
        before = [None] * len(values) if self.displayed is None else values_of(self.displayed)
        for x, y, p, hides in zip(values, before, cells.printed, cells.hidden, strict=True):
            if p is None or x is HIDDEN:
                yield x is HIDDEN and hides
            else:
                yield judge(x, p).fit in cells.good or (y is not None and y.rational == p.value)


def restated(roles: Roles, role: str, shape: tuple[int, int] | None) -> Candidate | None:
    """The table of a role, some rows of which were printed before."""
    quantity = roles.as_printed(role) if role else None
    if quantity is None or not isinstance(quantity.exact, Grid) or quantity.exact.shape != shape:
        return None
    meaning = f"masked {role}" if roles.is_masked else role
    return Candidate(meaning, quantity.exact, quantity.origin, displayed=quantity.displayed)


def candidates(
    roles: Roles, shape: tuple[int, int] | None, row: int | None = None, role: str = ""
) -> Iterator[Candidate]:
    """Every quantity of this shape (None: a single number), the likeliest first. role: what its name tells."""
    likeliest = list(reversed(roles.work().items()))
    likeliest.sort(key=lambda item: not item[0].endswith(role))
    for meaning, table in likeliest:
        rows, columns = table.shape
        if shape is None:
            for i, cells in enumerate(table.rows):
                for j, cell in enumerate(cells):
                    yield Candidate(f"{meaning}, row {i + 1}, column {j + 1}", cell)
        elif shape == table.shape:
            yield Candidate(meaning, table)
        elif 1 in shape and shape[0] * shape[1] == columns:
            for i, cells in enumerate(table.rows):
                if row is None or row in (i, i + 1):
                    yield Candidate(f"{meaning}, row {i + 1}", Grid((cells,), flat=True))
        elif shape == (columns, rows):
            yield Candidate(f"{meaning}, transposed", transposed(table))
    if shape is not None:
        yield from _of_names(roles, shape)


def _of_names(roles: Roles, shape: tuple[int, int]) -> Iterator[Candidate]:
    """The tables bound last, whatever they are called, and their rows."""
    named, said = (islice(reversed(known), MOST_NAMES) for known in (roles.bindings.names, roles.bindings.formulas))
    for key in (*said, *named):
        quantity = roles.bindings.names.get(key) or roles.lookup(Name(key))
        value = None if quantity is None else quantity.exact
        if quantity is None or not isinstance(value, Grid):
            continue
        if value.shape == shape:
            yield Candidate(key, value, quantity.origin, is_named=True)
        elif 1 in shape and shape[0] * shape[1] == value.shape[1] and value.shape[0] > 1:
            for i, cells in enumerate(value.rows):
                row = Grid((cells,), flat=True)
                yield Candidate(f"{key}, row {i + 1}", row, quantity.origin, is_named=True)


def share_that_fits(candidate: Candidate, cells: PrintedCells, least: fmpq = ONE) -> fmpq:
    """How many of the printed numbers are right; 0 as soon as it is plain that it is less than `least` of them."""
    if len(values_of(candidate.exact)) != len(cells):
        return fmpq(0)
    may_miss = (1 - least) * len(cells)
    misses = 0
    for is_shown in candidate.shows(cells):
        misses += not is_shown
        if misses > may_miss:
            return fmpq(0)
    return 1 - fmpq(misses, len(cells))


def hides_the_same(value: Value[Real], cells: PrintedCells) -> bool:
    """Whether just the scores that are hidden there are hidden here: a table before its mask is no masked one."""
    return [x is HIDDEN for x in values_of(value)] == cells.hidden


def is_unmasked(candidate: Candidate) -> bool:
    return candidate.meaning.endswith(WEIGHTS) and "masked" not in candidate.meaning


def says_enough(candidate: Candidate, cells: PrintedCells, role: str) -> bool:
    """Whether so many digits fit that it is by no chance; 0, 1.0 and 0.50 say little."""
    digits = 0
    for printed, is_shown in zip(cells.printed, candidate.shows(cells), strict=True):
        if printed is not None and is_shown:
            digits += digits_said(printed)
    is_named = role != "" and candidate.meaning in (role, f"masked {role}")
    return len(cells) > 2 and digits >= (MOST_CHANCE // 2 if is_named else MOST_CHANCE)


def digits_said(printed: Printed) -> int:
    """Its digits without zeros around them; whole numbers say none."""
    return len(printed.text.rstrip("%").replace(".", "").strip("0-")) if printed.value.q != 1 else 0
