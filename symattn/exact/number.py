"""Exact: a quotient of exponential sums, with equality and order that are decided, not tried.

Equality is decided because a sum whose terms are collected is 0 only if no term is left (zero.py says why, and
where it is not known: with products of logarithms UndecidedError may be raised). Letters are indeterminates:
equal means equal as functions of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeGuard, Union

from flint import arb, fmpq, fmpz

from symattn.errors import FieldError, UndecidedError
from symattn.exact.enclosure import decided, quotient_ball
from symattn.exact.exponential_sum import (
    ONE,
    ExponentialSum,
    checked,
    exponential,
    letter,
    logarithm,
    power_of_rational,
    square_root,
)
from symattn.exact.normal_form import normal_form, tidied
from symattn.exact.precision import working
from symattn.exact.zero import is_surely_not_zero
from symattn.lazily import lazy
from symattn.limits import PRECISION_CEILING

if TYPE_CHECKING:
    from symattn.exact import mpmath_form, sympy_form
else:
    mpmath_form = lazy("symattn.exact.mpmath_form")
    sympy_form = lazy("symattn.exact.sympy_form")

Rational = Union[int, Fraction, fmpq]


class Exact:
    """(Σ c·e^s) / (Σ c·e^s), exact. Built from ints, Fractions and the functions below; never from floats.

    >>> from symattn.exact import exp, sqrt
    >>> 1 / (1 + exp(3 * sqrt(2)))
    Exact('1/(1 + exp(3*sqrt(2)))')
    >>> (1 / (1 + exp(3 * sqrt(2)))).evaluate(20)
    mpf('0.014166035876688402794801')
    """

    __slots__ = ("denominator", "numerator")
    ceiling = PRECISION_CEILING

    def __init__(self, value: Rational | Exact | ExponentialSum = 0, denominator: ExponentialSum = ONE) -> None:
        self.numerator: ExponentialSum
        self.denominator: ExponentialSum
        if isinstance(value, ExponentialSum):
            self.numerator, self.denominator = value, denominator
        elif isinstance(value, Exact):
            self.numerator, self.denominator = value.numerator, value.denominator
        else:
            self.numerator, self.denominator = ExponentialSum.rational(checked(_rational(value))), ONE

    # --- arithmetic -------------------------------------------------------------------------

    def __add__(self, other: Exact | Rational) -> Exact:
        if not _is_number(other):
            return NotImplemented
        other = _exact(other)
        if self.denominator is other.denominator or self.denominator == other.denominator:
            return Exact(self.numerator + other.numerator, self.denominator)
        numerator = self.numerator * other.denominator + other.numerator * self.denominator
        return Exact(numerator, self.denominator * other.denominator)

    __radd__ = __add__

    def __neg__(self) -> Exact:
        return Exact(-self.numerator, self.denominator)

    def __sub__(self, other: Exact | Rational) -> Exact:
        return self + -_exact(other) if _is_number(other) else NotImplemented

    def __rsub__(self, other: Rational) -> Exact:
        return -self + other

    def __mul__(self, other: Exact | Rational) -> Exact:
        if not _is_number(other):
            return NotImplemented
        other = _exact(other)
        numerator = self.numerator * other.numerator
        if self.denominator is ONE or other.denominator is ONE:
            return Exact(numerator, other.denominator if self.denominator is ONE else self.denominator)
        return Exact(numerator, self.denominator * other.denominator)

    __rmul__ = __mul__

    def __truediv__(self, other: Exact | Rational) -> Exact:
        if not _is_number(other):
            return NotImplemented
        other = _exact(other)
        if other.is_zero():
            raise FieldError("a division by 0")
        if other.numerator == self.numerator and other.denominator == self.denominator:
            return Exact(1)
        if self.denominator == other.denominator:
            return _quotient(self.numerator, other.numerator)
        return _quotient(self.numerator * other.denominator, self.denominator * other.numerator)

    def __rtruediv__(self, other: Rational) -> Exact:
        return _exact(other) / self

    def __pow__(self, exponent: int) -> Exact:
        if not isinstance(exponent, int):
            return NotImplemented
        value = self.as_rational()
        if value is not None:
            return Exact(power_of_rational(value, exponent))
        if exponent < 0:
            return 1 / self**-exponent
        return Exact(self.numerator.power(exponent)) / Exact(self.denominator.power(exponent))

    # --- decisions --------------------------------------------------------------------------

    def is_zero(self) -> bool:
        """Whether the value is 0; UndecidedError where nothing known decides it."""
        if not self.numerator:
            return True
        if not is_surely_not_zero(self.numerator):
            raise UndecidedError("whether a sum with products of logarithms is 0 cannot be decided")
        return False

    def sign(self) -> int:
        """-1, 0 or 1, proven."""
        if self.is_zero():
            return 0
        sign = self._proven_sign()
        if sign is None:
            raise UndecidedError("the sign of a number stays open at the precision ceiling")
        return sign

    def _proven_sign(self) -> int | None:
        return decided(lambda _: _sign(quotient_ball(self.numerator, self.denominator)))

    def __eq__(self, other: object) -> bool:
        if not _is_number(other):
            return NotImplemented
        other = _exact(other)
        if self.denominator is other.denominator or self.denominator == other.denominator:
            if self.numerator == other.numerator:
                return True
            difference = self.numerator - other.numerator
        else:
            crossed = [(self.numerator, other.denominator), (-other.numerator, self.denominator)]
            difference = ExponentialSum.dot(crossed)
        return Exact(difference).is_zero()

    def __lt__(self, other: Exact | Rational) -> bool:
        return (self - other).sign() < 0

    def __le__(self, other: Exact | Rational) -> bool:
        return (self - other).sign() <= 0

    def __gt__(self, other: Exact | Rational) -> bool:
        return (self - other).sign() > 0

    def __ge__(self, other: Exact | Rational) -> bool:
        return (self - other).sign() >= 0

    def __hash__(self) -> int:
        """Rationals hash as Python's; all other numbers alike, since equal ones can be written in several ways."""
        value = self.as_rational()
        return hash(Exact) if value is None else hash(Fraction(int(value.p), int(value.q)))

    def __bool__(self) -> bool:
        return not self.is_zero()

    # --- what it is -------------------------------------------------------------------------

    def as_rational(self) -> fmpq | None:
        """The value, if it is rational (without letters); None otherwise."""
        if self.denominator is ONE or not self.numerator:
            return self.numerator.as_rational()
        monomial, r = next(iter(self.denominator.terms.items()))
        ratio = self.numerator.terms.get(monomial, fmpq(0)) / r
        return ratio if self.numerator == self.denominator.scaled(ratio) else None

    def tidied(self) -> Exact:
        """The same number, told so that equal ones are mostly told alike, and those of one row over one denominator."""
        return Exact(*tidied(self.numerator, self.denominator))

    def normal_form(self) -> tuple[ExponentialSum, ExponentialSum, ExponentialSum]:
        """whole, rest, below: the number is whole + rest/below, as a person likes to read it."""
        return normal_form(self.numerator, self.denominator)

    def letters(self) -> set[str]:
        return self.numerator.letters() | self.denominator.letters()

    def settled(self) -> fmpq | None:
        """The same: nothing about it is left to be found out."""
        return self.as_rational()

    def ball(self) -> arb:
        """A ball that holds the value, at the precision being worked at."""
        return quotient_ball(self.numerator, self.denominator)

    def enclosure(self, bits: int) -> arb:
        """A ball that holds the value, worked out with `bits` bits."""
        with working(bits):
            return self.ball()

    def evaluate(self, digits: int) -> Any:
        """The value as an mpmath number of a private context, its first `digits` significant digits proven."""
        return mpmath_form.evaluate(self, digits)

    @property
    def sympy(self) -> Any:
        """The same number as a SymPy expression."""
        return sympy_form.mixed(*self.normal_form())

    @staticmethod
    def from_sympy(expression: Any) -> Exact:
        """The same number, from a SymPy expression in this field; FieldError, naming the part, outside it."""
        return sympy_form.read(expression, Exact)

    def __repr__(self) -> str:
        try:
            return f"Exact({str(self.sympy)!r})"
        except ValueError:
            # Python writes out no integer of more than 4,300 digits
            return "Exact(<a number of thousands of digits>)"


