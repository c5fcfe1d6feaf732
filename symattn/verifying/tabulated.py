"""Tables of the document that are one table of numbers, their rows and columns labelled: weights of words for words.

| query \\ key | the  | cat  |
|---|---|---|
| the | 0.73 | 0.27 |
| cat | 0.50 | 0.50 |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from symattn.island import Island, Side
from symattn.notation.evaluate import Grid
from symattn.notation.formula import Matrix, Vector
from symattn.verifying.aggregates import SUM
from symattn.verifying.columns import Cell
from symattn.verifying.proofs import is_hidden, printed_of, values_of
from symattn.verifying.worths import Worth

FEWEST = 2
"""Rows, and columns."""
MOST_CELLS = 1_024


@dataclass(frozen=True)
class Tabulated:
    """The numbers of a table of the document, as a formula of its own, and row by row."""

    whole: Island
    worth: Worth
    rows: tuple[tuple[Island, Worth], ...]


def tabulated(rows: Mapping[int, Mapping[int, Cell]], headings: Mapping[int, str], lead: str) -> Tabulated | None:
    """The table, if the same columns of all its rows hold a number each. lead: the text before it."""
    columns = _columns_of_numbers(rows, headings)
    if len(rows) < FEWEST or len(columns) < FEWEST or len(rows) * len(columns) > MOST_CELLS:
        return None
    cells = [[row[column] for column in columns] for row in rows.values()]
    whole = Matrix(tuple(tuple(cell.side.formula for cell in row) for row in cells))
    first = cells[0][0].island
    side = side_of(whole, [cell for row in cells for cell in row])
    # no cell of a table any more, but what the words before the table say of it
    island = Island([side], [], False, replace(first.block, row=0), first.notation, lead)
    return Tabulated(island, _worth(cells), tuple(_row(row, island) for row in cells))


def _columns_of_numbers(rows: Mapping[int, Mapping[int, Cell]], headings: Mapping[int, str]) -> list[int]:
    """But sums beside the rows, and what only counts them: 1, 2, 3 in the first column."""
    shared = set.intersection(*(set(row) for row in rows.values())) if rows else set()
    found = [
        column
        for column in sorted(shared)
        if not SUM.match(headings.get(column, "")) and all(_is_number(row[column]) for row in rows.values())
    ]
    return found[1:] if found and _counts([row[found[0]] for row in rows.values()]) else found


def _is_number(cell: Cell) -> bool:
    return printed_of(cell.side.formula) is not None or is_hidden(cell.side.formula)


def _counts(cells: list[Cell]) -> bool:
    printed = [printed_of(cell.side.formula) for cell in cells]
    values = [p.value for p in printed if p is not None and p.is_integer]
    return len(values) == len(cells) and all(value == values[0] + i for i, value in enumerate(values))


def _row(cells: list[Cell], table: Island) -> tuple[Island, Worth]:
    side = side_of(Vector(tuple(cell.side.formula for cell in cells)), cells)
    return replace(table, sides=[side]), _worth([cells], flat=True)


def side_of(formula: Matrix | Vector, cells: Sequence[Cell]) -> Side:
    """The numbers of several cells as one formula."""
    places = {node: place for cell in cells for node, place in cell.side.places.items()}
    return Side(formula, cells[0].side.start, cells[-1].side.end, places)


def _worth(cells: list[list[Cell]], *, flat: bool = False) -> Worth:
    rows = (tuple(values_of(cell.worth.displayed or cell.worth.best)[0] for cell in row) for row in cells)
    return Worth(Grid(tuple(rows), flat=flat), None)
