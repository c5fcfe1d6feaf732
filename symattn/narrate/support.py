"""How many digits the numbers displayed support: 7.78 may be 7.775 to 7.785, so e^7.78 may be 2380 to 2404."""

from __future__ import annotations

from flint import arb

from symattn.errors import ReadingError, SymattnError
from symattn.exact.number import Exact
from symattn.exact.precision import working
from symattn.exact.rounding import read_decimal, round_to_significant
from symattn.judging import INTERVAL_BITS, is_rounded, leaves
from symattn.notation.evaluate import AsRounded, Grid, evaluate
from symattn.notation.formula import Formula, Index, Name, Number
from symattn.notation.plain import plain

LARGEST = 10**40
"""A bound is made exact to be rounded; one of e^(10^12) would take 10^12 bits."""


def support_of(left: Formula) -> str:
    """`7.78 supports only 3 digits: 2380 to 2404`; empty where nothing rounded stands on the left, or no number."""
    rounded = [leaf for leaf in leaves(left) if isinstance(leaf, Number) and is_rounded(leaf)]
    if not rounded or any(isinstance(leaf, Name) for leaf in leaves(left)):
        return ""
    try:
        with working(INTERVAL_BITS):
            value = evaluate(left, AsRounded(), _no_names)
            if isinstance(value, Grid) or not value.abs_upper() < LARGEST:
                return ""
            low, high = value.lower(), value.upper()
    except SymattnError:
        # no interval for it is no fault of the relation; there is then nothing to remark
        return ""
    digits = min(_significant(leaf) for leaf in rounded)
    who = f"{plain(rounded[0])} supports" if len(rounded) == 1 else "the numbers displayed support"
    return f"{who} only {digits} digit{'s' if digits > 1 else ''}: {_text(low, digits)} to {_text(high, digits)}"


def _no_names(name: Name | Index) -> arb:
    raise ReadingError(f"{plain(name)} has no displayed value")


def _significant(number: Number) -> int:
    printed = read_decimal(number.text)
    units = abs(int((printed.value / printed.strict_unit).p))
    return max(len(str(units)) if units else 0, 1)


def _text(bound: arb, digits: int) -> str:
    """A bound with one digit more than is supported, so that the two can be told apart."""
    return round_to_significant(Exact(bound.mid().fmpq()), digits + 1).text
