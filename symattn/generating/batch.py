"""candidates(kind, wishes, seed, number): what item `number` of a seed may be, each with every guarantee proven.

It is the first of them that is not one of the items before it (generate.py), so it is the same whatever the count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from symattn.errors import FieldError, WishesError
from symattn.exercise import Draft, Exercise, Numbers
from symattn.generating.carrying import with_carried
from symattn.generating.draws import DrawsOfItem
from symattn.generating.guarantees import GUARANTEES, Guarantee
from symattn.generating.kind import KINDS, Kind, UnfitError, exercise_name, fitted
from symattn.generating.wishes import Wishes
from symattn.narrate.letters import in_draft

GENERATOR = 3
"""The version of the generator: with another, the same seed may give other exercises."""
MOST_TRIES = 400
"""Drafts looked at for one exercise, fewer for large ones: an error is not long in coming."""
LARGE = 16
"""n(n + d_k) up to which all are looked at."""


def candidates(name: str, wishes: Wishes, seed: int, number: int) -> Iterator[Exercise]:
    """All exercises that item `number` may be, the likeliest to be met first."""
    wishes, kind = fitted(name, wishes), KINDS[name]
    called = exercise_name(name, wishes, seed, number)
    failed: Counter[str] = Counter()
    found = 0
    tries = most_tries(wishes)
    for attempt in range(tries):
        try:
            draft = kind.draw(wishes, DrawsOfItem((GENERATOR, name, wishes.key, seed), number, attempt))
            if wishes.allow_carried:
                draft = _with_carried(draft, wishes)
            fault = _fault(draft, wishes)
            if fault is None:
                # what cannot be told is no exercise, and is known before one is begun
                _answers(draft)
        except FieldError:
            failed["defined: they divide by 0"] += 1
        except UnfitError as unfit:
            failed[str(unfit)] += 1
        else:
            if fault is None:
                found += 1
                yield Exercise(called, name, seed, number, in_draft(draft), wishes.digits, GENERATOR)
            else:
                failed[fault.name] += 1
    raise WishesError(_told(name, failed, tries, found))


def most_tries(wishes: Wishes) -> int:
    """As many drafts as are drawn in a few seconds, told by the sizes alone: the same on every machine."""
    return min(MOST_TRIES, MOST_TRIES * LARGE // (wishes.n * (wishes.n + wishes.d)))


def _with_carried(draft: Draft, wishes: Wishes) -> Draft:
    questions = []
    for question in draft.questions:
        accepting = with_carried(question, wishes.digits) if isinstance(question, Numbers) else question
        if accepting is None:
            raise UnfitError("sure of what rounding on the way leads to")
        questions.append(accepting)
    return replace(draft, questions=tuple(questions))


def _fault(draft: Draft, wishes: Wishes) -> Guarantee | None:
    """The first guarantee that does not hold."""
    return next((guarantee for guarantee in GUARANTEES if not guarantee.holds(draft, wishes)), None)


def _answers(draft: Draft) -> list[tuple[str, ...]]:
    """All answers, worked out. Errors: those of a number that cannot be told."""
    return [question.texts for question in draft.proven]


SIZES = ("level", "tokens", "dims", "numbers")
"""The wishes that say how many exercises there are."""


def _told(name: str, failed: Counter[str], tries: int, found: int) -> str:
    kind = KINDS[name]
    if found:
        return (
            f"no more exercises of the kind {name!r} differ from those before; "
            f"loosen {_listed(kind, SIZES)}, or ask for fewer"
        )
    [(worst, times)] = failed.most_common(1)
    loosen = next((guarantee.loosen for guarantee in GUARANTEES if guarantee.name == worst), SIZES)
    return (
        f"none of {tries} drafts of the kind {name!r} will do: {times} were not {worst}; loosen {_listed(kind, loosen)}"
    )


def _listed(kind: Kind, wishes: Sequence[str]) -> str:
    """`--level, --tokens or --dims`: those of which the kind makes use."""
    told = [f"--{wish}" for wish in wishes if kind.uses(wish.partition(" ")[0])]
    return f"{', '.join(told[:-1])} or {told[-1]}" if len(told) > 1 else told[0]
