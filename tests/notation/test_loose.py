"""Formulas as a hand means them: rows and columns hardly told apart, functions entry by entry."""

from __future__ import annotations

import pytest

from symattn.errors import ShapeError
from symattn.exact.real import Real, real
from symattn.notation.evaluate import Grid, Really, Value, evaluate
from symattn.notation.formula import Call, Formula, Index, Name, Negative, Number, Product, Sum, Transpose
from symattn.notation.parse.plain import parse


def worth(text: str | Formula, **tables: list[list[int]]) -> str:
    """The value, written out."""
    known = {name: Grid(tuple(tuple(real(x) for x in row) for row in rows)) for name, rows in tables.items()}
    formula = parse(text) if isinstance(text, str) else text
    return shown(evaluate(formula, Really(), lambda name: known[name.text if isinstance(name, Name) else ""]))


def shown(value: Value[Real]) -> str:
    if not isinstance(value, Grid):
        return str(value.rational)
    rows = [[str(x.rational) for x in row] for row in value.rows]
    return str(rows[0] if value.flat else rows).replace("'", "")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("[1, 2] * [3, 4]", "11"),
        ("[[1, 2], [3, 4]] * [1, 1]", "[3, 7]"),
        ("[1, 1] * [[1, 2], [3, 4]]", "[4, 6]"),
        ("[1, 2] + 1", "[2, 3]"),
        ("1 - [1, 2]", "[0, -1]"),
        ("[2, 4] / [2, 2]", "[1, 2]"),
        ("[1, 2]^2", "[1, 4]"),
        ("[[1], [2]] * [3, 4]", "11"),
    ],
)
def test_vectors_are_what_fits(text: str, due: str) -> None:
    """A product of two vectors is their scalar product; a vector beside a table stands as it must."""
    assert worth(text) == due


def test_a_column_times_a_row_is_a_table() -> None:
    """x xᵀ, written with columns."""
    column = [[1], [2]]
    assert worth(Product((Name("x"), Transpose(Name("x")))), x=column) == "[[1, 2], [2, 4]]"
    assert worth(Product((Transpose(Name("x")), Name("x"))), x=column) == "5"


@pytest.mark.parametrize(
    ("function", "due"),
    [
        ("max", "3"),
        ("min", "-1"),
        ("mean", "1"),
        ("sum", "3"),
        ("var", "8/3"),
        ("relu", "[0, 1, 3]"),
        ("abs", "[1, 1, 3]"),
    ],
)
def test_functions_of_a_row(function: str, due: str) -> None:
    """Some give one number, some a row."""
    assert worth(Call(function, (Negative(Number("1")), Number("1"), Number("3")))) == due


def test_an_entry_of_a_result_is_taken() -> None:
    """softmax([0, 0])_2."""
    assert worth(Index(Call("softmax", (Number("0"), Number("0"))), (2,))) == "1/2"


def test_sizes_that_cannot_be_meant_are_refused() -> None:
    """[1, 2] + [1, 2, 3]."""
    with pytest.raises(ShapeError):
        worth(Sum((parse("[1, 2]"), parse("[1, 2, 3]"))))
