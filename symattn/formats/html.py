r"""HTML: paragraphs, headings, list items, cells of tables, preformatted code, and formulas.

Formulas are those that MathJax and KaTeX set: $$…$$, \(…\), \[…\], $…$ if it looks like mathematics, scripts of the
type math/tex; the TeX that KaTeX and MathJax leave in an <annotation>; and MathML, which is read as LaTeX (fractions,
roots, powers, indices, tables). What they draw on the screen beside it is skipped, and so are scripts, styles, the
head and comments. Entities are decoded.
"""

from __future__ import annotations

from symattn.page import Format, Page
from symattn.scanning.draft import Draft
from symattn.scanning.html_text import HtmlText


def read(source: str) -> Page:
    draft = Draft(source)
    HtmlText(draft).read()
    return draft.page()


FORMAT = Format("HTML", (".html", ".htm", ".xhtml"), read)
