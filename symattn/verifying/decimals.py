"""Printed: the rows of decimals that a table or list is, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass

from symattn.exact.rounding import Printed
from symattn.island import Side
from symattn.notation.formula import Formula, Matrix, Vector
from symattn.verifying.bindings import numbers_of
from symattn.verifying.proofs import printed_of


@dataclass(frozen=True)
class Row:
    """Printed numbers in a row, and where they stand."""

    numbers: tuple[Printed, ...]
    start: int
    end: int


def rows_of(side: Side) -> list[Row]:
    """The rows of a table of decimals; a column is a row; none where something else stands in it."""
    match side.formula:
        case Vector(entries):
            cells: list[tuple[Formula, ...]] = [entries]
        case Matrix(rows) if len(rows) > 1 and all(len(row) == 1 for row in rows):
            cells = [tuple(row[0] for row in rows)]
        case Matrix(rows):
            cells = list(rows)
        case _:
            return []
    found = []
    for row in cells:
        printed = tuple(p for p in map(printed_of, row) if p is not None)
        if len(printed) != len(row) or len(row) < 1:
            return []
        places = [side.places[id(n)] for cell in row for n in numbers_of(cell) if id(n) in side.places]
        whole = len(cells) == 1 or not places
        at = (side.start, side.end) if whole else (min(places)[0], max(places)[1])
        found.append(Row(printed, *at))
    return found
