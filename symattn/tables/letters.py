"""Whether letters stand in a table, and how long its cells would grow if they were multiplied out."""

from __future__ import annotations

from typing import assert_never, cast

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


def has_letters(table: Table) -> bool:
    """Whether a cell may hold a letter."""
    return terms(table)[1]


def terms(table: Table) -> tuple[int, bool]:
    """A bound on the terms of one cell multiplied out, and whether letters are among them. Numbers count as one."""
    if "terms" not in table.known:
        table.known["terms"] = _terms(cast("Node", table))
    return cast("tuple[int, bool]", table.known["terms"])


def _terms(node: Node) -> tuple[int, bool]:
    match node:
        case Given(entries=entries):
            exacts = [entry.exact for row in entries for entry in row]
            lettered = any(exact.letters() for exact in exacts)
            return max(len(exact.numerator.terms) for exact in exacts) if lettered else 1, lettered
        case MatrixProduct(left, right):
            (a, x), (b, y) = terms(left), terms(right)
            return (left.shape[1] * max(a, 1) * max(b, 1), True) if x or y else (1, False)
        case Scaled(of, factor):
            a, x = terms(of)
            return a, x or bool(factor.exact.letters())
        case WithBias(of, other) | DividedRows(of, other):
            (a, x), (b, y) = terms(of), terms(other)
            return a + b, x or y
        case RowSums(of):
            a, x = terms(of)
            return (a * of.shape[1], True) if x else (1, False)
        case Transposed(of) | Masked(of) | Exponentials(of) | Named(table=of):
            return terms(of)
        case _:
            assert_never(node)
