"""Plain, Unicode, LaTeX and Typst spellings of one formula give one formula."""

from __future__ import annotations

import pytest
from reading.pages import formula

from symattn.page import Notation


@pytest.mark.parametrize(
    ("plain", "latex"),
    [
        ("e^(1/√2)", r"e^{1/\sqrt{2}}"),
        ("exp(0.3)/(1 + exp(0.3))", r"\exp(0.3)/(1 + \exp(0.3))"),
        ("3/4", r"\frac{3}{4}"),
        ("2*3 + 4*5", r"2 \times 3 + 4 \cdot 5"),
        ("[[3, 4], [5, 6]]", r"\begin{bmatrix} 3 & 4 \\ 5 & 6 \end{bmatrix}"),
        ("K.T", r"K^{\mathsf T}"),
        ("Kᵀ", r"K^\top"),
        ("W^Q_11", r"W^{Q}_{11}"),
        ("q₁", "q_{1}"),
        ("softmax(3, -inf)", r"\mathrm{softmax}(3, -\infty)"),
        ("ln 2", r"\ln 2"),
        ("α", r"\alpha"),
        ("0.3[2, 0]", r"0.3\,[2, 0]"),
        ("98.6%", r"98.6\,\%"),
    ],
)
def test_plain_and_latex(plain: str, latex: str) -> None:
    assert formula(plain) == formula(latex, Notation.LATEX) is not None


@pytest.mark.parametrize(
    ("typst", "latex"),
    [
        ("mat(3, 4; 5, 6)", r"\begin{bmatrix} 3 & 4 \\ 5 & 6 \end{bmatrix}"),
        ("frac(3, 4)", r"\frac34"),
        ("sqrt(2)", r"\sqrt2"),
        ("2 times 3", r"2 \times 3"),
    ],
)
def test_typst_and_latex(typst: str, latex: str) -> None:
    assert formula(typst, Notation.TYPST) == formula(latex, Notation.LATEX) is not None
