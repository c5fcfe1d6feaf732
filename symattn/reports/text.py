"""Text for a terminal: each finding with its line of the document, the number in question underlined; then the counts.

    article.md:57:1: wrong exp(7.78) ≈ 2396.0: 2396.0 should be 2392.3
       57 | exp(7.78) ≈ 2396.0
          |             ^^^^^^
          = mistake: the scale was forgotten (symattn explain forgot_scale)

Lines and columns count from 1, columns in characters. Characters that a terminal would obey are shown as �.
"""

from __future__ import annotations

from collections.abc import Iterator

import click
from rich.cells import cell_len

from symattn.report import FileReport, Finding, Report, Unread, Verdict
from symattn.reporter import (
    IGNORED,
    UNREAD,
    Lines,
    Reporter,
    ReportStyle,
    decisive,
    excerpt,
    explanation,
    mistakes,
    shown,
    summary_of,
    why,
)

COLOURS = {
    Verdict.EXACT: "green",
    Verdict.ROUNDED: "green",
    Verdict.CARRIED: "yellow",
    Verdict.TRUNCATED: "yellow",
    Verdict.LAST_DIGIT: "yellow",
    Verdict.UNDECIDED: "magenta",
    Verdict.WRONG: "red",
}
TAB = 4
GUTTER = 4
"""Columns that the number of a line takes at least."""
LEAST_ROOM = 20
"""Columns left for a line of the document, however narrow the terminal."""


def write(report: Report, style: ReportStyle) -> str:
    parts = [line for file in report.files for line in _file(file, style)]
    if not style.quiet and any(not file.error for file in report.files):
        parts.append(_summary(report, style))
    return "".join(f"{part}\n" for part in parts)


def _file(file: FileReport, style: ReportStyle) -> Iterator[str]:
    """Findings and unread places, in the order of the text."""
    lines = Lines(file.text)
    told: list[tuple[int, list[str]]] = [
        (finding.start, [*_finding(finding, file, lines, style)]) for finding in file.findings if style.shows(finding)
    ]
    if style.shows_unread:
        told += [(unread.start, [_unread(unread, file, lines, style)]) for unread in file.unread]
    if style.verbose:
        told += [(one.start, [_ignored(one, file, lines, style)]) for one in file.ignored]
    for _, block in sorted(told, key=lambda place: place[0]):
        yield from block


def _finding(finding: Finding, file: FileReport, lines: Lines, style: ReportStyle) -> Iterator[str]:
    word = _coloured(finding.verdict.value, style, fg=COLOURS[finding.verdict], bold=True)
    relation = excerpt(file.text, finding.start, finding.end)
    where = _where(file, finding.start, lines, style)
    if finding.verdict.is_right:
        # its line of the document would only say the same again
        because = why(finding, lines) if finding.meaning else ""
        yield f"{where} {word} {relation}" + (f": {because}" if because else "")
    else:
        yield f"{where} {word} {relation}: {explanation(finding, lines)}"
        yield from _pointer(finding, lines, style)
    margin = " " * (_gutter(lines, finding) + 1)
    yield from (f"{margin}= mistake: {mistake}" for mistake in mistakes(finding))
    if style.verbose:
        yield from (f"{margin}= note: {shown(note)}" for note in (*finding.notes, *_proof(finding)))


def _proof(finding: Finding) -> Iterator[str]:
    if finding.enclosure:
        yield f"decided by {finding.enclosure}" + (f" at {finding.bits} bits" if finding.bits else "")


def _unread(unread: Unread, file: FileReport, lines: Lines, style: ReportStyle) -> str:
    word = _coloured(UNREAD, style, dim=True)
    relation = excerpt(file.text, unread.start, unread.end)
    return f"{_where(file, unread.start, lines, style)} {word} {relation}: {shown(unread.reason)}"


def _ignored(one: Finding | Unread, file: FileReport, lines: Lines, style: ReportStyle) -> str:
    """A line of the remark that hides it is enough: the document's author knows why."""
    word = _coloured(IGNORED, style, dim=True)
    verdict = one.verdict.value if isinstance(one, Finding) else UNREAD
    return f"{_where(file, one.start, lines, style)} {word} {excerpt(file.text, one.start, one.end)}: {verdict}"


def _where(file: FileReport, start: int, lines: Lines, style: ReportStyle) -> str:
    line, column = lines.place(start)
    return _coloured(f"{shown(file.path)}:{line}:{column}:", style, bold=True)


# --- the line of the document ---------------------------------------------------------------


def _pointer(finding: Finding, lines: Lines, style: ReportStyle) -> Iterator[str]:
    """The line that the number stands on, and carets under the number."""
    start, end = decisive(finding)
    number = lines.place(start)[0]
    first, last = lines.bounds(number)
    gutter = _gutter(lines, finding)
    room = max(LEAST_ROOM, style.width - gutter - 4)
    before, marked, after = _window(lines.text, (first, start, min(max(end, start + 1), last), last), room)
    carets = _coloured("^" * max(1, cell_len(marked)), style, fg=COLOURS[finding.verdict], bold=True)
    yield f" {number:>{gutter - 1}} | {before}{marked}{after}".rstrip()
    yield f" {'':>{gutter - 1}} | {' ' * cell_len(before)}{carets}"


def _gutter(lines: Lines, finding: Finding) -> int:
    return max(GUTTER, len(str(lines.place(decisive(finding)[0])[0]))) + 1


def _window(text: str, edges: tuple[int, int, int, int], room: int) -> tuple[str, str, str]:
    """What stands before, in and after the number, between the edges of its line, shortened until it fits."""
    first, start, end, last = edges
    before = _expanded(text[max(first, start - 2 * room) : start])
    marked = _head(shown(text[start : min(end, start + 2 * room)]), room - 2)
    after = shown(text[end : min(last, end + 2 * room)])
    left = room - cell_len(marked)
    if cell_len(before) + cell_len(after) > left:
        before = _tail(before, max(left - cell_len(after), left * 2 // 3))
        after = _head(after, left - cell_len(before))
    return before, marked, after


def _expanded(text: str) -> str:
    """Tabs as far as the next stop."""
    told = ""
    for i, part in enumerate(text.split("\t")):
        told += " " * (TAB - cell_len(told) % TAB) * (i > 0) + shown(part)
    return told


def _head(text: str, room: int) -> str:
    """As much of the text's beginning as fits, with … where something is missing."""
    if cell_len(text) <= room:
        return text
    while text and cell_len(text) > room - 1:
        text = text[:-1]
    return text + "…" if room > 0 else ""


def _tail(text: str, room: int) -> str:
    if cell_len(text) <= room:
        return text
    while text and cell_len(text) > room - 1:
        text = text[1:]
    return "…" + text if room > 0 else ""


# --- the end --------------------------------------------------------------------------------


def _summary(report: Report, style: ReportStyle) -> str:
    summary = summary_of(report.files)
    name = f"{shown(report.files[0].path)}: " if len(report.files) == 1 else ""
    return _coloured(f"{name}{summary.sentence()}", style, bold=True)


def _coloured(text: str, style: ReportStyle, *, fg: str | None = None, bold: bool = False, dim: bool = False) -> str:
    return click.style(text, fg=fg, bold=bold or None, dim=dim or None) if style.colour else text


REPORTER = Reporter(title="text for a terminal", ending=".txt", write=write)
