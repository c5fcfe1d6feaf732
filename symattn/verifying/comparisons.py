"""Comparisons: `e^2 > 7`, `1/3 ≠ 0.33`, `0.67 < 0.33`. What holds is proven, along one of both ways.

What does not hold is wrong only where nothing that the numbers may be rounded from makes it so, and a calculation, or
decimals of one length, stand on both sides: 3.9 < 3.11 is said of versions, 0.1 + 0.2 ≠ 0.3 of programs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from symattn.exact.enclosure import FIRST_BITS
from symattn.exact.precision import working
from symattn.exact.real import HIDDEN, Real, same
from symattn.island import Island, Side
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import Negative, Sum
from symattn.report import Finding, Unread, Verdict
from symattn.verifying.claiming import CONDITION
from symattn.verifying.denying import is_denied
from symattn.verifying.entries import spans_of
from symattn.verifying.proofs import BOTH, DISPLAYED, EXACTLY, INTERVAL_BITS, NONE, printed_of
from symattn.verifying.reading import Reading
from symattn.verifying.worths import Worth

HOLDS_FOR = {"<": (-1,), ">": (1,), "≤": (-1, 0), "≥": (1, 0), "≠": (-1, 1)}
"""Which orders of the two sides each sign allows."""
NEGATED = {"<": "not less than", ">": "not greater than", "≤": "greater than", "≥": "less than", "≠": "equal to"}
CLAUSE = 60
"""Characters before it that may make it a condition."""
ASKS = re.compile(r"\b(?:whether|assert|while|until|filter|require|ob|siempre que|pourvu que)\b[^.;\n]*$", re.I)
NOT_SURE = "it does not hold as printed, but may mean something else"


@dataclass(frozen=True)
class Comparisons:
    reading: Reading

    def read(self, island: Island) -> None:
        """One comparison of two numbers."""
        (left, right), (sign,) = island.sides, island.signs
        worths = self.reading.worths.of(left.formula), self.reading.worths.of(right.formula)
        at_left, at_right = worths
        if at_left is None or at_right is None or isinstance(at_left.best, Grid) or isinstance(at_right.best, Grid):
            return
        if HIDDEN in (at_left.best, at_right.best):
            # ∞ < ∞ is no number
            return
        by = _by(sign, at_left, at_right)
        if by != NONE:
            self._found(left, right, Verdict.EXACT, by, "")
        elif self._is_no_claim(left, right):
            return
        elif self._is_sure(left, sign, right):
            value = " ".join(self.reading.text[left.start : left.end].split())
            other = " ".join(self.reading.text[right.start : right.end].split())
            self._found(left, right, Verdict.WRONG, NONE, f"{value} is {NEGATED[sign]} {other}")
        else:
            self.reading.unread.append(Unread(left.start, right.end, NOT_SURE))

    def _is_no_claim(self, left: Side, right: Side) -> bool:
        """Conditions, what is denied, and whole numbers: 4 > 2 of menus."""
        before = self.reading.view[max(0, left.start - CLAUSE) : left.start]
        printed = printed_of(left.formula), printed_of(right.formula)
        are_whole = all(p is not None and p.is_integer for p in printed)
        is_condition = CONDITION.search(before) is not None or ASKS.search(before) is not None
        return are_whole or is_condition or is_denied(self.reading.view, left.start, right.end)

    def _is_sure(self, left: Side, sign: str, right: Side) -> bool:
        """Whether it surely is meant as written, and does not hold whatever was rounded."""
        if sign == "≠" or not _are_comparable(left, right):
            return False
        difference = Sum((left.formula, Negative(right.formula)))
        (span,) = spans_of(difference, 1, self.reading.worths)
        with working(INTERVAL_BITS):
            return span is None or not (span.contains(0) or (1 if span > 0 else -1) in HOLDS_FOR[sign])

    def _found(self, left: Side, right: Side, verdict: Verdict, by: str, reason: str) -> None:
        place = right.start, right.end
        printed = self.reading.text[right.start : right.end]
        self.reading.findings.append(
            Finding(left.start, right.end, place, verdict, by, printed=printed, printed_at=place, reason=reason)
        )


def _are_comparable(left: Side, right: Side) -> bool:
    printed = printed_of(left.formula), printed_of(right.formula)
    if printed[0] is None or printed[1] is None:
        return True
    return not printed[0].is_integer and printed[0].places == printed[1].places


def _by(sign: str, left: Worth, right: Worth) -> str:
    """By which way it holds."""
    displayed = _holds(sign, left.displayed, right.displayed)
    exact = _holds(sign, left.best, right.best)
    return BOTH if displayed and exact else EXACTLY if exact else DISPLAYED if displayed else NONE


def _holds(sign: str, left: Value[Real] | None, right: Value[Real] | None) -> bool:
    if not isinstance(left, Real) or not isinstance(right, Real):
        return False
    return _order(left, right) in HOLDS_FOR[sign]


def _order(left: Real, right: Real) -> int | None:
    """-1, 0 or 1; None where it cannot be told."""
    is_same = same(left, right)
    if is_same or is_same is None:
        return 0 if is_same else None
    difference = left - right
    bits = FIRST_BITS
    while bits <= difference.ceiling:
        ball = difference.enclosure(bits)
        if not ball.contains(0):
            return 1 if ball > 0 else -1
        bits *= 2
    return None
