"""Spelling: a number in the author's own notation: 0{,}731, 49{,}152, 1.4\\%, 7.5×10^9, .73.

Only digits are put in place of digits. What stands there is first written anew as it is: where that does not give the
very characters of the source, its notation is not understood, and nothing is offered.
"""

from __future__ import annotations

import re

from flint import arb, fmpq

from symattn.errors import SymattnError
from symattn.exact.real import HIDDEN, Real
from symattn.exact.rounding import Printed, digits_of, read_decimal, round_to_significant, ten_to
from symattn.notation.formula import Formula, Negative, Number, Power, Product
from symattn.report import Replacement
from symattn.verifying.explaining.relation import Relation

DIGITS = re.compile(r"\d*(?:(?:\{[.,]\}|\\,|[.,])\d+)+|\d+")
MARK = re.compile(r"\{[.,]\}|\\,|[.,]")
EXPONENT = re.compile(r"(?P<before>[eE]|10\s*(?:\^|\*\*)\s*\{?\s*)(?P<power>[-+−]?\d+)")
BITS = 64
MINUS = re.compile(r"[-−–]\s*$")


def corrected(relation: Relation, i: int) -> Replacement | None:
    """The correct rounding of an entry in place of what is printed, a minus sign before it included."""
    entry = relation.entries[i]
    place = _place(relation, entry.formula)
    if entry.printed is None or place is None or relation.due(i) is HIDDEN:
        return None
    start, end = place
    text = respelled(relation.text[start:end], entry.printed, relation.due(i))
    if not text:
        return None
    sign = "-" if text[0] == "-" else ""
    text = text.removeprefix("-")
    minus = MINUS.search(relation.text[max(0, start - 4) : start]) if isinstance(entry.formula, Negative) else None
    if minus is not None:
        start, sign = start - len(minus[0]), minus[0] if sign else ""
    elif isinstance(entry.formula, Negative) and sign:
        # the minus stands before it, out of reach
        sign = ""
    return Replacement(start, end, sign + text)


def _place(relation: Relation, formula: Formula | None) -> tuple[int, int] | None:
    """From the first to past the last character of a number, without its sign."""
    place_of = relation.place_of
    match formula:
        case Negative(of):
            return _place(relation, of)
        case Number():
            return place_of(formula)
        case Product((Number() as mantissa, Power(_, Number() as power) | Power(_, Negative(Number() as power)))):
            first, last = place_of(mantissa), place_of(power)
            return None if first is None or last is None else (first[0], last[1])
    return None


def respelled(source: str, printed: Printed, due: Real) -> str:
    """The correct rounding of `due` at the digits of `printed`, spelled as `source` is; "" where that is not known.

    >>> from symattn.exact.real import function, real
    >>> respelled("2{,}71", read_decimal("2.71"), function("exp", real(1)))
    '2{,}72'
    """
    try:
        new = printed.correct(due)
    except SymattnError:
        return ""
    old = re.sub(r"^[-+−]", "", printed.text)
    sign, new = ("-", new[1:]) if new.startswith("-") else ("", new)
    power = _power(source)
    digits = DIGITS.search(source)
    if digits is None or ("e" in new) != (power is not None):
        return ""
    spelling = _Spelling.of(digits[0], has_point="." in _mantissa(old))
    if spelling.write(_mantissa(old)) != digits[0]:
        return ""
    mantissa, exponent = _mantissa(new), ""
    if power is not None:
        mantissa, exponent = _at_power(_mantissa(old), int(power["power"].replace("−", "-")), new, due)
    text = source[: digits.start()] + spelling.write(mantissa)
    if power is None:
        return sign + text + source[digits.end() :]
    return sign + text + source[digits.end() : power.start("power")] + exponent + source[power.end("power") :]


class _Spelling:
    """How the digits of a number are set apart."""

    def __init__(self, point: str, thousands: str, leads: bool) -> None:
        self.point, self.thousands, self.leads = point, thousands, leads

    @classmethod
    def of(cls, digits: str, *, has_point: bool) -> _Spelling:
        marks = MARK.findall(digits)
        point = marks.pop() if has_point and marks else "."
        return cls(point, marks[0] if marks else "", digits[:1].isdigit())

    def write(self, decimal: str) -> str:
        whole, _, part = decimal.partition(".")
        if self.thousands:
            groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)]
            whole = self.thousands.join(reversed(groups))
        if not self.leads and whole == "0":
            whole = ""
        return whole + (self.point + part if part else "")


def _mantissa(decimal: str) -> str:
    return re.split(r"[eE%\s×·*x]", decimal)[0]


def _power(source: str) -> re.Match[str] | None:
    return next(EXPONENT.finditer(source), None)


def _at_power(old: str, power: int, new: str, due: Real) -> tuple[str, str]:
    """Mantissa and power of ten: the author's power where the mantissa stays as long, else that of its first digit."""
    whole, _, part = old.partition(".")
    units = read_decimal(new).value / ten_to(power - len(part))
    digits = digits_of(int(units.p)) if units.q == 1 else ""
    if len(digits) == len(whole + part):
        exponent = power
    else:
        rounded = round_to_significant(due, len(whole + part))
        digits = digits_of(rounded.units)
        whole, exponent = digits[0], len(digits) - 1 - rounded.places
    return digits[: len(whole)] + (f".{digits[len(whole) :]}" if digits[len(whole) :] else ""), str(exponent)


def is_near(printed: Printed, due: Real) -> bool:
    """Whether a printed number is less than two units of its last digit away from what is due."""
    if due is HIDDEN:
        return False
    return bool(abs(due.enclosure(BITS) - printed.value) < 2 * arb(printed.unit))


def ends_there(printed: Printed, due: Real) -> bool:
    """Whether a whole number is printed, or what is due ends at the digits printed: 11, or 6.65."""
    value = due.as_rational()
    return printed.is_integer or (value is not None and fmpq(value / printed.unit).q == 1)
