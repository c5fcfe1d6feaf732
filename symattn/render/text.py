"""Text for a terminal or a plain file, Unicode, in colour where the terminal shows it."""

from __future__ import annotations

from io import StringIO
from itertools import pairwise
from typing import assert_never

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text as RichText

from symattn.notation.document import (
    Abreast,
    Block,
    DataTable,
    Display,
    Document,
    Heading,
    Line,
    Math,
    Paragraph,
    Text,
    VerdictWord,
)
from symattn.notation.plain import plain, plain_chain
from symattn.renderer import Renderer, Style
from symattn.typeset.boxes import abreast_lines, chain_lines

COLOURS = {
    "exact": "green",
    "rounded": "green",
    "carried": "yellow",
    "truncated": "yellow",
    "last-digit": "yellow",
    "undecided": "magenta",
    "wrong": "bold red",
}
MARGIN = 2


def render(document: Document, style: Style) -> str:
    out = StringIO()
    console = Console(
        file=out,
        width=style.width,
        force_terminal=style.colour,
        no_color=not style.colour,
        highlight=False,
        emoji=False,
    )
    if not style.fragment:
        console.print(RichText(shown(document.title), style="bold underline"))
    for before, block in pairwise([None, *document.blocks]):
        if isinstance(before, Display | Abreast) and isinstance(block, Paragraph):
            console.print()
        if block is not None:
            _print(block, console, style)
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def shown(text: str) -> str:
    """Text from a user in one line, without control characters that a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in text)


def _print(block: Block, console: Console, style: Style) -> None:
    match block:
        case Heading(_, line):
            console.print()
            console.print(RichText(_line(line).plain, style="bold"))
        case Paragraph(line):
            console.print(_line(line), style=None)
        case Display(chains):
            left = max(cell_len(plain(chain.first)) for chain in chains)
            for chain in chains:
                for text in chain_lines(chain, left, style.width - MARGIN):
                    console.print(RichText(" " * MARGIN + text), soft_wrap=True)
        case Abreast(chains):
            for text in abreast_lines(chains, style.width - MARGIN):
                console.print(RichText(" " * MARGIN + text), soft_wrap=True)
        case DataTable(header, rows):
            columns = [Column(name, overflow="fold") for name in header]
            table = Table(*columns, box=SIMPLE_HEAD, pad_edge=False, show_lines=True)
            for row in rows:
                table.add_row(*map(_line, row))
            console.print(table)
        case _:
            assert_never(block)


def _line(line: Line) -> RichText:
    text = RichText()
    for part in line:
        match part:
            case Text(words):
                text.append(shown(words))
            case Math(chain):
                text.append(plain_chain(chain))
            case VerdictWord(word):
                text.append(word, style=COLOURS.get(word, ""))
            case _:
                assert_never(part)
    return text


RENDERER = Renderer(suffix=".txt", render=render)
