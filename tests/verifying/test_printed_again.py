"""Digits that were printed before: which of the numbers they stood for they are, where they stood for several."""

from __future__ import annotations

import pytest
from verifying.judged import report, told, verdict, words

RIGHT = ("exact", "rounded")
TABLES = """Q = [[0.8, 0.3, 1.3], [0.5, 0.7, -0.3]]
K = [[1.4, 0.9, -0.4], [0.2, -0.9, -0.4]]
d_k = 3
"""
"""S/√3 = [[0.502, -0.364], [0.837, -0.237]]"""


def verdicts(text: str) -> dict[str, str]:
    return {words(text, finding): finding.verdict.value for finding in report(text, "note.txt").findings}


def test_a_row_printed_again_is_that_row() -> None:
    """0.00 is 0 in the row of scores, and e^(-5.5) nearly in the row of weights behind it."""
    found = told(
        "[-4, 0]/√2 ≈ [-2.828, 0.00]\n\nsoftmax([5.5, 0]) ≈ [1.00, 0.00]\n\nexp([-2.828, 0.00]) ≈ [0.06, 1.00]\n\n"
        "Sum = 0.06 + 1.00 ≈ 1.06\n\na = [0.06/1.06, 1.00/1.06] ≈ [0.0558, 0.9442]"
    )
    assert found[-1].endswith("≈ [0.0558, 0.9442]: rounded")


def test_a_row_of_other_places_is_another_row() -> None:
    """[1, 0] are 1 and 0; [1, 0.000] are 1 and e^(-8)."""
    found = told(
        "exp([0, -inf]) = [1, 0]\n\nSum = 1 + 0 = 1\n\nexp([0, -8]) ≈ [1, 0.000]\n\nSum = 1 + 0.000 ≈ 1.000\n\n"
        "a = [1, 0.000]/1.000 ≈ [0.9997, 0.0003]"
    )
    assert found[-1].endswith("[0.9997, 0.0003]: rounded")


def test_a_softmax_of_a_row_printed_before_is_one_of_that_row() -> None:
    """(−25/16, −55/32, 0)/2 to three places; the last weight is 0.5316, and 0.5315 of what is displayed."""
    found = told(
        "X = [[0, 1]]\n\n[-1.5625, -1.71875, 0]/2 ≈ [-0.781, -0.859, 0.000]\n\n"
        "softmax([-0.781, -0.859, 0.000]) ≈ [0.2434, 0.2251, 0.5316]"
    )
    assert found[-1].endswith("[0.2434, 0.2251, 0.5316]: rounded")


def test_weights_are_those_of_their_row() -> None:
    """0.335 is 0.33522 first and 0.33474 last; their row tells, in which order they stand there."""
    found = told(
        "softmax([0.015556, 0, 0.014142]) ≈ [0.335, 0.330, 0.335]\n\n"
        "z = 0.335·[-0.55] + 0.330·[-0.63] + 0.335·[-0.5] ≈ [-0.184 - 0.208 - 0.167] ≈ [-0.560]"
    )
    assert found[-1].endswith("[-0.560]: rounded")


def test_a_chain_is_what_it_began_with() -> None:
    """0.4 is a number of the data too, but no addend here: the sum is 3.8785, and 3.87 of what is displayed."""
    found = told(
        "W_Q = [[0.4]]\n\nexp([0.3012, 0.2402, -0.9051, -0.1613]) ≈ [1.35, 1.27, 0.4, 0.85]\n\n"
        "Sum = 1.35 + 1.27 + 0.4 + 0.85 = 3.87"
    )
    assert found[-1].endswith("= 3.87: carried")


def test_data_are_no_row_of_scores_that_they_look_like() -> None:
    found = verdicts(
        TABLES
        + "V = [[0.8], [-0.2]]\n\nS = QKᵀ = [[0.87, -0.63], [1.45, -0.41]]\n\nS/√d_k ≈ [[0.50, -0.36], [0.84, -0.24]]"
    )
    assert found == {
        "QKᵀ = [[0.87, -0.63], [1.45, -0.41]]": "exact",
        "S/√d_k ≈ [[0.50, -0.36], [0.84, -0.24]]": "rounded",
    }


