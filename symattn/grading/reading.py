"""What a student wrote in an answer: a number, a row or a table, in plain or LaTeX notation, with point or comma.

Nothing of it is run: it is read by the grammar that reads documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from symattn.errors import LimitError, ReadingError
from symattn.exact.number import Exact
from symattn.exact.rounding import Printed, read_decimal
from symattn.notation.evaluate import Grid, exact_worth
from symattn.notation.formula import Formula, Index, Matrix, Name, Negative, Number, Vector
from symattn.notation.length import check_length
from symattn.notation.parse.mark import LINE
from symattn.notation.parse.marks import marks
from symattn.notation.parse.measured import side_at
from symattn.notation.parse.written import Reader
from symattn.notation.plain import plain
from symattn.page import Notation

LONGEST = 4_000
"""Characters of one answer."""
WRAPPED = re.compile(r"\s*(?:\$\$(.*)\$\$|\$(.*)\$|\\\((.*)\\\)|\\\[(.*)\\\])\s*", re.DOTALL)
NAMED = re.compile(r"\s*[^\W\d]\w{0,12}(?:\^\w|ᵀ)?\s*(?:=|≈|\\approx)\s*(?=\S)")
"""`A = ` before the answer."""
COMMA = re.compile(r"(?<=\d)\{?,\}?(?=\d)")
BARE = re.compile(r"[-+−]?[\d.,]+(?:[\s;,]+[-+−]?[\d.,]+)+")
"""Numbers side by side, without brackets."""


@dataclass(frozen=True)
class Entry:
    """One number of an answer: what it is worth exactly, and its digits if it was written as a decimal."""

    text: str
    value: Exact
    printed: Printed | None


@dataclass(frozen=True)
class Given:
    """An answer, read: its numbers row by row."""

    rows: tuple[tuple[Entry, ...], ...]
    flat: bool
    """A bare number or row, which may stand for a column too."""


def read_answer(text: str, *, decimal_comma: bool = False) -> Given:
    """The numbers of an answer. Errors: ReadingError and other SymattnErrors say what cannot be read."""
    if len(text) > LONGEST:
        raise LimitError(f"an answer of {len(text):,} characters; at most {LONGEST:,} are read")
    formula = _formula(text, decimal_comma)
    match formula:
        case Matrix(rows):
            return Given(tuple(tuple(map(_entry, row)) for row in rows), flat=False)
        case Vector(cells):
            return Given((tuple(map(_entry, cells)),), flat=True)
        case _:
            return Given(((_entry(formula),),), flat=True)


def _formula(text: str, decimal_comma: bool) -> Formula:
    wrapped = WRAPPED.fullmatch(text)
    if wrapped:
        text = next(part for part in wrapped.groups() if part is not None)
    named = NAMED.match(text)
    if named:
        text = text[named.end() :]
    text = text.strip().rstrip(".")
    if decimal_comma:
        text = COMMA.sub(".", text).replace(";", ",")
    if BARE.fullmatch(text):
        text = _bracketed(text)
    found = marks(text, 0, len(text), Notation.LATEX if "\\" in text else Notation.CODE)
    reader = Reader(
        [mark for mark in found if mark.kind != LINE],
        Notation.LATEX if "\\" in text else Notation.CODE,
        lambda _: False,
        False,
    )
    written = side_at(reader, 0) if reader.marks else None
    if written is None or written.next < len(reader.marks):
        raise ReadingError(f"{_short(text)!r} is no number, row or table that can be read")
    check_length(written.formula)
    return written.formula


def _bracketed(text: str) -> str:
    """[[0.1, 0.9], [0.2, 0.8]] for `0.1 0.9; 0.2 0.8`."""
    rows = [", ".join(re.split(r"[\s,]+", row.strip(" ,"))) for row in re.split(r"[;\n]", text) if row.strip()]
    return f"[{rows[0]}]" if len(rows) == 1 else "[" + ", ".join(f"[{row}]" for row in rows) + "]"


def _entry(formula: Formula) -> Entry:
    printed = _printed(formula)
    worth = exact_worth(formula, _no_name)
    if isinstance(worth, Grid):
        raise ReadingError(f"{_short(plain(formula))!r} stands where one number is due")
    return Entry(plain(formula).replace("−", "-"), worth, printed)


def _printed(formula: Formula) -> Printed | None:
    match formula:
        case Number(text):
            return read_decimal(text)
        case Negative(Number(text)):
            return read_decimal(f"-{text}")
        case _:
            return None


def _no_name(name: Name | Index) -> Exact:
    raise ReadingError(f"{_short(plain(name))!r} is a letter, where numbers are due")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"
