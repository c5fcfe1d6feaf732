"""Lists of numbers that a program assigns to a name: const Wq = [[2, 0], [0, 1]]; X = np.array([[1, 2], [3, 4]])."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from symattn.scanning.view import View

ASSIGNMENT = re.compile(
    r"""^[ \t]*+(?P<words>(?:[A-Za-z_][\w:*&<>]*[ \t]++)*?)
    (?P<name>[A-Za-z_][\w.]*)(?P<type>\s*(?:\[\w*\][ ]*)+|[ \t]*:[^\n=]{1,100})?
    [ \t]*:?=[ \t]*
    (?P<maker>(?:new[ ])?(?:&(?:mut[ ])?|[\w.:<>]*(?i:array|tensor|matrix|mat|vec|vector|from|list|of)!?[ \t]*\(?\s*)?)
    (?P<list>[\[{(])""",
    re.VERBOSE | re.MULTILINE,
)
NUMBERS = re.compile(
    r"""(?:
        [\s,;\[\]{}()]
      | [-+−]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?:_?[fF](?:32|64)?\b|[Ll]\b)?
      | [-+]?(?:np\.)?inf\b
      | (?<=\s)\#[^\n]*|//[^\n]*
    )*+""",
    re.VERBOSE,
)
HOLDS_NUMBERS = re.compile(r"[\[{]\s*[-+.]?\d|\d[^\d,]*,")
BEHIND = re.compile(r"\s*\)|[ \t]*(?:\Z|[;,\r\n#]|//|--|%|\.(?:astype|to|float|double)\b)")
"""What may follow a list that is all that is assigned; [1, 0] * 3 is more."""

SUFFIX = re.compile(r"(?<=[\d.])_?[fF](?:32|64)?\b")
LONGEST = 20_000
"""Characters of one list."""


@dataclass(frozen=True, slots=True)
class Literal:
    """From the name to the last bracket; `list` is where the first one stands."""

    start: int
    equals: int
    list: int
    end: int


def literals(text: str) -> Iterator[Literal]:
    for match in ASSIGNMENT.finditer(text):
        start = match.start("list")
        limit = min(len(text), start + LONGEST)
        numbers = NUMBERS.match(text, start, limit)
        end = _end_of_list(text, start, numbers.end() if numbers else start)
        if end > start and BEHIND.match(text, end) and HOLDS_NUMBERS.search(text, start, end):
            yield Literal(match.start("name"), match.end("name"), start, end)


def write(view: View, literal: Literal) -> None:
    """Only name = [[…]] is left, in square brackets and without suffixes of types."""
    text = view.source
    equals = text.index("=", literal.equals, literal.list)
    view.blank(literal.equals, equals)
    view.blank(equals + 1, literal.list)
    for place in range(literal.list, literal.end):
        if text[place] in "{}":
            view.put(place, place + 1, "[" if text[place] == "{" else "]")
    for match in SUFFIX.finditer(text, literal.list, literal.end):
        view.blank(*match.span())


def _end_of_list(text: str, start: int, end: int) -> int:
    """Behind the bracket that closes the first one; start where none before `end` does."""
    depth = 0
    for match in re.compile(r"\#[^\n]*|//[^\n]*|[\[\]{}()]").finditer(text, start, end):
        if match.group() in "[{(":
            depth += 1
        elif match.group() in "]})":
            depth -= 1
            if depth == 0:
                return match.end()
    return start
