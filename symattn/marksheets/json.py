"""JSON: students with every number judged, questions with their outcomes. The schema is docs/marks.schema.json.

Points, credits and means are exact, as text: 17/4.
"""

from typing import Any

from symattn.grading.marks import Marks, QuestionSummary, StudentMarks
from symattn.marksheet import Marksheet
from symattn.render.json import written

VERSION = 1


def render(marks: Marks, width: int) -> str:
    told = {
        "version": VERSION,
        "students": [_student(student) for student in marks.students],
        "questions": [_question(question) for question in marks.questions],
        "problems": list(marks.problems),
    }
    return written(told) + "\n"


def _student(student: StudentMarks) -> dict[str, Any]:
    return {
        "student": student.student,
        "points": str(student.points),
        "most": str(student.most),
        "answers": [
            {
                "exercise": mark.exercise,
                "question": mark.question,
                "credit": str(mark.credit),
                "outcome": mark.outcome.value,
                "numbers": [
                    {
                        "name": cell.name,
                        "answer": cell.answer,
                        "due": cell.due,
                        "outcome": cell.outcome.value,
                        "mistake": cell.mistake,
                        "feedback": cell.feedback,
                    }
                    for cell in mark.cells
                ],
            }
            for mark in student.marks
        ],
        "not_counted": list(student.not_counted),
    }


def _question(question: QuestionSummary) -> dict[str, Any]:
    return {
        "exercise": question.exercise,
        "question": question.question,
        "answers": question.answers,
        "mean": str(question.mean),
        "outcomes": {outcome.value: count for outcome, count in question.outcomes.items()},
        "mistakes": dict(question.mistakes),
    }


MARKSHEET = Marksheet(suffix=".json", render=render)
