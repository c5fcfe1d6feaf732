"""fit_draft(item, wishes, attempt): a draft for which every guarantee is proven, or what it is not."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from symattn.errors import FieldError
from symattn.exercise import Draft, Numbers
from symattn.generating.carrying import with_carried
from symattn.generating.draws import DrawsOfItem
from symattn.generating.guarantees import GUARANTEES
from symattn.generating.kind import KINDS, UnfitError
from symattn.generating.sameness import sameness
from symattn.generating.wishes import Wishes

GENERATOR = 3
"""The version of the generator: with another, the same seed may give other exercises."""
ANOTHER = "another one than those before"


@dataclass(frozen=True)
class Item:
    """Which exercise of a seed."""

    kind: str
    seed: int
    number: int
    """Counted from 1."""

    def draft(self, wishes: Wishes, attempt: int) -> Draft:
        draws = DrawsOfItem((GENERATOR, self.kind, wishes.key, self.seed), self.number, attempt)
        return KINDS[self.kind].draw(wishes, draws)


def fit_draft(item: Item, wishes: Wishes, attempt: int, met: Container[bytes] = ()) -> Draft:
    """A draft that is none of those met, with every guarantee proven. wishes: as the kind takes them (fitted).

    Errors: UnfitError.
    """
    try:
        draft = item.draft(wishes, attempt)
        # before all that is dear to prove; where none is met there is nothing to be worked out
        if met and sameness(draft) in met:
            raise UnfitError(ANOTHER)
        if wishes.allow_carried:
            draft = _with_carried(draft, wishes)
        for guarantee in GUARANTEES:
            if not guarantee.holds(draft, wishes):
                raise UnfitError(guarantee.name)
        # what cannot be told is no exercise, and is known before one is begun
        if not all(question.texts for question in draft.proven):
            raise UnfitError("asking for a number")
    except FieldError as error:
        raise UnfitError("defined: they divide by 0") from error
    return draft


def _with_carried(draft: Draft, wishes: Wishes) -> Draft:
    questions = []
    for question in draft.questions:
        accepting = with_carried(question, wishes.digits) if isinstance(question, Numbers) else question
        if accepting is None:
            raise UnfitError("sure of what rounding on the way leads to")
        questions.append(accepting)
    return replace(draft, questions=tuple(questions))
