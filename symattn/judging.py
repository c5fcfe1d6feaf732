"""Judge one relation, left sign right, along both ways: from the operands as displayed, and from the exact data.

Entry by entry, the worst deciding. A printed number is judged by rounding (exact/rounding.py). A right side that
is itself an expression (34.5/2430.5) rounds nothing in this step: it holds where the true value lies within
what its printed numbers may stand for, and whether one of these was carried is told where it was rounded.
The verdicts are those of docs/verdicts.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from flint import arb, fmpq

from symattn.errors import FieldError, ShapeError, UndecidedError
from symattn.exact.number import Exact
from symattn.exact.precision import working
from symattn.exact.real import Real, real, same
from symattn.exact.rounding import Certificate, Fit, Printed, judge, read_decimal
from symattn.notation.evaluate import AsRounded, Grid, Lookup, Really, Value, evaluate
from symattn.notation.formula import EQUAL, Formula, Matrix, Negative, Number, Power, Product, Vector, parts_of
from symattn.report import Verdict

T = TypeVar("T", Exact, arb, Real)
INTERVAL_BITS = 256


DISPLAYED, EXACTLY, BOTH, NONE = "displayed", "exact", "both", "none"
"""By which way a relation holds."""


@dataclass(frozen=True)
class Claim:
    """One relation: what is said to be equal, and what is known of it besides."""

    left: Formula
    sign: str
    right: Formula
    exact: Value[Exact] | None = None
    """The left side worked from the exact data, where its own numbers are rounded ones."""
    data: frozenset[fmpq] = frozenset()
    """The decimals of the problem itself, which are exact: 0.5 of X is no rounded number."""


@dataclass(frozen=True)
class EntryJudgement:
    """The judgement of one number of the right side."""

    verdict: Verdict
    by: str
    true: Real
    """The value it is held against: the exact one where there is one, else the displayed one."""
    displayed: Real | None
    right: Real
    """What the right side is worth exactly as written."""
    printed: Printed | None
    """The number as printed, where it is just one."""
    certificate: Certificate | None
    tie: bool = False

    def expected(self, true: Real | None = None) -> str:
        """The correct rounding at the author's own digits: 2392.3 for 2396.0, 98.6% for 98.5%."""
        assert self.printed is not None
        return self.printed.correct(self.true if true is None else true)


@dataclass(frozen=True)
class ClaimJudgement:
    """The judgement of a relation."""

    claim: Claim
    verdict: Verdict
    by: str
    entries: tuple[EntryJudgement, ...]
    """Of the right side, row by row; none where the sides differ in size."""
    columns: int = 0
    """Of the left side if it is a table; 0 for a bare row or a single number."""
    reason: str = ""
    """Why it is wrong as a whole, or why it stays undecided."""


def judge_claim(claim: Claim, lookup: Lookup[Exact]) -> ClaimJudgement:
    """The verdict on one relation; `lookup` tells the exact worth of names."""
    try:
        ways = _two_ways(claim, lookup)
        right = _right_entries(claim, lookup)
    except (FieldError, ShapeError, UndecidedError) as error:
        # a product of sizes that do not fit may be a notation not known here: no reason to call it wrong
        return ClaimJudgement(claim, Verdict.UNDECIDED, NONE, (), reason=str(error))
    left = ways.true
    if not _same_size(left, right.value):
        reason = f"the left side is {_kind(left)}, the right side {_kind(right.value)}"
        return ClaimJudgement(claim, Verdict.WRONG, NONE, (), reason=reason)
    pairs = zip(right.entries, ways.pairs(), strict=True)
    entries = tuple(_judge_entry(entry, exact, displayed, claim.sign) for entry, (exact, displayed) in pairs)
    worst = max(entries, key=lambda entry: entry.verdict.badness)
    columns = left.shape[1] if isinstance(left, Grid) and not left.flat else 0
    return ClaimJudgement(claim, worst.verdict, worst.by, entries, columns)


@dataclass(frozen=True)
class _Ways:
    """The left side along both ways."""

    exact: Value[Real] | None
    displayed: Value[Real] | None

    @property
    def true(self) -> Value[Real]:
        value = self.displayed if self.exact is None else self.exact
        assert value is not None
        return value

    def pairs(self) -> Iterator[tuple[Real | None, Real | None]]:
        n = len(_values(self.true))
        exact = [None] * n if self.exact is None else _values(self.exact)
        displayed = [None] * n if self.displayed is None else _values(self.displayed)
        return zip(exact, displayed, strict=True)


