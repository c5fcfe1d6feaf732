"""Rows of a softmax told by words: `after scaling: 0.7, 1.4`, each from the row told before it."""

from __future__ import annotations

import pytest
from verifying.judged import told

RIGHT = (": exact", ": rounded", ": carried")


def bad(text: str, name: str = "note.md") -> list[str]:
    return [line for line in told(text, name) if not line.endswith(RIGHT)]


ITEMS = """For two words:

- scores: 0.5, 0.29
- exp: 1.649, 1.336 (sum 2.985)
- weights: 0.552, 0.448
"""
CHINESE = """第一个词的计算。

打分：1, 0, 2
缩放后：0.577, 0, 1.155
指数：1.781, 1, 3.174，总和 5.955
权重：0.299, 0.168, 0.533
"""
SENTENCE = (
    "For the scores 1, 2 and 3 the exponentials are 2.718, 7.389 and 20.086, which add up to 30.193. "
    "After normalisation they are 0.090, 0.245 and 0.665.\n"
)
FRENCH = (
    "Les scores valent $2 ; 1 ; 0$. Exponentielles : $7{,}389 ; 2{,}718 ; 1$, somme $11{,}107$. "
    "Poids : $0{,}665 ; 0{,}245 ; 0{,}090$.\n"
)
GERMAN = "Die Punktzahlen sind 1,5 und 0,3.\n\ne hoch: 4,482 und 1,350. Summe = 5,832. Gewichte: 0,769 und 0,231.\n"
SCHEME = """scores    1      2      3
exp       2.718  7.389  20.086
weights   0.090  0.245  0.665
"""
REMARKS = """weights = soften([2.0, 1.0])
# scores: 2.0, 1.0
# exp -> [7.389, 2.718], sum = 10.107
# normalised: [0.731, 0.269]
"""
DIVIDED = (
    "The raw scores are 6, 4 and 0. Dividing by √4 gives 3, 2 and 0. The exponentials of these are 20.09, 7.39 and 1, "
    "in sum 28.48. Dividing by the sum, we have 0.705, 0.259 and 0.035.\n"
)
DIVIDED_IN_CHINESE = (
    "注意力分数为 3、2、0，除以 √d_k 后为 2.12、1.41、0。取指数得 8.34、4.11、1，求和为 13.46，"
    "归一化后为 0.620、0.306、0.074。\n"
)
ARROWS = "[1, 2] → exp → [2.718, 7.389] → normalise → [0.269, 0.731]\n"
NAMES = """scores  = [3.0, 2.0, 1.0]
scaled  = [1.732, 1.155, 0.577]
exp     = [5.652, 3.174, 1.781]
sum     = 10.607
weights = [0.533, 0.299, 0.168]
"""


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        (ITEMS, "note.md", 3),
        (CHINESE, "note.txt", 4),
        (SENTENCE, "note.md", 3),
        (FRENCH, "note.md", 3),
        (GERMAN, "note.md", 3),
        (SCHEME, "note.txt", 2),
        (REMARKS, "note.py", 3),
        (DIVIDED, "note.md", 4),
        (DIVIDED_IN_CHINESE, "note.md", 4),
        (ARROWS, "note.md", 2),
        (NAMES, "note.txt", 4),
    ],
)
def test_each_row_follows_from_the_one_before(text: str, name: str, count: int) -> None:
    found = told(text, name)
    assert len(found) == count
    assert not bad(text, name)


@pytest.mark.parametrize(
    ("text", "name", "right", "wrong"),
    [
        (ITEMS, "note.md", "1.649, 1.336", "1.694, 1.336"),
        (ITEMS, "note.md", "0.552, 0.448", "0.552, 0.484"),
        (CHINESE, "note.txt", "1.781, 1, 3.174", "1.781, 1, 3.714"),
        (SENTENCE, "note.md", "0.090, 0.245 and 0.665", "0.090, 0.254 and 0.665"),
        (FRENCH, "note.md", "7{,}389 ; 2{,}718 ; 1", "7{,}398 ; 2{,}718 ; 1"),
        (SCHEME, "note.txt", "2.718 7.389 20.086", "2.718 7.389 26.080"),
        (REMARKS, "note.py", "exp -> [7.389, 2.718]", "exp -> [7.389, 2.781]"),
    ],
)
def test_a_wrong_number_is_found_in_its_row(text: str, name: str, right: str, wrong: str) -> None:
    spaced = text if right in text else text.replace("2.718  7.389  20.086", right)
    assert f"{wrong}: wrong" in bad(spaced.replace(right, wrong), name)


def test_exponentials_may_have_been_worked_out_one_by_one() -> None:
    assert told("$e^0 = 1$ and $e^{1.2} = 3.320$.\n\nWeights: $[0.231, 0.769]$.\n")[-1].endswith(": rounded")


def test_scores_scaled_by_nobody_knows_what_are_told_where_one_root_fits() -> None:
    lead = "The scores against all 3 keys are [2.0, 0.5, 1.0].\n\n"
    assert told(lead + "The scaled scores are [1.0, 0.25, 0.5].\n") == ["[1.0, 0.25, 0.5]: exact"]
    assert not told(lead + "The scaled scores are [1.3, 0.25, 0.8].\n")


