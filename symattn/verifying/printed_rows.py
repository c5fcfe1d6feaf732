"""Printed rows: derived tables as they stand on paper, row by row, which is what is put in for them later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flint import fmpq

from symattn.exact.real import HIDDEN, Real, total
from symattn.exact.rounding import Printed
from symattn.notation.evaluate import Grid
from symattn.verifying.bindings import Quantity
from symattn.verifying.proofs import shows, touch
from symattn.verifying.words import WEIGHTS

NEAR = fmpq(1, 10)
"""How far from 1 a row of rounded weights may add up to."""


@dataclass(frozen=True)
class PrintedRow:
    """A row of a derived table as it was printed."""

    exact: tuple[Real, ...]
    displayed: tuple[Real, ...]
    origin: int | None = None
    """Where the wrong number came in that it holds, or follows from."""


@dataclass
class PrintedRows:
    """By the role of their table, and by their place in it."""

    known: dict[str, dict[int, PrintedRow]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.known.values())

    def has(self, role: str) -> bool:
        return bool(self.known.get(role))

    def origin(self, role: str) -> int | None:
        """Where a wrong number came in among its rows."""
        return next((row.origin for row in self.known.get(role, {}).values() if row.origin is not None), None)

    # --- what was printed -------------------------------------------------------------------

    def note_table(
        self, role: str, table: Grid[Real] | None, exact: Grid[Real], displayed: Grid[Real], origin: int | None
    ) -> None:
        """A whole table was printed; it counts where it is this one."""
        if table is None or not exact.shape == displayed.shape == table.shape:
            return
        if all(touch(row, printed) for row, printed in zip(table.rows, exact.rows, strict=True)):
            rows = zip(exact.rows, displayed.rows, strict=True)
            self.known[role] = {i: PrintedRow(x, row, origin) for i, (x, row) in enumerate(rows)}

    def note_row(
        self, role: str, table: Grid[Real] | None, row: PrintedRow, printed: Sequence[Printed | None] = ()
    ) -> None:
        """A row was printed; it is at its place, or the next one where rows of weights come in order."""
        if table is None:
            return
        known = self.known.setdefault(role, {})
        places = [i for i, cells in enumerate(table.rows) if touch(cells, row.exact)]
        # of rows that are the same exactly, the one with other digits is the next: 0.019, carried, and 0.018
        before = list({id(known[i]): known[i] for i in places if i in known}.values())
        if not any(touch(other.displayed, row.displayed) for other in before):
            known.update((i, row) for i in places[len(before) :] or places)
        is_row = role == WEIGHTS and len(row.displayed) == table.shape[1] and _adds_up(row.displayed)
        if not places and is_row and len(known) < table.shape[0]:
            # what follows from a wrong number, or from another one of the same digits, is no row of the table
            i = next(i for i in range(table.shape[0]) if i not in known)
            if row.origin is not None:
                known[i] = row
            elif not all(p is None or p.is_integer for p in printed) and shows(table.rows[i], printed):
                known[i] = PrintedRow(table.rows[i], row.displayed)

    def forget(self, role: str) -> None:
        self.known.pop(role, None)

    def forget_others(self, role: str, table: Grid[Real] | None) -> None:
        """What looked like a row of a table, as long as not all was known that it follows from."""
        rows = self.known.get(role, {})
        for i, row in list(rows.items()):
            is_known = table is not None and i < table.shape[0] and touch(table.rows[i], row.exact)
            if row.origin is None and not is_known:
                del rows[i]

    # --- what is put in ---------------------------------------------------------------------

    def whole(self, role: str, table: Grid[Real]) -> Quantity:
        """A table, with what was printed for its rows if each was."""
        is_whole = len(self.known.get(role, {})) == table.shape[0]
        return self.partly(role, table) if is_whole else Quantity(table, None)

    def partly(self, role: str, table: Grid[Real], others: Grid[Real] | None = None) -> Quantity:
        """A table, with what was printed for some of its rows; others: what the rest is as displayed."""
        rows = self.known.get(role, {})
        if any(len(row.displayed) != table.shape[1] for row in rows.values()):
            return Quantity(table, None)
        rest = others if others is not None and others.shape == table.shape else table
        shown = Grid(tuple(rows[i].displayed if i in rows else row for i, row in enumerate(rest.rows)))
        return Quantity(table, shown, origin=self.origin(role))


def _adds_up(row: Sequence[Real]) -> bool:
    whole = total(row)
    return whole is not HIDDEN and whole.rational is not None and abs(whole.rational - 1) < NEAR