ROWS = """Q = [[1, 0], [0, 1], [1, 1]]
K = [[1, 0], [0, 1], [1, 1]]
V = [[2, 0], [0, 4], [2, 2]]
d_k = 2
Row 1: exp([0.707, 0, 0.707]) = [2.03, 1, 2.03]
Sum = 2.03 + 1 + 2.03 = 5.06
a_1 = [2.03/5.06, 1/5.06, 2.03/5.06] = [0.401, 0.198, 0.401]
Row 2: exp([0, 0.707, 0.707]) = [1, 2.03, 2.03]
Sum = 1 + 2.03 + 2.03 = 5.06
a_2 = [1/5.06, 2.03/5.06, 2.03/5.06] = [0.198, 0.401, 0.401]
Row 3: exp([0.707, 0.707, 1.414]) = [2.03, 2.03, 4.11]
Sum = 2.03 + 2.03 + 4.11 = 8.17
softmax([0.707, 0.707, 1.414]) = [2.03/8.17, 2.03/8.17, 4.11/8.17] = [0.248, 0.248, 0.503]
"""


def test_a_table_has_the_rows_too_that_were_given_no_name() -> None:
    text = ROWS + "Z = A·V = [[1.604, 1.594], [1.198, 2.406], [1.503, 1.999]]"
    assert "A·V = [[1.604, 1.594], [1.198, 2.406], [1.503, 1.999]]" in verdicts(text)


def test_a_projection_of_one_row_is_a_table() -> None:
    text = "X = [[1.1], [-0.4]]\n\nW_V = [-0.6 0.7]\n\nV = X @ W_V = [[-0.66, 0.77], [0.24, -0.28]]"
    assert verdicts(text) == {"X @ W_V = [[-0.66, 0.77], [0.24, -0.28]]": "exact"}


def test_rows_of_one_number_make_a_column() -> None:
    text = "q_1 = 0.1\nq_2 = -0.06\nk_1 = -0.6\nk_2 = -0.6\n\nS = Q·Kᵀ = [[0.1], [-0.06]]·[[-0.6, -0.6]]"
    assert verdicts(text)["Q·Kᵀ = [[0.1], [-0.06]]·[[-0.6, -0.6]]"] in RIGHT
    text = text.replace("k_2 = -0.6", "k_2 = [-0.6]")
    assert verdicts(text)["Q·Kᵀ = [[0.1], [-0.06]]·[[-0.6, -0.6]]"] in RIGHT


CAUSAL = """Q = [[1.0, 0.9, 0.5], [1.5, 0.1, -0.3], [0.7, -0.5, 1.5]]
K = [[0.2, 1.5, 0], [-0.8, 1.3, 1.4], [0, 0.3, 1.5]]
d_k = 3
S = QKᵀ = [[1.55, 1.07, 1.02], [0.45, -1.49, -0.42], [-0.61, 0.89, 2.1]]
S/√d_k ≈ [[0.895, 0.618, 0.589], [0.260, -0.860, -0.242], [-0.352, 0.514, 1.212]]
"""
MASKED = "S_masked = [[0.895, -inf, -inf], [0.260, -0.860, -inf], [-0.352, 0.514, 1.212]]\n"


def test_weights_of_a_whole_table_may_be_those_of_the_scores_displayed() -> None:
    """Row 3 of softmax(S/√3) is (0.123, 0.291, 0.586), of the scores displayed (0.123, 0.292, 0.586)."""
    found = verdicts(CAUSAL + MASKED + "A = [[1.000, 0.000, 0.000], [0.754, 0.246, 0.000], [0.123, 0.292, 0.586]]")
    assert list(found.values())[-1] == "carried"
    found = verdicts(CAUSAL + MASKED + "A = [[1.000, 0.000, 0.000], [0.754, 0.246, 0.000], [0.123, 0.296, 0.586]]")
    assert list(found.values())[-1] == "wrong"


def test_a_column_times_a_row_is_a_table() -> None:
    text = "V = [1.4; 0.7]·[0.8 -0.8] = [1.12 -1.12; 0.56 -0.56]"
    assert verdicts(text) == {"[1.4; 0.7]·[0.8 -0.8] = [1.12 -1.12; 0.56 -0.56]": "exact"}
    text = "Q = [[1], [2]]\n\nK = [[3], [4]]\n\nS = Q·Kᵀ = [1; 2]·[3 4] = [3 4; 6 8]"
    assert set(verdicts(text).values()) == {"exact"} and len(verdicts(text)) == 2


