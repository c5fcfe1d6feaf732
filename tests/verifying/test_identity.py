"""`W_Q = W_K = I`: an identity as wide as the tokens are."""

import pytest
from verifying.judged import told

TOKENS = "X = [[1, 0], [0, 2], [3, 1]], "


@pytest.mark.parametrize("given", ["W_Q = W_K = I", "W_Q = I, W_K = I", "$W_Q=W_K=\\mathbf{I}$", "W_Q = W_K = I_2"])
def test_queries_and_keys_are_the_tokens(given: str) -> None:
    scores = "QK^T = [[1, 0, 3], [0, 4, 2], [3, 2, 10]]"
    assert told(f"{TOKENS}{given}.\n\n{scores}") == [f"{scores}: exact"]


@pytest.mark.parametrize(
    ("values", "verdict"), [("[[0.5, 0], [0, 1], [1.5, 0.5]]", "exact"), ("[[0.5, 0], [0, 1], [1.5, 0.6]]", "wrong")]
)
def test_a_multiple_of_it(values: str, verdict: str) -> None:
    assert told(f"{TOKENS}W_V = 0.5 I.\n\nXW_V = {values}")[-1] == f"XW_V = {values}: {verdict}"


def test_an_identity_before_anything_is_known_of_its_size() -> None:
    assert told("W_Q = W_K = I and W_V = 0.5 I.\n\nI = 3.\n\nI + 2 = 5") == ["I + 2 = 5: exact"]
