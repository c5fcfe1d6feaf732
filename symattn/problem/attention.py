"""Attention(X=…, W_Q=…, …): the keys of a problem, checked and made exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from symattn.errors import ReadingError, ShapeError, UnknownNameError, did_you_mean
from symattn.exact.number import Exact, sqrt, symbol
from symattn.notation.formula import Name, Number, Quotient, Root
from symattn.problem.cells import Cells, shown, text_of
from symattn.problem.problem import KEYS, TABLES, Problem
from symattn.problem.sizes import check_cells, check_irrational, checked_sizes, is_list, table_of
from symattn.tables.table import Factor, Visible

Labels = tuple[str, ...]


def Attention(**keys: Any) -> Problem:
    """The problem told by X, W_Q, W_K, W_V …; the keys are those of a problem file (docs/problem.md).

    Cells are ints, Fractions, text ("1/3", "sqrt(2)/2", "ln 2", letters "a", "x_1"), SymPy or Exact values.
    A float is read as the decimal it shows if it has at most 15 digits (0.1 is 1/10); 1/3 as a float is refused.
    Errors: UnknownNameError for a key, ShapeError for sizes, ReadingError and LimitError for values.

    >>> from symattn import Attention, derive
    >>> derive(Attention(X=[[1, 2], [3, 4]])).weights.exact[0][0]
    Exact('1/(1 + exp(3*sqrt(2)))')
    """
    for key in keys:
        if key not in KEYS:
            raise UnknownNameError(f"a problem has no key {key!r}{did_you_mean(key, KEYS)}")
    given = {key: value for key, value in keys.items() if value is not None}
    cells = Cells(given)
    tables = {letter: table_of(letter, given[letter], cells) for letter in TABLES if letter in given}
    n_q, n_k, d_k = checked_sizes(tables)
    check_irrational(tables, n_q * n_k)
    variant = _variant(given)
    query_labels, key_labels = _labels(given.get("tokens"), n_q, n_k, variant)
    return Problem(
        title=text_of("title", given.get("title", "")),
        variant=variant,
        tables=tables,
        query_labels=query_labels,
        key_labels=key_labels,
        scale=_scale(given.get("scale"), d_k, cells),
        visible=visible_of(given.get("visible"), query_labels, n_k, variant),
        given=given,
    )


def letters_problem(size: str) -> dict[str, Any]:
    """The keys of a wholly symbolic problem of the size "3x2": X is 3 x 2, the projections 2 x 2, all letters."""
    rows, _, columns = size.lower().replace("×", "x").partition("x")
    if not (rows.isdecimal() and columns.isdecimal() and len(size) < 12 and int(rows) and int(columns)):
        raise ReadingError(f"{size!r} is no size; write the rows x columns of X, for example 3x2")
    n, d = int(rows), int(columns)
    check_cells("X", n, d)
    check_cells("W_Q", d, d)
    return {"X": _letters("x", "", n, d)} | {f"W_{role}": _letters("w", role, d, d) for role in "QKV"}


def _letters(base: str, above: str, rows: int, columns: int) -> list[list[Exact]]:
    names = ((Name(base, (str(i + 1), str(j + 1)), above) for j in range(columns)) for i in range(rows))
    return [[symbol(name.text) for name in row] for row in names]


def _variant(given: Mapping[str, Any]) -> str:
    """The variant named, or the one that the keys tell."""
    if "variant" in given:
        return text_of("variant", given["variant"])
    if "X_q" in given or "X_kv" in given:
        return "cross_attention"
    if "visible" in given:
        return "causal" if given["visible"] == "causal" else "masked"
    return "self_attention"


def _labels(value: Any, n_q: int, n_k: int, variant: str) -> tuple[Labels, Labels]:
    apart = variant == "cross_attention" or n_q != n_k
    if value is None:
        return (numbered("query", n_q), numbered("key", n_k)) if apart else (numbered("word", n_q),) * 2
    if isinstance(value, Mapping):
        for key in value:
            if key not in ("queries", "keys"):
                raise UnknownNameError(f"tokens has no key {key!r}{did_you_mean(key, ('queries', 'keys'))}")
        queries, keys = value.get("queries", numbered("query", n_q)), value.get("keys", numbered("key", n_k))
        return _listed(queries, n_q, "queries"), _listed(keys, n_k, "keys")
    if apart:
        raise ShapeError(
            f"tokens labels one sequence, but here {n_q} queries and {n_k} keys come from two; "
            "write tokens = {queries = […], keys = […]}"
        )
    labels = _listed(value, n_q, "tokens")
    return labels, labels


def numbered(word: str, n: int) -> Labels:
    """`word 1`, `word 2` …"""
    return tuple(f"{word} {i + 1}" for i in range(n))


def _listed(value: Any, n: int, what: str) -> Labels:
    if not is_list(value):
        raise ReadingError(f"{what} is {shown(value)}, where a list of {n} labels is due")
    if len(value) != n:
        raise ShapeError(f"{what} has {len(value)} labels but there are {n} rows; one label a row is due")
    return tuple(text_of(f"label {i}", label) for i, label in enumerate(value, start=1))


def _scale(value: Any, d_k: int, cells: Cells) -> Factor | None:
    if value is None:
        return over_root(d_k)
    if isinstance(value, str) and value.strip().lower() == "none":
        return None
    entry = cells.read(value, "scale")
    return Factor(entry.formula, entry.formula, entry.exact)


@lru_cache(maxsize=256)
def over_root(d_k: int) -> Factor:
    """1/√d_k."""
    one = Number("1")
    return Factor(Quotient(one, Root(Name("d", ("k",)))), Quotient(one, Root(Number(str(d_k)))), 1 / sqrt(d_k))


def visible_of(value: Any, labels: Labels, n_k: int, variant: str = "") -> Visible | None:
    """What is told by `visible`, "causal" or rows of 0 and 1; None where nothing is masked."""
    n_q = len(labels)
    if value == "causal" or variant == "causal":
        if value not in (None, "causal"):
            raise ReadingError("a causal problem needs no 'visible'; leave it out, or leave out variant = \"causal\"")
        if n_q != n_k:
            raise ShapeError(f"there are {n_q} queries and {n_k} keys; a causal problem needs as many of each")
        return tuple(tuple(j <= i for j in range(n_k)) for i in range(n_q))
    if value is None:
        return None
    if not is_list(value):
        raise ReadingError(f'visible is {shown(value)}, where "causal" or rows of 0 and 1 are due')
    if len(value) != n_q:
        raise ShapeError(f"visible has {len(value)} rows but there are {n_q} queries; one row a query is due")
    return tuple(_visible_row(row, i, n_k, label) for i, (row, label) in enumerate(zip(value, labels, strict=True), 1))


def _visible_row(row: Sequence[Any], i: int, n_k: int, label: str) -> tuple[bool, ...]:
    if not is_list(row):
        raise ReadingError(f"row {i} of visible is {shown(row)}, where a row of 0 and 1 is due")
    if len(row) != n_k:
        raise ShapeError(f"row {i} of visible has {len(row)} entries but there are {n_k} keys; one entry a key is due")
    for j, cell in enumerate(row, start=1):
        if str(cell) not in ("0", "1", "True", "False"):
            raise ReadingError(f"visible, row {i}, column {j} is {shown(cell)}; 1 for visible or 0 for hidden is due")
    seen = tuple(str(cell) in ("1", "True") for cell in row)
    if not any(seen):
        raise ReadingError(
            f"row {i} of visible has nothing visible; {label} must see at least one key, or its weights are 0/0"
        )
    return seen
