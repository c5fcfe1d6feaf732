"""A report made by hand: one document with a finding of every verdict, and a file that could not be read."""

from __future__ import annotations

from typing import Any

from symattn.report import FileReport, Finding, Replacement, Report, Unread, Verdict

TEXT = """Scores & weights, by hand:
exp(7.78) ≈ 2396.0 and exp(3.54) ≈ 34.5, hence
\tA = 34.5/2430.5 ≈ 0.0141 = 1 − 0.985
A = [[1, 2],
     [3, 5]]
so that Z ≈ 2.96 (漢字: \u202e2.9\u202c), W = 0.4
exp(x) = ???
"""
PATH, LATIN = "a, 100%.md", "latin.md"


def finding(relation: str, printed: str, verdict: Verdict, text: str = TEXT, **fields: Any) -> Finding:
    """The finding of a relation, the number that decided being the last one printed so."""
    start = text.index(relation)
    number = start + relation.rindex(printed)
    given = {"right": (number, number + len(printed)), "printed": printed, "by": "none"} | fields
    return Finding(start, start + len(relation), verdict=verdict, printed_at=(number, number + len(printed)), **given)


def fix(printed: str, text: str, source: str = TEXT) -> Replacement:
    start = source.index(printed)
    return Replacement(start, start + len(printed), text)


MATRIX = "A = [[1, 2],\n     [3, 5]]"
BEGIN = TEXT.index(MATRIX)
FINDINGS = (
    finding(
        "exp(7.78) ≈ 2396.0",
        "2396.0",
        Verdict.WRONG,
        expected="2392.3",
        from_displayed="2392.27",
        from_exact="2387.9",
        diagnoses=("forgot_scale",),
        enclosure="[2392.27 ± 0.01]",
        bits=64,
    ),
    finding("exp(3.54) ≈ 34.5", "34.5", Verdict.ROUNDED, by="displayed", notes=("3.54 is itself rounded",)),
    finding("34.5/2430.5 ≈ 0.0141", "0.0141", Verdict.TRUNCATED, expected="0.0142", fixes=(fix("0.0141", "0.0142"),)),
    finding("0.0141 = 1 − 0.985", "0.985", Verdict.LAST_DIGIT, expected="0.986", fixes=(fix("0.985", "0.986"),)),
    finding(
        MATRIX, "5", Verdict.WRONG, expected="4", place=(2, 2), right=(BEGIN + 4, BEGIN + len(MATRIX)), from_exact="4"
    ),
    finding(
        "Z ≈ 2.96",
        "2.96",
        Verdict.WRONG,
        expected="2.97",
        explicit=False,
        meaning="output, row 1",
        origin=TEXT.index("exp(7.78)"),
    ),
    finding("W = 0.4", "0.4", Verdict.CARRIED, by="displayed", from_exact="0.44"),
    finding("漢字: \u202e2.9\u202c", "2.9", Verdict.UNDECIDED, reason="the letter 漢 is not bound"),
)
QUESTION = TEXT.index("exp(x)")
UNREAD = (Unread(QUESTION, QUESTION + len("exp(x) = ???"), "??? is no number"),)
FILE = FileReport(PATH, TEXT, tuple(sorted(FINDINGS, key=lambda one: one.start)), UNREAD)
UNREADABLE = FileReport(LATIN, "", error=f"{LATIN}: byte 0xE9 at offset 57 is not UTF-8; save the file as UTF-8")
REPORT = Report((FILE, UNREADABLE))
CLEAN = Report((FileReport("b.md", TEXT, FINDINGS[1:2]),))
