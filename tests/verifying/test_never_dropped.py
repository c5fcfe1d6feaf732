"""No claim is dropped: what states numbers with a relation sign is judged, or listed as unread."""

from __future__ import annotations

import pytest
from verifying.judged import report, told

CLAIMS = r"""
4! = 24
3! + 1 = 7
C(4,2) = 6
$\binom{4}{2} = 6$
5 choose 2 = 10
|−3| = 3
$|-3| = 3$
‖(3, 4)‖ = 5
||(3,4)|| = 5
$\lVert (1, 2, 2) \rVert = 3$
$\|(1, 2, 2)\|_2^2 = 9$
‖(1, -2)‖₁ = 3
⌈2.3⌉ = 3
$\lfloor 2.3 \rfloor = 2$
floor(2.7) = 2
∑_{i=1}^{3} i = 6
$\sum_{i=1}^{3} i^2 = 14$
$\prod_{i=1}^{4} i = 24$
argmax([1,3,2]) = 2
lg 100 = 2
log_2 8 = 3
log₁₀ 1000 = 3
7 // 2 = 3
7 mod 2 = 1
7 % 2 = 1
7.5 mod 2 = 1.5
max(1,3) = 3
mean(1, 2, 3) = 2
var([1, 2, 3]) = 0.667
np.exp(1) = 2.718
math.sqrt(2) = 1.414
np.dot([1, 2], [3, 4]) = 11
torch.softmax(torch.tensor([1., 2.]), dim=0) = [0.2689, 0.7311]
np.linalg.norm([3, 4]) = 5.0
round(2.5) = 2
tr([[1,2],[3,4]]) = 5
$\det \begin{pmatrix}1&2\\3&4\end{pmatrix} = -2$
$\arg\max(0.1, 0.7, 0.2) = 1$
arg max(0.1, 0.7, 0.2) = 1
$[1, 2] \odot [3, 4] = [3, 8]$
$\begin{pmatrix}1&2\\3&4\end{pmatrix} \circ \begin{pmatrix}1&0\\0&1\end{pmatrix} = \begin{pmatrix}1&0\\0&4\end{pmatrix}$
$\begin{pmatrix}1&2\\3&4\end{pmatrix} \odot \begin{pmatrix}1&0\\2&1\end{pmatrix} = \begin{pmatrix}1&0\\6&4\end{pmatrix}$
0.35 ≈ 1/3
det([[1,2],[3,4]]) = -2
erf(1) = 0.843
softplus(0) = 0.693
arctan(1) = 0.785
cos(60°) = 0.5
3:4 = 0.75
∛27 = 3
3 ± 1 = 4
1 + 2 + ... + 10 = 55
PE(3,0) = 0.141
2 sqrt(2) = 2.728
$\operatorname{sgn}(-2.5) = -1$
$\size{3} = 5$
$\int_0^{1} 3 = 3$
$2 + 2 = 5!$
(2 + 3 = 5
[1, 2] ⊙ [3, 4] = [3, 8]
[1, 2] ⊗ [3, 4] = [[3, 4], [6, 8]]
2 ⊕ 3 = 1
0.5 ± 0.1 ≈ 0.6
√-4 = 2
1/0 = 3
ReLU(-1.5) = 0
[[1, 2], [3]] = 4
softmax(2) = 0.3
""".strip().splitlines()


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("around", ["{}", "So we have {} here.", "- {}\n- and so on", "text\n\n{}\n\ntext"])
def test_a_claim_of_numbers_is_judged_or_unread(claim: str, around: str) -> None:
    found = report(around.format(claim))
    assert len(found.findings) + len(found.unread) > 0
    right = around.format(claim).index(claim) + len(claim.rstrip("$"))
    ends = [entry.end for entry in (*found.findings, *found.unread)]
    assert right in ends, "its right side is the end of a relation"


@pytest.mark.parametrize("claim", CLAIMS)
def test_none_of_them_is_called_wrong(claim: str) -> None:
    """What cannot be read is no error; what can be is right."""
    assert not [line for line in told(claim) if line.endswith(": wrong")]


