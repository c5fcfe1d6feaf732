"""Several heads, each with its own Q^(h), K^(h) and V^(h): what is called A^(h) is made of these."""

from __future__ import annotations

import pytest
from verifying.judged import report, told

SHARED = "With d_k = 2 each head is softmax(QKᵀ/√d_k)V.\n\n"
FIRST = (
    "$Q^{(1)} = [[1, 0], [0, 1]]$, $K^{(1)} = [[1, 1], [0, 1]]$, $V^{(1)} = [[2, 0], [0, 4]]$.\n\n"
    "$A^{(1)} = [[0.670, 0.330], [0.500, 0.500]]$\n\n$Z^{(1)} = [[1.340, 1.321], [1.000, 2.000]]$\n\n"
)
SECOND = "$Q^{(2)} = [[2, 0], [0, 1]]$, $K^{(2)} = [[1, 0], [3, 3]]$, $V^{(2)} = [[1, 1], [3, 5]]$.\n\n"
WEIGHTS = "$A^{(2)} = [[0.056, 0.944], [0.107, 0.893]]$\n\n"
OUTPUT = "$Z^{(2)} = [[2.888, 4.776], [2.786, 4.572]]$\n"


def verdicts(text: str) -> list[str]:
    return [finding.verdict.value for finding in report(text).findings]


def test_each_head_has_its_own_data() -> None:
    found = told(SHARED + FIRST + SECOND + WEIGHTS + OUTPUT)
    assert [line for line in found if line[0] in "AZ"] == [
        "A^{(1)} = [[0.670, 0.330], [0.500, 0.500]]: rounded",
        "Z^{(1)} = [[1.340, 1.321], [1.000, 2.000]]: rounded",
        "A^{(2)} = [[0.056, 0.944], [0.107, 0.893]]: rounded",
        "Z^{(2)} = [[2.888, 4.776], [2.786, 4.572]]: carried",
    ]


@pytest.mark.parametrize(
    ("wrong", "mistake"),
    [
        ("[[0.056, 0.944], [0.170, 0.893]]", "exchanged_digits"),
        ("[[0.018, 0.982], [0.047, 0.953]]", "forgot_scale"),
        ("[[0.119, 0.881], [0.182, 0.818]]", "divided_by_d_k"),
        ("[[0.804, 0.893], [0.196, 0.107]]", "softmax_over_columns"),
    ],
)
def test_a_slip_in_one_head_is_found(wrong: str, mistake: str) -> None:
    text = SHARED + FIRST + SECOND + WEIGHTS.replace("[[0.056, 0.944], [0.107, 0.893]]", wrong)
    finding = report(text).findings[-1]
    assert (finding.verdict.value, finding.diagnoses[:1]) == ("wrong", (mistake,))


def test_projections_are_those_of_the_head() -> None:
    tokens = "X = [[1, 0, 1], [0, 2, 1]], d_k = 2, scaled by 1/√d_k.\n\n"
    first = "W_Q^{(1)} = [[1, 0], [0, 1], [0, 0]], W_K^{(1)} = [[1, 1], [0, 1], [0, 0]].\n\n"
    second = "W_Q^{(2)} = [[0, 0], [0, 1], [1, 0]], W_K^{(2)} = [[0, 1], [0, 1], [1, 0]].\n\n"
    weights = "A^{(1)} = [[0.670, 0.330], [0.196, 0.804]]\n\n", "A^{(2)} = [[0.500, 0.500], [0.196, 0.804]]\n"
    assert verdicts(tokens + first + second + "".join(weights)) == ["rounded", "rounded"]
    slipped = weights[0] + weights[1].replace("0.196, 0.804", "0.196, 0.840")
    assert verdicts(tokens + first + second + slipped) == ["rounded", "wrong"]


@pytest.mark.parametrize(
    "text",
    [
        "A^2 = [[7, 10], [15, 22]]\n",
        "S^{(1)} = [[1, 2], [3, 4]]\n\nA^{(1)} = [[0.3, 0.7], [0.4, 0.6]]\n",
        "Q^{(1)} = [[1, 0], [0, 1]]\n\nA^{(2)} = [[0.670, 0.330], [0.500, 0.500]]\n",
        "W^{(1)} = [[0.1, 0.2], [0.3, 0.4]]\n\nW^{(2)} = [[0.5, 0.6], [0.7, 0.8]]\n\na^{(1)} = [0.31, 0.52]\n",
    ],
)
def test_other_marks_are_no_heads(text: str) -> None:
    assert not [line for line in told(text) if not line.endswith((": exact", ": rounded"))]


def test_how_many_heads_are_told() -> None:
    """What is derived is one of them."""
    assert report(SHARED + FIRST + SECOND).heads == 2
    assert report(SHARED + FIRST.replace("^{(1)}", "")).heads == 0
