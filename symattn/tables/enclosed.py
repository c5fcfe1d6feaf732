"""Balls around all cells of a table at once: the fast way to digits, with no formula on the way.

As long as the work stays rational it is exact, and a ball is put around a cell only where a root or an
exponential comes in. A weight is e^s/Σe^s with whatever exponents: Arb's have no largest number.
"""

from __future__ import annotations

from itertools import repeat
from typing import assert_never, cast

from flint import arb, arb_mat

from symattn.exact.enclosure import exponential_ball, quotient_ball
from symattn.tables.exactly import rational_table
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

Balls = list[list[arb]]
HIDDEN_BALL = arb("-inf")


def enclosed(table: Table, known: dict[int, Balls] | None = None) -> Balls:
    """A ball around each cell. To be called inside ``working(bits)``; `known` keeps steps met twice."""
    known = {} if known is None else known
    if id(table) not in known:
        rational = rational_table(table)
        known[id(table)] = _rows(arb_mat(rational)) if rational is not None else _enclosed(cast("Node", table), known)
    return known[id(table)]


def _enclosed(node: Node, known: dict[int, Balls]) -> Balls:
    match node:
        case Given(entries=entries):
            return [[quotient_ball(e.exact.numerator, e.exact.denominator) for e in row] for row in entries]
        case Named(table=of):
            return enclosed(of, known)
        case MatrixProduct(left, right):
            return _rows(_matrix(left, known) * _matrix(right, known))
        case Transposed(of):
            return [list(column) for column in zip(*enclosed(of, known), strict=True)]
        case WithBias(of, bias):
            rows = enclosed(bias, known)
            added = zip(enclosed(of, known), rows if len(rows) > 1 else repeat(rows[0], of.shape[0]), strict=True)
            return [[a + b for a, b in zip(*pair, strict=True)] for pair in added]
        case Scaled(of, factor):
            by = quotient_ball(factor.exact.numerator, factor.exact.denominator)
            return [[a * by for a in row] for row in enclosed(of, known)]
        case Masked(of, visible):
            masked = zip(enclosed(of, known), visible, strict=True)
            return [[a if v else HIDDEN_BALL for a, v in zip(*row, strict=True)] for row in masked]
        case Exponentials(of):
            return [[arb(0) if a is HIDDEN_BALL else exponential_ball(a) for a in row] for row in enclosed(of, known)]
        case RowSums(of):
            return [[sum(row[1:], row[0])] for row in enclosed(of, known)]
        case DividedRows(of, sums):
            rows_and_sums = zip(enclosed(of, known), enclosed(sums, known), strict=True)
            return [[a / total[0] for a in row] for row, total in rows_and_sums]
        case _:
            assert_never(node)


def _matrix(table: Table, known: dict[int, Balls]) -> arb_mat:
    rational = rational_table(table)
    return arb_mat(enclosed(table, known)) if rational is None else arb_mat(rational)


def _rows(matrix: arb_mat) -> Balls:
    return [list(row) for row in matrix.table()]
