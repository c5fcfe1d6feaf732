"""A whole table in mpmath numbers, every digit asked for proven."""

from __future__ import annotations

from typing import Any

from symattn.errors import LimitError, UndecidedError
from symattn.exact.enclosure import precisions
from symattn.exact.mpmath_form import bits_for, context, converter
from symattn.exact.mpmath_form import evaluate as evaluate_number
from symattn.exact.number import Exact
from symattn.exact.precision import working
from symattn.limits import DIGITS_IN_ALL
from symattn.tables.enclosed import HIDDEN_BALL, enclosed
from symattn.tables.exactly import cell
from symattn.tables.table import Table

PATIENCE = 2
"""After so many doublings a digit that stays open is looked at exactly: it may be the 0 in 2 + √2 − √2 − 2."""


def evaluate(table: Table, digits: int) -> Any:
    """The mpmath matrix of the table, in a private context."""
    rows, columns = table.shape
    if rows * columns * digits > DIGITS_IN_ALL:
        raise LimitError(
            f"{rows * columns:,} cells of {digits:,} digits; at most {DIGITS_IN_ALL:,} digits are given at once"
        )
    found: dict[tuple[int, int], Any] = {}
    for attempt, bits in enumerate(precisions(bits_for(digits))):
        with working(bits):
            convert = converter(digits)
            balls = enclosed(table)
            for i in range(rows):
                for j in range(columns):
                    if (i, j) not in found:
                        number = context(digits).ninf if balls[i][j] is HIDDEN_BALL else convert(balls[i][j])
                        if number is not None:
                            found[i, j] = number
        if len(found) == rows * columns:
            return _matrix(found, rows, columns, digits)
        if attempt == PATIENCE:
            break
    return _matrix(found | _exact_rest(table, found, digits), rows, columns, digits)


def _exact_rest(table: Table, found: dict[tuple[int, int], Any], digits: int) -> dict[tuple[int, int], Any]:
    rows, columns = table.shape
    rest: dict[tuple[int, int], Any] = {}
    for place in ((i, j) for i in range(rows) for j in range(columns) if (i, j) not in found):
        value = cell(table, *place)
        if not isinstance(value, Exact):
            raise UndecidedError(f"{digits:,} digits stay open at the precision ceiling")
        rest[place] = evaluate_number(value, digits)
    return rest


def _matrix(found: dict[tuple[int, int], Any], rows: int, columns: int, digits: int) -> Any:
    matrix = context(digits).matrix(rows, columns)
    for place, number in found.items():
        matrix[place] = number
    return matrix
