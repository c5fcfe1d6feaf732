"""One number of a problem, from whatever stands for it: text, int, Fraction, SymPy, Exact; and its letters."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from symattn.errors import FieldError, LimitError, ReadingError, ShapeError
from symattn.exact.number import Exact, symbol
from symattn.exact.rounding import read_decimal
from symattn.notation.evaluate import Grid, exact_worth
from symattn.notation.formula import Index, Name, signed
from symattn.notation.parse.plain import FUNCTIONS, name_of, parse
from symattn.notation.parse.tokens import NAME, tokens
from symattn.notation.plain import plain
from symattn.problem.problem import TABLES
from symattn.tables.table import Entry

LONGEST_DECIMAL_OF_A_FLOAT = 15
"""A float keeps every decimal of so many digits; with more it shows that it has been calculated with."""

OWN_CELLS = frozenset(["q", "k", "v", "s", "s̃", "m", "u", "r", "a", "z"])
"""Small letters of the derivation's own tables: with an index each names a cell (q_12)."""

OWN_NAMES = frozenset({*TABLES, "S", "S̃", "M", "U", "A", "Z", "d_k"})


class Cells:
    """Reads the cells of one problem, and sees to it that its letters can be told apart on paper."""

    def __init__(self) -> None:
        self.spelled: dict[str, str] = {}

    def read(self, value: Any, place: str) -> Entry:
        """One number, as typed and as worth; an error that begins with the place otherwise."""
        try:
            entry = self._read(value)
            if not isinstance(value, int | float | Fraction):
                self._check_letters(value, entry)
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
            case int() | Fraction() | Exact():
                return Entry(Exact(value))
            case _ if hasattr(value, "free_symbols"):
                return Entry(Exact.from_sympy(value))
        raise ReadingError(f'{shown(value)} stands where a number, text such as "1/3" or a letter is due')

    def _check_letters(self, value: Any, entry: Entry) -> None:
        for name in _names_in(value) if isinstance(value, str) else ():
            alike = self.spelled.setdefault(name_of(name).text, name)
            if alike != name:
                raise ReadingError(
                    f"the letters {alike!r} and {name!r} look alike on paper; write one of them for both"
                )
        for letter in entry.exact.letters():
            base, _, index = letter.partition("_")
            names_a_cell = base in OWN_CELLS and index.replace(",", "").isdecimal() and (len(index) > 1 or base == "r")
            if names_a_cell or letter in OWN_NAMES:
                raise ReadingError(
                    f"the letter {letter!r} already names a part of the derivation; take another, such as 'c'"
                )


def _of_text(text: str) -> Entry:
    formula = parse(text)
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


def shown(value: Any) -> str:
    """A value for a message, cut where it is long."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"


def text_of(key: str, value: Any) -> str:
    """A title or label; ReadingError for anything but text."""
    if not isinstance(value, str):
        raise ReadingError(f"{key} is {shown(value)}, where text is due")
    if len(value) > 200:
        raise LimitError(f"{key} has {len(value):,} characters; at most 200 are printed")
    return value
