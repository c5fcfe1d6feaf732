"""What a hand has before it: the problem, its habits and what is told so far; and how it prints a number.

Every printed number remembers what it is exactly and what the numbers displayed before it give, so that for each
relation it is known whether it is right or carried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from cells import Cells
from drawn_problem import Drawn
from figures import TINY, Cell, printed, value_of, with_power
from formulas import Chain
from habits import Habits
from mistakes.by_hand import MP, Rows
from telling import Say, Show


@dataclass
class Paper:
    """One problem, and what is told of it."""

    problem: Drawn
    habits: Habits
    random: Random
    wrong: dict[str, Rows] = field(default_factory=dict)
    """Steps that are told with the numbers of a mistake; what follows is worked from them."""
    told: list[Any] = field(default_factory=list)

    # --- numbers ----------------------------------------------------------------------------

    def cell(self, exact: Any, given: Any, places: int | None = None, *, plain: bool = False) -> Cell:
        """What is printed: of the exact number, or of what the displayed numbers give."""
        value = exact if self.habits.keeps_digits else given
        if exact == MP.ninf:
            return Cell(exact, exact, "-inf", given)
        text = printed(value, self.habits.places if places is None else places, tidy=self.habits.tidy or plain)
        if self.habits.big_with_e and abs(value) > 10**5:
            text = with_power(value, 4)
        return Cell(exact, value_of(text), text, given)

    def short(self, exact: Any, given: Any) -> Cell:
        """0.36 rather than 0.360, if that is all of it."""
        value = exact if self.habits.keeps_digits else given
        return self.cell(exact, given, plain=abs(value * 1000 - MP.nint(value * 1000)) < TINY and self._fits(value))

    def _fits(self, value: Any) -> bool:
        scaled = value * MP.mpf(10) ** self.habits.places
        return bool(abs(scaled - MP.nint(scaled)) < TINY)

    def sign(self, cells: Sequence[Cell]) -> str:
        exactly = all(c.exact == MP.ninf or abs(c.given - c.value) < TINY for c in cells)
        return "=" if exactly or self.habits.always_equal else "≈"

    def mistaken(self, exact: Any, wrong: Any) -> Cell:
        text = printed(wrong, self.habits.places, tidy=self.habits.tidy or bool(self._fits(wrong) and MP.isint(wrong)))
        return Cell(exact, value_of(text), text, exact)

    def mistaken_table(self, step: str) -> Cells:
        exact = self.problem.steps[step]
        return [
            [self.mistaken(x, y) for x, y in zip(a, b, strict=True)]
            for a, b in zip(exact, self.wrong[step], strict=True)
        ]

    def display(self, sides: list[Any], sign: str, step: str) -> None:
        """A chain whose first link only gives a name to letters."""
        further = len(sides) - 2
        self.told.append(Show((Chain(sides, ["="] * further + [sign], [False] + [True] * further, step),)))

    def say(self, word: str, i: int, chain: Chain) -> None:
        self.told.append(Say(((word, i + self.habits.first), chain), is_item=True))

    def index(self, i: int) -> str:
        """Of a row, as it is counted."""
        return str(i + self.habits.first)
