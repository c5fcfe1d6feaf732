"""The expressions a derivation is made of. A variant writes ``S = Q @ K.T``; nothing is worked out then.

The set of nodes is closed. What a node means stands side by side in this folder: its size (here), how a cell
is written (written.py), what a cell is worth (exactly.py), and a ball around the whole table (enclosed.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, assert_never, cast

from symattn.exact.number import Exact
from symattn.notation.exact_form import formula_of
from symattn.notation.formula import Formula

Visible = tuple[tuple[bool, ...], ...]
"""Row by row: true where the query may attend to the key."""


class Table:
    """A table expression; the operators build larger ones."""

    __match_args__: ClassVar[tuple[str, ...]]
    """The names of the fields, in order."""

    @cached_property
    def shape(self) -> tuple[int, int]:
        return _shape(cast("Node", self))

    @cached_property
    def known(self) -> dict[Any, Any]:
        """What has been worked out of it so far, so that each cell is worked out once."""
        return {}

    @cached_property
    def parts(self) -> tuple[Table, ...]:
        """The tables it is worked out from."""
        values = [getattr(self, name) for name in self.__match_args__]
        return tuple([value for value in values if isinstance(value, Table)])

    def __matmul__(self, other: Table) -> MatrixProduct:
        return MatrixProduct(self, other)

    def __add__(self, bias: Table) -> WithBias:
        return WithBias(self, bias)

    def __mul__(self, factor: Factor) -> Scaled:
        return Scaled(self, factor)

    def __truediv__(self, sums: Table) -> DividedRows:
        return DividedRows(self, sums)

    @property
    def T(self) -> Transposed:
        return Transposed(self)


@dataclass(frozen=True)
class Entry:
    """One cell of the starting data: what it is worth, and how it was typed, if it was."""

    exact: Exact
    typed: Formula | None = None

    @cached_property
    def formula(self) -> Formula:
        """As typed; else as a person would write it, and that only when it is asked for."""
        return formula_of(self.exact) if self.typed is None else self.typed


@dataclass(frozen=True)
class Factor:
    """A number that every cell is multiplied by: in letters (1/√d_k), with numbers put in (1/√2), and exactly."""

    letters: Formula
    numbers: Formula
    exact: Exact


@dataclass(frozen=True, eq=False)
class Given(Table):
    """Starting data with a name (`tokens`) and a letter (X)."""

    name: str
    letter: str
    entries: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, eq=False)
class MatrixProduct(Table):
    """left @ right: cell (i, j) = Σ_k left_ik·right_kj."""

    left: Table
    right: Table


@dataclass(frozen=True, eq=False)
class Transposed(Table):
    """of.T: cell (i, j) = of_ji."""

    of: Table


@dataclass(frozen=True, eq=False)
class WithBias(Table):
    """of + bias, cell by cell; a bias of one row is added to each row."""

    of: Table
    bias: Table


@dataclass(frozen=True, eq=False)
class Scaled(Table):
    """of·factor, cell by cell."""

    of: Table
    factor: Factor


@dataclass(frozen=True, eq=False)
class Masked(Table):
    """The cell where it is visible, else −∞."""

    of: Table
    visible: Visible


@dataclass(frozen=True, eq=False)
class Exponentials(Table):
    """e^cell, and 0 where the cell is −∞."""

    of: Table


@dataclass(frozen=True, eq=False)
class RowSums(Table):
    """One column: the sum of each row."""

    of: Table


@dataclass(frozen=True, eq=False)
class DividedRows(Table):
    """of/sums: each cell over the entry of `sums` (one column) in its row."""

    of: Table
    sums: Table


@dataclass(frozen=True, eq=False)
class Named(Table):
    """A table that is given a name: one step of the work. Later steps refer to it by its letter."""

    name: str
    """The word of ARCHITECTURE's table: `scores`."""
    letter: str
    """Its one letter in this derivation: S. Its cells are written small: s_12."""
    table: Table
    formula: Formula
    """The whole step in letters: Q Kᵀ."""


Node = Given | MatrixProduct | Transposed | WithBias | Scaled | Masked | Exponentials | RowSums | DividedRows | Named
"""The closed set, for `match` with `assert_never`."""


def _shape(node: Node) -> tuple[int, int]:
    match node:
        case Given(entries=entries):
            return len(entries), len(entries[0])
        case MatrixProduct(left, right):
            assert left.shape[1] == right.shape[0], (left.shape, right.shape)
            return left.shape[0], right.shape[1]
        case Transposed(of):
            return of.shape[1], of.shape[0]
        case RowSums(of):
            return of.shape[0], 1
        case WithBias(of, bias):
            assert bias.shape in (of.shape, (1, of.shape[1])), (of.shape, bias.shape)
            return of.shape
        case Scaled(of) | Masked(of) | Exponentials(of) | DividedRows(of) | Named(table=of):
            return of.shape
        case _:
            assert_never(node)


def visible_in(table: Table) -> Visible | None:
    """What the work up to `table` lets be seen; None where nothing is masked."""
    return next((node.visible for node in below(table) if isinstance(node, Masked)), None)


def below(table: Table) -> list[Table]:
    """`table` and all it is worked out from, each once and after its own parts."""
    found: dict[int, Table] = {}
    _gather(table, found)
    return list(found.values())


def _gather(table: Table, found: dict[int, Table]) -> None:
    if id(table) not in found:
        for part in table.parts:
            _gather(part, found)
        found[id(table)] = table
