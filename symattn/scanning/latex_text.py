r"""Running text of LaTeX: one walk over its commands, formulas and blank lines."""

from __future__ import annotations

import re

from symattn.page import Block, Kind, Notation
from symattn.scanning.braces import Braces
from symattn.scanning.delimiters import ARRAYS, DISPLAYS, Walls, blank_lines
from symattn.scanning.draft import Draft
from symattn.scanning.latex_words import (
    ARGUMENTS_SKIPPED,
    CHARACTERS,
    DEFINED,
    DEFINITIONS,
    ENVIRONMENT_ARGUMENTS,
    HEADINGS,
    PICTURES,
    RULES,
    TABLES,
    VERBATIM,
)
from symattn.scanning.sought import Sought
from symattn.scanning.spans import Mark, Span
from symattn.scanning.words import words

TOKEN = re.compile(
    r"""
    (?P<comment>%[^\n]*)
  | \\(?P<edge>begin|end)[ ]*\{(?P<name>[A-Za-z]+\*?)\}
  | \\(?P<verb>verb\*?|lstinline)(?P<mark>[^\sA-Za-z*\[{])
  | \\(?P<word>[A-Za-z@]+\*?)
  | \\(?P<row>\\)\*?(?:[ ]*\[[^\]\n]{0,30}\])?
  | (?P<formula>\\[(\[]|\$\$?)
  | \\(?P<sign>.)
  | (?P<blank>\n[ \t]*\r?\n\s*)
  | (?P<brace>[{}~])
  | (?P<cell>&)
    """,
    re.VERBOSE | re.DOTALL,
)
CLOSING = {"\\(": re.compile(r"\\\)"), "\\[": re.compile(r"\\\]"), "$$": re.compile(r"\$\$")}
DOLLAR = re.compile(r"(?:[^$\\]|\\.)*+\$", re.DOTALL)
IN_A_FORMULA = re.compile(
    r"\\%|(%[^\n]*)|\\(?:label|tag\*?|eqref|ref)\{[^{}]{0,200}\}|\\(?:nonumber|notag)(?![A-Za-z])"
)


