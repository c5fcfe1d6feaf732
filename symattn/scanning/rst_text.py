r"""Text of reStructuredText: one walk over its lines; what is indented below a directive belongs to it."""

from __future__ import annotations

import re

from symattn.page import Block, Kind, Notation
from symattn.scanning.draft import Draft
from symattn.scanning.lines import Lines
from symattn.scanning.rst_tables import RstTables, is_border
from symattn.scanning.rst_words import spans_of
from symattn.scanning.words import words

EXPLICIT = re.compile(r"[ \t]*\.\.(?=[ \t]|$)[ \t]*(?:(?P<name>[A-Za-z][\w:.+-]*)::(?=[ \t]|$)[ \t]*)?")
OPTION = re.compile(r"[ \t]*:[A-Za-z][\w -]*:(?=[ \t]|$)")
ITEM = re.compile(r"[ \t]*(?:[-*+•]|(?:\d{1,4}|[a-zA-Z#])[.)]|\((?:\d{1,4}|[a-zA-Z#])\))[ \t]+(?=\S)")
UNDERLINE = re.compile(r"[ \t]*([!-/:-@\[-`{-~])\1{2,}[ \t]*$")
DOCTEST = re.compile(r"[ \t]*>>> ")
CODE = words("code code-block sourcecode parsed-literal literalinclude ipython doctest testcode highlight")
SKIPPED = words("raw comment image include only meta toctree index bibliography plot jupyter-execute graphviz mermaid")
NO_ARGUMENT = words("figure csv-table list-table admonition table rubric topic sidebar container class role math")
"""Directives whose argument is no sentence; what it says is left out."""
DEEPEST = 40


class RstText:
    """Reads a draft's source."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.text, self.view = draft, draft.source, draft.view
        self.lines = Lines(self.text)
        self.tables = RstTables(draft, self.lines)
        self.levels: list[str] = []
        """The characters that underline headings, in the order in which they are met."""

    def read(self) -> None:
        self.body(0, len(self.lines), 0)

    def line(self, i: int) -> str:
        return self.text[slice(*self.lines.span(i))]

    def indent(self, i: int) -> int:
        line = self.line(i)
        return len(line) - len(line.lstrip(" \t"))

    def is_blank(self, i: int) -> bool:
        return not self.line(i).strip()

    def behind(self, i: int, end: int, indent: int) -> int:
        """The first line from the i-th on that is not blank and not further in; blank ones before it stay out."""
        last = i
        for j in range(i, end):
            if not self.is_blank(j):
                if self.indent(j) <= indent:
                    break
                last = j + 1
        return last

    def body(self, i: int, end: int, depth: int) -> None:
        while i < end:
            line = self.line(i)
            if not line.strip():
                i += 1
            elif explicit := EXPLICIT.match(line):
                i = self.explicit(i, end, explicit, depth)
            elif is_border(line) and (behind := self.tables.read(i, end)) > i:
                i = behind
            elif DOCTEST.match(line):
                i = self.doctest(i, end)
            else:
                i = self.heading(i, end) or self.paragraph(i, end)

    # --- directives -------------------------------------------------------------------------

    def explicit(self, i: int, end: int, match: re.Match[str], depth: int) -> int:
        """A directive with what belongs to it; a comment, a target or a footnote is skipped."""
        behind = self.behind(i + 1, end, self.indent(i))
        name = (match["name"] or "").rpartition(":")[2].lower()
        start, stop = self.lines.span(i)
        if not name or name in SKIPPED or depth == DEEPEST:
            return behind
        inner = i + 1
        while inner < behind and OPTION.match(self.line(inner)):
            inner += 1
        if name in CODE:
            self.code(inner, behind)
        elif name == "math":
            self.formulas(start + match.end(), inner, behind)
        else:
            if name not in NO_ARGUMENT and start + match.end() < stop:
                self.words(start + match.end(), stop, Kind.PARAGRAPH)
            self.body(inner, behind, depth + 1)
        return behind

    def formulas(self, start: int, first: int, end: int) -> None:
        """The formula behind `.. math::`, and those below it."""
        stop = self.lines.span(self.lines.at(start))[1]
        if self.text[start:stop].strip():
            self.draft.add(start, stop, Notation.LATEX, Block(Kind.DISPLAY))
        while first < end:
            last = first
            while last < end and not self.is_blank(last):
                last += 1
            if last > first:
                place, stop = self.lines.span(first)[0], self.lines.span(last - 1)[1]
                self.draft.add(place, stop, Notation.LATEX, Block(Kind.DISPLAY))
            first = last + 1

    def code(self, first: int, end: int) -> None:
        if first < end:
            start, stop = self.lines.span(first)[0], self.lines.span(end - 1)[1]
            self.draft.add(start, stop, Notation.CODE, Block(Kind.CODE))

    def doctest(self, i: int, end: int) -> int:
        last = i
        while last < end and not self.is_blank(last):
            last += 1
        self.code(i, last)
        return last

    # --- text -------------------------------------------------------------------------------

    def heading(self, i: int, end: int) -> int:
        """Behind a title with a line below it, and perhaps one above; 0 where none stands here."""
        over = UNDERLINE.match(self.line(i))
        title = i + 1 if over else i
        under = UNDERLINE.match(self.line(title + 1)) if title + 1 < end else None
        if under is None or (over and over[1] != under[1]) or self.is_blank(title):
            return i + 1 if over else 0
        if len(under[0].strip()) < min(len(self.line(title).strip()), 4) or (not over and self.indent(title)):
            return 0
        mark = f"{under[1]}{bool(over)}"
        if mark not in self.levels:
            self.levels.append(mark)
        self.words(*self.lines.span(title), Kind.HEADING, self.levels.index(mark) + 1)
        return title + 2

    def paragraph(self, i: int, end: int) -> int:
        """Lines up to a blank one or the next item; behind `::` what is indented is code."""
        item = ITEM.match(self.line(i))
        last = i + 1
        while last < end and not self.is_blank(last) and not ITEM.match(self.line(last)):
            if EXPLICIT.match(self.line(last)) or (last + 1 < end and UNDERLINE.match(self.line(last + 1))):
                break
            last += 1
        start, stop = self.lines.span(i)[0], self.lines.span(last - 1)[1]
        if item:
            start = self.lines.span(i)[0] + item.end()
        self.words(start, stop, Kind.ITEM if item else Kind.PARAGRAPH)
        if self.text[start:stop].rstrip().endswith("::"):
            behind = self.behind(last, end, self.indent(i))
            if behind > last:
                self.code(last, behind)
                return behind
        return last

    def words(self, start: int, end: int, kind: Kind, level: int = 0) -> None:
        """A stretch of text with its formulas and `code`."""
        spans = spans_of(self.draft, start, end)
        self.draft.add_around(start, end, Notation.PROSE, Block(kind, level=level), spans)
