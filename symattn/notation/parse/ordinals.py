"""Numbers that count what the word before them names: of `Output 1 = 0.4·2` the left side is a name, and no 1."""

from __future__ import annotations

from symattn.notation.formula import Name, Number
from symattn.notation.parse.leftovers import OPERATORS
from symattn.notation.parse.mark import NAME, RELATION, WORD
from symattn.notation.parse.spellings import JOINING_WORDS
from symattn.notation.parse.written import Reader, Written

MOST_DIGITS = 3


def counted(reader: Reader, i: int, written: Written) -> Written | None:
    """The name and its number for the number read at the i-th mark; None where it is a number."""
    formula, behind = written.formula, reader.mark_at(written.next)
    if i == 0 or behind is None or behind.kind != RELATION or not isinstance(formula, Number):
        return None
    word, number = reader.marks[i - 1], reader.marks[i]
    if not formula.text.isdecimal() or len(formula.text) > MOST_DIGITS or word.kind not in (NAME, WORD):
        return None
    is_word = word.kind == WORD or (len(word.text) > 1 and word.text.isalpha() and number.spaced)
    if not is_word or word.text.lower() in JOINING_WORDS or word.text in OPERATORS:
        return None
    return Written(Name(word.text, (formula.text,)), word.start, written.end, written.next, {})
