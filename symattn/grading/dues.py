"""A number as it would be due, by the right work or by another one: in a ball at once, exactly where that is asked.

Most answers are far from most numbers that they are compared with, and a ball says so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from flint import arb, fmpq

from symattn.errors import UndecidedError
from symattn.exact.enclosure import decided
from symattn.exact.number import Exact
from symattn.exact.precision import working
from symattn.exact.real import Real, real
from symattn.exact.rounding import HALF, Printed, ten_to
from symattn.generating.rounding import BITS, nearest
from symattn.grading.cells import Entry

SIGN = {True: 1, False: -1}


class Due:
    """A number of which so many decimal places are asked for."""

    def __init__(self, places: int, look: Callable[[], arb], find: Callable[[], Exact]) -> None:
        self.places = places
        self.power = ten_to(places)
        self._look, self._find = look, find

    @staticmethod
    def known(value: Exact, places: int) -> Due:
        return Due(places, lambda: value.enclosure(BITS), lambda: value)

    @cached_property
    def ball(self) -> arb:
        """A ball of BITS bits."""
        return self._look()

    @cached_property
    def exact(self) -> Exact:
        return self._find()

    @cached_property
    def real(self) -> Real:
        """The same for slips of the pen, which ask for balls again and again."""
        return real(self.exact)

    @cached_property
    def units(self) -> int:
        """Rounded, ties away from zero, in units of the last place asked for."""
        with working(BITS):
            units = nearest(self.ball, self.places) if self.ball.is_finite() else None
        if units is not None:
            return units
        value = self.exact.as_rational()
        if value is not None:
            away = int((abs(value) * self.power + HALF).floor())
            return away if value > 0 else -away
        found = decided(lambda _: nearest(self.exact.ball(), self.places))
        if found is None:
            raise UndecidedError("a rounding stays open at the precision ceiling")
        return found

    @cached_property
    def ends(self) -> bool:
        """Whether the decimal is the number itself, nothing rounded."""
        return self.beside(self.units / self.power) == 0

    @cached_property
    def is_tie(self) -> bool:
        """Whether it lies just between the decimal and the next one towards 0, which is then as right."""
        return bool(self.units) and self.beside((self.units - HALF * SIGN[self.units > 0]) / self.power) == 0

    def beside(self, value: fmpq) -> int:
        """1 where the number is greater than `value`, -1 where it is less, 0 where it is the same."""
        with working(BITS):
            difference = self.ball - value
        if difference > 0 or difference < 0:
            return SIGN[bool(difference > 0)]
        return (self.exact - value).sign()

    def differs(self, other: Due) -> bool:
        """Whether the two are surely not the same number."""
        with working(BITS):
            return not self.ball.overlaps(other.ball)

    def is_same(self, written: Written) -> bool:
        """Whether it is just what is written."""
        with working(BITS):
            if not self.ball.overlaps(written.ball):
                return False
        return self.exact == written.entry.value


class Written:
    """One number of an answer, to be compared with those that may be due."""

    def __init__(self, entry: Entry, places: int) -> None:
        self.entry = entry
        self.places = places
        value = entry.value.as_rational()
        self.scaled: fmpq | None = None if value is None else value * ten_to(places)
        """In units of the last place asked for, if it is rational."""

    @property
    def printed(self) -> Printed | None:
        return self.entry.printed

    @cached_property
    def ball(self) -> arb:
        return self.entry.value.enclosure(BITS)

    @cached_property
    def units(self) -> int:
        """Rounded to so many places as are asked for."""
        return Due.known(self.entry.value, self.places).units
