"""Real: a number worked out only as far as a question needs: balls first, exact algebra where they cannot decide.

Rational numbers are worked at once. Everything else is remembered as the operation that made it, so the exact
field (number.py) and what lies outside it (tanh 1, e^(e^2), √(2 + √2), 10000^(2/512)) are asked in one way:
a ball of any precision always; equality where exact algebra knows it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Union

from flint import arb, fmpq, fmpz

from symattn.errors import FieldError, LimitError, SymattnError
from symattn.exact.enclosure import FIRST_BITS, exponential_ball, precisions
from symattn.exact.exponential_sum import exponential, logarithm
from symattn.exact.number import Exact, exp, ln, sqrt
from symattn.exact.precision import precision, working
from symattn.limits import INTEGER_BITS, REAL_CEILING, REAL_DEPTH

HALF = fmpq(1, 2)
LARGEST_POWER = 1_000
LARGEST_COUNT = 1_000
"""Largest n of n! and of binomial coefficients."""
MOST_ALIKE = 2_000
Operand = Union["Real", Exact, int, fmpq]


class Real:
    """A real number. `rational` is its value if that is known at once.

    >>> from symattn.exact.real import real, function
    >>> root = function("sqrt", real(2))
    >>> (root * root).settled(), function("tanh", root).settled() is None
    (2, True)
    """

    __slots__ = ("_balls", "_exact", "arguments", "depth", "operation", "rational")
    ceiling = REAL_CEILING

    def __init__(self, operation: str, arguments: tuple[Real, ...] = (), rational: fmpq | None = None) -> None:
        self.operation, self.arguments, self.rational = operation, arguments, rational
        self.depth: int = 1
        if arguments:
            self.depth += max([a.depth for a in arguments])
            if self.depth > REAL_DEPTH:
                raise LimitError(f"a number that hangs on more than {REAL_DEPTH} others, one by one, is not worked out")
        self._balls: dict[int, arb] | None = None
        self._exact: Exact | FieldError | None = None

    # --- arithmetic -------------------------------------------------------------------------

    def __add__(self, other: Operand) -> Real:
        other = real(other)
        if self.rational is not None and other.rational is not None:
            return _rational(self.rational + other.rational)
        if self is HIDDEN or other is HIDDEN:
            return HIDDEN
        parts = [*(self.arguments if self.operation == "sum" else (self,))]
        parts += other.arguments if other.operation == "sum" else (other,)
        return Real("sum", tuple(parts))

    __radd__ = __add__

    def __neg__(self) -> Real:
        return self * MINUS_ONE

    def __sub__(self, other: Operand) -> Real:
        return self + -real(other)

    def __rsub__(self, other: Operand) -> Real:
        return -self + other

    def __mul__(self, other: Operand) -> Real:
        other = real(other)
        if self.rational is not None and other.rational is not None:
            return _rational(self.rational * other.rational)
        if self is HIDDEN or other is HIDDEN:
            return HIDDEN
        number, by = (self, other) if other.rational is None else (other, self)
        if number.rational is not None:
            if number.rational == 0:
                return number
            if number.rational == 1:
                return by
        return Real("product", (self, other))

    __rmul__ = __mul__

    def __truediv__(self, other: Operand) -> Real:
        other = real(other)
        if other.rational is not None:
            if other.rational == 0:
                raise FieldError("a division by 0")
            if self.rational is not None:
                return _rational(self.rational / other.rational)
            if other.rational == 1:
                return self
        return HIDDEN if self is HIDDEN else Real("quotient", (self, other))

    def __rtruediv__(self, other: Operand) -> Real:
        return real(other) / self

    def __pow__(self, exponent: Operand) -> Real:
        return function("power", self, real(exponent))

    # --- what it is -------------------------------------------------------------------------

    def ball(self) -> arb:
        """A ball that holds the value, at the precision being worked at."""
        return self._ball_of(precision())

    def _ball_of(self, bits: int) -> arb:
        if self.rational is not None:
            return arb(self.rational)
        if self._balls is None:
            self._balls = {}
        # one of more bits would serve as well, but what is told would hang on what was asked before
        ball = self._balls.get(bits)
        if ball is None:
            if self.operation == "exact":
                assert isinstance(self._exact, Exact)
                ball = self._exact.ball()
            else:
                ball = BALLS[self.operation](*[a._ball_of(bits) for a in self.arguments])
            self._balls[bits] = ball
        return ball

    def enclosure(self, bits: int) -> arb:
        """A ball that holds the value, worked out with `bits` bits."""
        with working(bits):
            return self.ball()

    def exact(self) -> Exact:
        """The same number in the exact field; FieldError outside it."""
        if self._exact is None:
            try:
                self._exact = self._worked_exactly()
            except SymattnError as error:
                self._exact = FieldError(str(error))
        if isinstance(self._exact, FieldError):
            raise self._exact
        return self._exact

    def _worked_exactly(self) -> Exact:
        if self.rational is not None:
            return Exact(self.rational)
        if self.operation in ("sin", "cos"):
            return _at_multiple_of_pi(self)
        work = EXACTLY.get(self.operation)
        if work is None:
            raise FieldError(f"{self.operation} is outside what is worked with exactly")
        return work(*(a.exact() for a in self.arguments))

    def as_rational(self) -> fmpq | None:
        """The value if it is known at once to be rational."""
        return self.rational

    def is_zero(self) -> bool:
        """Whether the value is known to be 0."""
        return self.settled() == 0

    def settled(self) -> fmpq | None:
        """The value if exact algebra shows it to be rational; None if it does not, or cannot tell."""
        if self.rational is None:
            try:
                self.rational = self.exact().as_rational()
            except SymattnError:
                return None
        return self.rational

    def __repr__(self) -> str:
        return f"Real({self.rational if self.rational is not None else self.enclosure(64).str(12)})"


def real(value: Operand) -> Real:
    """The number as a Real."""
    if isinstance(value, Real):
        return value
    if isinstance(value, Exact):
        rational = value.as_rational()
        if rational is not None:
            return _rational(rational)
        made = Real("exact")
        made._exact = value
        return made
    return _rational(fmpq(value))


def function(name: str, *arguments: Real) -> Real:
    """exp, log, sqrt, tanh …, of rational arguments at once where the value is rational and plain to see."""
    if arguments and arguments[0] is HIDDEN:
        if name != "exp":
            raise FieldError(f"{name} of −∞ is no number")
        return _rational(fmpq(0))
    values = [a.rational for a in arguments if a.rational is not None]
    folded = _folded(name, values) if len(values) == len(arguments) else None
    return _rational(folded) if folded is not None else Real(name, arguments)


MINUS_ONE = Real("rational", (), fmpq(-1))
HIDDEN = Real("hidden")
"""−∞, the score of what may not be attended to: e^−∞ is 0, and a score added to it or scaled stays −∞."""


def total(values: Iterable[Real]) -> Real:
    """Their sum."""
    result = _rational(fmpq(0))
    for value in values:
        result = result + value
    return result


def same(a: Real, b: Real) -> bool | None:
    """Whether two numbers are equal; None where neither balls nor exact algebra tell."""
    if a.rational is not None and b.rational is not None:
        return bool(a.rational == b.rational)
    if _apart(a, b, FIRST_BITS, FIRST_BITS):
        return False
    if _alike(a, b, [MOST_ALIKE]):
        return True
    if a.operation == b.operation in OF_ONE and same(*a.arguments, *b.arguments):
        return True
    multiples = _multiple_of_pi(a), _multiple_of_pi(b)
    if None not in multiples:
        return bool(multiples[0] == multiples[1])
    try:
        return a.exact() == b.exact()
    except SymattnError:
        return False if _apart(a, b, 2 * FIRST_BITS, REAL_CEILING) else None


def _alike(a: Real, b: Real, left: list[int]) -> bool:
    """Whether they are the same operations of the same numbers; False also where that takes too long to see."""
    if a is b:
        return True
    left[0] -= 1
    if a.rational is not None or b.rational is not None or left[0] < 0:
        return a.rational is not None and a.rational == b.rational
    if a.operation != b.operation or not a.arguments or len(a.arguments) != len(b.arguments):
        return False
    return all(_alike(x, y, left) for x, y in zip(a.arguments, b.arguments, strict=True))


def _apart(a: Real, b: Real, first: int, ceiling: int) -> bool:
    """Whether balls prove them different; letters have no ball."""
    try:
        for bits in precisions(first, ceiling):
            with working(bits):
                if not a.ball().overlaps(b.ball()):
                    return True
    except FieldError:
        pass
    return False


def _rational(value: fmpq) -> Real:
    if value.height_bits() > INTEGER_BITS:
        raise LimitError(f"a fraction of more than {INTEGER_BITS:,} bits was met; that long is not worked out")
    return Real("rational", (), value)


def _folded(name: str, values: list[fmpq]) -> fmpq | None:
    if not values:
        return None
    first = values[0]
    match name:
        case "sqrt":
            if first < 0:
                raise FieldError("a square root of a negative number")
            p, q = first.p.sqrtrem(), first.q.sqrtrem()
            return fmpq(p[0], q[0]) if p[1] == 0 and q[1] == 0 else None
        case "exp" | "cos":
            return fmpq(1) if first == 0 else None
        case "log":
            if first <= 0:
                raise FieldError("a logarithm of a number that is not positive")
            return fmpq(0) if first == 1 else None
        case "sin" | "tanh" | "gelu":
            return fmpq(0) if first == 0 else None
        case "sigmoid":
            return HALF if first == 0 else None
        case "max" | "min":
            return max(values) if name == "max" else min(values)
        case "abs":
            return abs(first)
        case "floor" | "ceil":
            return fmpq(first.floor() if name == "floor" else first.ceil())
        case "factorial":
            return fmpq(fmpz(math.factorial(_count(first))))
        case "binomial":
            return fmpq(fmpz(math.comb(_count(first), _count(values[1]))))
        case "power":
            exponent = values[1]
            if first == 0 and exponent < 0:
                raise FieldError("a division by 0")
            size = max(int(first.p).bit_length(), int(first.q).bit_length())
            if exponent.q == 1 and size * abs(int(exponent.p)) <= INTEGER_BITS:
                return fmpq(first ** int(exponent.p))
    return None


def _count(x: fmpq) -> int:
    if x.q != 1 or not 0 <= x <= LARGEST_COUNT:
        _no_count()
    return int(x.p)


def _no_count() -> arb:
    raise FieldError(f"a factorial is worked out of whole numbers from 0 to {LARGEST_COUNT}")


def _power_ball(base: arb, exponent: arb) -> arb:
    whole = exponent.unique_fmpz()
    if whole is not None and abs(whole) <= LARGEST_POWER and exponent.is_exact():
        return base ** int(whole)
    return base**exponent


def _power_exactly(base: Exact, exponent: Exact) -> Exact:
    value, root = exponent.as_rational(), base.as_rational()
    if value is not None and value.q == 1 and abs(value) <= LARGEST_POWER:
        return base ** int(value.p)
    if value is None or root is None or root <= 0:
        raise FieldError("this power is outside what is worked with exactly")
    return Exact(exponential(logarithm(root).scaled(value)))


def _multiple_of_pi(x: Real) -> fmpq | None:
    """q with x = qπ, if its form shows one."""
    match x.operation:
        case "pi":
            return fmpq(1)
        case "rational":
            return fmpq(0) if x.rational == 0 else None
        case "product":
            a, b = x.arguments
            for number, other in ((a, b), (b, a)):
                inner = _multiple_of_pi(other)
                if number.rational is not None and inner is not None:
                    return number.rational * inner
        case "quotient":
            inner = _multiple_of_pi(x.arguments[0])
            bottom = x.arguments[1].rational
            return None if inner is None or bottom is None else inner / bottom
        case "sum":
            parts = [_multiple_of_pi(part) for part in x.arguments]
            known = [part for part in parts if part is not None]
            return sum(known, fmpq(0)) if len(known) == len(parts) else None
    return None


COSINES = {fmpq(0): (1, 1), fmpq(1, 6): (3, 2), fmpq(1, 4): (2, 2), fmpq(1, 3): (1, 2), fmpq(1, 2): (0, 1)}
"""cos qπ = √n/m."""


def _at_multiple_of_pi(x: Real) -> Exact:
    """cos and sin of 0°, 30°, 45°, 60°, 90° and what symmetry makes of them."""
    q = _multiple_of_pi(x.arguments[0])
    if q is None:
        raise FieldError(f"{x.operation} is outside what is worked with exactly")
    if x.operation == "sin":
        q = q - HALF
    q = abs(q - 2 * ((q / 2) + HALF).floor())
    sign = 1
    if q > HALF:
        q, sign = 1 - q, -1
    if q not in COSINES:
        raise FieldError(f"{x.operation} is outside what is worked with exactly")
    n, m = COSINES[q]
    return sqrt(Exact(n)) * fmpq(sign, m)


def _sum_of(*parts: Exact) -> Exact:
    return sum(parts[1:], parts[0])


def _sum_of_balls(*parts: arb) -> arb:
    return sum(parts[1:], parts[0])


def _gelu(x: arb) -> arb:
    """x·Φ(x), Φ the distribution function of the normal distribution."""
    return x * (1 + (x / arb(2).sqrt()).erf()) / 2


BALLS: dict[str, Callable[..., arb]] = {
    "sum": _sum_of_balls,
    "product": lambda a, b: a * b,
    "quotient": lambda a, b: a / b,
    "power": _power_ball,
    "sqrt": lambda x: x.sqrt(),
    "exp": exponential_ball,
    "log": lambda x: x.log(),
    "sin": lambda x: x.sin(),
    "cos": lambda x: x.cos(),
    "tan": lambda x: x.tan(),
    "tanh": lambda x: x.tanh(),
    "sigmoid": lambda x: 1 / (1 + (-x).exp()),
    "gelu": _gelu,
    "abs": abs,
    "floor": lambda x: x.floor(),
    "ceil": lambda x: x.ceil(),
    "factorial": lambda x: _no_count(),
    "binomial": lambda n, k: _no_count(),
    "max": lambda *xs: _pairwise(arb.max, xs),
    "min": lambda *xs: _pairwise(arb.min, xs),
    "pi": arb.pi,
    "hidden": lambda: _no_number(),
}
"""The value of each operation, as a ball."""

OF_ONE = {"sin", "cos", "tan", "tanh", "gelu"}
"""Operations of one number that exact algebra does not know: equal numbers give equal results."""

EXACTLY: dict[str, Callable[..., Exact]] = {
    "sum": _sum_of,
    "product": lambda a, b: a * b,
    "quotient": lambda a, b: a / b,
    "power": _power_exactly,
    "sqrt": sqrt,
    "exp": exp,
    "log": ln,
    "sigmoid": lambda x: 1 / (1 + exp(-x)),
    "abs": lambda x: x if x >= 0 else -x,
    "max": lambda *xs: max(xs),
    "min": lambda *xs: min(xs),
}
"""The same in the exact field, for those operations that stay in it."""


def _no_number() -> arb:
    raise FieldError("−∞ is no number")


def _pairwise(f: Callable[[arb, arb], arb], values: tuple[arb, ...]) -> arb:
    result = values[0]
    for value in values[1:]:
        result = f(result, value)
    return result
