"""Listed: rows told one by one, `Row 1: (0.4, 0.6)`, `Row 2: (0.3, 0.7)`, that are one table together.

The words over the list say what the table is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from symattn.island import Island, Side
from symattn.notation.evaluate import Grid
from symattn.notation.formula import Matrix, Vector
from symattn.page import Kind
from symattn.verifying.proofs import is_literal, same_size, values_of
from symattn.verifying.reading import Reading
from symattn.verifying.words import row_of
from symattn.verifying.worths import Worth, row_of_worth

MOST_WORDS = 40
"""Characters between two rows of a list: the label of the second."""
LEAD = 200
"""Characters before a list that may say what it is."""
FEWEST = 2


@dataclass
class Listed:
    """Follows the lists of a document, one at a time. A row waits until its list has ended."""

    reading: Reading
    read_alone: Callable[[Island], None]
    rows: list[Island] = field(default_factory=list)

    def takes(self, island: Island) -> bool:
        """Whether this is a row that begins a list or goes on with one; else a list has ended here."""
        if self.rows and not self._goes_on(island):
            self.end()
        is_row = bool(self.rows) or (_is_row(island) and row_of(_label(island)) in (0, 1))
        if is_row:
            self.rows.append(island)
        return is_row

    def end(self) -> None:
        """The list is read to its end: it is judged as a table, or row by row where it is none."""
        rows, self.rows = self.rows, []
        if len(rows) < FEWEST or not self._is_table(rows):
            for row in rows:
                self.reading.bindings.position = row.start
                self.read_alone(row)

    def _is_table(self, rows: list[Island]) -> bool:
        """Whether the rows are those of a table that is known, and were judged."""
        reading = self.reading
        worths = [w for w in (reading.worths.of(row.sides[0].formula) for row in rows) if w is not None]
        if len(worths) < len(rows):
            return False
        shown = Grid(tuple(tuple(values_of(w.best if w.displayed is None else w.displayed)) for w in worths))
        tie = reading.ties.of_island(self._whole(rows), Worth(shown, None))
        if tie is None or not same_size(tie.worth.best, shown):
            return False
        known = list(zip(rows, worths, strict=True))
        dues = [row_of_worth(tie.worth, i) for i in range(len(rows))]
        if not tie.is_declared and not all(self._holds(*one, due) for one, due in zip(known, dues, strict=True)):
            ties = [reading.ties.of_island(row, worth) for row, worth in known]
            if all(t is not None and self._holds(*one, t.worth) for one, t in zip(known, ties, strict=True)):
                # each row is right, but of no table
                return False
        reading.judged_by_row(tie, known)
        return True

    def _whole(self, rows: list[Island]) -> Island:
        """The table, with the line over the first row's label for its words."""
        entries = tuple(row.sides[0].formula.entries for row in rows if isinstance(row.sides[0].formula, Vector))
        places = {node: place for row in rows for node, place in row.sides[0].places.items()}
        side = Side(Matrix(entries), rows[0].start, rows[-1].end, places)
        above = self.reading.text[max(0, rows[0].start - LEAD) : rows[0].start].rstrip().rpartition("\n")[0].rstrip()
        return replace(rows[0], sides=[side], lead="\n" + above.rpartition("\n")[2] + "\n")

    def _holds(self, row: Island, worth: Worth, due: Worth) -> bool:
        side = row.sides[0]
        return same_size(due.best, worth.best) and self.reading.judge.holds(side.formula, side, due, worth)

    def _goes_on(self, island: Island) -> bool:
        before = self.rows[-1]
        if not _is_row(island) or len(island.lead) > MOST_WORDS or "\n\n\n" in island.lead:
            return False
        first, last = row_of(_label(island)), row_of(_label(before))
        return _length(island) == _length(before) and first is not None and last is not None and first == last + 1


def _is_row(island: Island) -> bool:
    formula = island.sides[0].formula
    return (
        not island.signs and isinstance(formula, Vector) and is_literal(formula) and island.block.kind is not Kind.CELL
    )


def _length(island: Island) -> int:
    formula = island.sides[0].formula
    return len(formula.entries) if isinstance(formula, Vector) else 0


def _label(island: Island) -> str:
    """The line of words before it: `Row 1:`."""
    return island.lead.rstrip().rpartition("\n")[2][-MOST_WORDS:]
