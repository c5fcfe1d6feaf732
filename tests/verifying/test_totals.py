"""Sums told by a word, directly behind the numbers that they add up."""

from __future__ import annotations

import pytest
from verifying.judged import report, told

EXPONENTIALS = {
    "en": "e^0.707 ≈ 2.028, e^0 = 1. They sum to {}.",
    "their": "e^0.707 ≈ 2.028 and e^0 = 1; their sum is {}.",
    "up": "e^0.707 ≈ 2.028\ne^0 = 1\n\nadd em up: {}",
    "zh": "e^0.707 ≈ 2.028，e^0 = 1，总和 {}。",
    "ko": "e^0.707 ≈ 2.028, e^0 = 1 이므로 합은 {} 입니다.",
    "hi": "$e^{0.707} \\approx 2.028$, $e^0 = 1$, योग ${}$।",
    "chains": "e^(1 - 0.293) = e^0.707 ≈ 2.028, e^(1 - 1) = e^0 = 1. The sum is {}.",
    "lines": "exp(1 - 0.293) = exp(0.707) ≈ 2.0279\nexp(1 - 1) = exp(0) ≈ 1.0000\n\nThe sum is {}.",
    "item": "- e^0.707 ≈ 2.028, e^0 = 1\n- sum {}",
}


@pytest.mark.parametrize("text", EXPONENTIALS.values(), ids=EXPONENTIALS)
def test_exponentials_worked_out_one_by_one_are_added_up(text: str) -> None:
    assert told(text.replace("{}", "3.028"))[-1] == "3.028: rounded"
    (finding,) = [f for f in report(text.replace("{}", "3.068")).findings if f.verdict.value == "wrong"]
    assert finding.expected == "3.028"


ROWS = {
    "en": "The shares are 0.67 and 0.33, in sum {}.",
    "de": "Die Gewichte sind 0,67 und 0,33, zusammen {}.",
    "fr": "Les poids sont 0,67 et 0,33, somme {}.",
    "es": "Los pesos son 0.67 y 0.33, y suman {}.",
    "zh": "权重为 0.67 和 0.33，总和为 {}。",
    "ja": "重みは 0.67 と 0.33 で、合計は {} である。",
    "vi": "Trọng số là 0.67 và 0.33, tổng là {}.",
    "row": "weights [0.67, 0.33], total {}",
}


@pytest.mark.parametrize("language", ROWS)
def test_a_row_is_added_up(language: str) -> None:
    comma = language in ("de", "fr")
    right, wrong = ("1,00", "1,40") if comma else ("1.00", "1.40")
    assert told(ROWS[language].format(right))[-1] == f"{right}: exact"
    assert told(ROWS[language].format(wrong))[-1] == f"{wrong}: wrong"


@pytest.mark.parametrize(
    "text",
    [
        "e^1 = 2.718 for three words, e^0 = 1 for the last, sum 9.155",
        "e^1 = 2.718, e^0.5 = 1.649 and nothing else is hidden; the sum is 5.367",
        "e^1.41 ≈ 4.1, e^0.71 ≈ 2.0, sum 6.14",
        "The weights are 0.25, 0.25 and 0.25, in total 1.00 with the rest.",
        "The largest weights are 0.5 and 0.3, in total 1.0.",
        "weights 0.5, 0.3, …, sum 1.0",
        "Shares 0.5 and 0.3, sum of squares 0.34, total 3.5",
        "Files of 0.5 and 0.7, total 1.3 GB",
        "weights 0.333, 0.333, 0.333, sum 1.000",
        "weights 0.333, 0.333, 0.333, sum 0.999",
        "The steps took 1.5 and 2.5 of the hours planned, in total 9.5",
        "With 0.1 and 0.2 as rates the total is 12.5",
    ],
)
def test_other_sums_are_not_called_wrong(text: str) -> None:
    assert not [line for line in told(text) if line.endswith(": wrong")]


TABLE = "| | a | b | c |\n|---|---|---|---|\n"
TABLE += "| a | 0.5 | 0.3 | 0.2 |\n| b | 0.1 | 0.7 | 0.2 |\n| c | {} | 0.25 | 0.5 |\n\n{}\n"


@pytest.mark.parametrize(
    "sentence", ["Each row sums to 1.", "All rows add up to 1.00.", "So every row adds up to $1$."]
)
def test_a_row_of_a_table_said_to_sum_to_one_that_does_not_is_wrong(sentence: str) -> None:
    assert not [line for line in told(TABLE.format("0.25", sentence)) if line.endswith(": wrong")]
    assert told(TABLE.format("0.65", sentence)) == ["0.65 | 0.25 | 0.5: wrong"]


@pytest.mark.parametrize(
    "sentence",
    [
        "After softmax each row sums to 1.",
        "With dropout each row no longer sums to 1.",
        "A softmax makes sure that each row sums to 1.",
        "Not each row sums to 1.",
    ],
)
def test_what_else_is_said_of_rows_tells_nothing_of_the_table(sentence: str) -> None:
    assert not [line for line in told(TABLE.format("0.65", sentence)) if line.endswith(": wrong")]