@pytest.mark.parametrize(
    "text",
    [
        "The scores are 1, 2 and 3. The weights of our model have 0.3, 0.8 and 1.2 million entries.\n",
        "Scores: 1, 2, 3.\n\nThe exponents are 10, 20 and 30.\n",
        "Scores: 1.0, 2.0.\n\nOf another row the weights are 0.35 and 0.65.\n",
        "Scores: 1, 2, 3.\n\nexp: 2.718, 7.389, 0\n",
        "Scores: 1.41, 0.50, 0.25\n\nexp: 4.11, 1.649, 1.284\n",
        "After 2 and 4 epochs the softmax took 1.25, 2.5 and 3.75 ms.\n",
        "Scores 3, 4 and 5 of the teams; after scaling 30, 40 and 50 points.\n",
    ],
)
def test_other_rows_are_not_called_wrong(text: str) -> None:
    assert not bad(text)


def test_a_row_may_repeat_the_results_of_a_table() -> None:
    table = (
        "| key | work | score |\n|---|---|---|\n| a | 0.2·0.3 + 0.4·0.1 | 0.10 |\n| b | 0.2·0.5 + 0.4·0.9 | 0.46 |\n"
    )
    assert told(table + "\n**Scores before softmax:** [0.10, 0.46]\n")[-1] == "[0.10, 0.46]: exact"
    lead = table + "\n**Scores before softmax:** [0.10, 0.46]\n\nSoftmax of these: "
    assert told(lead + "[0.41, 0.59]\n")[-1] == "[0.41, 0.59]: rounded"
    assert told(lead + "[0.36, 0.64]\n")[-1] == "[0.36, 0.64]: wrong"


def test_rows_of_a_table_of_scores_have_each_its_weights() -> None:
    text = "`S' = [[1, -inf, -inf], [1, 1, -inf], [2, 0, 1]]`\n\nThe softmax of row {} is `{}`.\n"
    assert told(text.format(2, "(0.5, 0.5, 0)"))[-1] == "(0.5, 0.5, 0): rounded"
    assert told(text.format(3, "(0.665, 0.090, 0.245)"))[-1] == "(0.665, 0.090, 0.245): rounded"
    assert not bad(text.format(3, "(0.665, 0.190, 0.145)"))


def test_a_label_before_a_calculation_tells_what_its_row_is() -> None:
    """The softmax is of the scaled scores, not of those before."""
    text = "Original scores: [10, 0, -5]\n\nScaled scores: $\\frac{[10, 0, -5]}{2} = [5, 0, -2.5]$\n\nSoftmax output: "
    assert told(text + "[0.9928, 0.0067, 0.0005]\n")[-1] == "[0.9928, 0.0067, 0.0005]: rounded"
    assert told(text + "[0.9929, 0.0067, 0.0005]\n")[-1] == "[0.9929, 0.0067, 0.0005]: last-digit"


def test_exponentials_may_be_of_a_row_of_any_name() -> None:
    """What a notebook prints below `x = np.array([1.0, 2.0, 3.0])`."""
    text = "x = np.array([1.0, 2.0, 3.0])\n# exp: [ 2.71828183  7.3890561  20.08553692]\n# sum: 30.19287485\n"
    assert [line.rsplit(": ")[-1] for line in told(text, "note.py")] == ["rounded", "rounded"]


def test_whole_numbers_are_no_rounded_exponentials() -> None:
    assert not told("x = np.array([0.2, 0.3])\n# exp: [1, 1]\n", "note.py")
    assert told("x = np.array([0, 30])\n# softmax: [0, 1]\n", "note.py") == ["[0, 1]: rounded"]
    assert told("x = np.array([0.0, 0.3])\n# exp: [1, 1.35]\n", "note.py") == ["[1, 1.35]: rounded"]


LABELLED = [
    "$e^{{1.2}} = 3.320$, $e^0 = 1$.\n\nWeights: the {}, cat 0.231.\n",
    '- exp: 3.320, 1\n- attention weights: "the" {} and "cat" 0.231\n',
    "- e^1.2 ≈ 3.320, e^0 = 1\n- 가중치: 나는 {}, 먹는다 0.231\n",
]


@pytest.mark.parametrize("text", LABELLED)
def test_a_word_may_tell_whose_each_number_of_a_row_is(text: str) -> None:
    assert told(text.format("0.769"))[-2:] == ["0.769: rounded", "0.231: rounded"]
    assert told(text.format("0.796"))[-2:] == ["0.796: wrong", "0.231: rounded"]


@pytest.mark.parametrize(
    "text",
    [
        "$e^{1.2} = 3.320$, $e^0 = 1$.\n\nWeights: of layer 1 0.3, of layer 2 0.7\n",
        "- exp: 3.320, 1\n- weights: the 0.769, sum 1.0\n",
        "- exp: 3.320, 1\n- weights: learned 0.35, tied 0.65\n",
    ],
)
def test_other_labelled_numbers_are_not_called_wrong(text: str) -> None:
    assert not bad(text)


def test_the_maximum_may_be_subtracted_in_a_relation() -> None:
    text = "Subtract the maximum: [10, 11, 12] - 12 = [-2, -1, 0]. exp: [0.135, {}, 1.000]"
    assert told(text.format("0.368"))[-1].endswith(": rounded")
    assert told(text.format("0.308"))[-1].endswith(": wrong")


def test_shares_behind_the_word_softmax_are_what_it_gives() -> None:
    text = "Scores: [-2, -1, 0]. exp: [0.135, 0.368, 1.000], sum 1.503, softmax [0.090, {}, 0.665]."
    assert told(text.format("0.245"))[-1] == "[0.090, 0.245, 0.665]: rounded"
    assert told(text.format("0.285"))[-1] == "[0.090, 0.285, 0.665]: wrong"
    assert told("softmax [0.2, 0.3] = [0.475, 0.525]") == ["softmax [0.2, 0.3] = [0.475, 0.525]: rounded"]
    assert not told("We take the softmax [0.2, 0.3, 0.5] of all.")
