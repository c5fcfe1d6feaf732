"""What commands and environments of LaTeX mean for a reader of its text."""

from __future__ import annotations

import re

from symattn.scanning.words import words

HEADINGS = {
    "part": 1,
    "chapter": 1,
    "section": 1,
    "subsection": 2,
    "subsubsection": 3,
    "paragraph": 4,
    "subparagraph": 5,
    "frametitle": 2,
    "title": 1,
}

DEFINITIONS = words(
    """newcommand renewcommand providecommand def gdef edef let newenvironment renewenvironment DeclareMathOperator
    DeclarePairedDelimiter definecolor newcolumntype"""
)

DEFINED = re.compile(r"\s*\\[A-Za-z@]+(?:\[\d\]|\#\d|=?\\[A-Za-z@]+)*")
"""What a definition may name without braces, and its parameters."""

ARGUMENTS_SKIPPED = dict.fromkeys(
    words("""label ref eqref autoref cref Cref pageref nameref cite citep citet citealp citeauthor citeyear parencite
    textcite footcite autocite url includegraphics input include bibliography bibliographystyle usepackage
    documentclass vspace hspace setlength addtolength setcounter addtocounter pagestyle thispagestyle cline cmidrule
    color pagecolor hypersetup usetikzlibrary tikzset lstset graphicspath newtheorem thanks author date nocite index
    phantomsection addcontentsline rowcolor cellcolor arrayrulecolor usetheme lstinputlisting rule"""),
    9,
) | {"href": 1, "textcolor": 1, "colorbox": 1, "fcolorbox": 2, "hyperref": 0, "raisebox": 1, "parbox": 1}
ARGUMENTS_SKIPPED |= {"sout": 1, "xout": 1, "st": 1}
ARGUMENTS_SKIPPED |= {"multicolumn": 2, "multirow": 2, "makebox": 0, "resizebox": 2, "scalebox": 1, "fontsize": 2}
ARGUMENTS_SKIPPED |= dict.fromkeys(DEFINITIONS, 4)
"""How many {arguments} of a command are no text. Definitions are not expanded, so that they are skipped too."""

RULES = words("hline toprule midrule bottomrule endhead endfirsthead endfoot endlastfoot")

TABLES = words("tabular tabular* tabularx tabulary longtable longtable* array tblr longtblr supertabular")

ENVIRONMENT_ARGUMENTS = dict.fromkeys(
    TABLES | words("minipage multicols adjustbox subfigure columns column spacing"), 1
)
ENVIRONMENT_ARGUMENTS |= {"tabular*": 2, "tabularx": 2, "tabulary": 2}
"""How many {arguments} of an environment are no text."""

VERBATIM = words("verbatim Verbatim lstlisting minted alltt code")

PICTURES = words("tikzpicture comment filecontents thebibliography pgfpicture picture forest axis")

CHARACTERS = {
    "%": " %",
    "$": " $",
    "&": " &",
    "#": " #",
    "_": "_ ",
    "{": " {",
    "}": " }",
    "dots": " … ",
    "ldots": "  … ",
    "textdegree": "°",
    "textrightarrow": "→",
    "rightarrow": "→",
    "to": "→",
    "times": "×",
    "textasciitilde": "~",
    "texttimes": "×",
    "textpm": "±",
    "textminus": "−",
    "sqrt": "√",
}
"""Characters of the text that commands stand for."""
