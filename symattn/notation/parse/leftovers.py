"""Leftovers: what stands before a relation sign and is no formula known here: `tr([[1, 2]]) = 5`, `7 mod 2 = 1`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from unicodedata import category

from symattn.notation.parse.mark import (
    CELL,
    CLOSE,
    COMMA,
    LINE,
    NAME,
    NUMBER,
    OPEN,
    RELATION,
    ROW,
    SEMICOLON,
    STOP,
    TABLE,
    WORD,
    Mark,
)
from symattn.notation.parse.spellings import COMPARISONS, JOINING_WORDS

MOST_MARKS = 40
"""Marks before a sign looked through."""
ENDS_CLAUSE = (LINE, RELATION, COMMA, SEMICOLON)
STOPS = frozenset('.:?"`$←#')
PART_ENTRIES = frozenset([CELL, COMMA, ROW, SEMICOLON])
LONGEST_LETTERS = 3
"""Longer words, a space behind them, belong to the sentence."""
ASKING = COMPARISONS | frozenset("≪≫∈|")
_UNREAD = r"dim|Pr|gcd|deg|ker|hom|sup|inf|lim|limsup|liminf|cot|sec|csc|arcsin|arccos|arctan|sinh|cosh|coth"
OF_WHAT_FOLLOWS = re.compile(rf"\\?arg|\\(?:{_UNREAD})")
"""Functions that are not worked out here, taken of what stands behind them: arg max(1, 3) = 2."""
OPERATORS = frozenset(["mod", "choose", "div", "%"])
"""What joins two numbers to something that is not worked out here."""


def left_of_sign(marks: Sequence[Mark], i: int) -> int | None:
    """Where what stands before the sign at mark i begins; None where no number is in it."""
    first, level = i, 0
    cut = max(0, i - MOST_MARKS)
    while first > 0 and i - first < MOST_MARKS:
        mark = marks[first - 1]
        level += (mark.kind == CLOSE) - (mark.kind == OPEN)
        if level < 0 or (level == 0 and _ends_clause(mark)):
            break
        first -= 1
    if first == cut and level > 0:
        # brackets deeper than can be read
        return marks[first].start
    while first < i and _is_of_sentence(marks, first):
        first += 1
    left = marks[first:i]
    if not any(mark.kind == NUMBER for mark in left) or _sets(left):
        return None
    return left[0].start


def operand_before(marks: Sequence[Mark], i: int) -> int | None:
    """Where what is joined to the formula at mark i begins: 7 mod 2, 7 // 2, 7 % 2, ∛8, W [1, 0], (1, 2) (3, 4)."""
    before = marks[i - 1] if i > 0 else None
    if before is None:
        return None
    if OF_WHAT_FOLLOWS.fullmatch(before.text):
        return before.start
    if before.text == ":" and _is_ratio(marks, i):
        return marks[i - 2].start
    if marks[i].kind in (OPEN, TABLE) and (factor := _factor_before(marks, i)) is not None:
        return factor
    if before.kind == NUMBER:
        return before.start if before.text.endswith("%") and marks[i].kind == NUMBER else None
    is_sign = before.kind == STOP and _is_operator(before.text)
    if before.text not in OPERATORS and not is_sign:
        return None
    if i > 1 and marks[i - 2].kind in (NUMBER, CLOSE):
        return marks[i - 2].start
    return before.start if is_sign and len(before.text) == 1 and before.text != "/" else None


def _factor_before(marks: Sequence[Mark], i: int) -> int | None:
    """Where the row, the table or the letter of one begins that stands beside the bracket at mark i."""
    before = marks[i - 1]
    if before.kind == NAME:
        return before.start if len(before.text) == 1 and before.text.isupper() else None
    if before.kind != CLOSE:
        return before.start if before.kind == TABLE else None
    level = 0
    for first in range(i - 1, max(-1, i - 1 - MOST_MARKS), -1):
        level += (marks[first].kind == CLOSE) - (marks[first].kind == OPEN)
        if level == 0:
            inside = {mark.kind for mark in marks[first:i]}
            return marks[first].start if NUMBER in inside and inside & PART_ENTRIES else None
    return None


def _is_operator(text: str) -> bool:
    """Signs and commands that are none of those read: ⊕, ∛, \\oplus; of 7 // 2 the first stroke."""
    if text.startswith("\\"):
        return text[1:].isalpha()
    return text == "/" or (len(text) == 1 and category(text) == "Sm" and text not in ASKING)


def _is_ratio(marks: Sequence[Mark], i: int) -> bool:
    """3:4 = 0.75; but behind `Row 3: ` a formula begins."""
    if i < 2 or i + 1 >= len(marks) or any(mark.spaced for mark in marks[i - 1 : i + 1]):
        return False
    return marks[i - 2].kind == marks[i].kind == NUMBER and marks[i + 1].kind == RELATION


def _ends_clause(mark: Mark) -> bool:
    if mark.kind in (NAME, WORD):
        return mark.text.lower() in JOINING_WORDS
    return mark.kind in ENDS_CLAUSE or (mark.kind == STOP and mark.text in STOPS)


def _sets(left: Sequence[Mark]) -> bool:
    """P(X = 1) = 0.3 and P(X > 1) = 0.3 are given; X[:2] = 0 sets a part of X."""
    if any(mark.kind == RELATION or (mark.kind == STOP and mark.text in ASKING) for mark in left):
        return True
    return left[-1].text == "]" and any(a.kind == NAME and b.text == "[" and not b.spaced for a, b in pairwise(left))


def _is_of_sentence(marks: Sequence[Mark], at: int) -> bool:
    mark, behind = marks[at], marks[at + 1]
    if mark.kind == STOP:
        return mark.text in "-*_"
    return mark.kind in (NAME, WORD) and (behind.spaced or behind.kind == STOP) and len(mark.text) > LONGEST_LETTERS
