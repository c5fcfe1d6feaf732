"""SARIF 2.1.0: findings for code scanning and editors. Columns and offsets count Unicode code points."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from symattn import __version__
from symattn.report import FileReport, Finding, Report, Unread, Verdict
from symattn.reporter import (
    MISTAKES,
    ROUNDING,
    UNREAD,
    Lines,
    Reporter,
    ReportStyle,
    excerpt,
    explanation,
    mistakes,
    shown,
)
from symattn.reports.json import json_text

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FOLDER = "mistake/"
RULES = {
    Verdict.WRONG.value: "The printed number is not what the calculation gives",
    Verdict.TRUNCATED.value: "The number was cut off where it should be rounded",
    Verdict.LAST_DIGIT.value: "The last digit is off by one",
    Verdict.CARRIED.value: "Right as displayed, but an earlier rounding was carried along",
    Verdict.UNDECIDED.value: "It could not be decided whether the number is right",
    UNREAD: "What looks like a claim could not be read",
}


def write(report: Report, style: ReportStyle) -> str:
    results = [result for file in report.files for result in _results(file, style)]
    run = {
        "tool": {"driver": _driver(results)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": results,
        "properties": {"ignored": sum(len(file.ignored) for file in report.files)},
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(results: list[dict[str, Any]]) -> dict[str, Any]:
    """Of the mistakes, only those that were found are told: results name rules by their id."""
    found = sorted({result["ruleId"] for result in results} - RULES.keys())
    rules = [{"id": name, "shortDescription": {"text": text}} for name, text in RULES.items()]
    rules += [_mistake(name) for name in found]
    return {"name": "symattn", "version": __version__, "semanticVersion": __version__, "rules": rules}


def _mistake(rule: str) -> dict[str, Any]:
    name = rule.removeprefix(FOLDER)
    return {
        "id": rule,
        "shortDescription": {"text": f"As if {MISTAKES[name].title}"},
        "help": {"text": MISTAKES.explanation(name)},
    }


def _invocation(report: Report) -> dict[str, Any]:
    faults = [
        {"level": "error", "message": {"text": shown(file.error)}, "locations": [{"physicalLocation": _file(file)}]}
        for file in report.files
        if file.error
    ]
    return {"executionSuccessful": not faults, "toolExecutionNotifications": faults}


def _results(file: FileReport, style: ReportStyle) -> Iterator[dict[str, Any]]:
    lines = Lines(file.text)
    for finding in file.findings:
        if style.shows(finding) and not finding.verdict.is_right:
            yield _result(finding, file, lines)
    if style.shows_unread:
        for unread in file.unread:
            yield _unread(unread, file, lines)


def _result(finding: Finding, file: FileReport, lines: Lines) -> dict[str, Any]:
    told = f"{excerpt(file.text, finding.start, finding.end)}: {explanation(finding, lines)}"
    result: dict[str, Any] = {
        "ruleId": _rule(finding),
        **_level(finding.verdict),
        "message": {"text": "; ".join([told, *mistakes(finding)])},
        "locations": [_location(file, lines, finding.start, finding.end)],
        "properties": {"verdict": finding.verdict.value, "by": finding.by, "bits": finding.bits},
    }
    if finding.origin is not None:
        origin = _location(file, lines, finding.origin, finding.origin)
        result["relatedLocations"] = [{**origin, "message": {"text": "the wrong number that this one follows from"}}]
    if finding.fixes:
        result["fixes"] = [_fix(finding, file, lines)]
    return result


def _rule(finding: Finding) -> str:
    """The likeliest mistake, or the verdict; `truncated` is the name of both, so that mistakes stand in a folder."""
    return f"{FOLDER}{finding.diagnoses[0]}" if finding.diagnoses else finding.verdict.value


def _level(verdict: Verdict) -> dict[str, str]:
    """SARIF has a level only for what fails."""
    if verdict is Verdict.UNDECIDED:
        return {"kind": "open", "level": "none"}
    return {"level": "error" if verdict is Verdict.WRONG else "warning" if verdict in ROUNDING else "note"}


def _unread(unread: Unread, file: FileReport, lines: Lines) -> dict[str, Any]:
    told = f"{excerpt(file.text, unread.start, unread.end)}: {shown(unread.reason)}"
    return {
        "ruleId": UNREAD,
        "level": "note",
        "message": {"text": told},
        "locations": [_location(file, lines, unread.start, unread.end)],
    }


def _fix(finding: Finding, file: FileReport, lines: Lines) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(lines, fix.start, fix.end), "insertedContent": {"text": fix.text}}
        for fix in finding.fixes
    ]
    changes = [{**_file(file), "replacements": replacements}]
    return {"description": {"text": "Round correctly"}, "artifactChanges": changes}


def _location(file: FileReport, lines: Lines, start: int, end: int) -> dict[str, Any]:
    return {"physicalLocation": {**_file(file), "region": _region(lines, start, end)}}


def _file(file: FileReport) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(file.path)}}


def _uri(path: str) -> str:
    """Relative paths stay relative; a colon in one, which would end a scheme, is escaped."""
    if Path(path).is_absolute():
        return f"file://{quote(os.fsencode(Path(path).as_posix()))}"
    return quote(os.fsencode(Path(path).as_posix()))


def _region(lines: Lines, start: int, end: int) -> dict[str, int]:
    place = lines.region(start, end)
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": start,
        "charLength": end - start,
    }


REPORTER = Reporter(title="SARIF 2.1.0", ending=".sarif", write=write)
