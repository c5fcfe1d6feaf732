"""Edges: what stands directly around a mark and tells whether, and where, a formula begins with it."""

from __future__ import annotations

from flint import fmpq

from symattn.exact.rounding import read_decimal
from symattn.notation.formula import Number, Vector
from symattn.notation.parse.listing import is_plain_number, numbers_from
from symattn.notation.parse.mark import (
    BLANK_LINE,
    CLOSE,
    COMMA,
    LINE,
    NAME,
    NUMBER,
    OPEN,
    RELATION,
    REMARK_END,
    SEMICOLON,
    SIGN,
    STOP,
    WORD,
)
from symattn.notation.parse.written import Reader
from symattn.page import Notation

JOINS = ("*", "/", "+", "^")
ENDS_OPERAND = {NUMBER, NAME, WORD, CLOSE}
"""What ends the operand before a sign that joins two."""
ENDS_LIST = (COMMA, SEMICOLON, LINE, STOP)
FAR_OFF = fmpq(1, 4)
"""By how much wrong shares may miss 1 and still be told from scores."""
HEADS = ("exp", "softmax")
"""Functions that also name what they give."""
OPERATOR_NAMES = ("\\operatorname", "\\mathrm", "\\mathop")


def is_argument(reader: Reader, i: int, text: str) -> bool:
    """Whether something unread stands directly before: of `\\norm{q} = 3` the left side is not {q}."""
    if i == 0 or reader.notation is not Notation.LATEX:
        return False
    before, mark = reader.marks[i - 1], reader.marks[i]
    if before.kind == SIGN and before.text in "^_":
        return True
    if mark.kind == NUMBER and before.kind == NAME and text.startswith(OPERATOR_NAMES, before.start):
        # of \\operatorname{acot} 2 = 3 the left side is not the 2
        return True
    if mark.kind != OPEN or mark.spaced:
        return False
    return (before.kind == STOP and before.text.startswith("\\")) or (before.text == "}" and mark.text == "{")


def behind_bounds(reader: Reader, i: int) -> int | None:
    """The mark behind the {n=1} of a sum over n, which sets no n."""
    marks = reader.marks[i : i + 4]
    if reader.notation is not Notation.LATEX or len(marks) < 4 or marks[0].kind != SIGN or marks[0].text != "_":
        return None
    if marks[1].text != "{" or marks[2].kind != NAME or marks[3].kind != RELATION:
        return None
    return next((k + 1 for k in range(i + 4, len(reader.marks)) if reader.marks[k].text == "}"), None)


def is_cut_off(reader: Reader, i: int) -> bool:
    """Whether a sign before it joins it to what cannot be read: of `9.5GB * 3/4 = 7.1GB` 3/4 is no side."""
    if i < 2:
        return False
    sign, before = reader.marks[i - 1], reader.marks[i - 2]
    return sign.kind == SIGN and sign.text in JOINS and before.kind in ENDS_OPERAND


def is_label(reader: Reader, i: int) -> bool:
    """Whether a function stands at the head of a row of numbers, and is not taken of the first: exp  2.72  7.39."""
    mark, behind = reader.marks[i], reader.mark_at(i + 1)
    if mark.text.lower() not in HEADS or behind is None or not behind.spaced:
        return False
    if behind.kind == OPEN and mark.text.lower() == "softmax":
        return _is_before_shares(reader, i + 1)
    if behind.kind != NUMBER:
        return False
    first = reader.side(i + 1)
    numbers = [] if first is None or not is_plain_number(first.formula) else numbers_from(reader, first, is_named=True)
    after = reader.mark_at(numbers[-1].next) if numbers else None
    return len(numbers) > 1 and (after is None or after.kind != RELATION)


def _is_before_shares(reader: Reader, i: int) -> bool:
    """Whether what a softmax gives stands here, and not what it is taken of: exp 1.649, 1, softmax [0.62, 0.38]."""
    row = reader.side(i) if reader.notation is not Notation.LATEX else None
    if row is None or not isinstance(row.formula, Vector) or len(row.formula.entries) < 2:
        return False
    after = reader.mark_at(row.next)
    numbers = [read_decimal(entry.text) for entry in row.formula.entries if isinstance(entry, Number)]
    if len(numbers) < len(row.formula.entries) or not (after is None or after.kind in ENDS_LIST):
        return False
    off = sum((number.value for number in numbers), fmpq(0)) - 1
    return all(0 <= number.value <= 1 and not number.is_integer for number in numbers) and -FAR_OFF < off < FAR_OFF


def next_mark(reader: Reader, i: int) -> int:
    """The next mark that is no line end; a blank line is passed only before or behind a relation sign."""
    at = i
    while (mark := reader.mark_at(at)) is not None and mark.kind == LINE:
        at += 1
    passed = {mark.text for mark in reader.marks[i:at]}
    if mark is None or REMARK_END in passed:
        return i if REMARK_END in passed else at
    is_beside_sign = mark.kind == RELATION or (i > 0 and reader.marks[i - 1].kind == RELATION)
    return i if BLANK_LINE in passed and not is_beside_sign else at
