"""The numbers of one question → their outcomes, and what the student may go on with.

A number that is not right may still follow from the student's earlier numbers (following.py). What neither is nor
follows is looked for among the mistakes: all numbers together, then row by row, for one row may be worked rightly and
another not; at last each number by itself, as a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from symattn.diagnosis import by_likelihood, misprints, mistaken_step, tell_enough
from symattn.errors import SymattnError
from symattn.exact.rounding import read_decimal
from symattn.exercise import Blank, Numbers
from symattn.grading.cells import Entry
from symattn.grading.feedback import carried_sentence, sentence, step_sentence
from symattn.grading.fitting import fit
from symattn.grading.following import Going, Own
from symattn.grading.given import Answer, Read, Unread, numbers_given
from symattn.grading.outcome import CellMark, Outcome
from symattn.grading.paper import cell_names
from symattn.mistake import Mistake, is_right
from symattn.notation.plain import plain
from symattn.tables.exactly import number
from symattn.tables.table import Table
from symattn.work import Work

BEST_FIRST = {outcome: place for place, outcome in enumerate(Outcome)}
FOLLOWED = {
    Outcome.RIGHT: Outcome.CARRIED,
    Outcome.PRECISION: Outcome.PRECISION,
    Outcome.TRUNCATED: Outcome.TRUNCATED,
    Outcome.LAST_DIGIT: Outcome.LAST_DIGIT,
}
"""What a number is that is so from the student's own earlier numbers."""
MOST_NAMED = 4
"""Mistakes that give the same numbers; what follows may come of any of them."""
FINE = (Outcome.RIGHT, Outcome.CARRIED)
OPEN = (Outcome.PRECISION, Outcome.TRUNCATED, Outcome.LAST_DIGIT, Outcome.WRONG)
"""What a mistake that gives all numbers explains better."""


@dataclass(frozen=True)
class Judged:
    """The marks of a question's numbers, and what their student may go on with."""

    cells: tuple[CellMark, ...]
    own: Own | None


def number_names(question: Numbers) -> list[str]:
    """What an answer may be called: `weights`, and for its numbers `weights.1.1` …, row by row."""
    return [question.name, *cell_names(question.name, question.blanks)]


def judged(question: Numbers, given: Sequence[Answer | None], before: Own | None) -> Judged:
    """The marks of these answers, by the names above, after what was answered before to the same work."""
    read = _read(question, given)
    entries = [value if isinstance(value, Entry) else None for value in read]
    marks = [_mark(question, k, value, before) for k, value in enumerate(read)]
    mistakes: list[tuple[str, Work]] = []
    if any(mark.outcome in OPEN for mark in marks):
        marks, mistakes = _named(question, entries, marks, before)
    if before is None or not any(entries):
        return Judged(tuple(marks), before)
    follows = all(mark.outcome in FINE for mark, entry in zip(marks, entries, strict=True) if entry is not None)
    return Judged(tuple(marks), before.after(question, entries, mistakes, follows))


def unread(question: Numbers, given: Sequence[Answer | None], before: Own | None, why: str) -> Judged:
    """The marks of an answer that cannot be judged; what follows goes on from what came before it."""
    texts = [answer.text if answer is not None else "" for answer in given]
    values = [Unread(Outcome.UNREAD, texts[0] or text, why) for text in texts[1:]]
    return Judged(tuple(_mark(question, k, value, before) for k, value in enumerate(values)), before)


# --- what was given -------------------------------------------------------------------------


def _read(question: Numbers, given: Sequence[Answer | None]) -> Read:
    """For each cell its number, or why there is none."""
    whole, *single = given
    if whole is not None and whole.text.strip():
        return numbers_given(whole, question.blanks)
    return [numbers_given(answer, [[blank]])[0] for answer, blank in zip(single, question.flat, strict=True)]


# --- right, or right from what came before --------------------------------------------------


def _mark(question: Numbers, k: int, value: Entry | Unread, before: Own | None) -> CellMark:
    blank = question.flat[k]
    name = "" if question.is_one else plain(blank.name)
    if isinstance(value, Unread):
        return CellMark(name, value.text, blank.text, value.outcome, feedback=sentence(value.outcome, why=value.why))
    outcome, going = _outcome(question, k, value, before)
    told = carried_sentence(outcome, blank, going) if going else sentence(outcome, blank=blank)
    return CellMark(name, value.text, blank.text, outcome, feedback=told)


def _outcome(question: Numbers, k: int, entry: Entry, before: Own | None) -> tuple[Outcome, Going | None]:
    """The best that can be said of a number, and the earlier numbers of which it is said."""
    blank = question.flat[k]
    best = fit(blank, entry)
    if best is not Outcome.RIGHT and _is_accepted(question, k, entry):
        best = Outcome.RIGHT
    if best is Outcome.RIGHT or before is None:
        return best, None
    found: Going | None = None
    for going in before.goings:
        due = going.due(question, k)
        outcome = FOLLOWED.get(fit(due, entry)) if due is not None else None
        if outcome is not None and BEST_FIRST[outcome] < BEST_FIRST[best]:
            best, found = outcome, going
        if best is Outcome.CARRIED:
            return best, found
    if before.may_follow(question, k, entry):
        return Outcome.CARRIED, before.goings[-1]
    return best, found


