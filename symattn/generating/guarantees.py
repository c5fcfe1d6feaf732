"""What is proven of every exercise before it is given out. Each guarantee says which wish to loosen where it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from symattn.exercise import GUARD, Choice, Draft, Numbers, Option
from symattn.generating.carrying import Ways, answers_by_rounding
from symattn.generating.kind import Kind
from symattn.generating.rounding import written
from symattn.generating.wishes import Wishes
from symattn.generating.wrong import are_alike, met_one_by_one
from symattn.tables.table import Named, below, visible_in

Rule = Callable[[Draft, Kind, Wishes], bool]


@dataclass(frozen=True)
class Guarantee:
    """What must be true of a draft, and the wishes that stand against it where no draft will do."""

    name: str
    holds: Rule
    loosen: tuple[str, ...]
    """Wishes by their names, and how to loosen each."""


def is_not_degenerate(draft: Draft, kind: Kind, wishes: Wishes) -> bool:
    """No weight, on the way either, is rounded to 0 or 1, but where a mask makes it so."""
    if kind.about_extremes:
        return True
    return not any(_has_extremes(question, wishes.digits) for question in draft.proven)


def is_telling(draft: Draft, kind: Kind, wishes: Wishes) -> bool:
    """Every mistake that applies gives other numbers than the right ones, and than every other mistake.

    Mistakes that come to exactly the same (÷ d_k and ÷ √d_model where d_model = d_k²) no digits can tell apart.
    """
    choices = (question for question in draft.questions if isinstance(question, Choice))
    return all(_differ(choice.options) for choice in choices) and all(
        _is_telling(question, wishes.digits) for question in draft.proven
    )


def is_safe(draft: Draft, kind: Kind, wishes: Wishes) -> bool:
    """Whoever carries one digit more than asked for, in any steps, gets the same digits."""
    if wishes.allow_carried:
        return True
    ways: dict[int, Ways] = {}
    return all(_is_safe(question, ways, wishes.digits) for question in draft.proven if question.work is not None)


GUARANTEES = (
    Guarantee("free of weights that round to 0 or 1", is_not_degenerate, ("digits (more)", "level (smaller numbers)")),
    Guarantee("safe", is_safe, ("digits (fewer)", "tokens (fewer)", "dims (fewer)", "allow-carried (give it)")),
    Guarantee("telling", is_telling, ("digits (more)", "tokens (more)", "dims (more)")),
)
"""In the order of their cost: most drafts fall at the first."""


def _has_extremes(question: Numbers, places: int) -> bool:
    """Whether a weight met on the way to the numbers asked for is rounded to 0 or 1."""
    if question.work is None:
        return False
    step = question.work.step(question.step).table
    table = next((table for table in below(step) if isinstance(table, Named) and table.name == "weights"), None)
    if table is None:
        return False
    visible = visible_in(table)
    rows, columns = table.shape
    seen = [[j for j in range(columns) if visible is None or visible[i][j]] for i in range(rows)]
    cells = [(i, j) for i in range(rows) if len(seen[i]) > 1 for j in seen[i]]
    return any(map(_is_zero_or_one, written(table, cells, places)))


def _is_zero_or_one(text: str) -> bool:
    """Whether it shows no digit but 0 after the point: 0.000 and 1.000."""
    return not text.partition(".")[2].strip("0")


def _differ(options: Sequence[Option]) -> bool:
    return len({option.line for option in options}) == len(options)


def _is_telling(question: Numbers, places: int) -> bool:
    right = question.texts
    met: dict[tuple[str, ...], str] = {}
    for answer in met_one_by_one(question, places):
        if answer.texts == right:
            return False
        before = met.setdefault(answer.texts, answer.mistake)
        if before != answer.mistake and (question.work is None or not are_alike(question, before, answer.mistake)):
            return False
    return True


def _is_safe(question: Numbers, ways: dict[int, Ways], places: int) -> bool:
    work = question.work
    assert work is not None
    if id(work) not in ways:
        ways[id(work)] = Ways(work, places + GUARD)
    answers = answers_by_rounding(ways[id(work)], question, places)
    return answers is not None and len(answers) == 1
