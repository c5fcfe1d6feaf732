r"""Plain text: paragraphs whose lines and columns mean something, with $…$, $$…$$, \(…\), \[…\] and ``` fences.

Files of unknown endings and the standard input are read like this. A text most of whose lines are lines of a program
(they end with ; or { or begin with //, let, def …) is read as program code instead.
"""

from __future__ import annotations

import re

from symattn.formats import code
from symattn.page import Format, Kind, Page
from symattn.scanning.delimiters import spans
from symattn.scanning.draft import Draft
from symattn.scanning.fences import add_fenced
from symattn.scanning.inline import clean_bold
from symattn.scanning.outline import Outline, outline
from symattn.scanning.paragraphs import add_paragraph, paragraphs

OF_A_PROGRAM = re.compile(
    r"""^[ \t]*+(?:
        //|/\*|\*/|\*[ ]
      | (?:let|fn|const|var|def|import|from|return|use|pub|class|function|assert\w*|print)\b
      | [^\n]*+(?<=[;{}])\r?$
      | [\w.]+\([^\n]*+(?<=[,(])\r?$
    )""",
    re.VERBOSE | re.MULTILINE,
)
WITH_WORDS = re.compile(r"^[^\n]*\S", re.MULTILINE)


def read(source: str) -> Page:
    if is_program(source):
        return code.read(source)
    draft = Draft(source)
    found = outline(source)
    start = 0
    for fence in found.fences:
        _read_open(draft, start, fence.start, found)
        add_fenced(draft, fence.inner_start, fence.inner_end, fence.language)
        start = fence.end
    _read_open(draft, start, len(source), found)
    return draft.page()


def is_program(source: str) -> bool:
    """Whether more than half of the lines that hold anything are lines of a program."""
    lines = sum(1 for _ in WITH_WORDS.finditer(source))
    return sum(1 for _ in OF_A_PROGRAM.finditer(source)) * 2 > lines


def _read_open(draft: Draft, start: int, end: int, found: Outline) -> None:
    """What stands outside of fences: paragraphs, and formulas, which may hold blank lines."""
    marked = spans(draft.source, start, end, found.walls)
    for first, last, here in paragraphs(draft.source, start, end, marked):
        clean_bold(draft.source, first, last, draft.view)
        add_paragraph(draft, Kind.PARAGRAPH, first, last, here)


FORMAT = Format("plain text", (".txt", ".text"), read)
