r"""Cut short: formulas that go on behind what could be read of them: `4 \operatorname{acot} 5`, `4 + \foo{1}`."""

from __future__ import annotations

from symattn.notation.parse.mark import LINE, NAME, NUMBER, OPEN, SIGN, STOP, WORD
from symattn.notation.parse.spellings import ENDS
from symattn.notation.parse.written import Reader
from symattn.page import Notation

GREAT_SIGNS = "∫∑∏∮"
OPERATORS = ("*", "/", "+", "-", "^", "_")


def is_cut_short(reader: Reader, position: int) -> bool:
    """Whether the formula that ends before this mark goes on with what could not be read."""
    mark, behind = reader.mark_at(position), reader.mark_at(position + 1)
    if mark is None:
        return False
    match mark.kind:
        case "sign" if mark.text in OPERATORS:
            return behind is not None and behind.kind != LINE and not _is_dash(reader, position)
        case "stop" if mark.text in GREAT_SIGNS:
            return True
        case "stop" if reader.notation is Notation.LATEX:
            word = mark.text.removeprefix("\\")
            return word != mark.text and word.isalpha() and word not in ENDS
        case "name" if mark.text.isalpha() and behind is not None and not behind.spaced:
            inside = reader.mark_at(position + 2)
            return behind.kind == OPEN and behind.text == "(" and inside is not None and inside.kind == NUMBER
    return False


def _is_dash(reader: Reader, position: int) -> bool:
    """`= 5 - which is more`, and what only looks like a sign: `= 5 *` of emphasis, `= 5 --`."""
    mark, behind = reader.marks[position], reader.marks[position + 1]
    if reader.notation is Notation.LATEX:
        return False
    if behind.kind in (SIGN, STOP):
        return behind.text not in GREAT_SIGNS
    return mark.text in "-*_" and behind.kind in (NAME, WORD)
