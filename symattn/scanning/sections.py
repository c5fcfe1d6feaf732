"""Where a long Markdown text may be cut, so that each section is read as if it stood alone.

The tokens of markdown-it-py take 40 to 500 times the memory of their text. A short text is one section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from symattn.scanning.outline import fenced

LONG = 50_000
"""Characters behind which a section ends where nothing goes on: before a heading, say."""
TOO_LONG = 2 * LONG
"""Characters behind which it ends at a blank line outside of formulas, whatever goes on there."""
FAR_TOO_LONG = 3 * LONG
"""Characters behind which it ends at any line, and within one: most items of a list say the same without the first.

Of a table of that length the rows behind are read as lines of text.
"""
PATIENCE = 2_000
"""Characters after which a section that could not end in the midst of a formula is tried to be ended again."""

LINE = re.compile(
    r"^(?:(?P<blank>[ \t]*\r?$)|(?P<html> {0,3}<)|(?P<heading>\#{1,6} )|(?P<word>[^\W\d_])|.)", re.MULTILINE
)
"""A heading in the first column, or a word there behind a blank line, ends all lists, quotations and tables."""

STARTS = ("heading", "word")
NEAR, MOST_SPACES = 1_000, 20
"""Characters before a cut within a line that are looked through for spaces, and how many of those."""
PAIRS = (("<!--", "-->"), ("<pre", "</pre"), ("<script", "</script"), ("<style", "</style"))
"""HTML that a blank line does not end."""
FORMULAS = (("\\[", "\\]"), ("\\begin{", "\\end{"))
"""Formulas that a blank line does not end; no formula reaches over a heading."""


def sections(text: str) -> Iterator[tuple[int, int]]:
    start = tried = 0
    if len(text) > LONG:
        for place, kind in _line_starts(text):
            length = place - start
            is_end = kind == "within" or length > FAR_TOO_LONG
            is_start = kind in STARTS or (kind == "blank" and length > TOO_LONG)
            if not is_end and length > LONG and is_start and place - tried > PATIENCE:
                tried = place
                is_end = _ends(text, start, place, kind)
            if is_end:
                yield start, place
                start = place
    yield start, len(text)


def _ends(text: str, start: int, place: int, kind: str) -> bool:
    """Whether nothing goes on at a line of this kind."""
    if any(_is_open(text, pair, start, place) for pair in PAIRS):
        return False
    if kind == "heading":
        return True
    is_in_dollars = text.count("$$", start, place) % 2 == 1
    return not is_in_dollars and not any(_is_open(text, pair, start, place) for pair in FORMULAS)


def _cuts(text: str, start: int) -> Iterator[int]:
    """Spaces within a line that is far too long, no formula in dollars around them if that can be."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    for place in range(start + FAR_TOO_LONG, end, FAR_TOO_LONG):
        spaces = [cut for cut in range(place - NEAR, place) if text[cut] == " "]
        outside = (cut for cut in spaces[:MOST_SPACES] if text.count("$", start, cut) % 2 == 0)
        yield next(outside, spaces[0] if spaces else place)


def _is_open(text: str, pair: tuple[str, str], start: int, end: int) -> bool:
    return text.rfind(pair[0], start, end) > text.rfind(pair[1], start, end)


def _line_starts(text: str) -> Iterator[tuple[int, str]]:
    """Where lines outside of fences begin, and what kind they are; a word only behind a blank line.

    HTML goes on up to a blank line, headings in it are none.
    """
    fences = fenced(text)
    fence = next(fences, None)
    behind_blank, in_html = False, False
    for match in LINE.finditer(text):
        kind, place = match.lastgroup or "", match.start()
        while fence is not None and fence[1] <= place:
            fence = next(fences, None)
        if fence is not None and fence[0] < place:
            behind_blank = in_html = False
            continue
        starts = (kind == "word" and behind_blank) or (kind == "heading" and not in_html)
        yield place, kind if starts or kind == "blank" else ""
        yield from ((cut, "within") for cut in _cuts(text, place))
        behind_blank = kind == "blank"
        in_html = kind == "html" or (in_html and not behind_blank)
