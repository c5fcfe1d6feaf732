"""Replacements → the corrected document, or a unified diff of it. Everything else in the file stays byte for byte."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from symattn.gathering import Source
from symattn.report import FileReport, Finding, Replacement

CONTEXT = 3
"""Unchanged lines around a change in a diff."""
CRLF = re.compile("\r\n")
NO_NEWLINE = "\n\\ No newline at end of file\n"
ROUNDS = 100
"""How often a document is corrected and read again at most."""


@dataclass(frozen=True)
class Settled:
    """A document in which nothing is left to correct."""

    source: Source
    report: FileReport
    """On this document; with an error where the corrected one could not be read."""
    places: tuple[tuple[int, int], ...] = ()
    """Where the corrected numbers stand."""


def settled(
    source: Source, report: FileReport, read: Callable[[Source], FileReport], selects: Callable[[Finding], bool]
) -> Settled:
    """Corrected and read again until nothing is left: the sum of a wrong number is not that of the right one.

    Where corrections undo one another, the text that comes back stays, so that a second run changes nothing either.
    """
    now = Settled(source, report)
    met = {source.raw: now.places}
    for _ in range(ROUNDS):
        fixes = fixes_of(now.report, selects)
        if not fixes:
            break
        raw, places = corrected(now.source, fixes), _with_places(now.places, fixes)
        is_circle = raw in met
        places = met.setdefault(raw, places)
        following = replace(now.source, raw=raw)
        now = Settled(following, read(following), places)
        if is_circle:
            break
    return now


def _with_places(places: Sequence[tuple[int, int]], fixes: Sequence[Replacement]) -> tuple[tuple[int, int], ...]:
    """The places of earlier corrections where they stand after these, and the places of these."""
    growths = [0, *accumulate(len(fix.text) - (fix.end - fix.start) for fix in fixes)]
    starts = [fix.start for fix in fixes]
    new = [
        (fix.start + growth, fix.start + growth + len(fix.text)) for fix, growth in zip(fixes, growths, strict=False)
    ]
    for start, end in places:
        before = bisect_left(starts, end)
        if before == 0 or fixes[before - 1].end <= start:
            new.append((start + growths[before], end + growths[before]))
    return tuple(sorted(new))


def fixes_of(report: FileReport, selects: Callable[[Finding], bool]) -> tuple[Replacement, ...]:
    """The replacements of the selected findings in the order of the text; of overlapping ones, the first.

    One that reaches over a line break is left out: a number stands on one line.
    """
    wished = (fix for finding in report.findings if selects(finding) for fix in finding.fixes)
    taken: list[Replacement] = []
    for fix in sorted(wished, key=lambda fix: (fix.start, fix.end)):
        old = report.text[fix.start : fix.end]
        if "\n" not in old + fix.text and old != fix.text and (not taken or fix.start >= taken[-1].end):
            taken.append(fix)
    return tuple(taken)


def corrected(source: Source, fixes: Iterable[Replacement]) -> str:
    """The raw text with the replacements made, its newlines as they were.

    Offsets count characters with every newline as \\n: each \\r\\n before a place moves it by one in the raw text.
    """
    pairs = [found.start() - i for i, found in enumerate(CRLF.finditer(source.raw))]
    parts, end = [], 0
    for fix in fixes:
        parts += [source.raw[end : fix.start + bisect_left(pairs, fix.start)], fix.text]
        end = fix.end + bisect_left(pairs, fix.end)
    return "".join([*parts, source.raw[end:]])


def diff(path: str, old: str, new: str) -> str:
    """A unified diff of two texts with the same number of lines, for `patch -p0`; empty where nothing changes.

    difflib compares all lines with all; here each line answers to the one with its number.
    """
    before, after = _lines(old), _lines(new)
    changed = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    hunks = [_hunk(before, after, first, last) for first, last in _groups(changed)]
    return f"--- {path}\n+++ {path}\n{''.join(hunks)}" if hunks else ""


def _lines(text: str) -> list[str]:
    """With their newlines; form feeds and the like, where str.splitlines breaks, are no ends of lines."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _groups(changed: list[int]) -> Iterator[tuple[int, int]]:
    """First and last changed line of each hunk: changes whose contexts touch share one."""
    if not changed:
        return
    first = changed[0]
    for a, b in pairwise(changed):
        if b - a > 2 * CONTEXT + 1:
            yield first, a
            first = b
    yield first, changed[-1]


def _hunk(before: list[str], after: list[str], first: int, last: int) -> str:
    start, end = max(0, first - CONTEXT), min(len(before), last + 1 + CONTEXT)
    count = end - start
    parts = [f"@@ -{start + 1},{count} +{start + 1},{count} @@\n"]
    i = start
    while i < end:
        j = i
        while j < end and before[j] != after[j]:
            j += 1
        parts += [_line("-", line) for line in before[i:j]] + [_line("+", line) for line in after[i:j]]
        parts += [_line(" ", before[j])] if j < end else []
        i = j + 1
    return "".join(parts)


def _line(sign: str, line: str) -> str:
    return f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}{NO_NEWLINE}"
