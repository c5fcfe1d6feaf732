"""Tracing: what an exact evaluation rests on, and what the place of a printed number in a formula tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from symattn.notation.formula import (
    Call,
    Exponential,
    Formula,
    Matrix,
    Negative,
    Number,
    Quotient,
    Sum,
    Vector,
    parts_of,
)
from symattn.verifying.bindings import numbers_of

TAKES_SCORES = ("softmax", "exp")


@dataclass
class Tracing:
    """What an exact evaluation rests on."""

    choice: int
    formula: Formula | None = None
    """What is evaluated, where it is more than a name."""
    below: frozenset[int] = frozenset()
    """The numbers (by id) under a bar, which are taken for what was printed last, the others for what was before."""
    back: int = 0
    """How many rows that look alike were printed since the one that stands here."""
    complete: bool = True
    origin: int | None = None
    is_guessed: bool = False
    is_row: bool = False
    is_traced: bool = False
    """Whether some number in it was worked out before."""

    @cached_property
    def exponents(self) -> frozenset[int]:
        """The numbers (by id) that are scores."""
        return frozenset() if self.formula is None else _exponents(self.formula)

    @cached_property
    def signs(self) -> dict[int, bool]:
        """The numbers (by id) of which it is plain whether they have a minus, and whether they do."""
        return {} if self.formula is None else _signs(self.formula)

    @cached_property
    def addends(self) -> frozenset[int]:
        """The numbers (by id) that are only added up and divided."""
        return frozenset() if self.formula is None else _addends(self.formula)


def below(formula: Formula) -> frozenset[int]:
    """The numbers under the bars of its quotients."""
    if isinstance(formula, Quotient):
        return below(formula.top) | {id(number) for number in numbers_of(formula.bottom)}
    return frozenset(number for part in parts_of(formula) for number in below(part))


def _exponents(formula: Formula) -> frozenset[int]:
    """The numbers that are exponents, or that a softmax is taken of."""
    match formula:
        case Exponential(exponent):
            return frozenset(map(id, numbers_of(exponent)))
        case Call(name) if name in TAKES_SCORES:
            return frozenset(map(id, numbers_of(formula)))
    return frozenset(number for part in parts_of(formula) for number in _exponents(part))


def _signs(formula: Formula) -> dict[int, bool]:
    """Whether each number has a minus; of 0.35 − 0.02 nobody can tell whether it is 0.02 that is taken away."""
    match formula:
        case Number():
            return {id(formula): False}
        case Negative(Number() as number):
            return {id(number): True}
    parts = [part for part in parts_of(formula) if not isinstance(formula, Sum) or not isinstance(part, Negative)]
    return {number: sign for part in parts for number, sign in _signs(part).items()}


def _addends(formula: Formula) -> frozenset[int]:
    """The numbers of 4/5 and 4 + 1: there a 4 may have been printed for e^2; in 4·[1, 0] and √4 it is 4."""
    match formula:
        case Number():
            return frozenset((id(formula),))
        case Sum() | Quotient() | Vector() | Matrix():
            return frozenset(number for part in parts_of(formula) for number in _addends(part))
    return frozenset()
