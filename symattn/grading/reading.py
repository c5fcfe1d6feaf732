"""What a student wrote in an answer → its numbers in rows, however they are bracketed, parted and named.

    answer  = chain | chain { separator chain }           a_11 = 0.2, a_12 = 0.8
    chain   = [name relation] { table relation } table    A = [1/3, 2/3] ≈ [0.333, 0.667]: the last one counts
    table   = bracket | part { separator part }           the widest separator parts first; parts are tables again
    part    = table | what the reader of expressions takes for one number (cells.py)

Parts that are numbers are a row; parts that are rows are the rows of a table. What is equal in a chain must not differ.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from symattn.errors import LimitError, ReadingError, SymattnError
from symattn.grading.cells import has_letters, is_formula, short
from symattn.grading.spelling import BRACED, Spelling, spellings
from symattn.grading.tokens import RELATED, SEPARATORS, Group, Item, Kind, Token, text_of, tokens

LONGEST = 4_000
"""Characters of one answer."""
AROUND = " \t\r\n'\"“”„`*"
"""Quotes and marks about an answer that are none of it; the full stop behind it."""
WIDE_LETTERS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Ａ and ，as they are typed among Chinese and Japanese letters."""
LEFT_BOX, RIGHT_BOX = "⎡⎢⎣⎛⎜⎝┌╭╰└", "⎤⎥⎦⎞⎟⎠┐╮╯┘"
BOXED = re.compile(rf"([^{LEFT_BOX}{RIGHT_BOX}\n]*)[{LEFT_BOX}]([^{LEFT_BOX}{RIGHT_BOX}\n]*)[{RIGHT_BOX}]")
ALIGNED = re.compile(rf"(?:\\\\|&)(?:\\\\|[\s&])*+(?=[=≈]|\\(?:{RELATED})(?![a-zA-Z]))")
r"""What aligns a chain in LaTeX: x &= 1/3 \\ &\approx 0.333."""
DRAWN = frozenset("|:- \t\r")
"""What the line below the heading of a table is drawn with in Markdown."""
MAKERS = re.compile(r"(?:\w+\.)*(?:as)?(?:array|matrix|tensor|vector|mat|list|tuple|c)", re.IGNORECASE)
"""np.array([0.2, 0.8]), c(0.2, 0.8)"""
TRANSPOSED = re.compile(r"ᵀ|⊤|\.?T|\^\{?(?:T|\\top|\\intercal)\}?|'")
LABEL = re.compile(
    r"[^\W\d]++(?:[ .-]{1,2}[^\W\d]++){0,5}[ .-]{0,2}"
    r"|(?i:row|line|word|token|step|head|zeile|reihe|wort)[ .]?\d{1,2}"
)
"""`The gap`, `row 1`: what stands before a number and is none."""
DENIED = re.compile(r"(?i)\b(?:not|no|never|nicht|kein|keine|or|oder|wrong|false|falsch|unequal|ungleich)\b|n't\b")
"""Words before a number that say that it is none, or another one too."""
CONSTANTS = ("e", "π", "pi")


@dataclass(frozen=True)
class Said:
    """What numbers were said to be equal to: this one to the number itself, or to the one at this place of a table."""

    text: str
    size: tuple[int, int] | None = None
    place: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Cell:
    """One number of an answer, as text, with what it is called and what it was said to be equal to before."""

    text: str
    name: str = ""
    before: tuple[Said, ...] = ()


Rows = tuple[tuple[Cell, ...], ...]


def readings(text: str, *, decimal_comma: bool = False) -> Iterator[Rows | SymattnError]:
    """The rows of an answer in every way it can be read, no two alike; where it cannot, why. The likeliest first."""
    if len(text) > LONGEST:
        yield LimitError(f"an answer of {len(text):,} characters; at most {LONGEST:,} are read")
        return
    text = _in_one_alphabet(text)
    found: list[Rows] = []
    for spelling in spellings(text, decimal_comma=decimal_comma):
        try:
            rows = _rows(BRACED.sub(",", text), spelling)
        except SymattnError as error:
            yield error
            continue
        if rows not in found:
            found.append(rows)
            yield rows


