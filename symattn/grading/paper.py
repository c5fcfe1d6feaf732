"""The exercises that `generate --format json` wrote, read again: untrusted like any file, and worked anew.

What is due is not believed but worked out: from the data where a question belongs to a work, else from its exact form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from symattn.begun import begun
from symattn.errors import LimitError, ReadingError, SymattnError
from symattn.exact.number import Exact
from symattn.exact.rounding import read_decimal
from symattn.exercise import Blank, Choice, Numbers, Option, Place, Question, Wrong
from symattn.generating.wishes import PLACES
from symattn.limits import DOCUMENT_BYTES
from symattn.notation.document import words
from symattn.notation.evaluate import Grid, exact_worth
from symattn.notation.formula import Name
from symattn.notation.length import check_length
from symattn.notation.parse.plain import name_of, parse
from symattn.problem.files import read_text
from symattn.tables.exactly import number
from symattn.work import Work

VERSION = 1
LARGEST = 12
"""Rows and columns of a table that is worked by hand: twice as many as `generate` gives at most."""
MOST_QUESTIONS = 26
ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>()#+.!|$~^&=-])")
"""What Markdown writes a backslash before: d\\_k."""


@dataclass(frozen=True)
class Asked:
    """One exercise: its questions by name."""

    name: str
    questions: Mapping[str, Question]


@dataclass(frozen=True)
class Paper:
    """Exercises by name. One is worked out when it is asked for, and not kept: there may be thousands."""

    told: Mapping[str, Mapping[str, Any]]
    path: Path

    def __contains__(self, name: str) -> bool:
        return name in self.told

    def exercise(self, name: str) -> Asked:
        try:
            return _asked(name, self.told[name])
        except SymattnError as error:
            raise type(error)(f"{self.path}: exercise {name!r}: {error}") from error

    def titles(self) -> set[str]:
        """The mistakes that have no file, as marks call them: `the division was forgotten`."""
        questions = (question for told in self.told.values() for question in _some("questions", told))
        wrong = (answer for question in questions for answer in _some("wrong", question))
        return {_words("wrong", "title", answer) for answer in wrong if not answer.get("mistake")}

    def answer_names(self, name: str) -> dict[str, Name | None]:
        """What answers to an exercise may be called: each question, and each of its numbers, with its name in formulas.

        `weights.1.2` is a_12. Nothing is worked out.
        """
        try:
            return dict(_answer_names(name, self.told[name]))
        except SymattnError as error:
            raise type(error)(f"{self.path}: exercise {name!r}: {error}") from error


def read_paper(path: Path) -> Paper:
    """The exercises of a JSON file. Errors: ReadingError says what is not as `generate` writes it."""
    try:
        told = json.loads(read_text(path, DOCUMENT_BYTES), parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{path} is not JSON as `symattn generate --format json` writes it: {error}") from error
    if not isinstance(told, dict) or told.get("version") != VERSION:
        raise ReadingError(
            f"{path} holds no exercises of version {VERSION}; make them with: symattn generate --format json"
        )
    exercises = [_mapping(f"{path}", "an exercise", exercise) for exercise in _list(str(path), "exercises", told)]
    by_name = {_text(str(path), "name", exercise): exercise for exercise in exercises}
    if len(by_name) < len(exercises):
        raise ReadingError(f"{path}: two exercises have the same name")
    return Paper(by_name, path)


def _asked(name: str, told: Mapping[str, Any]) -> Asked:
    works = [_work(_mapping(name, "a work", keys)) for keys in _few(name, "works", told)]
    places = _count("places", told.get("places"), *PLACES)
    questions = [
        _question(_mapping(name, "a question", question), works, places) for question in _few(name, "questions", told)
    ]
    by_name = {question.name: question for question in questions}
    if len(by_name) < len(questions):
        raise ReadingError("two questions have the same name")
    return Asked(name, by_name)


def _work(keys: Mapping[str, Any]) -> Work:
    """The work of these keys, if it is one for a hand."""
    work = begun({str(key): value for key, value in keys.items()})
    for letter, table in work.tables.items():
        if max(table.shape) > LARGEST:
            rows, columns = table.shape
            raise LimitError(f"{letter} is {rows} x {columns}; at most {LARGEST} rows and columns are worked by hand")
    return work


def _answer_names(name: str, told: Mapping[str, Any]) -> Iterator[tuple[str, Name | None]]:
    for question in _list(name, "questions", told):
        question = _mapping(name, "a question", question)
        called = _text("question", "name", question)
        yield called, None
        if question.get("type") == "numbers":
            rows = _names(called, question)
            yield from zip(cell_names(called, rows), (cell for row in rows for cell in row), strict=True)


def cell_names(question: str, rows: Sequence[Sequence[object]]) -> list[str]:
    """`weights.1.1`, `weights.1.2` …: what the numbers of a question are called, by row and column from 1."""
    return [f"{question}.{i}.{j}" for i, row in enumerate(rows, 1) for j in range(1, len(row) + 1)]


def _question(told: Mapping[str, Any], works: list[Work], places: int) -> Question:
    name = _text("question", "name", told)
    match told.get("type"):
        case "choice":
            return _choice(name, told)
        case "numbers":
            return _of_work(name, told, works, places) if "work" in told else _of_its_own(name, told, places)
    raise ReadingError(f"question {name!r} has the type {told.get('type')!r}, where numbers or choice is due")


def _choice(name: str, told: Mapping[str, Any]) -> Choice:
    options = [_mapping(name, "an option", option) for option in _list(name, "options", told)]
    right = ascii_uppercase.find(_text(name, "right", told))
    if not 0 <= right < len(options) <= len(ascii_uppercase):
        raise ReadingError(f"question {name!r}: right is {told.get('right')!r}, which is none of its options")
    lines = (
        Option(words(_words(name, "text", o)), words(_words(name, "why", o)), _words(name, "mistake", o))
        for o in options
    )
    return Choice(name, (), tuple(lines), right)


def _of_work(name: str, told: Mapping[str, Any], works: list[Work], places: int) -> Numbers:
    if not works:
        raise ReadingError(f"question {name!r} belongs to a work, and there is none")
    work = works[_count("work", told.get("work"), 0, len(works) - 1)]
    step = _text(name, "step", told)
    table = work.step(step).table
    rows, columns = table.shape
    names = _names(name, told)
    cells = [
        (_count("row", place[0], 1, rows) - 1, _count("column", place[1], 1, columns) - 1)
        for place in _list(name, "places_in_step", told)
        if isinstance(place, list) and len(place) == 2
    ]
    if len(cells) != sum(map(len, names)):
        raise ReadingError(f"question {name!r} asks for {sum(map(len, names))} numbers but tells {len(cells)} places")
    left = iter(cells)
    blanks = tuple(tuple(_blank(cell, work, step, next(left), places) for cell in row) for row in names)
    carried = tuple(_decimals(name, texts, len(cells)) for texts in _list(name, "carried", {"carried": [], **told}))
    return Numbers(name, (), name_of(_text(name, "letter", told)), blanks, work, step, tuple(cells), carried=carried)


def _blank(cell: Name, work: Work, step: str, place: Place, places: int) -> Blank:
    return Blank(cell, places, partial(number, work.step(step).table, *place))


def _of_its_own(name: str, told: Mapping[str, Any], places: int) -> Numbers:
    names = _names(name, told)
    exact = _list(name, "exact", told)
    values = [[_value(str(text)) for text in row] for row in exact if isinstance(row, list)]
    if [len(row) for row in values] != [len(row) for row in names]:
        raise ReadingError(f"question {name!r} has not as many exact values as cells")
    blanks = tuple(
        tuple(Blank.known(cell, value, places) for cell, value in zip(row, worth, strict=True))
        for row, worth in zip(names, values, strict=True)
    )
    wrong = tuple(
        Wrong(
            _decimals(name, answer.get("answers"), sum(map(len, names))),
            _words(name, "title", answer),
            _words(name, "mistake", answer),
        )
        for answer in (_mapping(name, "wrong", a) for a in _list(name, "wrong", {"wrong": [], **told}))
    )
    prompt = words(_words(name, "prompt", told))
    return Numbers(name, prompt, name_of(_text(name, "letter", told)), blanks, known_wrong=wrong)


def _decimals(name: str, texts: Any, count: int) -> tuple[str, ...]:
    """So many decimals, each of which can be read."""
    if not isinstance(texts, list) or len(texts) != count:
        raise ReadingError(f"question {name!r}: {_shown(texts)} stands where {count} decimals are due")
    return tuple(read_decimal(str(text)).text for text in texts)


def _names(name: str, told: Mapping[str, Any]) -> list[list[Name]]:
    rows = [[name_of(str(cell)) for cell in row] for row in _list(name, "cells", told) if isinstance(row, list)]
    if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        raise ReadingError(f"question {name!r} has no table of cells")
    if max(len(rows), len(rows[0])) > LARGEST:
        raise LimitError(f"question {name!r} asks for more than {LARGEST} rows or columns of numbers")
    return rows


def _value(text: str) -> Exact:
    formula = parse(text)
    check_length(formula)
    worth = exact_worth(formula, _no_name)
    if isinstance(worth, Grid):
        raise ReadingError(f"{text!r} is a table, where a number is due")
    return worth


def _no_name(name: object) -> Exact:
    raise ReadingError(f"{name} is a letter, where numbers are due")


def _list(where: str, key: str, told: Mapping[str, Any]) -> list[Any]:
    value = told.get(key)
    if not isinstance(value, list):
        raise ReadingError(f"{where}: {key} is {_shown(value)}, where a list is due")
    return value


def _some(key: str, told: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The objects of a list, if there is one."""
    value = told.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _few(where: str, key: str, told: Mapping[str, Any]) -> list[Any]:
    found = _list(where, key, told)
    if len(found) > MOST_QUESTIONS:
        raise LimitError(f"{where}: {len(found)} {key}; at most {MOST_QUESTIONS} are read")
    return found


def _mapping(where: str, what: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ReadingError(f"{where}: {what} is {_shown(value)}, where an object with keys is due")
    return value


def _text(where: str, key: str, told: Mapping[str, Any]) -> str:
    value = told.get(key)
    if not isinstance(value, str):
        raise ReadingError(f"{where}: {key} is {_shown(value)}, where text is due")
    return value


def _words(where: str, key: str, told: Mapping[str, Any]) -> str:
    """Words of a text in Markdown; none where there are none."""
    return ESCAPED.sub(r"\1", _text(where, key, {key: "", **told}))


def _count(key: str, value: Any, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ReadingError(f"{key} is {_shown(value)}, where a whole number from {low} to {high} is due")
    return value


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"
