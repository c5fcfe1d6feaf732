"""Tables with rows of one length, and sizes that fit together. Each error names both sizes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from symattn.errors import LimitError, ReadingError, ShapeError
from symattn.limits import CELLS, IRRATIONAL_CELLS
from symattn.notation.formula import Name
from symattn.problem.cells import Cells, shown, whole
from symattn.problem.problem import TABLES
from symattn.tables.table import Given


def table_of(letter: str, value: Any, cells: Cells, names: Mapping[str, str] = TABLES) -> Given:
    """The given table, each cell read; a bias may be one bare row."""
    rows = _rows(letter, value.tolist() if hasattr(value, "tolist") else value)
    check_cells(letter, len(rows), len(rows[0]))
    entries = tuple(
        tuple(
            [
                # the most usual cells need no place to be named at: nothing can be wrong with them
                whole(cell)
                if type(cell) is int
                else cells.read(cell, f"{letter}, row {i}, column {j}", _own(letter, i, j))
                for j, cell in enumerate(row, 1)
            ]
        )
        for i, row in enumerate(rows, 1)
    )
    return Given(names[letter], letter, entries)


def _own(letter: str, i: int, j: int) -> str:
    """x_12, the name of the cell in row 1, column 2 of X; for other tables no letter is called like a cell."""
    return Name("x", (str(i), str(j))).text if letter == "X" else ""


def check_cells(what: str, rows: int, columns: int) -> None:
    if rows * columns > CELLS:
        raise LimitError(f"{what} is {rows:,} x {columns:,}; a table may have at most {CELLS:,} cells")


def checked_sizes(tables: Mapping[str, Given]) -> tuple[int, int, int]:
    """n_q, n_k, d_k; ShapeError where two sizes do not fit."""
    n_q, d_q = _projected(tables, "Q", "X_q")
    n_k, d_k = _projected(tables, "K", "X_kv")
    n_v, _ = _projected(tables, "V", "X_kv")
    if d_q != d_k:
        raise ShapeError(f"K has {d_k} columns but Q has {d_q}; a query and a key must be equally long (d_k)")
    if n_k != n_v:
        raise ShapeError(f"V has {n_v} rows but K has {n_k}; each key needs one value")
    check_cells("the table of scores", n_q, n_k)
    return n_q, n_k, d_k


def check_irrational(tables: Mapping[str, Given], scores: int) -> None:
    """LimitError for large tables with roots or logarithms: a score is then a sum of as many terms as a row."""
    for letter, table in tables.items():
        rows, columns = table.shape
        if max(rows * columns, scores) > IRRATIONAL_CELLS and any(
            entry.exact.as_rational() is None and not entry.exact.letters() for row in table.entries for entry in row
        ):
            raise LimitError(
                f"{letter} is {rows:,} x {columns:,} and holds roots or logarithms; such a table, and its scores, "
                f"may have at most {IRRATIONAL_CELLS:,} cells"
            )


def is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray)


def _rows(letter: str, value: Any) -> list[Sequence[Any]]:
    if not is_list(value) or not value:
        raise ReadingError(f"{letter} is {shown(value)}, where a table such as [[1, 2], [3, 4]] is due")
    rows = [value] if letter.startswith("b_") and not is_list(value[0]) else list(value)
    for i, row in enumerate(rows, start=1):
        if not is_list(row):
            raise ReadingError(f"row {i} of {letter} is {shown(row)}, where a row such as [1, 2] is due")
        if not row:
            raise ShapeError(f"row {i} of {letter} is empty; a row needs at least one number")
        if len(row) != len(rows[0]):
            raise ShapeError(
                f"row {i} of {letter} has {_count(row)} but row 1 has {_count(rows[0])}; "
                "all rows of a table must be equally long"
            )
    return rows


def _count(row: Sequence[Any]) -> str:
    return f"{len(row)} column{'s' if len(row) > 1 else ''}"


def _projected(tables: Mapping[str, Given], role: str, other_source: str) -> tuple[int, int]:
    """The size of Q, K or V: given, or projected from X (in cross-attention from X_q and X_kv)."""
    source = other_source if other_source in tables else "X"
    W, b = tables.get(f"W_{role}"), tables.get(f"b_{role}")
    if role in tables:
        if W or b:
            raise ShapeError(
                f"{role} is given, so W_{role} and b_{role} have nothing to project; leave one of them out"
            )
        return tables[role].shape
    if source not in tables:
        wanted = (
            f"{other_source}, or {role} itself" if {"X_q", "X_kv"} & tables.keys() else "X, or Q, K and V themselves"
        )
        raise ReadingError(f"there is no {role} and nothing to project it from; give {wanted}")
    rows, columns = tables[source].shape
    if W is not None:
        if W.shape[0] != columns:
            raise ShapeError(
                f"W_{role} has {W.shape[0]} rows but {source} has {columns} columns; "
                f"{source} @ W_{role} needs as many of each"
            )
        columns = W.shape[1]
    if b is not None and b.shape != (1, columns):
        raise ShapeError(
            f"b_{role} is {b.shape[0]} x {b.shape[1]} but {role} has {columns} columns; a bias is one row of {columns}"
        )
    return rows, columns
