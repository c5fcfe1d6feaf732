"""Comparisons of numbers are proven; what does not hold is wrong only where nothing else can be meant."""

from __future__ import annotations

import pytest
from verifying.judged import report, told


@pytest.mark.parametrize(
    "claim",
    ["1/3 ≠ 0.33", "0.67 > 0.33", "e^2 > 7.38", "$e^{0.5} \\leq 1.65$", "√2 ≥ 1.414", "$\\frac13 \\neq 0.33$", "2 < 3"],
)
def test_what_holds_is_exact(claim: str) -> None:
    assert told(f"So {claim} here.") == [f"{claim.strip('$')}: exact"]


def test_a_rounded_number_may_be_what_it_was_rounded_from() -> None:
    text = "$e^{0.707} \\approx 2.028$ and $e^{0.707} > 2.0282$."
    assert told(text) == ["e^{0.707} \\approx 2.028: rounded"]
    assert len(report(text).unread) == 1


@pytest.mark.parametrize("claim", ["2 + 2 > 5", "0.67 < 0.33", "$e^2 < 7$", "$\\frac{1}{3} \\geq 0.5$", "√2 ≤ 1.2"])
def test_what_cannot_hold_is_wrong(claim: str) -> None:
    (finding,) = report(f"So {claim} here.").findings
    assert finding.verdict.value == "wrong"
    assert finding.reason


@pytest.mark.parametrize(
    "text",
    [
        "Python 3.9 < 3.11 and torch 2.10 > 2.9.",
        "In floating point 0.1 + 0.2 ≠ 0.3.",
        "If 0.33 > 0.67, the first one wins.",
        "It is wrong that 0.33 > 0.67.",
        "Is 0.33 > 0.67?",
        "Menu 1 > 3 > 2",
        "```python\nassert 0.33 > 0.67\nif 1 + 1 > 3: pass\n```",
        "p < 0.05, $0.9 < x < 0.5$, $P(X > 2) = 0.3$",
        "> 0.5 is quoted",
        "2 KB < 1 MB",
        "$T(n) < \\infty < \\infty$ and $3 > \\infty$",
    ],
)
def test_other_comparisons_are_not_called_wrong(text: str) -> None:
    assert not [line for line in told(text) if line.endswith(": wrong")]


def test_a_chain_before_it_is_judged_too() -> None:
    assert told("3 + 4 = 7 < 8") == ["3 + 4 = 7: exact", "7 < 8: exact"]
    assert told("x = 3 < 5. Now x + 1 = 4") == ["3 < 5: exact", "x + 1 = 4: exact"]


@pytest.mark.parametrize("text", ["if 0.33 > 0.67 we stop", "4 > 2 and 2 > 4", "0.33 > 0.67 is wrong"])
def test_what_claims_nothing_is_not_listed(text: str) -> None:
    assert report(text).unread == ()
