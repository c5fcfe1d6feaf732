"""Tokens: what of an answer may part its numbers, and what belongs to one of them.

    cell separators, the widest first:  a new line or \\\\    ;    | & a tab \\quad    ,    a space between two operands
    relations:                          = ≈ \\approx : …, which make a chain;  ≠ < ≤ …, which say no number

A space is one only between two operands: `1 - 1/(1 + e)` has none, `0.5 -1` has one, and in `ln 2` the name waits for
its number. Brackets of any sort are a Group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Union

from symattn.errors import LimitError, ReadingError
from symattn.grading.spelling import SPACES, Spelling, numeral, plainly
from symattn.limits import NESTING
from symattn.notation.parse.mark import RELATION
from symattn.notation.parse.spellings import COMMANDS, FUNCTIONS, SPELLINGS


class Kind(Enum):
    """Separators come first, the widest of them foremost."""

    LINE = auto()
    SEMICOLON = auto()
    BAR = auto()
    COMMA = auto()
    GAP = auto()
    RELATION = auto()
    REFUSED = auto()
    """A relation that tells no number: x ≠ 2."""
    NUMERAL = auto()
    WORD = auto()
    COMMAND = auto()
    OTHER = auto()


SEPARATORS = (Kind.LINE, Kind.SEMICOLON, Kind.BAR, Kind.COMMA, Kind.GAP)


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    """As the reader of expressions is given it."""


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in a pair of brackets."""

    opening: str
    items: tuple[Item, ...]
    closing: str


Item = Union[Token, Group]
RELATED = "|".join(sorted((word for word, (kind, _) in COMMANDS.items() if kind == RELATION), key=len, reverse=True))
KNOWN = "|".join(
    sorted({*COMMANDS, *FUNCTIONS, "begin", "end", "text", "mathrm", "quad", "qquad"}, key=len, reverse=True)
)
"""Commands that are told from a new row and a letter: \\\\frac and \\\\x."""
EQUALS = "=≈→" + "".join(sign for sign, plain in SPELLINGS.items() if plain in "=≈→" and len(sign) == 1)
PATTERN = rf"""
  (?P<row>\\\\(?!(?:KNOWN)(?![a-zA-Z]))(?:\[[0-9.]+[a-z]+\])?)
| (?P<numeral>NUMERAL)
| (?P<refused>!=|=/=|=<|<>|[<>]=?|[≠≤≥≮≯≰≱⩽⩾≪≫±∓∈∉]
    |\\{{1,2}}(?:not|neq?|l(?:eq?|t)|g(?:eq?|t)|pm|mp)(?:slant)?(?![a-zA-Z]))
| (?P<relation>[:=~]=|==|=:|[=-]+>|[{EQUALS}]|\\{{1,2}}(?:{RELATED})(?![a-zA-Z])
    |\b(?:approx\.?|approximately|about|circa|ca\.)(?![\w(]))
| (?P<colon>[:：])
| (?P<blank>\$+|\\[()\[\]!]|[\u200b-\u200f\ufeff\u2060]
    |\\(?:left|right|[bB]igg?[lrm]?|displaystyle|textstyle|[bpvBV]?matrix)(?![a-zA-Z]))
| (?P<bar>\t|\\q?quad(?![a-zA-Z])|[|&│])
| (?P<line>\s*\n\s*)
| (?P<gap>(?:[{SPACES}\r\f\v]|\\[ ,;:>])+)
| (?P<semicolon>[;；])
| (?P<comma>[,，、])
| (?P<open>\\begin\s*\{{[a-zA-Z]+\*?\}}(?:\{{[lcr|\s]*\}})?|\\?\{{|[(\[（［【⟨])
| (?P<close>\\end\s*\{{[a-zA-Z]+\*?\}}|\\?\}}|[)\]）］】⟩])
| (?P<command>\\{{1,2}}[a-zA-Z]+)
| (?P<word>[^\W\d]\w*(?:\.[^\W\d]\w*)*(?=[(\[])|[^\W\d]\w*)
| (?P<other>.)
"""
KINDS = {
    "row": Kind.LINE,
    "line": Kind.LINE,
    "bar": Kind.BAR,
    "gap": Kind.GAP,
    "semicolon": Kind.SEMICOLON,
    "comma": Kind.COMMA,
    "relation": Kind.RELATION,
    "refused": Kind.REFUSED,
    "numeral": Kind.NUMERAL,
    "command": Kind.COMMAND,
    "word": Kind.WORD,
}
SIGNS = "-+−–—"
INFIX = re.compile(r"\\{1,2}(?:cdot|times|div|ast|over)(?![a-zA-Z])")
FACTOR = re.compile(r"(?:ln|log|exp|sqrt|√|e$)")
"""What one space multiplies by: 4√2 ln 2."""
TIGHT = re.compile(r"(ln|exp|sqrt)(\d+)")
"""ln2, where a letter would not be: a function of a number."""
POSTFIX = "!%°'?∞"


