"""Arb balls around exact numbers: rigorous at any precision, refined until a question is decided.

Every function here must run inside ``working(bits)``; ``decided`` is the loop that opens it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from flint import arb, fmpq, fmpz

from symattn.errors import FieldError
from symattn.exact.exponential_sum import LOGARITHM, ExponentialSum
from symattn.exact.precision import working
from symattn.limits import EXPONENT_BITS, PRECISION_CEILING

Answer = TypeVar("Answer")
FIRST_BITS = 64
LARGEST_EXPONENT = arb(fmpz(2) ** EXPONENT_BITS)
"""Exact, whatever the precision: a power of two."""


def ball(total: ExponentialSum) -> arb:
    """A ball that contains the value of the sum. Precision: the one being worked at."""
    result = arb(0)
    for (n, atoms, exponent), r in total.terms.items():
        term = arb(r)
        if n != 1:
            term *= arb(n).sqrt()
        for atom, power in atoms:
            term *= _atom(atom) ** power
        if exponent is not None:
            term *= exponential_ball(ball(exponent))
        result += term
    return result


def exponential_ball(exponent: arb) -> arb:
    """e^x; refused when x has more than EXPONENT_BITS bits before the point, which no precision reaches."""
    if exponent.abs_lower() > LARGEST_EXPONENT:
        raise FieldError(f"an exponent of e beyond 2^{EXPONENT_BITS} is too large to be given in decimals")
    return exponent.exp()


def quotient_ball(numerator: ExponentialSum, denominator: ExponentialSum) -> arb:
    value = denominator.as_rational()
    return ball(numerator) if value == 1 else ball(numerator) / ball(denominator)


def precisions(first: int = FIRST_BITS, ceiling: int | None = None) -> Iterator[int]:
    """first, 2·first, 4·first … up to the ceiling."""
    bits = first
    while bits <= (ceiling or PRECISION_CEILING):
        yield bits
        bits *= 2


def decided(
    question: Callable[[int], Answer | None], first: int = FIRST_BITS, ceiling: int | None = None
) -> Answer | None:
    """The first answer that is not None as the precision doubles; None if the ceiling decides nothing."""
    for bits in precisions(first, ceiling):
        with working(bits):
            answer = question(bits)
        if answer is not None:
            return answer
    return None


def span(value: fmpq, half_width: fmpq) -> arb:
    """The ball of all numbers within half_width of value: what a printed decimal stands for."""
    return arb(value - half_width).union(arb(value + half_width)) if half_width else arb(value)


def softmax_balls(scores: Sequence[arb]) -> list[arb]:
    """e^s_i/(e^s_i + Σ e^s_j): it grows with its own score and falls with each other, so the ends of these bound it.

    Of [0.65, 0.75] and 0 the first share is 0.65… to 0.68; e^s over a sum that knows nothing of it would be up to 0.73.
    """
    if len(scores) == 1:
        return [arb(1)]
    most = max(score.upper() for score in scores)
    low = [exponential_ball(score.lower() - most) for score in scores]
    high = [exponential_ball(score.upper() - most) for score in scores]
    lows, highs = sum(low, arb(0)), sum(high, arb(0))
    ends = [(a / (a + highs - b), b / (b + lows - a)) for a, b in zip(low, high, strict=True)]
    return [least.union(greatest) for least, greatest in ends]


def _atom(atom: str) -> arb:
    if not atom.startswith(LOGARITHM):
        raise FieldError(f"the letter {atom} has no decimal value; give it a number first")
    return arb(int(atom.removeprefix(LOGARITHM))).log()
