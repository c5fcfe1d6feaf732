"""Exercises of every kind, level and sort of numbers, as their JSON tells them: made once for all tests."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from symattn.generate import Order, made
from symattn.generating.kind import KINDS
from symattn.generating.wishes import NUMBERS, Wishes
from symattn.sheet import Part, Sheet

SEED = 20
EACH = 2
LEVELS = (1, 2, 3, 4)


@cache
def sample(kind: str, seed: int = SEED, each: int = EACH) -> tuple[dict[str, Any], ...]:
    """Some exercises of a kind at each level and with each sort of numbers."""
    orders = [
        order(kind, "json", Wishes(level=level, numbers=numbers), seed) for level in LEVELS for numbers in NUMBERS
    ]
    return tuple(json.loads(item.text) for wished in orders for item in made(wished, each))


def order(kind: str, form: str, wishes: Wishes = Wishes(), seed: int = SEED, part: Part = Part.BOTH) -> Order:
    return Order((kind,), wishes, seed, form, Sheet("Exercises", part=part))


def numbers(exercises: tuple[dict[str, Any], ...]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each question for numbers, with its exercise."""
    return [(e, q) for e in exercises for q in e["questions"] if q["type"] == "numbers"]


def of_work(exercises: tuple[dict[str, Any], ...]) -> list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Those that belong to a work, with its keys."""
    return [(e, q, e["works"][q["work"]]) for e, q in numbers(exercises) if "work" in q]


ALL = tuple(KINDS)
