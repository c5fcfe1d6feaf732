"""Small documents, proof-read: what the tests of verify share."""

from __future__ import annotations

from symattn.gathering import format_of
from symattn.report import FileReport, Finding
from symattn.verify import verify


def report(text: str, name: str = "note.md") -> FileReport:
    return verify(text, format_of(name).read(text), name)


def told(text: str, name: str = "note.md") -> list[str]:
    """`left = right: verdict` of each relation, in the order of the text."""
    return [f"{words(text, finding)}: {finding.verdict.value}" for finding in report(text, name).findings]


def words(text: str, finding: Finding) -> str:
    return " ".join(text[finding.start : finding.end].split())


def verdict(text: str, name: str = "note.md") -> str:
    """The verdict of the last relation."""
    return report(text, name).findings[-1].verdict.value
