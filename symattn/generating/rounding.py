"""Cells of a step as an answer writes them: rounded with proof, by balls first, exactly where these are open."""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb

from symattn.exact.precision import working
from symattn.exact.rounding import HALF, Rounded
from symattn.exercise import Blank, Place
from symattn.notation.formula import Name
from symattn.tables.enclosed import Balls, enclosed
from symattn.tables.exactly import number, rational_table
from symattn.tables.table import Table

BITS = 128


def written(table: Table, cells: Sequence[Place], places: int) -> tuple[str, ...]:
    """The cells to so many places, fewer where they end before: `0.014`, `-3`."""
    if rational_table(table) is not None:
        return tuple(Blank(Name("x"), number(table, i, j), places).text for i, j in cells)
    with working(BITS):
        balls = enclosed(table)
        units = [nearest(balls[i][j], places) for i, j in cells]
    return tuple(
        Blank(Name("x"), number(table, i, j), places).text
        # a ball near 0 or near a short decimal may be one that ends
        if unit is None or (balls[i][j] * 10**places - unit).contains(0)
        else Rounded(unit, places, exact=False, tie=False).text
        for (i, j), unit in zip(cells, units, strict=True)
    )


def nearest(ball: arb, places: int) -> int | None:
    """The whole number of units nearest to the ball; None where more than one may be."""
    scaled = ball * arb(10) ** places
    found = (scaled + arb(HALF)).floor().unique_fmpz() if scaled.is_finite() else None
    return None if found is None else int(found)


def rounded_balls(balls: Balls, places: int) -> Balls | None:
    """Each ball rounded to so many places, exact from then on; None where a rounding is open."""
    rows = []
    for row in balls:
        units = [nearest(ball, places) if ball.is_finite() else 0 for ball in row]
        if None in units:
            return None
        rows.append(
            [arb(unit) / arb(10) ** places if ball.is_finite() else ball for unit, ball in zip(units, row, strict=True)]
        )
    return rows
