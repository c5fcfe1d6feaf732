"""Lists without brackets: `0.71、0、0.71`, `0.67 and 0.33`; and several sides for several: `e^{0.7}, e^0 = 2.01, 1`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from symattn.limits import CELLS
from symattn.notation.formula import Formula, Name, Negative, Number, Vector
from symattn.notation.parse.mark import CLOSE, COMMA, LINE, NAME, NUMBER, OPEN, RELATION, SEMICOLON, SIGN, STOP, WORD
from symattn.notation.parse.spellings import AND_WORDS
from symattn.notation.parse.written import Reader, Written
from symattn.page import Notation

MOST_SIDES = 16
MOST_LABEL = 4
"""Marks of a label."""
QUOTES = frozenset("\"“”„‘’'`*«»「」")
NO_LABELS = frozenset(["sum", "total", "max", "min", "mean", "average", "std", "norm", "with", "at", "than"])
"""Words behind which no further entry stands."""


@dataclass
class Paired:
    """Several left sides, as many right sides, and the sign between them."""

    pairs: list[tuple[Written, Written]]
    sign: str
    next: int


def row_of(reader: Reader, numbers: list[Written], *, is_named: bool = False) -> Written | None:
    """The row that the numbers are; None for one alone, for whole numbers of no name, and where a relation follows."""
    first, last = numbers[0], numbers[-1]
    behind = reader.mark_at(last.next)
    goes_on = behind is not None and behind.kind == RELATION and not (is_named and behind.text == "→")
    if len(numbers) < 2 or goes_on:
        return None
    if not is_named and not any(has_point(number.formula) for number in numbers):
        return None
    entries = Vector(tuple(number.formula for number in numbers))
    places = {node: place for number in numbers for node, place in number.places.items()}
    return Written(entries, first.start, last.end, last.next, places)


def numbers_from(reader: Reader, first: Written, *, is_named: bool = False) -> list[Written]:
    """The numbers that stand one behind the other from `first` on, with commas, an `and` or spaces between them.

    is_named: words before them say that they are a row, also if they are whole numbers.
    """
    return [first, *_further(reader, first, is_named)]


def is_plain_number(formula: Formula) -> bool:
    return isinstance(formula.of if isinstance(formula, Negative) else formula, Number)


def _further(reader: Reader, first: Written, is_named: bool) -> Iterator[Written]:
    before = first
    has_labels = is_named and _is_labelled(reader, first)
    for _ in range(CELLS):
        at, is_spaced = _behind_separator(reader, before.next)
        if has_labels and not is_spaced:
            at = _behind_label(reader, at)
        mark = reader.mark_at(at)
        if mark is None or not (mark.kind == NUMBER or (mark.kind == SIGN and mark.text == "-")):
            return
        number = reader.side(at)
        if number is None or not is_plain_number(number.formula) or not _stands_free(reader, number, is_named):
            return
        are_decimals = is_named or (has_point(before.formula) and has_point(number.formula))
        if is_spaced and not (mark.spaced and are_decimals):
            return
        yield number
        before = number


def _behind_separator(reader: Reader, at: int) -> tuple[int, bool]:
    """The mark behind a comma, an `and` or both; and whether it is only a space that stands there."""
    start = at
    mark = reader.mark_at(at)
    if mark is not None and (mark.kind in (COMMA, SEMICOLON) or (mark.kind == STOP and mark.text in (",", "&"))):
        at += 1
        mark = reader.mark_at(at)
    if mark is not None and mark.kind in (NAME, WORD) and mark.text.lower() in AND_WORDS:
        at += 1
    return at, at == start


def _is_labelled(reader: Reader, first: Written) -> bool:
    """Whether a word stands between the number and a colon: `weights: the 0.33, cat 0.67`."""
    at = first.next - (2 if isinstance(first.formula, Negative) else 1)
    begin = max(0, at - MOST_LABEL - 1)
    colon = next((i for i in range(at - 1, begin - 1, -1) if reader.marks[i].text == ":"), None)
    return colon is not None and colon + 1 < at and _behind_label(reader, colon + 1) == at


def _behind_label(reader: Reader, at: int) -> int:
    """The mark behind the word, or few words, that tell whose the number behind them is."""
    for i in range(at, at + MOST_LABEL):
        mark = reader.mark_at(i)
        if mark is None or mark.text.lower() in NO_LABELS:
            return at
        if not (mark.kind in (NAME, WORD) or (mark.kind == STOP and mark.text in QUOTES)):
            return i
    return at + MOST_LABEL


def _stands_free(reader: Reader, number: Written, is_named: bool) -> bool:
    """Whether it is an entry, not the count of what stands behind: 0.5, 2 tokens."""
    behind = reader.mark_at(number.next)
    if behind is None or behind.kind in (COMMA, SEMICOLON, LINE, STOP, CLOSE, NUMBER):
        return True
    if is_named and behind.kind == OPEN:
        # exp: 1.65, 1.34 (sum 2.99)
        return True
    if behind.kind == NAME and behind.text.lower() not in AND_WORDS:
        return is_named or has_point(number.formula)
    return behind.kind in (NAME, WORD)


def has_point(formula: Formula) -> bool:
    number = formula.of if isinstance(formula, Negative) else formula
    return isinstance(number, Number) and "." in number.text


def paired_sides(reader: Reader, first: Written) -> Paired | None:
    """`e^{0.7}, e^0 = 2.01, 1`: each left side with its right side; None where they do not pair."""
    if not _is_comma(reader, first.next) or is_plain_number(first.formula):
        return None
    lefts = _sides(reader, first)
    sign = reader.mark_at(lefts[-1].next)
    if sign is None or sign.kind != RELATION or len(lefts) < 2 or not _may_be_left(reader, lefts):
        return None
    right = reader.side(lefts[-1].next + 1)
    if right is None:
        return None
    rights = _sides(reader, right, parted_by=_is_comma_or_and)
    if reader.notation is Notation.PROSE and not all(is_plain_number(side.formula) for side in rights):
        # of `2^-3, 2^-4 ≈ 0.062, so that is lost at 4` the words are no right side
        return None
    behind = reader.mark_at(rights[-1].next)
    if len(rights) != len(lefts) or (behind is not None and behind.kind == RELATION):
        return None
    return Paired(list(zip(lefts, rights, strict=True)), sign.text, rights[-1].next)


def _is_comma(reader: Reader, at: int) -> bool:
    mark = reader.mark_at(at)
    return mark is not None and (mark.kind == COMMA or (mark.kind == STOP and mark.text == ","))


def _sides(reader: Reader, first: Written, parted_by: Callable[[Reader, int], bool] = _is_comma) -> list[Written]:
    sides = [first]
    while len(sides) < MOST_SIDES and parted_by(reader, sides[-1].next):
        side = reader.side(sides[-1].next + 1) if sides[-1].next + 1 < len(reader.marks) else None
        if side is None:
            break
        sides.append(side)
    return sides


def _is_comma_or_and(reader: Reader, at: int) -> bool:
    mark, behind = reader.mark_at(at), reader.mark_at(at + 1)
    is_and = mark is not None and mark.kind in (NAME, WORD) and mark.text.lower() in AND_WORDS
    return _is_comma(reader, at) or (is_and and behind is not None and behind.kind == NUMBER)


def _may_be_left(reader: Reader, lefts: list[Written]) -> bool:
    """Numbers state nothing, and words with commas between them are a sentence."""
    if any(is_plain_number(left.formula) for left in lefts):
        return False
    return reader.notation is not Notation.PROSE or not any(isinstance(left.formula, Name) for left in lefts)
