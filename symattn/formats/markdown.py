r"""Markdown: paragraphs, headings, list items, quotations, tables, code, and formulas in all their delimiters.

Formulas are $…$ (not prices), $$…$$, \(…\), \[…\], ```math fences, GitHub's $`…`$ and environments such as
\begin{align} on their own. `Code` within a sentence belongs to it. Emphasis, links, HTML tags, entities and backslash
escapes are read through; a star that may be multiplication stays. Fenced and indented code is read line by line.
Front matter and the markers of ::: blocks are skipped, and those of MyST's directives that hold Markdown:
```{exercise}, ```{note}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from symattn.formats import html
from symattn.page import Block, Format, Kind, Notation, Page
from symattn.scanning.delimiters import spans
from symattn.scanning.directives import opened
from symattn.scanning.draft import Draft
from symattn.scanning.fences import add_fenced
from symattn.scanning.inline import clean
from symattn.scanning.lines import Lines
from symattn.scanning.outline import Outline, outline
from symattn.scanning.regions import Content, Region, regions
from symattn.scanning.sections import LONG, sections
from symattn.scanning.spans import Mark, Span
from symattn.scanning.tags import decode
from symattn.scanning.view import View

OF_HTML = re.compile(r"<(?:table|pre|script|style|math|ul|ol|!--)", re.IGNORECASE)
NOTE = re.compile(r"^[ ]{0,3}\[\^[^\]\s]{1,40}\]:", re.MULTILINE)
"""The mark of a footnote, which is no definition of a link."""
QUOTATION = re.compile(r"[ \t]*>")
QUOTATIONS = re.compile(r"\n[ \t]*>[ \t>]*")


def read(source: str) -> Page:
    source = opened(source)
    if len(source) <= LONG:
        return _section(source)
    draft = Draft(source)
    for start, end in sections(source):
        draft.add_page(_section(source[start:end], is_beginning=start == 0), start)
    return draft.page()


def _section(source: str, *, is_beginning: bool = True) -> Page:
    draft = Draft(source)
    found = outline(source, is_beginning=is_beginning)
    walls = found.walls
    marked = [span for stretch in found.open(len(source)) for span in spans(source, *stretch, walls, is_markdown=True)]
    masked = _masked(source, found, marked)
    waiting = _Waiting(draft, marked)
    for region in regions(masked, Lines(masked)):
        if region.spans:
            _read_region(draft, masked, region, waiting)
    waiting.add_before(len(source))
    return draft.page()


class _Waiting:
    """Formulas and code not yet put into a block."""

    def __init__(self, draft: Draft, marked: list[Span]) -> None:
        self.draft, self.marked, self.next = draft, marked, 0

    def add_before(self, place: int) -> None:
        """Formulas that stand in no block, such as one behind the marker of a list that is none, are their own."""
        for span in self.taken(place):
            if span.mark is not Mark.CODE:
                self.draft.add_span(span, Block(Kind.PARAGRAPH))

    def taken(self, place: int) -> Iterator[Span]:
        while self.next < len(self.marked) and self.marked[self.next].start < place:
            yield self.marked[self.next]
            self.next += 1


def _masked(source: str, found: Outline, marked: list[Span]) -> str:
    """The source as the block rules see it: formulas and code are a long word, no list, heading or bar of a table."""
    view = View(source)
    view.blank(0, found.front)
    for start, end in found.erased:
        view.blank(start, end)
    for note in NOTE.finditer(source):
        view.fill(*note.span(), "x")
    for start, end in found.signs:
        view.fill(start, end, "x")
    for span in marked:
        view.fill(span.start, span.end, "x")
    return view.text()


def _read_region(draft: Draft, masked: str, region: Region, waiting: _Waiting) -> None:
    start, end = region.spans[0][0], region.spans[-1][1]
    waiting.add_before(start)
    for (_, line_end), (next_line, _) in pairwise(region.spans):
        draft.view.blank(line_end, next_line)
    if region.content is Content.CODE:
        list(waiting.taken(end))
        _read_code(draft, region, start, end)
    elif region.content is Content.HTML and OF_HTML.search(masked, start, end):
        list(waiting.taken(end))
        draft.add_page(html.read(draft.source[start:end]), start)
    else:
        _read_text(draft, masked, region, list(waiting.taken(end)))


def _read_text(draft: Draft, masked: str, region: Region, marked: list[Span]) -> None:
    start, end = region.spans[0][0], region.spans[-1][1]
    clean(masked, start, end, draft.view)
    for span in marked:
        _unquote(draft, span)
        if span.mark is not Mark.CODE:
            decode(draft.view, span.inner_start, span.inner_end)
    draft.add_around(start, end, Notation.PROSE, region.block, marked)


def _unquote(draft: Draft, span: Span) -> None:
    """Blanks the `>` before the lines of a formula that stands in a quotation; elsewhere `>` is a relation."""
    inner = draft.source[span.inner_start : span.inner_end]
    if "\n" in inner and QUOTATION.match(draft.source, draft.source.rfind("\n", 0, span.start) + 1):
        for match in QUOTATIONS.finditer(inner):
            draft.view.blank(span.inner_start + match.start(), span.inner_start + match.end())


def _read_code(draft: Draft, region: Region, start: int, end: int) -> None:
    """The marks of lists and quotations before the first line go, and its indentation stays."""
    first = draft.source.rfind("\n", 0, start) + 1
    draft.view.blank(first, start)
    add_fenced(draft, first, end, region.language)


FORMAT = Format("Markdown", (".md", ".markdown", ".mdx", ".qmd", ".rmd"), read)