@lru_cache
def _pattern(spelling: Spelling) -> re.Pattern[str]:
    return re.compile(PATTERN.replace("NUMERAL", numeral(spelling)).replace("KNOWN", KNOWN), re.VERBOSE)


def tokens(text: str, spelling: Spelling) -> list[Item]:
    """The tokens of an answer, brackets gathered. Errors: ReadingError for a bracket that does not close."""
    is_latex = "\\" in text
    found = [*_raw(text, spelling, is_latex=is_latex)]
    return _gathered([*_with_gaps(found, spelling, is_latex=is_latex)])


def _raw(text: str, spelling: Spelling, *, is_latex: bool) -> Iterator[tuple[str, str]]:
    for match in _pattern(spelling).finditer(text):
        name = match.lastgroup or "other"
        written = match[0]
        match name:
            case "blank":
                continue
            case "numeral":
                written = plainly(written, spelling)
            case "word":
                written = TIGHT.sub(r"\1 \2", written) if TIGHT.fullmatch(written) else written
                written = "e" if written == "E" else written
            case "relation" if is_latex and written == "~":
                name, written = "gap", " "
            case "gap":
                written = " " if len(written.replace("\\", "")) == 1 else "  "
        yield name, written


def _with_gaps(found: Sequence[tuple[str, str]], spelling: Spelling, *, is_latex: bool) -> Iterator[tuple[str, Token]]:
    """Spaces and new lines are separators only between two operands, and not where this spelling joins them."""
    for i, (name, written) in enumerate(found):
        if name == "colon":
            # a label before a number: `row 1: 0.5`
            name = "relation" if i and found[i - 1][0] in ("word", "numeral", "gap", "close") else "other"
        if name in ("gap", "line"):
            beside = {name for name, _ in found[max(0, i - 1) : i + 2]}
            is_row = name == "line" and beside & {"bar", "semicolon"}
            if not is_row and not (_ends_operand(found, i - 1) and _begins_operand(found, i + 1)):
                yield "other", Token(Kind.OTHER, " ")
                continue
            if spelling.joins and (len(written) == 1 or (is_latex and name == "line")):
                is_factor = not is_latex and FACTOR.match(found[i + 1][1])
                yield "other", Token(Kind.OTHER, "·" if is_factor else " ")
                continue
        yield name, Token(KINDS.get(name, Kind.OTHER), written)


def _ends_operand(found: Sequence[tuple[str, str]], i: int) -> bool:
    if i < 0:
        return False
    name, written = found[i]
    if name == "word":
        return written not in FUNCTIONS
    return name in ("numeral", "close") or (name == "other" and (written in POSTFIX or written.isalnum()))


def _begins_operand(found: Sequence[tuple[str, str]], i: int) -> bool:
    if i >= len(found):
        return False
    name, written = found[i]
    if name == "other" and written in SIGNS:
        return i + 1 < len(found) and found[i + 1][0] not in ("gap", "line") and _begins_operand(found, i + 1)
    if name == "command":
        return INFIX.fullmatch(written) is None
    return name in ("numeral", "word", "open") or (name == "other" and written in "√?∞")


def _gathered(found: Sequence[tuple[str, Token]]) -> list[Item]:
    within: list[list[Item]] = [[]]
    openings: list[str] = []
    for name, token in found:
        if name == "open":
            openings.append(token.text)
            within.append([])
            if len(openings) > NESTING:
                raise LimitError(f"brackets nested more than {NESTING} deep")
        elif name == "close":
            if not openings:
                raise ReadingError(f"a bracket {token.text} closes that was not opened")
            items = tuple(within.pop())
            within[-1].append(Group(openings.pop(), items, token.text))
        else:
            within[-1].append(token)
    if openings:
        raise ReadingError(f"a bracket {openings[-1]} is not closed")
    return within[0]


def text_of(items: Sequence[Item]) -> str:
    """The items as the reader of expressions is given them."""
    return "".join(
        item.text if isinstance(item, Token) else f"{item.opening}{text_of(item.items)}{item.closing}" for item in items
    ).strip()
