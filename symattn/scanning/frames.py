"""Frames: lines in a box drawn around them. The box says nothing, and its bars are no table's.

┌──────────────┐
│ S = QK^T     │
│   = [[1, 2]] │
└──────────────┘
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Place = tuple[int, int]
CORNERS = "┌╔╭"
TOP = re.compile(rf"^[^\n{CORNERS}]{{0,40}}[{CORNERS}][─═━][^\n┬╦]*[┐╗╮][ \t]*$", re.MULTILINE)
"""One with a ┬ in it is a table."""
RULES = re.compile(r"[─━═┌┐└┘├┤╔╗╚╝╠╣╭╮╰╯╞╡╟╢]+")
LEFT, RIGHT, END = "│║┃├╠╟╞", "│║┃┤╣╢╡", "└╚╰"
MOST_LINES = 1_000


def frames(text: str) -> Iterator[Place]:
    """What boxes are drawn of, piece by piece."""
    if not any(corner in text for corner in CORNERS):
        return
    for top in TOP.finditer(text):
        pieces = list(_pieces(text, top))
        if pieces:
            yield from pieces


def _pieces(text: str, top: re.Match[str]) -> Iterator[Place]:
    """Of one box; nothing where it is not closed."""
    column = next(i for i, c in enumerate(top[0]) if c in CORNERS)
    found = [rule.span() for rule in RULES.finditer(text, top.start() + column, top.end())]
    start = top.end() + 1
    for _ in range(MOST_LINES):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].rstrip()
        if len(line) <= column + 1 or line[column] not in LEFT + END:
            return
        if line[column] in END or line[column] not in "│║┃":
            found += [rule.span() for rule in RULES.finditer(text, start + column, end)]
        else:
            found.append((start + column, start + column + 1))
        if line[column] in END:
            yield from found
            return
        if line[-1] in RIGHT:
            found.append((start + len(line) - 1, start + len(line)))
        start = end + 1
