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


def test_rows_given_anew_are_all_that_there_are() -> None:
    """The third value of the first example is none of the second one."""
    first = (
        "q[0] := [-1 -1], q[1] := [0 -0.5], q[2] := [1.5 -0.5]\n\nk[0] := [0.5 -1], k[1] := [0.25 -1], k[2] := [0.5 2]"
    )
    first += "\n\nv[0] := [1.5 0.5], v[1] := [0.25 -1], v[2] := [0.5 0.5]\n\n"
    second = (
        "q[0] := [-0.5 0], q[1] := [-1 0]\n\nk[0] := [-1 0], k[1] := [-1 0]\n\nv[0] := [0 0], v[1] := [-0.5 0.25]\n\n"
    )
    output = "A * V = [[-0.25, 0.125], [-0.25, 0.125]]"
    assert told(f"{first}{second}A = [[0.5, 0.5], [0.5, 0.5]]\n\nZ = {output}\n", "a.txt")[-1] == f"{output}: exact"


def test_a_row_of_keys_that_is_one_of_the_queries_by_chance_is_given() -> None:
    """So that what followed from the keys before is no claim of these."""
    text = "q_1 = [0.5, 1], q_2 = [2, 1]\n\nk_1 = [1, 3], k_2 = [2, 0.5]\n\nNow another one.\n\n"
    text += "q_1 = [3], q_2 = [2]\n\nk_1 = [2], k_2 = [2]\n\nq_1·K^T = [6, 6]"
    assert told(text) == ["k_2 = [2]: exact", "q_1·K^T = [6, 6]: exact"]


def test_new_tokens_begin_a_new_example_for_every_head() -> None:
    """Q^(1) is given in the first, and worked out of X in the second."""
    text = "$Q^{(1)} = [[1, 0], [0, 1]]$, $K^{(1)} = [[1, 2], [2, 1]]$, $V^{(1)} = [[1, 0], [3, 2]]$\n\n"
    text += "$Q^{(1)} {K^{(1)}}^T = [[1, 2], [2, 1]]$\n\nNow $X = [[2, 1], [1, 1]]$, $W_Q^{(1)} = [[1, 0], [1, 1]]$\n\n"
    text += "$q_1^{(1)} = [2, 1] · [[1, 0], [1, 1]] = [3, 1]$\n\n$q_2^{(1)} = [1, 1] · [[1, 0], [1, 1]] = [2, 1]$\n\n"
    text += "$k_1^{(1)} = [2, 1] · [[1, 0], [0, 2]] = [2, 2]$\n\n$k_2^{(1)} = [1, 1] · [[1, 0], [0, 2]] = [1, 2]$\n\n"
    scores = "Q^{(1)} {K^{(1)}}^T = [[8, 5], [6, 4]]"
    assert told(f"{text}${scores}$")[-1] == f"{scores}: exact"


def test_a_column_of_keys_is_not_made_of_the_numbers_of_the_queries() -> None:
    text = "Q = [[1.5], [2]]\n\nK = [[2], [1.5]]\n\nV = [[3], [4]]\n\nV = [[5], [4]]\n\nQK^T = [[3, 2.25], [4, 3]]"
    assert told(text) == ["QK^T = [[3, 2.25], [4, 3]]: exact"]
