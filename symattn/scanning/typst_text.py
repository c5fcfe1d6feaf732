"""Text of Typst: one walk over its marks, with the calls and brackets that are open."""

from __future__ import annotations

import re
from dataclasses import dataclass

from symattn.page import Block, Kind, Notation
from symattn.scanning.draft import Draft
from symattn.scanning.sought import Sought

TOKEN = re.compile(
    r"""
    (?P<url>https?://[^\s\]\)"]+)
  | (?P<comment>//[^\n]*|/\*)
  | (?P<raw>`+)
  | (?P<formula>\$)
  | (?P<escape>\\(?:u\{[0-9a-fA-F]{1,6}\}|.))
  | (?P<blank>\n[ \t]*\r?\n\s*)
  | (?P<heading>^[ \t]*=+[ \t])
  | (?P<item>^[ \t]*(?:[-+]|\d+\.)[ \t])
  | (?P<setting>\#(?:set|show|let|import|include)\b)
  | (?P<call>\#[A-Za-z][\w.-]*)
  | (?P<note><[A-Za-z][\w:.-]*>|@[A-Za-z][\w:.-]*)
  | (?P<string>"(?:[^"\\]|\\.)*+")
  | (?P<open>[\[({])
  | (?P<close>[\])}])
  | (?P<emphasis>(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))
  | (?P<line>\n)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
FORMULA = re.compile(r"(?:[^$\\]|\\.)*+\$", re.DOTALL)
RAW_END = re.compile(r"`+")
COMMENT_END = re.compile(r"\*/")
COLUMNS = re.compile(r"columns:\s*(?:(?P<number>\d+)|\((?P<list>[^()]*+(?:\([^()]*+\)[^()]*+)*+)\))")
COMMENT = re.compile(r'(?<!:)//[^\n]*|"(?:[^"\\]|\\.)*+"')
SPACES = re.compile(r"(?<![\w.])(?:thin|med|thick)(?![\w.(])")
"""Names of spaces within a formula."""
FUNCTION_OF_TABLES = re.compile(r"#(?:table|grid)\b")


@dataclass(slots=True)
class _Grid:
    """A table whose cells come one after the other."""

    table: int
    columns: int
    cells: int = 0

    def next_cell(self) -> Block:
        row, column = divmod(self.cells, self.columns)
        self.cells += 1
        return Block(Kind.CELL, table=self.table, row=row, column=column)


@dataclass(slots=True)
class _Level:
    """An open bracket: whether text stands in it, and the block to go back to behind it."""

    is_text: bool
    closing: str
    block: Block
    is_plain: bool = False
    """A bracket of the text itself, [1, 0]."""
    grid: _Grid | None = None
    """The table whose arguments stand in it."""


class TypstText:
    """Reads a draft's source. Text since `since` belongs to `block`; in the arguments of a call there is none."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.text, self.view = draft, draft.source, draft.view
        self.place = self.since = 0
        self.block = Block(Kind.PARAGRAPH)
        self.levels: list[_Level] = []
        self.sought = Sought(self.text, len(self.text))
        self.call = ""
        self.tables = 0
        self.in_setting = False

    @property
    def is_text(self) -> bool:
        return not self.in_setting and (not self.levels or self.levels[-1].is_text)

    def read(self) -> None:
        while match := TOKEN.search(self.text, self.place):
            if self.call and match.start() > self.place:
                self.call = ""
            self.place = match.end()
            self.meet(match)
        self.flush(len(self.text))

    def meet(self, match: re.Match[str]) -> None:
        start, end = match.span()
        match match.lastgroup:
            case "formula":
                self.formula(start)
            case "raw":
                self.raw(start, end - start)
            case "comment":
                self.comment(match.group(), start)
            case "open":
                self.opens(match.group(), start)
            case "close":
                self.closes(match.group(), start)
            case "call":
                self.view.blank(start, end)
                self.call = match.group()
            case "setting":
                self.flush(start)
                self.in_setting, self.depth_of_setting = True, len(self.levels)
            case "line":
                self.line(start)
            case "blank":
                self.line(start)
                self.leave(start, Kind.PARAGRAPH)
            case "heading" | "item" if self.is_text:
                self.leave(start, Kind.HEADING if match.lastgroup == "heading" else Kind.ITEM)
                if match.lastgroup == "heading":
                    self.block = Block(Kind.HEADING, level=match.group().count("="))
                self.since = end
            case "escape":
                self.view.put(start, end, _escaped(match.group()))
            case "url" | "note" | "emphasis" if self.is_text:
                self.view.blank(start, end)

    def flush(self, end: int) -> None:
        if self.is_text:
            self.draft.add(self.since, end, Notation.PROSE, self.block)
        self.since = end

    def leave(self, end: int, kind: Kind) -> None:
        self.flush(end)
        if self.block.kind is not Kind.CELL:
            self.block = Block(kind)

    def line(self, start: int) -> None:
        """A line break ends a heading, and a setting whose brackets are closed."""
        if self.in_setting and len(self.levels) <= self.depth_of_setting:
            self.in_setting = False
            self.since = self.place
        elif self.block.kind is Kind.HEADING and self.is_text:
            self.leave(start, Kind.PARAGRAPH)

    def formula(self, start: int) -> None:
        match = FORMULA.match(self.text, self.place)
        if match is None:
            return
        end, self.place = match.end(), match.end()
        if self.in_setting:
            return
        self.flush(start)
        inner = self.text[start + 1 : end - 1]
        is_display = inner[:1].isspace() and inner[-1:].isspace()
        self._blank_remarks(start + 1, end - 1)
        for match in SPACES.finditer(self.text, start + 1, end - 1):
            self.view.blank(*match.span())
        block = Block(Kind.DISPLAY) if is_display and self.block.kind is not Kind.CELL else self.block
        if self.levels and self.levels[-1].grid:
            block = self.levels[-1].grid.next_cell()
        self.draft.add(start + 1, end - 1, Notation.TYPST, block)
        self.since = end

    def _blank_remarks(self, start: int, end: int) -> None:
        for match in COMMENT.finditer(self.text, start, end):
            if match.group()[0] == "/":
                self.view.blank(*match.span())

    def raw(self, start: int, length: int) -> None:
        if length == 2:
            self.view.blank(start, self.place)
            return
        closing = self.sought.first(re.compile(f"(?<!`)`{{{length}}}(?!`)") if length < 9 else RAW_END, self.place)
        if closing is None:
            return
        inner, self.place = self.place, closing.end()
        if self.in_setting:
            return
        self.flush(start)
        self.since = self.place
        if length == 1:
            self.draft.add(inner, closing.start(), Notation.CODE, self.block)
        else:
            self._block_of_code(inner, closing.start())

    def _block_of_code(self, start: int, end: int) -> None:
        word = re.compile(r"[\w+-]*").match(self.text, start, end)
        start = word.end() if word else start
        self.draft.add(start, end, Notation.CODE, Block(Kind.CODE))

    def comment(self, text: str, start: int) -> None:
        if text == "/*":
            closing = self.sought.first(COMMENT_END, self.place)
            self.place = closing.end() if closing else self.place
        self.view.blank(start, self.place)

    def opens(self, bracket: str, start: int) -> None:
        """A bracket of the text is text; behind #name it holds arguments, or text if it is square."""
        if self.is_text and not self.call:
            if bracket == "[":
                self.levels.append(_Level(True, "]", self.block, is_plain=True))
            return
        self.flush(start)
        is_text = bracket == "[" and not self.in_setting
        level = _Level(is_text, CLOSING[bracket], self.block)
        above = self.levels[-1].grid if self.levels else None
        if bracket == "(":
            level.grid = self._grid() if FUNCTION_OF_TABLES.match(self.call) else above
        elif above is not None and is_text:
            self.block = above.next_cell()
        self.levels.append(level)
        self.call = ""
        self.since = self.place

    def _grid(self) -> _Grid:
        self.tables += 1
        match = COLUMNS.search(self.text, self.place, self.place + 2000)
        if match and match["number"]:
            return _Grid(self.tables, max(1, int(match["number"][:4])))
        columns = sum(1 for column in match["list"].split(",") if column.strip()) if match else 1
        return _Grid(self.tables, max(1, columns))

    def closes(self, bracket: str, start: int) -> None:
        if not self.levels or self.levels[-1].closing != bracket:
            return
        if self.levels[-1].is_plain:
            self.levels.pop()
            return
        self.flush(start)
        self.block = self.levels.pop().block
        self.since = self.place
        self.call = "#" if self.is_text and self.text[self.place : self.place + 1] in {"[", "("} else ""


CLOSING = {"[": "]", "(": ")", "{": "}"}


def _escaped(escape: str) -> str:
    if escape.startswith("\\u{") and escape.endswith("}"):
        code = int(escape[3:-1], 16)
        return chr(code) if code < 0x110000 and chr(code).isprintable() else ""
    return f"{escape[1]} " if escape[1:] == "_" else f" {escape[1]}" if escape[1:].strip() else ""
