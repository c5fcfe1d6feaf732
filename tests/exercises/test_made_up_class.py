"""A class of 200 made-up students, marked without one wrong mark."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from made_up_class import CREDIT, PLANS, Planted
from sample import ALL, order

from symattn.generate import made
from symattn.generating.wishes import Wishes
from symattn.grading.answers import read_answers
from symattn.grading.marks import Marks, grade
from symattn.grading.paper import read_paper

STUDENTS = 200
EACH = 4
"""Exercises of a student."""
OFTEN = ("forward_pass", "causal_row", "cross_attention", "scaled_scores")
"""Kinds in which one question follows from another."""


@cache
def exercises() -> list[dict[str, Any]]:
    wished = [(kind, Wishes(level=2)) for kind in (*ALL, *OFTEN)]
    others = ((3, "decimals"), (1, "logs"))
    wished += [(kind, Wishes(level=level, numbers=sort)) for kind in OFTEN for level, sort in others]
    wished += [("forward_pass", Wishes(level=4)), ("forward_pass", Wishes(level=3, digits=4))]
    orders = [order(kind, "json", wishes, i + 40) for i, (kind, wishes) in enumerate(wished)]
    return [json.loads(item.text) for one in orders for item in made(one, 1)]


@cache
def planted_in(place: int, plan: int) -> dict[str, Planted] | None:
    return PLANS[plan](exercises()[place])


@cache
def students() -> dict[str, dict[str, dict[str, Planted]]]:
    """For each student, exercise and question what was planted; plans take turns where there is room for them."""
    used = [0] * len(PLANS)
    found: dict[str, dict[str, dict[str, Planted]]] = {}
    told = exercises()
    for s in range(STUDENTS):
        student = found.setdefault(f"student {s + 1}", {})
        for e in range(EACH):
            place = (s * EACH + e) % len(told)
            for p in sorted(range(len(PLANS)), key=lambda p: (used[p], (p * 7 + s) % len(PLANS))):
                planted = planted_in(place, p)
                if planted is not None:
                    used[p] += 1
                    student[told[place]["name"]] = planted
                    break
    assert min(used) > 0, used
    return found


def written(kind: str, folder: Path) -> Path:
    """All answers as one file; numbers with a comma where columns are parted by semicolons."""
    lines = [
        (student, exercise, name, text)
        for student, of in students().items()
        for exercise, questions in of.items()
        for question, planted in questions.items()
        for name, text in (planted.texts or {question: ""}).items()
    ]
    path = folder / f"answers.{'json' if kind == 'json' else 'csv'}"
    if kind == "json":
        told: dict[str, Any] = {}
        for student, exercise, name, text in lines:
            told.setdefault(student, {}).setdefault(exercise, {})[name] = text
        path.write_text(json.dumps(told), encoding="utf-8")
        return path
    with path.open("w", encoding="utf-8-sig" if kind == "semicolons" else "utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";" if kind == "semicolons" else ",")
        writer.writerow(("student", "exercise", "question", "answer"))
        writer.writerows(lines)
    return path


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("class") / "exercises.json"
    path.write_text(json.dumps({"version": 1, "title": "", "origin": "", "exercises": exercises()}), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["commas", "semicolons", "json"])
def test_a_class_is_marked_without_one_wrong_mark(kind: str, paper: Path, tmp_path: Path) -> None:
    marks = grade(read_paper(paper), read_answers(written(kind, tmp_path)))
    assert marks.problems == ()
    assert [student.student for student in marks.students] == list(students())
    assert wrong_marks(marks) == []


def wrong_marks(marks: Marks) -> list[Any]:
    found = []
    for student in marks.students:
        planted = students()[student.student]
        assert [(m.exercise, m.question) for m in student.marks] == [(e, q) for e, of in planted.items() for q in of]
        for mark in student.marks:
            due = planted[mark.exercise][mark.question].due
            for cell, expected in zip(mark.cells, due, strict=True):
                is_named = not expected.mistakes or cell.mistake in expected.mistakes
                if cell.outcome.value not in expected.outcomes or not is_named:
                    found.append((student.student, mark.exercise, mark.question, cell, expected))
            credits = [CREDIT.get(expected.outcomes[0], 0) for expected in due]
            if not found and abs(float(mark.credit) - sum(credits) / len(credits)) > 1e-9:
                found.append((student.student, mark.exercise, mark.question, mark.credit, credits))
    return found
