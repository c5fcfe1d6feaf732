"""Markdown with LaTeX mathematics in $ and $$, as GitHub, Jupyter and MyST show it."""

from __future__ import annotations

import re
from typing import assert_never

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
from symattn.notation.latex import latex_chain
from symattn.renderer import Renderer, Style
from symattn.typeset.display import aligned_rows, gathered_rows

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|$~&])")

APART = r"\vphantom{\Bigg(}"
"""What keeps a row of fractions from the one above it."""


def render(document: Document, style: Style) -> str:
    title = [] if style.fragment else [f"# {escape(document.title)}"]
    return "\n\n".join([*title, *map(_block, document.blocks)]) + "\n"


def escape(text: str) -> str:
    """Text from a user so that Markdown and the HTML in it show it as it is, in one line."""
    return SPECIAL.sub(r"\\\1", "".join(c if c.isprintable() else " " for c in text))


def _block(block: Block) -> str:
    match block:
        case Heading(level, line):
            return f"{'#' * level} {_line(line)}"
        case Paragraph(line):
            return _line(line)
        case Display(chains):
            return f"$$\n\\begin{{aligned}}\n{_mathematics(aligned_rows(chains))}\n\\end{{aligned}}\n$$"
        case Abreast(chains):
            return f"$$\n\\begin{{gathered}}\n{_mathematics(gathered_rows(chains))}\n\\end{{gathered}}\n$$"
        case DataTable(header, rows):
            lines = [" | ".join(map(escape, header)), " | ".join("---" for _ in header)]
            lines += [" | ".join(_line(cell) for cell in row) for row in rows]
            return "\n".join(f"| {line} |" for line in lines)
        case _:
            assert_never(block)


def _line(line: Line) -> str:
    parts: list[str] = []
    for part in line:
        match part:
            case Text(text):
                parts.append(escape(text))
            case Math(chain):
                parts.append(f"${_mathematics(latex_chain(chain, inline=True))}$")
            case VerdictWord(word):
                parts.append(f"**{escape(word)}**" if word == "wrong" else escape(word))
            case _:
                assert_never(part)
    return "".join(parts)


def _mathematics(latex: str) -> str:
    r"""Rows ended by \cr: where Markdown is read before the mathematics in it, as on GitHub, \\ is one backslash."""
    return latex.replace(r"\\[10pt]", rf"{APART} \cr {APART}").replace(r"\\", r"\cr")


RENDERER = Renderer(suffix=".md", render=render)