HIDDEN = '<span class="katex-html" aria-hidden="true">' + "<span>drawn</span>" * 20 + "</span>"


def test_addends_are_near_where_only_what_is_not_read_stands_between() -> None:
    """1 + e^(-8) is 1.000335; the row before added up to 1."""
    page = (
        "<p>exp([0, -inf]) = [1, 0], Sum = 1 + 0 = 1.000</p>"
        f"<p>e^0 = 1, {HIDDEN} e^(-8) = 0.000</p><p>Sum = 1 + 0.000 = 1.000</p><p>a = 1/1.000 ≈ 0.9997</p>"
    )
    assert told(page, "note.html")[-1] == "1/1.000 ≈ 0.9997: rounded"


def test_hidden_scores_told_by_a_heading_are_those_that_go_into_the_softmax() -> None:
    """14.625 over 2 is 7.3125, of the 14.63 displayed it is 7.315."""
    text = "Q = [[0, 0, 0, 0], [4, 2, -1.5, 0]]\nK = [[1, -2, 0, 3], [3, 1.5, 0.25, 1]]\nd_k = 4\n"
    text += "S = Q·Kᵀ ≈ [[0, 0], [0, 14.63]]\nS/√d_k ≈ [[0.00, 0.00], [0.00, 7.32]]\n\nMasked scores:\n\n"
    found = report(text + "[[0.00, -inf], [0.00, 7.32]]", "note.txt").findings
    assert [finding.verdict.value for finding in found[-2:]] == ["carried", "carried"]
    found = report(text + "[[0.00, -inf], [0.00, 7.23]]", "note.txt").findings
    assert found[-1].verdict.value == "wrong"


def test_queries_come_from_a_sequence_of_their_own() -> None:
    """The weights of the one query are (0.268, 0.732), its output 0.268·2 + 0.732·4."""
    text = "X_q = [[1, 1]]\nX_kv = [[1, 0], [0, 2]]\nW_Q = [[1, 0], [0, 1]]\nW_K = [[1, 0], [0, 1]]\nW_V = [[2], [2]]\n"
    text += "Row 1: q_1 = [1, 1]\nRow 1: exp([1, 2]) ≈ [2.718, 7.389]\nSum = 2.718 + 7.389 = 10.107\n"
    text += "softmax([1, 2]) = [2.718/10.107, 7.389/10.107] ≈ [0.269, 0.731]\nZ = A·V ≈ [[3.462]]"
    assert verdicts(text)["A·V ≈ [[3.462]]"] in RIGHT


def test_exponentials_told_one_by_one_are_the_row_that_is_divided() -> None:
    """0.70 is 0.7040 first and 0.6962 last; 0.6962/3.9583 is 0.1759, 0.7040/3.9583 is 0.1778."""
    found = told(
        "exp(0.9391) ≈ 2.56, exp(-0.3510) ≈ 0.70, exp(-0.3621) ≈ 0.70\n\nSum = 2.56 + 0.70 + 0.70 = 3.96\n\n"
        "a = [2.56/3.96, 0.70/3.96, 0.70/3.96] ≈ [0.6462, 0.1779, 0.1759]"
    )
    assert found[-1].endswith("0.1759]: rounded")


def test_a_sum_of_rounded_exponentials_is_carried_whatever_data_look_like_them() -> None:
    """e^(-0.0056) + e^0.0163 is 2.0108; of what is displayed, and with the 1.016 of the data, it is 2.010."""
    found = told("X = [[1.016]]\n\nexp(-0.0064) ≈ 0.994, exp(0.0163) ≈ 1.016\n\nSum = 0.994 + 1.016 = 2.010")
    assert found[-1].endswith("= 2.010: rounded")
    found = told("X = [[1.016]]\n\nexp(-0.0056) ≈ 0.994, exp(0.0163) ≈ 1.016\n\nSum = 0.994 + 1.016 = 2.010")
    assert found[-1].endswith("= 2.010: carried")