@pytest.mark.parametrize(
    "text",
    [
        "4! = 25",
        "|−3| = 4",
        "‖(3, 4)‖ = 6",
        "⌈2.3⌉ = 2",
        "∑_{i=1}^{3} i = 7",
        r"$\prod_{i=1}^{4} i = 25$",
        r"$\binom{4}{2} = 8$",
        "log_2 8 = 4",
        "[1, 2] ⊙ [3, 4] = [3, 9]",
        "det([[1, 2], [3, 4]]) = 2",
        "torch.softmax(torch.tensor([1., 2.]), dim=0) = [0.3689, 0.6311]",
        r"$a = (1, 0)$, $b = (1, 1)$, $\frac{a \cdot b}{\|a\|\|b\|} = 0.807$",
    ],
)
def test_what_is_read_may_be_wrong(text: str) -> None:
    assert told(text)[-1].endswith(": wrong")


@pytest.mark.parametrize(
    "text",
    [
        "T = 2",
        "Let d_k = 64 and n = 3.",
        "x_1 = 3, x[0] = 4, f(2) = 4",
        "P(X = 1) = 0.3, P(X > 2) = 0.1",
        "$H(p) = -p \\log p - (1 - p) \\log (1 - p)$",
        "$f(x) = 2x + 1$ and $y = 3x^2$",
        "```python\nx = 5\nx[1:3] = 0\nf(x, dim=0)\nlr = 1e-3\n```",
        "With batch_size=32 and lr=0.01 (2 epochs) it works.",
        "| a | 3 | = | 4 |",
        "In 2017, Section 3.2 of it",
        "Step 2: x = 3",
        "Row 0: [1, 0]",
        "torch 2.0, numpy >= 1.2",
        r"$\sum_{i=1}^{n} w_i = 1$",
        "The plane w·x = 1",
        "Some write exp(7.78) = 2396.0, which is wrong.",
        "It is wrong that e^0.707 = 2.208",
    ],
)
def test_what_claims_nothing_of_numbers_is_not_listed(text: str) -> None:
    assert report(text).unread == ()


def test_brackets_deeper_than_can_be_read_are_listed() -> None:
    text = "(" * 150 + "1 + 1" + ")" * 150 + " = 3"
    assert [len(text) - entry.end for entry in report(text).unread] == [0]


def test_a_sum_over_an_index_takes_the_numbers_known() -> None:
    assert told("s = [1, 2, 3]. $\\sum_j e^{s_j} = 30.19$")[-1] == "\\sum_j e^{s_j} = 30.19: rounded"
    assert told("$s_1 = 1, s_2 = 2$, $\\sum_j s_j = 3$")[-1] == "\\sum_j s_j = 3: exact"


def test_a_sum_of_which_a_term_may_be_missing_is_not_wrong() -> None:
    found = report("$s_1 = 1, s_2 = 2$, $\\sum_j s_j = 7$")
    assert not [finding for finding in found.findings if finding.verdict.value == "wrong"]
    assert len(found.unread) == 1


def test_an_argument_that_a_sign_before_it_goes_on_with_leaves_no_relation_without_sides() -> None:
    assert told(r"$\nabla_{q} \mathop{\mathrm{Attention}}(q, \mathcal{D}) = \textrm{Cov}_{p}[k]$ and 64/8 = 8.") == [
        "64/8 = 8: exact"
    ]


def test_a_footnote_is_no_definition_of_a_link() -> None:
    assert told("See there[^1].\n\n[^1]: 8+8=17\n") == ["8+8=17: wrong"]


def test_the_letters_of_a_table_and_a_row_known_stand_side_by_side() -> None:
    data = "W = [[1, 2], [3, 5]], K = [[1, 0], [2, 1]], x = (1, 0), q = (1, 2).\n\n"
    for claim in ("Wx = (1, 3)", "Kq^T = (1, 4)"):
        assert told(data + claim)[-1] == f"{claim}: exact"
    assert told(data + "Wx = (1, 4)")[-1] == "Wx = (1, 4): wrong"
