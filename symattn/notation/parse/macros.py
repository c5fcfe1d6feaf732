r"""Use of a macro of LaTeX → the text it stands for, and where each character of that text came from.

What an argument gave keeps its own place; everything else stands where the macro was used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from symattn.page import Macro

PARAMETER = re.compile(r"#(\d)")
GAP = re.compile(r"\s*")
OPTION = re.compile(r"[ \t]*\[([^\[\]\n]{0,300})\]")
TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[^{}\s]", re.DOTALL)
BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
LONGEST_ARGUMENT = 2_000
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Expansion:
    text: str
    end: int
    """Behind the last argument of the use."""
    kept: tuple[tuple[Stretch, int], ...]
    """What arguments gave: from where to where in the expansion, and from where on in the source."""

    def place(self, start: int, end: int, use: int) -> Stretch:
        """Where a stretch of the expansion stands in the source; `use` is where the macro begins."""
        for (first, last), source in self.kept:
            if first <= start and end <= last:
                return source + start - first, source + end - first
        return use, self.end


def expanded(macro: Macro, text: str, place: int, end: int) -> Expansion | None:
    """What a macro whose name ends at `place` gives; None where its arguments are missing."""
    arguments: list[Stretch | str] = []
    if macro.default is not None:
        option = OPTION.match(text, place, end)
        arguments.append(option.span(1) if option else macro.default)
        place = option.end() if option else place
    while len(arguments) < macro.parameters:
        argument = _argument(text, place, end)
        if argument is None:
            return None
        arguments.append(argument[0])
        place = argument[1]
    return _filled(macro.body, arguments, text, place)


def _argument(text: str, place: int, end: int) -> tuple[Stretch, int] | None:
    """The next group or token, without its braces, and where it ends."""
    gap = GAP.match(text, place, end)
    start = gap.end() if gap else place
    if not text.startswith("{", start, end):
        token = TOKEN.match(text, start, end)
        return (token.span(), token.end()) if token else None
    level = 0
    for match in BRACE.finditer(text, start, min(end, start + LONGEST_ARGUMENT)):
        level += (match.group() == "{") - (match.group() == "}")
        if level == 0:
            return (start + 1, match.start()), match.end()
    return None


def _filled(body: str, arguments: list[Stretch | str], text: str, end: int) -> Expansion:
    """The body with its parameters replaced."""
    pieces, length = [], 0
    kept = []
    for i, piece in enumerate(PARAMETER.split(body)):
        argument = arguments[int(piece) - 1] if i % 2 and 0 < int(piece) <= len(arguments) else None
        if isinstance(argument, tuple):
            kept.append(((length, length + argument[1] - argument[0]), argument[0]))
            piece = text[slice(*argument)]
        elif argument is not None or i % 2:
            piece = argument or ""
        pieces.append(piece)
        length += len(piece)
    return Expansion("".join(pieces), end, tuple(kept))
