"""Balls to mpmath numbers of a private context, every digit asked for proven first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import mpmath
from flint import arb, fmpz
from mpmath.libmp import from_man_exp

from symattn.errors import LimitError, UndecidedError
from symattn.exact.enclosure import decided, quotient_ball
from symattn.limits import DIGITS

if TYPE_CHECKING:
    from symattn.exact.number import Exact

GUARD_BITS = 48
LOG10_OF_2 = 30102999566398119521373889472449302676818988146210
"""log10(2) in units of 10^-50."""


_contexts: dict[int, Any] = {}


def context(digits: int) -> Any:
    """A private mpmath context that shows and works with `digits` digits; mpmath.mp is left alone.

    One is kept for each number of digits, since making one takes a millisecond; but whoever gets a number may
    set its context's precision, and then the next number gets a new one.
    """
    private = _contexts.get(digits)
    if private is None or private.dps != digits:
        private = _contexts[digits] = mpmath.MPContext()
        private.dps = digits
    return private


def bits_for(digits: int) -> int:
    """Bits to begin with: log2(10) a digit, and some to lose."""
    if not 1 <= digits <= DIGITS:
        raise LimitError(f"{digits:,} digits were asked for; 1 to {DIGITS:,} are given")
    return digits * 3322 // 1000 + GUARD_BITS


def evaluate(x: Exact, digits: int) -> Any:
    """x as an mpf whose first `digits` significant digits are those of the true value, correctly rounded."""
    first = bits_for(digits)
    if x.is_zero():
        return context(digits).zero
    value = x.as_rational()

    def number(_: int) -> Any:
        return converter(digits)(quotient_ball(x.numerator, x.denominator) if value is None else arb(value))

    # a rational may be a tie at the last digit, which no precision decides: then it is rounded itself
    found = decided(number, first, ceiling=None if value is None else 8 * first)
    if found is None and value is not None:
        return context(digits).mpf(int(value.p)) / int(value.q)
    if found is None:
        raise UndecidedError(f"{digits:,} digits stay open at the precision ceiling")
    return found


def converter(digits: int) -> Callable[[arb], Any]:
    """A function from a ball to the mpf of its midpoint, or None while the ball leaves a digit open. It keeps powers
    of ten at the precision being worked at: to be made anew at the next.

    A digit is open when the ball reaches over a boundary of rounding to `digits` significant digits.
    """
    make, zero = context(digits).make_mpf, context(digits).zero
    low, high = fmpz(10) ** (digits - 1), fmpz(10) ** digits
    half = arb(1) / 2
    powers: dict[int, arb] = {}

    def convert(ball: arb) -> Any:
        mantissa, exponent = map(int, ball.mid().man_exp()) if ball.is_finite() else (0, 0)
        if not mantissa:
            return zero if ball.is_zero() else None
        bits = exponent + mantissa.bit_length()
        places = digits - bits * LOG10_OF_2 // 10**50  # log10(2), one digit off at the most
        size = abs(ball)
        for _ in range(8):
            scale = powers.get(places)
            if scale is None:
                scale = powers[places] = arb(10) ** places
            units = (size * scale + half).floor().unique_fmpz()
            if units is None:
                return None
            if low <= units <= high:
                return make(from_man_exp(mantissa, exponent))
            places += 1 if units < low else -1
        return None

    return convert
