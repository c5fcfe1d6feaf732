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
        ("[[0.107, 0], [0.893, 1]]", "softmax_over_columns"),
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
        "A ≈ [[0.11, 0], [0.89, 1]]",
        "A ≈ [[0.94, 0.06], [0.5, 0.5]]",
    ],
)
def test_a_table_that_may_be_something_else_is_not_judged(words: str) -> None:
    """Few digits fit by chance, and what is only supposed is no claim."""
    assert len(report(MASKED + words).findings) == len(report(MASKED).findings)


def test_a_column_like_a_row_of_another_table_is_data() -> None:
    """V is no row of Q, though it has its numbers: A·V needs a column."""
    text = "Q = [[-2, 0, 1], [0, -1, -2]]\n\nV = [[-2], [0], [1]]\n\n"
    assert report(text).findings == ()
    assert told(f"{text}[[1, 0, 0], [0, 0, 1]]·V = [[-2], [1]]")[-1].endswith(": exact")


RESTATED = """\
Q = [[1, 2], [3, 1]], K = [[2, 1], [1, 4]], V = [[1, 0], [0, 2]] and the scale is 1/√2.

softmax([4, 9]/√2) ≈ [0.028, 0.972]

softmax([7, 7]/√2) = [0.500, 0.500]

z_1 = 0.028·[1, 0] + 0.972·[0, 2] = [0.028, 1.944]

z_2 = 0.500·[1, 0] + 0.500·[0, 2] = [0.500, 1.000]

"""
"""The output is [[0.028, 1.943], [0.5, 1]]."""


@pytest.mark.parametrize(
    ("table", "due"),
    [
        ("Z = [[0.028, 1.944], [0.500, 1.000]]", "carried"),
        ("Z = [[0.028, 1.494], [0.500, 1.000]]", "wrong"),
    ],
)
def test_a_table_repeats_the_rows_printed_before_it(table: str, due: str) -> None:
    assert told(RESTATED + table)[-1] == f"{table}: {due}"


@pytest.mark.parametrize(("number", "due"), [("0.2538", "carried"), ("0.2583", "wrong")])
def test_a_number_altered_in_a_table_of_rows_printed_before_is_found(number: str, due: str) -> None:
    """The rows were carried along a rounding, so they are no weights at every digit."""
    text = (
        "Q = [[1], [2]], K = [[1.08], [0]], V = [[1], [0]], no scale.\n\n"
        "QK^T = [[1.08, 0], [2.16, 0]]\n\n"
        "e^1.08 ≈ 2.94\n\nsoftmax([1.08, 0]) = [2.94/3.94, 1/3.94] = [0.7462, 0.2538]\n\n"
        "e^2.16 ≈ 8.67\n\nsoftmax([2.16, 0]) = [8.67/9.67, 1/9.67] = [0.8966, 0.1034]\n\n"
    )
    table = f"A = [[0.7462, {number}], [0.8966, 0.1034]]"
    assert told(text + table)[-1] == f"{table}: {due}"


def test_a_table_that_follows_from_a_mistake_found_before_is_carried() -> None:
    """S/2 where S/√2 is due, and the weights are those of S/2: one mistake, found once."""
    text = GIVEN.replace(" and a causal mask", "") + "QK^T/√2 = [[2.0, 4.5], [3.5, 3.5]]\n\n"
    table = "A ≈ [[0.0759, 0.9241], [0.5000, 0.5000]]"
    found = report(text + table).findings
    assert [finding.verdict.value for finding in found] == ["wrong", "carried"]
    assert found[1].origin == found[0].start
    assert report(text.partition("QK")[0] + "Scale: 1/√2\n\n" + table).findings[-1].diagnoses == ("divided_by_d_k",)


def test_a_row_is_of_a_table_only_as_long_as_the_table_follows_from_the_data() -> None:
    """While all that is known of Q is X W_Q, [0, 0] looks like both rows of S; later S is another table."""
    text = (
        "X = [[0], [-1]], W_Q = [[0, 1]], W_K = [[1, 0]], d_k = 2.\n\n"
        "q_1 = [0]·[[0, 1]] = [0, 0]\n\nq_2 = [1, -1] + [1, 0] = [2, -1]\n\nk_1 = [0, 0]\n\nk_2 = [-1, 0]\n\n"
        "S = QK^T = [[0, 0], [0, 2]]\n\nS/√d_k ≈ [[0, 0], [0, 1.414]]"
    )
    assert [line.rpartition(": ")[2] for line in told(text)[-2:]] == ["wrong", "carried"]


