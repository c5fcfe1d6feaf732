"""Formula: mathematics as a hand writes it. A closed set of nodes; `match` with `assert_never` covers it.

A formula keeps its form (``1·1 + 2·2``, ``5/√2``) where an algebra system would tidy it away at once.
Its worth is told by evaluate.py; how it looks, by the writers beside this file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar, assert_never, cast


class Kept:
    """What is asked of a formula again and again, kept with it from the first time on: its length, how it is set."""

    __slots__ = ("inline_latex", "inline_width", "latex", "leaves", "plain", "width", "worth")
    leaves: int
    plain: str
    latex: str
    inline_latex: str
    width: int
    inline_width: int
    worth: object
    """The exact number that it is, if there is no name in it (number_worth.py)."""


@dataclass(frozen=True, slots=True)
class Number(Kept):
    """A decimal as printed, without sign: ``5``, ``0.014``, ``4.8e7``, ``98.6%``."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Kept):
    """A letter or word with indices: q_{12} is Name("q", ("1", "2")); w^Q_{11} is Name("w", ("1", "1"), "Q").

    An accent is a combining character at the end of the base (S̃).
    """

    base: str
    indices: tuple[str, ...] = ()
    above: str = ""

    @property
    def text(self) -> str:
        """``q_12``; ``w^Q_11``; with a comma where an index has two characters (``q_1,12``)."""
        stem = f"{self.base}^{self.above}" if self.above else self.base
        return f"{stem}_{self.index_text}" if self.indices else stem

    @property
    def index_text(self) -> str:
        return ("" if all(len(i) == 1 for i in self.indices) else ",").join(self.indices)


@dataclass(frozen=True, slots=True)
class Negative(Kept):
    of: Formula


@dataclass(frozen=True, slots=True)
class Sum(Kept):
    """Terms with + between them; a Negative term is written with −."""

    terms: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Product(Kept):
    """Factors with the sign between them: ``·`` for numbers, nothing for letters."""

    factors: tuple[Formula, ...]
    sign: str = "·"


@dataclass(frozen=True, slots=True)
class Quotient(Kept):
    top: Formula
    bottom: Formula


@dataclass(frozen=True, slots=True)
class Power(Kept):
    base: Formula
    exponent: Formula


@dataclass(frozen=True, slots=True)
class Root(Kept):
    """A square root."""

    of: Formula


@dataclass(frozen=True, slots=True)
class Exponential(Kept):
    """e^exponent."""

    exponent: Formula


@dataclass(frozen=True, slots=True)
class Logarithm(Kept):
    """The natural logarithm."""

    of: Formula


@dataclass(frozen=True, slots=True)
class Call(Kept):
    """A named function: softmax(…), row sums."""

    function: str
    arguments: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Index(Kept):
    """An entry or a row of a table, counted from 1: weights[1,2], scores[1]."""

    of: Formula
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Vector(Kept):
    entries: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Matrix(Kept):
    rows: tuple[tuple[Formula, ...], ...]


@dataclass(frozen=True, slots=True)
class Transpose(Kept):
    of: Formula


@dataclass(frozen=True, slots=True)
class Hidden(Kept):
    """−∞, the score of what may not be attended to."""


@dataclass(frozen=True, slots=True)
class Dots(Kept):
    """What was left out of a long sum or table; direction is ``h``, ``v`` or ``d`` (⋯ ⋮ ⋱)."""

    direction: str = "h"


Formula = (
    Number
    | Name
    | Negative
    | Sum
    | Product
    | Quotient
    | Power
    | Root
    | Exponential
    | Logarithm
    | Call
    | Index
    | Vector
    | Matrix
    | Transpose
    | Hidden
    | Dots
)

F = TypeVar("F", bound=Formula)

LEAVES = (Number, Name, Hidden, Dots)
"""Formulas that have no parts."""

EQUAL, ROUNDED, GIVES = "=", "≈", "→"
"""The relation signs. ``=`` stands only where equality is proven."""


@dataclass(frozen=True, slots=True)
class Link:
    """One sign and what stands to the right of it."""

    sign: str
    formula: Formula


@dataclass(frozen=True, slots=True)
class Chain:
    """first sign₁ formula₁ sign₂ formula₂ …: `a = b ≈ c`."""

    first: Formula
    links: tuple[Link, ...] = ()


keep = object.__setattr__
"""Formulas are frozen; what is kept with one is no part of it."""


def parts_of(formula: Formula) -> tuple[Formula, ...]:
    """The formulas directly below."""
    match formula:
        case Number() | Name() | Hidden() | Dots():
            return ()
        case Sum(parts) | Product(parts) | Vector(parts) | Call(_, parts):
            return parts
        case Matrix(rows):
            return tuple([cell for row in rows for cell in row])
        case Quotient(a, b) | Power(a, b):
            return a, b
        case Negative(of) | Root(of) | Logarithm(of) | Transpose(of) | Exponential(of) | Index(of):
            return (of,)
        case _:
            assert_never(formula)


def with_parts(formula: Formula, parts: tuple[Formula, ...]) -> Formula:
    """The formula with these formulas directly below, in the order of parts_of."""
    match formula:
        case Number() | Name() | Hidden() | Dots():
            return formula
        case Negative() | Root() | Logarithm() | Transpose() | Exponential():
            return type(formula)(*parts)
        case Quotient() | Power():
            return type(formula)(*parts)
        case Index(_, places):
            return Index(parts[0], places)
        case Sum():
            return Sum(parts)
        case Product(_, sign):
            return Product(parts, sign)
        case Vector():
            return Vector(parts)
        case Call(function):
            return Call(function, parts)
        case Matrix(rows):
            cells = iter(parts)
            return Matrix(tuple(tuple(next(cells) for _ in row) for row in rows))
        case _:
            assert_never(formula)


def walk(formula: Formula) -> list[Formula]:
    """The formula and all formulas in it, in the order of writing."""
    found: list[Formula] = []
    left = [formula]
    while left:
        part = left.pop()
        found.append(part)
        if not isinstance(part, LEAVES):
            left.extend(reversed(parts_of(part)))
    return found


def leaves_of(formula: Formula) -> int:
    """How many numbers and letters it is made of: a measure of its length."""
    leaves: int | None = getattr(formula, "leaves", None)
    if leaves is None:
        leaves = sum(map(leaves_of, parts_of(formula))) or 1
        keep(formula, "leaves", leaves)
    return leaves


MOST_MET, MOST_PARTS = 4096, 8
_met: dict[tuple[object, ...], Formula] = {}


def met(formula: F) -> F:
    """The same formula as was met before of the very same parts, so that what is kept with it is found again.

    Parts are told by their identity: an entry keeps its formula alive, and that its parts.
    """
    parts = parts_of(formula)
    if len(parts) > MOST_PARTS:
        return formula
    key = (type(formula), getattr(formula, "sign", ""), *map(id, parts))
    found = _met.get(key)
    if found is None:
        if len(_met) >= MOST_MET:
            _met.clear()
        found = _met[key] = formula
    return cast(F, found)


def total(terms: Iterable[Formula]) -> Formula:
    """The sum of the terms; a single one stands alone."""
    terms = tuple(terms)
    return terms[0] if len(terms) == 1 else met(Sum(terms))


def product(factors: Iterable[Formula], sign: str = "·") -> Formula:
    factors = tuple(factors)
    return factors[0] if len(factors) == 1 else met(Product(factors, sign))


def signed(value: str) -> Formula:
    """The number of a text that may begin with a minus."""
    return Negative(Number(value[1:])) if value[0] in "-−" else Number(value)
