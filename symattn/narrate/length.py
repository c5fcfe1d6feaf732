"""How long a page becomes, reckoned before it is written: nobody reads 100 pages, and nobody should wait for them."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from symattn.errors import LimitError
from symattn.limits import WRITTEN
from symattn.narrate.layout import Layout
from symattn.tables.table import DividedRows, MatrixProduct, Named, RowSums, Table


def check_length(steps: Iterable[Named], layout: Layout) -> None:
    """LimitError if the shown cells of the steps take more than WRITTEN numbers and letters."""
    numbers = sum(prod(len(layout.picked(n)) for n in step.shape) * _in_a_cell(step.table) for step in steps)
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
