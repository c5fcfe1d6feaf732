"""One number of an answer beside one that is due → its outcome, proven.

What is asked for are so many decimal places. An answer is right if it is that decimal as a number (0.33 and 33/100 for
0.330), the number itself, or a decimal with more places that is right to those asked for. With fewer it is the right
value at the wrong precision where it is the number correctly rounded, and shows a decimal place or two digits: 2 says
nothing of 5/2.
"""

from __future__ import annotations

from symattn.exact.rounding import HALF, Printed, digits_of, ten_to
from symattn.grading.dues import SIGN, Due, Written
from symattn.grading.outcome import Outcome

FAR = 2
"""Units of the last digit, asked for or shown, beyond which a decimal is wrong in any case."""


def fit(due: Due, written: Written) -> Outcome:
    """RIGHT, PRECISION, TRUNCATED, LAST_DIGIT or WRONG. Errors: SymattnErrors of what is due."""
    if written.scaled is not None and written.scaled == due.units:
        return Outcome.RIGHT
    return _of_form(due, written) if written.printed is None else _of_decimal(due, written, written.printed)


def _of_form(due: Due, written: Written) -> Outcome:
    """1/(1 + e^(3√2)) is right if it is equal; with rounded numbers in it, 1/(1 + e^4.243), it is no exact form."""
    if due.is_same(written):
        return Outcome.RIGHT
    return Outcome.PRECISION if written.units == due.units and not due.ends else Outcome.WRONG


def _of_decimal(due: Due, written: Written, printed: Printed) -> Outcome:
    assert written.scaled is not None
    missing = max(due.places - printed.places, 0)
    if abs(written.scaled - due.units) > FAR * 10**missing:
        return Outcome.WRONG
    return _of_few_digits(due, printed) if missing else _of_digits(due, written)


def _of_digits(due: Due, written: Written) -> Outcome:
    """Of as many places as are asked for, or more. A number that ends there has no last digit that rounding makes."""
    scaled, units = written.scaled, due.units
    assert scaled is not None
    towards_zero = units - SIGN[units > 0]
    if abs(scaled - units) <= HALF or (due.is_tie and abs(scaled - towards_zero) <= HALF):
        return Outcome.RIGHT
    if due.ends or abs(written.units - units) != 1:
        return Outcome.WRONG
    # 0.666 of 2/3; in 0.6664 other digits stand there
    was_raised = due.beside(units / due.power) == -SIGN[units > 0]
    return Outcome.TRUNCATED if units and was_raised and scaled == towards_zero else Outcome.LAST_DIGIT


def _of_few_digits(due: Due, printed: Printed) -> Outcome:
    unit, value = ten_to(-printed.places), printed.value
    digits = len(digits_of(int((value / unit).p)))
    if not value or (printed.places < 1 and digits < 2):
        return Outcome.WRONG
    if due.beside(value - HALF * unit) >= 0 >= due.beside(value + HALF * unit):
        return Outcome.PRECISION
    away = SIGN[value > 0]
    is_cut = due.beside(value) == away and due.beside(value + away * unit) == -away
    return Outcome.TRUNCATED if digits > 1 and is_cut else Outcome.WRONG
