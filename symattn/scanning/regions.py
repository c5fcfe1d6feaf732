"""Blocks of Markdown as markdown-it-py sees them, and where in the text each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from symattn.page import Block, Kind
from symattn.scanning.lines import Lines
from symattn.scanning.outline import language_of

NESTING = 60
"""Quotations and lists within one another; what lies deeper is skipped."""

LEADING = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*+")
CELL = re.compile(r"(?:[^|\\]|\\.)*+", re.DOTALL)
CONTAINERS = {"list_item_open": 1, "list_item_close": -1}


class Content(Enum):
    """How the text of a region is read."""

    TEXT = "inline Markdown"
    CODE = "as it stands"
    HTML = "tags and text"


@dataclass(frozen=True, slots=True)
class Region:
    """A block and the lines it stands on, each from its first character to its last."""

    block: Block
    content: Content
    spans: list[tuple[int, int]]
    language: str = ""


@dataclass
class _Reading:
    lines: Lines
    items: int = 0
    tables: int = 0
    row: int = 0
    column: int = 0
    cells: list[tuple[int, int]] = field(default_factory=list)


def regions(text: str, lines: Lines) -> Iterator[Region]:
    """The blocks of a text, in order. `lines` are those of the text."""
    yield from _regions(_Reading(lines), _tokens(text))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table")


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    parser = _parser()
    normal = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    parser.block.parse(normal, parser, {}, tokens)
    return tokens


def _regions(reading: _Reading, tokens: list[Token]) -> Iterator[Region]:
    before = ""
    for token in tokens:
        first, last = token.map or (0, 0)
        if token.type == "inline":
            yield _inline(reading, token, before)
        elif token.type in {"fence", "code_block"}:
            yield Region(Block(Kind.CODE), Content.CODE, _code_lines(reading, token), language_of(token.info))
        elif token.type == "html_block":
            spans = [reading.lines.span(line) for line in range(first, last)]
            yield Region(Block(Kind.PARAGRAPH), Content.HTML, spans)
        else:
            _count(reading, token)
        before = token.tag if token.type == "heading_open" else token.type


def _count(reading: _Reading, token: Token) -> None:
    reading.items += CONTAINERS.get(token.type, 0)
    if token.type == "table_open":
        reading.tables, reading.row = reading.tables + 1, -1
    elif token.type == "tr_open":
        reading.row, reading.column, reading.cells = reading.row + 1, -1, []
    elif token.type in {"th_open", "td_open"}:
        reading.column += 1


def _inline(reading: _Reading, token: Token, before: str) -> Region:
    if before in {"th_open", "td_open"}:
        return _cell(reading, token)
    if before[:1] == "h":
        block = Block(Kind.HEADING, level=int(before[1:]))
    else:
        block = Block(Kind.ITEM if reading.items else Kind.PARAGRAPH)
    return Region(block, Content.TEXT, _text_lines(reading, token))


def _cell(reading: _Reading, token: Token) -> Region:
    block = Block(Kind.CELL, table=reading.tables, row=reading.row, column=reading.column)
    if not reading.cells and token.map:
        reading.cells = _cells(reading.lines, token.map[0])
    spans = reading.cells[reading.column : reading.column + 1]
    return Region(block, Content.TEXT, spans)


def _cells(lines: Lines, line: int) -> list[tuple[int, int]]:
    """The places between the bars of one line of a table."""
    start, end = lines.span(line)
    leading = LEADING.match(lines.text, start, end)
    place = leading.end() if leading else start
    place += lines.text[place : place + 1] == "|"
    found = []
    while place < end and (match := CELL.match(lines.text, place, end)):
        found.append(match.span())
        place = match.end() + 1
    return found


def _text_lines(reading: _Reading, token: Token) -> list[tuple[int, int]]:
    """Where the lines of a token's content stand, without the marks of lists and quotations before them."""
    lines = reading.lines
    first, last = token.map or (0, 0)
    found = []
    for line, content in enumerate(token.content.split("\n"), first):
        start, end = lines.span(line)
        place = lines.text.rfind(content.strip(), start, end)
        if place < 0 or line >= last:
            return [lines.span(line) for line in range(first, last)]
        found.append((place, place + len(content.strip())))
    return found


def _code_lines(reading: _Reading, token: Token) -> list[tuple[int, int]]:
    """Where the lines of a piece of code stand, without its fences and the marks of lists and quotations."""
    first, last = token.map or (0, 0)
    first += token.type == "fence"
    found = []
    for line, content in zip(range(first, last), token.content.split("\n"), strict=False):
        start, end = reading.lines.span(line)
        found.append((max(start, end - len(content)), end))
    return found[: token.content.count("\n")] if token.content.endswith("\n") else found
