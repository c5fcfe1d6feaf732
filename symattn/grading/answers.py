"""Answers, from CSV or JSON: who answered what with what.

CSV has a line for each answer (student, exercise, question, answer), or a line for each student with a column for each
question (student, forward_pass-7-1.weights, …). JSON is {student: {exercise: {question: answer}}}, or a list of objects
with the keys of the first form. Columns may be parted by commas, semicolons or tabs; with semicolons or tabs, 0,5 is
one half.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from symattn.errors import ReadingError
from symattn.grading.judging import Answer
from symattn.limits import DOCUMENT_BYTES
from symattn.problem.files import read_text

COLUMNS = ("student", "exercise", "question", "answer")


@dataclass(frozen=True)
class Submitted:
    """One answer, and where in the file it stands."""

    student: str
    exercise: str
    question: str
    answer: Answer
    where: str


def read_answers(path: Path) -> Iterator[Submitted]:
    """Every answer of a file. Errors: ReadingError for what is neither CSV nor JSON of this form."""
    text = read_text(path, DOCUMENT_BYTES)
    yield from _of_json(text, path) if path.suffix.lower() == ".json" else _of_csv(text, path)


def _of_csv(text: str, path: Path) -> Iterator[Submitted]:
    first = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [name.strip() for name in next(rows, [])]
        named = [name.lower() for name in header]
        if "student" not in named:
            raise ReadingError(f"{path} has no column called student; it has {', '.join(header) or 'none'}")
        if len(set(named)) < len(named):
            raise ReadingError(f"{path} has two columns of the same name")
        comma = delimiter != ","
        for row in rows:
            if any(cell.strip() for cell in row):
                cells = dict(zip(named, row + [""] * (len(named) - len(row)), strict=False))
                where = f"line {rows.line_num}"
                yield from (
                    _long(cells, comma, where) if set(COLUMNS) <= set(named) else _wide(header, cells, comma, where)
                )
    except csv.Error as error:
        raise ReadingError(f"{path}, line {rows.line_num}: {error}") from error


def _long(cells: Mapping[str, str], comma: bool, where: str) -> Iterator[Submitted]:
    student, exercise, question, answer = (cells[name].strip() for name in COLUMNS)
    yield Submitted(student, exercise, question, Answer(answer, comma), where)


def _wide(header: list[str], cells: Mapping[str, str], comma: bool, where: str) -> Iterator[Submitted]:
    for name in header:
        if name.lower() != "student":
            exercise, _, question = name.partition(".")
            yield Submitted(
                cells["student"].strip(), exercise, question, Answer(cells[name.lower()].strip(), comma), where
            )


def _of_json(text: str, path: Path) -> Iterator[Submitted]:
    try:
        told = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{path} is not JSON: {error}") from error
    if isinstance(told, list):
        for i, entry in enumerate(told, start=1):
            if not isinstance(entry, dict) or not set(COLUMNS) <= entry.keys():
                raise ReadingError(f"{path}: answer {i} has not the keys {', '.join(COLUMNS)}")
            student, exercise, question = (str(entry[key]).strip() for key in COLUMNS[:3])
            yield Submitted(student, exercise, question, Answer(_shown(entry["answer"])), f"answer {i}")
        return
    if not isinstance(told, dict):
        raise ReadingError(
            f"{path} holds {type(told).__name__}, where {{student: {{exercise: {{question: answer}}}}}} is due"
        )
    for student, exercises in told.items():
        for exercise, questions in _mapping(path, student, exercises).items():
            for question, answer in _mapping(path, f"{student}, {exercise}", questions).items():
                yield Submitted(student.strip(), exercise, question, Answer(_shown(answer)), f"{student}, {exercise}")


def _mapping(path: Path, where: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ReadingError(f"{path}: {where}: an object with keys is due, not {type(value).__name__}")
    return value


def _shown(value: Any) -> str:
    """A number, a list of numbers, or text, as text."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_shown, value)) + "]"
    return "" if value is None else str(value)
