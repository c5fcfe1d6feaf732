"""Mistakes: slips of the pen and wrong steps of the work, with which just the wrong numbers printed come out."""

from __future__ import annotations

from collections.abc import Sequence

from symattn.diagnosis import Place, by_likelihood, misprints, mistaken_step, shows, significant_digits, step_mistakes
from symattn.errors import SymattnError
from symattn.exact.real import HIDDEN, Real, real
from symattn.exact.rounding import Printed, read_decimal
from symattn.mistake import MISTAKES, is_no_step
from symattn.notation.formula import Exponential, Formula, Transpose, parts_of
from symattn.report import Verdict
from symattn.tables.exactly import number
from symattn.verifying.bindings import Made, has_exponential
from symattn.verifying.entries import spans_of
from symattn.verifying.explaining.claims import claimed
from symattn.verifying.explaining.made import remade
from symattn.verifying.explaining.relation import Relation
from symattn.verifying.proofs import is_hidden
from symattn.verifying.works import works
from symattn.verifying.worths import Worths
from symattn.work import Work

MOST_NAMED = 3
OF_THE_SCALE = frozenset(
    ["forgot_scale", "divided_by_d_k", "divided_by_d_model", "divided_by_sqrt_d_model", "multiplied_by_sqrt_d_k"]
)
"""Mistakes that there are none of where no scale is told."""
DIGITS_OF_ONE = 3
"""Digits that a single number must show: with fewer, some wrong step or other gives it by chance."""


def mistakes(relation: Relation, worths: Worths) -> tuple[str, ...]:
    """The mistakes that give just the wrong numbers printed, likeliest first; a wrong step is remembered as made."""
    found: list[str] = []
    if relation.proofs[relation.worst].verdict is Verdict.WRONG:
        made = _zeros_for_a_mask(relation, worths) or _wrong_steps(relation, worths)
        if made is not None:
            worths.bindings.note_made(made)
            found += made.mistakes
    found += [name for name in _slips(relation, worths) if name not in found]
    return tuple(found[:MOST_NAMED])


def is_wrong_step(name: str) -> bool:
    """Whether the mistake is one of the work, and not of the pen."""
    return by_likelihood()[name].commit is not is_no_step


# --- slips of the pen -----------------------------------------------------------------------


def _slips(relation: Relation, worths: Worths) -> list[str]:
    """Those that explain every wrong number of the relation."""
    spans = spans_of(relation.left.formula, len(relation.entries), worths, surely=True)
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
    if not printed or (is_open and significant_digits(printed[0]) < DIGITS_OF_ONE):
        return None
    for work, step, places in claimed(relation, worths):
        try:
            found = step_mistakes(work, step, places, printed) or _made_again(work, step, places, printed, worths)
        except SymattnError:
            continue
        if found:
            found += [name for name in _otherwise_scaled(step, places, printed, worths) if name not in found]
        found = _with_twins([name for name in found if _may_be(name, relation.left.formula)], worths)
        if found:
            values = _values(work, step, places, found[0])
            return Made(relation.left.start, step, tuple(found), tuple(printed), relation.columns, values)
    return None


def _otherwise_scaled(step: str, places: Sequence[Place], printed: Sequence[Printed], worths: Worths) -> list[str]:
    """The mistakes that give the same numbers from scores scaled the other way, where the document tells no scale."""
    if worths.roles.is_scaled or step not in ("weights", "output") or len(printed) < 2:
        return []
    found: list[str] = []
    for work in works(worths.roles):
        try:
            found += step_mistakes(work, step, places, printed) if step in work.step_names else []
        except SymattnError:
            continue
    return [name for name in dict.fromkeys(found) if name not in OF_THE_SCALE]


def _values(work: Work, step: str, places: Sequence[Place], mistake: str) -> tuple[Real, ...]:
    """What stands at these places with the mistake; nothing where that is too long to be told exactly."""
    try:
        table = mistaken_step(work, step, MISTAKES[mistake])
        return () if table is None else tuple(real(number(table, *place)) for place in places)
    except SymattnError:
        return ()


def _zeros_for_a_mask(relation: Relation, worths: Worths) -> Made | None:
    """[[7.78, 0], [9.19, 6.36]] where scores are printed and a causal mask is spoken of: hidden ones were set to 0."""
    printed, columns = all_printed(relation), relation.columns
    if not worths.roles.says_causal or columns < 2 or len(printed) not in (columns, columns * columns):
        return None
    wrong = set(relation.bad)
    firsts = [
        min((j for j in range(columns) if i + j in wrong), default=columns) for i in range(0, len(printed), columns)
    ]
    hidden = {i * columns + j for i, first in enumerate(firsts) for j in range(first, columns)}
    is_causal = len(firsts) == 1 or firsts == list(range(1, columns + 1))
    if wrong != hidden or not is_causal or firsts[0] == 0 or any(printed[i].value != 0 for i in wrong):
        return None
    # a weight of 0 is no score that was set to 0
    if any(has_exponential(relation.due(i)) for i in wrong):
        return None
    return Made(relation.left.start, "masked_scores", ("masked_with_zero",), tuple(printed), columns)


def _made_again(
    work: Work, step: str, places: Sequence[Place], printed: Sequence[Printed], worths: Worths
) -> list[str]:
    """The mistakes told of other rows of the same step: of a second row fewer digits are enough."""
    others = (remade(work, step, made) for made in worths.bindings.made if made.step == step)
    return list(dict.fromkeys(name for tables in others for name, table in tables if shows(table, places, printed)))


def _may_be(name: str, formula: Formula) -> bool:
    """Nobody forgets the −∞ that stands before the eyes; and of Kᵀ alone nothing can be wrong but that it is K."""
    if isinstance(formula, Transpose):
        return name == "keys_not_transposed"
    return name != "forgot_mask" or not _shows_mask(formula)


def _with_twins(names: list[str], worths: Worths) -> list[str]:
    """Behind `K was not transposed` that it was transposed twice, where Kᵀ was printed before, and rightly."""
    forms = worths.bindings.forms.items()
    is_written = any(isinstance(form, Transpose) and known.origin is None for form, known in forms)
    twins = {mistake.twin: name for name, mistake in by_likelihood().items() if mistake.twin and is_written}
    return [each for name in names for each in (name, twins.get(name)) if each is not None]


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
