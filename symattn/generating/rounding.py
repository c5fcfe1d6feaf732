"""Cells of a step as an answer writes them: rounded with proof, by balls first, exactly where these are open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from flint import arb

from symattn.exact.precision import working
from symattn.exact.rounding import Rounded
from symattn.exercise import GUARD, Blank, Place
from symattn.notation.formula import Name
from symattn.tables.enclosed import Balls, enclosed
from symattn.tables.exactly import number, rational_table
from symattn.tables.table import Table

BITS = 128
A_HALF = arb("0.5")
with working(BITS):
    IN_BOTH = A_HALF + arb(A_HALF, A_HALF) / (2 * 10**GUARD)
"""From 1/2 to 1/2 + 10^-GUARD/2."""
A_LITTLE = arb(2) ** -(BITS // 2)


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


def nearest_of_carried(ball: arb, places: int) -> int | None:
    """The same of the ball as it is carried first, to GUARD places more: 0.98245 is 0.9825, and that 0.983.

    Of more places fewer numbers come to such a half: what is the same with GUARD more is the same with any.
    """
    step = 10**GUARD
    # (|x|·10^(k + GUARD) + 1/2) / 10^GUARD + 1/2: the numbers carried that come to a half begin so much below it
    shifted = (abs(ball) * _power(places + GUARD) + A_HALF + arb(step) / 2) / step
    found = shifted.floor().unique_fmpz()
    if found is None:
        return None
    return int(found) if ball > 0 else -int(found)


def nearest_in_both(ball: arb, places: int) -> int | None:
    """The two where they are one; None where they differ or that is left open."""
    # |x|·10^k + 1/2 and what the other adds to it
    found = (abs(ball) * _power(places) + IN_BOTH).floor().unique_fmpz()
    if found is None:
        return None
    return int(found) if ball > 0 else -int(found)


def end_within(balls: Balls, places: int) -> bool:
    """Whether each ball holds a number of so many places: nothing could tell the two apart."""
    return all(not ball.is_finite() or _ends(ball, places) for row in balls for ball in row)


def _ends(ball: arb, places: int) -> bool:
    """0.5 ± 2^-100 is 0.5, and 0.5 ± 0.1 is not."""
    power = _power(places)
    units = nearest(ball, places)
    return units is not None and ball.rad() * power < A_LITTLE and (ball * power).contains(units)


def rounded_to(balls: Balls, places: int) -> Balls:
    """Each ball rounded to so many places, exact from then on; where a rounding is open, whatever it may leave."""
    power = _power(places)
    return [[_rounded(ball, places, power) for ball in row] for row in balls]


def _rounded(ball: arb, places: int, power: arb) -> arb:
    units = nearest(ball, places)
    return _kept(ball, A_HALF / power) if units is None else arb(units) / power


def kept_to(balls: Balls, places: int) -> Balls:
    """Whatever rounding to so many places, to more, or none at all may leave of each ball."""
    half = A_HALF / _power(places)
    return [[_kept(ball, half) for ball in row] for row in balls]


def _kept(ball: arb, half: arb) -> arb:
    return ball + arb(0, half) if ball.is_finite() else ball


@lru_cache(maxsize=64)
def _power(places: int) -> arb:
    """10^places, exact."""
    return arb(10**places)
