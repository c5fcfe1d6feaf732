"""What a formula is worth, in any arithmetic: exactly, or with balls for the numbers as printed.

One walk over the nodes serves both; an ``Arithmetic`` says what a printed number, a root and so on are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Protocol, TypeVar, Union, assert_never

from flint import arb, fmpq

from symattn.errors import FieldError, LimitError, ReadingError, ShapeError, SymattnError
from symattn.exact.double import Double
from symattn.exact.enclosure import exponential_ball, softmax_balls, span
from symattn.exact.exponential_sum import exponential, logarithm
from symattn.exact.number import Exact, exp, ln, sqrt
from symattn.exact.real import BALLS, HIDDEN, Real, function, real
from symattn.exact.rounding import HALF, read_decimal
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
    parts_of,
)
from symattn.notation.indexed import at_index
from symattn.notation.plain import plain

LARGEST_DETERMINANT = 5
MOST_TERMS = 100
"""Terms of a sum over an index that is told no bounds."""
T = TypeVar("T", Exact, arb, Real, Double)


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

    @property
    def loose(self) -> bool: ...

    """Whether rows and columns are told apart no more than a hand does, and one number is added to all of a table."""

    def number(self, node: Number) -> T: ...
    def apply(self, name: str, *arguments: T) -> T: ...
    def hidden(self) -> T: ...


class Exactly:
    """Numbers exactly as written: 0.014 is 7/500."""

    loose = False

    def number(self, node: Number) -> Exact:
        return Exact(read_decimal(node.text).value)

    def apply(self, name: str, *arguments: Exact) -> Exact:
        match name, arguments:
            case "sqrt", (of,):
                return sqrt(of)
            case "exp", (of,):
                return exp(of)
            case "log", (of,):
                return ln(of)
            case "power", (base, exponent):
                return _power(base, exponent)
        raise FieldError(f"{name} is outside what is worked with exactly")

    def hidden(self) -> Exact:
        raise ReadingError("−∞ has no value of its own")


def _power(base: Exact, exponent: Exact) -> Exact:
    value = exponent.as_rational()
    if value is not None and value.q == 1:
        return base ** int(value.p)
    root = base.as_rational()
    if value is None or root is None or root <= 0:
        raise FieldError("a power needs an integer exponent here, or a positive rational base with a rational exponent")
    return Exact(exponential(logarithm(root).scaled(value)))


@dataclass(frozen=True)
class AsRounded:
    """Numbers as what they may have been before they were rounded: 3.54 is [3.535, 3.545], 3 is 3."""

    exact: frozenset[fmpq] = frozenset()
    """Decimals that are known not to be rounded: those of the problem itself."""
    loose: bool = False

    def number(self, node: Number) -> arb:
        printed = read_decimal(node.text)
        known = printed.is_integer or printed.value in self.exact
        return span(printed.value, fmpq(0) if known else printed.unit * HALF)

    def apply(self, name: str, *arguments: arb) -> arb:
        if name == "exp":
            return exponential_ball(arguments[0])
        if name not in BALLS:
            raise FieldError(f"{name} is not known here")
        return BALLS[name](*arguments)

    def softmax(self, row: tuple[arb, ...]) -> tuple[arb, ...]:
        return tuple(softmax_balls(row))

    def hidden(self) -> arb:
        raise ReadingError("−∞ has no value of its own")


def as_displayed(node: Number) -> Real:
    """The number just as it is printed."""
    return _displayed(node.text)


@lru_cache(maxsize=4096)
def _displayed(text: str) -> Real:
    return real(read_decimal(text).value)


@dataclass(frozen=True)
class Really:
    """Any real function; what a printed number is, `source` tells."""

    source: Callable[[Number], Real] = as_displayed
    loose: bool = True
    causal: bool = False
    """Whether a softmax of a square table sees only what comes before."""

    def number(self, node: Number) -> Real:
        return self.source(node)

    def apply(self, name: str, *arguments: Real) -> Real:
        if name not in BALLS:
            raise FieldError(f"{name} is not known here")
        return function(name, *arguments)

    def hidden(self) -> Real:
        return HIDDEN


Value = Union[T, Grid[T]]
Lookup = Callable[[Name | Index], Value[T]]
Stated = Callable[[Formula], Union[Value[T], None]]
STATED = (Quotient, Product, Call, Vector, Matrix, Sum, Transpose)
"""The formulas that `stated` is asked for."""


def evaluate(
    formula: Formula, arithmetic: Arithmetic[T], lookup: Lookup[T], stated: Stated[T] | None = None
) -> Value[T]:
    """The worth of a formula: one number, or a Grid of them. `lookup` tells names and entries.

    `stated` may know a part by what was printed for it: S/√d_k, once its values stand somewhere.
    """

    def scalar(part: Formula) -> T:
        if isinstance(part, Number):
            return arithmetic.number(part)
        value = go(part)
        if isinstance(value, Grid):
            raise ShapeError(f"{plain(part)} is {value}, where a single number is due")
        return value

    loose = arithmetic.loose

    def go(node: Formula) -> Value[T]:
        if stated is not None and isinstance(node, STATED):
            known = stated(node)
            if known is not None:
                return known
        match node:
            case Number():
                return arithmetic.number(node)
            case Index(of, places) if not isinstance(of, Name):
                return _entry(go(of), places, node)
            case Name() | Index():
                return lookup(node)
            case Hidden() | Negative(Hidden()):
                return arithmetic.hidden()
            case Negative(of):
                return _each(lambda x: -x, go(of))
            case Sum(terms):
                values = [go(term) for term in terms]
                _check_weighted(terms, values, node)
                value = values[0]
                for other in values[1:]:
                    value = _added(value, other, node, loose)
                return value
            case Product(factors):
                value = go(factors[0])
                for factor in factors[1:]:
                    value = _multiplied(value, go(factor), node, loose)
                return value
            case Quotient(Exponential() as top, Sum(terms)) if (shares := _shares(top, terms, arithmetic)) is not None:
                row = tuple([scalar(term.exponent) for term in shares])
                return _softmax(Grid((row,), flat=True), arithmetic).rows[0][terms.index(top)]
            case Quotient(top, bottom):
                return _divided(go(top), go(bottom), node, loose)
            case Power(base, exponent):
                raised, value = scalar(exponent), go(base)
                if not loose or (isinstance(value, Grid) and 1 not in value.shape):
                    # W^-1 is an inverse
                    value = scalar(base)
                return _each(lambda x: arithmetic.apply("power", x, raised), value)
            case Root(of):
                return _each(lambda x: arithmetic.apply("sqrt", x), go(of))
            case Exponential(Hidden() | Negative(Hidden())):
                return arithmetic.number(Number("0"))
            case Exponential(exponent):
                return _each(lambda x: arithmetic.apply("exp", x), go(exponent))
            case Logarithm(of):
                return _each(lambda x: arithmetic.apply("log", x), go(of))
            case Vector(entries):
                return _row([go(entry) for entry in entries], node)
            case Matrix(rows):
                return Grid(tuple([tuple([scalar(cell) for cell in row]) for row in rows]))
            case Transpose(of):
                value = go(of)
                if not isinstance(value, Grid):
                    if loose:
                        return value
                    raise ShapeError(f"{plain(node)} transposes a single number, where a table is due")
                if loose and value.flat:
                    return value
                return Grid(tuple(zip(*value.rows, strict=True)))
            case Call("sum over", (Name(letter), body)):
                return _added_up(body, letter, go, node)
            case Call("hadamard", (a, b)):
                return _entrywise(go(a), go(b), node)
            case Call(function, arguments):
                return _called(function, [go(argument) for argument in arguments], arithmetic)
            case Dots():
                raise ReadingError(f"{plain(node)} has no value of its own")
            case _:
                assert_never(node)

    return go(formula)


def exact_worth(formula: Formula, lookup: Lookup[Exact]) -> Value[Exact]:
    """The worth with every number taken exactly as written."""
    return evaluate(formula, Exactly(), lookup)


def _each(f: Callable[[T], T], value: Value[T]) -> Value[T]:
    if isinstance(value, Grid):
        return Grid(tuple([tuple([f(x) for x in row]) for row in value.rows]), value.flat)
    return f(value)


def _entry(value: Value[T], places: tuple[int, ...], node: Formula) -> T:
    """The entry of a row, counted from 1."""
    if not isinstance(value, Grid) or value.shape[0] != 1 or len(places) != 1 or places[0] > value.shape[1]:
        raise ShapeError(f"{plain(node)} asks for an entry of what has none")
    return value.rows[0][places[0] - 1]


def _added_up(body: Formula, letter: str, go: Callable[[Formula], Value[T]], node: Formula) -> Value[T]:
    """∑_j of as many terms as there are: up to the first j at which a name in it stands for nothing."""
    terms: list[Value[T]] = []
    while len(terms) < MOST_TERMS:
        try:
            terms.append(go(at_index(body, letter, len(terms) + 1)))
        except SymattnError:
            break
    if len(terms) < 2:
        raise ReadingError(f"how many terms {plain(node)} has is not known")
    value = terms[0]
    for term in terms[1:]:
        value = _added(value, term, node, loose=True)
    return value


def _row(values: list[Value[T]], node: Formula) -> Value[T]:
    """A row of numbers; brackets around a single row are that row: [softmax(1, 0)]."""
    first = values[0]
    if len(values) == 1 and isinstance(first, Grid):
        return first
    for value, part in zip(values, parts_of(node), strict=True):
        if isinstance(value, Grid):
            raise ShapeError(f"{plain(part)} is {value}, where a single number is due")
    return Grid((tuple([value for value in values if not isinstance(value, Grid)]),), flat=True)


def _check_weighted(terms: Sequence[Formula], values: Sequence[Value[T]], node: Formula) -> None:
    """In 0.4·(0,0) + 0.6·[10, 0] either all brackets are rows or all are decimals: one of them was misread."""
    shapes = {isinstance(value, Grid) for term, value in zip(terms, values, strict=True) if isinstance(term, Product)}
    if len(shapes) == 2:
        raise ShapeError(f"{plain(node)} weighs rows and single numbers; they must be of one size")


def _added(a: Value[T], b: Value[T], node: Formula, loose: bool) -> Value[T]:
    """Tables of one size, cell by cell; one row (a bias) is added to each row of a table."""
    if loose and isinstance(a, Grid) and not isinstance(b, Grid):
        number = b
        return _each(lambda x: x + number, a)
    if loose and isinstance(b, Grid) and not isinstance(a, Grid):
        return _added(b, a, node, loose)
    if isinstance(a, Grid) and isinstance(b, Grid) and loose and a.shape == b.shape[::-1] and 1 in a.shape:
        a, b = _flattened(a), _flattened(b)
    if isinstance(a, Grid) and isinstance(b, Grid) and a.shape[1] == b.shape[1]:
        n = max(a.shape[0], b.shape[0])
        a, b = (Grid(x.rows * n) if x.shape[0] == 1 < n else x for x in (a, b))
    if isinstance(a, Grid) and isinstance(b, Grid) and a.shape == b.shape:
        rows = zip(a.rows, b.rows, strict=True)
        return Grid(tuple(tuple(x + y for x, y in zip(p, q, strict=True)) for p, q in rows), a.flat and b.flat)
    if isinstance(a, Grid) or isinstance(b, Grid):
        raise ShapeError(f"{plain(node)} adds {_kind(a)} and {_kind(b)}; they must be of one size")
    return a + b


def _entrywise(a: Value[T], b: Value[T], node: Formula) -> Value[T]:
    """A ⊙ B, of tables of one size; a single number multiplies each entry."""
    if not isinstance(a, Grid) or not isinstance(b, Grid):
        return _multiplied(a, b, node, loose=False)
    if a.shape != b.shape:
        raise ShapeError(f"{plain(node)} multiplies {a} and {b} entry by entry; they must be of one size")
    rows = zip(a.rows, b.rows, strict=True)
    return Grid(tuple(tuple(x * y for x, y in zip(p, q, strict=True)) for p, q in rows), a.flat and b.flat)


def _flattened(grid: Grid[T]) -> Grid[T]:
    return Grid((tuple(x for row in grid.rows for x in row),), flat=True)


def _divided(a: Value[T], b: Value[T], node: Formula, loose: bool) -> Value[T]:
    """A table over a number, or each of its rows over the entry of a column (weights are U/r)."""
    if not isinstance(b, Grid):
        return _each(lambda x: x / b, a)
    if loose and isinstance(a, Grid) and a.shape == b.shape:
        rows = zip(a.rows, b.rows, strict=True)
        return Grid(tuple(tuple(x / y for x, y in zip(p, q, strict=True)) for p, q in rows), a.flat)
    if not isinstance(a, Grid) or b.shape != (a.shape[0], 1):
        raise ShapeError(f"{plain(node)} divides {_kind(a)} by {b}; a number, or a column of as many rows, is due")
    columns = zip(a.rows, b.rows, strict=True)
    return Grid(tuple(tuple(x / total for x in row) for row, (total,) in columns), a.flat)


def _multiplied(a: Value[T], b: Value[T], node: Formula, loose: bool) -> Value[T]:
    if not isinstance(a, Grid):
        return _each(lambda x: a * x, b)
    if not isinstance(b, Grid):
        return _each(lambda x: x * b, a)
    if a.flat and b.flat and a.shape == b.shape:
        return _dot(a.rows[0], b.rows[0])
    if loose and 1 in a.shape and 1 in b.shape and _is_dot(a, b):
        return _dot(_flattened(a).rows[0], _flattened(b).rows[0])
    if loose and b.flat and a.shape[1] == b.shape[1] != a.shape[0]:
        return Grid((tuple(_dot(row, b.rows[0]) for row in a.rows),), flat=True)
    if loose and b.flat and not a.flat and a.shape[0] == a.shape[1] == b.shape[1]:
        return Grid((tuple(_dot(row, b.rows[0]) for row in a.rows),), flat=True)
    if a.shape[1] != b.shape[0]:
        raise ShapeError(
            f"{plain(node)} multiplies {a} by {b}; the first must have as many columns as the second has rows"
        )
    if a.shape[0] * a.shape[1] * b.shape[1] > FORMULA_PRODUCTS:
        raise LimitError(f"{a} times {b} is too large for a formula")
    columns = list(zip(*b.rows, strict=True))
    return Grid(tuple([tuple([_dot(row, column) for column in columns]) for row in a.rows]), a.flat)


def _is_dot(a: Grid[T], b: Grid[T]) -> bool:
    """Two vectors of one length, but a column times a row, which is a table."""
    as_long = a.shape[0] * a.shape[1] == b.shape[0] * b.shape[1]
    return as_long and not (a.shape[1] == 1 == b.shape[0] and a.shape[0] > 1 and not b.flat)


def _dot(a: tuple[T, ...], b: tuple[T, ...]) -> T:
    result = a[0] * b[0]
    for x, y in zip(a[1:], b[1:], strict=True):
        result = result + x * y
    return result


def _called(name: str, arguments: list[Value[T]], arithmetic: Arithmetic[T]) -> Value[T]:
    """softmax and sum of a row, of each row of a table, or of several numbers; other functions entry by entry."""
    if len(arguments) == 1 and isinstance(arguments[0], Grid):
        grid = arguments[0]
    else:
        grid = Grid((tuple(_single(argument) for argument in arguments),), flat=True)
    numbers = tuple(x for row in grid.rows for x in row)
    match name:
        case "sum":
            return _total(numbers)
        case "row sums":
            return Grid(tuple([(_total(row),) for row in grid.rows]))
        case "softmax":
            return _softmax(grid, arithmetic)
        case "causal":
            return _causal(grid, arithmetic)
        case "causal softmax":
            return _softmax(_causal(grid, arithmetic), arithmetic)
        case "mean":
            return _mean(numbers, arithmetic)
        case "var":
            return _variance(numbers, arithmetic)
        case "std":
            return arithmetic.apply("sqrt", _variance(numbers, arithmetic))
        case "sample var":
            return _sample_variance(numbers, arithmetic)
        case "sample std":
            return arithmetic.apply("sqrt", _sample_variance(numbers, arithmetic))
        case "prod":
            return _total_product(numbers)
        case "tr" | "det":
            if grid.shape[0] != grid.shape[1] or grid.shape[0] > LARGEST_DETERMINANT:
                raise ShapeError(f"{name} is worked out of small square tables only, not of {grid}")
            return _determinant(grid.rows) if name == "det" else _total(tuple([r[i] for i, r in enumerate(grid.rows)]))
        case "bars":
            if 1 not in grid.shape:
                raise ShapeError("bars around a table may be its determinant or one of several norms")
            return (
                arithmetic.apply("abs", numbers[0])
                if len(numbers) == 1
                else arithmetic.apply("sqrt", _dot(numbers, numbers))
            )
        case "binomial":
            return arithmetic.apply("binomial", *numbers)
        case "norm":
            return arithmetic.apply("sqrt", _dot(numbers, numbers))
        case "max" | "min":
            return arithmetic.apply(name, *numbers)
        case "diag":
            zero, size = arithmetic.number(Number("0")), range(len(numbers))
            return Grid(tuple(tuple(numbers[i] if i == j else zero for j in size) for i in size))
        case "relu":
            zero = arithmetic.number(Number("0"))
            return _each(lambda x: arithmetic.apply("max", x, zero), _whole(arguments, grid))
        case "log2" | "log10":
            base = arithmetic.apply("log", arithmetic.number(Number(name[3:])))
            return _each(lambda x: arithmetic.apply("log", x) / base, _whole(arguments, grid))
        case "degrees":
            degree = arithmetic.apply("pi") / arithmetic.number(Number("180"))
            return _each(lambda x: x * degree, _whole(arguments, grid))
    return _each(lambda x: arithmetic.apply(name, x), _whole(arguments, grid))


def _whole(arguments: list[Value[T]], grid: Grid[T]) -> Value[T]:
    """A single argument itself, several as a row."""
    return arguments[0] if len(arguments) == 1 else grid


def _softmax(grid: Grid[T], arithmetic: Arithmetic[T]) -> Grid[T]:
    """Over rows; a column by itself is one row standing up."""
    if arithmetic.loose and grid.shape[1] == 1 < grid.shape[0]:
        (row,) = _softmax(_flattened(grid), arithmetic).rows
        return Grid(tuple((x,) for x in row))
    if getattr(arithmetic, "causal", False):
        grid = _causal(grid, arithmetic)
    bounded: Callable[[tuple[T, ...]], tuple[T, ...]] | None = getattr(arithmetic, "softmax", None)
    if bounded is not None:
        return Grid(tuple([bounded(row) for row in grid.rows]), grid.flat)
    rows = [tuple([arithmetic.apply("exp", x) for x in row]) for row in grid.rows]
    sums = [_total(row) for row in rows]
    return Grid(tuple([tuple([x / r for x in row]) for row, r in zip(rows, sums, strict=True)]), grid.flat)


def _shares(top: Exponential, terms: tuple[Formula, ...], arithmetic: Arithmetic[T]) -> list[Exponential] | None:
    """e^s/(e^s + e^t + 1) is a softmax: where bounds are worked out, those of all its scores together."""
    if not hasattr(arithmetic, "softmax") or top not in terms:
        return None
    powers = [Exponential(Number("0")) if term == Number("1") else term for term in terms]
    known = [t for t in powers if isinstance(t, Exponential) and t.exponent not in (Hidden(), Negative(Hidden()))]
    return known if len(known) == len(terms) else None


def _causal(grid: Grid[T], arithmetic: Arithmetic[T]) -> Grid[T]:
    """Scores of which later ones are hidden."""
    if not grid.shape[0] == grid.shape[1] > 1:
        return grid
    hidden = arithmetic.hidden()
    rows = (tuple(x if j <= i else hidden for j, x in enumerate(row)) for i, row in enumerate(grid.rows))
    return Grid(tuple(rows))


def _mean(numbers: tuple[T, ...], arithmetic: Arithmetic[T]) -> T:
    return _total(numbers) / arithmetic.number(Number(str(len(numbers))))


def _variance(numbers: tuple[T, ...], arithmetic: Arithmetic[T]) -> T:
    if len(numbers) < 2:
        raise ShapeError("the variance of one number is that of what it is drawn from")
    mean = _mean(numbers, arithmetic)
    return _mean(tuple((x - mean) * (x - mean) for x in numbers), arithmetic)


def _sample_variance(numbers: tuple[T, ...], arithmetic: Arithmetic[T]) -> T:
    """Over n - 1, as of a sample."""
    n, one = arithmetic.number(Number(str(len(numbers)))), arithmetic.number(Number("1"))
    return _variance(numbers, arithmetic) * n / (n - one)


def _single(value: Value[T]) -> T:
    if isinstance(value, Grid):
        raise ShapeError(f"{value} stands among several values, where single numbers are due")
    return value


def _total(values: tuple[T, ...]) -> T:
    result = values[0]
    for value in values[1:]:
        result = result + value
    return result


def _total_product(values: tuple[T, ...]) -> T:
    result = values[0]
    for value in values[1:]:
        result = result * value
    return result


def _determinant(rows: Sequence[tuple[T, ...]]) -> T:
    """By the first row: Σ ±a_1j·det(the rest without column j)."""
    if len(rows) == 1:
        return rows[0][0]
    return _total(tuple([_cofactor(rows, column) for column in range(len(rows))]))


def _cofactor(rows: Sequence[tuple[T, ...]], column: int) -> T:
    minor = [row[:column] + row[column + 1 :] for row in rows[1:]]
    term = rows[0][column] * _determinant(minor)
    return term if column % 2 == 0 else -term


def _kind(value: Value[T]) -> str:
    return str(value) if isinstance(value, Grid) else "a single number"
