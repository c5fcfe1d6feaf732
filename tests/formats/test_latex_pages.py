"""LaTeX as a reader of mathematics sees it."""

from __future__ import annotations

import pytest
from formats.format_pages import blocks, cells, formulas, parts, words

from symattn.page import Kind, Notation


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a $x=1$ b \\(y\\) c", ["x=1", "y"]),
        ("$$x$$ \\[y\\]", ["x", "y"]),
        ("\\begin{align*}\\label{a}x &= 1\\\\\n&= 2\\nonumber\\end{align*}", ["x &= 1\\\\\n&= 2"]),
        ("\\begin{alignat}{2} x &= 1 \\end{alignat}", ["x &= 1"]),
        ("\\begin{pmatrix}1\\end{pmatrix}", ["\\begin{pmatrix}1\\end{pmatrix}"]),
        ("% $x$\n50\\% of $y$", ["y"]),
        ("$a % b\n= 80\\%$", ["a\n= 80\\%"]),
        ("\\verb|$x$| \\$5 \\$6", []),
        ("\\begin{verbatim}$x$\\end{verbatim}", []),
        ("\\newcommand{\\f}{$x$} $y$", ["y"]),
        ("\\def\\f#1{$x$} \\let\\a\\b \\newcommand\\g[1]{$z$} $y$", ["y"]),
        ("\\\\[2pt] $z$ \\]", ["z"]),
        ("open $x\n\nnext $y$", ["y"]),
        ("\\begin{equation} open $x$", ["x"]),
    ],
)
def test_formulas_are_found_in_all_their_delimiters(source: str, found: list[str]) -> None:
    """Comments, code and definitions hold none."""
    assert formulas("latex", source) == found


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("\\textbf{bold} and \\emph{\\textit{more}}", "bold and more"),
        ("weight 40\\% of~it \\& on", "weight 40 % of it & on"),
        ("see \\ref{a}, \\cite[p.~3]{b} and \\href{http://x}{there}", "see , and there"),
        ("\\includegraphics[width=3cm]{a.png} x", "x"),
        ("\\softmax[1, 0] stays", "[1, 0] stays"),
        ("\\textcolor{red}{1 = 1} -- 2", "1 = 1 -- 2"),
        ("\\documentclass{a}\n\\title{x}\n\\begin{document}in\\end{document}out", "in"),
        ("a\\begin{tikzpicture}\\draw (0,0);\\end{tikzpicture}b", "a b"),
    ],
)
def test_commands_are_read_through(source: str, read: str) -> None:
    """What they say stays, and what they are told does not."""
    assert words("latex", source) == read


def test_blocks_are_told_apart() -> None:
    """Sections are headings, \\item begins an item, a blank line a paragraph."""
    source = "\\section*{Scores of $q$}\nOne\n\nTwo\n\\begin{itemize}\\item Three \\item[a] Four\\end{itemize}\nFive"
    kinds = [block.kind for block in blocks("latex", source)]
    assert kinds == [Kind.HEADING, Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.ITEM, Kind.ITEM, Kind.PARAGRAPH]


def test_cells_know_their_places() -> None:
    """Rules are no text, and a formula's & parts no cells."""
    rows = "a & $b$ \\\\ \\midrule\n1 & 50\\% $\\begin{matrix}1&2\\end{matrix}$ \\\\[1ex]\n"
    source = f"\\begin{{tabular}}{{lr}}\\toprule\n{rows}\\end{{tabular}}"
    assert cells("latex", source) == [
        (1, 0, 0, "a"),
        (1, 0, 1, "b"),
        (1, 1, 0, "1"),
        (1, 1, 1, "50 %"),
        (1, 1, 1, "\\begin{matrix}1&2\\end{matrix}"),
    ]


def test_listings_are_code() -> None:
    """The options of a listing are no part of it."""
    source = "\\begin{lstlisting}[language=C]\nx = 1\n\\end{lstlisting}"
    assert parts("latex", source) == [(Kind.CODE, Notation.CODE, "x = 1")]
