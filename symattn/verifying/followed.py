"""Followed: a derived table as the tables printed before it give it, their rounding and their errors carried on.

The next table is worked from the digits on paper, or, by who keeps more of them, from the step before those: where
scores 5.50 are wrong, the output may follow from the weights 0.045 printed since, or from unrounded weights of 5.50.
"""

from __future__ import annotations

from collections.abc import Iterator

from symattn.exact.real import Real
from symattn.notation.evaluate import Grid, Value
from symattn.verifying.attending import over_root, product, softmax
from symattn.verifying.bindings import Quantity
from symattn.verifying.proofs import touch, values_of
from symattn.verifying.roles import Roles
from symattn.verifying.words import KEYS, OUTPUT, SCALED, SCORES, WEIGHTS


def followed(roles: Roles, role: str) -> Quantity | None:
    """The table as the document scales and masks."""
    return next((quantity for way, quantity in followed_each_way(roles, role) if not way), None)


def followed_each_way(roles: Roles, role: str) -> Iterator[tuple[str, Quantity]]:
    """The same, then with a mask that is spoken of but was not shown yet, and scaled where no scale was told."""
    if role == WEIGHTS:
        yield from _weights(roles)
    elif role == OUTPUT:
        weights = roles.as_printed(WEIGHTS)
        if weights is not None:
            yield from _mixed(roles, "", weights)
        if roles.displayed.has(SCALED) or roles.displayed.has(SCORES):
            for way, unrounded in _weights(roles):
                yield from _mixed(roles, way, unrounded)


def followed_in_place_of(roles: Roles, value: Value[Real] | None) -> Iterator[Quantity]:
    """What a derived table, or a row of one, is as the tables printed before give it."""
    if not isinstance(value, Grid) or not roles.displayed:
        return
    for role in (WEIGHTS, OUTPUT):
        for _, quantity in followed_each_way(roles, role):
            yield from (part for part in _parts(quantity, value) if _touch(part.exact, value))


def _weights(roles: Roles) -> Iterator[tuple[str, Quantity]]:
    """The softmax of the scores as printed, scaled and masked in each way."""
    for scale in ("",) if roles.is_scaled else ("", "scaled "):
        is_scaled = bool(scale) or roles.is_scaled
        for mask in ("", "masked ") if roles.says_causal and not roles.is_masked else ("",):
            for scores, origin in _scores(roles, is_masked=bool(mask), is_scaled=is_scaled):
                yield from _quantity(roles, f"{scale}{mask}", WEIGHTS, softmax(scores), origin)


def _scores(roles: Roles, *, is_masked: bool, is_scaled: bool) -> Iterator[tuple[Grid[Real], int | None]]:
    """What goes into the softmax, as printed last; then wrong scores, scaled without rounding."""
    scaled, raw = (roles.displayed.origin(role) for role in (SCALED, SCORES))
    shown = roles.scores_as_printed(is_masked=is_masked, is_scaled=is_scaled)
    if shown is not None:
        yield shown, raw if scaled is None or not is_scaled else scaled
    scores, keys = roles.whole_as_printed(SCORES), roles.work().get(KEYS)
    if is_scaled and raw is not None and scores is not None and keys is not None:
        yield roles.as_masked(over_root(scores, keys.shape[1]), is_masked=is_masked), raw


def _mixed(roles: Roles, way: str, weights: Quantity) -> Iterator[tuple[str, Quantity]]:
    """AV as these weights give it."""
    values, shown = roles.values_as_displayed(), weights.displayed
    if values is not None and isinstance(shown, Grid) and shown.shape[1] == values.shape[0]:
        yield from _quantity(roles, way, OUTPUT, product(shown, values), weights.origin)


def _quantity(
    roles: Roles, way: str, role: str, shown: Grid[Real], origin: int | None
) -> Iterator[tuple[str, Quantity]]:
    table = roles.work().get(f"{way}{role}") if way else roles.derived_table(role)
    if table is not None and shown.shape == table.shape:
        yield way, Quantity(table, shown, origin=origin)


def _parts(table: Quantity, like: Grid[Real]) -> Iterator[Quantity]:
    """The table, or each row of it, as large as the other."""
    assert isinstance(table.exact, Grid) and isinstance(table.displayed, Grid)
    if table.exact.shape == like.shape:
        yield table
    elif like.shape == (1, table.exact.shape[1]):
        for exact, shown in zip(table.exact.rows, table.displayed.rows, strict=True):
            yield Quantity(Grid((exact,), flat=True), Grid((shown,), flat=True), origin=table.origin)


def _touch(a: Value[Real] | None, b: Grid[Real]) -> bool:
    return isinstance(a, Grid) and touch(values_of(a), values_of(b))
