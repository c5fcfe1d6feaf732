"""Text of HTML: one walk over its tags, with the elements that rule over the text between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from symattn.page import Block, Kind, Notation
from symattn.scanning.delimiters import Walls, spans
from symattn.scanning.draft import Draft
from symattn.scanning.mathml import write_mathml
from symattn.scanning.sought import Sought
from symattn.scanning.spans import Mark, Span
from symattn.scanning.tags import NAMES, Tag, decode, tag_replacement, tags
from symattn.scanning.words import words

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = words(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
    footer form header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul"""
)
SKIPPED = words("script style head noscript svg template textarea select mjx-math title s strike del")
HIDDEN = frozenset(["katex-html", "MathJax_Preview", "MathJax", "MathJax_SVG", "MathJax_CHTML"])
"""Classes of what is drawn for the eye, beside the formula that is read."""
CLOSINGS = {name: re.compile(f"</{name}\\b", re.IGNORECASE) for name in NAMES | SKIPPED}
"""Not of any name, since each takes a search."""
CODE = words("code samp kbd tt pre")
MATHEMATICAL = re.compile(r"[\\^_=≈]")


@dataclass(slots=True)
class _Table:
    number: int
    row: int = -1
    column: int = -1


class HtmlText:
    """Reads a draft's source. The text since `since` belongs to `block`."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.text, self.view = draft, draft.source, draft.view
        self.sought = Sought(self.text, len(self.text))
        self.since = 0
        self.block = Block(Kind.PARAGRAPH)
        self.pieces: list[Span | tuple[int, int]] = []
        self.tables: list[_Table] = []
        self.count = 0
        self.skipped: list[str] = []
        self.code = ""
        self.code_depth = 0
        self.math: list[Tag] = []
        self.math_depth = 0

    def read(self) -> None:
        for tag in tags(self.text):
            if self.skipped:
                self.skip(tag)
            elif self.math_depth:
                self.in_math(tag)
            elif tag.name:
                self.meet(tag)
            else:
                self.view.blank(tag.start, tag.end)
        if self.skipped:
            self.leave(self.skipped_from)
        else:
            self.leave(self.math[0].start if self.math_depth else len(self.text))

    def meet(self, tag: Tag) -> None:
        name = tag.name
        if name == "math" and not tag.is_closing and self.has_end(tag):
            self.math, self.math_depth = [tag], 1
        elif self._is_skipped(tag) and self.has_end(tag):
            self.begin_skipping(tag)
        elif name in BLOCKS or name in HEADINGS:
            self.leave(tag.start)
            self.since = tag.end
            self.end_element(name) if tag.is_closing else self.begin_element(tag)
        else:
            if name in CODE:
                self.code_tag(tag)
            self.view.blank(tag.start, tag.end)
            if "\n" not in tag.written and self.code != "pre":
                self.view.put(tag.start, tag.end, tag_replacement(tag.written))

    def has_end(self, tag: Tag) -> bool:
        """Whether the element is closed further down: what is never closed must not hide the rest of the document."""
        closing = CLOSINGS.get(tag.name)
        return closing is None or self.sought.first(closing, tag.end) is not None

    def leave(self, end: int) -> None:
        """The block ends here."""
        if self.code == "pre":
            decode(self.view, self.since, end)
            self.draft.add(self.since, end, Notation.CODE, self.block)
        elif self.pieces or not self.text[self.since : end].isspace():
            self.add_text(end)
        self.pieces = []
        self.code = "" if self.code != "pre" else self.code

    def add_text(self, end: int) -> None:
        """The text of a block, its formulas, and what code and MathML was met on the way."""
        decode(self.view, self.since, end)
        place = self.since
        for piece in self.pieces:
            if isinstance(piece, Span):
                self.add_delimited(place, piece.start)
                self.draft.add_span(piece, self.block)
                place = piece.end
        self.add_delimited(place, end)

    def add_delimited(self, start: int, end: int) -> None:
        if not any(mark in self.text[start:end] for mark in ("$", "\\")):
            self.draft.add(start, end, Notation.PROSE, self.block)
            return
        found = [span for span in spans(self.text, start, end, Walls((), ())) if self._is_formula(span)]
        self.draft.add_around(start, end, Notation.PROSE, self.block, found)

    def _is_formula(self, span: Span) -> bool:
        is_dollar = span.mark is Mark.INLINE and self.text[span.start] == "$"
        return not is_dollar or MATHEMATICAL.search(self.text, span.inner_start, span.inner_end) is not None

    def begin_element(self, tag: Tag) -> None:
        name = tag.name
        kind = self.block.kind if self.block.kind in {Kind.CELL, Kind.ITEM} else Kind.PARAGRAPH
        if name in HEADINGS:
            self.block = Block(Kind.HEADING, level=HEADINGS[name])
        elif name == "pre":
            self.block, self.code = Block(Kind.CODE), "pre"
        elif name in {"li", "dt", "dd"}:
            self.block = Block(Kind.ITEM)
        elif name == "table":
            self.count += 1
            self.tables.append(_Table(self.count))
            self.block = Block(Kind.PARAGRAPH)
        elif name in {"tr", "td", "th"} and self.tables:
            self.begin_cell(name, self.tables[-1])
        elif kind is not Kind.CELL:
            self.block = Block(kind)

    def begin_cell(self, name: str, table: _Table) -> None:
        if name == "tr":
            table.row, table.column = table.row + 1, -1
        else:
            table.column += 1
            self.block = Block(Kind.CELL, table=table.number, row=max(table.row, 0), column=table.column)

    def end_element(self, name: str) -> None:
        if name == "pre":
            self.code = ""
        if name == "table" and self.tables:
            self.tables.pop()
        if name in {"p", "div"} and self.block.kind in {Kind.CELL, Kind.ITEM}:
            return
        self.block = Block(Kind.PARAGRAPH)

    def code_tag(self, tag: Tag) -> None:
        if self.code == "pre":
            return
        if not tag.is_closing and not tag.is_empty:
            self.code, self.code_start = tag.name, tag
        elif self.code == tag.name:
            opening, self.code = self.code_start, ""
            self.pieces.append(Span(opening.start, tag.end, opening.end, tag.start, Mark.CODE))

    def _is_skipped(self, tag: Tag) -> bool:
        if tag.is_closing or tag.is_empty:
            return False
        if tag.name in SKIPPED:
            return True
        if "aria-hidden" not in tag.written and "class" not in tag.written:
            return False
        if tag.name == "mjx-container":
            return False
        return tag.attribute("aria-hidden") == "true" or not HIDDEN.isdisjoint(tag.attribute("class").split())

    def begin_skipping(self, tag: Tag) -> None:
        kind = tag.attribute("type") if tag.name == "script" else ""
        self.skipped = [tag.name]
        self.skipped_from = tag.start
        self.formula = (tag.end, "display" in kind) if kind.startswith("math/tex") else None

    def skip(self, tag: Tag) -> None:
        """Elements of the same name may lie within the skipped one."""
        if tag.name != self.skipped[0] or tag.is_empty:
            return
        if not tag.is_closing:
            self.skipped.append(tag.name)
            return
        self.skipped.pop()
        if self.skipped:
            return
        if self.formula is not None:
            mark = Mark.DISPLAY if self.formula[1] else Mark.INLINE
            self.pieces.append(Span(self.skipped_from, tag.end, self.formula[0], tag.start, mark))
        else:
            self.view.blank(self.skipped_from, tag.end)

    def in_math(self, tag: Tag) -> None:
        self.math.append(tag)
        if tag.name == "math":
            self.math_depth += -1 if tag.is_closing else not tag.is_empty
        if self.math_depth == 0:
            self.end_math()

    def end_math(self) -> None:
        first, last = self.math[0], self.math[-1]
        mark = Mark.DISPLAY if first.attribute("display") == "block" else Mark.INLINE
        inner = write_mathml(self.view, self.math)
        if inner is None:
            self.view.blank(first.start, last.end)
            inner = (first.end, first.end)
        self.pieces.append(Span(first.start, last.end, *inner, mark))
        self.math = []
