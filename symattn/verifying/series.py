"""Series: rows told one after another, each by its stage: scores, scaled, exponentials, weights.

A row of a stage follows from a row told before. Where all its numbers do, it is that; where most do, with digits enough
to be no chance, the others are wrong, if not even the rounding of the row before explains them. Else nothing is told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from flint import arb, fmpq

from symattn.exact.enclosure import span
from symattn.exact.precision import working
from symattn.exact.real import real
from symattn.exact.rounding import HALF, read_decimal
from symattn.island import Side
from symattn.notation.evaluate import Grid
from symattn.notation.formula import ROUNDED, Exponential, Formula, Number, Product, Quotient, Root, Sum, Vector
from symattn.report import Verdict
from symattn.verifying.bindings import names_of, numbers_of
from symattn.verifying.entries import entries_of, spans_of
from symattn.verifying.excuses import OTHER_SOFTMAX
from symattn.verifying.judge import Judge
from symattn.verifying.proofs import HOLDS, INTERVAL_BITS, Entry, Proof, printed_of, same_size
from symattn.verifying.roles import Roles
from symattn.verifying.stages import EXPONENTIALS, ORDER, SOFTMAX, Cells, following
from symattn.verifying.sums import Sums
from symattn.verifying.witnesses import witnesses
from symattn.verifying.words import KEYS, SCALED, SCORES, WEIGHTS
from symattn.verifying.worths import Worth, Worths

KEPT = 8
"""Rows of a stage that a later row may follow from."""
LONGEST_ROW = 256
MOST_OF_THEM = fmpq(3, 5)
ENOUGH = 3
"""Digits that must fit for a way to be the one that is meant."""


FEWEST = 2
"""Scores other than 0 that tell by what all were divided."""
TELLING = 4
"""Units of the last place that a number may be off by its rounding, and is not."""


@dataclass(frozen=True)
class Due:
    """What a row must be."""

    stage: str
    cells: Cells
    """The calculation of each number."""
    worth: Worth


@dataclass
class Series:
    judge: Judge
    worths: Worths
    roles: Roles
    sums: Sums
    rows: dict[str, deque[Cells]] = field(default_factory=dict)
    """By stage, the last told last."""
    others: deque[Cells] = field(default_factory=lambda: deque(maxlen=KEPT))
    """Rows of other names: x, of which exponentials may be taken too."""
    current: set[str] = field(default_factory=set)
    """The stages of which the last row belongs to the softmax that is under way."""

    def saw(self, stage: str, cells: Cells) -> None:
        """A row was told: what follows from it is yet to come."""
        if len(cells) <= LONGEST_ROW:
            self.rows.setdefault(stage, deque(maxlen=KEPT)).append(cells)
            self.current.difference_update(ORDER[ORDER.index(stage) :])
            self.current.add(stage)

    def saw_other(self, cells: Cells) -> None:
        """A row was told whose name tells no stage."""
        if 1 < len(cells) <= LONGEST_ROW:
            self.others.append(cells)

    def saw_table(self, stage: str, rows: Sequence[Cells]) -> None:
        """A table was told: a later row may follow from any of its rows."""
        for row in rows[:KEPT]:
            self.saw(stage, row)
        self.current.discard(stage)

    def goes_into(self, stage: str, cells: Cells) -> None:
        """A row that a step of this name is taken of: what it is called, or the stage before."""
        known = any(cells in rows for rows in self.rows.values())
        if len(cells) > 1 and not known and stage in SOFTMAX[1:]:
            self.saw(EXPONENTIALS if stage == WEIGHTS else SCORES, cells)

    def due(
        self,
        stages: Sequence[str],
        cells: Cells,
        worth: Worth,
        at: int,
        *,
        is_sure: bool = True,
        is_table: bool = False,
    ) -> Due | None:
        """What the row must be if it is of one of these stages. at: where it stands.

        is_sure: it is nothing else, so that it may be wrong. is_table: the headings of a table say what it is.
        """
        ways = [(stage, way, last) for stage in stages for way, last in self._ways(stage, cells)]
        if not ways or not 1 < len(cells) <= LONGEST_ROW:
            return None
        entries = entries_of(Vector(cells), worth, self.worths)
        nearest: tuple[int, Due, list[Proof]] | None = None
        for stage, way, is_last in ways:
            known = self.worths.of(Vector(way))
            if known is None or not same_size(known.best, worth.best):
                continue
            proofs = self.judge.proofs(entries, known, ROUNDED, Vector(way))
            good = (Verdict.EXACT,) if _must_be_exact(stage, entries) else HOLDS
            fitting = sum(proof.verdict in good for proof in proofs)
            if fitting == len(cells):
                fits = Due(stage, way, known)
                return self._scaled(fits, nearest, entries, at) if is_sure else fits
            if is_last and stage == stages[0] and (nearest is None or fitting > nearest[0]):
                nearest = fitting, Due(stage, way, known), proofs
        if nearest is None or not is_sure:
            return None
        _, due, proofs = nearest
        is_it = self._is_sure(entries, due, proofs, is_table=is_table)
        is_it = is_it or (is_table and (are_no_shares(entries, due.cells) or self._are_no_softmax(entries, due)))
        is_it = is_it or (is_table and _are_cut_off(entries, proofs))
        return due if is_it or self._is_scaled_otherwise(entries, due, at) else None

    def _are_no_softmax(self, entries: Sequence[Entry], due: Due) -> bool:
        """Whether weights beside scaled scores are none of these, whatever was rounded, and add up to 1.

        `score | weight` may be marks and what they count. `score | scaled | weight` is a softmax, if no other is told.
        """
        scaled = self.rows.get(SCALED)
        told = [c.top.exponent for c in due.cells if isinstance(c, Quotient) and isinstance(c.top, Exponential)]
        if due.stage != WEIGHTS or SCALED not in self.current or not scaled or tuple(told) != scaled[-1]:
            return False
        weights = [p for entry in entries if (p := entry.printed) is not None and 0 < p.value < 1]
        scores = [p for p in map(printed_of, told) if p is not None]
        if not len(weights) == len(scores) == len(entries):
            return False
        worth = self.worths.of(Vector(tuple(told)))
        if worth is None or self.due((SCALED,), tuple(told), worth, 0, is_sure=False) is None:
            # nor are marks that were scaled in some way scores over √d_k
            return False
        found = witnesses(weights, scores, scale=fmpq(1))
        is_whole = not any(witness.name == "sum" for witness in found)
        return bool(found) and is_whole and not OTHER_SOFTMAX.search(self.judge.text)

    def total(self, stage: str, cells: Cells, side: Side, worth: Worth, *, is_wrong: bool = False) -> Worth | None:
        """What a number must be that is said to be the sum of a row; None where it may be another one.

        is_wrong: one of the row is, and told: what it should be is added up then.
        """
        added = self.worths.of(Sum(cells)) if 1 < len(cells) <= LONGEST_ROW else None
        if added is None or isinstance(worth.best, Grid):
            return None
        (ball,) = spans_of(Sum(cells), 1, self.worths)
        if stage == WEIGHTS and (ball is None or ball.contains(1) or is_wrong):
            added = replace(added, exact=real(1))
        if self.judge.holds(Sum(cells), side, added, worth):
            return added
        (entry,) = entries_of(side.formula, worth, self.worths)
        return added if stage in (EXPONENTIALS, WEIGHTS) and not may_be_rounded(entry, ball) else None

    def _ways(self, stage: str, target: Cells) -> Iterator[tuple[Cells, bool]]:
        """What may have been worked out, the nearest stage and row first; and whether of the last row."""
        # where nothing is said to be scaled, a softmax is of the scores as they stand
        d_k = self._width() if stage == SCALED or self.roles.is_scaled else None
        for source in reversed(ORDER[: ORDER.index(stage)]):
            rows = (row for row in self._rows(source, len(target)) if len(row) == len(target))
            for i, row in enumerate(rows):
                is_last = i == 0 and (source in self.current or (source == EXPONENTIALS and self._is_run(row)))
                yield from ((way, is_last) for way in following(stage, source, row, d_k, target))

    def _rows(self, stage: str, count: int) -> Iterator[Cells]:
        """The rows of a stage, the last first; exponentials may have been told one by one."""
        one_by_one = self._one_by_one(count) if stage == EXPONENTIALS else ()
        if len(one_by_one) == count and one_by_one not in self.rows.get(stage, ()):
            yield one_by_one
        yield from reversed(self.rows.get(stage, ()))
        if stage == SCORES:
            yield from reversed(self.others)

    def _scaled(self, fits: Due, nearest: tuple[int, Due, list[Proof]] | None, entries: list[Entry], at: int) -> Due:
        """What is due where a row follows from the scores, though they were scaled since: not a step taken before."""
        if nearest is None or not {SCORES, SCALED} <= self.current or not self.roles.declared.keeps_scale(at):
            return fits
        due, raw, scaled = nearest[1], self.rows[SCORES][-1], self.rows[SCALED][-1]
        if fits.stage != due.stage or fits.cells not in _softened(raw):
            return fits
        if due.cells not in _softened(scaled) or max(map(_digits, entries)) < ENOUGH:
            return fits
        spans = spans_of(Vector(due.cells), len(entries), self.worths)
        return fits if all(map(may_be_rounded, entries, spans)) else due

    def _is_scaled_otherwise(self, entries: list[Entry], due: Due, at: int) -> bool:
        """Whether scaled scores are the scores, or these over d_k, or times √d_k, where the text divides by √d_k."""
        width = self._width()
        if due.stage != SCALED or width is None or not self.roles.declared.scale(at):
            return False
        tops = [cell.top for cell in due.cells if isinstance(cell, Quotient)]
        printed = [entry.printed for entry in entries]
        if len(tops) < len(entries) or sum(p is not None and p.value != 0 for p in printed) < FEWEST:
            return False
        number = Number(str(width))
        for way in (tops, [Quotient(x, number) for x in tops], [Product((x, Root(number))) for x in tops]):
            known = self.worths.of(Vector(tuple(way)))
            if known is None:
                continue
            proofs = self.judge.proofs(entries, known, ROUNDED, Vector(tuple(way)))
            if all(proof.verdict in HOLDS for proof in proofs):
                return True
        return False

    def _one_by_one(self, count: int) -> Cells:
        """So many exponentials, told one by one last."""
        return tuple(addend.number for addend in self.sums.run[-count:] if addend.number is not None)

    def _is_run(self, row: Cells) -> bool:
        """Whether it is all of the exponentials told one by one last."""
        return len(self.sums.run) == len(row) and self._one_by_one(len(row)) == row

    def _width(self) -> int | None:
        keys, told = self.roles.table(KEYS), self.roles.d_k()
        if told is not None and told.rational is not None and told.rational.q == 1 and told.rational > 0:
            return int(told.rational.p)
        return None if keys is None else keys.shape[1]

    def _is_sure(self, entries: list[Entry], due: Due, proofs: list[Proof], *, is_table: bool) -> bool:
        """Whether so much of the row fits that the rest is wrong."""
        fits = [proof.verdict in HOLDS for proof in proofs]
        if sum(fits) < (MOST_OF_THEM if len(fits) > 2 else HALF) * len(fits):
            return False
        digits = [_digits(entry) for entry, is_fit in zip(entries, fits, strict=True) if is_fit]
        # the heading of a column tells what it is: there the digits of all its numbers count
        if (sum(digits) if is_table else max(digits, default=0)) < ENOUGH:
            return False
        spans = spans_of(Vector(due.cells), len(entries), self.worths)
        if _are_just_as_printed(entries, due.cells, spans, fits):
            spans = [None] * len(entries)
        others = [(entry, ball) for entry, ball, is_fit in zip(entries, spans, fits, strict=True) if not is_fit]
        return not any(may_be_rounded(entry, ball) for entry, ball in others)


def _are_cut_off(entries: Sequence[Entry], proofs: Sequence[Proof]) -> bool:
    """Whether all that do not fit are digits cut off, so many of them that it is by no chance: 2.71 and 7.38."""
    others = [entry for entry, proof in zip(entries, proofs, strict=True) if proof.verdict not in HOLDS]
    is_cut = all(proof.verdict is Verdict.TRUNCATED for proof in proofs if proof.verdict not in HOLDS)
    return is_cut and sum(map(_digits, others)) >= 2 * ENOUGH


def are_no_shares(entries: Sequence[Entry], cells: Cells) -> bool:
    """Whether numbers that add up to 1 are not these exponentials over one number, whatever was rounded."""
    below: list[tuple[fmpq, fmpq]] = []
    added, off = fmpq(0), fmpq(0)
    for entry, cell in zip(entries, cells, strict=True):
        share, top = entry.printed, printed_of(cell.top) if isinstance(cell, Quotient) else None
        if share is None or top is None or share.value <= share.unit * HALF or top.value <= 0:
            return False
        added, off = added + share.value, off + share.unit * HALF
        by = fmpq(0) if top.is_integer else top.unit * HALF
        least = (top.value - by) / (share.value + share.unit * HALF)
        below.append((least, (top.value + by) / (share.value - share.unit * HALF)))
    return abs(added - 1) <= off and max(low for low, _ in below) > min(high for _, high in below)


def _are_just_as_printed(
    entries: Sequence[Entry], cells: Cells, spans: Sequence[arb | None], fits: Sequence[bool]
) -> bool:
    """Whether the numbers before have no more digits than are printed: 2.0 and 1.0, or 0.29, of which 1.336 is made.

    Of 1.41 → 4.11 the 1.41 may be √2. 0.25 beside it is a quarter, and says nothing of it.
    """
    operands = [[read_decimal(number.text) for number in numbers_of(cell)] for cell in cells]
    if all(operand.value.q == 1 for row in operands for operand in row):
        return True
    for entry, row, ball, is_fit in zip(entries, operands, spans, fits, strict=True):
        if not is_fit or ball is None or entry.printed is None:
            continue
        is_uneven = any(operand.value.q % 5 == 0 and len(operand.text.strip("0.-")) > 1 for operand in row)
        if is_uneven and ball.rad() > TELLING * entry.printed.unit:
            return True
    return False


def _must_be_exact(stage: str, entries: Sequence[Entry]) -> bool:
    """Whole numbers alone are no rounded ones, but for the weights 1 and 0 where all goes to one word."""
    values = [entry.printed.value for entry in entries if entry.printed is not None and entry.printed.is_integer]
    return len(values) == len(entries) and not (stage == WEIGHTS and sum(values[1:], values[0]) == 1)


def may_be_rounded(entry: Entry, ball: arb | None) -> bool:
    """Whether it is 0, which may be hidden, or may come from more digits than are printed of what it rests on."""
    printed = entry.printed
    if printed is None or printed.value == 0:
        return True
    if ball is None:
        return False
    with working(INTERVAL_BITS):
        return bool(span(printed.value, printed.unit * HALF).overlaps(ball))


def _digits(entry: Entry) -> int:
    return 0 if entry.printed is None else len(entry.printed.text.rstrip("%").replace(".", "").strip("0-"))


def _softened(row: Cells) -> tuple[Cells, ...]:
    """The exponentials of a row, and their shares."""
    return tuple(following(EXPONENTIALS, SCALED, row, None, row)) + tuple(following(WEIGHTS, SCALED, row, None, row))


def cell_of(worth: Worth, i: int) -> Worth:
    """One number of a row."""
    exact, displayed = (
        value.rows[0][i] if isinstance(value, Grid) else value for value in (worth.exact, worth.displayed)
    )
    return Worth(displayed, exact, worth.origin)


def cells_of_row(formula: Formula) -> Cells:
    """The entries of a row of numbers, which may be calculations."""
    return formula.entries if isinstance(formula, Vector) and not names_of(formula) else ()
