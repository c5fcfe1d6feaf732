"""What stands between fences: a formula, or code."""

from __future__ import annotations

from symattn.page import Block, Kind, Notation
from symattn.scanning.delimiters import Walls, spans
from symattn.scanning.draft import Draft
from symattn.scanning.spans import Mark, Span
from symattn.scanning.words import words

LATEX = words("math latex tex katex")
TYPST = words("typst typ")


def add_fenced(draft: Draft, start: int, end: int, language: str) -> None:
    """The inside of a fence from its first line's beginning on, by the word behind the opening marks."""
    if language in LATEX:
        _add_latex(draft, start, end)
    elif language in TYPST:
        draft.add(start, end, Notation.TYPST, Block(Kind.DISPLAY))
    else:
        draft.add(start, end, Notation.CODE, Block(Kind.CODE))


def _add_latex(draft: Draft, start: int, end: int) -> None:
    """One formula, or several in delimiters; a table within it, \\begin{bmatrix}, is but a part of one."""
    found = list(spans(draft.source, start, end, Walls((), ())))
    if any(span.start == span.inner_start for span in found):
        found = []
    for span in found or [Span(start, end, start, end, Mark.DISPLAY)]:
        draft.add_span(span, Block(Kind.DISPLAY))
