r"""Macros that a document defines: what they give is read where they are used."""

from __future__ import annotations

import pytest
from reading.pages import islands, spans, told

PREAMBLE = r"""\documentclass{article}
\newcommand{\vq}{\mathbf{q}} % a query
\newcommand{\row}[1]{\begin{bmatrix}#1\end{bmatrix}}
\newcommand{\half}[1][2]{\frac{1}{#1}}
\newcommand{\bmat}{\begin{bmatrix}}
\newcommand*\emat{\end{bmatrix}}
\def\K{\mathbf{K}}
\def\pair#1#2{(#1, #2)}
\let\Keys\K
\providecommand{\T}{^{\top}}
\DeclareMathOperator{\attn}{attn}
\DeclareMathOperator*{\smax}{softmax}
\DeclarePairedDelimiter{\group}{(}{)}
\NewDocumentCommand{\over}{m m}{\frac{#1}{#2}}
\begin{document}
"""


def read(text: str) -> list[str]:
    return told(f"{PREAMBLE}{text}\n\\end{{document}}\n", "latex")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"$\vq_1 = \row{1 & 0}$", ["q_1 = [[1, 0]]"]),
        (r"$\vq\K\T = \pair{1}{0}$", ["q·Kᵀ = [1, 0]"]),
        (r"$\vq\Keys\T = \pair 1 0$", ["q·Kᵀ = [1, 0]"]),
        (r"$V = \bmat 1 & 2 \\ 3 & 4 \emat$", ["V = [[1, 2], [3, 4]]"]),
        (r"$\half = 0.5$, $\half[4] = 0.25$", ["1/2 = 0.5", "1/4 = 0.25"]),
        (r"$\smax(1, 0)_1 = 0.73$", ["softmax(1, 0)[1] = 0.73"]),
        (r"$\attn = 0.5$", ["attn = 0.5"]),
        (r"$2\group{1 + 3} = 8$", ["2(1 + 3) = 8"]),
        (r"$\over{1}{\half} = 2$", ["1/(1/2) = 2"]),
        (r"$\row{1 & \half} = \row{1 & 0.5}$", ["[[1, 1/2]] = [[1, 0.5]]"]),
    ],
)
def test_macros_stand_for_what_they_give(text: str, found: list[str]) -> None:
    assert read(text) == found


def test_what_a_macro_gives_stands_where_it_was_used() -> None:
    """What its arguments gave keeps its own place."""
    text = f"{PREAMBLE}$\\vq\\K\\T = \\row{{0.25 & \\half}}$"
    assert spans(text, "latex") == [[r"\vq\K\T", r"\row{0.25 & \half}"]]
    [island] = islands(text, "latex")
    places = [place for side in island.sides for place in side.places.values()]
    assert sorted(text[start:end] for start, end in places) == ["0.25", "\\half", "\\half"]


@pytest.mark.parametrize("format_name", ["markdown", "text", "html"])
def test_other_documents_define_macros_in_formulas(format_name: str) -> None:
    assert told(r"<p>$\newcommand{\w}{\mathbf{w}} \w = 2$ and $\w_1 = 3$</p>", format_name) == ["w = 2", "w_1 = 3"]


def test_a_notebook_defines_macros_in_its_cells() -> None:
    cell = r'{"cell_type": "markdown", "source": ["$\\def\\w{\\mathbf{w}}$\n", "$\\w_2 = 3$"]}'
    assert told(f'{{"cells": [{cell}]}}', "notebook") == ["w_2 = 3"]


def test_a_name_with_two_meanings_has_none() -> None:
    assert told(r"\def\x{2} $3 = \x$ \def\x{3} $3 = \x$ and $1 = 1$", "latex") == ["3", "3", "1 = 1"]


@pytest.mark.parametrize(
    "body",
    [
        r"\def\x{\x\x\x\x} $a = \x$",
        r"\def\x#1{\x{#1#1}} $a = \x{1 + 1}$",
        "".join(rf"\def\x{c}{{\x{d}\x{d}\x{d}\x{d}}}" for c, d in zip("abcdefghijk", "bcdefghijkl", strict=True))
        + r"\def\xl{2} $a = \xa$",
        r"\newcommand{\x}[2]{#1} $a = \x{1}$",
        r"\def\x{\begin{bmatrix} $a = \x 1 & 2$",
        r"\newcommand{\x}[1]{#2#9#1} $a = \x{3}$",
    ],
)
def test_macros_without_end_come_to_one(body: str) -> None:
    told(body, "latex")
