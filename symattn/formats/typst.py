"""Typst: $…$ within a sentence, $ … $ with spaces inside on its own, headings, list items, tables and raw blocks.

`#table(columns: …, [..], [..])` is a table: its bracketed cells fill the rows one after the other. Of other calls the
bracketed text is read; settings (#set, #show, #let, #import), comments and labels are skipped. *Bold* and _emphasis_
are read through.
"""

from __future__ import annotations

from symattn.page import Format, Page
from symattn.scanning.draft import Draft
from symattn.scanning.typst_text import TypstText


def read(source: str) -> Page:
    draft = Draft(source)
    TypstText(draft).read()
    return draft.page()


FORMAT = Format("Typst", (".typ",), read)
