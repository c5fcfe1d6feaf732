"""The marking scheme: what each outcome is worth, from 0 to 1.

A TOML file may change it: `carried = "1/2"`, `precision = 0.75`; `points = 10` is what one question counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from symattn.errors import ReadingError, UnknownNameError, did_you_mean
from symattn.grading.outcome import Outcome
from symattn.mistake import MISTAKES
from symattn.problem.files import read_keys

USUAL: Mapping[Outcome, Fraction] = {
    Outcome.RIGHT: Fraction(1),
    Outcome.CARRIED: Fraction(1),
    Outcome.PRECISION: Fraction(1, 2),
    Outcome.TRUNCATED: Fraction(1, 2),
    Outcome.LAST_DIGIT: Fraction(1, 2),
    Outcome.MISTAKE: Fraction(0),
    Outcome.WRONG: Fraction(0),
    Outcome.UNREAD: Fraction(0),
    Outcome.MISSING: Fraction(0),
}
POINTS = Fraction(1)
OTHER_KEYS = ("asked", "mistakes", "points")
ANSWERED, ALL = "answered", "all"


@dataclass(frozen=True)
class Scheme:
    """What each outcome is worth, what each mistake by name, and the points of one question."""

    credits: Mapping[Outcome, Fraction] = field(default_factory=lambda: USUAL)
    mistakes: Mapping[str, Fraction] = field(default_factory=dict)
    """Credit for a mistake of that name, in place of that for any mistake."""
    points: Fraction = POINTS
    asks_all: bool = False
    """Whether everybody was asked every exercise, and not only those that he or she answered anything of."""

    def credit(self, outcome: Outcome, mistake: str = "") -> Fraction:
        if outcome is Outcome.MISTAKE and mistake in self.mistakes:
            return self.mistakes[mistake]
        return self.credits[outcome]


def read_scheme(path: Path, titles: Collection[str] = ()) -> Scheme:
    """The scheme of a TOML file. titles: what mistakes without a file are called.

    Errors: ReadingError, UnknownNameError, with the key.
    """
    keys = read_keys(path)
    outcomes = [outcome.value for outcome in Outcome]
    credits = dict(USUAL)
    for key, value in keys.items():
        if key in outcomes:
            credits[Outcome(key)] = _share(path, key, value)
        elif key not in OTHER_KEYS:
            raise UnknownNameError(f"{path}: no outcome is called {key!r}{did_you_mean(key, [*outcomes, *OTHER_KEYS])}")
    mistakes = keys.get("mistakes", {})
    if not isinstance(mistakes, Mapping):
        raise ReadingError(f"{path}: mistakes is {mistakes!r}, where a table such as forgot_scale = 0.25 is due")
    points = _number(path, "points", keys.get("points", 1))
    if points <= 0:
        raise ReadingError(f"{path}: points is {points}, where a number above 0 is due")
    asked = keys.get("asked", ANSWERED)
    if asked not in (ANSWERED, ALL):
        raise ReadingError(f'{path}: asked is {asked!r}, where "{ANSWERED}" or "{ALL}" is due')
    known = {*MISTAKES, *titles}
    for name in mistakes:
        if name not in known:
            raise UnknownNameError(f"{path}: no mistake is called {name!r}{did_you_mean(name, known)}")
    by_mistake = {name: _share(path, name, value) for name, value in mistakes.items()}
    return Scheme(credits, by_mistake, points, asked == ALL)


def _share(path: Path, key: str, value: Any) -> Fraction:
    share = _number(path, key, value)
    if not 0 <= share <= 1:
        raise ReadingError(f"{path}: {key} is {value!r}, where a share from 0 to 1 is due")
    return share


def _number(path: Path, key: str, value: Any) -> Fraction:
    try:
        if isinstance(value, bool) or len(str(value)) > 20:
            raise ValueError
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError) as error:
        raise ReadingError(f'{path}: {key} is {value!r}, where a number such as 0.5 or "1/2" is due') from error