def exp(value: Exact | Rational) -> Exact:
    """e^s for s a sum of surds, letters and logarithms; FieldError for other s."""
    exponent, rest, _ = _exact(value).normal_form()
    if rest:
        raise FieldError(
            "an exponent of e must be a sum of surds, logarithms and letters, not a quotient of exponentials; "
            "scores are such sums"
        )
    return Exact(exponential(exponent))


def sqrt(value: Exact | Rational) -> Exact:
    """√r of a rational r ≥ 0."""
    rational = _exact(value).as_rational()
    if rational is None:
        raise FieldError("a square root of anything but a rational number is outside what is worked with exactly")
    return Exact(square_root(rational))


def ln(value: Exact | Rational) -> Exact:
    """ln r of a rational r > 0, as Σ k·ln p over primes."""
    rational = _exact(value).as_rational()
    if rational is None:
        raise FieldError("a logarithm of anything but a rational number is outside what is worked with exactly")
    return Exact(logarithm(rational))


def symbol(name: str) -> Exact:
    """The letter `name`, an unknown real number."""
    return Exact(letter(name))


def dot(left: Iterable[Exact], right: Iterable[Exact]) -> Exact:
    """Σ l·r. Products over one denominator (the weights of a row) are added up over it."""
    groups: dict[tuple[int, int], list[tuple[Exact, Exact]]] = {}
    for a, b in zip(left, right, strict=True):
        groups.setdefault((id(a.denominator), id(b.denominator)), []).append((a, b))
    totals = []
    for pairs in groups.values():
        numerator = ExponentialSum.dot((a.numerator, b.numerator) for a, b in pairs)
        first, second = pairs[0][0].denominator, pairs[0][1].denominator
        denominator = second if first is ONE else first if second is ONE else first * second
        totals.append(Exact(numerator, denominator))
    return sum(totals[1:], totals[0]) if totals else Exact(0)


def _is_number(value: object) -> TypeGuard[Exact | Rational]:
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float, which is rounded; use a Fraction or an int")
    return isinstance(value, (Exact, int, Fraction, fmpq, fmpz))


def _exact(value: Exact | Rational) -> Exact:
    return value if isinstance(value, Exact) else Exact(value)


def _rational(value: Rational) -> fmpq:
    if not _is_number(value):
        raise TypeError(f"{value!r} is no exact number")
    return fmpq(value.numerator, value.denominator) if isinstance(value, Fraction) else fmpq(value)


def _quotient(numerator: ExponentialSum, denominator: ExponentialSum) -> Exact:
    inverse = denominator.inverse()
    return Exact(numerator, denominator) if inverse is None else Exact(numerator * inverse)


def _sign(value: arb) -> int | None:
    return 1 if value > 0 else -1 if value < 0 else None
