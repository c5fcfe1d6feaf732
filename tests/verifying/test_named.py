"""Tables whose name, or the words before it, tell which quantity they are: they are held against just that one."""

from __future__ import annotations

import pytest
from verifying.judged import report, told, verdict

GIVEN = "Q = [[1, 2], [0, 1]], K = [[1, 1], [2, 0]], V = [[1, 0], [0, 1]], d_k = 2.\n\n"
"""QKᵀ = [[3, 2], [1, 0]], over √2 it is [[2.121, 1.414], [0.707, 0]]."""
QUERIES = r"\begin{bmatrix} 1 & 2 \\ 0 & 1 \end{bmatrix}"
SCORES = r"\begin{bmatrix} 3 & 2 \\ 1 & 0 \end{bmatrix}"


@pytest.mark.parametrize(
    "text",
    [
        "Scores: S = [[1, 2], [0, 1]]",
        "Scores: S = [[1, 1], [2, 0]]",
        "Scores: S = [[1, 2], [1, 2]]",
        "Scores: S = [[3, 3], [1, 0]]",
        "Scores: S = [[7, 7], [7, 7]]",
        f"The raw scores are\n\n$$S = {QUERIES}$$",
        f"$$\\text{{scores}} = {QUERIES}$$",
        f"**Step 1. Attention scores:** $S = {QUERIES}$",
        "raw_scores = [[1, 2], [0, 1]]",
        f"## Scores\n\n$$\n{QUERIES}\n$$",
        f"### 2. Raw attention scores\n\n$$\n{QUERIES}\n$$",
        "Scaled scores: S = [[2.121, 1.414], [0.770, 0]]",
        "Weights: A = [[0.670, 0.330], [0.610, 0.330]]",
        "Weights: A ≈ [[0.610, 0.390], [0.610, 0.390]]",
        "Die Scores sind S = [[1, 2], [0, 1]]",
        "Les scores bruts : $S = " + QUERIES + "$",
        "Los puntajes son: S = [[1, 2], [0, 1]]",
        "I punteggi sono: S = [[1, 2], [0, 1]]",
        "分数矩阵：S = [[1, 2], [0, 1]]",
    ],
)
def test_a_table_named_for_what_it_is_not_is_wrong(text: str) -> None:
    """Also where it is the queries, or rows of the keys, at every digit."""
    assert verdict(GIVEN + text) == "wrong"


def test_what_is_due_is_the_quantity_named() -> None:
    finding = report(f"{GIVEN}Scores: S = [[1, 2], [0, 1]]").findings[-1]
    assert (finding.printed, finding.expected) == ("1", "3")


def test_rows_of_a_table_of_the_document_are_held_against_the_quantity_over_it() -> None:
    found = told(f"{GIVEN}## Scores\n\n| | a | b |\n|---|---|---|\n| a | 1 | 2 |\n| b | 0 | 1 |\n\nEnd.")
    assert found == ["1 | 2: wrong", "0 | 1: wrong"]


def test_scores_are_not_the_tokens_either() -> None:
    text = "X = [[1, 0], [0, 2]], W_Q = [[1, 1], [0, 1]], W_K = [[1, 0], [0, 1]]\n\nRaw scores: S = "
    assert verdict(f"{text}[[1, 0], [0, 2]]") == "wrong"
    assert verdict(f"{text}[[1, 2], [0, 4]]") == "exact"


@pytest.mark.parametrize(
    "text",
    [
        "Scores: S = [[3, 2], [1, 0]]",
        "Scores: S = [[2.121, 1.414], [0.707, 0]]",
        "Scores (scaled): S = [[2.12, 1.41], [0.71, 0.00]]",
        "Attention scores: S = [[0.670, 0.330], [0.670, 0.330]]",
        "Scores, keys by queries: S = [[3, 1], [2, 0]]",
        f"The raw scores are\n\n$$S = {SCORES}$$",
        f"$$\\text{{scores}} = {SCORES}$$",
        f"## Scores\n\n$$\n{SCORES}\n$$",
        f"## Scores\n\n$$\nQ = {QUERIES}\n$$",
        f"## Scores\n\nQueries:\n\n$$\n{QUERIES}\n$$",
        "Die Scores sind S = [[3, 2], [1, 0]]",
        f"Les scores bruts : $S = {SCORES}$",
        "分数矩阵：S = [[3, 2], [1, 0]]",
        "Weights: A = [[0.731, 0.269], [0.731, 0.269]]",
        "Weights: A ≈ [[0.67, 0.33], [0.67, 0.33]]",
        "Scores of another head: S = [[5, 1], [2, 2]]",
        "In a different layer the scores: S = [[5, 1], [2, 2]]",
        "Exam scores: S = [[12, 14], [9, 11]]",
        "Suppose the scores were S = [[5, 1], [2, 2]]",
        "Scores with the ALiBi bias: S = [[3, 2], [0.5, 0]]",
        "At a temperature of 2, scores: S = [[1.5, 1], [0.5, 0]]",
        "Cosine scores: S = [[0.949, 0.447], [0.707, 0]]",
        "It is wrong to write scores: S = [[1, 2], [0, 1]]",
        "The scores are not S = [[1, 2], [0, 1]]",
        "Scores: S = [[3, -inf], [1, 0]]",
        "Scores: S = [[3, 2, 9], [1, 0, 9]]",
        "Scores of one query: S = [[3, 7]]",
        "S = [[5, 1], [2, 2]]",
        "P = [[1, 0], [0, 1]] exchanges nothing.",
        "A = [[0.9, 0.1], [0.2, 0.8]]",
        "Layer weights: A = [[0.5, -0.2], [0.1, 0.4]]",
        "Scores: S = QK^T = [[3, 2], [1, 0]]",
        "```python\n# scores\nS = [[5, 1], [2, 2]]\n```",
    ],
)
def test_a_table_that_is_what_it_is_named_for_or_may_be_something_else_is_no_error(text: str) -> None:
    """Scaled or not, transposed, softened; of other heads, with a bias, supposed; without words."""
    assert not any(line.endswith(("wrong", "last-digit", "truncated")) for line in told(GIVEN + text))


