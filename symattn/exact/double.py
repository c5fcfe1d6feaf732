"""Double: the binary numbers of 53 digits that programs count with (IEEE 754, binary64), worked exactly.

x ∘ y is the one nearest to the true value, of two equally near ones the even one. Numbers of the smallest and largest
sizes are left out.

>>> from flint import fmpq
>>> x = nearest(fmpq(3)) * nearest(fmpq(1, 10))
>>> x == nearest(fmpq(30000000000000004, 10**17)), x == nearest(fmpq(3, 10))
(True, False)
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq

from symattn.errors import FieldError

BITS = 53
SIZES = range(-1022, 1023)
"""Of the exponents: all numbers between have 53 digits."""
HALF = fmpq(1, 2)


@dataclass(frozen=True)
class Double:
    """One of these numbers."""

    value: fmpq

    def __add__(self, other: Double) -> Double:
        return nearest(self.value + other.value)

    def __neg__(self) -> Double:
        return Double(-self.value)

    def __sub__(self, other: Double) -> Double:
        return nearest(self.value - other.value)

    def __mul__(self, other: Double) -> Double:
        return nearest(self.value * other.value)

    def __truediv__(self, other: Double) -> Double:
        return nearest(self.value / other.value)


def nearest(value: fmpq) -> Double:
    """The binary number that a program has for this one. FieldError beyond their sizes."""
    if value == 0:
        return Double(value)
    size = abs(value)
    unit = _unit(size) - BITS
    if size / _two_to(unit) >= 2**BITS:
        unit += 1
    if unit + BITS - 1 not in SIZES:
        raise FieldError("no binary number of 53 digits")
    scaled = size / _two_to(unit)
    whole = int(scaled.p // scaled.q)
    rest = scaled - whole
    whole += rest > HALF or (rest == HALF and whole % 2 == 1)
    rounded = whole * _two_to(unit)
    return Double(rounded if value > 0 else -rounded)


def _unit(size: fmpq) -> int:
    """e with 2^(e−1) < size < 2^(e+1)."""
    return int(size.p).bit_length() - int(size.q).bit_length()


def _two_to(power: int) -> fmpq:
    return fmpq(2**power) if power >= 0 else fmpq(1, 2**-power)
