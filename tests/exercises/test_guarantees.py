"""What `generate` promises of each exercise, asked of a few hundred: worked again by hand, and read back by verify."""

from __future__ import annotations

from typing import Any

import pytest
from hand_worked import MP, carried_steps, number, rounds_to, steps, wrong_steps
from sample import ALL, EACH, LEVELS, SEED, numbers, of_work, order, sample

from symattn.formats import markdown
from symattn.generate import made
from symattn.generating.wishes import NUMBERS, Wishes
from symattn.report import Verdict
from symattn.sheet import Part
from symattn.verify import verify

each_kind = pytest.mark.parametrize("kind", ALL)
RIGHT = (Verdict.EXACT, Verdict.ROUNDED)
WITH_WRONG_CHOICES = ("which_is_A", "find_the_mistake")
"""Kinds whose task shows wrong numbers on purpose."""


def answers(question: dict[str, Any]) -> list[str]:
    return [text for row in question["answers"] for text in row]


def cells(question: dict[str, Any], table: Any) -> list[Any]:
    return [table[i - 1][j - 1] for i, j in question["places_in_step"]]


@each_kind
def test_every_answer_is_the_rounding_of_its_exact_number(kind: str) -> None:
    for exercise, question in numbers(sample(kind)):
        exact = [number(text) for row in question["exact"] for text in row]
        for value, text in zip(exact, answers(question), strict=True):
            assert rounds_to(value, text, exercise["places"]), (exercise["name"], question["name"], text)


@each_kind
def test_every_answer_is_that_of_the_work_done_by_hand(kind: str) -> None:
    for exercise, question, keys in of_work(sample(kind)):
        due = cells(question, steps(keys)[question["step"]])
        for value, text in zip(due, answers(question), strict=True):
            assert rounds_to(value, text, exercise["places"]), (exercise["name"], question["name"], text)


@each_kind
def test_no_mistake_leads_to_the_answers_nor_two_to_the_same(kind: str) -> None:
    for exercise, question, keys in of_work(sample(kind)):
        right = answers(question)
        told = {wrong["mistake"]: wrong["answers"] for wrong in question["wrong"]}
        before = steps(keys)[question["step"]]
        for name, other in wrong_steps(keys):
            table = other.get(question["step"])
            if table is None or table == before:
                continue
            due = cells(question, table)
            shown = [rounds_to(value, text, exercise["places"]) for value, text in zip(due, right, strict=True)]
            assert not all(shown), (exercise["name"], question["name"], name)
            if name in told:
                for value, text in zip(due, told[name], strict=True):
                    assert rounds_to(value, text, exercise["places"]), (exercise["name"], name, text)


@each_kind
def test_carrying_one_digit_more_in_any_steps_leads_to_the_same_digits(kind: str) -> None:
    for exercise, question, keys in of_work(sample(kind)):
        if question["step"] not in ("weights", "output") or not {"S", "A"}.isdisjoint(keys):
            continue
        for way in carried_steps(keys, exercise["places"] + 1):
            for value, text in zip(cells(question, way[question["step"]]), answers(question), strict=True):
                near = MP.mpf(10) ** -exercise["places"] / 2
                assert abs(value - MP.mpf(text)) <= near, (exercise["name"], question["name"], text)


@each_kind
def test_no_weight_rounds_to_0_or_1(kind: str) -> None:
    for exercise, question, keys in of_work(sample(kind)):
        if question["step"] != "weights":
            continue
        hidden = keys.get("variant") == "causal" or keys.get("visible") == "causal"
        for (i, j), text in zip(question["places_in_step"], answers(question), strict=True):
            assert (hidden and (i == 1 or j > i)) or MP.mpf(text) not in (0, 1), (exercise["name"], i, j, text)


@each_kind
def test_all_exercises_differ(kind: str) -> None:
    told = [exercise["task"] for exercise in sample(kind)]
    per_order = [told[i : i + EACH] for i in range(0, len(told), EACH)]
    assert all(len(set(some)) == EACH for some in per_order)


@each_kind
def test_verify_finds_the_worked_solution_right(kind: str) -> None:
    part = Part.SOLUTION if kind in WITH_WRONG_CHOICES else Part.BOTH
    read = 0
    for level in LEVELS:
        for sort in NUMBERS:
            for item in made(order(kind, "markdown", Wishes(level=level, numbers=sort), SEED + 1, part), 1):
                report = verify(item.text, markdown.FORMAT.read(item.text), "exercise.md")
                wrong = [
                    (f.verdict.value, item.text[f.start : f.end]) for f in report.findings if f.verdict not in RIGHT
                ]
                assert wrong == [], (item.name, level, sort)
                read += len(report.findings)
    assert read >= 16 or kind in ("law_true_or_false",)
