"""What a hand tells → a document in one of the formats."""

from __future__ import annotations

from html_sheets import html
from markdown_sheets import fenced, markdown, notebook
from plain_sheets import code, plain_text
from typeset_sheets import latex, typst

FORMS = {
    "text": plain_text,
    "markdown": markdown,
    "fenced": fenced,
    "latex": latex,
    "typst": typst,
    "html": html,
    "notebook": notebook,
    "code": code,
}
