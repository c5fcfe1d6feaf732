"""LaTeX: a standalone article (amsmath, geometry), or with --fragment a part to \\input."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
from symattn.notation.formula import Matrix
from symattn.notation.latex import GREEK, GREEK_LETTERS, escape, latex_chain
from symattn.renderer import Renderer, Style
from symattn.typeset.display import aligned_rows, gathered_rows

PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\IfFileExists{lmodern.sty}{\usepackage[T1]{fontenc}\usepackage{lmodern}}{}
\usepackage[margin=2.2cm]{geometry}
\usepackage{amsmath}
\allowdisplaybreaks
\setlength{\parindent}{0pt}
\setlength{\parskip}{6pt}
\renewcommand{\arraystretch}{1.15}
"""
SECTIONS = {1: "section", 2: "subsection", 3: "subsubsection"}
LOWER = {4: r"\itshape", 5: r"\normalfont"}
"""Headings below those that LaTeX sets in bold, in a line of their own."""
BEYOND_LATIN = re.compile("[^\0-\u017f]")
"""Characters that pdfLaTeX does not print of itself."""
MATHEMATICS = {
    "≈": "approx", "≠": "neq", "≤": "leq", "≥": "geq", "−": "-", "×": "times", "⋅": "cdot", "√": "surd", "∞": "infty",
    "→": "to", "←": "gets", "⇒": "Rightarrow", "∈": "in", "Σ": "Sigma", "∑": "sum", "ᵀ": "{}^T", "′": "prime",
}  # fmt: skip
COMMANDS = (
    {c: rf"\ensuremath{{\{name}}}" if name.isalpha() else rf"\ensuremath{{{name}}}" for c, name in MATHEMATICS.items()}
    | {c: rf"\ensuremath{{\{name}}}" for c, name in GREEK_LETTERS.items() if name in GREEK}
    | {"“": "``", "”": "''", "‘": "`", "’": "'", "–": "--", "—": "---", "…": r"\dots{}", "\u0303": ""}
)
"""Characters beyond Latin that a base TeX prints as commands, in text and in mathematics."""
DEFAULT_COLUMNS = 10
"""Columns that amsmath's matrices have unless told otherwise."""


def body_of(blocks: Iterable[Block]) -> str:
    """What stands between \\begin{document} and \\end{document}."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        parts += ["" if before is None else _between(before, block), _block(block)]
        before = block
    return for_any_engine("".join(parts) + "\n")


def _between(before: Block, block: Block) -> str:
    """A display belongs to the words before it: no break of a page, and no empty line, comes between."""
    is_lower = isinstance(before, Heading) and before.level in LOWER
    if isinstance(block, Display | Abreast) and (is_lower or isinstance(before, Paragraph)):
        return "\n"
    return "\\par\\nopagebreak\n\n" if is_lower else "\n\n"


def render(document: Document, style: Style) -> str:
    body = body_of(document.blocks)
    columns = (
        rf"\setcounter{{MaxMatrixCols}}{{{_columns(document)}}}" + "\n" if _columns(document) > DEFAULT_COLUMNS else ""
    )
    if style.fragment:
        return f"% needs amsmath\n{columns}{body}"
    title = for_any_engine(rf"\section*{{{escape(document.title)}}}")
    return f"{PREAMBLE}{columns}\\begin{{document}}\n\n{title}\n\n{body}\n\\end{{document}}\n"


def for_any_engine(text: str) -> str:
    """LaTeX without a character that pdfLaTeX would stop at: those of mathematics become commands, others their number.

    XeLaTeX and LuaLaTeX, which have fonts for them, print the characters themselves.
    """
    return BEYOND_LATIN.sub(_command, text)


def _command(found: re.Match[str]) -> str:
    character = found[0]
    if character in COMMANDS:
        return COMMANDS[character]
    return rf"\ifdefined\Umathcode {character}\else[U+{ord(character):04X}]\fi{{}}"


def _block(block: Block) -> str:
    match block:
        case Heading(level, line):
            if level in SECTIONS:
                return rf"\{SECTIONS[level]}*{{{_line(line)}}}"
            return rf"\medskip\noindent{{{LOWER[level]} {_line(line)}}}"
        case Paragraph(line):
            return _line(line)
        case Display(chains):
            return f"\\begin{{align*}}\n{aligned_rows(chains, narrow=True)}\n\\end{{align*}}"
        case Abreast(chains):
            # in one piece: data are not torn apart by the end of a page
            return f"\\[\n\\begin{{gathered}}\n{gathered_rows(chains)}\n\\end{{gathered}}\n\\]"
        case DataTable(header, rows):
            return _table(header, rows)
        case _:
            assert_never(block)


LONG_WORD = 24
"""Characters of text without a space beyond which a line may break inside it."""


def breakable(text: str) -> str:
    """The escaped text; in a word as long as a table typed without spaces, TeX may break every few characters."""
    words = []
    for word in text.split(" "):
        pieces = [word[i : i + 8] for i in range(0, len(word), 8)] if len(word) > LONG_WORD else [word]
        words.append(r"\allowbreak{}".join(map(escape, pieces)))
    return " ".join(words)


def _line(line: Line) -> str:
    parts: list[str] = []
    for part in line:
        match part:
            case Text(text):
                parts.append(breakable(text))
            case Math(chain):
                parts.append(f"${latex_chain(chain, inline=True)}$")
            case VerdictWord(word):
                parts.append(rf"\textbf{{{escape(word)}}}" if word == "wrong" else rf"\textit{{{escape(word)}}}")
            case _:
                assert_never(part)
    return "".join(parts)


def _table(header: tuple[str, ...], rows: tuple[tuple[Line, ...], ...]) -> str:
    """Each row a numbered item, so that long formulas may break: columns would run off the paper."""
    items = []
    for row in rows:
        first, *rest = (
            rf"\emph{{{escape(name)}:}} {_line(cell)}" for name, cell in zip(header, row, strict=True) if cell
        )
        items.append("\\item " + first + "".join(rf"\\ {part}" for part in rest))
    return "\\begin{enumerate}\\raggedright\n" + "\n".join(items) + "\n\\end{enumerate}"


def _columns(document: Document) -> int:
    displays = [block for block in document.blocks if isinstance(block, Display | Abreast)]
    matrices = [
        link.formula
        for display in displays
        for chain in display.chains
        for link in chain.links
        if isinstance(link.formula, Matrix)
    ]
    return max((len(matrix.rows[0]) for matrix in matrices), default=0)


RENDERER = Renderer(suffix=".tex", render=render)
