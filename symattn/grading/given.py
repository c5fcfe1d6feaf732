"""What was given for a question → a number for each that is due, or why there is none.

An answer that can be read in several ways is read in one that has the numbers due: one in which all of them are
right, else the one that is nearest. So 16,384 is sixteen thousand where thousands are due, and 1,201 more than one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from flint import fmpq

from symattn.errors import ReadingError, SymattnError, UndecidedError
from symattn.exercise import Blank
from symattn.grading.cells import Entry, differ, read_cell, short
from symattn.grading.dues import Due, Written
from symattn.grading.fitting import fit
from symattn.grading.outcome import Outcome
from symattn.grading.reading import LONGEST, Cell, Rows, readings
from symattn.notation.plain import plain

MOST_ASKED = 144
"""Cells of an answer of another size that are looked through for what cannot be read."""
DIGIT = re.compile(r"\d")
ALONE = re.compile(r"[ \t]/[ \t]")
"""0.1 0.9 / 0.2 0.8"""
COUNTED = re.compile(
    r"(.*\d)\s+(?i:parameters?|params?|weights?|scores?|numbers?|values?|entry|entries|elements?|cells?|components?|tokens?"
    r"|words?|rows?|columns?|dimensions?|dims?|heads?|parametern?|gewichte|werte|zahlen|einträge|wörter|zeilen|spalten"
    r"|dimensionen)[\s.]*",
    re.DOTALL,
)
"""`4096 parameters`; others may change the number, as in `50 percent`, `4 thousand`, `2 squared`."""
Blanks = Sequence[Sequence[Blank]]


@dataclass(frozen=True)
class Answer:
    """What was given for a question, or for one of its numbers."""

    text: str
    decimal_comma: bool = False

    @property
    def told(self) -> str:
        """What the marks show of it."""
        return self.text if len(self.text) <= LONGEST else f"{self.text[:LONGEST]}…"


@dataclass(frozen=True)
class Unread:
    """An answer that gives no number: missing, or not to be read."""

    outcome: Outcome
    text: str = ""
    why: str = ""


Read = Sequence[Written | Unread]
"""A number for each that is due, row by row."""


def numbers_given(answer: Answer | None, blanks: Blanks, dues: Sequence[Due]) -> Read:
    """What this answer gives for these numbers."""
    if answer is None or not answer.text.strip():
        return [Unread(Outcome.MISSING)] * len(dues)
    found: list[Read] = []
    why = ""
    for rows in readings(answer.text, decimal_comma=answer.decimal_comma):
        if isinstance(rows, SymattnError):
            why = why or str(rows)
            continue
        cells = _as_due(rows, blanks)
        if cells is None:
            why = why or _misfit(rows, blanks)
            continue
        found.append([_written(cell, due) for cell, due in zip(cells, dues, strict=True)])
    best = found[0] if len(found) == 1 else min(found, key=partial(_distance, dues), default=())
    if all(isinstance(entry, Unread) for entry in best):
        why = why or next(entry.why for entry in best if isinstance(entry, Unread))
        meant = _meant(answer.text, blanks)
        read = [] if meant is None else numbers_given(replace(answer, text=meant), blanks, dues)
        if any(isinstance(entry, Written) for entry in read):
            return read
        return [Unread(Outcome.UNREAD, answer.told, why)] * len(dues)
    return best


def _meant(text: str, blanks: Blanks) -> str | None:
    """An answer without what only people understand, by what is due: a slash between two rows, the word of a count."""
    rows, columns = len(blanks), len(blanks[0])
    if rows == columns == 1:
        counted = COUNTED.fullmatch(text)
        return counted and counted[1]
    is_parted = min(rows, columns) > 1 and len(ALONE.findall(text)) == rows - 1
    return ALONE.sub("\n", text) if is_parted else None


def _is_right(due: Due, written: Written | Unread) -> bool:
    return isinstance(written, Written) and fit(due, written) is Outcome.RIGHT


def _distance(dues: Sequence[Due], read: Read) -> tuple[bool, int, fmpq]:
    """Whether not all is right, how many numbers are unread, and how far all decimals together are from those due."""
    apart = [
        abs(written.printed.value - due.units / due.power)
        for written, due in zip(read, dues, strict=True)
        if isinstance(written, Written) and written.printed is not None
    ]
    unread = sum(isinstance(written, Unread) for written in read)
    return not all(map(_is_right, dues, read)), unread, sum(apart, fmpq(0))


def _written(cell: Cell, due: Due) -> Written | Unread:
    entry = _entry(cell)
    if isinstance(entry, Unread):
        return entry
    written = Written(entry, due.places)
    try:
        # e^(10^40) is read, but cannot be compared with anything
        return written if _has_decimals(written) else Unread(Outcome.UNREAD, cell.text, "it has no decimal value")
    except UndecidedError:
        why = "it is too large, or too near to the middle between two decimals, to be rounded"
        return Unread(Outcome.UNREAD, cell.text, why)
    except SymattnError as error:
        return Unread(Outcome.UNREAD, cell.text, str(error))


def _has_decimals(written: Written) -> bool:
    """Errors: UndecidedError where those asked for cannot be told: e^1000000 has more than are looked at."""
    return bool(written.ball.is_finite()) and (written.scaled is not None or isinstance(written.units, int))


def _as_due(rows: Rows, blanks: Blanks) -> Sequence[Cell] | None:
    """The numbers as they are due: where each has its name by these; one list of all of them is read row by row."""
    flat = [cell for row in rows for cell in row]
    dues = ["".join(DIGIT.findall(plain(blank.name))) for row in blanks for blank in row]
    places = ["".join(DIGIT.findall(cell.name)) for cell in flat]
    if len(flat) == len(dues) > 1 and sorted(places) == sorted(dues):
        return [flat[places.index(place)] for place in dues]
    if [len(row) for row in rows] == [len(row) for row in blanks]:
        return flat
    if 1 not in (len(rows), len(rows[0])) or len(flat) != len(dues):
        return None
    # 1 2 / 3 4 / 5 6 is no list of four numbers
    is_line = 1 in (len(blanks), len(blanks[0]))
    return flat if is_line or not any(ALONE.search(cell.text) for cell in flat) else None


def _entry(cell: Cell) -> Entry | Unread:
    try:
        entry = read_cell(cell.text)
        for said in cell.before:
            if differ(said.text, cell.text, said.size, said.place):
                raise ReadingError(f"{short(said.text)!r} and {short(cell.text)!r} are not equal")
    except SymattnError as error:
        return Unread(Outcome.UNREAD, cell.text, str(error))
    return entry


def _misfit(rows: Rows, blanks: Blanks) -> str:
    """What is no number in these rows; else that they are others than those due."""
    cells = islice((cell for row in rows for cell in row), MOST_ASKED)
    unread = next((entry.why for entry in map(_entry, cells) if isinstance(entry, Unread)), "")
    return unread or f"{_size(len(rows), len(rows[0]))} given, where {_size(len(blanks), len(blanks[0]))} due"


def _size(rows: int, columns: int) -> str:
    match rows, columns:
        case 1, 1:
            return "one number is"
        case 1, _:
            return f"a row of {columns} numbers is"
        case _, 1:
            return f"a column of {rows} numbers is"
    return f"a table of {rows} rows and {columns} columns is"
