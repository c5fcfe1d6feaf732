"""Characters → tokens of plain and Unicode mathematics, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from symattn.errors import LimitError, ReadingError
from symattn.limits import FORMULA_CHARACTERS

NUMBER, NAME, SIGN, END = "number", "name", "sign", "end"

PATTERN = re.compile(
    r"""(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?:\s?%)?)
      | (?P<name>(?!ᵀ)[^\W\d_]\u0303?(?:(?!ᵀ)[^\W_])*(?:_(?:(?!ᵀ)[^\W_])+)*(?:_\{[^\W_]+(?:,\s?[^\W_]+)*\})?)
      | (?P<sign>\*\*|->|:=|~=|[-+−*·×⋅/^√()\[\],;=≈≃~→ᵀ'∞])
      | (?P<space>\s+)""",
    re.VERBOSE,
)
SPELLINGS = {"−": "-", "**": "^", "×": "*", "·": "*", "⋅": "*", "->": "→", "≃": "≈", "~": "≈", "~=": "≈", ":=": "="}


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of `text`, an END last."""
    if len(text) > FORMULA_CHARACTERS:
        raise LimitError(f"a formula of {len(text):,} characters; at most {FORMULA_CHARACTERS:,} are read")
    found: list[Token] = []
    position = 0
    while position < len(text):
        match = PATTERN.match(text, position)
        kind = str(match.lastgroup) if match is not None else ""
        if match is None or (kind == "name" and any(c.isnumeric() and not c.isascii() for c in match[0])):
            raise ReadingError(f"{text[position]!r} at character {position + 1} of {shown(text)} is no sign known here")
        if kind != "space":
            found.append(Token(kind, SPELLINGS.get(match[0], match[0]), position, match.end()))
        position = match.end()
    found.append(Token(END, "the end", len(text), len(text)))
    return found


def shown(text: str) -> str:
    """The text for a message, shortened in the middle when it is long."""
    return repr(text if len(text) <= 60 else f"{text[:40]}…{text[-15:]}")
