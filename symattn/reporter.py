"""Reporter: one output format for findings; and what all of them say alike: places, words, counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

from symattn.entries import Entries
from symattn.mistake import Mistake
from symattn.report import FileReport, Finding, Report, Verdict

MISTAKES: Entries[Mistake] = Entries("symattn.mistakes", "MISTAKE", "mistake")
IGNORED = "ignored"
UNREAD = "unread"
"""What --select calls the claims that could not be read."""
ROUNDING = frozenset({Verdict.TRUNCATED, Verdict.LAST_DIGIT})
STRICT = ROUNDING | {Verdict.CARRIED}
"""What counts as a fault under --strict, besides `wrong`."""
LONGEST = 60
"""Characters of a relation that are told in a message."""


@dataclass(frozen=True)
class ReportStyle:
    """What a user may wish of any report."""

    verbose: bool = False
    quiet: bool = False
    strict: bool = False
    colour: bool = False
    width: int = 100
    """Columns of a terminal."""
    selected: frozenset[str] = frozenset()
    """Names of verdicts and mistakes, and `unread`; none is all."""

    def selects(self, finding: Finding) -> bool:
        return not self.selected or not self.selected.isdisjoint((finding.verdict.value, *finding.diagnoses))

    @property
    def selects_unread(self) -> bool:
        return not self.selected or UNREAD in self.selected

    def shows(self, finding: Finding) -> bool:
        """Whether a page for people tells of it one by one; the others are only counted."""
        if self.selected:
            return self.selects(finding)
        verdict = finding.verdict
        if verdict.is_right:
            return self.verbose
        if verdict is Verdict.CARRIED:
            return self.verbose or self.strict
        return verdict is not Verdict.UNDECIDED or not self.quiet

    @property
    def shows_unread(self) -> bool:
        return UNREAD in self.selected if self.selected else self.verbose or self.strict

    def fails(self, finding: Finding) -> bool:
        """Whether it makes the exit status 1."""
        faulty = finding.verdict is Verdict.WRONG or (self.strict and finding.verdict in STRICT)
        return faulty and self.selects(finding)


@dataclass(frozen=True)
class Reporter:
    """What a file in reports/ defines as REPORTER; its docstring is the manual."""

    title: str
    """As in a sentence: `a page of HTML`."""
    ending: str
    """Of files in this format, with the dot; empty where no ending tells it."""
    write: Callable[[Report, ReportStyle], str]


REPORTERS: Entries[Reporter] = Entries("symattn.reports", "REPORTER", "format")


def failures(report: Report, style: ReportStyle) -> bool:
    """Whether something is wrong, as strictly as the style says."""
    found = any(style.fails(finding) for file in report.files for finding in file.findings)
    unread = style.strict and style.selects_unread and any(file.unread for file in report.files)
    return found or unread


# --- places ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Region:
    """From a first character to past a last one; lines and columns count from 1, `end_column` is past the last."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Lines:
    """Offsets → lines and columns, in characters."""

    text: str

    @cached_property
    def starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def region(self, start: int, end: int) -> Region:
        line, column = self.place(start)
        end_line, last = self.place(max(start, end - 1))
        return Region(line, column, end_line, last + (end > start))

    def bounds(self, number: int) -> tuple[int, int]:
        """Where a line, counted from 1, begins and ends."""
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return self.starts[number - 1], end


def decisive(finding: Finding) -> tuple[int, int]:
    """Where to point: at the number that decided, or at the right side."""
    start, end = finding.printed_at
    return (start, end) if end > start else finding.right


# --- words ----------------------------------------------------------------------------------


def shown(text: str) -> str:
    """Text from a document as one line that no terminal obeys and no reader is misled by.

    Controls of the cursor and of the writing direction, and characters without a width, become �.
    """
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else "�"


def excerpt(text: str, start: int, end: int, longest: int = LONGEST) -> str:
    """What stands there, in one line and not too long."""
    words = shown(" ".join(text[start:end].split()))
    if len(words) <= longest:
        return words
    tail = longest // 3
    return f"{words[: longest - tail - 3]} … {words[-tail:]}"


def explanation(finding: Finding, lines: Lines) -> str:
    """What should stand there and why, without the verdict's name: `should be 2392.3: …; follows from line 45`."""
    told = [correction(finding, lines), shown("; ".join(_reasons(finding)))]
    first = ": ".join(part for part in told if part)
    return "; ".join([first or "it does not hold", *map(shown, _circumstances(finding, lines))])


def correction(finding: Finding, lines: Lines) -> str:
    """`0.66 (row 2, column 1) should be 0.67`; the number itself only where it is one of several."""
    if not (finding.printed and finding.expected) or finding.verdict.is_right or finding.verdict is Verdict.CARRIED:
        return ""
    alone = lines.text[slice(*finding.right)].strip() == finding.printed
    what = "" if alone else f"{finding.printed}{_entry(finding.place)} "
    return shown(f"{what}should be {finding.expected}")


