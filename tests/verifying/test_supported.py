"""What is right by the document's own data is right, whatever was displayed or went wrong before it."""

from __future__ import annotations

import pytest
from verifying.judged import report, told

GIVEN = "Q = [[1, 2], [2, -1]], K = [[2, 1], [0, 3]], V = [[4, 1], [2, 6]] and d_k = 2.\n\n"
"""The scaled scores are [[2.828, 4.243], [2.121, -2.121]], the weights [[0.1956, 0.8044], [0.9858, 0.0142]]."""
ROWS = "a_1 = softmax({}) ≈ (0.196, 0.804)\n\na_2 = softmax(2.121, -2.121) ≈ (0.986, 0.014)\n\n"
OUTPUT = "O = A V ≈ [[2.391, 5.022], [3.972, 1.071]]"
"""By the weights as printed it is [[2.392, 5.020], [3.972, 1.070]]."""


def bad(text: str) -> list[str]:
    return [line for line in told(text) if not line.endswith((": exact", ": rounded", ": carried"))]


@pytest.mark.parametrize("scale", ["", "The scores are divided by √2.\n\n"])
@pytest.mark.parametrize("scores", ["2.828, 4.843", "2.282, 4.243"])
def test_after_a_slip_what_is_right_by_the_data_is_right(scale: str, scores: str) -> None:
    """The weights are right, only the scores that they are said to come from are not."""
    text = GIVEN + scale + ROWS.format(scores) + OUTPUT
    assert bad(text) == [f"softmax({scores}) ≈ (0.196, 0.804): wrong"]
    assert report(text).findings[-1].verdict.value == "rounded"


def test_what_the_data_do_not_give_is_wrong_behind_a_slip_too() -> None:
    text = GIVEN + ROWS.format("2.828, 4.843") + OUTPUT.replace("3.972", "3.792")
    assert len(bad(text)) == 2


def test_a_sum_of_exponentials_that_are_right_behind_a_slip_is_right() -> None:
    """Two of them are 4.1133 each."""
    text = "Let Q = K = V = X = [[1, 1], [2, 0], [0, 0]] and d_k = 2.\n\nRow 1: scores (2, 2, 0), divided by √2: "
    text += "(1.414, 5.414, 0.000).\nexp: (4.11, 4.11, 1.00), sum 9.23; weights (0.45, 0.45, 0.11)."
    assert bad(text) == ["(4.11, 4.11, 1.00): wrong"]
    assert "9.23: rounded" in told(text)
    assert bad(text.replace("9.23", "9.32"))[1:] == ["9.32: wrong"]


def test_displayed_weights_may_have_more_digits() -> None:
    text = f"{GIVEN}The output is 0.196×[4, 1] + 0.804×[2, 6] ≈ [2.391, 5.022]."
    assert [finding.verdict.value for finding in report(text).findings] == ["rounded"]
    assert bad(text.replace("2.391", "2.319"))
    # by neither way
    assert bad(text.replace("0.196", "0.186"))


def test_numbers_put_in_for_powers_are_these() -> None:
    """54.598/84.791 is 0.643913, e^4/(e + e^2 + e^3 + e^4) is 0.643914."""
    text = "e^1/(e^1 + e^2 + e^3 + e^4) = 2.718/(2.718 + 7.389 + 20.086 + 54.598) = 2.718/84.791 ≈ 0.0321\n\n"
    assert not bad(f"{text}54.598/84.791 ≈ 0.643914")
    assert not bad(f"{text}54.598/84.791 ≈ 0.643913")
    assert bad(f"{text}54.598/84.791 ≈ 0.643915") == ["54.598/84.791 ≈ 0.643915: last-digit"]


def test_a_product_beside_a_column_of_weights_is_made_of_them() -> None:
    """0.844·3 is 2.532, the weight itself 0.84379…."""
    text = """| i | q·k | exp | weight | weight × value |
|---|---|---|---|---|
| 1 | 1 | 2.72 | 0.114 | 0.114 × 2 = 0.228 |
| 2 | 3 | 20.09 | 0.844 | 0.844 × 3 = 2.531 |
| 3 | 0 | 1.00 | 0.042 | 0.042 × 5 = 0.210 |
"""
    assert not bad(text)
    assert len(told(text)) == 9
    assert not bad(f"{text}| | 4 | 23.81 | 1.000 | 2.969 |\n")
    assert bad(text.replace("2.531", "2.533")) == ["0.844 × 3 = 2.533: last-digit"]


def test_a_sum_of_more_digits_than_are_displayed_is_right() -> None:
    """e^√2 is 4.11325, three of them are 12.33975: 12.340, though 4.113 + 4.113 + 4.113 is 12.339."""
    text = "Q = [[1, 1]], K = [[0, 2], [1, 1], [2, 0]] and d_k = 2.\n\nS/√d_k ≈ [1.414, 1.414, 1.414]\n\n"
    text += "r = 4.113 + 4.113 + 4.113 = {}"
    assert bad(text.format("12.340")) == []
    assert bad(text.format("12.343")) == ["4.113 + 4.113 + 4.113 = 12.343: wrong"]
