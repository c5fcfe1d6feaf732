"""One student's answers to one exercise → marks: by the verdicts of `verify`, and by the work done again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache, partial
from typing import assert_never

from symattn.errors import ReadingError, SymattnError
from symattn.exact.effort import at_most
from symattn.exercise import Choice, Numbers, Question
from symattn.grading.choosing import CHOICES, chosen
from symattn.grading.dues import Due
from symattn.grading.feedback import sentence
from symattn.grading.following import Own
from symattn.grading.given import Answer
from symattn.grading.numbers import Judged, judged, number_names, unread
from symattn.grading.outcome import CellMark, Outcome, QuestionMark
from symattn.grading.paper import Asked
from symattn.grading.scheme import Scheme
from symattn.grading.worked import Worked
from symattn.limits import ANSWER_PRODUCTS
from symattn.notation.document import Text
from symattn.work import Work

MOST_REMEMBERED = 256
"""Answers to a question that are kept, those met last, with the works that follow: others may give the same."""

Answers = Mapping[str, Answer]
"""By question (`weights`), or by cell (`weights.1.2`, counted from 1)."""


class Judge:
    """Judges the answers to one exercise; equal answers after equal answers are judged once."""

    def __init__(self, asked: Asked, scheme: Scheme) -> None:
        self.asked = asked
        self.scheme = scheme
        self._beginnings: dict[int, Own] = {}
        numbers = {name: question for name, question in asked.questions.items() if isinstance(question, Numbers)}
        try:
            self._dues = {name: self._due(question) for name, question in numbers.items()}
        except SymattnError as error:
            # the exercise's, and no answer's
            raise type(error)(f"exercise {asked.name!r}: {error}") from error
        # nothing follows from the last question of a work
        last = {id(question.work): name for name, question in numbers.items()}
        self._names = {name: number_names(question) for name, question in numbers.items()}
        # of nothing that holds the judge, so that all of it goes when the next exercise is judged
        self._judged = {
            name: lru_cache(MOST_REMEMBERED)(
                partial(_judged_by_itself, question, self._dues[name], last[id(question.work)] != name)
            )
            for name, question in numbers.items()
        }

    def marks(self, answers: Answers) -> tuple[QuestionMark, ...]:
        """The marks of each question, in the order of the exercise."""
        own: dict[int, Own] = {}
        found = []
        for question in self.asked.questions.values():
            match question:
                case Choice():
                    cells: tuple[CellMark, ...] = (_chosen(question, answers.get(question.name)),)
                case Numbers():
                    before = self._beginning(question.work)
                    given = tuple([answers.get(name) for name in self._names[question.name]])
                    told = self._judged[question.name](given, own.get(id(question.work), before))
                    cells = told.cells
                    if told.own is not None:
                        own[id(question.work)] = told.own
                case _:
                    assert_never(question)
            found.append(self._mark(question, cells))
        return tuple(found)

    def _due(self, question: Numbers) -> tuple[Due, ...]:
        """What is due, worked out first. Errors: where an exercise has none."""
        beginning = self._beginning(question.work)
        dues = beginning.right.dues(question) if beginning is not None else None
        if not question.texts:
            raise ReadingError(f"question {question.name!r} asks for no number")
        return dues or tuple(Due.known(blank.due, blank.places) for blank in question.flat)

    def _beginning(self, work: Work | None) -> Own | None:
        if work is None:
            return None
        if id(work) not in self._beginnings:
            self._beginnings[id(work)] = Own(Worked.right(work))
        return self._beginnings[id(work)]

    def _mark(self, question: Question, cells: tuple[CellMark, ...]) -> QuestionMark:
        credit = sum((self.scheme.credit(cell.outcome, cell.mistake) for cell in cells), Fraction(0)) / len(cells)
        return QuestionMark(self.asked.name, question.name, cells, credit)


def _judged_by_itself(
    question: Numbers, dues: Sequence[Due], goes_on: bool, given: tuple[Answer | None, ...], before: Own | None
) -> Judged:
    """The marks of one answer, which may take only so much; what is in it cannot keep others from being judged."""
    try:
        with at_most(ANSWER_PRODUCTS):
            return judged(question, dues, given, before, goes_on=goes_on)
    except SymattnError as error:
        return unread(question, given, before, str(error))


def _chosen(question: Choice, answer: Answer | None) -> CellMark:
    due = CHOICES[question.right]
    if answer is None or not answer.text.strip():
        return CellMark("", "", due, Outcome.MISSING, feedback=sentence(Outcome.MISSING))
    place = chosen(answer.text, question.options)
    if isinstance(place, str):
        return CellMark("", answer.told, due, Outcome.UNREAD, feedback=sentence(Outcome.UNREAD, why=place))
    option = question.options[place]
    why = "".join(part.text for part in option.why if isinstance(part, Text))
    if place == question.right:
        return CellMark("", answer.told, due, Outcome.RIGHT, feedback=sentence(Outcome.RIGHT, why=why))
    outcome = Outcome.MISTAKE if option.mistake else Outcome.WRONG
    return CellMark("", answer.told, due, outcome, option.mistake, sentence(Outcome.WRONG, why=why))
