"""Sizes: calculations with rows and tables of numbers whose right side surely has another size than they can have.

[1, 2] + [3, 4] = [4, 6, 1] and a product of two tables of two rows that is given three are wrong, whatever the numbers
are. But [1, 2] + [3, 4] = [1, 2, 3, 4] joins lists, (1, 2)·(3, 4) = (3, 8) is worked entry by entry, and
(2, 3)·(3, 4) = (2, 4) tells shapes.
"""

from __future__ import annotations

from symattn.exact.real import Real
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import Call, Formula, Matrix, Product, Sum, Vector
from symattn.verifying.bindings import names_of
from symattn.verifying.proofs import is_literal

FEWEST = 2
"""Rows of a table that is no row and no column."""


def differing(formula: Formula, left: Value[Real], right: Value[Real]) -> str:
    """That a calculation of numbers alone cannot be of the right side's size; "" where it may, or another is meant."""
    if names_of(formula) or not isinstance(left, Grid) or not isinstance(right, Grid):
        return ""
    fewer, more = sorted((_count(left), _count(right)))
    if more % fewer == 0 or not _has_a_size(formula):
        # as many; or lists are joined, [1, 2] + [3, 4] = [1, 2, 3, 4]; or one row is told of several that are alike
        return ""
    return f"the left side has {_told(left)}, the right side {_told(right)}"


def _has_a_size(formula: Formula) -> bool:
    """Whether nobody works it so that something of another size comes out."""
    match formula:
        case Sum(terms):
            return len({_shape(term) for term in terms}) == 1 and _shape(terms[0]) is not None
        case Product(factors):
            return all(isinstance(factor, Matrix) and is_literal(factor) and _is_wide(factor) for factor in factors)
        case Call("softmax", arguments):
            return all(map(is_literal, arguments))
    return False


def _shape(formula: Formula) -> tuple[int, ...] | None:
    match formula:
        case Vector(entries) if is_literal(formula):
            return (len(entries),)
        case Matrix(rows) if is_literal(formula):
            return tuple(map(len, rows))
    return None


def _is_wide(table: Matrix) -> bool:
    return len(table.rows) >= FEWEST and len(table.rows[0]) >= FEWEST


def _count(value: Grid[Real]) -> int:
    return value.shape[0] * value.shape[1]


def _told(value: Grid[Real]) -> str:
    rows, columns = value.shape
    return f"{rows * columns} entries" if 1 in value.shape else f"{rows} rows of {columns}"
