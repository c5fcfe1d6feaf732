r"""LaTeX: the text between \begin{document} and \end{document}, or the whole where there is none.

Formulas stand in $…$, $$…$$, \(…\), \[…\] or environments such as equation and align. Sections are headings, \item
begins a list item, tabular and longtable are tables, verbatim and lstlisting are code. Commands in the text are read
through (\textbf{word} is word); labels, references, citations, figures, comments and the preamble are skipped.
Commands that the document defines (\newcommand, \def, \DeclareMathOperator …) are read in formulas as what they stand
for.
"""

from __future__ import annotations

from symattn.page import Format, Page
from symattn.scanning.draft import Draft
from symattn.scanning.latex_text import LatexText


def read(source: str) -> Page:
    draft = Draft(source)
    begin = source.find("\\begin{document}")
    start = begin + len("\\begin{document}") if begin >= 0 else 0
    end = source.find("\\end{document}", start)
    LatexText(draft, start, len(source) if end < 0 else end).read()
    return draft.page()


FORMAT = Format("LaTeX", (".tex", ".ltx", ".latex"), read)
