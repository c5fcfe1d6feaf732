"""Answers as submitted → answers by student and exercise; what belongs nowhere, or was given twice, is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from symattn.errors import did_you_mean
from symattn.grading.answers import Submitted
from symattn.grading.given import Answer
from symattn.grading.paper import Paper
from symattn.notation.formula import Name
from symattn.notation.parse.plain import name_of

Key = TypeVar("Key", bound=Hashable)
Given = dict[str, dict[str, Answer]]
"""By exercise, then by question or number."""
MOST_LISTED = 12
LONGEST_NAME = 80
MOST_NAMES_COMPARED = 1_000
MOST_TOLD = 100
"""Remarks on a file, each of another kind."""
MOST_TOLD_OF_ONE = 10
"""Remarks on one student's answers."""
MOST_SUGGESTED = 20
"""Unknown names for which a near one is looked for: each is compared with all others."""


@dataclass
class Sorted:
    """Answers by student, with the exercises that each was asked; and what does not count."""

    answers: dict[str, Given]
    problems: list[str]
    """Each with its place; what is amiss in the same way at many places is one."""
    not_counted: dict[str, list[str]]
    """Of each student, what he or she handed in that does not count."""


def sorted_answers(paper: Paper, answers: Iterable[Submitted]) -> Sorted:
    """The answers in their places. A student is there also if nothing of his or hers counts."""
    sorting = _Sorting(paper)
    for answer in answers:
        sorting.add(answer)
    return Sorted(sorting.found, sorting.problems, sorting.not_counted)


class _Sorting:
    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.found: dict[str, Given] = {}
        self.faults: dict[str, list[str]] = {}
        self.not_counted: dict[str, list[str]] = {}
        self.names: dict[str, dict[str, Name | None]] = {}
        self.exercises = _of_one((name.casefold(), name) for name in paper.told)
        self.numbers: dict[str, dict[Name, str]] = {}
        self.suggested: dict[tuple[str, str], str] = {}

    def add(self, submitted: Submitted) -> None:
        submitted = self._called(submitted)
        student, exercise = submitted.student, submitted.exercise
        given = self.found.setdefault(student, {}) if student else {}
        unknown = "" if submitted.fault else self._unknown(submitted)
        fault = submitted.fault or unknown or self._twice(submitted)
        if fault:
            self.faults.setdefault(fault, []).append(submitted.where)
            # a column that is none of the exercises is nothing that a student did
            if student and not (unknown and submitted.has_column):
                self._tell(student, f"{submitted.where}: {fault}")
        elif exercise:
            answers = given.setdefault(exercise, {})
            if submitted.answer.text:
                answers[submitted.question] = submitted.answer

    def _called(self, submitted: Submitted) -> Submitted:
        """The answer as exercise and question are called, also if `Weights-1-3` or `a_12` is said of only one."""
        exercise, question = submitted.exercise, submitted.question
        if exercise not in self.paper:
            exercise = self.exercises.get(exercise.casefold(), exercise)
        if exercise in self.paper and question not in self._names(exercise) and len(question) < LONGEST_NAME:
            question = self.numbers[exercise].get(name_of(question), question)
        return replace(submitted, exercise=exercise, question=question)

    def _names(self, exercise: str) -> Collection[str]:
        if exercise not in self.names:
            names = self.names[exercise] = self.paper.answer_names(exercise)
            self.numbers[exercise] = _of_one((number, name) for name, number in names.items() if number is not None)
        return self.names[exercise]

    def _tell(self, student: str, remark: str) -> None:
        told = self.not_counted.setdefault(student, [])
        if len(told) < MOST_TOLD_OF_ONE:
            told.append(remark)

    @property
    def problems(self) -> list[str]:
        """What is amiss in the same way at many places is one remark."""
        told = [
            f"{places[0]}{f' and {len(places) - 1} more' * (len(places) > 1)}: {fault}"
            for fault, places in islice(self.faults.items(), MOST_TOLD)
        ]
        others = len(self.faults) - len(told)
        return [*told, f"and {others:,} other remarks"] if others else told

    def _unknown(self, submitted: Submitted) -> str:
        exercise, question = submitted.exercise, submitted.question
        if not submitted.student:
            return "an answer without a student"
        if not exercise and not question:
            return ""
        if exercise not in self.paper:
            return f"no exercise is called {_quoted(exercise)}{self._near('', exercise, self.paper.told)}"
        names = self._names(exercise)
        if question not in names:
            return f"{exercise} has no question {_quoted(question)}{self._near(exercise, question, names)}"
        return ""

    def _twice(self, submitted: Submitted) -> str:
        if not submitted.answer.text:
            return ""
        before = self.found.get(submitted.student, {}).get(submitted.exercise, {})
        what = f"{submitted.student} answered {submitted.exercise}.{submitted.question}"
        if submitted.question in before:
            return f"{what} twice; the first answer counts"
        whole = submitted.question.partition(".")[0]
        if whole in before:
            return f"{what}, and all of {whole} before; that answer counts"
        if any(name.partition(".")[0] == submitted.question for name in before):
            return f"{what}, and some of its numbers before; those count"
        return ""

    def _near(self, exercise: str, name: str, known: Collection[str]) -> str:
        key = exercise, name
        if key not in self.suggested and len(self.suggested) < MOST_SUGGESTED and len(name) < LONGEST_NAME:
            told = did_you_mean(name, list(known)[:MOST_NAMES_COMPARED])
            is_short = len(known) <= MOST_LISTED or "did you mean" in told
            self.suggested[key] = told if is_short else ""
        return self.suggested.get(key, "")


def _of_one(called: Iterable[tuple[Key, str]]) -> dict[Key, str]:
    """What only one thing is called."""
    pairs = list(called)
    count = Counter(key for key, _ in pairs)
    return {key: name for key, name in pairs if count[key] == 1}


def _quoted(name: str) -> str:
    return repr(name if len(name) <= LONGEST_NAME else f"{name[:77]}…")
