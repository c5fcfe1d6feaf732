"""Commas of which nobody can tell whether they are decimal or part thousands."""

from __future__ import annotations

import pytest
from verifying.judged import report, told, verdict

from symattn.gathering import format_of
from symattn.verify import verify


@pytest.mark.parametrize(
    "text",
    ["1,234 + 1 = 1,235", "$1{,}234 + 1 = 1{,}235$", "sqrt(2) = 1,414", "1,234 × 2 = 2,468", "e^(0,5) = 1,649"],
)
def test_a_relation_that_holds_in_one_way_is_not_wrong(text: str) -> None:
    assert verdict(text) in ("exact", "rounded")


@pytest.mark.parametrize("text", ["1,234 + 1 = 1,236", "sqrt(2) = 1,515", "0,5 + 1 = 1,5 und 1,234 + 1 = 1,235"])
def test_what_is_wrong_both_ways_is_wrong_and_so_is_what_is_wrong_where_the_commas_are_clear(text: str) -> None:
    assert verdict(text) == "wrong"


def test_both_ways_may_be_needed_in_one_text() -> None:
    text = "sqrt(2) = 1,414 and 1,234 + 1 = 1,235"
    assert told(text) == ["sqrt(2) = 1,414: rounded", "1,234 + 1 = 1,235: exact"]


def test_what_is_read_in_the_wrong_one_of_the_two_ways_only_is_unread() -> None:
    """(1,234) lists two numbers where commas are no decimal ones."""
    found = report("e^(1,234) = 3,475 and 1,234 + 1 = 1,235")
    assert [finding.verdict.value for finding in found.findings] == ["exact"]
    assert len(found.unread) >= 1


def test_a_user_who_tells_of_decimal_commas_is_believed() -> None:
    text = "1,234 + 1 = 1,235"
    (finding,) = verify(text, format_of("note.md").read(text), "note.md", decimal_comma=True).findings
    assert finding.verdict.value == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "4 × 512 × 512 = 1,048,576, so many",
        "4 × 512 × 512 = 1 048 576 octets",
        "$4 \\times 512 \\times 512 = 1\\,048\\,576\\ \\text{octets}$",
        "4 × 512 × 512 = 1'048'576 and more",
        "`4 * 512 * 512 = 1_048_576`",
        "0,25 × 4 194 304 = 1 048 576",
        "$0{,}5 \\cdot 2\\,097\\,152 = 1\\,048\\,576$",
        "0,5 × 2 = 1,0 und 0,25 × 4 = 1,00; 4 × 512 × 512 = 1,048,576",
        "1 048 576 / 1024 = 1024",
        "4 × 512 × 512 = 1.048.576 números",
        "0,25 + 0,25 = 0,50. E 4 × 512 × 512 = 1.048.576.",
    ],
)
def test_thousands_are_parted_by_whatever_mark(text: str) -> None:
    assert told(text)[-1].endswith(": exact")


@pytest.mark.parametrize(
    "text", ["4 × 256 = 1,042, so many", "4 × 256 = 1'042", "$4 \\times 256 = 1042\\ \\text{tokens}$"]
)
def test_wrong_ones_are_wrong_also_with_thousands_and_units(text: str) -> None:
    assert verdict(text) == "wrong"


def test_points_that_may_part_thousands_raise_no_alarm() -> None:
    for text in (
        "512 × 2.048 = 1.048.576",
        "0,25 + 0,25 = 0,50. 512 × 2.048 = 1.048.576.",
        "0,25 · 2 = 0,50. 2 × 2.048 = 4.096.",
    ):
        assert "wrong" not in {finding.verdict.value for finding in report(text).findings}
