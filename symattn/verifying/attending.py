"""Attending: scores → weights → output, exactly, in every way that may be meant: scaled or not, masked or not."""

from __future__ import annotations

from functools import lru_cache

from symattn.exact.real import HIDDEN, Real, function, real
from symattn.notation.evaluate import Grid, Really, evaluate
from symattn.notation.formula import Call, Name, Product
from symattn.verifying.words import OUTPUT, SCALED, SCORES, VALUES, WEIGHTS

KEPT = 32
"""How many tables worked out last are kept: the same are asked for again whenever something new is known."""


def attend(found: dict[str, Grid[Real]], scores: Grid[Real], width: Real | int | None, *, is_scaled: bool) -> None:
    """Notes all that follows from the scores, and from the values where these are found, by its meaning."""
    found[SCORES] = scores
    scaled = None if width is None else over_root(scores, width)
    # the likeliest last: a candidate is looked for from the end
    ways = [(scores, "unscaled "), (scaled, "")] if is_scaled else [(scaled, "scaled "), (scores, "")]
    for table, prefix in ways:
        if table is not None:
            _masked_and_whole(found, table, prefix)
    if scaled is not None:
        found[SCALED] = scaled


def _masked_and_whole(found: dict[str, Grid[Real]], scores: Grid[Real], prefix: str) -> None:
    """Weights and output of these scores, with a causal mask and without."""
    n = scores.shape[0]
    if n == scores.shape[1] > 1:
        visible = masked(scores)
        found[f"{prefix}masked {SCORES}"] = visible
        _soften(found, visible, f"{prefix}masked ")
    _soften(found, scores, prefix)


def masked(scores: Grid[Real]) -> Grid[Real]:
    """Each row sees only what comes before it."""
    rows = (tuple(x if j <= i else HIDDEN for j, x in enumerate(row)) for i, row in enumerate(scores.rows))
    return Grid(tuple(rows))


def _soften(found: dict[str, Grid[Real]], scores: Grid[Real], prefix: str) -> None:
    weights = softmax(scores)
    found[f"{prefix}{WEIGHTS}"] = weights
    values = found.get(VALUES)
    if values is not None and values.shape[0] == weights.shape[1]:
        found[f"{prefix}{OUTPUT}"] = product(weights, values)


def attended(tokens: Grid[Real], *, is_scaled: bool) -> Grid[Real]:
    """softmax(XXᵀ/√d)X, or without the root: self-attention without projections."""
    scores = product(tokens, transposed(tokens))
    if is_scaled:
        scores = over_root(scores, tokens.shape[1])
    return product(softmax(scores), tokens)


@lru_cache(maxsize=KEPT)
def softmax(scores: Grid[Real]) -> Grid[Real]:
    value = evaluate(Call("softmax", (Name("S"),)), Really(), lambda _: scores)
    assert isinstance(value, Grid)
    return value


@lru_cache(maxsize=KEPT)
def product(a: Grid[Real], b: Grid[Real]) -> Grid[Real]:
    tables = {"A": Grid(a.rows), "B": Grid(b.rows)}
    value = evaluate(
        Product((Name("A"), Name("B"))), Really(loose=False), lambda name: tables[getattr(name, "base", "")]
    )
    return value if isinstance(value, Grid) else Grid(((value,),))


def transposed(a: Grid[Real]) -> Grid[Real]:
    return Grid(tuple(zip(*a.rows, strict=True)))


@lru_cache(maxsize=KEPT)
def over_root(scores: Grid[Real], width: Real | int) -> Grid[Real]:
    """scores/√width."""
    factor = 1 / function("sqrt", real(width))
    return Grid(tuple([tuple([x * factor for x in row]) for row in scores.rows]), scores.flat)


def identity(n: int) -> Grid[Real]:
    return Grid(tuple(tuple(real(int(i == j)) for j in range(n)) for i in range(n)))
