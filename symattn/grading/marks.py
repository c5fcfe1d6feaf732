"""grade(paper, answers): the marks of every student, totals, and what was amiss with the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from symattn.errors import SymattnError
from symattn.grading.answers import Submitted
from symattn.grading.judging import Judge
from symattn.grading.outcome import Outcome, QuestionMark
from symattn.grading.paper import Paper
from symattn.grading.scheme import Scheme
from symattn.grading.submitting import sorted_answers


@dataclass(frozen=True)
class StudentMarks:
    """All marks of one student."""

    student: str
    marks: tuple[QuestionMark, ...]
    worth: Fraction
    """Points of a question."""
    not_counted: tuple[str, ...] = ()
    """What was handed in and does not count, with its place and the reason."""

    @property
    def points(self) -> Fraction:
        return sum((mark.credit for mark in self.marks), Fraction(0)) * self.worth

    @property
    def most(self) -> Fraction:
        return len(self.marks) * self.worth

    @property
    def share(self) -> Fraction:
        return self.points / self.most if self.most else Fraction(0)


@dataclass(frozen=True)
class QuestionSummary:
    """How all students did at one question: how many of each outcome, and the mistakes made."""

    exercise: str
    question: str
    answers: int
    mean: Fraction
    outcomes: Mapping[Outcome, int]
    mistakes: Mapping[str, int]


@dataclass(frozen=True)
class Marks:
    """What `grade` found."""

    students: tuple[StudentMarks, ...]
    questions: tuple[QuestionSummary, ...]
    problems: tuple[str, ...]
    """Answers that belong to nothing, or were given twice, each with its place; and how the file was read."""


def grade(paper: Paper, answers: Iterable[Submitted], scheme: Scheme = Scheme()) -> Marks:
    """The marks. Each student is asked every question of the exercises that he or she answered anything of.

    With a scheme that asks all of everybody, these are all exercises.
    """
    sorted_ = sorted_answers(paper, answers)
    given = sorted_.answers
    if scheme.asks_all:
        given = {name: {exercise: of.get(exercise, {}) for exercise in paper.told} for name, of in given.items()}
    marks: dict[str, dict[str, tuple[QuestionMark, ...]]] = {name: dict.fromkeys(of, ()) for name, of in given.items()}
    # exercise by exercise, so that no more than one of them is worked out at a time
    for exercise in {exercise: None for of in given.values() for exercise in of}:
        judge = _judge(paper, exercise, scheme)
        for student, of in given.items():
            if exercise in of:
                marks[student][exercise] = judge.marks(of[exercise])
    students = tuple(
        StudentMarks(
            name,
            tuple(mark for some in of.values() for mark in some),
            scheme.points,
            tuple(sorted_.not_counted.get(name, ())),
        )
        for name, of in marks.items()
    )
    return Marks(students, tuple(_summaries(students)), tuple(sorted_.problems))


def _judge(paper: Paper, exercise: str, scheme: Scheme) -> Judge:
    """Errors: where an exercise has no answer, in which file it stands."""
    asked = paper.exercise(exercise)
    try:
        return Judge(asked, scheme)
    except SymattnError as error:
        raise type(error)(f"{paper.path}: {error}") from error


def _summaries(students: Iterable[StudentMarks]) -> Iterable[QuestionSummary]:
    by_question: dict[tuple[str, str], list[QuestionMark]] = {}
    for student in students:
        for mark in student.marks:
            by_question.setdefault((mark.exercise, mark.question), []).append(mark)
    for (exercise, question), marks in by_question.items():
        mistakes = Counter(name for mark in marks for name in {cell.mistake for cell in mark.cells if cell.mistake})
        yield QuestionSummary(
            exercise,
            question,
            len(marks),
            sum((mark.credit for mark in marks), Fraction(0)) / len(marks),
            Counter(mark.outcome for mark in marks),
            mistakes,
        )


def points(value: Fraction, places: int = 2) -> str:
    """`3`, `2.5`, `3.58`: to so many places at most, ties to even."""
    whole, rest = divmod(round(value * 10**places), 10**places)
    return f"{whole}.{rest:0{places}d}".rstrip("0").rstrip(".")
