"""Cells of a step as an answer writes them: rounded with proof, by balls first, exactly where these are open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from flint import arb

from symattn.exact.precision import working
from symattn.exact.rounding import Rounded
from symattn.exercise import Blank, Place
from symattn.notation.formula import Name
from symattn.tables.enclosed import Balls, enclosed
from symattn.tables.exactly import number, rational_table
from symattn.tables.table import Table

BITS = 128
A_HALF = arb("0.5")


def written(table: Table, cells: Sequence[Place], places: int) -> tuple[str, ...]:
    """The cells to so many places, fewer where they end before: `0.014`, `-3`."""
    if rational_table(table) is not None:
        return tuple(Blank.known(Name("x"), number(table, i, j), places).text for i, j in cells)
    with working(BITS):
        balls = enclosed(table)
        units = [nearest(balls[i][j], places) for i, j in cells]
    return tuple(
        Blank.known(Name("x"), number(table, i, j), places).text
        # a ball near 0 or near a short decimal may be one that ends
        if unit is None or (balls[i][j] * _power(places) - unit).contains(0)
        else Rounded(unit, places, exact=False, tie=False).text
        for (i, j), unit in zip(cells, units, strict=True)
    )


def nearest(ball: arb, places: int) -> int | None:
    """The whole number of units nearest to the ball, of two the one away from 0; None where more than one may be."""
    shifted = ball * _power(places) + A_HALF
    found = shifted.floor().unique_fmpz()
    if found is None:
        return None
    # an integer without a radius: the ball is a number that lies just between two
    return int(found) - 1 if found <= 0 and shifted.is_integer() else int(found)


def rounded_balls(balls: Balls, places: int) -> Balls | None:
    """Each ball rounded to so many places, exact from then on; None where a rounding is open.

    The same object where each ball holds the number that it would be rounded to: nothing could tell the two apart.
    """
    power, changed, rows = _power(places), False, []
    for row in balls:
        rounded = []
        for ball in row:
            if not ball.is_finite():
                rounded.append(ball)
                continue
            units = nearest(ball, places)
            if units is None:
                return None
            changed = changed or not (ball * power).contains(units)
            rounded.append(arb(units) / power)
        rows.append(rounded)
    return rows if changed else balls


@lru_cache(maxsize=64)
def _power(places: int) -> arb:
    """10^places, exact."""
    return arb(10**places)
