"""candidates(kind, wishes, seed, number): what item `number` of a seed may be, each with every guarantee proven.

It is the first of them that is not one of the items before it (generate.py), so it is the same whatever the count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator

from symattn.errors import WishesError
from symattn.exercise import Exercise
from symattn.generating.drafting import ANOTHER, GENERATOR, Item, fit_draft
from symattn.generating.kind import UnfitError, exercise_name, fitted
from symattn.generating.loosening import advice, more
from symattn.generating.wishes import Wishes
from symattn.narrate.letters import in_draft

MOST_TRIES = 240
"""Drafts looked at for one exercise, fewer for large ones: an error is not long in coming."""
LARGE = 16
"""n(n + d_k) up to which all are looked at."""
OF_ADVICE = 16
"""One in so many of them is looked at for each way to loosen a wish."""


def candidates(name: str, wishes: Wishes, seed: int, number: int, met: Container[bytes] = ()) -> Iterator[Exercise]:
    """All exercises that item `number` may be and that are not met, the likeliest first.

    Errors: WishesError, when there is no other.
    """
    wishes, item = fitted(name, wishes), Item(name, seed, number)
    called = exercise_name(name, wishes, seed, number)
    failed: Counter[str] = Counter()
    tries = most_tries(wishes)
    for attempt in range(tries):
        try:
            draft = fit_draft(item, wishes, attempt, met)
        except UnfitError as unfit:
            failed[str(unfit)] += 1
        else:
            yield Exercise(called, name, seed, number, in_draft(draft), wishes.digits, GENERATOR)
    few = max(1, tries // OF_ADVICE)
    if failed[ANOTHER]:
        raise WishesError(
            f"after {number - 1} exercises no other of the kind {name!r} is found; "
            f"{more(item, wishes, few, met)}--count {number - 1} can be had"
        )
    [(worst, times)] = failed.most_common(1)
    raise WishesError(
        f"none of {tries} drafts of the kind {name!r} will do: {times} were not {worst}; {advice(item, wishes, few)}"
    )


def most_tries(wishes: Wishes) -> int:
    """As many drafts as are drawn in a few seconds, told by the sizes alone: the same on every machine."""
    return min(MOST_TRIES, MOST_TRIES * LARGE // (wishes.n * (wishes.n + wishes.d)))
