"""What a table states that only a name stands before: told by the data, the rows printed before, and known mistakes."""

from __future__ import annotations

import pytest
from verifying.judged import report, told

GIVEN = "Q = [[1, 2], [3, 1]], K = [[2, 1], [1, 4]], V = [[1, 0], [0, 2]], d_k = 2 and a causal mask.\n\n"
"""QKᵀ/√2 is [[2.828, 6.364], [4.950, 4.950]]."""
MASKED = GIVEN + "S/√d_k = [[2.828, 6.364], [4.950, 4.950]]\n\nMasked: [[2.828, −∞], [4.950, 4.950]]\n\n"


@pytest.mark.parametrize(
    ("table", "mistake"),
    [
        ("[[0.9442, 0.0558], [0.5000, 0.5000]]", "masked_with_zero"),
        ("[[0.0565, 0], [0.4717, 0.4717]]", "softmax_over_whole_matrix"),
        ("[[0.0283, 0], [0.5000, 0.5000]]", "masked_after_softmax"),
        ("[[0.1070, 0], [0.8930, 1]]", "softmax_over_columns"),
    ],
)
def test_a_table_is_what_a_known_mistake_makes_of_the_data(table: str, mistake: str) -> None:
    """Only the name A stands before it, and nothing fits."""
    finding = report(f"{MASKED}A ≈ {table}").findings[-1]
    assert finding.verdict.value == "wrong"
    assert finding.diagnoses == (mistake,)


def test_weights_that_are_0_where_scores_are_hidden_are_those_of_the_masked_scores() -> None:
    """One number is wrong, and 0, 1 and 0.50 say too little by themselves."""
    assert told(f"{MASKED}A ≈ [[1, 0], [0.50, 0.60]]")[-1] == "A ≈ [[1, 0], [0.50, 0.60]]: wrong"


@pytest.mark.parametrize(
    "words",
    [
        "A ≈ [[0.9, 0.1], [0.3, 0.7]]",
        "Another head has A ≈ [[0.6, 0.4], [0.2, 0.8]]",
        "Without a mask, A ≈ [[0.9442, 0.0558], [0.5000, 0.5000]]",
        "Suppose A ≈ [[0.0565, 0], [0.4717, 0.4717]]",
        "A ≈ [[0.1, 0.9], [0.5, 0.5]]",
    ],
)
def test_a_table_that_may_be_something_else_is_not_judged(words: str) -> None:
    """Few digits fit by chance, and what is only supposed is no claim."""
    assert len(report(MASKED + words).findings) == len(report(MASKED).findings)