def _is_accepted(question: Numbers, k: int, entry: Entry) -> bool:
    """Whether it is one of the numbers that rounding on the way may lead to, where the sheet accepts these."""
    return any(entry.value == read_decimal(texts[k]).value for texts in question.carried)


# --- mistakes -------------------------------------------------------------------------------


def _named(
    question: Numbers, entries: Sequence[Entry | None], marks: Sequence[CellMark], before: Own | None
) -> tuple[list[CellMark], list[tuple[str, Work]]]:
    """The marks with the mistakes that give the wrong numbers, and these with the work in which they do."""
    named, mistakes = list(marks), []
    for group in _groups(question):
        if not any(named[k].outcome in OPEN for k in group):
            continue
        found = list(islice(_mistakes_of(question, group, entries, named, before), MOST_NAMED))
        mistakes += [(name, work) for _, name, work in found if work is not None]
        for title, name, work in found[:1]:
            for k in group:
                is_open = named[k].outcome not in FINE and entries[k] is not None
                if is_open and _changes(question, k, name, work):
                    named[k] = _as_mistake(named[k], title, name)
    return [_with_slip(question, k, mark, entries, before) for k, mark in enumerate(named)], mistakes


def _changes(question: Numbers, k: int, mistake: str, work: Work | None) -> bool:
    """Whether the mistake changes the k-th number; what it leaves as it is keeps its own outcome."""
    try:
        table = None if work is None else mistaken_step(work, question.step, by_likelihood()[mistake])
        return table is None or number(table, *question.cells[k]) != question.flat[k].due
    except SymattnError:
        return True


def _groups(question: Numbers) -> Iterator[list[int]]:
    """All its numbers, then each row."""
    yield list(range(len(question.flat)))
    k = 0
    for row in question.blanks if len(question.blanks) > 1 else ():
        yield list(range(k, k + len(row)))
        k += len(row)


def _mistakes_of(
    question: Numbers, group: Sequence[int], entries: Sequence[Entry | None], marks: Sequence[CellMark], own: Own | None
) -> Iterator[tuple[str, str, Work | None]]:
    """The mistakes that give all these numbers, made in the right work or in what follows from earlier answers."""
    given = {k: entry for k in group if (entry := entries[k]) is not None}
    if own is None:
        for wrong in question.known_wrong:
            if all(is_right(entry.value, read_decimal(wrong.texts[k])) for k, entry in given.items()):
                yield wrong.title, wrong.mistake or wrong.title, None
        return
    wrong_numbers = [entry for k, entry in given.items() if marks[k].outcome not in FINE]
    is_whole = len(given) == len(question.flat)
    is_enough = _tell_enough(wrong_numbers, are_shares=question.step == "weights")
    is_wrong = any(marks[k].outcome is Outcome.WRONG for k in given)
    right, written = (work.step(question.step).table for work in (own.right, own.written))
    for least in (Outcome.RIGHT, Outcome.PRECISION):
        # few digits may be met by chance, unless they are all numbers of a question, at the places asked for
        if not (is_enough and is_wrong) and not (is_whole and least is Outcome.RIGHT):
            continue
        for work in (own.right,) if written is right else (own.right, own.written):
            for name, mistake in by_likelihood().items():
                if not mistake.twin and _gives(work, question, mistake, given, least):
                    yield mistake.title, name, work


def _tell_enough(wrong: Sequence[Entry], *, are_shares: bool) -> bool:
    """Whether wrong numbers show so much that it is no chance when a mistake gives them all."""
    printed = [entry.printed for entry in wrong if entry.printed is not None]
    return len(printed) < len(wrong) or tell_enough(printed, are_shares=are_shares)


def _gives(work: Work, question: Numbers, mistake: Mistake, given: Mapping[int, Entry], least: Outcome) -> bool:
    """Whether the mistake gives just these numbers: each would be right if it were due, or of too few digits."""
    try:
        table = mistaken_step(work, question.step, mistake)
        return table is not None and all(
            BEST_FIRST[fit(_blank_of(table, question, k), entry)] <= BEST_FIRST[least] for k, entry in given.items()
        )
    except SymattnError:
        return False


def _blank_of(table: Table, question: Numbers, k: int) -> Blank:
    """The k-th number as it would be due if the table were the right one."""
    blank, place = question.flat[k], question.cells[k]
    return Blank(blank.name, blank.places, lambda: number(table, *place))


def _with_slip(
    question: Numbers, k: int, mark: CellMark, entries: Sequence[Entry | None], before: Own | None
) -> CellMark:
    """The mark of a number that is still without a name: with the slip of the pen that makes it of one that is due."""
    entry = entries[k]
    if mark.outcome is not Outcome.WRONG or entry is None or entry.printed is None:
        return mark
    dues = [question.flat[k], *(going.due(question, k) for going in (before.goings[-1:] if before else ()))]
    beside = [blank.due for i, blank in enumerate(question.flat) if i != k]
    for blank in dues:
        slip = next(iter(misprints(blank.due, entry.printed, neighbours=beside)), "") if blank is not None else ""
        if slip:
            return _as_mistake(mark, by_likelihood()[slip].title, slip)
    told = step_sentence(question) if question.work is not None else sentence(Outcome.WRONG)
    return replace(mark, feedback=told)


def _as_mistake(mark: CellMark, title: str, name: str) -> CellMark:
    return replace(mark, outcome=Outcome.MISTAKE, mistake=name, feedback=sentence(Outcome.MISTAKE, why=title))