class LatexText:
    """Reads a stretch of a draft's source. `block` is what the text at `place` belongs to, from `since` on."""

    def __init__(self, draft: Draft, start: int, end: int) -> None:
        self.draft, self.text, self.view = draft, draft.source, draft.view
        self.place = self.since = start
        self.end = end
        self.braces = Braces(self.text, start, end)
        self.walls = Walls(blank_lines(self.text, start, end), ())
        self.sought = Sought(self.text, end)
        self.block = Block(Kind.PARAGRAPH)
        self.heading_end = -1
        self.tables = 0
        self.table: list[str] = []

    def read(self) -> None:
        while match := TOKEN.search(self.text, self.place, self.end):
            if 0 <= self.heading_end <= match.start():
                self.leave(self.heading_end, Kind.PARAGRAPH)
            self.place = match.end()
            self.meet(match)
        if self.heading_end >= 0:
            self.leave(self.heading_end, Kind.PARAGRAPH)
        self.leave(self.end, Kind.PARAGRAPH)

    def meet(self, match: re.Match[str]) -> None:
        start, end = match.span()
        match match.lastgroup:
            case "name":
                self.edge(match)
            case "word":
                self.command(match["word"], start)
            case "formula":
                self.formula(match.group(), start)
            case "mark":
                self.verbatim_words(match)
            case "blank":
                self.leave(start, self.block.kind if self.block.kind is Kind.ITEM else Kind.PARAGRAPH)
            case "sign":
                self.view.put(start, end, CHARACTERS.get(match["sign"], ""))
            case "row" | "cell" if self.table:
                self.next_cell(start, end, is_row=match.lastgroup == "row")
            case _:
                self.view.blank(start, end)

    def leave(self, end: int, kind: Kind, since: int = -1) -> None:
        """The block ends here, and another begins."""
        self.flush(end)
        self.since = max(since, end)
        self.heading_end = -1
        if not (self.table and kind is Kind.PARAGRAPH):
            self.block = Block(kind)

    def flush(self, end: int) -> None:
        self.draft.add(self.since, end, Notation.PROSE, self.block)

    def formula(self, opening: str, start: int) -> None:
        if opening == "$":
            match = DOLLAR.match(self.text, self.place, self.walls.soft_after(start, self.end))
        else:
            match = self.sought.first(CLOSING[opening], self.place)
        if match is None:
            self.view.blank(start, self.place)
            return
        mark = Mark.DISPLAY if opening in {"\\[", "$$"} else Mark.INLINE
        closing = match.end() - len(opening)
        self.add_formula(Span(start, match.end(), self.place, closing, mark))

    def add_formula(self, span: Span) -> None:
        self.flush(span.start)
        for match in IN_A_FORMULA.finditer(self.text, span.inner_start, span.inner_end):
            if match.group() != "\\%":
                self.view.blank(*match.span())
        self.draft.add_span(span, self.block)
        self.place = self.since = span.end

    def edge(self, match: re.Match[str]) -> None:
        name, start = match["name"], match.start()
        if match["edge"] == "end":
            self.end_environment(name, match)
        elif name in DISPLAYS or name in ARRAYS - {"array"}:
            self.environment(name, match, Notation.LATEX, Kind.DISPLAY)
        elif name.rstrip("*") in VERBATIM:
            self.environment(name, match, Notation.CODE, Kind.CODE)
        elif name.rstrip("*") in PICTURES:
            self.environment(name, match, None, Kind.PARAGRAPH)
        else:
            self.leave(start, Kind.PARAGRAPH)
            self.place = self.since = self.braces.behind_arguments(match.end(), ENVIRONMENT_ARGUMENTS.get(name, 0))
            if name in TABLES:
                self.tables += 1
                self.table.append(name)
                self.block = Block(Kind.CELL, table=self.tables)

    def end_environment(self, name: str, match: re.Match[str]) -> None:
        if self.table and self.table[-1] == name:
            self.flush(match.start())
            self.table.pop()
            self.block = Block(Kind.PARAGRAPH)
            self.since = match.end()
        else:
            self.leave(match.start(), Kind.PARAGRAPH, match.end())

    def environment(self, name: str, match: re.Match[str], notation: Notation | None, kind: Kind) -> None:
        """A formula, code or picture between \\begin and \\end; an open one is blanked like any command."""
        closing = self.sought.first_text(f"\\end{{{name}}}", match.end())
        if closing < 0:
            self.view.blank(*match.span())
            return
        self.leave(match.start(), Kind.PARAGRAPH)
        end = closing + len(f"\\end{{{name}}}")
        inner = self.braces.behind_arguments(match.end(), 1) if name in HAVE_ARGUMENTS else match.end()
        if notation is Notation.LATEX:
            whole = name in ARRAYS
            inside = (match.start(), end) if whole else (inner, closing)
            self.add_formula(Span(match.start(), end, *inside, Mark.DISPLAY))
        elif notation is not None:
            self.draft.add(inner, closing, notation, Block(kind))
        self.place = self.since = end

    def verbatim_words(self, match: re.Match[str]) -> None:
        closing = self.text.find(match["mark"], match.end(), min(self.end, match.end() + 300))
        if closing < 0:
            self.view.blank(*match.span())
            return
        self.flush(match.start())
        self.draft.add(match.end(), closing, Notation.CODE, self.block)
        self.place = self.since = closing + 1

    def command(self, word: str, start: int) -> None:
        name = word.rstrip("*")
        if name in HEADINGS:
            self.heading(name, start)
        elif name == "item":
            self.leave(start, Kind.ITEM)
            self.view.blank(start, self.place)
        elif name in ARGUMENTS_SKIPPED:
            if name in DEFINITIONS and (defined := DEFINED.match(self.text, self.place, self.end)):
                self.place = defined.end()
            end = self.braces.behind_arguments(self.place, ARGUMENTS_SKIPPED[name])
            self.view.blank(start, end)
            self.place = end
        else:
            end = self.place if name in RULES else self._behind_options(self.place)
            self.view.blank(start, end)
            if end == self.place and name in CHARACTERS:
                self.view.put(start, end, CHARACTERS[name])
            self.place = end

    def _behind_options(self, place: int) -> int:
        """Behind [options] where {…} follows: \\includegraphics[width=1]{…} has some, \\softmax[1, 0] has none."""
        end = self.braces.behind_arguments(place, 0)
        return end if end > place and self.braces.opening(end) >= 0 else place

    def heading(self, name: str, start: int) -> None:
        opening = self.braces.opening(self._behind_options(self.place))
        if opening < 0 or self.table:
            self.view.blank(start, self.place)
            return
        self.leave(start, Kind.HEADING, opening + 1)
        self.block = Block(Kind.HEADING, level=HEADINGS[name])
        self.heading_end = self.braces.close(opening)
        self.place = opening + 1

    def next_cell(self, start: int, end: int, *, is_row: bool) -> None:
        self.flush(start)
        self.since = end
        row, column = self.block.row, self.block.column
        if self.block.kind is Kind.CELL and is_row:
            row, column = row + 1, 0
        elif self.block.kind is Kind.CELL:
            column += 1
        self.block = Block(Kind.CELL, table=self.tables, row=row, column=column)


HAVE_ARGUMENTS = words("alignat alignat* alignedat xalignat lstlisting minted Verbatim IEEEeqnarray tikzpicture")
"""Environments with an argument or options that are no part of what stands in them."""