def _in_one_alphabet(text: str) -> str:
    """Boxes drawn over lines become brackets, and lines that are only drawn vanish."""
    text = text.translate(WIDE_LETTERS).replace("\\,", "\u2009")
    text = ALIGNED.sub(" ", text)
    text = text if text.isascii() else "".join(str(int(c)) if c.isdecimal() else c for c in text)
    lines = [line for line in text.split("\n") if not ("--" in line and DRAWN.issuperset(line))]
    full = [line for line in lines if line.strip()]
    boxed = [BOXED.findall(line) for line in full if not BOXED.sub("", line).strip()]
    if full and len(boxed) == len(full) and len({len(line) for line in boxed}) == 1:
        # column by column: what stands between two boxes stands in one of their lines
        drawn = [
            f"{' '.join(before.strip() for before, _ in column)} [" + "\n".join(row for _, row in column) + "]"
            for column in zip(*boxed, strict=True)
        ]
        return "".join(drawn)
    return "\n".join(lines).strip(AROUND).rstrip(f"{AROUND}.")


def _rows(text: str, spelling: Spelling) -> Rows:
    rows = _answer(_plain(tokens(text, spelling)))
    if any(len(row) != len(rows[0]) for row in rows):
        raise ReadingError(f"rows of {' and '.join(map(str, sorted({len(row) for row in rows})))} numbers")
    return rows


# --- chains ---------------------------------------------------------------------------------


def _answer(items: Sequence[Item]) -> Rows:
    """One chain, or as many as there are parts."""
    if not any(_is(item, Kind.RELATION, Kind.REFUSED) for item in items):
        return _table(items)
    for separator in SEPARATORS:
        parts = _parted(items, separator)
        related = [any(_is(item, Kind.RELATION) for item in part) for part in parts]
        if len(parts) > 1 and all(related):
            found = [_answer(part) for part in parts]
            names = Counter(rows[0][0].name for rows in found)
            if any(name and count > 1 for name, count in names.items()):
                raise ReadingError(f"{short(text_of(items))!r} tells the same number twice")
            return _stacked(found)
        # spaces also part the words of a name: row 1: 0.5
        if any(related[1:]) and separator is not Kind.GAP:
            raise ReadingError(f"{short(text_of(items))!r} says more than one thing, or words stand in between")
    return _chain(items)


def _chain(items: Sequence[Item]) -> Rows:
    """A = 1/3 ≈ 0.333"""
    refused = next((item for item in items if _is(item, Kind.REFUSED)), None)
    if refused is not None:
        raise ReadingError(f"{short(text_of(items))!r} tells what the number is compared with, not what it is")
    parts = [part for part in _parted(items, Kind.RELATION) if part]
    while len(parts) > 1 and _is_name(parts[-1]) and not any(_has(item, Kind.NUMERAL) for item in parts[-1]):
        # 2 = x
        parts.pop()
    *before, last = parts or [list(items)]
    if any(DENIED.search(text_of(part)) for part in before):
        raise ReadingError(f"{short(text_of(items))!r} has words beside its numbers")
    name = text_of(before[0]) if before and _is_name(before[0]) else ""
    rows = tuple(tuple(replace(cell, name=cell.name or name) for cell in row) for row in _table(last))
    if name and not LABEL.fullmatch(name) and _is_one(rows) and _counts(before[0]):
        raise ReadingError(f"{short(text_of(items))!r} is an equation, where a number is due")
    for part in before:
        if not _is_name(part):
            rows = _said_before(part, rows)
    return rows


def _is_one(rows: Rows) -> bool:
    return len(rows) == len(rows[0]) == 1


def _counts(items: Sequence[Item]) -> bool:
    """Whether there is a number in it that is no index: 2x, but not a_{11} and A[1, 2]."""
    return any(
        _is(item, Kind.NUMERAL)
        or (isinstance(item, Group) and not (i and _is_indexed(items[i - 1])) and _counts(item.items))
        for i, item in enumerate(items)
    )


def _is_indexed(item: Item) -> bool:
    return _is(item, Kind.WORD) or (isinstance(item, Token) and item.text == "_")


