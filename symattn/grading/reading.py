"""What a student wrote in an answer: a number, a row or a table, in plain or LaTeX notation, with point or comma.

Nothing of it is run: it is read by the grammar that reads documents.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache

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
SAID_BEFORE = re.compile(r"\s*(?:=|≈|~=|\\approx(?![a-zA-Z]))\s*")
"""`A = ` or `1/3 ≈ ` before the answer."""
SIGN_APART = re.compile(r"^[-−]\s+(?=[\d.])")
FACTOR_APART = re.compile(r"(?<=[\d)])\s+(?=(?:ln|log|exp|sqrt)\b|√|e\^)")
"""4√2 ln 2, outside a row whose numbers stand apart too."""
EULER = re.compile(r"(?<![\w.])E(?!\w)")
"""e, as SymPy writes it."""
AROUND = " \t\r\n'\"“”`~*"
"""Quotes and marks about an answer that are none of it."""
DECIMALS = re.compile(r"[-\d.\s\[\],]+")
COMMA = re.compile(r"(?<=\d)\{?,\}?(?=\d)")
BARE = re.compile(r"[-+−]?[\d.,]+(?:[\s;,]+[-+−]?[\d.,]+)+")
"""Numbers side by side, without brackets."""
IN_ROWS = re.compile(r"[\[({\n]")
ROW_END = re.compile(r"[;\n]")


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
    decimals = None if decimal_comma and "," in text else _decimals(text)
    if decimals is not None:
        return decimals
    formula = _formula(text, decimal_comma)
    match formula:
        case Matrix(rows):
            return Given(tuple(tuple(map(_entry, row)) for row in rows), flat=False)
        case Vector(cells):
            return Given((tuple(map(_entry, cells)),), flat=True)
        case _:
            return Given(((_entry(formula),),), flat=True)


def _decimals(text: str) -> Given | None:
    """[[0.1, 0.9], [0.2, 0.8]] at a glance: most answers are nothing but decimals, and need no grammar."""
    if not DECIMALS.fullmatch(text):
        return None
    try:
        told = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return None
    match told:
        case str():
            return Given(((_decimal(told),),), flat=True)
        case [str(), *_] if all(isinstance(cell, str) for cell in told):
            return Given((tuple(map(_decimal, told)),), flat=True)
        case [[_, *_] as first, *_] if all(isinstance(row, list) and len(row) == len(first) for row in told):
            if all(isinstance(cell, str) for row in told for cell in row):
                return Given(tuple(tuple(map(_decimal, row)) for row in told), flat=False)
    return None


@lru_cache(maxsize=4096)
def _decimal(text: str) -> Entry:
    printed = read_decimal(text)
    return Entry(text, Exact(printed.value), printed)


def _formula(text: str, decimal_comma: bool) -> Formula:
    text = _bare(text)
    if decimal_comma:
        # semicolons part the numbers of a row, unless they end rows: 0,9 0,1; 0,2 0,8
        text = COMMA.sub(".", text)
        text = text.replace(";", ",") if IN_ROWS.search(text) else text
    if BARE.fullmatch(text) or (ROW_END.search(text) and "[" not in text and "\\" not in text):
        text = _bracketed(text)
    notations = (Notation.LATEX,) if "\\" in text else (Notation.CODE, Notation.PROSE)
    # without brackets about them, numbers with commas between them are a row
    for attempt in (text, f"[{text}]") if "," in text else (text,):
        for notation in notations:
            formula = _parsed(attempt, notation)
            if formula is not None:
                check_length(formula)
                return formula
    raise ReadingError(f"{_short(text)!r} is no number, row or table that can be read")


def _bare(text: str) -> str:
    """What is given in the end: 0.5 of `$a = 1/2 ≈ 0.5$.`"""
    wrapped = WRAPPED.fullmatch(text)
    if wrapped:
        text = next(part for part in wrapped.groups() if part is not None)
    last = SAID_BEFORE.split(text.strip(AROUND).rstrip("."))[-1].strip(AROUND)
    last = EULER.sub("e", SIGN_APART.sub("-", last))
    return last if "[" in last or "\\" in last else FACTOR_APART.sub("·", last)


def _parsed(text: str, notation: Notation) -> Formula | None:
    """The one formula that the whole text is."""
    found = marks(text, 0, len(text), notation)
    reader = Reader([mark for mark in found if mark.kind != LINE], notation, lambda _: False, False)
    written = side_at(reader, 0) if reader.marks else None
    return None if written is None or written.next < len(reader.marks) else written.formula


def _bracketed(text: str) -> str:
    """[[0.1, 0.9], [0.2, 0.8]] for `0.1 0.9; 0.2 0.8`."""
    lines = [line.strip(" ,\t\r") for line in ROW_END.split(text) if line.strip(" ,\t\r")]
    rows = [", ".join(re.split(r"[\s,]+", line)) if BARE.fullmatch(line) else line for line in lines]
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
