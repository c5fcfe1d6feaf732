"""One number of an answer, as text → what it is worth exactly.

Nothing of it is run: it is read by the grammar that reads documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from flint import arb

from symattn.errors import ReadingError, SymattnError
from symattn.exact.enclosure import span
from symattn.exact.number import Exact
from symattn.exact.precision import working
from symattn.exact.rounding import Printed, read_decimal
from symattn.notation.evaluate import AsRounded, Grid, evaluate, exact_worth
from symattn.notation.formula import Formula, Index, Name, Negative, Number, parts_of
from symattn.notation.length import check_length
from symattn.notation.parse.mark import LINE
from symattn.notation.parse.marks import marks
from symattn.notation.parse.measured import side_at
from symattn.notation.parse.written import Reader
from symattn.notation.plain import plain
from symattn.page import Notation

DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")
SIGN_APART = re.compile(r"^[-−–—]\s*(?=[\d.])")
BITS = 256


@dataclass(frozen=True)
class Entry:
    """One number of an answer: what it is worth exactly, and its digits if it was written as a decimal."""

    text: str
    value: Exact
    printed: Printed | None


@lru_cache(maxsize=4096)
def read_cell(text: str) -> Entry:
    """The number that this text is. Errors: ReadingError and other SymattnErrors say why it is none."""
    text = SIGN_APART.sub("-", text)
    if DECIMAL.fullmatch(text):
        printed = read_decimal(text)
        return Entry(text, Exact(printed.value), printed)
    formula = _number(text)
    worth = exact_worth(formula, _no_name)
    if isinstance(worth, Grid):
        raise ReadingError(f"{short(plain(formula))!r} stands where one number is due")
    return Entry(plain(formula).replace("−", "-"), worth, _printed(formula))


def differ(said: str, text: str, size: tuple[int, int] | None = None, place: tuple[int, int] = (0, 0)) -> bool:
    """Whether what was said to be equal to a number is surely another one: 5 and 2, but not 1/3 and 0.33.

    Decimals may have been rounded or cut off; a formula with letters is no number. With a size, `said` is a table of
    that size, and its number at `place` is meant. Errors: ReadingError where it is no formula at all.
    """
    a, b = _as_cut(said), _as_cut(text)
    if a is None or b is None:
        return False
    if size is not None:
        if not isinstance(a, Grid) or a.shape != size:
            return True
        a = a.rows[place[0]][place[1]]
    if isinstance(a, Grid) or isinstance(b, Grid):
        return True
    with working(BITS):
        return not a.overlaps(b)


@lru_cache(maxsize=256)
def _as_cut(text: str) -> Grid[arb] | arb | None:
    """What it may be worth; None where that cannot be told."""
    formula = _number(text)
    try:
        with working(BITS):
            return evaluate(formula, AsCut(), _letter)
    except SymattnError:
        return None


def is_formula(text: str) -> bool:
    """Whether it can be read, names and all."""
    return _formula(text) is not None


def has_letters(text: str) -> bool:
    """Whether it is a formula with letters in it: s_1 - s_2."""
    formula = _formula(text)
    return formula is not None and _names(formula)


def _names(formula: Formula) -> bool:
    return isinstance(formula, Name | Index) or any(map(_names, parts_of(formula)))


class AsCut(AsRounded):
    """Decimals as what they may have been before they were rounded or cut off: 3.54 is [3.53, 3.55], 3 is 3."""

    def number(self, node: Number) -> arb:
        printed = read_decimal(node.text)
        return super().number(node) if printed.is_integer else span(printed.value, printed.unit)


def _number(text: str) -> Formula:
    formula = _formula(SIGN_APART.sub("-", text))
    if formula is None:
        raise ReadingError(f"{short(text)!r} is no number, row or table that can be read")
    check_length(formula)
    return formula


def _formula(text: str) -> Formula | None:
    """The one formula that the whole text is."""
    for notation in (Notation.LATEX,) if "\\" in text else (Notation.CODE, Notation.PROSE):
        found = marks(text, 0, len(text), notation)
        reader = Reader([mark for mark in found if mark.kind != LINE], notation, lambda _: False, False)
        written = side_at(reader, 0) if reader.marks else None
        if written is not None and written.next == len(reader.marks):
            return written.formula
    return None


def _printed(formula: Formula) -> Printed | None:
    match formula:
        case Number(text):
            return read_decimal(text)
        case Negative(Number(text)):
            return read_decimal(f"-{text}")
        case _:
            return None


def _no_name(name: Name | Index) -> Exact:
    raise ReadingError(f"{short(plain(name))!r} is a letter, where numbers are due")


def _letter(name: Name | Index) -> arb:
    raise ReadingError(f"{plain(name)} is a letter")


def short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"
