"""CSV: a line for each number of each answer, with a sentence for the student, and a total for each student.

A cell that a spreadsheet would run as a formula begins with an apostrophe.
"""

import csv
import re
from io import StringIO

from symattn.grading.marks import Marks, points
from symattn.marksheet import Marksheet

HEADER = ("student", "exercise", "question", "number", "answer", "due", "outcome", "mistake", "points", "feedback")
RUN_AS_FORMULA = re.compile(r"\s*[=+\-@−|＝＋－＠]|[\t\r\n]")
NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")


def render(marks: Marks, width: int) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for student in marks.students:
        for mark in student.marks:
            for i, cell in enumerate(mark.cells):
                # the points of a question stand in its first line, so that they can be added up
                worth = points(mark.credit * student.worth) if not i else ""
                row = (
                    *(student.student, mark.exercise, mark.question, cell.name, cell.answer, cell.due),
                    *(cell.outcome.value, cell.mistake, worth, cell.feedback),
                )
                writer.writerow(map(harmless, row))
        total = f"{points(student.points)} of {points(student.most)}"
        writer.writerow(
            map(harmless, (student.student, "", "", "", "", "", "total", "", points(student.points), total))
        )
    return out.getvalue()


def harmless(text: str) -> str:
    return f"'{text}" if RUN_AS_FORMULA.match(text) and not NUMBER.fullmatch(text) else text


MARKSHEET = Marksheet(suffix=".csv", render=render)
