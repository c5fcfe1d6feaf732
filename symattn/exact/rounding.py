"""Decimals as printed, and whether one is the correct rounding of an exact number.

A printed number is its text: ``0.0140`` claims four places, ``4.8e7`` two significant digits. With
u one unit of its last digit, everything asked about it is where t = (x - printed)/u lies:

    t = 0 exact      |t| <= 1/2 rounded (1/2: a tie, right either way)      0 < t·sign(x) < 1 truncated
    |t| <= 3/2 last digit (one unit from the correct rounding)              else wrong

t is enclosed ever more sharply until it keeps clear of these bounds; it can only lie *on* one when x is
rational, and then it is compared exactly. So 10^-30 beside a tie costs one more doubling, no luck.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from typing import Protocol

from flint import arb, fmpq, fmpz

from symattn.errors import LimitError, ReadingError, UndecidedError
from symattn.exact.enclosure import FIRST_BITS, decided
from symattn.exact.precision import working
from symattn.limits import DIGITS, FIXED_POINT_DIGITS, POWER_OF_TEN, PRECISION_CEILING

HALF = fmpq(1, 2)
LONG = fmpz(10) ** FIXED_POINT_DIGITS
"""From here on a number is given as a power of ten."""
A_HALF, ONE, ONE_AND_A_HALF = arb("0.5"), arb(1), arb("1.5")
"""The bounds as balls, which are exact."""
SETTLING_BITS = 256
"""Where balls of so many bits do not decide, it may be a tie, and exact algebra is asked."""
CEILING_REACHED = f"open at the precision ceiling of {PRECISION_CEILING:,} bits"
DECIMAL = re.compile(
    r"(?P<sign>[-+−]?)(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?"
    r"(?:[eE](?P<e>[-+−]?[0-9]+)|\s*[×·*x]\s*10\s*(?:\^|\*\*)\s*(?:(?P<ten>[-+−]?[0-9]+)|\{(?P<braced>[-+−]?[0-9]+)\}))?"
    r"(?P<percent>\s*%)?"
)


POWER = re.compile(r"[eE]|10\s*(?:\^|\*\*)")


class Measured(Protocol):
    """A number that can be asked for balls, and whether it is rational: Exact or Real."""

    @property
    def ceiling(self) -> int: ...
    def __rmul__(self, other: int) -> Measured: ...
    def is_zero(self) -> bool: ...
    def as_rational(self) -> fmpq | None: ...
    def settled(self) -> fmpq | None: ...
    def ball(self) -> arb: ...
    def enclosure(self, bits: int) -> arb: ...


class Fit(Enum):
    """How a printed number fits an exact one. Best first."""

    EXACT = "exact"
    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    LAST_DIGIT = "last-digit"
    UNDECIDED = "undecided"
    WRONG = "wrong"


@dataclass(frozen=True)
class Printed:
    """A decimal as it stands on paper."""

    text: str
    """As typed: `0.0140`, `4.8e7`, `98.6%`."""
    value: fmpq
    """What it says exactly: 7/500."""
    places: int
    """Decimal places it shows; negative where its last shown digit stands before the point (4.8e7: -6)."""
    trailing_zeros: int = 0
    """Zeros at the end of an integer, of which nobody can tell whether they are digits or fill (2400: 2)."""

    @cached_property
    def fraction(self) -> tuple[int, int]:
        """Its value, as a key to what is known of it."""
        return int(self.value.p), int(self.value.q)

    @cached_property
    def unit(self) -> fmpq:
        """One unit of the last digit; generous to integers with trailing zeros (2400: 100)."""
        return ten_to(self.trailing_zeros - self.places)

    @cached_property
    def strict_unit(self) -> fmpq:
        """One unit of the last character."""
        return ten_to(-self.places)

    @property
    def is_percent(self) -> bool:
        return self.text.endswith("%")

    def correct(self, x: Measured) -> str:
        """The correct rounding of x at the digits of this number, written as it is: in percent, as a power of ten."""
        if self.is_percent:
            return round_to_places(100 * x, self.places - 2).text + "%"
        if _is_long(x):
            return round_to_significant(x, max(1, len(digits_of(int((self.value / self.strict_unit).p))))).text
        value = x.as_rational()
        # 3·4 + 7 = 20 is to be 19: a whole number is not rounded to tens
        whole = value is not None and value.q == 1
        rounded = _to_places(x, self.places if whole else self.places - self.trailing_zeros)
        if not rounded.units:
            # e^1 = 10 is to be 3
            rounded = _to_places(x, self.places)
        return _as_power_of_ten(rounded) if POWER.search(self.text) else rounded.text

    @cached_property
    def is_integer(self) -> bool:
        return self.places == 0 and self.text.lstrip("+-−").isdigit()


@dataclass(frozen=True)
class Certificate:
    """What decided: the true value or a ball around it, and at how many bits (0: exact arithmetic)."""

    decisive: fmpq | arb | str
    bits: int
    digits: int = 20

    @property
    def enclosure(self) -> str:
        """Written out only when it is asked for: most verdicts are never looked into."""
        match self.decisive:
            case str():
                return self.decisive
            case arb():
                return self.decisive.str(self.digits)
        return _shown(self.decisive)


@dataclass(frozen=True)
class Judgement:
    """How one printed number fits one exact value, with proof."""

    fit: Fit
    tie: bool
    """The exact value lies exactly between two roundings, and the printed one is one of them."""
    certificate: Certificate | None


SHORT_TENS = 64
"""Powers of ten that are kept."""


@dataclass(frozen=True)
class Rounded:
    """units·10^-places: a correct rounding."""

    units: int
    places: int
    exact: bool
    """Nothing was lost: the number ends here."""
    tie: bool
    """It lay exactly between two roundings and went away from zero."""

    @property
    def text(self) -> str:
        """`-0.014`, `2400`, or `1.23e56` beyond the digits that a line holds."""
        sign, digits = ("-" if self.units < 0 else ""), digits_of(self.units)
        magnitude = len(digits) - self.places
        if magnitude > FIXED_POINT_DIGITS or (self.places - len(digits) > FIXED_POINT_DIGITS and self.units):
            return _as_power_of_ten(self)
        if self.places <= 0:
            return sign + (digits + "0" * -self.places if self.units else "0")
        digits = digits.rjust(self.places + 1, "0")
        return f"{sign}{digits[: -self.places]}.{digits[-self.places :]}"

    @property
    def ended(self) -> Rounded:
        """0.5 for 0.500 where nothing was lost: zeros at the end are for what is rounded."""
        if not self.exact:
            return self
        units, places = self.units, self.places
        while places > 0 and units % 10 == 0:
            units, places = units // 10, places - 1
        return Rounded(units, places, self.exact, self.tie)


def _as_power_of_ten(rounded: Rounded) -> str:
    if not rounded.units:
        return "0"
    digits = digits_of(rounded.units)
    mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return f"{'-' if rounded.units < 0 else ''}{mantissa}e{len(digits) - 1 - rounded.places}"


@lru_cache(maxsize=4096)
def read_decimal(text: str) -> Printed:
    """The decimal written in `text`; ReadingError if it is none."""
    match = DECIMAL.fullmatch(text.strip())
    if match is None or not (match["whole"] or match["part"]):
        raise ReadingError(f"{text!r} is not a decimal number; write it like 0.014, 4.8e7 or 1.4%")
    whole, part = match["whole"], match["part"]
    if len(text) > POWER_OF_TEN:
        raise LimitError(f"a number of {len(text):,} characters; at most {POWER_OF_TEN:,} are read")
    power_text = (match["e"] or match["ten"] or match["braced"] or "0").replace("−", "-")
    if len(power_text.lstrip("+-0")) > len(str(POWER_OF_TEN)) or abs(int(power_text)) > POWER_OF_TEN:
        shown = text if len(text) <= 40 else f"{text[:37]}…"
        raise LimitError(f"{shown!r} has a power of ten beyond {POWER_OF_TEN:,}, which is the largest that is read")
    power = int(power_text)
    if match["percent"]:
        power -= 2
    digits = whole + (part or "")
    units = fmpz(digits) * (-1 if match["sign"] in ("-", "−") else 1)
    places = len(part or "") - power
    bare = part is None and power == 0 and not match["percent"]
    zeros = len(digits) - len(digits.rstrip("0")) if bare and units else 0
    return Printed(text.strip(), units * ten_to(-places), places, zeros)


def judge(x: Measured, printed: Printed, *, strict: bool = False, is_rounded: bool = False) -> Judgement:
    """How `printed` fits x. strict, as after `=`: for a whole x an integer's trailing zeros are digits.

    is_rounded: x is worked from rounded numbers, so that one off in its last digit is no slip of exact arithmetic.
    """
    value = x.as_rational()
    if value is not None:
        # 20 for an exact 19 is no rounding to tens but a slip; 2400 for e^7.78 is one to hundreds
        unit = printed.strict_unit if strict and value.q == 1 else printed.unit
        return _judge_rational(value, printed.value, unit, is_rounded)
    unit = printed.unit
    sign = 1 if printed.value > 0 else -1
    bits = FIRST_BITS
    while bits <= x.ceiling:
        if bits > SETTLING_BITS and (value := x.settled()) is not None:
            return judge(x, printed, strict=strict, is_rounded=is_rounded)
        with working(bits):
            enclosure = x.ball()
            t = (enclosure - printed.value) / unit * sign
            fit = _fit(t) if printed.value else _fit_of_zero(abs(t))
        if fit is not None:
            return Judgement(fit, False, Certificate(enclosure, bits))
        bits *= 2
    return Judgement(Fit.UNDECIDED, False, None)


def round_to_places(x: Measured, places: int) -> Rounded:
    """x to `places` decimal places, ties away from zero. UndecidedError at the precision ceiling.

    A number of more than FIXED_POINT_DIGITS digits before the point is given as a power of ten instead,
    with `places` digits after its own point: e^(10^12) has 434,294,481,904 digits.
    """
    if not -DIGITS <= places <= DIGITS:
        raise LimitError(f"{places:,} decimal places were asked for; at most {DIGITS:,} are given")
    value = x.as_rational()
    units = None
    if value is None:
        # mostly one look is enough to know that it is short, and its digits
        with working(FIRST_BITS):
            ball = x.ball()
            units = _nearest(ball * _tens(places)) if abs(ball) < LONG else None
    if units is not None:
        return Rounded(units, places, exact=False, tie=False)
    if _is_long(x) if value is None else abs(value) >= LONG:
        return round_to_significant(x, max(places, 0) + 1)
    return _to_places(x, places)


@lru_cache(maxsize=64)
def _short_tens(places: int) -> arb:
    return arb(10**places)


def _tens(places: int) -> arb:
    """10^places, exact where it is short and whole."""
    return _short_tens(places) if 0 <= places < SHORT_TENS else arb(10) ** places


def _to_places(x: Measured, places: int) -> Rounded:
    value = x.as_rational()
    if value is not None:
        return _round_rational(value, places)

    def units(_: int) -> int | None:
        return _nearest(x.ball() * _tens(places))

    return Rounded(_found(decided(units, ceiling=x.ceiling), "a rounding"), places, exact=False, tie=False)


def _is_long(x: Measured) -> bool:
    """Whether |x| reaches 10^FIXED_POINT_DIGITS; mostly one look at it is enough."""
    size = abs(x.enclosure(FIRST_BITS))
    if size < LONG:
        return False
    return bool(size > LONG) or magnitude(x) >= FIXED_POINT_DIGITS


def round_to_significant(x: Measured, digits: int) -> Rounded:
    """x to `digits` significant digits; 0.9996 to three is 1.00."""
    if not 1 <= digits <= DIGITS:
        raise LimitError(f"{digits:,} digits were asked for; 1 to {DIGITS:,} are given")
    if x.is_zero():
        return Rounded(0, 0, exact=True, tie=False)
    value = x.as_rational()
    if value is not None:
        rounded = _round_rational(value, digits - 1 - _magnitude_of_rational(abs(value)))
    else:
        found = decided(lambda _: _significant(x.ball(), digits), ceiling=x.ceiling)
        if found is None:
            raise UndecidedError(f"a rounding is {CEILING_REACHED}")
        rounded = Rounded(*found, exact=False, tie=False)
    if abs(rounded.units) == 10**digits:
        return Rounded(rounded.units // 10, rounded.places - 1, rounded.exact, rounded.tie)
    return rounded


def _significant(value: arb, digits: int) -> tuple[int, int] | None:
    """units and places of the rounding to `digits` digits. Just below 10^k both k and k - 1 give the same number."""
    if not (value > 0 or value < 0):
        return None
    found = (abs(value).mid().log() / arb(10).log()).mid().floor().unique_fmpz()
    if found is None:
        return None
    k = int(found)
    for exponent in (k, k - 1, k + 1):
        units = _nearest(value * _tens(digits - 1 - exponent))
        if units is not None and 10 ** (digits - 1) <= abs(units) <= 10**digits:
            return units, digits - 1 - exponent
    return None


def magnitude(x: Measured) -> int:
    """k with 10^k <= |x| < 10^(k+1)."""
    value = x.as_rational()
    if value is not None:
        return _magnitude_of_rational(abs(value))

    def exponent(_: int) -> int | None:
        size = abs(x.ball())
        found = (size.log() / arb(10).log()).floor().unique_fmpz() if size > 0 else None
        return None if found is None else int(found)

    return _found(decided(exponent, ceiling=x.ceiling), "the size of a number")


def digits_of(units: int | fmpz) -> str:
    """The digits of |units|; by FLINT, since Python writes out no integer of more than 4,300 digits."""
    return str(abs(units)) if isinstance(units, int) and abs(units) < LONG else str(abs(fmpz(units)))


def ten_to(power: int) -> fmpq:
    return fmpq(10**power) if power >= 0 else fmpq(1, 10**-power)


def _judge_rational(x: fmpq, printed: fmpq, unit: fmpq, is_rounded: bool) -> Judgement:
    """By |t| = p/q, in whole numbers. Where q = 1, x ends at the digits printed, and nothing is to be rounded."""
    if x == printed:
        return Judgement(Fit.EXACT, False, Certificate(x, 0))
    t = (x - printed) / unit
    p, q = abs(t.p), t.q
    if q == 1:
        fit = Fit.LAST_DIGIT if is_rounded and p == 1 else Fit.WRONG
    else:
        is_beyond = (t.p > 0) == (x.p > 0)
        fit = _fit_of(2 * p <= q, is_beyond and p < q, 2 * p <= 3 * q)
    return Judgement(fit, 2 * p == q, Certificate(x, 0))


def _shown(x: fmpq) -> str:
    """A short fraction itself, a long one as the ball around it."""
    if x.q < 10**9 and abs(x) < 10**20:
        return str(x)
    with working(FIRST_BITS):
        return arb(x).str(20)


def _fit(t: arb) -> Fit | None:
    """The fit of an irrational number by t·sign(x); None while t may lie on either side of a bound."""
    if t > ONE_AND_A_HALF or t < -ONE_AND_A_HALF:
        return Fit.WRONG
    if t > A_HALF:
        return _fit_of_zero(t)
    if t < -A_HALF:
        return Fit.LAST_DIGIT if t > -ONE_AND_A_HALF else None
    is_near = t < A_HALF and t > -A_HALF
    # what may be 0 may be exact
    return Fit.ROUNDED if is_near and (t > 0 or t < 0) else None


def _fit_of_zero(t: arb) -> Fit | None:
    """The fit of a printed 0 by t = |x|/u, whatever the sign of x."""
    if t < A_HALF:
        return Fit.ROUNDED
    if t > A_HALF and t < ONE:
        return Fit.TRUNCATED
    if t > ONE and t < ONE_AND_A_HALF:
        return Fit.LAST_DIGIT
    return Fit.WRONG if t > ONE_AND_A_HALF else None


def _fit_of(near: bool, cut_off: bool, next_to: bool) -> Fit:
    return Fit.ROUNDED if near else Fit.TRUNCATED if cut_off else Fit.LAST_DIGIT if next_to else Fit.WRONG


def _round_rational(value: fmpq, places: int) -> Rounded:
    if abs(places) > 4 * DIGITS:
        raise LimitError(f"{places:,} decimal places are too many to be written out")
    scaled = abs(value) * ten_to(places)
    units = int((scaled + HALF).floor())
    return Rounded(units if value > 0 else -units, places, exact=scaled == units, tie=(scaled - HALF).q == 1)


def _nearest(scaled: arb) -> int | None:
    found = (scaled + arb(HALF)).floor().unique_fmpz() if scaled.is_finite() else None
    return None if found is None else int(found)


def _magnitude_of_rational(value: fmpq) -> int:
    k = len(str(value.p)) - len(str(value.q))
    return k if value >= ten_to(k) else k - 1


def _found(answer: int | None, what: str) -> int:
    if answer is None:
        raise UndecidedError(f"{what} is {CEILING_REACHED}")
    return answer
