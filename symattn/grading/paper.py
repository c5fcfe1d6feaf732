"""The exercises that `generate --format json` wrote, read again: untrusted like any file, and worked anew.

What is due is not believed but worked out: from the data where a question belongs to a work, else from its exact form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from symattn.begun import begun
from symattn.errors import ReadingError, SymattnError
from symattn.exact.number import Exact
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


@dataclass(frozen=True)
class Asked:
    """One exercise: its questions by name."""

    name: str
    questions: Mapping[str, Question]


@dataclass(frozen=True)
class Paper:
    """Exercises by name. Each is worked out when an answer to it is met, and once."""

    told: Mapping[str, Mapping[str, Any]]
    path: Path

    @cached_property
    def known(self) -> dict[str, Asked]:
        return {}

    def __contains__(self, name: str) -> bool:
        return name in self.told

    def exercise(self, name: str) -> Asked:
        if name not in self.known:
            try:
                self.known[name] = _asked(name, self.told[name])
            except SymattnError as error:
                raise type(error)(f"{self.path}: exercise {name!r}: {error}") from error
        return self.known[name]


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
    works = [begun(_cells(_mapping(name, "a work", keys))) for keys in _list(name, "works", told)]
    places = _count("places", told.get("places"), *PLACES)
    questions = [
        _question(_mapping(name, "a question", question), works, places) for question in _list(name, "questions", told)
    ]
    return Asked(name, {question.name: question for question in questions})


def _cells(keys: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a work; a number in quotes is a number to it."""
    return {str(key): value for key, value in keys.items()}


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
        Option(words(_text(name, "text", o)), words(_text(name, "why", o)), str(o.get("mistake", ""))) for o in options
    )
    return Choice(name, (), tuple(lines), right)


def _of_work(name: str, told: Mapping[str, Any], works: list[Work], places: int) -> Numbers:
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
    carried = tuple(tuple(map(str, texts)) for texts in told.get("carried", ()) if isinstance(texts, list))
    return Numbers(name, (), name_of(_text(name, "letter", told)), blanks, work, step, tuple(cells), carried=carried)


def _blank(cell: Name, work: Work, step: str, place: Place, places: int) -> Blank:
    return Blank(cell, number(work.step(step).table, *place), places)


def _of_its_own(name: str, told: Mapping[str, Any], places: int) -> Numbers:
    names = _names(name, told)
    exact = _list(name, "exact", told)
    values = [[_value(str(text)) for text in row] for row in exact if isinstance(row, list)]
    if [len(row) for row in values] != [len(row) for row in names]:
        raise ReadingError(f"question {name!r} has not as many exact values as cells")
    blanks = tuple(
        tuple(Blank(cell, value, places) for cell, value in zip(row, worth, strict=True))
        for row, worth in zip(names, values, strict=True)
    )
    wrong = tuple(
        Wrong(tuple(map(str, answer.get("answers", ()))), str(answer.get("title", "")), str(answer.get("mistake", "")))
        for answer in told.get("wrong", ())
        if isinstance(answer, dict)
    )
    return Numbers(name, (), name_of(_text(name, "letter", told)), blanks, known_wrong=wrong)


def _names(name: str, told: Mapping[str, Any]) -> list[list[Name]]:
    rows = [[name_of(str(cell)) for cell in row] for row in _list(name, "cells", told) if isinstance(row, list)]
    if not rows or not all(rows):
        raise ReadingError(f"question {name!r} asks for no numbers")
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


def _mapping(where: str, what: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ReadingError(f"{where}: {what} is {_shown(value)}, where an object with keys is due")
    return value


def _text(where: str, key: str, told: Mapping[str, Any]) -> str:
    value = told.get(key)
    if not isinstance(value, str):
        raise ReadingError(f"{where}: {key} is {_shown(value)}, where text is due")
    return value


def _count(key: str, value: Any, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ReadingError(f"{key} is {_shown(value)}, where a whole number from {low} to {high} is due")
    return value


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"