@pytest.mark.parametrize("text", ["Exam scores: S = [[12, 14], [9, 11]]", "With a bias, scores: S = [[5, 1], [2, 2]]"])
def test_what_fits_nothing_and_may_come_from_elsewhere_is_listed(text: str) -> None:
    found = report(GIVEN + text)
    assert [found.text[entry.start : entry.end] for entry in found.unread] == [text.rpartition(": ")[2]]


@pytest.mark.parametrize(
    "text",
    [
        "Q = [[1, 2], [3, 4]], K = [[2, 1], [0, 1]], V = [[1, 2], [3, 4]]",
        "Q = [[1, 0], [0, 1]], K = [[1, 0], [0, 1]], V = [[2, 0], [0, 4]]",
        "Q = [[1, 0], [0, 1]]\n\nK = [[0, 1], [0, 1]]",
        f"$$Q = {QUERIES}$$\n\n$$V = {QUERIES}$$",
        "Q = [[1, 0], [0, 1]]\n\nS = [[1, 0], [0, 1]]",
        "q1 = [1, 0]\n\nq2 = [0, 1]\n\nq3 = [1, 0]",
    ],
)
def test_data_that_happen_to_be_equal_to_others_are_data(text: str) -> None:
    """V is no Q, whatever its digits."""
    assert report(text).findings == ()


def test_keys_that_are_the_tokens_again_are_told_so() -> None:
    """Where nothing projects them."""
    assert told("X = [[1, 2], [3, 4]]\n\nQ = [[1, 2], [3, 4]], K = [[1, 2], [3, 4]]")[-1].endswith("exact")


OF_THREE = "Q = [[1, 0], [0, 1]], K = [[2, 0], [0, 1]], V = [[1, 2], [3, 4]], d_k = 2.\n\n"
"""Scaled, the weights are [[0.804, 0.196], [0.330, 0.670]] and the output [[1.39, 2.39], [2.34, 3.34]]."""


@pytest.mark.parametrize(
    "text",
    [
        "Z = [[1.39, 2.39], [2.34, 9.34]]",
        "output = [[1.39, 2.39], [2.34, 9.34]]",
        "The output is $Z = [[1.39, 2.39], [2.34, 9.34]]$.",
        "AV = [[1.39, 2.39], [2.34, 9.34]]",
        "A = [[0.804, 0.196], [0.330, 0.970]]",
        "o_2 = (2.34, 9.34)",
        "The output for token 2 is (2.34, 9.34).",
        "Row 1: weights (8.04, 0.196).",
    ],
)
def test_a_name_most_of_whose_numbers_fit_is_that_quantity(text: str) -> None:
    """Also where no scale is told: that the numbers fit the scaled one tells it."""
    assert verdict(OF_THREE + text) == "wrong"
    assert (
        verdict(OF_THREE + text.replace("9.34", "3.34").replace("0.970", "0.670").replace("8.04", "0.804")) == "rounded"
    )


@pytest.mark.parametrize(
    "text",
    ["Z = [[7.1, 8.2], [9.3, 9.4]]", "A = [[0.9, 0.1], [0.2, 0.8]]", "o_2 = (9.1, 9.3)", "AV = [[7.1, 8], [9, 9]]"],
)
def test_a_name_none_of_whose_numbers_fit_is_listed(text: str) -> None:
    """Other data may be meant; but it is not dropped."""
    found = report(OF_THREE + text)
    assert [found.text[entry.start : entry.end] for entry in found.unread] == [text]
    assert not found.findings


@pytest.mark.parametrize("text", ["h_2 = (0.5, 0.33)", "Next layer: o_2 = (2.34, 9.34)", "Suppose o_2 = (2.34, 9.34)"])
def test_a_row_that_may_be_another_is_no_error(text: str) -> None:
    assert not any(line.endswith("wrong") for line in told(OF_THREE + text))


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("head_1 = [[1.25, 2.50]], head_2 = [[3.50, 4.00]]\n\nConcat = [[1.25, 2.50, 3.50, 9.00]]", ["wrong"]),
        ("head_1 = [[1.25, 2.50]], head_2 = [[3.50, 4.00]]\n\nConcat = [[1.25, 2.50, 3.50, 4.00]]", ["exact"]),
        ("head_1 = [[1.25, 2.50]], head_2 = [[3.50, 4.00]]\n\nConcat = [[5, 6, 7, 8]]", []),
        (OF_THREE + "QK^T / sqrt(2) = [[1.414, 0], [0, 0.707]]\n\nRow 1: exp = [4.9133, 1.0000]", ["wrong"]),
        (OF_THREE + "QK^T / sqrt(2) = [[1.414, 0], [0, 0.707]]\n\nRow 2: exp = [1.0000, 2.0281]", ["rounded"]),
    ],
)
def test_heads_side_by_side_and_exponentials_of_a_row(text: str, verdicts: list[str]) -> None:
    last = text.rpartition("\n\n")[2].partition(": ")[2] or text.rpartition("\n\n")[2]
    found = report(text)
    assert [f.verdict.value for f in found.findings if text[f.start : f.end] == last] == verdicts
