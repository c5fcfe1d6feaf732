"""How long 10,000 answers take to be graded: half of them wrong, each in its own way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from side_by_side import WrongResultError

from symattn.generate import Order, made
from symattn.generating.wishes import Wishes
from symattn.grading.answers import Submitted
from symattn.grading.given import Answer
from symattn.grading.marks import grade
from symattn.grading.paper import Paper
from symattn.sheet import Sheet

ANSWERS = 10_000
KINDS = ("forward_pass", "weights", "causal_row", "cross_attention", "scaled_scores", "softmax_row")


def grading() -> Iterator[str]:
    order = Order(KINDS, Wishes(), 5, "json", Sheet("Exercises"))
    told = {exercise["name"]: exercise for exercise in (json.loads(item.text) for item in made(order, 30))}
    random = Random(1)
    answers: list[Submitted] = []
    student = 0
    while len(answers) < ANSWERS:
        student += 1
        for exercise in random.sample(list(told.values()), 4):
            for question in exercise["questions"]:
                answer = Answer(_answer(question, random))
                answers.append(
                    Submitted(f"student {len(answers) // 8}", exercise["name"], question["name"], answer, "")
                )
    start = process_time()
    marks = grade(Paper(told, Path("exercises.json")), answers)
    seconds = process_time() - start
    if any(
        cell.outcome.value == "unread" for student in marks.students for mark in student.marks for cell in mark.cells
    ):
        raise WrongResultError("an answer was not read")
    yield f"{seconds:7.1f} s for {len(answers):,} answers graded, half of them wrong (to be within 10 s)"


def _answer(question: dict[str, Any], random: Random) -> str:
    texts = [text for row in question["answers"] for text in row]
    chance = random.random()
    if chance < 0.2 and question["wrong"]:
        texts = list(random.choice(question["wrong"])["answers"])
    elif chance < 0.5:
        k = random.randrange(len(texts))
        texts[k] = f"{float(texts[k]) + random.uniform(-1, 1):.3f}"
    left = iter(texts)
    return "[" + ", ".join("[" + ", ".join(next(left) for _ in row) + "]" for row in question["cells"]) + "]"
