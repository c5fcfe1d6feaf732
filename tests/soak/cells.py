"""Tables of printed numbers → the formulas that a hand writes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from figures import Cell
from formulas import Dots, Hidden, Num, Plus, Row, Table, Times
from mistakes.by_hand import Rows

Cells = list[list[Cell]]


def exactly(values: Rows, texts: list[list[str]]) -> Cells:
    return [[Cell(x, x, t, x) for x, t in zip(a, b, strict=True)] for a, b in zip(values, texts, strict=True)]


def shown(cell: Cell) -> Any:
    return Hidden() if cell.text == "-inf" else cell.num()


def numbers(cells: Cells) -> Table:
    return Table([[shown(c) for c in row] for row in cells])


def listed(cells: Sequence[Cell]) -> Row:
    return Row([shown(c) for c in cells])


def columns(cells: Cells) -> Cells:
    return [list(column) for column in zip(*cells, strict=True)]


def flat(cells: Cells) -> list[Cell]:
    return [c for row in cells for c in row]


def data_table(texts: list[list[str]]) -> Table:
    return Table([[Num(t) for t in row] for row in texts])


def data_row(texts: list[str]) -> Row:
    return Row([Num(t) for t in texts])


def dot(left: list[str], right: list[str]) -> Any:
    return _sum([Times([Num(a), Num(b)]) for a, b in zip(left, right, strict=True)])


def product(left: Sequence[Cell], right: Sequence[Cell]) -> Any:
    """Of two rows, as displayed."""
    return sum(a.value * b.value for a, b in zip(left, right, strict=True))


def products(left: Sequence[Cell], right: Sequence[Cell]) -> Any:
    return _sum([Times([a.num(), b.num()]) for a, b in zip(left, right, strict=True)])


def elided(formula: Any) -> Any:
    """The first and the last term of a long sum."""
    is_long = isinstance(formula, Plus) and len(formula.parts) > 2
    return Plus([formula.parts[0], Dots(), formula.parts[-1]]) if is_long else formula


def _sum(parts: list[Any]) -> Any:
    return parts[0] if len(parts) == 1 else Plus(parts)
