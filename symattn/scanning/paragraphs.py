"""Paragraphs of plain text, whose lines and columns mean something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from symattn.page import Block, Kind, Notation
from symattn.scanning.draft import Draft
from symattn.scanning.spans import Span

BLANK_LINES = re.compile(r"\n(?:[ \t]*\r?\n)+")


def paragraphs(text: str, start: int, end: int, marked: Iterable[Span]) -> Iterator[tuple[int, int, list[Span]]]:
    """Where each paragraph of a stretch begins and ends, and its formulas: a blank line in one of them ends nothing."""
    spans = iter(marked)
    span = next(spans, None)
    here: list[Span] = []
    for gap in BLANK_LINES.finditer(text, start, end):
        while span is not None and span.start < gap.start():
            here.append(span)
            span = next(spans, None)
        if here and here[-1].end > gap.start():
            continue
        yield start, gap.start(), here
        start, here = gap.end(), []
    yield start, end, here + ([] if span is None else [span, *spans])


def add_paragraph(draft: Draft, kind: Kind, start: int, end: int, here: Iterable[Span]) -> None:
    draft.add_around(start, end, Notation.CODE, Block(kind), here)
