"""Answers, from CSV or JSON: who answered what with what.

CSV has a line for each answer (student, exercise, question, answer), or a line for each student with a column for each
question (student, forward_pass-7-1.weights, …). JSON is {student: {exercise: {question: answer}}}, or a list of objects
with the keys of the first form. Columns may be parted by commas, semicolons or tabs; with semicolons or tabs, 0,5 is
one half. What is amiss with one line or cell spoils no other.
"""

from __future__ import annotations

import codecs
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from symattn.errors import ReadingError
from symattn.grading.delimited import Delimited
from symattn.grading.given import Answer
from symattn.limits import DOCUMENT_BYTES
from symattn.problem.files import decoded, read_bytes

COLUMNS = ("student", "exercise", "question", "answer")
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LARGEST_SHARE = 10
"""Of so many bytes of a text one may be NUL; with more it is no text."""
FEWEST = 3
"""Cells of a line that has a student, an exercise and a question, whatever the answer."""
DEEPEST = 2
"""Lists within lists: a table."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """One answer, and where in the file it stands. Without exercise and question it says that there is this student."""

    student: str
    exercise: str
    question: str
    answer: Answer
    where: str
    fault: str = ""
    """Why it cannot be an answer."""
    has_column: bool = False
    """Whether its question is named by a column, for all students at once."""
    is_shapeless: bool = False
    """Whether it is not even of the form of answers. A file in which all is so is another file."""


def read_answers(path: Path) -> Iterator[Submitted]:
    """Every answer of a file. Errors: ReadingError for what is neither CSV nor JSON of this form."""
    data = read_bytes(path, DOCUMENT_BYTES)
    if data.startswith(UTF16):
        yield _fault("the file", "it was read as UTF-16, as its first bytes tell")
    elif data.count(b"\0") * LARGEST_SHARE > len(data):
        raise ReadingError(f"{path} is a binary file, where text is due; save it as UTF-8")
    text = _text(path, data)
    yield from _of_json(text, path) if path.suffix.lower() == ".json" else _of_csv(text, path)


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-16") if data.startswith(UTF16) else decoded(path, data)
    except UnicodeDecodeError as error:
        raise ReadingError(f"{path} begins as UTF-16, and goes on otherwise; save it as UTF-8") from error


# --- CSV ------------------------------------------------------------------------------------


def _of_csv(text: str, path: Path) -> Iterator[Submitted]:
    file = Delimited.of(text)
    lines = file.lines()
    first = next(lines, None)
    header = [] if first is None else [name.strip() for name in first.cells]
    named = _column_names(header, path)
    is_long, comma = set(COLUMNS) <= set(named), file.delimiter != ","
    for line in lines:
        where = f"line {line.number}"
        row = [cell.strip() for cell in line.cells]
        cells = dict(zip(named, [*row, *[""] * (len(named) - len(row))], strict=False))
        if line.is_broken:
            yield _fault(where, UNCLOSED, cells["student"])
        elif len(row) > len(header) and any(row[len(header) :]):
            told = f"{len(row)} cells, where there are {len(header)} columns; {QUOTES}"
            yield _fault(where, told, cells["student"])
        elif is_long and len(row) < FEWEST:
            # the rest of a line that was broken
            yield _fault(where, f"{len(row)} of {len(header)} cells")
        else:
            yield from _long(cells, comma, where) if is_long else _wide(header, cells, comma, where)


UNCLOSED = "a quote does not close its cell, so the line is not read; a quote within quotes is written twice"
QUOTES = 'an answer with the separator in it stands in quotes: "[0, 1]"'


def _column_names(header: list[str], path: Path) -> list[str]:
    """The names in small letters, which are compared; a column without a name has none."""
    named = [name.lower() for name in header]
    if "student" not in named:
        found = ", ".join(name if len(name) <= 40 else f"{name[:37]}…" for name in header[:8])
        raise ReadingError(f"{path} has no column called student; its first line is: {found or 'empty'}")
    twice = next((name for name, count in Counter(named).items() if name and count > 1), None)
    if twice is not None:
        raise ReadingError(f"{path} has two columns called {twice!r}")
    some = [name for name in COLUMNS if name in named]
    if len(some) == len(COLUMNS) - 1:
        missing = next(name for name in COLUMNS if name not in some)
        raise ReadingError(f"{path} has no column called {missing}")
    return [name or f" {i}" for i, name in enumerate(named)]


def _long(cells: Mapping[str, str], comma: bool, where: str) -> Iterator[Submitted]:
    student, exercise, question, answer = (cells[name] for name in COLUMNS)
    yield Submitted(student, exercise, question, Answer(answer, comma), where)


def _wide(header: list[str], cells: Mapping[str, str], comma: bool, where: str) -> Iterator[Submitted]:
    """An empty cell says nothing: the exercise may have been another student's."""
    student = cells["student"]
    yield Submitted(student, "", "", Answer(""), where)
    for name in header:
        answer = cells.get(name.lower(), "")
        if answer and name.lower() != "student":
            exercise, _, question = name.partition(".")
            yield Submitted(student, exercise, question, Answer(answer, comma), where, has_column=True)


