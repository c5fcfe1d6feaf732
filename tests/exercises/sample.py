"""Exercises of every kind, level, sort of numbers and variant, as their JSON tells them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from symattn.exercise import Exercise
from symattn.generate import Order, made
from symattn.generating.batch import candidates
from symattn.generating.kind import KINDS
from symattn.generating.sameness import sameness
from symattn.generating.wishes import NUMBERS, Wishes
from symattn.sheet import Part, Sheet

SEED = 20
LEVELS = (1, 2, 3, 4)
ALL = tuple(KINDS)


@dataclass(frozen=True)
class Told:
    """An exercise, and the JSON of it."""

    exercise: Exercise
    json: dict[str, Any]
    wishes: Wishes

    def __str__(self) -> str:
        wishes = self.wishes
        return f"{self.exercise.name} level {wishes.level} {wishes.numbers} {wishes.variant or ''}"

    @property
    def numbers(self) -> list[dict[str, Any]]:
        return [question for question in self.json["questions"] if question["type"] == "numbers"]

    @property
    def of_work(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """The questions for numbers that belong to a work, with its keys."""
        return [(question, self.json["works"][question["work"]]) for question in self.numbers if "work" in question]


def wishes(kind: str) -> Iterator[Wishes]:
    """Each level with each sort of numbers and each variant that the kind takes."""
    for level in LEVELS:
        for numbers in KINDS[kind].numbers:
            yield Wishes(level=level, numbers=numbers)
        for variant in KINDS[kind].variants[1:]:
            yield from (Wishes(level=level, numbers=numbers, variant=variant) for numbers in (NUMBERS[0], NUMBERS[-1]))


def told(kind: str, wished: Wishes, seed: int, count: int = 1) -> Iterator[Told]:
    """As they are generated, each with the exercise behind its JSON."""
    for number, item in enumerate(made(order(kind, "json", wished, seed), count), start=1):
        behind = (one for one in candidates(kind, wished, seed, number) if sameness(one.draft) == item.key)
        yield Told(next(behind), json.loads(item.text), wished)


@cache
def sample(kind: str, seed: int = SEED) -> tuple[Told, ...]:
    """One exercise for each of the wishes; made once for all tests."""
    return tuple(one for wished in wishes(kind) for one in told(kind, wished, seed))


def order(kind: str, form: str, wishes: Wishes = Wishes(), seed: int = SEED, part: Part = Part.BOTH) -> Order:
    return Order((kind,), wishes, seed, form, Sheet("Exercises", part=part))