def test_what_follows_a_wrong_table_of_scores_behind_a_mask_is_carried() -> None:
    """S/2 where S/√2 is due; then its later numbers are hidden, and the weights are those of what is left."""
    text = GIVEN + (
        "QK^T/√2 = [[2.0, 4.5], [3.5, 3.5]]\n\nMasked scores:\n\n[[2.0, −∞], [3.5, 3.5]]\n\n"
        "softmax([3.5, 3.5]) = [0.500, 0.500]\n\nA = [[1.000, 0.000], [0.500, 0.500]]"
    )
    verdicts = [finding.verdict.value for finding in report(text).findings]
    assert verdicts[:2] == ["wrong", "carried"]
    assert "wrong" not in verdicts[2:]


def test_a_table_not_all_of_whose_rows_were_told_is_carried() -> None:
    """Only the second and third row were told before, and the table is all that follows from K Qᵀ."""
    text = (
        "Q = [[1, 2], [3, 1], [0, 1]], K = [[2, 1], [1, 4], [1, 1]], V = [[1], [0], [2]], no scale.\n\n"
        "S = QK^T = [[4, 7, 1], [9, 7, 4], [3, 4, 1]]\n\n"
        "softmax([9, 7, 4]) = [0.876, 0.118, 0.006]\n\nsoftmax([3, 4, 1]) = [0.259, 0.705, 0.035]\n\n"
        "A = [[0.047, 0.950, 0.002], [0.876, 0.118, 0.006], [0.259, 0.705, 0.035]]"
    )
    assert [finding.verdict.value for finding in report(text).findings] == ["wrong", "rounded", "rounded", "carried"]


def test_a_row_of_the_same_digits_is_a_row_of_the_table_where_one_comes_in_order() -> None:
    """Both -0.21 are taken for the second score, so (0.50, 0.50) is not just the first row; then A·V is known."""
    text = (
        "Q = [[-0.3, 0], [0, 0.46]], K = [[1, 1], [0.98, 0.05]], V = [[1, 2], [3, -1]], d_k = 2.\n\n"
        "S = QK^T/√2 ≈ [[-0.21, -0.21], [0.33, 0.02]]\n\n"
        "e^(-0.21) ≈ 0.81, e^(-0.21) ≈ 0.81\n\n[0.81/1.62, 0.81/1.62] = [0.50, 0.50]\n\n"
        "e^0.33 ≈ 1.38, e^0.02 ≈ 1.02\n\n[1.38/2.40, 1.02/2.40] = [0.58, 0.42]\n\n"
    )
    assert told(text + "Z = A·V = [[2.00, 0.50], [1.84, 0.47]]")[-1] == "A·V = [[2.00, 0.50], [1.84, 0.47]]: wrong"


def test_whole_numbers_in_a_sentence_that_names_no_quantity_state_none() -> None:
    """The second key is [1, 2]; that is not what row 2 attends to."""
    given = "Q = K = [[1, 0], [1, 2]], d_k = 2. "
    assert not report(given + "Under the mask, row 2 attends to 1 and 2.").findings
    assert len(report(given + "The second key: [1, 2].").findings) == 1


def test_each_head_has_its_own_tables_and_names_side_by_side_multiply() -> None:
    """A1·V1 is 0.33·0 + 0.67·2 in the last place."""
    text = (
        "Let $X = \\begin{bmatrix} 1 & 0 \\\\ 0 & 1 \\end{bmatrix}$ and $W_Q^1 = W_K^1 = X$.\n\n"
        "Q1 = K1 = [[1, 0], [0, 1]], V1 = [[1, 0], [0, 2]], d_k = 2.\n\nS1 = Q1 K1^T = [[1, 0], [0, 1]]\n\n"
        "A1 = softmax(S1/√2) = [[0.67, 0.33], [0.33, 0.67]]\n\nO1 = A1 V1 = [[0.67, 0.66], [0.33, 1.44]]\n"
    )
    assert told(text)[-3:] == [
        "Q1 K1^T = [[1, 0], [0, 1]]: exact",
        "softmax(S1/√2) = [[0.67, 0.33], [0.33, 0.67]]: rounded",
        "A1 V1 = [[0.67, 0.66], [0.33, 1.44]]: wrong",
    ]


@pytest.mark.parametrize(
    "numbers",
    [
        "$0.577$, $1.155$ and $2.309$",
        "\\(0.577\\); \\(1.155\\), and \\(2.309\\)",
        "`0.577`, `1.155`, `2.309`",
        "**$0.577$**、**$1.155$** 和 **$2.309$**",
    ],
)
def test_numbers_each_in_a_formula_of_its_own_are_a_row(numbers: str) -> None:
    """(1, 2, 4)/√3; so e^1.155 is e^(2/√3) = 3.173."""
    given = "Q = [[1, 0, 2]], K = [[1, 1, 0], [0, 1, 1], [2, 0, 1]], $QK^T = [1, 2, 4]$. Divided by $\\sqrt{3}$, it is "
    assert told(f"{given}{numbers}.\n\n$e^{{1.155}} = 3.174$")[-1] == "e^{1.155} = 3.174: carried"
