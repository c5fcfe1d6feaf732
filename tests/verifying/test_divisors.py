"""A number divided by that was told nowhere is the sum of what stands above it, or of what was worked out last."""

import pytest
from verifying.judged import told, verdict

EXPONENTIALS = "exp(3/sqrt(5)) = 3.825, exp(0) = 1\n\n"
"""3.82531…; over the sum with 1 that is 0.79276, where 3.825/4.825 is 0.79275."""


@pytest.mark.parametrize("step", ["[3.825, 1] / 4.825 = [0.7928, 0.2072]", "3.825 / 4.825 = 0.7928"])
def test_the_divisor_is_the_sum_of_the_exponentials(step: str) -> None:
    assert told(f"{EXPONENTIALS}{step}")[-1] == f"{step}: rounded"


def test_what_the_printed_digits_give_is_carried_along() -> None:
    assert verdict(f"{EXPONENTIALS}[3.825, 1] / 4.825 = [0.7927, 0.2073]") == "carried"


@pytest.mark.parametrize("step", ["3.825 / 4.835 = 0.7911", "3.825 / 2.7 = 1.4167"])
def test_another_number_is_no_sum(step: str) -> None:
    assert verdict(f"{EXPONENTIALS}{step}") == "rounded"


def test_a_wrong_quotient_stays_wrong() -> None:
    assert verdict(f"{EXPONENTIALS}[3.825, 1] / 4.825 = [0.7828, 0.2172]") == "wrong"


ALL_OF_ONE = "exp(-7) = 0.00, exp(0) = 1\n\nSum = 0.00 + 1 = 1\n\n"
"""1/(1 + e^-7) is 0.99909."""


@pytest.mark.parametrize("row", ["(0.00/1, 1/1)", "(0.00, 1)/1"])
def test_a_sum_that_is_printed_as_1_is_the_sum(row: str) -> None:
    relations = told(f"{ALL_OF_ONE}softmax((-7, 0)) = {row} = (0, 1)")
    assert relations[-2:] == [f"softmax((-7, 0)) = {row}: rounded", f"{row} = (0, 1): rounded"]


def test_over_another_number_than_their_sum_it_is_wrong() -> None:
    assert "softmax((-7, 0)) = (0.00/2, 1/2): wrong" in told(f"{ALL_OF_ONE}softmax((-7, 0)) = (0.00/2, 1/2) = (0, 0.5)")


LATEX = r"\begin{bmatrix} \frac{0.00}{4.11} & \frac{4.11}{4.11} \end{bmatrix}"


@pytest.mark.parametrize("row", ["[0.00/4.11, 4.11/4.11]", "[0.00, 4.11]/4.11", LATEX])
def test_an_exponential_over_a_sum_of_the_same_digits(row: str) -> None:
    """1.999498 = 2 − 10·e^-8.485/(e^-8.485 + e^1.414)."""
    first = "e^0 = 1, e^(-∞) = 0\n\n"
    weights = f"{first}e^(-8.485) = 0.00, e^(1.414) = 4.11\n\n$a = {row} = [0.000, 1.0]$\n\n"
    assert verdict(f"{weights}z = 0.000·[-8] + 1.0·[2] = [1.999]") == "rounded"
    assert verdict(f"{weights}z = 0.000·[-8] + 1.0·[2] = [1.989]") == "wrong"
