"""JSON: every relation with its verdict, for machines. The schema is docs/verify.schema.json."""

from __future__ import annotations

import json
from typing import Any

from symattn.report import FileReport, Finding, Report, Unread
from symattn.reporter import UNREAD, Lines, Reporter, ReportStyle, Summary, summary_of

VERSION = 1


def write(report: Report, style: ReportStyle) -> str:
    return json_text(
        {
            "version": VERSION,
            "files": [_file(file, style) for file in report.files],
            "summary": _summary(summary_of(report.files)),
        }
    )


def json_text(value: Any) -> str:
    """JSON that a terminal may print: controls of cursor and writing direction stand there as \\u escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return "".join(c if c == "\n" or c.isprintable() else json.dumps(c)[1:-1] for c in text) + "\n"


def _file(file: FileReport, style: ReportStyle) -> dict[str, Any]:
    lines = Lines(file.text)
    return {
        "path": file.path,
        "relations": [_relation(finding, file, lines) for finding in file.findings if style.selects(finding)],
        "unread": [_unread(unread, lines) for unread in file.unread if style.selects_unread],
        "ignored": [_ignored(one, file, lines) for one in file.ignored],
        "error": file.error or None,
    }


def _relation(finding: Finding, file: FileReport, lines: Lines) -> dict[str, Any]:
    region = lines.region(finding.start, finding.end)
    return {
        "start": finding.start,
        "end": finding.end,
        "line": region.line,
        "column": region.column,
        "end_line": region.end_line,
        "end_column": region.end_column,
        "text": file.text[finding.start : finding.end],
        "right": list(finding.right),
        "verdict": finding.verdict.value,
        "by": finding.by,
        "explicit": finding.explicit,
        "printed": finding.printed or None,
        "printed_at": list(finding.printed_at) if finding.printed else None,
        "entry": list(finding.place),
        "expected": finding.expected or None,
        "from_displayed": finding.from_displayed or None,
        "from_exact": finding.from_exact or None,
        "meaning": finding.meaning or None,
        "enclosure": finding.enclosure or None,
        "bits": finding.bits,
        "origin": finding.origin,
        "diagnoses": list(finding.diagnoses),
        "notes": list(finding.notes),
        "reason": finding.reason or None,
        "fixes": [{"start": fix.start, "end": fix.end, "text": fix.text} for fix in finding.fixes],
    }


def _unread(unread: Unread, lines: Lines) -> dict[str, Any]:
    line, column = lines.place(unread.start)
    return {"start": unread.start, "end": unread.end, "line": line, "column": column, "reason": unread.reason}


def _ignored(one: Finding | Unread, file: FileReport, lines: Lines) -> dict[str, Any]:
    line, column = lines.place(one.start)
    verdict = one.verdict.value if isinstance(one, Finding) else UNREAD
    place = {"start": one.start, "end": one.end, "line": line, "column": column}
    return {**place, "text": file.text[one.start : one.end], "verdict": verdict}


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "files": summary.files,
        "unreadable": summary.unreadable,
        "relations": summary.relations,
        "verdicts": {verdict.value: count for verdict, count in summary.verdicts.items()},
        "following": summary.following,
        "unread": summary.unread,
        "ignored": summary.ignored,
    }


REPORTER = Reporter(title="JSON", ending=".json", write=write)
