"""Sentences: what one sentence tells of two rows, `the softmax of (1, 2) is (0.27, 0.73)`, judged as a relation."""

from __future__ import annotations

from dataclasses import dataclass

from symattn.exact.enclosure import span
from symattn.exact.precision import working
from symattn.exact.rounding import HALF
from symattn.island import Island, Side
from symattn.notation.formula import ROUNDED, Call, Formula, Quotient, Vector
from symattn.page import Kind
from symattn.verifying.decimals import rows_of
from symattn.verifying.entries import spans_of
from symattn.verifying.excuses import LARGEST, NO_SOFTMAX, NO_WEIGHTED_SUM, SCALING, goes_on
from symattn.verifying.passages import Passages
from symattn.verifying.phrases import calls_output
from symattn.verifying.proofs import INTERVAL_BITS, same_size
from symattn.verifying.reading import Reading
from symattn.verifying.words import OUTPUT, WEIGHTS
from symattn.verifying.worths import Worth

AROUND = 120
"""Characters before and behind that may tell that more was done."""


@dataclass
class Sentences:
    """Judges rows that words say to be worked out from those told before."""

    reading: Reading
    passages: Passages

    def follows(self, island: Island, side: Side, worth: Worth) -> bool:
        """Whether words say that the row is a softmax, or a mean, of numbers told before, which is then judged.

        That it is not right is told only where nothing that the numbers may be rounded from makes it so.
        """
        if not isinstance(side.formula, Vector) or island.block.kind is Kind.CELL:
            return False
        left, meaning = self.passages.softmax_before(side, island.lead), WEIGHTS
        if left is None and calls_output(island.lead):
            left, meaning = self.passages.mean_before(side), OUTPUT
        at_left = None if left is None else self.reading.worths.of(left.formula)
        if left is None or at_left is None or not same_size(at_left.best, worth.best):
            return False
        holds = self.reading.judge.holds(left.formula, side, at_left, worth)
        if not holds and (self._may_be_other(left, side, meaning) or not self._cannot_be(left.formula, side)):
            return False
        if meaning == WEIGHTS:
            self.reading.series.saw(WEIGHTS, side.formula.entries)
        self.reading.judged(island, left, ROUNDED, side, at_left, worth, explicit=False, meaning=meaning)
        return True

    def _may_be_other(self, left: Side, side: Side, meaning: str) -> bool:
        """Whether words tell that more was done: a scale, a mask, a residual."""
        around = self.reading.view[max(0, left.start - AROUND) : side.end + AROUND]
        if meaning == OUTPUT:
            return NO_WEIGHTED_SUM.search(around) is not None
        is_scaled = isinstance(left.formula, Call) and isinstance(left.formula.arguments[0], Quotient)
        if not is_scaled and (self.reading.roles.is_scaled or self.reading.spoken.of(SCALING)):
            return True
        is_excused = NO_SOFTMAX.search(around) is not None or LARGEST.search(around) is not None
        return is_excused or self.reading.judge.may_be_masked

    def _cannot_be(self, left: Formula, side: Side) -> bool:
        """Whether some number of the row is none that the left side allows, all its decimals being rounded."""
        rows = rows_of(side)
        if len(rows) != 1 or goes_on(self.reading.text, side.start, side.end):
            return False
        spans = spans_of(left, len(rows[0].numbers), self.reading.worths)
        with working(INTERVAL_BITS):
            pairs = zip(rows[0].numbers, spans, strict=True)
            return any(s is None or not s.overlaps(span(p.value, p.unit * HALF)) for p, s in pairs)
