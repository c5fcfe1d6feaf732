"""Digits that a program prints, each of its steps rounded to a binary number."""

from __future__ import annotations

import pytest
from verifying.judged import report, verdict


@pytest.mark.parametrize(
    "text",
    [
        "3 * 0.1 = 0.30000000000000004",
        "0.1 + 0.7 = 0.7999999999999999",
        "2/3 = 0.6666666666666666",
        "sqrt(2) = 1.4142135623730951",
        "exp(0.3) = 1.3498588075760032",
        "[0.1, 0.2] * 3 = [0.30000000000000004, 0.6000000000000001]",
        "a = [0.1, 0.5] and b = [3, 0]: a · b = 0.30000000000000004",
    ],
)
def test_what_a_program_prints_is_no_error(text: str) -> None:
    finding = report(text).findings[-1]
    assert finding.verdict.value == "carried"
    assert finding.notes == ("the digits are those of a program's binary numbers",)


@pytest.mark.parametrize(
    "text",
    [
        "3 * 0.1 = 0.30000000000000005",
        "3 * 0.1 = 0.3000004",
        "0.1 + 0.7 = 0.7999",
        "[0.1, 0.2] * 3 = [0.30000000000000004, 0.6100000000000001]",
        "10^400 * 0.1 = 1.0000000000000001e400",
    ],
)
def test_other_digits_are_as_wrong_as_before(text: str) -> None:
    assert verdict(text) not in ("exact", "rounded", "carried")
