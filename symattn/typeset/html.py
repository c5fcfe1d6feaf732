r"""Blocks as HTML, mathematics between \( \) and \[ \] as MathJax in course systems and Anki reads it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import assert_never

from symattn.notation.document import (
    Abreast,
    Block,
    DataTable,
    Display,
    Heading,
    Line,
    Math,
    Paragraph,
    Text,
    VerdictWord,
)
from symattn.notation.formula import Exponential, Formula, Name, Number, Root
from symattn.notation.latex import latex_chain
from symattn.notation.plain import plain
from symattn.typeset.display import aligned_rows


def html_of(blocks: Iterable[Block]) -> str:
    """A paragraph, heading, display or table a line."""
    return "\n".join(map(_block, blocks))


def html_line(line: Line) -> str:
    parts = []
    for part in line:
        match part:
            case Text(text):
                parts.append(shown(text))
            case Math(chain):
                parts.append(rf"\({escape(latex_chain(chain, inline=True))}\)")
            case VerdictWord(word):
                parts.append(f"<em>{shown(word)}</em>")
            case _:
                assert_never(part)
    return "".join(parts)


def html_without_mathjax(line: Line) -> str:
    """The same for places that MathJax does not reach: letters with an index in italics, d<sub>k</sub>."""
    return "".join(
        _simple(part.chain.first) if isinstance(part, Math) and not part.chain.links else html_line((part,))
        for part in line
    )


def _simple(formula: Formula) -> str:
    match formula:
        case Name(base) if formula.indices:
            return f"<i>{shown(base)}</i><sub>{shown(formula.index_text)}</sub>"
        case Name() | Exponential(Number("1")):
            return f"<i>{shown(plain(formula))}</i>"
        case Root(Name() as of):
            return f"√{_simple(of)}"
        case _:
            return shown(plain(formula))


def shown(text: str) -> str:
    """Text as it is: no tag, no character that XML forbids."""
    return escape("".join(c if c.isprintable() else " " for c in text))


def _block(block: Block) -> str:
    match block:
        case Heading(level, line):
            # h1 and h2 are the course system's own
            return f"<h{level + 1}>{html_line(line)}</h{level + 1}>"
        case Paragraph(line):
            return f"<p>{html_line(line)}</p>"
        case Display(chains):
            return f"<p>\\[\\begin{{aligned}}\n{escape(aligned_rows(chains))}\n\\end{{aligned}}\\]</p>"
        case Abreast(chains):
            # each by itself, so that on a narrow screen the line breaks between two
            math = " \u2003".join(rf"\(\displaystyle {escape(latex_chain(chain))}\)" for chain in chains)
            return f"<p>{math}</p>"
        case DataTable(header, rows):
            heads = "".join(f"<th>{shown(name)}</th>" for name in header)
            lines = ("<tr>" + "".join(f"<td>{html_line(cell)}</td>" for cell in row) + "</tr>" for row in rows)
            return f"<table><tr>{heads}</tr>{''.join(lines)}</table>"
        case _:
            assert_never(block)
