"""A side that goes on with what cannot be read is no claim; what only stands behind it is."""

from __future__ import annotations

import pytest
from verifying.judged import report


@pytest.mark.parametrize(
    "text",
    [
        "$\\frac{1}{2} = 4 \\operatorname{acot} 5$",
        "$2 + 3 = 4 + \\foo{1}$",
        "$2 + 3 = 4 \\cdot \\foo{1}$",
        "$2 + 3 = 4 \\mathcal{F}(1)$",
        "$2 + 3 = 4 \\int_0^1 x\\,dx$",
        "2 + 3 = 4 acot(5)",
        "2 + 3 = 4 * ∫ x",
        "$\\operatorname{acot} 2 + 3 = 4$",
    ],
)
def test_a_side_that_goes_on_unread_is_never_wrong(text: str) -> None:
    """It is listed, but where names that stand for nothing make a rule of it."""
    found = report(text)
    assert not found.findings
    is_rule = "acot} 5" in text or "mathcal" in text
    assert len(found.unread) == (0 if is_rule else 1)


@pytest.mark.parametrize(
    "text",
    [
        "$2 + 3 = 4 \\text{ apples}$",
        "$2 + 3 = 4 \\checkmark$",
        "$2 + 3 = 4 \\tag{1}$",
        "$2 + 3 = 4\\,\\mathrm{apples}$ and more",
        "2 + 3 = 4 - which is less",
        "**2 + 3 = 4** is bold",
        "2 + 3 = 4 token(s)",
    ],
)
def test_what_stands_behind_a_side_is_no_part_of_it(text: str) -> None:
    assert [finding.verdict.value for finding in report(text).findings] == ["wrong"]


def test_a_side_that_goes_on_unread_and_is_right_so_far_is_right() -> None:
    assert [finding.verdict.value for finding in report("$2 + 3 = 5 \\foo{1}$").findings] == ["exact"]
