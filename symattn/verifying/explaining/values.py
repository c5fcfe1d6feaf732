"""Values: numbers as a finding tells them: 6.65 where they end, 2392.27… where not, 11/√2 where that is short."""

from __future__ import annotations

import re

from flint import arb, fmpq

from symattn.errors import SymattnError
from symattn.exact.precision import working
from symattn.exact.real import HIDDEN, Real
from symattn.exact.rounding import Printed, digits_of, magnitude, ten_to
from symattn.limits import POWER_OF_TEN
from symattn.notation.exact_form import formula_of
from symattn.notation.formula import Number, leaves_of
from symattn.notation.plain import plain

MORE_DIGITS = 1
"""Places told beyond those that the author printed."""
LONGEST_DECIMAL = 4
"""Places beyond these within which a decimal that ends is told whole."""
USUAL_PLACES = 3
LARGE = 10**9
LONGEST_FORM = 24
LONG_NUMBER = re.compile(r"\d{3}")
"""e^(707/1000) says less than its decimal."""
MOST_OPERATIONS = 32
BITS = 128


def told(x: Real, printed: Printed | None) -> str:
    """The decimal of x at the digits of `printed` and one more: exact if it ends, else cut, with … behind it."""
    if x is HIDDEN:
        return "−∞"
    percent = printed is not None and printed.is_percent
    places = USUAL_PLACES if printed is None else printed.places - 2 * percent
    mark = "%" if percent else ""
    y = x * 100 if percent else x
    try:
        value = y.settled() if y.rational is not None else None
        if value is not None and _ends(value, max(places, 0) + LONGEST_DECIMAL):
            return _decimal(value) + mark
        if abs(y.enclosure(64)) > LARGE:
            if magnitude(y) > POWER_OF_TEN:
                return ""
            return _cut(y, USUAL_PLACES - magnitude(y), scientific=True) + mark
        return _cut(y, max(places, 0) + MORE_DIGITS, scientific=False) + mark
    except SymattnError:
        return ""


def form(x: Real) -> str:
    """The exact form, if it is short and says more than a decimal: 11/√2; "" otherwise."""
    if x is HIDDEN or _operations(x, MOST_OPERATIONS) < 0:
        return ""
    try:
        formula = formula_of(x.exact())
    except SymattnError:
        return ""
    if isinstance(formula, Number) or leaves_of(formula) > LONGEST_FORM:
        return ""
    text = plain(formula)
    return text if len(text) <= LONGEST_FORM and not LONG_NUMBER.search(text) else ""


def told_exactly(x: Real, printed: Printed | None) -> str:
    """`11/√2 = 7.778…`; the decimal alone where it ends or no short form is known."""
    decimal = told(x, printed)
    exact = form(x) if decimal.rstrip("%").endswith("…") else ""
    return f"{exact} = {decimal}" if exact else decimal


def _operations(x: Real, left: int) -> int:
    """How much is left of so many operations when those of x are counted; below 0 as soon as they are too many."""
    left -= 1
    for argument in x.arguments:
        if left < 0:
            break
        left = _operations(argument, left)
    return left


def _ends(value: fmpq, places: int) -> bool:
    return bool((value * ten_to(places)).q == 1)


def _decimal(value: fmpq) -> str:
    """A fraction that ends, as a decimal."""
    places = next(n for n in range(10_000) if (value * ten_to(n)).q == 1)
    return written(int((value * ten_to(places)).p), places)


def written(units: int, places: int) -> str:
    """units·10^-places."""
    digits = digits_of(units).rjust(places + 1, "0")
    point = len(digits) - places
    return ("-" if units < 0 else "") + digits[:point] + (f".{digits[point:]}" if places else "")


def _cut(x: Real, places: int, *, scientific: bool) -> str:
    """The first digits of x; rounding would hide on which side of a tie it lies."""
    with working(BITS):
        ball = x.ball()
        units = (abs(ball) * arb(ten_to(places))).floor().unique_fmpz()
    if units is None:
        value = x.settled()
        if value is None:
            return ""
        if _ends(value, places):
            return _decimal(value)
        units = (abs(value) * ten_to(places)).floor()
    is_negative = bool(ball < 0)
    if not scientific:
        return f"{'-' if is_negative else ''}{written(int(units), places)}…"
    digits = digits_of(int(units))
    return f"{'-' if is_negative else ''}{digits[0]}.{digits[1:]}…·10^{len(digits) - 1 - places}"
