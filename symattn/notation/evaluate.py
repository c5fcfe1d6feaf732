"""What a formula is worth, in any arithmetic: exactly, or with balls for the numbers as printed.

One walk over the nodes serves both; an ``Arithmetic`` says what a printed number, a root and so on are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, Union, assert_never

from flint import arb, fmpq

from symattn.errors import FieldError, LimitError, ReadingError, ShapeError
from symattn.exact.enclosure import exponential_ball, span
from symattn.exact.exponential_sum import exponential, logarithm
from symattn.exact.number import Exact, exp, ln, sqrt
from symattn.exact.rounding import HALF, Printed, read_decimal
from symattn.limits import FORMULA_PRODUCTS
from symattn.notation.formula import (
    Call,
    Dots,
    Exponential,
    Formula,
    Hidden,
    Index,
    Logarithm,
    Matrix,
    Name,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Transpose,
    Vector,
)
from symattn.notation.plain import plain

LARGEST_POWER = 64
T = TypeVar("T", Exact, arb)


@dataclass(frozen=True)
class Grid(Generic[T]):
    """A table of numbers; `flat` marks a bare row such as [1, 2]."""

    rows: tuple[tuple[T, ...], ...]
    flat: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0])

    def __str__(self) -> str:
        rows, columns = self.shape
        return f"a row of {columns}" if self.flat else f"a {rows}x{columns} table"


class Arithmetic(Protocol[T]):
    """What the leaves and functions of a formula mean."""

    def number(self, printed: Printed) -> T: ...
    def root(self, of: T) -> T: ...
    def exponential(self, of: T) -> T: ...
    def logarithm(self, of: T) -> T: ...
    def power(self, base: T, exponent: T) -> T: ...


class Exactly:
    """Numbers exactly as written: 0.014 is 7/500."""

    def number(self, printed: Printed) -> Exact:
        return Exact(printed.value)

    def root(self, of: Exact) -> Exact:
        return sqrt(of)

    def exponential(self, of: Exact) -> Exact:
        return exp(of)

    def logarithm(self, of: Exact) -> Exact:
        return ln(of)

    def power(self, base: Exact, exponent: Exact) -> Exact:
        value = exponent.as_rational()
        if value is not None and value.q == 1:
            return base ** int(value.p)
        root = base.as_rational()
        if value is None or root is None or root <= 0:
            raise FieldError(
                "a power needs an integer exponent here, or a positive rational base with a rational exponent"
            )
        return Exact(exponential(logarithm(root).scaled(value)))


@dataclass(frozen=True)
class AsRounded:
    """Numbers as what they may have been before they were rounded: 3.54 is [3.535, 3.545], 3 is 3."""

    exact: frozenset[fmpq] = frozenset()
    """Decimals that are known not to be rounded: those of the problem itself."""

    def number(self, printed: Printed) -> arb:
        known = printed.is_integer or printed.value in self.exact
        return span(printed.value, fmpq(0) if known else printed.unit * HALF)

    def root(self, of: arb) -> arb:
        return of.sqrt()

    def exponential(self, of: arb) -> arb:
        return exponential_ball(of)

    def logarithm(self, of: arb) -> arb:
        return of.log()

    def power(self, base: arb, exponent: arb) -> arb:
        whole = exponent.unique_fmpz()
        if whole is None or abs(whole) > LARGEST_POWER:
            return base**exponent
        return base ** int(whole)


Value = Union[T, Grid[T]]
Lookup = Callable[[Name | Index], Value[T]]


def evaluate(formula: Formula, arithmetic: Arithmetic[T], lookup: Lookup[T]) -> Value[T]:
    """The worth of a formula: one number, or a Grid of them. `lookup` tells names and entries."""

    def scalar(part: Formula) -> T:
        value = go(part)
        if isinstance(value, Grid):
            raise ShapeError(f"{plain(part)} is {value}, where a single number is due")
        return value

    def go(node: Formula) -> Value[T]:
        match node:
            case Number(text):
                return arithmetic.number(read_decimal(text))
            case Name() | Index():
                return lookup(node)
            case Negative(of):
                return _each(lambda x: -x, go(of))
            case Sum(terms):
                value = go(terms[0])
                for term in terms[1:]:
                    value = _added(value, go(term), node)
                return value
            case Product(factors):
                value = go(factors[0])
                for factor in factors[1:]:
                    value = _multiplied(value, go(factor), node)
                return value
            case Quotient(top, bottom):
                return _divided(go(top), go(bottom), node)
            case Power(base, exponent):
                return arithmetic.power(scalar(base), scalar(exponent))
            case Root(of):
                return _each(arithmetic.root, go(of))
            case Exponential(Hidden()):
                return arithmetic.number(read_decimal("0"))
            case Exponential(exponent):
                return _each(arithmetic.exponential, go(exponent))
            case Logarithm(of):
                return _each(arithmetic.logarithm, go(of))
            case Vector(entries):
                return Grid((tuple(scalar(entry) for entry in entries),), flat=True)
            case Matrix(rows):
                return Grid(tuple(tuple(scalar(cell) for cell in row) for row in rows))
            case Transpose(of):
                value = go(of)
                if not isinstance(value, Grid):
                    raise ShapeError(f"{plain(node)} transposes a single number, where a table is due")
                return Grid(tuple(zip(*value.rows, strict=True)))
            case Call(function, arguments):
                return _called(function, [go(argument) for argument in arguments], arithmetic)
            case Hidden() | Dots():
                raise ReadingError(f"{plain(node)} has no value of its own")
            case _:
                assert_never(node)

    return go(formula)


def exact_worth(formula: Formula, lookup: Lookup[Exact]) -> Value[Exact]:
    """The worth with every number taken exactly as written."""
    return evaluate(formula, Exactly(), lookup)


def _each(f: Callable[[T], T], value: Value[T]) -> Value[T]:
    if isinstance(value, Grid):
        return Grid(tuple(tuple(f(x) for x in row) for row in value.rows), value.flat)
    return f(value)


def _added(a: Value[T], b: Value[T], node: Formula) -> Value[T]:
    """Tables of one size, cell by cell; one row (a bias) is added to each row of a table."""
    if isinstance(a, Grid) and isinstance(b, Grid) and a.shape[1] == b.shape[1]:
        n = max(a.shape[0], b.shape[0])
        a, b = (Grid(x.rows * n) if x.shape[0] == 1 < n else x for x in (a, b))
    if isinstance(a, Grid) and isinstance(b, Grid) and a.shape == b.shape:
        rows = zip(a.rows, b.rows, strict=True)
        return Grid(tuple(tuple(x + y for x, y in zip(p, q, strict=True)) for p, q in rows), a.flat and b.flat)
    if isinstance(a, Grid) or isinstance(b, Grid):
        raise ShapeError(f"{plain(node)} adds {_kind(a)} and {_kind(b)}; they must be of one size")
    return a + b


def _divided(a: Value[T], b: Value[T], node: Formula) -> Value[T]:
    """A table over a number, or each of its rows over the entry of a column (weights are U/r)."""
    if not isinstance(b, Grid):
        return _each(lambda x: x / b, a)
    if not isinstance(a, Grid) or b.shape != (a.shape[0], 1):
        raise ShapeError(f"{plain(node)} divides {_kind(a)} by {b}; a number, or a column of as many rows, is due")
    rows = zip(a.rows, b.rows, strict=True)
    return Grid(tuple(tuple(x / total for x in row) for row, (total,) in rows), a.flat)


def _multiplied(a: Value[T], b: Value[T], node: Formula) -> Value[T]:
    if not isinstance(a, Grid):
        return _each(lambda x: a * x, b)
    if not isinstance(b, Grid):
        return _each(lambda x: x * b, a)
    if a.flat and b.flat and a.shape == b.shape:
        return _dot(a.rows[0], b.rows[0])
    if a.shape[1] != b.shape[0]:
        raise ShapeError(
            f"{plain(node)} multiplies {a} by {b}; the first must have as many columns as the second has rows"
        )
    if a.shape[0] * a.shape[1] * b.shape[1] > FORMULA_PRODUCTS:
        raise LimitError(f"{a} times {b} is too large for a formula")
    columns = list(zip(*b.rows, strict=True))
    return Grid(tuple(tuple(_dot(row, column) for column in columns) for row in a.rows), a.flat)


def _dot(a: tuple[T, ...], b: tuple[T, ...]) -> T:
    result = a[0] * b[0]
    for x, y in zip(a[1:], b[1:], strict=True):
        result = result + x * y
    return result


def _called(function: str, arguments: list[Value[T]], arithmetic: Arithmetic[T]) -> Value[T]:
    """softmax and sum of a row, of each row of a table, or of several numbers."""
    if len(arguments) == 1 and isinstance(arguments[0], Grid):
        grid = arguments[0]
    else:
        grid = Grid((tuple(_single(argument) for argument in arguments),), flat=True)
    if function == "sum":
        return _total(tuple(x for row in grid.rows for x in row))
    rows = [tuple(arithmetic.exponential(x) for x in row) for row in grid.rows]
    return Grid(tuple(tuple(x / _total(row) for x in row) for row in rows), grid.flat)


def _single(value: Value[T]) -> T:
    if isinstance(value, Grid):
        raise ShapeError(f"{value} stands among several values, where single numbers are due")
    return value


def _total(values: tuple[T, ...]) -> T:
    result = values[0]
    for value in values[1:]:
        result = result + value
    return result


def _kind(value: Value[T]) -> str:
    return str(value) if isinstance(value, Grid) else "a single number"
