"""One number of an answer beside one that is due → its outcome, proven.

What is asked for are so many decimal places. An answer with more of them is right if it is right to those; one with
fewer is the right value at the wrong precision, if it shows its first digit at least: for 0.944, 1 is no answer.
"""

from __future__ import annotations

from flint import fmpq

from symattn.errors import SymattnError
from symattn.exact.rounding import HALF, Fit, Printed, judge, ten_to
from symattn.exercise import Blank
from symattn.grading.cells import Entry
from symattn.grading.outcome import Outcome


def fit(blank: Blank, entry: Entry) -> Outcome:
    """RIGHT, PRECISION, TRUNCATED, LAST_DIGIT or WRONG; UNREAD where that is not to be decided."""
    try:
        return _of_expression(blank, entry) if entry.printed is None else _of_decimal(blank, entry.printed)
    except SymattnError:
        return Outcome.UNREAD


def _of_expression(blank: Blank, entry: Entry) -> Outcome:
    """An exact form is right if it is equal; one with rounded numbers in it, 1/(1 + e^4.243), is no exact form."""
    if entry.value == blank.due:
        return Outcome.RIGHT
    is_near = not blank.ends and Blank.known(blank.name, entry.value, blank.places).units == blank.units
    return Outcome.PRECISION if is_near else Outcome.WRONG


def _of_decimal(blank: Blank, printed: Printed) -> Outcome:
    if printed.places >= blank.places:
        if abs(printed.value * ten_to(blank.places) - blank.units) <= HALF:
            return Outcome.RIGHT
        # of 2.5, which ends, 2.501 is off by one in the last digit as it would be of 2.5003
        return _of_fit(judge(blank.due, _cut(printed, blank.places), strict=True, is_rounded=True).fit)
    found = judge(blank.due, printed, strict=True).fit
    if found is Fit.EXACT:
        return Outcome.RIGHT
    size = abs(fmpq(blank.units)) / ten_to(blank.places)
    if found is Fit.ROUNDED and size >= printed.unit:
        return Outcome.PRECISION
    if found is Fit.TRUNCATED and size >= 10 * printed.unit:
        return Outcome.TRUNCATED
    return Outcome.UNREAD if found is Fit.UNDECIDED else Outcome.WRONG


def _cut(printed: Printed, places: int) -> Printed:
    """The decimal rounded to so many places, ties away from zero."""
    if printed.places == places:
        return printed
    scaled = abs(printed.value) * ten_to(places)
    units = (scaled + HALF).floor()
    return Printed(printed.text, (units if printed.value > 0 else -units) / ten_to(places), places)


def _of_fit(found: Fit) -> Outcome:
    match found:
        case Fit.EXACT | Fit.ROUNDED:
            return Outcome.RIGHT
        case Fit.TRUNCATED:
            return Outcome.TRUNCATED
        case Fit.LAST_DIGIT:
            return Outcome.LAST_DIGIT
        case Fit.UNDECIDED:
            return Outcome.UNREAD
        case Fit.WRONG:
            return Outcome.WRONG
