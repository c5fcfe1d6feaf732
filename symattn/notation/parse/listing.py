"""Lists without brackets: `0.71、0、0.71`, `0.67 and 0.33`; and several sides for several: `e^{0.7}, e^0 = 2.01, 1`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flint import fmpq

from symattn.exact.rounding import read_decimal
from symattn.limits import CELLS
from symattn.notation.formula import Formula, Name, Negative, Number, Vector, walk
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


def paired_sides(reader: Reader, first: Written, *, behind_sign: bool = False) -> Paired | None:
    """`e^{0.7}, e^0 = 2.01, 1`: each left side with its right side; None where they do not pair.

    behind_sign: a label stands before them, as in `weights = 1/4, 3/4 = 0.25, 0.75`, or an arrow.
    """
    if is_plain_number(first.formula) and not behind_sign:
        return None
    lefts, lefts_and = _sides(reader, first)
    sign = reader.mark_at(lefts[-1].next) if len(lefts) > 1 else None
    if sign is None or sign.kind != RELATION or not _may_be_left(reader, lefts, behind_sign=behind_sign):
        return None
    right = reader.side(lefts[-1].next + 1)
    if right is None:
        return None
    rights, rights_and = _sides(reader, right, of_numbers=True)
    if len(rights) != len(lefts) or (any(lefts_and) and lefts_and != rights_and):
        # 1/3 and 2/3 = 0.667, 0.5 of it
        return None
    if (behind_sign or reader.notation is Notation.PROSE) and not _are_numbers(reader, rights):
        # of `2^-3, 2^-4 ≈ 0.062, so that is lost at 4` the words are no right side
        return None
    behind = reader.mark_at(rights[-1].next)
    pairs = list(zip(lefts, rights, strict=True))
    if (behind is not None and behind.kind == RELATION) or not all(_may_come_again(*pair) for pair in pairs):
        return None
    return Paired(pairs, sign.text, rights[-1].next)


def _sides(reader: Reader, first: Written, *, of_numbers: bool = False) -> tuple[list[Written], list[bool]]:
    """The sides with commas or an `and` between them, and of each gap whether there is an `and` in it."""
    sides, gaps = [first], []
    while len(sides) < MOST_SIDES:
        at, has_and = _behind_gap(reader, sides[-1].next)
        mark = reader.mark_at(at) if at is not None else None
        if at is None or mark is None or (of_numbers and has_and and mark.kind != NUMBER):
            break
        side = reader.side(at)
        if side is None:
            break
        sides.append(side)
        gaps.append(has_and)
    return sides, gaps


def _behind_gap(reader: Reader, at: int) -> tuple[int | None, bool]:
    """The mark behind a comma, an `and` or both, and whether there is an `and`; semicolons part decimal commas."""
    mark = reader.mark_at(at)
    if mark is not None and mark.kind == SEMICOLON and not reader.decimal_comma:
        return None, False
    behind, is_spaced = _behind_separator(reader, at)
    before, after = reader.mark_at(behind - 1), reader.mark_at(behind)
    has_and = not is_spaced and before is not None and before.kind in (NAME, WORD)
    if has_and and before is not None and after is not None and before.text == "e" and not after.spaced:
        # of `e^1, e^0` the e is no Italian `and`
        return (behind - 1 if behind - 1 > at else None), False
    return (None if is_spaced else behind), has_and


def _are_numbers(reader: Reader, rights: list[Written]) -> bool:
    """Whether they are numbers and the last counts nothing: of `0.5, 3 tokens` it does."""
    return all(is_plain_number(side.formula) for side in rights) and _stands_free(reader, rights[-1], is_named=False)


def _may_be_left(reader: Reader, lefts: list[Written], *, behind_sign: bool) -> bool:
    """Numbers alone state nothing, and words with commas between them are a sentence."""
    plain = [is_plain_number(left.formula) for left in lefts]
    if behind_sign:
        return not all(plain) and not any(isinstance(p, Name) for left in lefts for p in walk(left.formula))
    return not any(plain) and (
        reader.notation is not Notation.PROSE or not any(isinstance(left.formula, Name) for left in lefts)
    )


def _may_come_again(left: Written, right: Written) -> bool:
    """A number among the left sides comes again in its place: `→ 2, 1.0 - 0.5 = 2, 0.5`."""
    if not is_plain_number(left.formula):
        return True
    return is_plain_number(right.formula) and _value(left.formula) == _value(right.formula)


def _value(number: Formula) -> fmpq | None:
    match number:
        case Number(text):
            return read_decimal(text).value
        case Negative(Number(text)):
            return -read_decimal(text).value
    return None
