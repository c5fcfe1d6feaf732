"""Recognising: the attention problem that a document's bound data tell, for `symattn verify --derive`.

What is told of scale and mask is the document's own: no scale where it divides by no root, causal where its tables hide
the later keys. Incomplete data, or data that are not exact, make no problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from operator import mul
from typing import Any

from flint import arb

from symattn.errors import SymattnError
from symattn.exact.enclosure import FIRST_BITS
from symattn.exact.precision import working
from symattn.exact.real import HIDDEN, Real, function, real, same, total
from symattn.limits import CELLS
from symattn.notation.evaluate import Grid
from symattn.notation.formula import Name
from symattn.problem.attention import Attention
from symattn.problem.problem import Problem
from symattn.verifying.roles import PROJECTIONS, Roles
from symattn.verifying.words import KEYS, OUTPUT, QUERIES, SCALED, SCORES, VALUES, WEIGHTS, role_of
from symattn.work import output_of

LETTERS = {QUERIES: "Q", KEYS: "K", VALUES: "V"}
SAYS_MASK = re.compile(rf"(?:{WEIGHTS}|{OUTPUT})(?!.*column)")
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
    """X (X_q and X_kv) with projections where these give the document's Q, K and V, else these themselves."""
    projected: dict[str, Rows] = {}
    own: dict[str, Rows] = {}
    differs = False
    projected_from = roles.projected_from()
    for role, letter in PROJECTIONS.items():
        stated = _rows(roles.table(role))
        source, table = projected_from[role]
        tokens = _rows(table)
        weights = _rows(roles.projection(letter)) if tokens is not None else None
        if tokens is not None and weights is not None and len(tokens[0]) == len(weights):
            projected |= {source: tokens, letter: weights}
            product = _product(tokens, weights)
            # of rows told one by one, some may be missing
            is_whole = stated is not None and len(stated) >= len(product)
            differs = differs or (is_whole and stated != product)
            own[LETTERS[role]] = stated if stated is not None and is_whole else product
        elif stated is not None:
            own[LETTERS[role]] = projected[LETTERS[role]] = stated
        elif role is not VALUES:
            return None
    return own if differs else projected


def _product(left: Rows, right: Rows) -> Rows:
    columns = tuple(zip(*right, strict=True))
    return tuple(tuple(sum(map(mul, row, column), Fraction(0)) for column in columns) for row in left)


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
    scores = work.get(SCORES)
    width = function("sqrt", real(work[KEYS].shape[1])) if KEYS in work else None
    ratios = [] if scores is None else [_ratio(scores, table) for table in _scaled(roles)]
    for by in ratios:
        if by is None or by.rational == 1:
            continue
        if width is not None and same(by * width, real(1)):
            return None
        if by.rational is not None:
            return _fraction(by)
    return None if roles.is_scaled else "none"


def _scaled(roles: Roles) -> Iterator[Grid[Real]]:
    """The tables that may be scaled scores, by their names."""
    table = roles.table(SCALED)
    if table is not None:
        yield table
    for key, quantity in roles.bindings.names.items():
        if role_of(Name(key.partition("_")[0])) in (SCORES, SCALED) and isinstance(quantity.exact, Grid):
            yield quantity.exact


def _ratio(scores: Grid[Real], scaled: Grid[Real]) -> Real | None:
    """What every score was multiplied by, those apart that are hidden; None where it is not one number."""
    if scores.shape != scaled.shape:
        return None
    pairs = [(s, t) for s, t in zip(_cells(scores), _cells(scaled), strict=True) if HIDDEN not in (s, t)]
    by = next((t / s for s, t in pairs if s.rational is not None and s.rational != 0), None)
    return by if by is not None and all(same(s * by, t) for s, t in pairs) else None


def _visible(roles: Roles, meanings: Iterable[str]) -> Any:
    """ "causal", rows of 0 and 1, or None where nothing is hidden."""
    scores = roles.work().get(SCORES)
    if scores is None:
        return None
    for table in _stated(roles, scores.shape):
        seen = tuple(tuple(int(x is not HIDDEN) for x in row) for row in table.rows)
        above_zero = tuple(tuple(int(x.rational != 0) for x in row) for row in table.rows)
        if _is_causal(above_zero) and _are_weights(table):
            return "causal"
        if any(0 in row for row in seen) and (_ratio(scores, table) is not None or _is_mask(table)):
            return "causal" if _is_causal(seen) else seen
    # a row at least: 1 and 0 alone are soon taken for something masked
    said = [meaning for meaning in meanings if SAYS_MASK.search(meaning)]
    return "causal" if said and all("masked" in meaning for meaning in said) else None


def _is_mask(table: Grid[Real]) -> bool:
    """Zeros and −∞, to be added to the scores."""
    return all(x is HIDDEN or x.rational == 0 for x in _cells(table))


def _stated(roles: Roles, shape: tuple[int, int]) -> Iterator[Grid[Real]]:
    """The tables that the document's names stand for, of the scores' size."""
    for quantity in roles.bindings.names.values():
        value = quantity.exact if quantity.exact is not None else quantity.displayed
        if isinstance(value, Grid) and value.shape == shape:
            yield value


def _is_causal(seen: tuple[tuple[int, ...], ...]) -> bool:
    n = len(seen)
    return n > 1 and all(len(row) == n and row == tuple(int(j <= i) for j in range(n)) for i, row in enumerate(seen))


def _are_weights(table: Grid[Real]) -> bool:
    """Whether its rows add up to 1, having been worked out: some entries are no fractions."""
    if all(x.rational is not None for x in _cells(table)):
        return False
    with working(FIRST_BITS):
        return all(total(row).ball().overlaps(arb(1)) for row in table.rows)


def _cells(table: Grid[Real]) -> Iterator[Real]:
    return (x for row in table.rows for x in row)
