"""How a cell is written: s_12 = q_11·k_21 + q_12·k_22, with whatever stands for the tables it refers to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never, cast

from symattn.notation.formula import (
    Exponential,
    Formula,
    Hidden,
    Name,
    Negative,
    Number,
    Product,
    Quotient,
    Sum,
    met,
    product,
    total,
)
from symattn.tables.table import (
    DividedRows,
    Exponentials,
    Factor,
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

BIASES = {"b_Q", "b_K", "b_V"}
Leaf = Callable[[Named | Given, int, int], Formula]
"""What is written for a cell of a named table: its letter, or its number."""


def cell_name(table: Named | Given, i: int, j: int) -> Name:
    """s_12 for the scores S; r_1 for one column; w^Q_12 for W_Q. Counted from 1, as on paper."""
    match table:
        case Named(table=RowSums()):
            return _cell(table.letter, i)
        case Given(name=name) if name in BIASES:
            return _cell(table.letter, j)
        case _:
            return _cell(table.letter, i, j)


@lru_cache(maxsize=4096)
def _cell(letter: str, *place: int) -> Name:
    base, _, above = letter.partition("_")
    return Name(base[0].lower() + base[1:], tuple([str(i + 1) for i in place]), above)


def name_or_hidden(table: Named | Given, i: int, j: int) -> Formula:
    """The cell's name; −∞ for a hidden score, which is no unknown."""
    inner = table.table if isinstance(table, Named) else table
    return Hidden() if isinstance(inner, Masked) and not inner.visible[i][j] else cell_name(table, i, j)


@dataclass(frozen=True)
class Hand:
    """Writes the cells of expressions, down to the named tables they refer to."""

    leaf: Leaf
    factor: Callable[[Factor], Formula]
    times: str

    def cell(self, table: Table, i: int, j: int) -> Formula:
        match cast("Node", table):
            case Named() | Given() as named:
                return self.leaf(named, i, j)
            case MatrixProduct(left, right):
                inner = range(left.shape[1])
                return total([product((self.cell(left, i, k), self.cell(right, k, j)), self.times) for k in inner])
            case Transposed(of):
                return self.cell(of, j, i)
            case WithBias(of, bias):
                return _sum(self.cell(of, i, j), self.cell(bias, i if bias.shape[0] > 1 else 0, j))
            case Scaled(of, by):
                return _scaled(self.cell(of, i, j), self.factor(by))
            case Masked(of, visible):
                return self.cell(of, i, j) if visible[i][j] else Hidden()
            case Exponentials(of):
                return met(Exponential(self.cell(of, i, j)))
            case RowSums(of):
                return total([self.cell(of, i, k) for k in range(of.shape[1])])
            case DividedRows(of, sums):
                return met(Quotient(self.cell(of, i, j), self.cell(sums, i, 0)))
            case other:
                assert_never(other)


def _sum(a: Formula, b: Formula) -> Formula:
    return Sum((*a.terms, b)) if isinstance(a, Sum) else Sum((a, b))


def _scaled(value: Formula, factor: Formula) -> Formula:
    """s/√d_k where the factor is 1/√d_k, else factor·s."""
    if isinstance(factor, Quotient) and factor.top == Number("1"):
        if isinstance(value, Negative):
            return met(Negative(met(Quotient(value.of, factor.bottom))))
        return met(Quotient(value, factor.bottom))
    return Product((factor, value))
