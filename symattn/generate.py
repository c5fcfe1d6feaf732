"""Orders of exercises, carried out: item after item as a format writes it, by one process or by several.

What is written is the same however many processes work: each item is drawn by itself, and only whether it was met
before is asked in their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from symattn.generating.batch import candidates
from symattn.generating.kind import fitted
from symattn.generating.sameness import sameness
from symattn.generating.wishes import Wishes
from symattn.sheet import SHEETS, Sheet

AT_ONCE = 8
"""Items that each process is given at a time."""


@dataclass(frozen=True)
class Order:
    """What is to be made, and how it is written."""

    kinds: tuple[str, ...]
    wishes: Wishes
    seed: int
    form: str
    sheet: Sheet

    def kind(self, number: int) -> str:
        """The kinds take turns; numbers count from 1."""
        return self.kinds[(number - 1) % len(self.kinds)]


@dataclass(frozen=True)
class Made:
    """One item as it is written, and the key that tells whether it was met before."""

    name: str
    key: bytes
    text: str


def made(order: Order, count: int, jobs: int = 1) -> Iterator[Made]:
    """The items 1 to count, no two alike up to the order of their tokens.

    Errors: UnknownNameError for a kind or format, WishesError where what is wished cannot be had.
    """
    for kind in order.kinds:
        # what one kind refuses is told before another is written
        fitted(kind, order.wishes)
    met: set[bytes] = set()
    for number, first in enumerate(_firsts(order, count, jobs), start=1):
        item = first if first.key not in met else _other(order, number, met)
        met.add(item.key)
        yield item


def _firsts(order: Order, count: int, jobs: int) -> Iterator[Made]:
    """For each number the item that it is if it has not been met before."""
    if jobs < 2 or count < 2:
        for number in range(1, count + 1):
            yield _first(order, number)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for start in range(1, count + 1, jobs * AT_ONCE):
            numbers = range(start, min(start + jobs * AT_ONCE, count + 1))
            yield from pool.map(_first, [order] * len(numbers), numbers)


def _first(order: Order, number: int) -> Made:
    return next(_written(order, number))


def _other(order: Order, number: int, met: set[bytes]) -> Made:
    return next(item for item in _written(order, number) if item.key not in met)


def _written(order: Order, number: int) -> Iterator[Made]:
    for exercise in candidates(order.kind(number), order.wishes, order.seed, number):
        yield Made(exercise.name, sameness(exercise.draft), SHEETS[order.form].item(exercise, order.sheet))