def _fault(where: str, why: str, student: str = "") -> Submitted:
    return Submitted(student, "", "", Answer(""), where, why)


# --- JSON -----------------------------------------------------------------------------------


class _Object(list[tuple[str, Any]]):
    """The keys and values of an object as they stand, those given twice too."""


def _of_json(text: str, path: Path) -> Iterator[Submitted]:
    try:
        told = json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_Object)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{path} is not JSON: {error}") from error
    if not isinstance(told, list):
        raise ReadingError(f"{path} holds {_kind(told)}, where {{student: {{exercise: {{question: answer}}}}}} is due")
    found = [*(_of_students(told) if isinstance(told, _Object) else _of_list(told))]
    if found and all(submitted.is_shapeless for submitted in found):
        raise ReadingError(f"{path}: {found[0].where}: {found[0].fault}")
    yield from found


def _of_students(told: _Object) -> Iterator[Submitted]:
    for student, exercises in told:
        if not isinstance(exercises, _Object):
            yield _shapeless(student, exercises, student)
            continue
        for exercise, questions in exercises:
            where = f"{student}, {exercise}"
            if isinstance(questions, _Object):
                yield from (_of_value(student, exercise, question, answer, where) for question, answer in questions)
            else:
                yield _shapeless(where, questions, student)


def _of_list(told: list[Any]) -> Iterator[Submitted]:
    for i, entry in enumerate(told, start=1):
        keys = dict(entry) if isinstance(entry, _Object) else {}
        student, exercise, question = (keys[key] if isinstance(keys.get(key), str) else "" for key in COLUMNS[:3])
        if set(COLUMNS) <= keys.keys():
            yield _of_value(student, exercise, question, keys["answer"], f"answer {i}")
        else:
            why = f"it has not the keys {', '.join(COLUMNS)}"
            yield replace(_fault(f"answer {i}", why, student.strip()), is_shapeless=True)


def _shapeless(where: str, value: Any, student: str) -> Submitted:
    why = f"an object with keys is due, not {_kind(value)}"
    return replace(_fault(where, why, student.strip()), is_shapeless=True)


def _of_value(student: str, exercise: str, question: str, answer: Any, where: str) -> Submitted:
    text = _shown(answer)
    if text is None:
        told = f"{exercise}.{question} is neither a number, a text, a row nor a table"
        return _fault(where, told, student.strip())
    return Submitted(student.strip(), exercise.strip(), question.strip(), Answer(text.strip()), where)


def _shown(value: Any, deepest: int = DEEPEST) -> str | None:
    """A number, text, or a row or table of them, as text; None for anything else."""
    match value:
        case None:
            return "" if deepest == DEEPEST else "?"
        case str():
            return value
        case list() if deepest and not isinstance(value, _Object):
            cells = [_shown(cell, deepest - 1) for cell in value]
            return None if None in cells else "[" + ", ".join(cell for cell in cells if cell is not None) + "]"
    return None


def _kind(value: Any) -> str:
    return "an object" if isinstance(value, _Object) else "a list" if isinstance(value, list) else "one value"
