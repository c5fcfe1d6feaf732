"""The report for a terminal: what it says of a finding, and carets that stand under the number on any line."""

from __future__ import annotations

import pytest
from click import unstyle
from made_by_hand import CLEAN, FILE, REPORT, finding
from rich.cells import cell_len

from symattn.report import FileReport, Finding, Report, Verdict
from symattn.reporter import Lines, ReportStyle, explanation
from symattn.reports.text import write


def told(text: str, one: Finding, style: ReportStyle = ReportStyle(quiet=True)) -> list[str]:
    return write(Report((FileReport("a.md", text, (one,)),)), style).splitlines()


def wrong(text: str, printed: str) -> Finding:
    return finding(text.strip("\n"), printed, Verdict.WRONG, text, expected="3")


SENTENCES = [
    ({}, "it does not hold"),
    ({"expected": "3"}, "should be 3"),
    ({"expected": "3", "from_displayed": "3"}, "should be 3"),
    ({"expected": "3", "from_displayed": "2.99"}, "should be 3: the numbers displayed give 2.99"),
    ({"expected": "3", "from_exact": "3.01"}, "should be 3: the exact data give 3.01"),
    (
        {"expected": "3", "from_displayed": "2.99", "from_exact": "3.01"},
        "should be 3: the numbers displayed give 2.99, the exact data 3.01",
    ),
    ({"expected": "3", "place": (2, 1), "right": (0, 5)}, "2 (row 2, column 1) should be 3"),
    ({"expected": "3", "place": (2,), "right": (0, 5)}, "2 (column 2) should be 3"),
    ({"expected": "3", "meaning": "weights, row 2"}, "should be 3; taken for weights, row 2"),
    ({"reason": "the left side is 2x2, the right side 2x3"}, "the left side is 2x2, the right side 2x3"),
    ({"expected": "3", "origin": 0}, "should be 3; follows from line 1"),
    ({"expected": "3", "verdict": Verdict.TRUNCATED}, "should be 3: it was cut off, not rounded"),
    (
        {"expected": "34.31", "verdict": Verdict.TRUNCATED, "from_displayed": "34.466…", "from_exact": "34.313…"},
        "should be 34.31: it was cut off, not rounded: the numbers displayed give 34.466…, the exact data 34.313…",
    ),
    ({"expected": "3", "verdict": Verdict.LAST_DIGIT}, "should be 3: the last digit is off by one"),
    ({"from_exact": "2.5", "verdict": Verdict.CARRIED}, "right as displayed, but the exact data give 2.5"),
    ({"verdict": Verdict.UNDECIDED}, "this could not be decided"),
    ({"verdict": Verdict.UNDECIDED, "reason": "x is not bound"}, "x is not bound"),
    ({"verdict": Verdict.EXACT}, "exact"),
    ({"verdict": Verdict.ROUNDED}, "rounded correctly"),
]


@pytest.mark.parametrize(("fields", "sentence"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_a_finding_is_explained_in_one_sentence(fields: dict[str, object], sentence: str) -> None:
    one = finding("x = 2", "2", **({"verdict": Verdict.WRONG} | fields), text="x = 2")
    assert explanation(one, Lines("x = 2")) == sentence


@pytest.mark.parametrize(
    "line",
    [
        "x = 2.5",
        "\tx\t= 2.5",
        "漢字 x = 2.5 漢字",
        "e\u0301x\u0302 = 2.5",
        "x\u200b = 2.5",
        "\u202ex = 2.5",
        "  x = 2.5  ",
    ],
    ids=["plain", "tabs", "wide", "combining", "zero width", "direction", "spaces"],
)
def test_carets_stand_under_the_number(line: str) -> None:
    _, source, carets = told(line, wrong(line, "2.5"))
    assert carets.lstrip(" |") == "^^^"
    assert cell_len(source[: source.index("2.5")]) == carets.index("^")
    assert "\t" not in source and all(c.isprintable() for c in source)


@pytest.mark.parametrize("width", [30, 60, 100])
@pytest.mark.parametrize("before", ["", "x" * 300, "漢" * 300])
@pytest.mark.parametrize("after", ["", "y" * 300])
def test_a_long_line_is_shortened_around_the_number(before: str, after: str, width: int) -> None:
    line = f"{before} = 2.5{after}"
    _, source, carets = told(line, wrong(line, "2.5"), ReportStyle(quiet=True, width=width))
    assert cell_len(source) <= width and cell_len(source[: source.index("2.5")]) == carets.index("^")


def test_a_table_is_pointed_at_where_its_number_stands() -> None:
    block = write(REPORT, ReportStyle()).split("a, 100%.md:4:1:")[1].splitlines()
    assert block[1:3] == ["    5 |      [3, 5]]", "      |          ^"]


def test_a_clean_document_is_one_line() -> None:
    assert write(CLEAN, ReportStyle()) == "b.md: 1 relation read, right\n"
    assert write(CLEAN, ReportStyle(quiet=True)) == ""


def test_the_counts_say_how_many_wrong_ones_follow_from_others() -> None:
    assert write(REPORT, ReportStyle()).splitlines()[-1] == (
        "8 relations read: 1 right, 1 carried, 1 truncated, 1 last-digit, 1 undecided, 3 wrong (1 of them from an "
        "earlier wrong one); 1 unread; 1 file could not be read"
    )


def test_a_document_without_relations_says_so() -> None:
    assert write(Report((FileReport("a.md", "Good morning"),)), ReportStyle()) == "a.md: no relations read\n"


SHOWN = [
    (ReportStyle(), "wrong truncated last-digit wrong undecided wrong"),
    (ReportStyle(quiet=True), "wrong truncated last-digit wrong wrong"),
    (ReportStyle(strict=True), "wrong truncated last-digit wrong wrong undecided carried unread"),
    (ReportStyle(verbose=True), "wrong rounded truncated last-digit wrong wrong undecided carried unread"),
    (ReportStyle(selected=frozenset({"carried"})), "carried"),
    (ReportStyle(selected=frozenset({"exact", "rounded"})), "rounded"),
    (ReportStyle(selected=frozenset({"forgot_scale"})), "wrong"),
    (ReportStyle(selected=frozenset({"unread"})), "unread"),
]


@pytest.mark.parametrize(("style", "words"), SHOWN, ids=[words for _, words in SHOWN])
def test_what_is_shown_is_what_was_wished(style: ReportStyle, words: str) -> None:
    heads = [line.split()[2] for line in write(REPORT, style).splitlines() if line.startswith(f"{FILE.path}:")]
    assert sorted(heads) == sorted(words.split())


def test_remarks_and_the_enclosure_are_for_the_verbose() -> None:
    assert "= note: decided by [2392.27 ± 0.01] at 64 bits" in write(REPORT, ReportStyle(verbose=True))
    assert "= note:" not in write(REPORT, ReportStyle())


def test_colours_change_no_character() -> None:
    coloured = write(REPORT, ReportStyle(colour=True))
    assert "\x1b[31m" in coloured
    assert unstyle(coloured) == write(REPORT, ReportStyle())


def test_what_is_right_takes_one_line_each_for_the_verbose() -> None:
    right = Finding(0, 14, (9, 14), Verdict.ROUNDED, "both", printed="2.718", printed_at=(9, 14))
    report = Report((FileReport("a.md", "exp(1) ≈ 2.718", (right,)),))
    told = write(report, ReportStyle(verbose=True)).splitlines()
    assert told == ["a.md:1:1: rounded exp(1) ≈ 2.718", "a.md: 1 relation read, right"]
    assert len(write(report, ReportStyle()).splitlines()) == 1
