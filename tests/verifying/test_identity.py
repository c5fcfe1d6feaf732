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
