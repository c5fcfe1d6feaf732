"""Recognising: the attention problem that a document's bound data tell, for `symattn verify --derive`.

What is told of scale and mask is the document's own: no scale where it divides by no root, causal where its tables hide
the later keys. Incomplete data, or data that are not exact, make no problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from symattn.errors import SymattnError
from symattn.exact.real import HIDDEN, Real, function, real, same
from symattn.limits import CELLS
from symattn.notation.evaluate import Grid
from symattn.problem.attention import Attention
from symattn.problem.problem import Problem
from symattn.roles import KEYS, PROJECTIONS, QUERIES, SCALED, SCORES, TOKENS, VALUES, Roles
from symattn.work import output_of

LETTERS = {QUERIES: "Q", KEYS: "K", VALUES: "V"}
Rows = tuple[tuple[Fraction, ...], ...]


def problem_of(roles: Roles, meanings: Iterable[str] = ()) -> Problem | None:
    """The problem; None where the document does not tell it whole. `meanings`: what its numbers were taken for."""
    keys = keys_told(roles, meanings)
    if keys is None or ("V" not in keys and "W_V" not in keys):
        return None
    try:
        problem = Attention(**keys)
        output_of(problem)
    except SymattnError:
        return None
    return problem


def keys_told(roles: Roles, meanings: Iterable[str] = ()) -> dict[str, Any] | None:
    """The keys of ``Attention(…)`` as far as they are told, queries and keys at least; V may be missing."""
    tables = _tables(roles)
    if tables is None:
        return None
    keys: dict[str, Any] = dict(tables)
    scale = _scale(roles)
    if scale is not None:
        keys["scale"] = scale
    visible = _visible(roles, meanings)
    if visible is not None:
        keys["visible"] = visible
    return keys


def _tables(roles: Roles) -> dict[str, Rows] | None:
    """X with projections where both are told, else Q, K and V themselves."""
    tokens = _rows(roles.table(TOKENS))
    found: dict[str, Rows] = {}
    for role, letter in PROJECTIONS.items():
        weights = _rows(roles.projection(letter)) if tokens is not None else None
        own = _rows(roles.table(role))
        if tokens is not None and weights is not None and len(tokens[0]) == len(weights):
            found |= {"X": tokens, letter: weights}
        elif own is not None:
            found[LETTERS[role]] = own
        elif role is not VALUES:
            return None
    return found


def _rows(table: Grid[Real] | None) -> Rows | None:
    """Its entries as fractions; None where one is not rational."""
    if table is None or table.shape[0] * table.shape[1] > CELLS:
        return None
    rows = tuple(tuple(_fraction(x) for x in row) for row in table.rows)
    known = tuple(tuple(x for x in row if x is not None) for row in rows)
    return known if known == rows else None


def _fraction(x: Real) -> Fraction | None:
    return None if x.rational is None else Fraction(int(x.rational.p), int(x.rational.q))


# --- scale and mask -------------------------------------------------------------------------


def _scale(roles: Roles) -> Any:
    """None for the usual 1/√d_k; "none"; or the number that the stated scores are scaled by."""
    work = roles.work()
    scores, scaled = work.get(SCORES), roles.table(SCALED)
    if scores is not None and scaled is not None and scores.shape == scaled.shape:
        by = _ratio(scores, scaled)
        width = real(work[KEYS].shape[1]) if KEYS in work else None
        if by is not None and not (width is not None and same(by * function("sqrt", width), real(1))):
            return _fraction(by)
    return None if roles.is_scaled else "none"


def _ratio(scores: Grid[Real], scaled: Grid[Real]) -> Real | None:
    """What the first score that is not 0 was multiplied by, if that is rational."""
    for before, after in zip(_cells(scores), _cells(scaled), strict=True):
        if HIDDEN not in (before, after) and before.rational not in (None, 0):
            return after / before if after.rational is not None else None
    return None


def _visible(roles: Roles, meanings: Iterable[str]) -> Any:
    """ "causal", rows of 0 and 1, or None where nothing is hidden."""
    scores = roles.work().get(SCORES)
    if scores is None:
        return None
    for table in _stated(roles, scores.shape):
        seen = tuple(tuple(int(x is not HIDDEN and x.rational != 0) for x in row) for row in table.rows)
        hides = any(x is HIDDEN for x in _cells(table))
        if _is_causal(seen) and (hides or _is_positive_below(table)):
            return "causal"
        if hides:
            hidden = tuple(tuple(int(x is not HIDDEN) for x in row) for row in table.rows)
            return "causal" if _is_causal(hidden) else hidden
    said = list(meanings)
    return "causal" if any("masked" in meaning for meaning in said) else None


def _stated(roles: Roles, shape: tuple[int, int]) -> Iterator[Grid[Real]]:
    """The tables that the document's names stand for, of the scores' size."""
    for quantity in roles.bindings.names.values():
        value = quantity.exact if quantity.exact is not None else quantity.displayed
        if isinstance(value, Grid) and value.shape == shape:
            yield value


def _is_causal(seen: tuple[tuple[int, ...], ...]) -> bool:
    n = len(seen)
    return n > 1 and all(len(row) == n and row == tuple(int(j <= i) for j in range(n)) for i, row in enumerate(seen))


def _is_positive_below(table: Grid[Real]) -> bool:
    """Whether its rows are weights, worked out and not given: some of them are no fractions."""
    return any(x.rational is None for x in _cells(table))


def _cells(table: Grid[Real]) -> Iterator[Real]:
    return (x for row in table.rows for x in row)
