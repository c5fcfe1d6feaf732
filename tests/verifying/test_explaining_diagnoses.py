"""Mistakes named in documents. The wrong numbers are made by mpmath with the mistake in them."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest
from verifying.judged import report

MP = mpmath.MPContext()
MP.dps = 40

GIVEN = "Q = [[1, 2], [3, 1]], K = [[2, 1], [1, 4]], V = [[1, 0], [0, 2]], scaled by 1/√d_k with d_k = 2.\n\n"
SCORES = [[4, 9], [7, 7]]


def diagnosed(text: str) -> tuple[str, ...]:
    return report(text).findings[-1].diagnoses


def softmax(rows: Any) -> str:
    """The table of weights, to four places."""
    weights = [[MP.exp(s) / sum(MP.exp(t) for t in row) for s in row] for row in rows]
    return "[" + ", ".join("[" + ", ".join(MP.nstr(x, 4, min_fixed=-9) for x in row) + "]" for row in weights) + "]"


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("2.718 / 3.718 = 0.27", "printed_complement"),
        ("[softmax(1/sqrt2, 0)] ≈ [0.622, 0.378]", "divided_by_d_k"),
        ("softmax([0.707, 0]) ≈ [0.731, 0.269]", "forgot_scale"),
        ("softmax([2, 1, 0]) ≈ [0.667, 0.333, 0.000]", "forgot_exponential"),
        ("softmax([2, 1, 0]) ≈ [0.571, 0.286, 0.143]", "powers_of_two"),
        ("e^(1/√2)/(e^(1/√2) + e^0) ≈ 0.731", "forgot_scale"),
        ("11/√2 ≈ 7.78\n\nexp(7.78) ≈ 2396.0", "unsupported_digits"),
        ("e^12.728 ≈ 33705", "moved_decimal_point"),
        ("1·(−1) − √2 ≈ 2.414", "reversed_sign"),
        ("softmax([4, 2, 0])·[1, 0, 0] ≈ 0.876", "exchanged_digits"),
        ("18/1.414 ≈ 12.72", "truncated"),
        ("H = [[3, 1], [2, 5]]\n\nH/√2 ≈ [[4.243, 1.414], [2.828, 7.071]]", "multiplied_by_sqrt_d_k"),
        ("H = [[3, 1], [2, 5]]\n\n1/√5·H ≈ [[0.6, 0.2], [0.4, 1.0]]", "divided_by_d_k"),
        ("[[1, 2], [3, 4]]·[[1, 2], [3, 4]]ᵀ = [[7, 10], [15, 22]]", "keys_not_transposed"),
        ("[[1, 2], [3, 4]]·[[1, 2], [3, 4]]ᵀ = [[1, 2], [3, 4]]·[[1, 3], [2, 4]]ᵀ", "keys_not_transposed"),
    ],
)
def test_the_likeliest_mistake_comes_first(text: str, mistake: str) -> None:
    """One line, and what was done wrongly in it."""
    assert diagnosed(text)[:1] == (mistake,)


@pytest.mark.parametrize(
    ("made", "mistake"),
    [
        (SCORES, "forgot_scale"),
        ([[s / MP.mpf(2) for s in row] for row in SCORES], "divided_by_d_k"),
        ([[s * MP.sqrt(2) for s in row] for row in SCORES], "multiplied_by_sqrt_d_k"),
    ],
)
def test_weights_are_worked_out_anew_from_the_documents_own_data(made: Any, mistake: str) -> None:
    """A name and numbers: what the numbers are is told by Q, K and the scale."""
    assert diagnosed(f"{GIVEN}A = softmax(QK^T/√2) = {softmax(made)}") == (mistake,)


def test_a_step_is_found_by_numbers_that_were_rounded_on_the_way() -> None:
    """The weights are 0.0283 and 0.9717, so what is put in gives the output only at three places; Aᵀ·V is printed."""
    text = f"{GIVEN}[[0.0285, 0.9715], [0.5, 0.5]]·V ≈ [[0.028, 1.000], [0.972, 1.000]]"
    assert diagnosed(text)[:1] == ("weights_transposed",)


@pytest.mark.parametrize(
    "text",
    [
        "softmax([4, 2, 0]) ≈ [0.876, 0.118, 0.006]",
        "e^12.728 ≈ 33000",
        "softmax([0.71, 0, 0.71]) ≈ [0.39, 0.19, 0.42]",
        "0.5·[2, 4] = [1, 3]",
        "softmax([1, 0]) ≈ [0.731, 0.269]",
    ],
)
def test_nothing_is_named_that_does_not_meet_every_digit(text: str) -> None:
    """0.876 for 0.867 are exchanged digits, but 0.006 for 0.016 are not: no one mistake gives the row."""
    assert diagnosed(text) == ()


def test_where_no_scale_is_told_the_mistakes_of_both_ways_are_named() -> None:
    """Scores 2, 4, 4 over their sum, and powers of 2 of the scaled 1, 2, 2, are the same weights."""
    given = "Let Q = [[1, 2, 0, 1]], K = [[1, 0, 2, 1], [2, 1, 0, 0], [0, 1, 1, 2]] and d_k = 4.\n\n"
    assert diagnosed(f"{given}Row 1: weights (0.200, 0.400, 0.400)") == ("forgot_exponential", "powers_of_two")
