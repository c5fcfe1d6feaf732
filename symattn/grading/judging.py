"""One student's answers to one exercise → marks: by the verdicts of `verify`, and by the work done again.

A number that is not right may still follow from the student's own earlier numbers, as they were written, or as a
mistake made there gives them without any rounding; what follows is worked by the derivation itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from string import ascii_uppercase
from typing import assert_never

from symattn.diagnosis import by_likelihood, misprints, step_mistakes
from symattn.errors import SymattnError
from symattn.exact.number import Exact
from symattn.exact.rounding import Fit, judge
from symattn.exercise import Blank, Choice, Numbers, Question
from symattn.following import followed
from symattn.grading.feedback import sentence
from symattn.grading.outcome import CellMark, Outcome, QuestionMark
from symattn.grading.paper import Asked
from symattn.grading.reading import Entry, read_answer
from symattn.grading.scheme import Scheme
from symattn.notation.formula import Name
from symattn.notation.plain import plain
from symattn.tables.exactly import number
from symattn.tables.table import Entry as TableEntry
from symattn.tables.table import Given, Table
from symattn.work import Work, step_of

CHOICES = ascii_uppercase
NAMELESS = Name("x")
OUTCOMES = {
    Fit.TRUNCATED: Outcome.TRUNCATED,
    Fit.LAST_DIGIT: Outcome.LAST_DIGIT,
    Fit.UNDECIDED: Outcome.UNREAD,
    Fit.WRONG: Outcome.WRONG,
}


@dataclass(frozen=True)
class Answer:
    """What was given for a question, or for one of its cells."""

    text: str
    decimal_comma: bool = False


Answers = Mapping[str, Answer]
"""By question (`weights`), or by cell (`weights.1.2`, counted from 1)."""


@dataclass(frozen=True)
class _Earlier:
    """A question answered before, of the same work."""

    question: Numbers
    entries: tuple[Entry, ...]
    mistake: str
    """What made it wrong, if that has a name."""


def judge_exercise(asked: Asked, answers: Answers, scheme: Scheme) -> Iterator[QuestionMark]:
    """The marks of each question, in the order of the exercise."""
    earlier: list[_Earlier] = []
    for question in asked.questions.values():
        match question:
            case Choice():
                cells: tuple[CellMark, ...] = (_chosen(question, answers.get(question.name)),)
            case Numbers():
                cells, entries = _numbers(question, answers, [e for e in earlier if e.question.work is question.work])
                if (
                    entries is not None
                    and question.work is not None
                    and not all(c.outcome is Outcome.RIGHT for c in cells)
                ):
                    earlier.append(_Earlier(question, entries, next((c.mistake for c in cells if c.mistake), "")))
            case _:
                assert_never(question)
        credit = sum((scheme.credit(cell.outcome, cell.mistake) for cell in cells), Fraction(0)) / len(cells)
        yield QuestionMark(asked.name, question.name, cells, credit)


def names_of(question: Question) -> list[str]:
    """What answers may be called: the question, and each of its cells."""
    if isinstance(question, Choice):
        return [question.name]
    cells = [f"{question.name}.{i}.{j}" for i, row in enumerate(question.blanks, 1) for j in range(1, len(row) + 1)]
    return [question.name, *cells]


# --- choices --------------------------------------------------------------------------------


def _chosen(question: Choice, answer: Answer | None) -> CellMark:
    due = CHOICES[question.right]
    if answer is None or not answer.text.strip():
        return CellMark("", "", due, Outcome.MISSING, feedback=sentence(Outcome.MISSING))
    letter = answer.text.strip().strip("().").upper()
    place = CHOICES.find(letter) if len(letter) == 1 else -1
    if not 0 <= place < len(question.options):
        return CellMark("", answer.text, due, Outcome.UNREAD, feedback=f"{_letters(question)} is due.")
    option = question.options[place]
    why = "".join(part.text for part in option.why if hasattr(part, "text"))
    if place == question.right:
        return CellMark("", answer.text, due, Outcome.RIGHT, feedback=why)
    outcome = Outcome.MISTAKE if option.mistake else Outcome.WRONG
    return CellMark("", answer.text, due, outcome, option.mistake, why)


def _letters(question: Choice) -> str:
    return f"One letter from A to {CHOICES[len(question.options) - 1]}"


# --- numbers --------------------------------------------------------------------------------


def _numbers(
    question: Numbers, answers: Answers, earlier: list[_Earlier]
) -> tuple[tuple[CellMark, ...], tuple[Entry, ...] | None]:
    """The marks of its cells; and its numbers, if all of them were given and read."""
    read = _read(question, answers)
    entries = tuple(value for value in read if isinstance(value, Entry))
    cells = [_one(question, k, value, earlier) for k, value in enumerate(read)]
    complete = len(entries) == len(read)
    if any(cell.outcome is Outcome.WRONG for cell in cells):
        mistake = _mistake_of_all(question, entries, earlier) if complete else ""
        cells = [
            _named(cell, mistake) if mistake else _with_slip(cell, question.flat[k], read[k])
            for k, cell in enumerate(cells)
        ]
    return tuple(cells), entries if complete else None


Unread = tuple[Outcome, str, str]
"""Missing or unread, what was given, and why."""


def _read(question: Numbers, answers: Answers) -> list[Entry | Unread]:
    """For each cell its number, or why there is none."""
    whole = answers.get(question.name)
    size = len(question.flat)
    if whole is None or not whole.text.strip():
        names = [f"{question.name}.{i}.{j}" for i, row in enumerate(question.blanks, 1) for j in range(1, len(row) + 1)]
        return [_read_cell(answers.get(name)) for name in names]
    try:
        given = read_answer(whole.text, decimal_comma=whole.decimal_comma)
    except SymattnError as error:
        return [(Outcome.UNREAD, whole.text, str(error))] * size
    shape, due = (len(given.rows), len(given.rows[0])), (len(question.blanks), len(question.blanks[0]))
    # a row may be written where a column is due
    fits = shape == due or (given.flat and shape == (1, size) and 1 in due)
    if not fits or any(len(row) != shape[1] for row in given.rows):
        told = f"{shape[0]} x {shape[1]} numbers were given, where {due[0]} x {due[1]} are due"
        return [(Outcome.UNREAD, whole.text, told)] * size
    return [entry for row in given.rows for entry in row]


def _read_cell(answer: Answer | None) -> Entry | Unread:
    if answer is None or not answer.text.strip():
        return Outcome.MISSING, "", ""
    try:
        given = read_answer(answer.text, decimal_comma=answer.decimal_comma)
    except SymattnError as error:
        return Outcome.UNREAD, answer.text, str(error)
    if (len(given.rows), len(given.rows[0])) != (1, 1):
        return Outcome.UNREAD, answer.text, "several numbers were given, where one is due"
    return given.rows[0][0]


def _one(question: Numbers, k: int, value: Entry | Unread, earlier: list[_Earlier]) -> CellMark:
    blank = question.flat[k]
    name = "" if question.is_one else plain(blank.name)
    if not isinstance(value, Entry):
        outcome, text, why = value
        return CellMark(name, text, blank.text, outcome, feedback=sentence(outcome, why=why))
    outcome = _fits(blank, value)
    if outcome is not Outcome.RIGHT and any(value.text == texts[k] for texts in question.carried):
        outcome = Outcome.RIGHT
    if outcome in (Outcome.RIGHT, Outcome.PRECISION):
        return CellMark(name, value.text, blank.text, outcome, feedback=sentence(outcome, blank=blank))
    if _follows(question, k, value, earlier):
        return CellMark(name, value.text, blank.text, Outcome.CARRIED, feedback=sentence(Outcome.CARRIED))
    return CellMark(name, value.text, blank.text, outcome, feedback=sentence(outcome))


def _fits(blank: Blank, entry: Entry) -> Outcome:
    """By the number that is due alone."""
    return _fit_of(blank.due, blank, entry)


def _fit_of(due: Exact, blank: Blank, entry: Entry) -> Outcome:
    if entry.printed is None:
        return Outcome.RIGHT if entry.value == due else _rounded_expression(due, blank, entry)
    judged = judge(due, entry.printed, strict=True)
    if judged.fit is Fit.EXACT:
        return Outcome.RIGHT
    if judged.fit is Fit.ROUNDED:
        return Outcome.RIGHT if entry.printed.places >= blank.places else Outcome.PRECISION
    if entry.printed.places > blank.places and not blank.ends and _agree(due, entry.value, blank.places):
        # the digits asked for are right, further ones are not
        return Outcome.RIGHT
    return OUTCOMES[judged.fit]


def _rounded_expression(due: Exact, blank: Blank, entry: Entry) -> Outcome:
    """Of an expression with rounded numbers in it (1/(1 + e^4.243)) the digits asked for must be right."""
    return Outcome.PRECISION if not blank.ends and _agree(due, entry.value, blank.places) else Outcome.WRONG


def _agree(one: Exact, other: Exact, places: int) -> bool:
    return _units(one, places) == _units(other, places)


def _units(value: Exact, places: int) -> int:
    return Blank(NAMELESS, value, places).units


def _with_slip(cell: CellMark, blank: Blank, value: Entry | Unread) -> CellMark:
    """The mark of a wrong number, with the slip of the pen that makes it of the right one."""
    if cell.outcome is not Outcome.WRONG or not isinstance(value, Entry) or value.printed is None:
        return cell
    slip = next(iter(misprints(blank.due, value.printed)), "")
    return _named(cell, slip) if slip else cell


# --- what follows, and mistakes -------------------------------------------------------------


def _follows(question: Numbers, k: int, entry: Entry, earlier: list[_Earlier]) -> bool:
    """Whether the number is right from what the student had before."""
    blank = question.flat[k]
    return any(
        _fit_of(due, blank, entry) in (Outcome.RIGHT, Outcome.PRECISION) for due in _due_from(question, k, earlier)
    )


def _due_from(question: Numbers, k: int, earlier: list[_Earlier]) -> Iterator[Exact]:
    """The number as it follows from earlier answers as written, and from a mistake in them without rounding."""
    for table in _tables_from(question, earlier):
        try:
            yield number(table, *question.cells[k])
        except SymattnError:
            continue


def _tables_from(question: Numbers, earlier: list[_Earlier]) -> Iterator[Table]:
    if question.work is None or not earlier:
        return
    yield followed(question.work, _written(earlier)).step(question.step).table
    for before in earlier:
        if before.mistake:
            table = _with(question.work, before.mistake, question.step)
            if table is not None:
                yield table


def _written(earlier: list[_Earlier]) -> dict[str, Table]:
    """The tables of earlier answers; where a row alone was asked for, the other rows as they should be."""
    written: dict[str, Table] = {}
    for before in earlier:
        assert before.question.work is not None
        right = before.question.work.step(before.question.step).table
        own = dict(zip(before.question.cells, before.entries, strict=True))
        rows, columns = right.shape
        cells = tuple(
            tuple(TableEntry(own[i, j].value if (i, j) in own else number(right, i, j)) for j in range(columns))
            for i in range(rows)
        )
        written[before.question.step] = Given(right.name, right.letter, cells)
    return written


def _with(work: Work, mistake: str, step: str) -> Table | None:
    if mistake not in by_likelihood():
        return None
    output = by_likelihood()[mistake].commit(work.output_table)
    return None if output is None else step_of(output, step)


def _mistake_of_all(question: Numbers, entries: tuple[Entry, ...], earlier: list[_Earlier]) -> str:
    """The mistake that gives all these numbers, made in the right work or in what follows from earlier answers."""
    if question.work is None:
        texts = tuple(entry.text for entry in entries)
        wrong = (answer for answer in question.known_wrong if answer.texts == texts)
        return next((answer.mistake or answer.title for answer in wrong), "")
    printed = [entry.printed for entry in entries if entry.printed is not None]
    if len(printed) < len(entries):
        return ""
    works = [question.work, *([followed(question.work, _written(earlier))] if earlier else [])]
    found = (name for work in works for name in step_mistakes(work, question.step, question.cells, printed))
    return next(found, "")


def _named(cell: CellMark, mistake: str) -> CellMark:
    """The mark of a number that is not right, with the mistake that gives it."""
    if cell.outcome in (Outcome.RIGHT, Outcome.CARRIED, Outcome.PRECISION):
        return cell
    outcome = Outcome.MISTAKE
    return CellMark(cell.name, cell.answer, cell.due, outcome, mistake, sentence(outcome, mistake))
