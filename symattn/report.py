"""Report: what was found in documents. Everything that prints findings reads these types and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from symattn.problem.problem import Problem


class Verdict(Enum):
    """Best first; a relation of several entries has the worst of theirs."""

    EXACT = "exact"
    ROUNDED = "rounded"
    CARRIED = "carried"
    TRUNCATED = "truncated"
    LAST_DIGIT = "last-digit"
    UNDECIDED = "undecided"
    WRONG = "wrong"

    badness: int
    """Its place in this order."""

    def __init__(self, _: str) -> None:
        self.badness = len(type(self).__members__)

    @property
    def is_right(self) -> bool:
        return self is Verdict.EXACT or self is Verdict.ROUNDED


@dataclass(frozen=True, slots=True)
class Replacement:
    """A printed number and what is to stand in its place, in the author's own notation."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One relation, judged. Places are offsets in characters of the decoded text, newlines as \\n."""

    start: int
    end: int
    """From the first character of the left side to past the last one of the right side."""
    right: tuple[int, int]
    """The right side alone."""
    verdict: Verdict
    by: str
    """By which way it holds: displayed, exact, both or none."""
    explicit: bool = True
    """Written with a relation sign; otherwise tied to its quantity by words, place and shape."""
    printed: str = ""
    """The number that decided, as printed: 2396.0."""
    printed_at: tuple[int, int] = (0, 0)
    """Where it stands."""
    place: tuple[int, ...] = ()
    """Its row and column in a table (its column in a row), counted from 1."""
    expected: str = ""
    """What should stand there at the author's own digits; empty where it is right."""
    from_displayed: str = ""
    """What the operands as displayed give, at those digits and a few more: 2392.27."""
    from_exact: str = ""
    """What the document's exact data give, where it is known: 2387.9."""
    meaning: str = ""
    """What the number was taken for, where the left side does not say it: `weights, row 2`."""
    enclosure: str = ""
    """The certificate: the enclosure that decided."""
    bits: int = 0
    """At how many bits; 0 is exact arithmetic."""
    origin: int | None = None
    """Where (the offset of the finding's start) the wrong number came in that this one follows from."""
    diagnoses: tuple[str, ...] = ()
    """Names of the mistakes (mistakes/) that give just the printed numbers, likeliest first."""
    notes: tuple[str, ...] = ()
    """Remarks that are no error: `= where only ≈ holds`, false precision."""
    reason: str = ""
    """Why it is wrong as a whole (sizes that differ), or why it stays undecided."""
    fixes: tuple[Replacement, ...] = ()
    """The correct roundings, where only rounding is at fault."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What looks like a claim and could not be read."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class FileReport:
    """The findings of one document, in the order of the text."""

    path: str
    """As named on the command line; `<stdin>` for standard input."""
    text: str
    """The decoded source text, newlines as \\n."""
    findings: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()
    problem: Problem | None = None
    """The attention problem that was recognised."""
    heads: int = 0
    """How many heads the document tells of, where these have names; the problem is that of one."""
    error: str = ""
    """Why the file could not be read at all; then there is nothing else."""
    ignored: tuple[Finding | Unread, ...] = ()
    """What the document says is not to be told (symattn/ignoring.py), in the order of the text."""


@dataclass(frozen=True)
class Report:
    files: tuple[FileReport, ...]
