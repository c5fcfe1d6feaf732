"""How many digits the numbers displayed support: 7.78 may be 7.775 to 7.785, so e^7.78 may be 2380 to 2404."""

from __future__ import annotations

from flint import arb, fmpq

from symattn.errors import ReadingError, SymattnError
from symattn.exact.number import Exact
from symattn.exact.precision import working
from symattn.exact.rounding import magnitude, round_to_significant
from symattn.judging import INTERVAL_BITS, is_rounded, leaves
from symattn.notation.evaluate import AsRounded, Grid, evaluate
from symattn.notation.formula import Formula, Index, Name, Number
from symattn.notation.plain import plain

LARGEST = 10**40
"""A bound is made exact to be rounded; one of e^(10^12) would take 10^12 bits."""


def support_of(left: Formula, unit: fmpq) -> str:
    """`7.78 supports only 3 digits: 2380 to 2404`, where the numbers displayed leave several units open.

    Empty where nothing rounded stands on the left, or no single number.
    """
    rounded = [leaf for leaf in leaves(left) if isinstance(leaf, Number) and is_rounded(leaf)]
    if not rounded or any(isinstance(leaf, Name) for leaf in leaves(left)):
        return ""
    try:
        with working(INTERVAL_BITS):
            value = evaluate(left, AsRounded(), _no_names)
            if isinstance(value, Grid) or not value.abs_upper() < LARGEST:
                return ""
            low, high = Exact(value.lower().fmpq()), Exact(value.upper().fmpq())
    except SymattnError:
        # no interval for it is no fault of the relation; there is then nothing to remark
        return ""
    half = (high - low) / 2
    if half < 2 * unit:
        return ""
    digits = max(1, magnitude(max(abs_of(low), abs_of(high))) - magnitude(half) + 1)
    who = f"{plain(rounded[0])} supports" if len(rounded) == 1 else "the numbers displayed support"
    # one digit more than is supported, so that the two bounds can be told apart
    bounds = [round_to_significant(bound, digits + 1).text for bound in (low, high)]
    return f"{who} only {digits} digit{'s' if digits > 1 else ''}: {bounds[0]} to {bounds[1]}"


def abs_of(x: Exact) -> Exact:
    return -x if x < 0 else x


def _no_names(name: Name | Index) -> arb:
    raise ReadingError(f"{plain(name)} has no displayed value")
