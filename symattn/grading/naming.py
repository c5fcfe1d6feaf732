"""Numbers that are not right → the mistakes that give them.

A mistake that gives all numbers of a question just as they are written is told even where single numbers could be told
otherwise: [[2, 3], [1, 2]] for [[1.888, 2.888], [1, 2]] is the softmax without exponentials and no lack of digits. A
row, or numbers with too few digits, must show more, for they may be met by chance. What is left is looked at as a slip
of the pen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from sys import intern

from symattn.diagnosis import by_likelihood, misprints, tell_enough
from symattn.errors import SymattnError
from symattn.exact.real import Real
from symattn.exact.rounding import Printed, read_decimal
from symattn.exercise import Numbers
from symattn.grading.dues import Due, Written
from symattn.grading.feedback import sentence, wrong_sentence
from symattn.grading.fitting import fit
from symattn.grading.following import Own
from symattn.grading.outcome import BEST_FIRST, FINE, CellMark, Outcome
from symattn.grading.worked import Dues, Worked

OPEN = (Outcome.PRECISION, Outcome.TRUNCATED, Outcome.LAST_DIGIT, Outcome.WRONG)
"""What a mistake that gives all numbers explains better."""
MOST_NAMED = 4
"""Mistakes that give the same numbers; what follows may come of any of them."""
Answer = Sequence[Written | None]


@dataclass(frozen=True)
class Named:
    """The marks of a question with the mistakes that give its numbers."""

    marks: tuple[CellMark, ...]
    mistakes: tuple[tuple[str, Worked], ...]
    """These, each with the work in which it does."""
    nameless: tuple[int, ...]
    """The numbers that are wrong and that no step done wrongly gives."""


@dataclass(frozen=True)
class Told:
    """A mistake, and what it makes of each number of a question."""

    title: str
    name: str
    fits: Mapping[int, Outcome]
    """How numbers of the answer fit what the mistake gives; what does not fit is not there."""
    changed: frozenset[int]
    """The numbers that it changes; what it leaves as they are keep their own outcome."""
    worked: Worked | None


def named(
    question: Numbers, dues: Sequence[Due], answer: Answer, marks: Sequence[CellMark], before: Own | None
) -> Named:
    """The marks with the mistakes that give the wrong numbers."""
    found, mistakes = list(marks), []
    told = list(_known(question, answer) if before is None else _of_works(question, answer, before))
    for group in _groups(question):
        given = {k: written for k in group if (written := answer[k]) is not None}
        if not any(found[k].outcome in OPEN for k in given):
            continue
        best = list(islice(_giving(question, given, found, told), MOST_NAMED))
        mistakes += [(one.name, one.worked) for one in best if one.worked is not None]
        for one in best[:1]:
            for k in given:
                if found[k].outcome not in FINE and k in one.changed:
                    found[k] = _as_mistake(found[k], one.title, one.name)
    nameless = tuple(k for k, mark in enumerate(found) if mark.outcome is Outcome.WRONG)
    for k in nameless:
        written = answer[k]
        assert written is not None
        found[k] = _with_slip(question, dues, k, found[k], written, before)
    return Named(tuple(found), tuple(mistakes), nameless)


def _groups(question: Numbers) -> Iterator[range]:
    """All its numbers, then each row."""
    yield range(len(question.flat))
    if len(question.blanks) > 1:
        yield from _rows(question)


def _rows(question: Numbers) -> Iterator[range]:
    k = 0
    for row in question.blanks:
        yield range(k, k + len(row))
        k += len(row)


def _giving(
    question: Numbers, given: Mapping[int, Written], marks: Sequence[CellMark], told: Sequence[Told]
) -> Iterator[Told]:
    """The mistakes that give all these numbers: as they would be due, or with too few digits."""
    wrong = [written for k, written in given.items() if marks[k].outcome not in FINE]
    is_wrong = any(marks[k].outcome is Outcome.WRONG for k in given)
    is_enough = is_wrong and _tell_enough(wrong, are_shares=question.step == "weights")
    is_whole = len(given) == len(question.flat)
    for least, may_be in ((Outcome.RIGHT, is_whole or is_enough), (Outcome.PRECISION, is_enough)):
        if may_be:
            at_least = BEST_FIRST[least]
            yield from (
                one for one in told if all(k in one.fits and BEST_FIRST[one.fits[k]] <= at_least for k in given)
            )


def _tell_enough(wrong: Sequence[Written], *, are_shares: bool) -> bool:
    """Whether wrong numbers show so much that it is no chance when a mistake gives them all."""
    printed = [written.printed for written in wrong if written.printed is not None]
    return len(printed) < len(wrong) or tell_enough(printed, are_shares=are_shares)


def _of_works(question: Numbers, answer: Answer, own: Own) -> Iterator[Told]:
    """The mistakes that give the numbers of a row at least, made in the right work or in what follows from others."""
    right = own.right.dues(question)
    rows = list(_rows(question))
    for worked in (own.right,) if own.written is own.right else (own.right, own.written):
        for name, dues in worked.wrong(question):
            fits: dict[int, Outcome] = {}
            for row in rows:
                fits |= _row_fits(dues, answer, row)
            if fits:
                yield Told(by_likelihood()[name].title, name, fits, _changed(right, dues, fits), worked)


def _row_fits(dues: Dues, answer: Answer, row: range) -> dict[int, Outcome]:
    """How the numbers of the row fit; nothing where one of them does not."""
    fits = {}
    for k in row:
        written = answer[k]
        if written is not None:
            fits[k] = _fit(dues[k], written)
            if fits[k] is Outcome.WRONG:
                return {}
    return fits


def _changed(right: Dues | None, wrong: Dues, fits: Mapping[int, Outcome]) -> frozenset[int]:
    """Which of the numbers that fit differ from the right ones."""
    return frozenset(k for k in fits if right is None or _differ(right[k], wrong[k]))


def _differ(one: Due, other: Due) -> bool:
    try:
        return not one.ball.overlaps(other.ball) or one.exact != other.exact
    except SymattnError:
        return True


def _fit(due: Due, written: Written) -> Outcome:
    try:
        return fit(due, written)
    except SymattnError:
        # 1/(2 − 2) is no number that could have been written
        return Outcome.WRONG


def _known(question: Numbers, answer: Answer) -> Iterator[Told]:
    """The ways of going wrong that are told with numbers of no work."""
    for wrong in question.known_wrong:
        fits = {
            k: Outcome.RIGHT
            for k, (text, written) in enumerate(zip(wrong.texts, answer, strict=True))
            if written is not None and _rounds_to(written, text)
        }
        yield Told(wrong.title, wrong.mistake or wrong.title, fits, frozenset(fits), None)


def _rounds_to(written: Written, text: str) -> bool:
    """Whether it is the decimal, to the places asked for."""
    due = Due.known(written.entry.value, written.places)
    shown = read_decimal(text).value * due.power
    return due.units == shown or (written.scaled is not None and due.is_tie and abs(written.scaled - shown) * 2 <= 1)


def _with_slip(
    question: Numbers, dues: Sequence[Due], k: int, mark: CellMark, written: Written, before: Own | None
) -> CellMark:
    """The mark of a number that is still without a name: with the slip of the pen that makes it of one that is due."""
    printed = written.printed
    if printed is not None:
        going_on = before.goings[-1].due(question, k) if before and before.goings else None
        beside = [due.real for i, due in enumerate(dues) if i != k]
        for due in (dues[k], going_on):
            slip = _slip(due, printed, beside) if due is not None else ""
            if slip:
                return _as_mistake(mark, by_likelihood()[slip].title, slip)
    return replace(mark, feedback=intern(wrong_sentence(question)))


def _slip(due: Due, printed: Printed, beside: Sequence[Real]) -> str:
    try:
        return next(iter(misprints(due.real, printed, neighbours=beside)), "")
    except SymattnError:
        # e^(e^√2) has digits, but is no number to be worked with exactly
        return ""


def _as_mistake(mark: CellMark, title: str, name: str) -> CellMark:
    told = intern(sentence(Outcome.MISTAKE, why=title))
    return replace(mark, outcome=Outcome.MISTAKE, mistake=name, feedback=told)
