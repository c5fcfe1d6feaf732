"""The form of a quotient of exponential sums that a person likes to read: 3 − 2/(1 + e^(3√2)).

- The smallest exponent below the line is made 0: e^(5/√2)/(e^(5/√2) + e^(11/√2)) is 1/(1 + e^(3√2)).
- A whole multiple of the denominator is taken out where a bare number is left: (1 + 3e)/(1 + e) is 3 − 2/(1 + e).
- Terms stand by rising exponent, a positive one first: √2 − 1.
"""

from __future__ import annotations

from functools import cmp_to_key, lru_cache
from math import gcd, lcm

from flint import arb, fmpq

from symattn.errors import UndecidedError
from symattn.exact.enclosure import ball, decided
from symattn.exact.exponential_sum import ONE, ZERO, ExponentialSum, Monomial, exponential

Exponent = ExponentialSum | None


def normal_form(
    numerator: ExponentialSum, denominator: ExponentialSum
) -> tuple[ExponentialSum, ExponentialSum, ExponentialSum]:
    """whole, rest, below with numerator/denominator = whole + rest/below; rest is 0 or whole is, or both are needed."""
    numerator, denominator = tidied(numerator, denominator)
    if denominator is ONE:
        return numerator, ZERO, ONE
    return *_whole_and_rest(numerator, denominator), denominator


def tidied(numerator: ExponentialSum, denominator: ExponentialSum) -> tuple[ExponentialSum, ExponentialSum]:
    """The same quotient with whole coefficients below, the first of them positive, and the least exponent 0."""
    if denominator is ONE or not numerator:
        return numerator, ONE
    scale, below = _tidying(denominator)
    return numerator if scale is ONE else numerator * scale, below


def ordered(value: ExponentialSum) -> list[tuple[Monomial, fmpq]]:
    """Terms by rising exponent, then letters by falling degree, then radicand; a positive one first."""
    items = sorted(value.terms.items(), key=lambda item: (_degree(item[0]), _falling(item[0]), item[0][0]))
    items.sort(key=cmp_to_key(_by_exponent))
    first = next((i for i, (_, r) in enumerate(items) if r > 0), 0)
    return [items[first], *items[:first], *items[first + 1 :]]


@lru_cache(maxsize=1024)
def _tidying(denominator: ExponentialSum) -> tuple[ExponentialSum, ExponentialSum]:
    """What to multiply by, and what is below the line then: one object for all quotients that have it."""
    values = list(denominator.terms.values())
    common = fmpq(lcm(*(int(r.q) for r in values)), gcd(*(int(r.p) for r in values)))
    least = None if denominator.letters() else min((s for _, _, s in denominator.terms), key=cmp_to_key(_compare))
    shift = ONE if least is None else exponential(-least)
    scale = shift.scaled(-common if ordered(denominator * shift)[0][1] < 0 else common)
    return (ONE, denominator) if scale == ONE else (scale, denominator * scale)


def _whole_and_rest(numerator: ExponentialSum, denominator: ExponentialSum) -> tuple[ExponentialSum, ExponentialSum]:
    above, below = numerator.by_exponent(), denominator.by_exponent()
    best: tuple[ExponentialSum, ExponentialSum] | None = None
    if len(above) < len(below) - 1:
        return ZERO, numerator
    for s in sorted(below, key=cmp_to_key(_compare), reverse=True):
        inverse = below[s].inverse()
        if s not in above or inverse is None:
            continue
        whole = above[s] * inverse
        rest = numerator - whole * denominator
        if not rest:
            return whole, rest
        if best is None and len(above) > 1 and rest.as_rational() and all(r.q == 1 for r in whole.terms.values()):
            best = whole, rest
    return best or (ZERO, numerator)


def _degree(monomial: Monomial) -> int:
    return -sum(power for _, power in monomial[1])


def _falling(monomial: Monomial) -> list[tuple[str, int]]:
    """x² before xy: the powers of the first letter fall."""
    return [(atom, -power) for atom, power in monomial[1]]


def _by_exponent(a: tuple[Monomial, fmpq], b: tuple[Monomial, fmpq]) -> int:
    return _compare(a[0][2], b[0][2])


@lru_cache(maxsize=8192)
def _compare(a: Exponent, b: Exponent) -> int:
    """By value; with letters, which have none, by how they are written, 0 first."""
    difference = (a or ZERO) - (b or ZERO)
    if not difference:
        return 0
    if difference.letters():
        return -1 if _key(a or ZERO) < _key(b or ZERO) else 1
    sign = decided(lambda _: _sign(ball(difference)))
    if sign is None:
        raise UndecidedError("which of two exponents is the larger stays open at the precision ceiling")
    return sign


def _sign(value: arb) -> int | None:
    return 1 if value > 0 else -1 if value < 0 else None


def _key(value: ExponentialSum) -> list[tuple[int, list[tuple[str, int]], int, int, int]]:
    return [(_degree(m), _falling(m), m[0], int(r.p), int(r.q)) for m, r in ordered(value)] if value else []
