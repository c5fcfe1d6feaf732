"""GitHub: workflow commands, which GitHub Actions shows as remarks at the lines of a pull request.

::error file=article.md,line=57,endLine=57,col=1,endColumn=19,title=symattn%3A wrong::exp(7.78) ≈ 2396.0: …
"""

from __future__ import annotations

from collections.abc import Iterator

from symattn.report import FileReport, Finding, Report, Unread, Verdict
from symattn.reporter import (
    ROUNDING,
    UNREAD,
    Lines,
    Region,
    Reporter,
    ReportStyle,
    excerpt,
    explanation,
    mistakes,
    shown,
)

ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}


def write(report: Report, style: ReportStyle) -> str:
    return "".join(f"{command}\n" for file in report.files for command in _file(file, style))


def _file(file: FileReport, style: ReportStyle) -> Iterator[str]:
    if file.error:
        yield f"::error file={_property(file.path)},title={_property('symattn: unreadable')}::{_message(file.error)}"
        return
    lines = Lines(file.text)
    for finding in file.findings:
        if _shows(finding, style):
            place = lines.region(finding.start, finding.end)
            yield _command(_level(finding.verdict), file, place, finding.verdict.value, _told(finding, file, lines))
    if style.shows_unread:
        for unread in file.unread:
            place = lines.region(unread.start, unread.end)
            yield _command("notice", file, place, UNREAD, _told_unread(unread, file))


def _shows(finding: Finding, style: ReportStyle) -> bool:
    """GitHub shows ten remarks of a kind: what nobody can decide must not take the place of a fault."""
    if finding.verdict.is_right and not finding.notes and not style.selected:
        return False
    return style.shows(finding) and (finding.verdict is not Verdict.UNDECIDED or style.verbose or bool(style.selected))


def _level(verdict: Verdict) -> str:
    if verdict is Verdict.WRONG:
        return "error"
    return "warning" if verdict in ROUNDING else "notice"


def _told(finding: Finding, file: FileReport, lines: Lines) -> str:
    told = f"{excerpt(file.text, finding.start, finding.end)}: {explanation(finding, lines)}"
    return "\n".join([told, *(f"mistake: {mistake}" for mistake in mistakes(finding))])


def _told_unread(unread: Unread, file: FileReport) -> str:
    return f"{excerpt(file.text, unread.start, unread.end)}: {shown(unread.reason)}"


def _command(level: str, file: FileReport, place: Region, word: str, message: str) -> str:
    """Columns are left out where the lines differ: GitHub refuses them there."""
    keys = {"file": file.path, "line": str(place.line), "endLine": str(place.end_line)}
    if place.line == place.end_line:
        keys |= {"col": str(place.column), "endColumn": str(place.end_column)}
    keys["title"] = f"symattn: {word}"
    told = ",".join(f"{key}={_property(value)}" for key, value in keys.items())
    return f"::{level} {told}::{_message(message)}"


def _message(text: str) -> str:
    """What GitHub would read as an escape or the end, escaped; what a log would obey besides is shown as �."""
    return "".join(ESCAPES.get(c) or shown(c) for c in text)


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


REPORTER = Reporter(title="GitHub workflow commands", ending="", write=write)