def _two_ways(claim: Claim, lookup: Lookup[Exact]) -> _Ways:
    """Names and whole numbers are exact data; decimals are displayed operands, exact only through claim.exact."""
    value = evaluate(claim.left, STRICTLY, _reals(lookup))
    if claim.exact is not None:
        if not _same_size(_as_reals(claim.exact), value):
            raise ShapeError(f"the left side is {_kind(value)}, its exact value {_kind(_as_reals(claim.exact))}")
        return _Ways(exact=_as_reals(claim.exact), displayed=value)
    if not any(isinstance(leaf, Number) for leaf in leaves(claim.left)):
        return _Ways(exact=value, displayed=None)
    return _Ways(exact=None if is_rounded(claim.left, claim.data) else value, displayed=value)


@dataclass(frozen=True)
class _Entry:
    """One number of the right side."""

    printed: Printed | None
    """The decimal, where just one is printed."""
    value: Real
    """Its worth exactly as written."""
    span: arb | None
    """All it may stand for, where rounded numbers are in it."""
    tight: arb | None
    """The same, the numbers that stand on the left side too being just what is printed there."""


@dataclass(frozen=True)
class _Right:
    value: Value[Real]
    entries: tuple[_Entry, ...]


def _right_entries(claim: Claim, lookup: Lookup[Exact]) -> _Right:
    right = claim.right
    value = evaluate(right, STRICTLY, _reals(lookup))
    cells: list[Formula | None] = list(parts_of(right)) if isinstance(right, Vector | Matrix) else [right]
    values = _values(value)
    if len(cells) != len(values):
        cells = [None] * len(values)
    spans = _spans(right, claim.data, lookup)
    # what stands on both sides is one number, so between the two sides it is not rounded
    shared = claim.data | {read_decimal(leaf.text).value for leaf in leaves(claim.left) if isinstance(leaf, Number)}
    tight = _spans(right, shared, lookup)
    entries = []
    for i, (cell, exact) in enumerate(zip(cells, values, strict=True)):
        rounded = bool(spans) and (cell is None or is_rounded(cell, claim.data))
        entries.append(_Entry(_printed(cell), exact, *((spans[i], tight[i]) if rounded else (None, None))))
    return _Right(value, tuple(entries))


def _spans(right: Formula, known: frozenset[fmpq], lookup: Lookup[Exact]) -> list[arb]:
    """What each entry may stand for, its decimals being rounded but for those known; empty if none is rounded."""
    if not is_rounded(right):
        return []
    with working(INTERVAL_BITS):
        return _values(evaluate(right, AsRounded(known), lambda name: _balls(lookup(name))))


def _judge_entry(entry: _Entry, exact: Real | None, displayed: Real | None, sign: str) -> EntryJudgement:
    if entry.printed is None:
        return _judge_expression(entry, exact, displayed)
    judgements = [None if x is None else judge(x, entry.printed, strict=sign == EQUAL) for x in (exact, displayed)]
    fits = [None if judgement is None else judgement.fit for judgement in judgements]
    verdict, by = _verdict(*fits)
    decisive = judgements[1] if by == DISPLAYED or judgements[0] is None else judgements[0]
    true = displayed if exact is None else exact
    assert true is not None and decisive is not None
    return EntryJudgement(verdict, by, true, displayed, entry.value, entry.printed, decisive.certificate, decisive.tie)


GOOD = (Fit.EXACT, Fit.ROUNDED)


def _verdict(exact: Fit | None, displayed: Fit | None) -> tuple[Verdict, str]:
    """Right by the exact data; else carried if the displayed operands give it; else the better of what is left."""
    if exact in GOOD:
        return Verdict(exact.value), BOTH if displayed in GOOD else EXACTLY
    if displayed in GOOD:
        return Verdict.CARRIED if exact is not None else Verdict(displayed.value), DISPLAYED
    fits = [fit for fit in (exact, displayed) if fit is not None]
    return min((Verdict(fit.value) for fit in fits), key=lambda verdict: verdict.badness), NONE


