"""Proofs: one relation of a document judged along both ways, entry by entry, the worst deciding.

left = right is right if the right side is the correct rounding of what the left side is exactly (its printed numbers
traced back to what they were rounded from); carried if only of what its numbers give as displayed. An expression on
the right (34.5/2430.5) holds if its own traced value is the same number, or lies within what its digits allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flint import arb

from symattn.errors import SymattnError
from symattn.exact.enclosure import FIRST_BITS
from symattn.exact.precision import working
from symattn.exact.real import HIDDEN, Real, same
from symattn.exact.rounding import HALF, Certificate, Fit, Judgement, Printed, judge, read_decimal
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import EQUAL, Formula, Hidden, Matrix, Negative, Number, Power, Product, Vector, parts_of
from symattn.report import Verdict

INTERVAL_BITS = 128
LONGEST_POWER = 7
"""Digits of a power of ten."""
GOOD = (Fit.EXACT, Fit.ROUNDED)
VERDICTS = {fit: Verdict(fit.value) for fit in Fit}
RIGHT = (Verdict.EXACT, Verdict.ROUNDED)
HOLDS = (*RIGHT, Verdict.CARRIED)
DISPLAYED, EXACTLY, BOTH, NONE = "displayed", "exact", "both", "none"


@dataclass(frozen=True)
class Entry:
    """One number of a right side."""

    formula: Formula | None
    """As written; None where the right side is no list of its entries."""
    displayed: Real
    """Its worth as displayed."""
    exact: Real | None
    """Its worth with every printed number traced back; None where some cannot be."""
    span: arb | None
    """All that it may stand for, its decimals being rounded; None where nothing in it is rounded."""
    printed: Printed | None
    """The decimal, where it is just one."""
    origin: int | None = None
    """Of a wrong number among those that it rests on."""


@dataclass(frozen=True)
class Proof:
    """The verdict on one entry, and what decided it."""

    verdict: Verdict
    by: str
    true: Real
    """What it is held against."""
    certificate: Certificate | None
    tie: bool = False
    is_binary: bool = False
    """Whether it holds by the rounded steps of a program only (binary.py)."""


def prove(entry: Entry, exact: Real | None, displayed: Real | None, sign: str, *, is_rounded: bool = False) -> Proof:
    """The verdict on one number of the right side; `exact` and `displayed` are the left side's."""
    true = displayed if exact is None else exact
    if true is None:
        return Proof(Verdict.UNDECIDED, NONE, entry.displayed, None)
    if true is HIDDEN or entry.displayed is HIDDEN:
        both = true is HIDDEN and entry.displayed is HIDDEN
        return Proof(Verdict.EXACT if both else Verdict.WRONG, BOTH if both else NONE, true, Certificate("−∞", 0))
    if entry.printed is None:
        return _prove_expression(entry, exact, displayed, true)
    strict = sign == EQUAL
    by_exact = None if exact is None else judge(exact, entry.printed, strict=strict, is_rounded=is_rounded)
    found = [by_exact, by_exact]
    if displayed is not exact:
        found[1] = None if displayed is None else judge(displayed, entry.printed, strict=strict, is_rounded=is_rounded)
    verdict, by = _verdict(*(None if judgement is None else judgement.fit for judgement in found))
    decisive = found[1] if by == DISPLAYED or found[0] is None else found[0]
    assert isinstance(decisive, Judgement)
    if verdict is Verdict.LAST_DIGIT and entry.printed.is_integer:
        # 285 for 286.25: an integer that is off by one is no matter of rounding
        verdict = Verdict.WRONG
    return Proof(verdict, by, true, decisive.certificate, decisive.tie)


def _verdict(exact: Fit | None, displayed: Fit | None) -> tuple[Verdict, str]:
    if exact in GOOD:
        return VERDICTS[exact], BOTH if displayed in GOOD else EXACTLY
    if displayed in GOOD:
        return Verdict.CARRIED if exact is not None else VERDICTS[displayed], DISPLAYED
    verdicts = [VERDICTS[fit] for fit in (exact, displayed) if fit is not None]
    return min(verdicts, key=lambda verdict: verdict.badness), NONE


def _prove_expression(entry: Entry, exact: Real | None, displayed: Real | None, true: Real) -> Proof:
    shown = entry.displayed.enclosure(INTERVAL_BITS) if entry.span is None else entry.span
    certificate = Certificate(shown, INTERVAL_BITS, digits=12)
    if entry.span is not None:
        for value, way in ((exact, EXACTLY), (displayed, DISPLAYED)):
            if value is not None and _lies_in(value, entry.span):
                return Proof(Verdict.ROUNDED, way, true, certificate)
    known = exact is not None and entry.exact is not None
    by_exact = same(exact, entry.exact) if exact is not None and entry.exact is not None else False
    if known and displayed is exact and entry.displayed is entry.exact:
        by_displayed = by_exact
    else:
        by_displayed = same(displayed, entry.displayed) if displayed is not None else False
    if by_exact:
        verdict = Verdict.EXACT if entry.origin is None else Verdict.CARRIED
        return Proof(verdict, BOTH if by_displayed else EXACTLY, true, certificate)
    if by_displayed:
        return Proof(Verdict.CARRIED if known else Verdict.EXACT, DISPLAYED, true, certificate)
    order = None if entry.formula is None else _power_of_ten(entry.formula)
    if order is not None and _is_of_order(true, order):
        return Proof(Verdict.ROUNDED, EXACTLY if displayed is None else DISPLAYED, true, certificate)
    is_rounded = entry.span is not None
    if not is_rounded and (by_displayed is None or (exact is not None and same(exact, entry.displayed) is None)):
        return Proof(Verdict.UNDECIDED, NONE, true, certificate)
    return Proof(Verdict.WRONG, NONE, true, certificate)


