"""Markdown: a report page with a table of findings for each document, then the counts."""

from __future__ import annotations

from collections.abc import Iterator

from symattn.notation.document import Block, DataTable, Document, Heading, Line, Paragraph, VerdictWord, words
from symattn.render.markdown import RENDERER
from symattn.renderer import Style
from symattn.report import FileReport, Finding, Report, Unread
from symattn.reporter import (
    Lines,
    Reporter,
    ReportStyle,
    correction,
    excerpt,
    mistakes,
    shown,
    summary_of,
    why,
)

TITLE = "Printed numbers, checked"
HEADER = ("line", "verdict", "printed", "should be", "why", "mistake")
UNREAD_HEADER = ("line", "unread", "why")


def write(report: Report, style: ReportStyle) -> str:
    return RENDERER.render(document_of(report, style), Style(width=style.width))


def document_of(report: Report, style: ReportStyle) -> Document:
    """The report for any renderer of documents."""
    blocks = [block for file in report.files for block in _file(file, style)]
    if len(report.files) != 1:
        blocks += [Heading(2, words("Summary")), Paragraph(words(f"{summary_of(report.files).sentence()}."))]
    return Document(TITLE, tuple(blocks))


def _file(file: FileReport, style: ReportStyle) -> Iterator[Block]:
    yield Heading(2, words(shown(file.path)))
    if file.error:
        yield Paragraph(words(shown(file.error)))
        return
    lines = Lines(file.text)
    rows = tuple(_row(finding, file, lines, style) for finding in file.findings if style.shows(finding))
    if rows:
        yield DataTable(HEADER, rows)
    if style.shows_unread and file.unread:
        yield DataTable(UNREAD_HEADER, tuple(_unread(unread, file, lines) for unread in file.unread))
    yield Paragraph(words(f"{summary_of([file]).sentence()}."))


def _row(finding: Finding, file: FileReport, lines: Lines, style: ReportStyle) -> tuple[Line, ...]:
    reasons = [why(finding, lines), *(map(shown, finding.notes) if style.verbose else ())]
    return (
        words(str(lines.place(finding.start)[0])),
        (VerdictWord(finding.verdict.value),),
        words(excerpt(file.text, finding.start, finding.end)),
        words(correction(finding, lines).removeprefix("should be ").replace(" should be ", " → ")),
        words("; ".join(filter(None, reasons))),
        words("; ".join(mistakes(finding))),
    )


def _unread(unread: Unread, file: FileReport, lines: Lines) -> tuple[Line, ...]:
    excerpted = excerpt(file.text, unread.start, unread.end)
    return words(str(lines.place(unread.start)[0])), words(excerpted), words(shown(unread.reason))


REPORTER = Reporter(title="a page of Markdown", ending=".md", write=write)
