"""Mistakes: slips of the pen and wrong steps of the work, with which just the wrong numbers printed come out."""

from __future__ import annotations

from symattn.diagnosis import by_likelihood, misprints, step_mistakes
from symattn.errors import SymattnError
from symattn.exact.real import HIDDEN, Real
from symattn.exact.rounding import Printed, digits_of, read_decimal
from symattn.mistake import is_no_step
from symattn.notation.formula import Exponential, Formula, parts_of
from symattn.report import Verdict
from symattn.verifying.bindings import Made
from symattn.verifying.entries import spans_of
from symattn.verifying.explaining.claims import claimed
from symattn.verifying.explaining.relation import Relation
from symattn.verifying.proofs import is_hidden
from symattn.verifying.worths import Worths

MOST_NAMED = 3
DIGITS_OF_ONE = 3
"""Digits that a single number must show: with fewer, some wrong step or other gives it by chance."""


def mistakes(relation: Relation, worths: Worths) -> tuple[str, ...]:
    """The mistakes that give just the wrong numbers printed, likeliest first; a wrong step is remembered as made."""
    found: list[str] = []
    if relation.proofs[relation.worst].verdict is Verdict.WRONG:
        made = _wrong_steps(relation, worths)
        if made is not None:
            worths.bindings.made.append(made)
            found += made.mistakes
    found += [name for name in _slips(relation, worths) if name not in found]
    return tuple(found[:MOST_NAMED])


def is_wrong_step(name: str) -> bool:
    """Whether the mistake is one of the work, and not of the pen."""
    return by_likelihood()[name].commit is not is_no_step


# --- slips of the pen -----------------------------------------------------------------------


def _slips(relation: Relation, worths: Worths) -> list[str]:
    """Those that explain every wrong number of the relation."""
    spans = spans_of(relation.left.formula, len(relation.entries), worths)
    common: set[str] | None = None
    for i in relation.bad:
        printed, due = relation.entries[i].printed, relation.due(i)
        if printed is None or due is HIDDEN:
            return []
        displayed = _unlike(relation.displayed(i), due)
        found = misprints(due, printed, displayed, spans[i], _neighbours(relation, i))
        if displayed is not None:
            # the slip may be one in what the displayed numbers give
            found += misprints(displayed, printed)
        common = set(found) if common is None else common & set(found)
        if not common:
            return []
    return [name for name in by_likelihood() if common is not None and name in common]


def _unlike(displayed: Real | None, due: Real) -> Real | None:
    return None if displayed is due or displayed is HIDDEN else displayed


def _neighbours(relation: Relation, i: int) -> list[Real]:
    """What is due in the same row beside it."""
    columns = relation.columns
    places = [j for j in (i - 1, i + 1) if 0 <= j < len(relation.entries) and j // columns == i // columns]
    return [due for due in map(relation.due, places) if due is not HIDDEN]


# --- wrong steps ----------------------------------------------------------------------------


def _wrong_steps(relation: Relation, worths: Worths) -> Made | None:
    printed = all_printed(relation)
    # e^s has few wrong ways: there two digits are enough, as everywhere (diagnosis.py)
    is_open = len(printed) == 1 and not isinstance(relation.left.formula, Exponential)
    if not printed or (is_open and len(digits_of(int(printed[0].value.p))) < DIGITS_OF_ONE):
        return None
    shows_mask = _shows_mask(relation.left.formula)
    for work, step, places in claimed(relation, worths):
        try:
            found = step_mistakes(work, step, places, printed)
        except SymattnError:
            continue
        # nobody forgets the −∞ that stands before the eyes
        found = [name for name in found if name != "forgot_mask" or not shows_mask]
        if found:
            return Made(relation.left.start, step, tuple(found), tuple(printed), relation.columns)
    return None


def _shows_mask(formula: Formula) -> bool:
    """softmax(0.7, −∞)."""
    return is_hidden(formula) or any(map(_shows_mask, parts_of(formula)))


def all_printed(relation: Relation) -> list[Printed]:
    """Every number of the right side; none where one is no number, or a rounded expression."""
    found = []
    for entry in relation.entries:
        whole = entry.displayed.rational if entry.printed is None and entry.span is None else None
        if entry.printed is not None:
            found.append(entry.printed)
        elif whole is not None and whole.q == 1:
            # [1·1 + 2·2, …] says 5 as well as 5 does
            found.append(read_decimal(str(whole)))
        else:
            return []
    return found
