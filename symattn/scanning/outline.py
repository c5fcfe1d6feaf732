"""The lines of a Markdown text that rule over others: fences, blank lines, headings, markers of `:::` blocks.

Found before the blocks are, since a displayed formula is found before them too: a line of it that begins with `+` or
`=` is no list and no heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from symattn.scanning.delimiters import Walls

MARKERS = r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*+"
FENCE_LINE = rf"(?P<lead>{MARKERS})(?P<fence>`{{3,}}+(?=[^`\n]*$)|~{{3,}}+)(?P<info>[^\n]*)$"
FENCE = re.compile(f"^{FENCE_LINE}", re.MULTILINE)
LINE = re.compile(
    rf"""^(?:
    (?P<blank>[ \t>]*+)\r?$
  | {FENCE_LINE}
  | (?P<heading>[ \t>]*+\#{{1,6}}[ \t])
  | (?P<marker>[ \t>]*+:{{3,}}[^\n]*)$
  | (?P<sign>[ \t>]*+[=\-+][ \t]*)\r?$
  | (?P<term>[ \t>]*+[-+])[ \t]+(?=[\d.(\[$\\`A-Za-z])
    )""",
    re.VERBOSE | re.MULTILINE,
)
RELATIONS = ("=", "≈", "\\approx")
HAS_RELATION = re.compile(r"[=≈]")
BULLET = re.compile(r"[-*+][ \t]|\d{1,9}[.)][ \t]|\|")
FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)")
KEY = re.compile(r"\ufeff?---[ \t]*\r?\n(?:[# \t][^\n]*\n|\r?\n)*+[\w\"'-]+[\w \"'-]*:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block, its inside from the line behind the opening one to the closing one."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    language: str


@dataclass
class Outline:
    """`open` are the stretches outside of fences, `erased` the lines that the block rules do not see."""

    front: int = 0
    fences: list[Fence] = field(default_factory=list)
    erased: list[tuple[int, int]] = field(default_factory=list)
    signs: list[tuple[int, int]] = field(default_factory=list)
    """Signs at the beginning of a line that make no list and no heading."""
    soft: list[int] = field(default_factory=list)
    hard: list[int] = field(default_factory=list)

    @property
    def walls(self) -> Walls:
        return Walls(self.soft, self.hard)

    def open(self, end: int) -> list[tuple[int, int]]:
        places = [self.front, *(place for fence in self.fences for place in (fence.start, fence.end)), end]
        return list(zip(places[::2], places[1::2], strict=True))


def outline(text: str, *, is_beginning: bool = True) -> Outline:
    """Only at the beginning of a document are lines between `---` and `---` its front matter."""
    found = Outline(front=front_matter(text) if is_beginning else 0)
    opening: re.Match[str] | None = None
    for match in LINE.finditer(text, found.front):
        if opening is not None:
            if _closes(match, opening):
                found.fences.append(_fence(opening, match.start(), match.end()))
                opening = None
        elif match["fence"]:
            opening = match
            _wall(found, match.start(), is_hard=True)
        elif match["blank"] is not None:
            _wall(found, match.start(), is_hard=False)
        elif match["heading"]:
            _wall(found, match.start(), is_hard=True)
        elif match["marker"]:
            found.erased.append(match.span())
            _wall(found, match.start(), is_hard=True)
        elif match["sign"] or (match["term"] and _goes_on(text, match, found)):
            found.signs.append(match.span("sign" if match["sign"] else "term"))
    if opening is not None:
        found.fences.append(_fence(opening, len(text), len(text)))
    return found


def fenced(text: str) -> Iterator[tuple[int, int]]:
    """Where the fenced blocks of a text begin and end, one after the other."""
    opening: re.Match[str] | None = None
    for match in FENCE.finditer(text, front_matter(text)):
        if opening is None:
            opening = match
        elif _closes(match, opening):
            yield opening.start(), match.end()
            opening = None
    if opening is not None:
        yield opening.start(), len(text)


def front_matter(text: str) -> int:
    """How far the lines between `---` and `---` at the head of a text reach, if there are any."""
    if not KEY.match(text):
        return 0
    match = FRONT.match(text)
    return match.end() if match else 0


def _goes_on(text: str, match: re.Match[str], found: Outline) -> bool:
    """Whether a line that begins with + or - goes on with the sum of the line before, and is no item of a list."""
    end = match.start() - 1
    start = text.rfind("\n", 0, max(end, 0)) + 1
    if found.signs and start <= found.signs[-1][0]:
        return True
    line = text[start:end].lstrip(" \t>")
    return line.startswith(RELATIONS) or (
        "+" in match["term"] and not BULLET.match(line) and HAS_RELATION.search(line) is not None
    )


def _wall(found: Outline, place: int, *, is_hard: bool) -> None:
    found.soft.append(place)
    if is_hard:
        found.hard.append(place)


def _closes(match: re.Match[str], opening: re.Match[str]) -> bool:
    fence, info = match["fence"], match["info"]
    return bool(fence) and fence.startswith(opening["fence"]) and not info.strip() and not match["lead"].strip(" \t>")


def _fence(opening: re.Match[str], inner_end: int, end: int) -> Fence:
    inner_start = min(opening.end() + 1, inner_end)
    return Fence(opening.start(), end, inner_start, inner_end, language_of(opening["info"]))


def language_of(info: str) -> str:
    """`python` of ```{python, echo=FALSE}."""
    return re.split(r"[\s,:;}]", info.strip().lstrip("{."))[0].lower()
