r"""Measures: of `= 64\ \text{tokens}` the side is 64, and the word behind it a unit that claims nothing."""

from __future__ import annotations

from dataclasses import replace

from symattn.notation.formula import Name, Number, Product
from symattn.notation.parse.mark import COMMAND, NAME, NUMBER, OPEN
from symattn.notation.parse.written import Reader, Written
from symattn.page import Notation

ARGUMENTS = (NUMBER, OPEN, NAME, COMMAND)
"""What a function is taken of: of 4 acot 5 the word is no unit."""
SHORTEST = 2
"""Letters of a unit: of 2a the a is a factor."""


def side_at(reader: Reader, i: int) -> Written | None:
    """The longest formula that begins at the i-th mark, without a unit behind it."""
    written = reader.side(i)
    return None if written is None else without_unit(reader, written)


def without_unit(reader: Reader, written: Written) -> Written:
    """The number alone, where it is a number and a word of LaTeX that stands for nothing."""
    match written.formula:
        case Product((Number() as number, Name(base, (), "")), "") if id(number) in written.places:
            behind = reader.mark_at(written.next)
            is_word = len(base) >= SHORTEST and base.isalpha() and (behind is None or behind.kind not in ARGUMENTS)
            if reader.notation is Notation.LATEX and is_word and not reader.known(base):
                return replace(written, formula=number, end=written.places[id(number)][1])
    return written
