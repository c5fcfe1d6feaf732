"""CSV: a line for each number of each answer, with a sentence for the student, and a total for each student.

What a spreadsheet would run as a formula begins with an apostrophe, also where it takes another character for the
separator: `a;'=1+1`. What does not count is told before the total.
"""

import re
from collections.abc import Iterable, Iterator

from symattn.grading.marks import Marks, StudentMarks, points
from symattn.marksheet import Marksheet
from symattn.render.text import shown

HEADER = ("student", "exercise", "question", "number", "answer", "due", "outcome", "mistake", "points", "feedback")
TOTAL, NOT_COUNTED = "total", "not-counted"
RUN_AS_FORMULA = re.compile(r"\s*[=+\-@−|＝＋－＠]|[\t\r\n]")
NUMBER = r"[-+]?\d+(?:[.,]\d+)?"
NUMBERS = re.compile(NUMBER)
BEHIND_SEPARATOR = re.compile(rf"([;|]\s*)(?=[=+\-@−＝＋－＠])(?!{NUMBER}\s*(?:[;|]|\Z))")
"""What begins a cell for a spreadsheet that takes ; or | for the separator: to it the quotes are no quotes."""
IN_QUOTES = re.compile(r"[,;|\"]")


PLACES = 6
"""Of the points of a question: three thirds of two places would add up to 0.99."""


def render(marks: Marks, width: int) -> str:
    return "".join(",".join(map(_cell, row)) + "\n" for row in _rows(marks))


def _rows(marks: Marks) -> Iterator[Iterable[str]]:
    yield HEADER
    for student in marks.students:
        yield from _of_student(student)


def _of_student(student: StudentMarks) -> Iterator[Iterable[str]]:
    for mark in student.marks:
        for i, cell in enumerate(mark.cells):
            # the points of a question stand in its first line, so that they can be added up
            worth = points(mark.credit * student.worth, PLACES) if not i else ""
            yield (
                *(student.student, mark.exercise, mark.question, cell.name, cell.answer, cell.due),
                *(cell.outcome.value, cell.mistake, worth, cell.feedback),
            )
    for remark in student.not_counted:
        yield student.student, "", "", "", "", "", NOT_COUNTED, "", "", remark
    total = f"{points(student.points)} of {points(student.most)}"
    yield student.student, "", "", "", "", "", TOTAL, "", points(student.points), total


def _cell(text: str) -> str:
    text = harmless(shown(text))
    return '"' + text.replace('"', '""') + '"' if IN_QUOTES.search(text) else text


def harmless(text: str) -> str:
    first = "'" if RUN_AS_FORMULA.match(text) and not NUMBERS.fullmatch(text) else ""
    return first + BEHIND_SEPARATOR.sub(r"\1'", text)


MARKSHEET = Marksheet(suffix=".csv", render=render)
