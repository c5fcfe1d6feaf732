"""What is proven of every exercise before it is given out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from symattn.exact.rounding import round_to_places
from symattn.exercise import Choice, Draft, Numbers, Option
from symattn.generating.carrying import is_safe_to_carry
from symattn.generating.dullness import is_varied
from symattn.generating.forms import reckoned
from symattn.generating.kind import UnfitError
from symattn.generating.wishes import Wishes
from symattn.generating.wrong import are_told_apart
from symattn.tables.exactly import number
from symattn.tables.table import Named, visible_in

Rule = Callable[[Draft, Wishes], bool]


@dataclass(frozen=True)
class Guarantee:
    """What must be true of a draft."""

    name: str
    holds: Rule


def is_not_degenerate(draft: Draft, wishes: Wishes) -> bool:
    """No weight, on the way either, is rounded to 0 or 1, but where a mask makes it so."""
    return not any(_has_extremes(question, wishes.digits) for question in draft.proven)


def is_telling_at_first(draft: Draft, wishes: Wishes) -> bool:
    """The same as is_telling, of the steps before the exponentials: at most of them is most soon seen to fail."""
    return all(are_told_apart(question, wishes.digits) for question in draft.proven if _is_cheap(question))


def is_telling(draft: Draft, wishes: Wishes) -> bool:
    """Every mistake that applies gives other numbers than the right ones, and than every other mistake.

    Mistakes that come to the same whatever the numbers (÷ d_k and ÷ √d_model where d_model = d_k²) count as one.
    """
    choices = (question for question in draft.questions if isinstance(question, Choice))
    others = (question for question in draft.proven if not _is_cheap(question))
    return all(_differ(choice.options) for choice in choices) and all(
        are_told_apart(question, wishes.digits) for question in others
    )


def is_safe(draft: Draft, wishes: Wishes) -> bool:
    """Whoever carries one digit more than asked for, or more of them, in each step so many, gets the same digits."""
    if wishes.allow_carried:
        return True
    together: dict[int, list[Numbers]] = {}
    for question in draft.proven:
        together.setdefault(id(question.work or question), []).append(question)
    return all(is_safe_to_carry(questions, wishes.digits) for questions in together.values())


NOT_DEGENERATE = "free of weights that round to 0 or 1"
TELLING = "telling"
GUARANTEES = (
    Guarantee(TELLING, is_telling_at_first),
    Guarantee(NOT_DEGENERATE, is_not_degenerate),
    Guarantee("varied", is_varied),
    Guarantee("safe", is_safe),
    Guarantee(TELLING, is_telling),
)
"""In the order of their cost: most drafts fall at the first."""


def check_first(question: Numbers, wishes: Wishes) -> None:
    """For kinds whose drafts are dear: of the weights it is asked before the rest is worked out.

    Errors: UnfitError.
    """
    if _has_extremes(question, wishes.digits):
        raise UnfitError(NOT_DEGENERATE)
    if not are_told_apart(question, wishes.digits):
        raise UnfitError(TELLING)


def _is_cheap(question: Numbers) -> bool:
    return question.work is not None and reckoned(question.work).form.is_rational(question.step)


def _has_extremes(question: Numbers, places: int) -> bool:
    """Whether a weight met on the way to the numbers asked for is rounded to 0 or 1."""
    if question.work is None:
        return False
    work = reckoned(question.work)
    before = work.form.before(question.step)
    table = next((table for table in before if isinstance(table, Named) and table.name == "weights"), None)
    if table is None:
        return False
    visible = visible_in(table)
    rows, columns = table.shape
    seen = [[j for j in range(columns) if visible is None or visible[i][j]] for i in range(rows)]
    cells = [(i, j) for i in range(rows) if len(seen[i]) > 1 for j in seen[i]]
    units = zip(work.units(table, cells, places), cells, strict=True)
    exactly = question.work.weights.table
    return any(
        (round_to_places(number(exactly, *cell), places).units if unit is None else unit) % 10**places == 0
        for unit, cell in units
    )


def _differ(options: Sequence[Option]) -> bool:
    return len({option.line for option in options}) == len(options)
