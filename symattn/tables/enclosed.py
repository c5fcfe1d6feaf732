"""Balls around all cells of a table at once: the fast way to digits, with no formula on the way.

As long as the work stays rational it is exact, and a ball is put around a cell only where a root or an
exponential comes in. A weight is e^s/Σe^s with whatever exponents: Arb's have no largest number.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import repeat
from typing import assert_never, cast

from flint import arb, arb_mat, fmpq_mat

from symattn.exact.enclosure import exponential_ball, quotient_ball
from symattn.exact.number import Exact
from symattn.exact.precision import precision
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
    Visible,
    WithBias,
)

Balls = list[list[arb]]
HIDDEN_BALL = arb("-inf")
_ZERO = arb(0)

Shortcut = Callable[[Table], fmpq_mat | None]
"""The whole table exactly, where that is at hand."""
Operation = Callable[..., Balls]
"""The balls of a table, from those of its parts."""


def enclosed(table: Table, known: dict[int, Balls] | None = None, exactly: Shortcut | None = rational_table) -> Balls:
    """A ball around each cell. To be called inside ``working(bits)``; `known` keeps steps met twice."""
    known = {} if known is None else known
    balls = known.get(id(table))
    if balls is None:
        rational = exactly(table) if exactly is not None else None
        if rational is None:
            balls = _operation(table)(*[enclosed(part, known, exactly) for part in table.parts])
        else:
            balls = _rows(arb_mat(rational))
        known[id(table)] = balls
    return balls


def _operation(table: Table) -> Operation:
    """What is done with the parts, kept with the table: the same one may be worked out with many numbers."""
    known = table.known
    if "operation" not in known:
        known["operation"] = _operation_of(cast("Node", table))
    return cast(Operation, known["operation"])


def _operation_of(node: Node) -> Operation:
    match node:
        case Given(entries=entries):
            return lambda: [[quotient_ball(e.exact.numerator, e.exact.denominator) for e in row] for row in entries]
        case Named():
            return lambda balls: balls
        case MatrixProduct():
            return lambda left, right: _rows(arb_mat(left) * arb_mat(right))
        case Transposed():
            return lambda balls: [list(column) for column in zip(*balls, strict=True)]
        case WithBias():
            return _with_bias
        case Scaled(factor=factor):
            return partial(_scaled, factor.exact, {})
        case Masked(visible=visible):
            return partial(_masked, visible)
        case Exponentials():
            return lambda balls: [[_ZERO if a is HIDDEN_BALL else exponential_ball(a) for a in row] for row in balls]
        case RowSums():
            return lambda balls: [[sum(row[1:], row[0])] for row in balls]
        case DividedRows():
            return lambda balls, sums: [[a / total for a in row] for row, (total,) in zip(balls, sums, strict=True)]
        case _:
            assert_never(node)


def _with_bias(balls: Balls, biases: Balls) -> Balls:
    rows = biases if len(biases) > 1 else repeat(biases[0], len(balls))
    return [[a + b for a, b in zip(*pair, strict=True)] for pair in zip(balls, rows, strict=True)]


def _scaled(factor: Exact, known: dict[int, arb], balls: Balls) -> Balls:
    """known: the factor at the precisions worked at so far."""
    by = known.get(precision())
    if by is None:
        by = known[precision()] = quotient_ball(factor.numerator, factor.denominator)
    return [[a * by for a in row] for row in balls]


def _masked(visible: Visible, balls: Balls) -> Balls:
    pairs = zip(balls, visible, strict=True)
    return [[a if v else HIDDEN_BALL for a, v in zip(*pair, strict=True)] for pair in pairs]


def _rows(matrix: arb_mat) -> Balls:
    return [list(row) for row in matrix.table()]
