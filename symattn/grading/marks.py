"""grade(paper, answers): the marks of every student, totals, and what was amiss with the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from symattn.errors import did_you_mean
from symattn.grading.answers import Submitted
from symattn.grading.judging import Answer, judge_exercise, names_of
from symattn.grading.outcome import Outcome, QuestionMark
from symattn.grading.paper import Paper
from symattn.grading.scheme import Scheme


@dataclass(frozen=True)
class StudentMarks:
    """All marks of one student."""

    student: str
    marks: tuple[QuestionMark, ...]
    worth: Fraction
    """Points of a question."""

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
    """Answers that belong to nothing, or were given twice; each with its place."""


def grade(paper: Paper, answers: Iterable[Submitted], scheme: Scheme = Scheme()) -> Marks:
    """The marks. Each student is asked every question of the exercises that he or she answered anything of."""
    sorted_answers, problems = _sorted(paper, answers)
    students = tuple(_student(name, given, paper, scheme) for name, given in sorted_answers.items())
    return Marks(students, tuple(_summaries(students)), tuple(problems))


Given = dict[str, dict[str, Answer]]


def _sorted(paper: Paper, answers: Iterable[Submitted]) -> tuple[dict[str, Given], list[str]]:
    """Answers by student and exercise; what belongs nowhere is told."""
    found: dict[str, Given] = {}
    problems: list[str] = []
    for answer in answers:
        fault = _fault(paper, answer, found)
        if fault:
            problems.append(f"{answer.where}: {fault}")
        elif answer.answer.text or answer.exercise not in found.get(answer.student, {}):
            found.setdefault(answer.student, {}).setdefault(answer.exercise, {})[answer.question] = answer.answer
    return found, problems


def _fault(paper: Paper, answer: Submitted, found: Mapping[str, Given]) -> str:
    if not answer.student:
        return "an answer without a student"
    if answer.exercise not in paper:
        return f"no exercise is called {answer.exercise!r}{did_you_mean(answer.exercise, paper.told)}"
    names = [name for question in paper.exercise(answer.exercise).questions.values() for name in names_of(question)]
    if answer.question not in names:
        return f"{answer.exercise} has no question {answer.question!r}{did_you_mean(answer.question, names)}"
    before = found.get(answer.student, {}).get(answer.exercise, {}).get(answer.question)
    if before is not None and before.text and answer.answer.text:
        return f"{answer.student} answered {answer.exercise}.{answer.question} twice; the first answer counts"
    return ""


def _student(name: str, given: Given, paper: Paper, scheme: Scheme) -> StudentMarks:
    marks = tuple(
        mark
        for exercise, answers in given.items()
        for mark in judge_exercise(paper.exercise(exercise), answers, scheme)
    )
    return StudentMarks(name, marks, scheme.points)


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


def points(value: Fraction) -> str:
    """`3`, `2.5`, `3.58`: to two places, ties to even."""
    whole, rest = divmod(round(value * 100), 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
