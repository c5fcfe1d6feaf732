"""The numbers of one question → their outcomes, and what the student may go on with.

A number that is not right may still follow from the student's earlier numbers (following.py). What neither is nor
follows is looked for among the mistakes: all numbers together, then row by row, for one row may be worked rightly and
another not; at last each number by itself, as a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from sys import intern

from symattn.errors import SymattnError
from symattn.exact.rounding import read_decimal
from symattn.exercise import Numbers
from symattn.grading.dues import Due, Written
from symattn.grading.feedback import carried_sentence, sentence
from symattn.grading.fitting import fit
from symattn.grading.following import Going, Own
from symattn.grading.given import Answer, Read, Unread, numbers_given
from symattn.grading.naming import OPEN, named
from symattn.grading.outcome import BEST_FIRST, FINE, CellMark, Outcome
from symattn.grading.paper import cell_names
from symattn.notation.plain import plain

FOLLOWED = {
    Outcome.RIGHT: Outcome.CARRIED,
    Outcome.PRECISION: Outcome.PRECISION,
    Outcome.TRUNCATED: Outcome.TRUNCATED,
    Outcome.LAST_DIGIT: Outcome.LAST_DIGIT,
}
"""What a number is that is so from the student's own earlier numbers."""


@dataclass(frozen=True)
class Judged:
    """The marks of a question's numbers, and what their student may go on with."""

    cells: tuple[CellMark, ...]
    own: Own | None


def number_names(question: Numbers) -> list[str]:
    """What an answer may be called: `weights`, and for its numbers `weights.1.1` …, row by row."""
    return [question.name, *cell_names(question.name, question.blanks)]


def judged(
    question: Numbers, dues: Sequence[Due], given: Sequence[Answer | None], before: Own | None, *, goes_on: bool
) -> Judged:
    """The marks of these answers, by the names above, after what was answered before to the same work.

    goes_on: whether another question may follow from it.
    """
    read = _read(question, dues, given)
    answer = [value if isinstance(value, Written) else None for value in read]
    marks = [_mark(question, k, dues[k], value, before) for k, value in enumerate(read)]
    if not any(answer):
        return Judged(tuple(marks), before)
    found = named(question, dues, answer, marks, before) if any(mark.outcome in OPEN for mark in marks) else None
    if before is None or not goes_on:
        return Judged(found.marks if found else tuple(marks), before)
    follows = all(mark.outcome in FINE for mark, own in zip(marks, answer, strict=True) if own is not None)
    mistakes, nameless = (found.mistakes, found.nameless) if found else ((), ())
    after = before.after(question, answer, mistakes, nameless, follows=follows)
    return Judged(found.marks if found else tuple(marks), after)


def unread(question: Numbers, given: Sequence[Answer | None], before: Own | None, why: str) -> Judged:
    """The marks of an answer that cannot be judged; what follows goes on from what came before it."""
    texts = [answer.text if answer is not None else "" for answer in given]
    whole = texts[0] if texts[0].strip() else ""
    values = [
        Unread(Outcome.UNREAD, whole or text, why) if (whole or text).strip() else Unread(Outcome.MISSING)
        for text in texts[1:]
    ]
    return Judged(tuple(_unread_mark(question, k, value) for k, value in enumerate(values)), before)


# --- what was given -------------------------------------------------------------------------


def _read(question: Numbers, dues: Sequence[Due], given: Sequence[Answer | None]) -> Read:
    """For each cell its number, or why there is none."""
    whole, *single = given
    if whole is not None and whole.text.strip():
        return numbers_given(whole, question.blanks, dues)
    cells = zip(single, question.flat, dues, strict=True)
    return [numbers_given(answer, [[blank]], [due])[0] for answer, blank, due in cells]


# --- right, or right from what came before --------------------------------------------------


def _mark(question: Numbers, k: int, due: Due, value: Written | Unread, before: Own | None) -> CellMark:
    if isinstance(value, Unread):
        return _unread_mark(question, k, value)
    outcome, going = _outcome(question, k, due, value, before)
    told = carried_sentence(outcome, value, going) if going else sentence(outcome, written=value)
    return _cell(question, k, value.entry.text, outcome, told)


def _unread_mark(question: Numbers, k: int, value: Unread) -> CellMark:
    return _cell(question, k, value.text, value.outcome, sentence(value.outcome, why=value.why))


def _cell(question: Numbers, k: int, text: str, outcome: Outcome, told: str) -> CellMark:
    """What many students are told is kept once."""
    name = "" if question.is_one else plain(question.flat[k].name)
    return CellMark(intern(name), text, intern(question.flat[k].text), outcome, feedback=intern(told))


def _outcome(question: Numbers, k: int, due: Due, written: Written, before: Own | None) -> tuple[Outcome, Going | None]:
    """The best that can be said of a number, and the earlier numbers of which it is said."""
    best = fit(due, written)
    if best is not Outcome.RIGHT and _is_accepted(question, k, written):
        best = Outcome.RIGHT
    if best is Outcome.RIGHT or before is None:
        return best, None
    found: Going | None = None
    for going in before.goings:
        outcome = _followed(going.due(question, k), written)
        if outcome is not None and BEST_FIRST[outcome] < BEST_FIRST[best]:
            best, found = outcome, going
        if best is Outcome.CARRIED:
            return best, found
        if going.may_be_carried(question, k, due, written):
            return Outcome.CARRIED, going
    if before.may_follow(question, k, written):
        return Outcome.CARRIED, before.goings[-1]
    return best, found


def _followed(due: Due | None, written: Written) -> Outcome | None:
    """What a number is that is so from the student's own; None where it does not follow."""
    try:
        return None if due is None else FOLLOWED.get(fit(due, written))
    except SymattnError:
        # from 1/(2 − 2) nothing follows
        return None


def _is_accepted(question: Numbers, k: int, written: Written) -> bool:
    """Whether it is one of the numbers that rounding on the way may lead to, where the sheet accepts these."""
    return any(written.entry.value == read_decimal(texts[k]).value for texts in question.carried)
