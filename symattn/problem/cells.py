"""One number of a problem, from whatever stands for it: text, int, Fraction, SymPy, Exact; and its letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from symattn.errors import FieldError, LimitError, ReadingError, ShapeError
from symattn.exact.number import Exact, symbol
from symattn.exact.rounding import read_decimal
from symattn.notation.evaluate import Grid, exact_worth
from symattn.notation.exact_form import letter_name
from symattn.notation.formula import Index, Name, signed
from symattn.notation.latex import GREEK_LETTERS
from symattn.notation.length import check_length
from symattn.notation.parse.plain import FUNCTIONS, name_of, parse
from symattn.notation.parse.tokens import NAME, tokens
from symattn.notation.plain import plain
from symattn.problem.problem import TABLES
from symattn.tables.table import Entry

LETTER = re.compile(r"[^\W\d_](?:\w*[^\W_])?(?:_\{[\w,]+\})?|\w\^\w_[\d,]+")
LETTER = re.compile(r"[^\W\d_](?:\w*[^\W_])?(?:_\{[\w,]+\})?")
"""What SymPy's symbols must be called to be letters here; SymPy itself takes any text."""
LONGEST_DECIMAL_OF_A_FLOAT = 15
"""A float keeps every decimal of so many digits; with more it shows that it has been calculated with."""

OWN_CELLS = frozenset(["q", "k", "v", "s", "s̃", "m", "u", "r", "a", "z"])
"""Small letters of the derivation's own tables: with an index each names a cell (q_12)."""

OWN_NAMES = frozenset({*TABLES, "S", "S̃", "M", "U", "A", "Z", "d_k"})


class Cells:
    """Reads the cells of one problem, and sees to it that its letters can be told apart on paper."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.met: dict[str, tuple[str, str]] = {}
        """What has been met, by its look on paper: how it was spelled, and the letter it is."""
        X = given.get("X")
        self.shape_of_X = (
            (len(X), len(X[0])) if isinstance(X, list | tuple) and X and hasattr(X[0], "__len__") else (0, 0)
        )

    def read(self, value: Any, place: str, own: str = "") -> Entry:
        """One number, as typed and as worth; an error that begins with the place otherwise.

        own: what its cell is called on paper, which may stand in it as a letter.
        """
        try:
            entry = self._read(value)
            if not isinstance(value, int | float | Fraction):
                self._check_letters(value, entry, own)
        except (FieldError, LimitError, ReadingError, ShapeError) as error:
            raise type(error)(f"{place}: {error}") from error
        return entry

    def _read(self, value: Any) -> Entry:
        match value:
            case str():
                return _of_text(value)
            case bool():
                raise ReadingError(f"{value} is no number")
            case float():
                return _of_float(value)
            case int():
                return whole(value)
            case Fraction() | Exact():
                return Entry(Exact(value))
            case _ if hasattr(value, "free_symbols"):
                return Entry(Exact.from_sympy(value))
        raise ReadingError(f'{shown(value)} stands where a number, text such as "1/3" or a letter is due')

    def _check_letters(self, value: Any, entry: Entry, own: str) -> None:
        typed = isinstance(value, str)
        for name in _names_in(value) if typed else sorted(entry.exact.letters()):
            if not typed and not isinstance(value, Exact) and not LETTER.fullmatch(name):
                raise ReadingError(f"{name!r} is no letter; a name such as a, x_1 or theta is due")
            met = (name, name_of(name).text if typed else name)
            alike = self.met.setdefault(_on_paper(name), met)
            if alike != met:
                raise ReadingError(
                    f"the letters {alike[0]!r} and {name!r} look alike on paper; write one of them for both"
                )
        for letter in entry.exact.letters() - {own}:
            if self._names_a_cell(letter) or letter in OWN_NAMES:
                raise ReadingError(
                    f"the letter {letter!r} already names a part of the derivation; take another, such as 'c'"
                )

    def _names_a_cell(self, letter: str) -> bool:
        """Whether it looks like q_12 or r_1, or like x_12 where X has such a cell."""
        name = letter_name(letter)
        if not name.indices or not all(index.isdecimal() for index in name.indices):
            return False
        if name.base == "x" and len(name.indices) == 2:
            return all(0 < int(index) <= size for index, size in zip(name.indices, self.shape_of_X, strict=True))
        return name.base in OWN_CELLS and (len(name.indices) > 1 or name.base == "r")


@lru_cache(maxsize=1024)
def whole(value: int) -> Entry:
    return Entry(Exact(value))


def _of_text(text: str) -> Entry:
    formula = parse(text)
    check_length(formula)
    worth = exact_worth(formula, _letter)
    if isinstance(worth, Grid):
        raise ReadingError(f"{text!r} is a table, where a single number is due")
    return Entry(worth, formula)


def _of_float(value: float) -> Entry:
    digits = repr(value)
    if not value - value == 0:
        raise ReadingError(f"{digits} is not a number")
    if len(digits.partition("e")[0].replace(".", "").strip("-0")) > LONGEST_DECIMAL_OF_A_FLOAT:
        raise ReadingError(f"the float {digits} is rounded; give it as text, an int or a Fraction")
    return Entry(Exact(read_decimal(digits).value), signed(digits))


def _letter(name: Name | Index) -> Exact:
    if isinstance(name, Index):
        raise ReadingError(f"{plain(name)} is an entry of a table; a cell holds a number or a letter")
    return symbol(name.text)


def _names_in(text: str) -> list[str]:
    return [token.text for token in tokens(text) if token.kind == NAME and token.text.lower() not in FUNCTIONS | {"e"}]


def _on_paper(name: str) -> str:
    """What a name looks like in print: x1 is x_1, θ is theta, µ (micro) is μ (mu)."""
    written = name_of(unicodedata.normalize("NFKC", name))
    return replace(written, base=GREEK_LETTERS.get(written.base, written.base)).text


def shown(value: Any) -> str:
    """A value for a message, cut where it is long."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"


def text_of(key: str, value: Any) -> str:
    """A title or label; ReadingError for anything but text."""
    if not isinstance(value, str):
        raise ReadingError(f"{key} is {shown(value)}, where text is due")
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise ReadingError(f"{key} holds half a character (a lone surrogate); whole ones are due")
    if len(value) > 200:
        raise LimitError(f"{key} has {len(value):,} characters; at most 200 are printed")
    return value