FIRST = "X_q = [[1, 2]]\nX_kv = [[1, 0], [0, 3]]\nW_Q = [[1, 0], [0, 1]]\nW_K = [[1, 0], [0, 1]]\nW_V = [[2], [2]]\n"
FIRST += "q_1 = [1, 0]·[[1, 0], [0, 1]] + [0, 2] = [1, 2]\nS = Q·Kᵀ = [[1, 6]]\na_1 = [0.007, 0.993]\n\n"


@pytest.mark.parametrize(
    "second",
    [
        "X = [[3, 0], [0, 1]]\nQ = X = [[3, 0], [0, 1]]\nK = X = [[3, 0], [0, 1]]\nq_1·k_1 = 3·3 + 0·0 = 9",
        "Q = [[3, 1], [1, 1]]\nK = [[1, 0], [2, 2]]\nq_1·k_1 = 3·1 + 1·0 = 3\nS = Q·Kᵀ = [[3, 8], [1, 4]]",
        "X_q = [[2, 2]]\nX_kv = [[1, 1]]\nS = Q·Kᵀ = [[4]]",
    ],
)
def test_new_data_begin_a_new_example(second: str) -> None:
    """What q_1 and A were in the example before is no claim about this one."""
    assert set(verdicts(FIRST + second).values()) <= {"exact", "rounded", "carried"}
    assert report(FIRST + second + "\nS = Q·Kᵀ = [[7, 7], [7, 7]]", "note.txt").findings


@pytest.mark.parametrize(("entry", "due"), [("-0.038", "carried"), ("-0.032", "wrong")])
def test_rows_that_are_the_same_exactly_stand_as_they_were_printed(entry: str, due: str) -> None:
    """Both rows are 1/(1 + e^4) = 0.01799 and 0.98201; the first was worked out of 0.007/0.375."""
    text = (
        "V = [[-2, 1], [0, 2]]\n\nS = [[-5, -1], [-2, 2]]\n\n"
        "softmax([-5, -1]) = [0.007, 0.368]/0.375 = [0.019, 0.981]\n\nsoftmax([-2, 2]) = [0.018, 0.982]\n\n"
    )
    assert verdict(f"{text}Z = A·V = [[{entry}, 1.981], [-0.036, 1.982]]") == due


@pytest.mark.parametrize(("weight", "due"), [("0.427", "carried"), ("0.428", "rounded"), ("0.425", "wrong")])
def test_a_row_of_weights_that_was_not_told_follows_from_the_scores_as_printed(weight: str, due: str) -> None:
    """0.813 for 0.8125: e^0.625/(e^0.625 + 1 + e^0.40625) = 0.42757, and 0.42746 with 0.407."""
    text = (
        "q_1 = [2 · 0 + 1 · 2] = [2]\n\nq_2 = [0.25, -0.5] · [[0], [2]] = [-1]\n\n"
        "q_3 = [1.5, 0.25] · [[0], [2]] = [0.5]\n\nk_1 = [2 · 0.5 + 1 · 0.25] = [1.25]\n\n"
        "k_2 = [0.25, -0.5] · [[0.5], [0.25]] = [0]\n\nk_3 = [1.5, 0.25] · [[0.5], [0.25]] = [0.813]\n\n"
        "S = Q·K^T = [[2.5, 0, 1.626], [-1.25, 0, -0.813], [0.625, 0, 0.407]]\n\n"
        "Row 1: softmax([2.5, 0, 1.626]) = [0.667, 0.055, 0.278]\n\n"
    )
    weights = "[[0.667, 0.055, 0.278], [0.166, 0.578, 0.256], " + f"[{weight}, 0.229, 0.344]]"
    assert verdict(f"{text}A = {weights}") == due


@pytest.mark.parametrize(("entry", "due"), [("-7.717", "rounded"), ("-7.720", "carried"), ("-7.727", "wrong")])
def test_after_a_moved_point_the_work_goes_on_with_the_right_number(entry: str, due: str) -> None:
    """0.49 is e^(-1/√2) = 0.4931, whatever was printed for it first."""
    text = "S = [[4, -1]]\n\ne^(4/√2) = 16.92\n\ne^(-1/√2) = 4.9\n\na = [16.92, 0.49]/17.41 = [0.972, 0.028]\n\n"
    assert verdict(f"{text}z = a · [[-8], [2]] = [{entry}]") == due
