r"""reStructuredText: :math:`…` within a sentence, `.. math::` blocks, headings, list items, literal blocks and tables.

Each block of `.. math::` that a blank line ends is a formula of its own. What stands behind `::` and in code blocks is
code, grid tables and simple tables are tables; of other directives the content is read as text. Comments, targets,
substitutions, raw blocks and options of directives are skipped. *Emphasis*, references and roles are read through.
"""

from __future__ import annotations

from symattn.page import Format, Page
from symattn.scanning.draft import Draft
from symattn.scanning.rst_text import RstText


def read(source: str) -> Page:
    draft = Draft(source)
    RstText(draft).read()
    return draft.page()


FORMAT = Format("reStructuredText", (".rst", ".rest"), read)
