"""A page being made: its view, overwritten bit by bit, and the parts found so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from symattn.page import Block, Kind, Macro, Notation, Page, Part, Parts
from symattn.scanning.definitions import definitions, macros
from symattn.scanning.drawn_tables import drawn_tables
from symattn.scanning.frames import frames
from symattn.scanning.spans import Mark, Span
from symattn.scanning.view import View


class Draft:
    """Collects parts in any order; `page` puts them in order."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.view = View(source)
        self._parts = Parts()
        self._tables_of_pages = 0
        self._macros: dict[str, Macro] = {}

    def add(self, start: int, end: int, notation: Notation, block: Block) -> None:
        if start < end:
            self._parts.add(start, end, notation, block)

    def add_span(self, span: Span, block: Block) -> None:
        """A formula or a piece of code within a block; a displayed formula is a block of its own."""
        if span.mark is Mark.DISPLAY:
            block = Block(Kind.DISPLAY)
        self.add(span.inner_start, span.inner_end, NOTATIONS[span.mark], block)

    def add_around(self, start: int, end: int, notation: Notation, block: Block, spans: Iterable[Span]) -> None:
        """The block from start to end: what stands in the spans (in order, disjoint), and what stands between them."""
        for span in spans:
            self.add(start, span.start, notation, block)
            self.add_span(span, block)
            start = span.end
        self.add(start, end, notation, block)

    def add_page(self, page: Page, offset: int) -> None:
        """A page of a stretch of this text, read on its own. Its tables are counted below 0 until all are known."""
        self.view.put_all(offset, page.text)
        block, moved = Block(Kind.PARAGRAPH), Block(Kind.PARAGRAPH)
        tables = 0
        for part in page.parts:
            if part.block is not block:
                block = moved = part.block
                if block.table:
                    tables = max(tables, block.table)
                    moved = replace(block, table=-self._tables_of_pages - block.table)
            self.add(part.start + offset, part.end + offset, part.notation, moved)
        self._macros |= page.macros
        self._tables_of_pages += tables

    def page(self) -> Page:
        """Parts in order, without the white space around them; one that begins within another loses that much."""
        defined = list(definitions(self.source))
        for definition in defined:
            self.view.blank(definition.start, definition.end)
        for start, end in frames(self.source):
            self.view.blank(start, end)
        text = self.view.text()
        parts = Parts()
        done = 0
        numbers: dict[int, int] = {}
        before, block = Block(Kind.PARAGRAPH), Block(Kind.PARAGRAPH)
        for part in self._with_tables(text):
            start, end = _trimmed(text, max(part.start, done), part.end, part.notation)
            if start < end:
                if part.block is not before:
                    before = block = part.block
                    if block.table:
                        # counted from 1 in the order in which they stand
                        block = replace(block, table=numbers.setdefault(block.table, len(numbers) + 1))
                parts.add(start, end, part.notation, block)
                done = end
        return Page(text, parts, macros(defined) | self._macros)

    def _with_tables(self, text: str) -> Iterator[Part]:
        """The parts in order; a table drawn in plain text is taken apart into its cells."""
        count = self._tables_of_pages
        for part in self._parts.in_order():
            place = part.start
            for table in drawn_tables(text, part.start, part.end) if part.notation is Notation.CODE else ():
                yield Part(place, table.start, part.notation, part.block)
                place, count = table.end, count + 1
                for i, row in enumerate(table.rows):
                    for column, (start, end) in row:
                        yield Part(start, end, Notation.PROSE, Block(Kind.CELL, table=-count, row=i, column=column))
            yield Part(place, part.end, part.notation, part.block)


NOTATIONS = {
    Mark.INLINE: Notation.LATEX,
    Mark.DISPLAY: Notation.LATEX,
    Mark.CODE: Notation.CODE,
}


def _trimmed(text: str, start: int, end: int, notation: Notation) -> tuple[int, int]:
    """White space at both ends is left out, but in code not that before the first line: there columns count."""
    stretch = text[start:end]
    inner = stretch.lstrip()
    if not inner:
        return start, start
    first = start + len(stretch) - len(inner)
    if notation is Notation.CODE:
        first = max(start, text.rfind("\n", start, first) + 1)
    return first, start + len(stretch.rstrip())
