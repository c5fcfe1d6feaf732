"""What a hand writes: numbers, letters and what is made of them. Not symattn's: the checker is not the maker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(eq=False)
class Num:
    """A number as printed, in plain signs: -0.014, 4.8e7. Each one printed is an object of its own."""

    text: str
    exact: Any = None
    """What stands there if nothing was rounded on the way; None for starting data."""
    displayed: Any = None
    """What the numbers displayed before give."""


@dataclass(eq=False)
class Hidden:
    """−∞"""


@dataclass(eq=False)
class Dots:
    """…"""


@dataclass(eq=False)
class Sym:
    base: str
    sub: str = ""
    transposed: bool = False
    head: str = ""
    """Of which head it is: Q^{(1)}."""


@dataclass(eq=False)
class Word:
    """A name that is a word: Sum."""

    text: str


@dataclass(eq=False)
class Row:
    cells: list[Any]


@dataclass(eq=False)
class Table:
    rows: list[list[Any]]
    transposed: bool = False


@dataclass(eq=False)
class Times:
    parts: list[Any]


@dataclass(eq=False)
class Plus:
    parts: list[Any]


@dataclass(eq=False)
class Over:
    top: Any
    bottom: Any


@dataclass(eq=False)
class Root:
    of: Any


@dataclass(eq=False)
class Exp:
    of: Any


@dataclass(eq=False)
class Softmax:
    of: Any


def numbers_in(formula: Any) -> list[Num]:
    """Every number printed, in the order of writing."""
    match formula:
        case Num():
            return [formula]
        case Row(cells):
            return [x for cell in cells for x in numbers_in(cell)]
        case Table(rows):
            return [x for row in rows for cell in row for x in numbers_in(cell)]
        case Times(parts) | Plus(parts):
            return [x for part in parts for x in numbers_in(part)]
        case Over(top, bottom):
            return numbers_in(top) + numbers_in(bottom)
        case Root(of) | Exp(of) | Softmax(of):
            return numbers_in(of)
    return []


def letters_in(formula: Any) -> list[Sym]:
    match formula:
        case Sym():
            return [formula]
        case Times(parts) | Plus(parts):
            return [x for part in parts for x in letters_in(part)]
        case Over(top, bottom):
            return letters_in(top) + letters_in(bottom)
        case Root(of) | Exp(of) | Softmax(of):
            return letters_in(of)
    return []


def is_elided(formula: Any) -> bool:
    return isinstance(formula, Plus) and any(isinstance(part, Dots) for part in formula.parts)


def is_literal(formula: Any) -> bool:
    """A number, row or table of numbers alone."""
    match formula:
        case Num() | Hidden():
            return True
        case Row(cells):
            return all(map(is_literal, cells))
        case Table(rows):
            return all(is_literal(cell) for row in rows for cell in row)
    return False


@dataclass(eq=False)
class Chain:
    """side sign side sign side …"""

    sides: list[Any]
    signs: list[str]
    """= or ≈"""
    claims: list[bool]
    """Of each link, whether it claims something that must be read; a name given its data does not."""
    step: str = ""
    """The step of the work that its last side states: `weights`."""
