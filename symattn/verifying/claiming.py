"""Claiming: whether a relation surely claims what its left side is. Where it may mean other things, none is wrong.

`If h = 0 …` sets h, `u(x) = 4x` defines u, `2 = 0010` is another way of writing, `2048² = 4.2 million` counts in
millions, and `e = (a + b)c` is not about 2.718. Such relations are told only where they hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from symattn.island import Side
from symattn.notation.formula import (
    ROUNDED,
    Exponential,
    Formula,
    Matrix,
    Name,
    Negative,
    Number,
    Power,
    Vector,
)
from symattn.verifying.bindings import names_of, numbers_of

COUNTED_IN = re.compile(
    r"[\s*`$~\\,]*(?:\\?text\{\s*)?"
    r"(?:(?i:thousand|million|billion|trillion|mio|mrd)|[KMGTP]i?B\b|[kKMBGT]\b|[万亿千百])"
)
"""What behind a number tells that it is a part of the whole number: 1.07 billion."""
EULER = Exponential(Number("1"))


def may_mean_other(
    left: Side, sign: str, right: Side, text: str, *, begins: bool, is_table: Callable[[Name], bool]
) -> bool:
    """begins: whether the chain begins with the left side; is_table: whether a name stands for a row or table."""
    if COUNTED_IN.match(text, right.end):
        return True
    if sign == ROUNDED and _is_power_of_ten(right.formula):
        return True
    if begins and (_is_whole(left.formula) or left.formula == EULER):
        return True
    names = names_of(left.formula)
    if not names or any(map(is_table, names)):
        return False
    return _says_no_number(right.formula)


def _is_power_of_ten(formula: Formula) -> bool:
    return isinstance(formula, Power) and formula.base == Number("10")


def _is_whole(formula: Formula) -> bool:
    of = formula.of if isinstance(formula, Negative) else formula
    return isinstance(of, Number) and of.text.isdecimal()


def _says_no_number(formula: Formula) -> bool:
    """Whether it is whole numbers, or made of names: what such a side of single numbers is, a letter may be set to."""
    if isinstance(formula, Vector | Matrix):
        return False
    return bool(names_of(formula)) or all(number.text.isdecimal() for number in numbers_of(formula))