def _said_before(part: Sequence[Item], rows: Rows) -> Rows:
    """The rows with what they were said to be equal to: cell by cell, or a formula that gives all of them."""
    try:
        others = _table(part)
    except ReadingError:
        others = ()
    if [len(row) for row in others] == [len(row) for row in rows]:
        return _with_said(rows, lambda i, j: Said(others[i][j].text))
    text, size = text_of(part), (len(rows), len(rows[0]))
    if not is_formula(text):
        raise ReadingError(f"{short(text)!r} is no number, row or table that can be read")
    return _with_said(rows, lambda i, j: Said(text, size, (i, j)))


def _with_said(rows: Rows, said: Callable[[int, int], Said]) -> Rows:
    return tuple(
        tuple(replace(cell, before=(*cell.before, said(i, j))) for j, cell in enumerate(row))
        for i, row in enumerate(rows)
    )


def _is_name(items: Sequence[Item]) -> bool:
    """Whether it is what numbers are called, or a formula with letters: no number of its own."""
    text = text_of(items)
    if not any(_has(item, Kind.WORD, Kind.COMMAND) for item in items):
        return False
    if LABEL.fullmatch(text) or not any(_has(item, Kind.NUMERAL) for item in items):
        return text not in CONSTANTS
    return has_letters(text)


# --- tables ---------------------------------------------------------------------------------


def _table(items: Sequence[Item]) -> Rows:
    inner = _trimmed(items)
    match inner:
        case []:
            raise ReadingError("there is no number in it")
        case [Group(_, of, _)]:
            return _answer(of)
        case [Token(Kind.WORD, word), Group(_, of, _)] if MAKERS.fullmatch(word):
            return _answer(of)
        case [Group(_, of, _), *marks] if TRANSPOSED.fullmatch(text_of(marks)):
            return tuple(zip(*_answer(of), strict=True))
    separator = next((kind for kind in SEPARATORS if any(_is(item, kind) for item in inner)), None)
    if separator is not None:
        parts = [part for part in _parted(inner, separator) if part]
        if separator is Kind.GAP and any(_is_word(part) for part in parts):
            raise ReadingError(f"{short(text_of(inner))!r} has words beside its numbers")
        return _stacked([_table(part) for part in parts])
    is_absolute = len(items) > 2 and _is(items[0], Kind.BAR) and _is(items[-1], Kind.BAR)
    return ((Cell(text_of(items if is_absolute else inner).strip(AROUND)),),)


def _stacked(parts: Sequence[Rows]) -> Rows:
    """Numbers are a row; rows are the rows of a table."""
    if len(parts) == 1:
        return parts[0]
    if any(len(part) > 1 for part in parts):
        raise ReadingError("a table stands within a table")
    if all(len(part[0]) == 1 for part in parts):
        return (tuple(part[0][0] for part in parts),)
    return tuple(part[0] for part in parts)


def _plain(items: Sequence[Item]) -> list[Item]:
    """`√3 ln 2 ≈ 1.201` for `√3 ln 2 (≈ 1.201)`."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, Group) and item.items and _is(item.items[0], Kind.RELATION):
            if found and _is(found[-1], Kind.GAP):
                found.pop()
            found += item.items
        else:
            found.append(item)
    return found


def _parted(items: Sequence[Item], kind: Kind) -> list[list[Item]]:
    parts: list[list[Item]] = [[]]
    for item in items:
        if _is(item, kind):
            parts.append([])
        else:
            parts[-1].append(item)
    return [_trimmed(part) for part in parts]


def _trimmed(items: Sequence[Item]) -> list[Item]:
    """Without separators and spaces at both ends."""
    first, last = 0, len(items)
    while first < last and _is_blank(items[first]):
        first += 1
    while first < last and _is_blank(items[last - 1]):
        last -= 1
    return list(items[first:last])


def _is_blank(item: Item) -> bool:
    return isinstance(item, Token) and (item.kind in SEPARATORS or item.text == " ")


def _is(item: Item, *kinds: Kind) -> bool:
    return isinstance(item, Token) and item.kind in kinds


def _has(item: Item, *kinds: Kind) -> bool:
    return _is(item, *kinds) if isinstance(item, Token) else any(_has(within, *kinds) for within in item.items)


def _is_word(items: Sequence[Item]) -> bool:
    words = [*(items[0].items if len(items) == 1 and isinstance(items[0], Group) else items)]
    return bool(words) and all(_is(item, Kind.WORD) for item in words) and text_of(words) not in CONSTANTS
