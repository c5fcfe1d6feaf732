"""What a cell of a table is exactly worth. Cells are worked out one by one, when asked for, and once."""

from __future__ import annotations

from typing import assert_never, cast

from flint import fmpq, fmpq_mat

from symattn.errors import FieldError, LimitError, SymattnError, located
from symattn.exact.exponential_sum import ONE
from symattn.exact.number import Exact, dot, exp
from symattn.limits import TABLE_BITS
from symattn.tables.table import (
    DividedRows,
    Exponentials,
    Given,
    Masked,
    MatrixProduct,
    Named,
    Node,
    RowSums,
    Scaled,
    Table,
    Transposed,
    WithBias,
)

SAMPLED_TERMS = 32


class HiddenScore:
    """−∞: the score of what may not be attended to. Not a number; only e^ is taken of it."""

    def __repr__(self) -> str:
        return "-oo"


HIDDEN = HiddenScore()
Cell = Exact | HiddenScore


def rational_table(table: Table) -> fmpq_mat | None:
    """The whole table, if all it is worked out from is rational: then FLINT's products are exact and fast."""
    if not isinstance(table, Named | Given):
        return _rational_table(cast("Node", table))
    if "rational" not in table.known:
        table.known["rational"] = _rational_table(cast("Node", table))
    return cast("fmpq_mat | None", table.known["rational"])


def cell(table: Table, i: int, j: int) -> Cell:
    """The cell in row i, column j, counted from 0."""
    if not isinstance(table, Named):
        return _cell(cast("Node", table), i, j)
    known: Cell | None = table.known.get((i, j))
    if known is None:
        rational = rational_table(table)
        try:
            known = Exact(rational[i, j]) if rational is not None else _cell(table, i, j)
        except SymattnError as error:
            raise located(error, table.name, i, j) from error
        table.known[i, j] = known
    return known


def number(table: Table, i: int, j: int) -> Exact:
    """The cell as a number; only masked scores have others."""
    value = cell(table, i, j)
    if isinstance(value, HiddenScore):
        raise FieldError(f"the score in row {i + 1}, column {j + 1} is hidden (−∞), which is no number to work with")
    return value


def _cell(node: Node, i: int, j: int) -> Cell:
    match node:
        case Given(entries=entries):
            return entries[i][j].exact
        case Named(table=of):
            return cell(of, i, j)
        case MatrixProduct(left, right):
            inner = range(left.shape[1])
            return dot((number(left, i, k) for k in inner), (number(right, k, j) for k in inner))
        case Transposed(of):
            return cell(of, j, i)
        case WithBias(of, bias):
            return number(of, i, j) + number(bias, i if bias.shape[0] > 1 else 0, j)
        case Scaled(of, factor):
            return number(of, i, j) * factor.exact
        case Masked(of, visible):
            return cell(of, i, j) if visible[i][j] else HIDDEN
        case Exponentials(of):
            score = cell(of, i, j)
            return exp(score) if isinstance(score, Exact) else Exact(0)
        case RowSums(of):
            return sum((number(of, i, k) for k in range(of.shape[1])), Exact(0))
        case DividedRows(of, sums):
            return (number(of, i, j) / number(sums, i, 0)).tidied()
        case _:
            assert_never(node)


def _rational_table(node: Node) -> fmpq_mat | None:
    match node:
        case Given():
            return _rational_entries(node)
        case Named(table=of):
            return rational_table(of)
        case MatrixProduct(left, right):
            a, b = rational_table(left), rational_table(right)
            return None if a is None or b is None else _product(a, b)
        case Transposed(of):
            a = rational_table(of)
            return None if a is None else a.transpose()
        case WithBias(of, bias):
            a, b = rational_table(of), rational_table(bias)
            if a is None or b is None:
                return None
            rows, columns = node.shape
            return a + fmpq_mat(
                rows, columns, [b[i if b.nrows() > 1 else 0, j] for i in range(rows) for j in range(columns)]
            )
        case Scaled(of, factor):
            a, by = rational_table(of), factor.exact.as_rational()
            return None if a is None or by is None else a * by
        case Masked() | Exponentials() | RowSums() | DividedRows():
            return None
        case _:
            assert_never(node)


def _product(a: fmpq_mat, b: fmpq_mat) -> fmpq_mat:
    """a·b; refused where fractions so long and so many would take minutes to add up.

    The length of a cell is reckoned from the beginning of a few: a bound from the denominators alone would be
    thousands of times too high where they are alike, as those of decimals are.
    """
    rows, inner, columns = a.nrows(), a.ncols(), b.ncols()
    first = min(inner, SAMPLED_TERMS)
    places = {(0, 0), (rows - 1, columns - 1), (rows // 2, columns // 2)}
    cells = (sum((a[i, k] * b[k, j] for k in range(first)), fmpq(0)) for i, j in places)
    bits = max(cell.height_bits() for cell in cells) * inner // first
    if rows * columns * bits > TABLE_BITS:
        raise LimitError(
            f"a table product of {rows} x {columns} cells with about {bits * 30103 // 100_000:,} digits each; "
            f"at most {TABLE_BITS * 30103 // 100_000:,} digits are worked out in one table"
        )
    return a * b


def _rational_entries(given: Given) -> fmpq_mat | None:
    values: list[fmpq] = []
    for row in given.entries:
        for entry in row:
            value = entry.exact.numerator.as_rational()
            if value is None or entry.exact.denominator is not ONE:
                return None
            values.append(value)
    return fmpq_mat(*given.shape, values)
