"""What a formula that is one number is exactly worth, its decimals taken as written.

The same as evaluate.py tells, quicker: for the many small formulas of a derivation, each of which is proven. Rational
numbers stay such as long as they can, and what a part without names is worth is kept with it.
"""

from __future__ import annotations

from typing import Union

from flint import fmpq

from symattn.errors import FieldError, ShapeError
from symattn.exact.number import Exact, exp, sqrt
from symattn.exact.rounding import read_decimal
from symattn.notation.evaluate import Grid, Lookup, exact_worth
from symattn.notation.formula import (
    Exponential,
    Formula,
    Hidden,
    Name,
    Negative,
    Number,
    Product,
    Quotient,
    Root,
    Sum,
    keep,
)
from symattn.notation.plain import plain

Worth = Union[fmpq, Exact]
ZERO = fmpq(0)


def is_worth(formula: Formula, value: Exact, lookup: Lookup[Exact]) -> bool:
    """Whether the formula is just this number; `lookup` tells names."""
    worth: Worth | None = getattr(formula, "worth", None)
    if worth is value:
        return True
    if worth is None:
        worth = number_worth(formula, lookup)
    if not (value == worth if isinstance(worth, Exact) else _is_rational(value, worth)):
        return False
    if hasattr(formula, "worth"):
        # the same number in the form in which it is met again
        keep(formula, "worth", value)
    return True


def _is_rational(value: Exact, worth: fmpq) -> bool:
    rational = value.as_rational()
    return value == worth if rational is None else rational == worth


def number_worth(formula: Formula, lookup: Lookup[Exact]) -> Worth:
    """The worth of the formula; `lookup` tells names."""
    return _Reader(lookup).worth(formula)


class _Reader:
    def __init__(self, lookup: Lookup[Exact]) -> None:
        self.lookup = lookup
        self.has_names = False

    def worth(self, node: Formula) -> Worth:
        worth: Worth | None = getattr(node, "worth", None)
        if worth is None:
            worth = self._anew(node)
            if not self.has_names:
                keep(node, "worth", worth)
        return worth

    def _anew(self, node: Formula) -> Worth:
        go = self.worth
        match node:
            case Number(text):
                return read_decimal(text).value
            case Product((first, *others)):
                value = go(first)
                for other in others:
                    value = value * go(other)
                return value
            case Negative(of):
                return -go(of)
            case Sum((first, *others)):
                value = go(first)
                for other in others:
                    value = value + go(other)
                return value
            case Quotient(top, bottom):
                return _divided(go(top), go(bottom))
            case Exponential(Hidden()):
                return ZERO
            case Exponential(exponent):
                return exp(go(exponent))
            case Root(of):
                return sqrt(go(of))
        self.has_names = True
        found = self.lookup(node) if isinstance(node, Name) else exact_worth(node, self.lookup)
        if isinstance(found, Grid):
            raise ShapeError(f"{plain(node)} is {found}, where a single number is due")
        return found


def _divided(top: Worth, bottom: Worth) -> Worth:
    if isinstance(bottom, fmpq) and not bottom:
        raise FieldError("a division by 0")
    return top / bottom
