"""Sums named by a word: `Sum = 5.056` adds up the exponentials that were worked out just before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from symattn.exact.real import Real, total
from symattn.exact.rounding import Printed, read_decimal
from symattn.island import Side
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import ROUNDED, Call, Exponential, Formula, Number, Quotient, Vector, parts_of
from symattn.verifying.bindings import Trace
from symattn.verifying.entries import entries_of
from symattn.verifying.proofs import HOLDS, cells_of, is_literal, prove, touch, values_of
from symattn.verifying.worths import Tie, Worth, Worths

WORDS = re.compile(
    r"sums?|total|denominator|normali[sz]er|合计约?|总和|和为?|合|求和|之和|分母|分母之和|tổng|suma|summe|somme|soma|합|합계|合計|"
    r"jumlah|Σ|сумма|denominador|nenner|z|zusammen|insgesamt|samen|totaa?le?|somma|toplam|योग|summa|razem|łącznie|suman|somam|sommano|итого|всего|"
    r"总计|總和|總計|합은|합계는",
    re.IGNORECASE,
)
NEAR = 60
"""Characters between two numbers that are still added up together."""
MOST = 16
MOST_REPEATED = 4


@dataclass(frozen=True)
class Addend:
    worth: Worth
    start: int
    end: int
    right: int
    """Where the right side begins that it was read from."""
    number: Formula | None = None
    exponent: Formula | None = None
    """Where it is told as a power of e alone."""


@dataclass
class Sums:
    """The numbers worked out one after another."""

    view: str
    """What is read of the document, all else blanked."""
    worths: Worths
    run: list[Addend] = field(default_factory=list)
    row: Worth | None = None
    """The row of numbers stated last."""
    row_end: int = 0

    def saw(self, left_side: Side, right_side: Side, worth: Worth) -> Iterator[tuple[Formula, Worth]]:
        """A relation was read: an exponential is a number that may be added up. The rows that end with it.

        Of a chain e^(2−3) = e^−1 ≈ 0.368 it is the last number, and that once.
        """
        left, right, start, end = left_side.formula, right_side.formula, left_side.start, right_side.end
        if not _has_exponential(left):
            return
        while self.run and self.run[-1].right == start:
            self.run.pop()
        displayed = [None] if worth.displayed is None else values_of(worth.displayed)
        exact = [None] * len(displayed) if worth.exact is None else values_of(worth.exact)
        if len(displayed) != len(exact):
            return
        if len(exact) > 1 or (self.run and not self.is_near(self.run[-1].end, start)):
            self.run = []
        numbers = zip(cells_of(right, len(exact)), displayed, exact, strict=True)
        exponent = left.exponent if isinstance(left, Exponential) and len(exact) == 1 else None
        place = start, end, right_side.start
        self.run += [Addend(Worth(d, e, worth.origin), *place, number, exponent) for number, d, e in numbers]
        del self.run[:-MOST]
        for first in range(len(self.run) - 1):
            row = _as_row(self.run[first:])
            if row is not None:
                yield row

    def is_near(self, start: int, end: int) -> bool:
        """Whether little stands between these places, markup not counted."""
        return end - start <= NEAR or len(" ".join(self.view[start:end].split())) <= NEAR

    def saw_row(self, worth: Worth, end: int) -> None:
        """A row of numbers was stated."""
        if isinstance(worth.best, Grid) and worth.best.shape[0] == 1:
            self.row, self.row_end = worth, end

    def told(self, right: Side, at_right: Worth, at: int) -> Tie | None:
        """What a sum told by a word at this place is: the first of what it may add up that fits."""
        candidates = list(self.candidates(at))
        last = self.run[-1].end if self.run else 0
        between = re.sub(r"\\\\[a-zA-Z]+", "", self.view[last:at])
        apart = any(c.isalnum() for c in between) or not is_literal(right.formula)
        entries = entries_of(right.formula, at_right, self.worths)
        fitting = []
        for worth, _ in candidates:
            proof = prove(entries[0], _real(worth.exact), _real(worth.displayed), ROUNDED, is_rounded=True)
            if proof.verdict in HOLDS:
                fitting.append(worth)
        if fitting:
            # 1 + 0.000 is near 1, but not the 1 that a row before added up to
            same = (worth for worth in fitting if _touch(worth.exact, at_right.exact))
            return Tie(next(same, fitting[0]), "sum")
        sure = (Tie(worth, "sum", is_strong=True) for worth, is_strong in candidates if is_strong)
        return None if apart else next(sure, None)

    def candidates(self, at: int) -> Iterator[tuple[Worth, bool]]:
        """What a sum told at this place may be, the likeliest first, and whether it is surely that."""
        run = self.run
        near = bool(run) and self.is_near(run[-1].end, at) and self.row_end <= run[-1].end
        for first in range(len(run) - 1):
            added = _added([addend.worth for addend in run[first:]])
            if added is not None:
                yield added, near and first == 0
        yield from self._repeated()
        whole = self.of_row()
        if whole is not None:
            yield whole, False

    def of_row(self) -> Worth | None:
        """The sum of the row stated last."""
        if self.row is None:
            return None
        displayed = [] if self.row.displayed is None else values_of(self.row.displayed)
        exact = [] if self.row.exact is None else values_of(self.row.exact)
        if not displayed and not exact:
            return None
        return Worth(total(displayed) if displayed else None, total(exact) if exact else None, self.row.origin)

    def saw_divisors(self, formula: Formula, at: int) -> None:
        """A number divided by that was told nowhere: it is the sum of what stands above it, or was worked out last."""
        for part in parts_of(formula):
            self.saw_divisors(part, at)
        below = formula.bottom if isinstance(formula, Quotient) else None
        if not isinstance(formula, Quotient) or not isinstance(below, Number):
            return
        bindings, printed = self.worths.bindings, read_decimal(below.text)
        if printed.is_integer or bindings.trace(below) is not None:
            return
        for added in self._divisors(formula.top, at):
            exact = _real(added.exact)
            if exact is not None and _is_just(added.displayed, printed) and not _is_just(exact, printed):
                bindings.remember(below, Trace(exact, added.origin, bindings.position))
                return

    def _divisors(self, above: Formula, at: int) -> Iterator[Worth]:
        """What may have been added up to a number that `above` is divided by."""
        row = self.worths.of(above) if isinstance(above, Vector) and is_literal(above) else None
        if row is not None and row.displayed is not None and row.exact is not None:
            yield Worth(total(values_of(row.displayed)), total(values_of(row.exact)), row.origin)
        elif self.run and self.is_near(self.run[-1].end, at):
            added = (_added([addend.worth for addend in self.run[i:]]) for i in range(len(self.run) - 1))
            yield from (worth for worth in added if worth is not None)

    def normalised(self, count: int) -> Grid[Real] | None:
        """The last numbers worked out, as displayed, each over their sum: what weights are made of on paper."""
        shown = [a.worth.displayed for a in self.run[-count:] if isinstance(a.worth.displayed, Real)]
        if len(shown) != count or count < 2:
            return None
        below = total(shown)
        return None if below.rational == 0 else Grid((tuple(x / below for x in shown),), flat=True)

    def _repeated(self) -> Iterator[tuple[Worth, bool]]:
        """Exponentials told once and meant twice: `e^1.414 ≈ 4.11, e^0 = 1 → sum ≈ 9.22`."""
        worths = [addend.worth for addend in self.run[-MOST_REPEATED:]]
        for counts in product((1, 2), repeat=len(worths)):
            added = _added([w for w, n in zip(worths, counts, strict=True) for _ in range(n)])
            if added is not None and max(counts, default=1) > 1:
                yield added, False


def _as_row(run: list[Addend]) -> tuple[Formula, Worth] | None:
    """The numbers worked out one after another, as if they stood in a row."""
    numbers = [addend.number for addend in run if addend.number is not None]
    exact = [addend.worth.exact for addend in run if isinstance(addend.worth.exact, Real)]
    if not len(numbers) == len(exact) == len(run):
        return None
    origins = [addend.worth.origin for addend in run if addend.worth.origin is not None]
    row = Grid((tuple(exact),), flat=True)
    return Vector(tuple(numbers)), Worth(None, row, origins[0] if origins else None)


def _added(worths: list[Worth]) -> Worth | None:
    exact = [w.exact for w in worths if isinstance(w.exact, Real)]
    displayed = [w.displayed for w in worths if isinstance(w.displayed, Real)]
    origins = [w.origin for w in worths if w.origin is not None]
    e = total(exact) if len(exact) == len(worths) else None
    d = total(displayed) if len(displayed) == len(worths) else None
    return None if e is None and d is None else Worth(d, e, origins[0] if origins else None)


def _has_exponential(formula: Formula) -> bool:
    """e^x itself, or a row of such; not a quotient of them."""
    if isinstance(formula, Quotient | Call):
        return False
    return isinstance(formula, Exponential) or any(_has_exponential(part) for part in parts_of(formula))


def _is_just(value: Value[Real] | None, printed: Printed) -> bool:
    return isinstance(value, Real) and value.rational is not None and value.rational == printed.value


def _touch(a: Value[Real] | None, b: Value[Real] | None) -> bool:
    return isinstance(a, Real) and isinstance(b, Real) and touch([a], [b])


def _real(value: Value[Real] | None) -> Real | None:
    return value if isinstance(value, Real) else None