def why(finding: Finding, lines: Lines) -> str:
    """The reasons behind the verdict; empty where there are none but the numbers."""
    return shown("; ".join([*_reasons(finding), *_circumstances(finding, lines)]))


def _reasons(finding: Finding) -> list[str]:
    return [part for part in (_reason(finding), finding.reason) if part]


def _circumstances(finding: Finding, lines: Lines) -> Iterator[str]:
    if finding.meaning:
        yield f"taken for {finding.meaning}"
    if finding.origin is not None:
        yield f"follows from line {lines.place(finding.origin)[0]}"


def _reason(finding: Finding) -> str:
    match finding.verdict:
        case Verdict.EXACT:
            return "exact"
        case Verdict.ROUNDED:
            return "rounded correctly"
        case Verdict.CARRIED:
            value = finding.from_exact or finding.expected
            return "right as displayed" + (f", but the exact data give {value}" if value else "")
        case Verdict.TRUNCATED:
            return _with_both(finding, "it was cut off, not rounded")
        case Verdict.LAST_DIGIT:
            return _with_both(finding, "the last digit is off by one")
        case Verdict.UNDECIDED:
            return "" if finding.reason else "this could not be decided"
        case Verdict.WRONG:
            return _values(finding)
        case _:
            assert_never(finding.verdict)


def _entry(place: tuple[int, ...]) -> str:
    names = ("row", "column") if len(place) == 2 else ("column",)
    return f" ({', '.join(f'{name} {i}' for name, i in zip(names, place, strict=False))})" if place else ""


def _with_both(finding: Finding, reason: str) -> str:
    """34.46 is 34.466… cut off, though 34.31 is due: then both are told."""
    displayed, exact = finding.from_displayed, finding.from_exact
    return f"{reason}: {_values(finding)}" if displayed and exact and displayed != exact else reason


def _values(finding: Finding) -> str:
    """What both ways give, where that says more than the correction itself."""
    displayed, exact = finding.from_displayed, finding.from_exact
    if displayed and exact and displayed != exact:
        return f"the numbers displayed give {displayed}, the exact data {exact}"
    if displayed and displayed != finding.expected:
        return f"the numbers displayed give {displayed}"
    return f"the exact data give {exact}" if exact and exact != finding.expected else ""


def mistakes(finding: Finding) -> Iterator[str]:
    """`the scale was forgotten (symattn explain forgot_scale)`."""
    for name in finding.diagnoses:
        yield f"{MISTAKES[name].title} (symattn explain {name})"


# --- counts ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Summary:
    """How many of each; of everything, whatever was selected."""

    files: int
    unreadable: int
    verdicts: Mapping[Verdict, int]
    following: int
    """Wrong relations that follow from an earlier wrong one."""
    unread: int
    ignored: int
    """Faults and unread claims that documents say are not to be told."""

    @property
    def relations(self) -> int:
        return sum(self.verdicts.values())

    @property
    def right(self) -> int:
        return sum(count for verdict, count in self.verdicts.items() if verdict.is_right)

    def sentence(self) -> str:
        """`41 relations read: 37 right, 1 carried, 3 wrong (2 of them follow from others); 5 unread`."""
        counted = [f"{self.right} right"] if self.right else []
        counted += [f"{n} {verdict.value}" for verdict, n in self.verdicts.items() if n and not verdict.is_right]
        told = f"{_counted(self.relations, 'relation')} read"
        if self.right == self.relations:
            told += ", all right" if self.relations > 1 else ", right" if self.relations else ""
        else:
            told += f": {', '.join(counted)}{self._follow_ups()}"
        read = self.files - self.unreadable
        told = f"{read} files, {told}" if read > 1 else told
        told += f"; {self.unread} unread" if self.unread else ""
        told += f"; {self.ignored} ignored" if self.ignored else ""
        return told + (f"; {_counted(self.unreadable, 'file')} could not be read" if self.unreadable else "")

    def _follow_ups(self) -> str:
        return f" ({self.following} of them from an earlier wrong one)" if self.following else ""


def summary_of(files: Iterable[FileReport]) -> Summary:
    files = tuple(files)
    findings = [finding for file in files for finding in file.findings]
    return Summary(
        files=len(files),
        unreadable=sum(bool(file.error) for file in files),
        verdicts={verdict: sum(finding.verdict is verdict for finding in findings) for verdict in Verdict},
        following=sum(f.verdict is Verdict.WRONG and f.origin is not None for f in findings),
        unread=sum(len(file.unread) for file in files),
        ignored=sum(len(file.ignored) for file in files),
    )


def _counted(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'s' if count != 1 else ''}"
