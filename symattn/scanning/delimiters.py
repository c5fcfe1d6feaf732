r"""Formulas in running text: $…$, $$…$$, \(…\), \[…\], \begin{align}…\end{align}; and `code`.

One walk from left to right. A delimiter whose partner is missing is a character like any other. Each search for a
partner ends at the next delimiter of its kind or is remembered as hopeless, so that 10^5 open ones take no longer.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from symattn.scanning.spans import Mark, Span
from symattn.scanning.words import words

DISPLAYS = frozenset(
    f"{name}{star}"
    for name in words(
        """equation align gather multline eqnarray displaymath math flalign alignat dmath dgroup split aligned gathered
        alignedat xalignat IEEEeqnarray"""
    )
    for star in ("", "*")
)
"""Environments whose inside is a formula."""

ARRAYS = words("matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array cases")
"""Environments that are a formula themselves."""

OPENING = re.compile(r"\\\\?[(\[]|\\begin\{([A-Za-z]+\*?)\}|\\.|\$\$|\$|`+", re.DOTALL)
DOLLAR = re.compile(r"(?:[^$\\]|\\.)*+(\$)", re.DOTALL)
TWO_DOLLARS = re.compile(r"(?:[^$\\]|\\.|\$(?!\$))*+(\$\$)", re.DOTALL)
BRACKET = re.compile(r"\\\\?[()\[\]]|\\.", re.DOTALL)
CLOSING = {"\\(": "\\)", "\\[": "\\]", "\\\\(": "\\\\)", "\\\\[": "\\\\]"}
SAYS_MATHEMATICS = re.compile(r"[=≈≃<>^_]")
BLANK_LINE = re.compile(r"\n[ \t>]*\r?\n")
LEADING = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
LONGEST_LEADING = 100
TICKS = re.compile(r"`+")


class Walls:
    """Places that no formula within a sentence reaches over: blank lines, headings, fences."""

    def __init__(self, soft: Sequence[int], hard: Sequence[int]) -> None:
        self.soft, self.hard = soft, hard

    def soft_after(self, place: int, end: int) -> int:
        return _after(self.soft, place, end)

    def hard_after(self, place: int, end: int) -> int:
        """The next one that a displayed formula does not reach over either."""
        return _after(self.hard, place, end)


def blank_lines(text: str, start: int, end: int) -> list[int]:
    found = []
    place = start
    while match := BLANK_LINE.search(text, place, end):
        found.append(match.start())
        place = match.end() - 1
    return found


def spans(text: str, start: int, end: int, walls: Walls, *, is_markdown: bool = False) -> Iterator[Span]:
    """The formulas of a stretch of text, in order; of Markdown, where \\[ may be a mere bracket, the `code` too."""
    walk = _Walk(text, end, walls, _tick_runs(text, start, end) if is_markdown else None)
    place = start
    while match := OPENING.search(text, place, end):
        span = walk.span(match)
        if span is not None:
            yield span
        place = span.end if span is not None else match.end()


class _Walk:
    def __init__(self, text: str, end: int, walls: Walls, runs: dict[int, list[int]] | None) -> None:
        self.text, self.end, self.walls, self.runs = text, end, walls, runs or {}
        self.is_markdown = runs is not None
        self.hopeless: dict[str, int] = {}

    def span(self, match: re.Match[str]) -> Span | None:
        """The span that these delimiters open, if they do."""
        opening = match.group()
        if opening == "$":
            return self.dollar(match.start())
        if opening == "$$":
            return self.two_dollars(match.start())
        if opening[0] == "`":
            return self.ticks(match.start(), len(opening))
        if opening in CLOSING:
            return self.bracket(match.start(), opening)
        return self.environment(match) if match.group(1) else None

    def dollar(self, start: int) -> Span | None:
        wall = self.walls.soft_after(start, self.end)
        match = DOLLAR.match(self.text, start + 1, wall)
        if match is None:
            return None
        inner = self.text[start + 1 : match.start(1)]
        if len(inner) > 2 and inner[0] == inner[-1] == "`":
            return Span(start, match.end(), start + 2, match.end() - 2, Mark.INLINE)
        if not is_formula(inner, self.text[match.end() : match.end() + 1]):
            return None
        return Span(start, match.end(), start + 1, match.start(1), Mark.INLINE)

    def two_dollars(self, start: int) -> Span | None:
        wall = self.walls.hard_after(start, self.end)
        match = TWO_DOLLARS.match(self.text, start + 2, wall)
        if match is None:
            return None
        inner = self.text[start + 2 : match.start(1)]
        if not inner.strip() or ("$" in inner and BLANK_LINE.search(inner)):
            return None
        return Span(start, match.end(), start + 2, match.start(1), Mark.DISPLAY)

    def bracket(self, start: int, opening: str) -> Span | None:
        is_round = opening[-1] == "("
        wall = (self.walls.soft_after if is_round else self.walls.hard_after)(start, self.end)
        inside = start + len(opening)
        for match in BRACKET.finditer(self.text, inside, wall):
            if match.group() == CLOSING[opening]:
                mark = Mark.INLINE if is_round else Mark.DISPLAY
                found = Span(start, match.end(), inside, match.start(), mark)
                return found if is_round or not self.is_markdown or self.is_display(found) else None
            if match.group() == opening:
                return None
        return None

    def is_display(self, span: Span) -> bool:
        r"""Whether \[ opens a formula, and is not a bracket that Markdown escapes: Q = \[1, 0\]."""
        inner = self.text[span.inner_start : span.inner_end]
        window = max(0, span.start - LONGEST_LEADING)
        line = self.text.rfind("\n", window, span.start) + 1 or window
        return "\\" in inner or inner[:1].isspace() or LEADING.fullmatch(self.text, line, span.start) is not None

    def environment(self, match: re.Match[str]) -> Span | None:
        name = match.group(1)
        if name not in DISPLAYS and name not in ARRAYS:
            return None
        closing = f"\\end{{{name}}}"
        wall = self.walls.hard_after(match.start(), self.end)
        if self.hopeless.get(closing, -1) == wall:
            return None
        found = self.text.find(closing, match.end(), wall)
        if found < 0:
            self.hopeless[closing] = wall
            return None
        end = found + len(closing)
        if name in ARRAYS:
            return Span(match.start(), end, match.start(), end, Mark.DISPLAY)
        return Span(match.start(), end, match.end(), found, Mark.DISPLAY)

    def ticks(self, start: int, length: int) -> Span | None:
        places = self.runs.get(length, ())
        next_run = bisect_right(places, start)
        if next_run == len(places) or places[next_run] >= self.walls.soft_after(start, self.end):
            return None
        closing = places[next_run]
        return Span(start, closing + length, start + length, closing, Mark.CODE)


def is_formula(inner: str, following: str) -> bool:
    """Whether what stands between two dollar signs is a formula and not the price of one thing to that of another."""
    if not inner.strip():
        return False
    if "\\" in inner:
        return True
    spaces = inner[0].isspace() + inner[-1].isspace()
    if spaces == 0:
        return not following.isdigit()
    return spaces == 2 and SAYS_MATHEMATICS.search(inner) is not None


def _tick_runs(text: str, start: int, end: int) -> dict[int, list[int]]:
    runs: dict[int, list[int]] = {}
    for match in TICKS.finditer(text, start, end):
        runs.setdefault(len(match.group()), []).append(match.start())
    return runs


def _after(places: Sequence[int], place: int, end: int) -> int:
    found = bisect_left(places, place)
    return min(places[found], end) if found < len(places) else end
