"""Balls around all cells of a table at once: the fast way to digits, with no formula on the way.

As long as the work stays rational it is exact, and a ball is put around a cell only where a root or an
exponential comes in. A weight is e^s/Σe^s with whatever exponents: Arb's have no largest number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import repeat
from typing import assert_never, cast

from flint import arb, arb_mat, fmpq_mat

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


Shortcut = Callable[[Table], fmpq_mat | None]
"""The whole table exactly, where that is at hand."""


def enclosed(table: Table, known: dict[int, Balls] | None = None, exactly: Shortcut = rational_table) -> Balls:
    """A ball around each cell. To be called inside ``working(bits)``; `known` keeps steps met twice."""
    known = {} if known is None else known
    if id(table) not in known:
        rational = exactly(table)
        balls = _enclosed(cast("Node", table), known, exactly) if rational is None else _rows(arb_mat(rational))
        known[id(table)] = balls
    return known[id(table)]


def worked_from(table: Table, known: Mapping[int, Balls]) -> Balls:
    """A ball around each cell, worked from the balls of its parts in `known` whatever these were exactly."""
    return enclosed(table, dict(known), lambda _: None)


def _enclosed(node: Node, known: dict[int, Balls], exactly: Shortcut) -> Balls:
    match node:
        case Given(entries=entries):
            return [[quotient_ball(e.exact.numerator, e.exact.denominator) for e in row] for row in entries]
        case Named(table=of):
            return enclosed(of, known, exactly)
        case MatrixProduct(left, right):
            return _rows(_matrix(left, known, exactly) * _matrix(right, known, exactly))
        case Transposed(of):
            return [list(column) for column in zip(*enclosed(of, known, exactly), strict=True)]
        case WithBias(of, bias):
            rows = enclosed(bias, known, exactly)
            added = zip(
                enclosed(of, known, exactly), rows if len(rows) > 1 else repeat(rows[0], of.shape[0]), strict=True
            )
            return [[a + b for a, b in zip(*pair, strict=True)] for pair in added]
        case Scaled(of, factor):
            by = quotient_ball(factor.exact.numerator, factor.exact.denominator)
            return [[a * by for a in row] for row in enclosed(of, known, exactly)]
        case Masked(of, visible):
            masked = zip(enclosed(of, known, exactly), visible, strict=True)
            return [[a if v else HIDDEN_BALL for a, v in zip(*row, strict=True)] for row in masked]
        case Exponentials(of):
            return [
                [arb(0) if a is HIDDEN_BALL else exponential_ball(a) for a in row]
                for row in enclosed(of, known, exactly)
            ]
        case RowSums(of):
            return [[sum(row[1:], row[0])] for row in enclosed(of, known, exactly)]
        case DividedRows(of, sums):
            rows_and_sums = zip(enclosed(of, known, exactly), enclosed(sums, known, exactly), strict=True)
            return [[a / total[0] for a in row] for row, total in rows_and_sums]
        case _:
            assert_never(node)


def _matrix(table: Table, known: dict[int, Balls], exactly: Shortcut) -> arb_mat:
    rational = exactly(table)
    return arb_mat(enclosed(table, known, exactly)) if rational is None else arb_mat(rational)


def _rows(matrix: arb_mat) -> Balls:
    return [list(row) for row in matrix.table()]