def turned(proof: Proof, entry: Entry, left: Formula | None) -> Proof:
    """The proof; but of 0.333 ≈ 1/3 the left side is the rounded one, and is held against the right side."""
    printed = printed_of(left)
    if proof.verdict is not Verdict.WRONG or entry.printed is not None or printed is None or printed.is_integer:
        return proof
    found = judge(entry.displayed if entry.exact is None else entry.exact, printed)
    if found.fit not in (*GOOD, Fit.TRUNCATED, Fit.LAST_DIGIT):
        return proof
    return replace(proof, verdict=VERDICTS[found.fit], by=DISPLAYED, certificate=found.certificate, tie=found.tie)


def _power_of_ten(formula: Formula) -> int | None:
    """12 of 10^12."""
    match formula:
        case Power(Number("10"), Number(power)) if power.isdecimal() and len(power) < LONGEST_POWER:
            return int(power)
        case Power(Number("10"), Negative(Number(power))) if power.isdecimal() and len(power) < LONGEST_POWER:
            return -int(power)
    return None


def _is_of_order(x: Real, order: int) -> bool:
    """Whether 10^order is x rounded to a power of ten: 10^434 is said of 1.97·10^434."""
    with working(INTERVAL_BITS):
        size = abs(x.ball())
        return bool(size > 0) and bool(abs(size.log() / arb(10).log() - order) < HALF)


def _lies_in(x: Real, span: arb) -> bool:
    """Whether x may be meant: only a proof that it lies outside says no."""
    with working(INTERVAL_BITS):
        return bool(span.overlaps(x.ball()))


def touch(a: Sequence[Real], b: Sequence[Real]) -> bool:
    """Whether the numbers may be the same, one by one: only a proof that two differ says no."""
    if len(a) != len(b):
        return False
    with working(FIRST_BITS):
        return all(map(_may_be_same, a, b))


def _may_be_same(x: Real, y: Real) -> bool:
    if x.rational is not None and y.rational is not None:
        return bool(x.rational == y.rational)
    if x is HIDDEN or y is HIDDEN:
        return x is y
    return bool(x.ball().overlaps(y.ball()))


def cells_of(formula: Formula, count: int) -> list[Formula | None]:
    """The formulas of the entries of a right side, where it is written out."""
    match formula:
        case Vector(entries) if len(entries) == count:
            return list(entries)
        case Matrix(rows) if sum(map(len, rows)) == count:
            return [cell for row in rows for cell in row]
    return [formula] if count == 1 else [None] * count


def printed_of(formula: Formula | None) -> Printed | None:
    """The decimal that a formula is, if it is one: 0.5, −0.5, 7.5·10^9."""
    try:
        match formula:
            case Number(text):
                return read_decimal(text)
            case Negative(Number(text)):
                return read_decimal(f"-{text}")
            case Negative(of):
                inner = printed_of(of)
                return None if inner is None else read_decimal(f"-{inner.text}")
            case Product((Number() as mantissa, Power(Number("10"), Number(power)))):
                return read_decimal(f"{mantissa.text}e{power}")
            case Product((Number() as mantissa, Power(Number("10"), Negative(Number(power))))):
                return read_decimal(f"{mantissa.text}e-{power}")
    except SymattnError:
        return None
    return None


def shows(values: Sequence[Real], printed: Sequence[Printed | None]) -> bool:
    """Whether all printed numbers are right for these."""
    if len(values) != len(printed):
        return False
    pairs = zip(values, printed, strict=True)
    return all(p is not None and x is not HIDDEN and judge(x, p).fit in GOOD for x, p in pairs)


def values_of(value: Value[Real]) -> list[Real]:
    return [x for row in value.rows for x in row] if isinstance(value, Grid) else [value]


def same_size(a: Value[Real], b: Value[Real]) -> bool:
    """A row may also list a column, and brackets may stand around a single number."""
    a, b = (value.rows[0][0] if isinstance(value, Grid) and value.shape == (1, 1) else value for value in (a, b))
    if not isinstance(a, Grid) or not isinstance(b, Grid):
        return isinstance(a, Grid) == isinstance(b, Grid)
    vectors = 1 in a.shape and 1 in b.shape
    return a.shape == b.shape or (vectors and a.shape[0] * a.shape[1] == b.shape[0] * b.shape[1])


def is_hidden(cell: Formula) -> bool:
    return isinstance(cell, Hidden) or (isinstance(cell, Negative) and isinstance(cell.of, Hidden))


def has_hidden(formula: Formula) -> bool:
    """Whether it is a table in which something may not be attended to."""
    return isinstance(formula, Matrix) and any(is_hidden(cell) for row in formula.rows for cell in row)


def key_of_digits(formula: Formula) -> tuple[tuple[int, int], ...] | None:
    """The numbers of a table of numbers; None where it holds anything else."""
    key = []
    for cell in cells_of(formula, count_of(formula)):
        printed = printed_of(cell)
        if printed is None and (cell is None or not is_hidden(cell)):
            return None
        key.append((0, 0) if printed is None else printed.fraction)
    return tuple(key)


def count_of(formula: Formula) -> int:
    match formula:
        case Matrix(rows):
            return sum(map(len, rows))
        case Vector(entries):
            return len(entries)
    return 1


def is_literal(formula: Formula) -> bool:
    """A number or a table of numbers."""
    match formula:
        case Number() | Hidden():
            return True
        case Negative(of):
            return is_literal(of)
        case Vector() | Matrix():
            return all(is_literal(part) for part in parts_of(formula))
    return printed_of(formula) is not None
