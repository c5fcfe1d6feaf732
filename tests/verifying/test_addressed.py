"""Rows and cells that words or indices address, where the data are known: told right or wrong, or left alone."""

from __future__ import annotations

import pytest
from verifying.judged import report, words

GIVEN = """
$$Q = \\begin{bmatrix} 1 & 1 \\\\ 1 & 2 \\end{bmatrix}, \\quad K = \\begin{bmatrix} 1 & 0 \\\\ 2 & 1 \\end{bmatrix},
\\quad V = \\begin{bmatrix} 2 & 0 \\\\ 2 & 1 \\end{bmatrix}$$

The scores $S = QK^T = \\begin{bmatrix} 1 & 3 \\\\ 1 & 4 \\end{bmatrix}$ are
divided by $\\sqrt{d_k} = \\sqrt{2} \\approx 1.414$.

"""
"""Weights (0.19557, 0.80443) and (0.10705, 0.89295); output (2, 0.80443) and (2, 0.89295)."""


def found(text: str) -> list[str]:
    whole = GIVEN + text
    findings = [finding for finding in report(whole).findings if finding.start >= len(GIVEN)]
    return [f"{words(whole, finding)}: {finding.verdict.value} {finding.expected}".strip() for finding in findings]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The attention weights for token 2 are 0.107 and 0.983.", "0.107 and 0.983: wrong 0.893"),
        ("The attention weights of the second token: (0.170, 0.893).", "(0.170, 0.893): wrong 0.107"),
        ("Row 2 is softened; the weights are (0.0107, 0.893).", "(0.0107, 0.893): wrong 0.1070"),
        ("The output of token 2 is (2.0, 0.983).", "(2.0, 0.983): wrong 0.893"),
        ("After scaling, row 1 is (0.707, 2.211).", "(0.707, 2.211): wrong 2.121"),
        ("Die Gewichte der zweiten Zeile: (0.170, 0.893).", "(0.170, 0.893): wrong 0.107"),
    ],
)
def test_a_row_that_words_name_is_held_against_that_row_where_half_of_it_is_right(text: str, told: str) -> None:
    assert found(text) == [told]


def test_the_row_behind_one_that_was_right_is_the_next_one() -> None:
    """None of its numbers needs to be right."""
    text = "Attention weights:\n\n- token 1: 0.196, 0.804\n- token 2: 0.170, 0.830\n"
    assert found(text)[-1] == "0.170, 0.830: wrong 0.107"
    assert found("Softmax gives [0.196, 0.804] and [0.170, 0.830].")[-1] == "[0.170, 0.830]: wrong 0.107"


def test_the_cell_behind_one_that_was_right_is_a_cell_of_the_same_table() -> None:
    text = "So $\\alpha_{21} = 0.107$ and $\\alpha_{22} = 0.839$."
    assert found(text) == ["\\alpha_{21} = 0.107: rounded", "\\alpha_{22} = 0.839: wrong 0.893"]


@pytest.mark.parametrize(
    "text",
    [
        "Suppose the attention weights of token 2 were 0.107 and 0.983.",
        "The attention weights of head 2, row 2, are 0.107 and 0.983.",
        "The output of token 2 after the residual is (0.107, 0.983).",
        "Without the scale, the weights of token 2 would be 0.107 and 0.983.",
        "The weights of token 2 are 0.205 and 0.983.",
        "Other weights: $\\alpha_{22} = 0.839$.",
        "Attention weights:\n\n- token 1: 0.196, 0.804\n\nThe bias of token 2: 0.25, 0.83.\n",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not [line for line in found(text) if "wrong" in line or "last-digit" in line]
