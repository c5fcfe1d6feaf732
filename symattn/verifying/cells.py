"""Cells: the relations that the cells of a table make with each other, judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from symattn.exact.real import Real
from symattn.island import Island, Side
from symattn.notation.evaluate import Grid
from symattn.notation.formula import ROUNDED, Vector
from symattn.page import Kind, Part
from symattn.verifying.aggregates import sum_rows
from symattn.verifying.claiming import may_be_a_range
from symattn.verifying.columns import Cell, Claim, Columns
from symattn.verifying.phrases import called, labels_weights
from symattn.verifying.proofs import is_literal, printed_of, same_size
from symattn.verifying.reading import Reading
from symattn.verifying.stepwise import Stepwise
from symattn.verifying.tabulated import side_of, tabulated
from symattn.verifying.witnessing import Witnessing
from symattn.verifying.words import SCORES, WEIGHTS, says_weights
from symattn.verifying.worths import Worth

LEAD = 200
"""Characters of text before a table that may say what it is."""


class Frames:
    """What stands around the tables of a document, by their numbers."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.headings, self.labels = _headings(parts), _labels(parts)
        self.before = _before(parts) if self.headings else {}


class Cells:
    """Follows the tables of a document, one at a time."""

    def __init__(self, reading: Reading, witnessing: Witnessing, frames: Frames) -> None:
        self.reading, self.witnessing = reading, witnessing
        self.columns = Columns(reading.roles)
        self.stepwise = Stepwise(reading)
        self.headings, self.labels, self.before = frames.headings, frames.labels, frames.before
        self.ended: Side | None = None
        """The numbers of the table read last."""

    def turn(self, island: Island) -> None:
        """A new table begins, or one has ended."""
        table = island.block.table if island.block.kind is Kind.CELL else 0
        if table != self.columns.table:
            self.end()
            self.columns.begin(table)
            for part in self.headings.get(table, ()):
                self.columns.heading(part.block.column, self.reading.text[part.start : part.end])

    def read(self, island: Island, side: Side, worth: Worth, *, is_left: bool) -> bool:
        """Whether the cell makes a relation with the one before it, which is then judged.

        is_left: its own value stands behind it in the cell.
        """
        if island.block.kind is not Kind.CELL or island.block.row == 0:
            return False
        before = self.columns.calculation_before(island)
        self.columns.put(Cell(island, side, worth, is_left))
        source = self.columns.puts_in(island, side.formula)
        if source is not None:
            self.reading.judged(island, source.side, ROUNDED, side, Worth(None, worth.best), worth, explicit=False)
            return True
        if before is None or not is_literal(side.formula) or not same_size(before.worth.best, worth.best):
            return False
        formula = before.side.formula
        if may_be_a_range(formula) and not self.reading.judge.holds(formula, side, before.worth, worth):
            return False
        known = self.reading.judged(island, before.side, ROUNDED, side, before.worth, worth, explicit=False)
        self.reading.repeats.ended(side.formula, known)
        return True

    def heading_of(self, island: Island) -> str:
        """What stands above its column."""
        return self.columns.headings.get(island.block.column, "")[-LEAD:] if island.block.kind is Kind.CELL else ""

    def are_given(self, island: Island, side: Side) -> bool:
        """Whether it is a row of starting data, as the heading of its column says."""
        return self.columns.is_given(island.block) and isinstance(side.formula, Vector) and is_literal(side.formula)

    def end(self) -> None:
        """The table is read to its end: what its columns state is judged."""
        if not self.columns.rows:
            return
        for claim in list(self.columns.claims(self.reading.ties.scores_seen, self._rows_of_scores())):
            worth = self._due(claim)
            if worth is not None:
                cell = claim.cell
                self.reading.judged(
                    cell.island,
                    claim.left,
                    ROUNDED,
                    cell.side,
                    worth,
                    cell.worth,
                    explicit=False,
                    meaning=claim.meaning,
                )

        if not self.stepwise.judge(self.columns, self._labels()):
            self._judge_whole()
        self.reading.judge_again()

    def _rows_of_scores(self) -> Iterator[Grid[Real]]:
        """The rows told last that a softmax may be of: scores, rows of other names, exponents of powers of e."""
        reading = self.reading
        exponents = tuple(addend.exponent for addend in reading.sums.run if addend.exponent is not None)
        for cells in (exponents, *reversed(reading.series.rows.get(SCORES, ())), *reversed(reading.series.others)):
            worth = reading.worths.of(Vector(cells)) if len(cells) > 1 else None
            if worth is not None and isinstance(worth.best, Grid):
                yield worth.best

    def _labels(self) -> Mapping[int, str]:
        """What stands at the head of each row."""
        labels: dict[int, str] = {}
        for part in self.labels.get(self.columns.table, ()):
            labels[part.block.row] = labels.get(part.block.row, "") + self.reading.text[part.start : part.end]
        return labels

    def _judge_whole(self) -> None:
        """A table of numbers is held, row by row, against the quantity that it states."""
        reading = self.reading
        sums = sum_rows(self.columns.rows, self._labels())
        rows = {i: row for i, row in self.columns.rows.items() if i not in sums}
        table = tabulated(rows, self.columns.headings, self._lead())
        if table is None:
            self._judge_column()
            return
        self.ended = table.whole.sides[0]
        tie = reading.ties.of_island(table.whole, table.worth)
        if tie is None or not same_size(tie.worth.best, table.worth.best):
            if says_weights(table.whole.lead):
                self.witnessing.together([island.sides[0] for island, _ in table.rows])
            return
        reading.forget_within(table.whole.sides[0].places.values())
        reading.judged_by_row(tie, table.rows)
        reading.repeats.stated(table.whole.sides[0].formula, Worth(table.worth.displayed, tie.worth.best))

    def _judge_column(self) -> None:
        """Attention weights one below the other, and a total of 1. Without it they may be some of many."""
        labels, rows = self._labels(), self.columns.rows
        sums = sum_rows(rows, labels)
        if list(rows) != list(range(min(rows), max(rows) + 1)) or len(sums) != 1:
            return
        words = [row for i, row in rows.items() if i not in sums]
        found = [c for c in words[0] if all(c in row and printed_of(row[c].side.formula) is not None for row in words)]
        if len(found) != 1 or len(words) < 2:
            return
        call = called(f"{self.columns.headings.get(found[0], '')}:")
        is_called = call is not None and call.is_sure and call.role == WEIGHTS
        if not is_called and not labels_weights(self._lead()):
            return
        total = rows[sums[0]].get(found[0])
        printed = None if total is None else printed_of(total.side.formula)
        if printed is None or printed.value != 1:
            return
        cells = [row[found[0]] for row in words]
        side = side_of(Vector(tuple(cell.side.formula for cell in cells)), cells)
        self.witnessing.column(side)

    def _lead(self) -> str:
        """The heading or the paragraph before the table."""
        before = self.before.get(self.columns.table)
        if before is None:
            return ""
        mark = "# " if before.block.kind is Kind.HEADING else ""
        words = " ".join(self.reading.view[before.start : before.end].split())
        return f"{mark}{words[-LEAD:]}\n"

    def _due(self, claim: Claim) -> Worth | None:
        """What the cell must be; None where it is of another size, or repeats a number that was given."""
        side, own, worth = claim.cell.side, claim.cell.worth, claim.worth
        if not same_size(worth.best, own.best):
            return None
        repeated = self.reading.repeats.of(side.formula)
        was_given = self.reading.repeats.is_unjudged(side.formula) or (repeated is not None and repeated.origin is None)
        if was_given and not self.reading.judge.holds(claim.left.formula, side, worth, own):
            return None
        if repeated is not None and repeated.origin is not None:
            return Worth(own.displayed, worth.exact, repeated.origin)
        return worth


def _labels(parts: Iterable[Part]) -> Mapping[int, list[Part]]:
    """The first column of each table."""
    found: dict[int, list[Part]] = {}
    for part in parts:
        if part.block.kind is Kind.CELL and part.block.column == 0:
            found.setdefault(part.block.table, []).append(part)
    return found


def _headings(parts: Iterable[Part]) -> Mapping[int, list[Part]]:
    """The first row of each table."""
    found: dict[int, list[Part]] = {}
    for part in parts:
        if part.block.kind is Kind.CELL and part.block.row == 0:
            found.setdefault(part.block.table, []).append(part)
    return found


def _before(parts: Iterable[Part]) -> Mapping[int, Part]:
    """All of the block before each table."""
    found: dict[int, Part] = {}
    last: Part | None = None
    for part in parts:
        if part.block.kind is Kind.CELL:
            if last is not None:
                found.setdefault(part.block.table, last)
        else:
            is_same = last is not None and last.block is part.block
            last = replace(part, start=last.start) if last is not None and is_same else part
    return found
