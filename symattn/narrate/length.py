"""How long a page becomes, reckoned before it is written: nobody reads 100 pages, and nobody should wait for them."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from symattn.errors import LimitError
from symattn.limits import WRITTEN
from symattn.narrate.layout import Layout
from symattn.tables.table import DividedRows, MatrixProduct, Named, RowSums, Table

DIGITS_OF_ONE = 200
"""Digits that cost as much as writing a number."""


def check_length(steps: Iterable[Named], layout: Layout, digits: int) -> None:
    """LimitError if the shown cells take more than WRITTEN numbers and letters; long decimals count for more."""
    numbers = sum(prod(len(layout.picked(n)) for n in step.shape) * _in_a_cell(step.table) for step in steps)
    numbers *= max(1, digits // DIGITS_OF_ONE)
    if numbers > WRITTEN:
        raise LimitError(
            f"about {numbers:,} numbers and letters would be written; at most {WRITTEN:,} are. "
            "Name fewer steps (--steps), leave out --full, or ask for digits from Python"
        )


def _in_a_cell(table: Table) -> int:
    match table:
        case MatrixProduct(left):
            return 2 * left.shape[1]
        case RowSums(of) | DividedRows(of):
            return of.shape[1]
        case _:
            return 1
