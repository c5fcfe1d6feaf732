"""Marks → blocks: a table of students, with what each is to do better; what is unread; a table of questions."""

from __future__ import annotations

from collections.abc import Iterator

from symattn.grading.marks import Marks, QuestionSummary, StudentMarks, points
from symattn.grading.outcome import FINE, Outcome
from symattn.notation.document import Block, DataTable, Heading, Line, Paragraph, words

STUDENTS = ("student", "points", "of", "what was amiss")
UNREAD = ("student", "question", "answer", "why it is unread")
QUESTIONS = ("question", "answers", "mean", "outcomes", "mistakes")
MOST_SHOWN = 200
"""Characters of an answer that is unread."""


def marks_blocks(marks: Marks) -> Iterator[Block]:
    yield Heading(2, words("Students"))
    yield DataTable(STUDENTS, tuple(_student(student) for student in marks.students))
    unread = tuple(dict.fromkeys(line for student in marks.students for line in _unread(student)))
    if unread:
        yield Heading(2, words("To be looked at"))
        yield DataTable(UNREAD, tuple(tuple(words(cell) for cell in line) for line in unread))
    yield Heading(2, words("Questions"))
    yield DataTable(QUESTIONS, tuple(_question(question) for question in marks.questions))
    if marks.problems:
        yield Heading(2, words("Remarks"))
        for problem in marks.problems:
            yield Paragraph(words(problem))


def _student(student: StudentMarks) -> tuple[Line, ...]:
    return (
        words(student.student),
        words(points(student.points)),
        words(points(student.most)),
        words("; ".join(_amiss(student))),
    )


def _amiss(student: StudentMarks) -> Iterator[str]:
    """One remark a question: what its first number that is not right is told."""
    for mark in student.marks:
        cell = next((cell for cell in mark.cells if cell.outcome not in FINE), None)
        if cell is not None:
            yield f"{mark.exercise}.{mark.question}: {cell.feedback.rstrip('.')}"
    for remark in student.not_counted:
        yield f"not counted, {remark}"


def _unread(student: StudentMarks) -> Iterator[tuple[str, ...]]:
    """What only a human can mark: each answer that was not read, and why."""
    for mark in student.marks:
        for cell in mark.cells:
            if cell.outcome is Outcome.UNREAD:
                answer = " ".join(cell.answer[:MOST_SHOWN].split()) + "…" * (len(cell.answer) > MOST_SHOWN)
                yield student.student, f"{mark.exercise}.{mark.question}", answer, cell.feedback


def _question(question: QuestionSummary) -> tuple[Line, ...]:
    outcomes = ", ".join(f"{count} {outcome.value}" for outcome, count in question.outcomes.items())
    mistakes = ", ".join(f"{count} {name}" for name, count in question.mistakes.items())
    return (
        words(f"{question.exercise}.{question.question}"),
        words(str(question.answers)),
        words(points(question.mean)),
        words(outcomes),
        words(mistakes),
    )