def _judge_expression(entry: _Entry, exact: Real | None, displayed: Real | None) -> EntryJudgement:
    true = displayed if exact is None else exact
    assert true is not None
    certificate = None
    equal = same(true, entry.value)
    if equal:
        verdict, by = Verdict.EXACT, EXACTLY if displayed is None else BOTH if exact is not None else DISPLAYED
    elif entry.span is None:
        verdict, by = _verdict_of_expression(equal, None if displayed is None else same(displayed, entry.value))
    else:
        assert entry.tight is not None
        ways = ((exact, entry.span), (displayed, entry.tight))
        within = [None if x is None else _lies_in(x, span) for x, span in ways]
        verdict, by = _verdict_within(within)
        certificate = Certificate(f"{entry.span.str(12)} for {true.enclosure(INTERVAL_BITS).str(12)}", INTERVAL_BITS)
    return EntryJudgement(verdict, by, true, displayed, entry.value, None, certificate)


def _verdict_of_expression(exact: bool | None, displayed: bool | None) -> tuple[Verdict, str]:
    """No number of the right side is rounded: it is the left side exactly, or it is wrong."""
    if displayed:
        return Verdict.EXACT, DISPLAYED
    if exact is None:
        return Verdict.UNDECIDED, NONE
    return Verdict.WRONG, NONE


def _verdict_within(within: list[bool | None]) -> tuple[Verdict, str]:
    exact, displayed = within
    if exact or displayed:
        return Verdict.ROUNDED, BOTH if exact and displayed else EXACTLY if exact else DISPLAYED
    return Verdict.WRONG, NONE


def _lies_in(x: Real, span: arb) -> bool:
    """Whether x may be meant: only a proof that it lies outside says no."""
    return bool(span.overlaps(x.enclosure(INTERVAL_BITS)))


def is_rounded(formula: Formula, known: frozenset[fmpq] = frozenset()) -> bool:
    """Whether decimals stand in it: 0.014 or 4.8e7, which are rounded, not 3, and not those known to be exact."""
    decimals = (read_decimal(leaf.text) for leaf in leaves(formula) if isinstance(leaf, Number))
    return any(not decimal.is_integer and decimal.value not in known for decimal in decimals)


def leaves(formula: Formula) -> Iterator[Formula]:
    parts = parts_of(formula)
    if not parts:
        yield formula
    for part in parts:
        yield from leaves(part)


def _printed(formula: Formula | None) -> Printed | None:
    match formula:
        case Number(text):
            return read_decimal(text)
        case Negative(Number(text)):
            return read_decimal(f"-{text}")
        case Product((Number() as mantissa, Power(Number("10"), Number(power)))):
            return read_decimal(f"{mantissa.text}e{power}")
        case Product((Number() as mantissa, Power(Number("10"), Negative(Number(power))))):
            return read_decimal(f"{mantissa.text}e-{power}")
    return None


def _balls(value: Value[Exact]) -> Value[arb]:
    if isinstance(value, Grid):
        return Grid(tuple(tuple(x.enclosure(INTERVAL_BITS) for x in row) for row in value.rows), value.flat)
    return value.enclosure(INTERVAL_BITS)


STRICTLY = Really(loose=False)
"""Real numbers, sizes as in a problem."""


def _as_reals(value: Value[Exact]) -> Value[Real]:
    if isinstance(value, Grid):
        return Grid(tuple(tuple(real(x) for x in row) for row in value.rows), value.flat)
    return real(value)


def _reals(lookup: Lookup[Exact]) -> Lookup[Real]:
    return lambda name: _as_reals(lookup(name))


def _values(value: Value[T]) -> list[T]:
    return [x for row in value.rows for x in row] if isinstance(value, Grid) else [value]


def _same_size(a: Value[Real], b: Value[Real]) -> bool:
    """A bare row may also list a column: row_sums = [2422.2, 4.757e7]."""
    if not isinstance(a, Grid) or not isinstance(b, Grid):
        return isinstance(a, Grid) == isinstance(b, Grid)
    return a.shape == b.shape or (b.flat and a.shape == b.shape[::-1])


def _kind(value: Value[Real]) -> str:
    return str(value) if isinstance(value, Grid) else "a single number"
