"""HTML: one page with the whole text of each document, the findings marked in it and explained below their lines.

The page needs nothing besides itself: no scripts, no fonts, no pictures. It is light or dark as its reader likes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from symattn.report import FileReport, Finding, Report, Unread, Verdict
from symattn.reporter import (
    IGNORED,
    UNREAD,
    Lines,
    Reporter,
    ReportStyle,
    Summary,
    decisive,
    excerpt,
    explanation,
    mistakes,
    shown,
    summary_of,
)

HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Printed numbers, checked</title>
<style>
:root {
  --page: #fbfaf7; --paper: #ffffff; --ink: #22252a; --faint: #626a75; --rule: #e2dfd8;
  --right: #1a7f4b; --doubtful: #8f5b00; --undecided: #7a3fb0; --wrong: #c0262d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15171b; --paper: #1c1f24; --ink: #e4e6ea; --faint: #9aa2ad; --rule: #32363d;
    --right: #5cc48d; --doubtful: #e0ac4c; --undecided: #c295f0; --wrong: #ff7b7b;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 64rem; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font: 600 1rem/1.4 ui-monospace, monospace; margin: 2.5rem 0 .25rem; overflow-wrap: anywhere; }
p { margin: .25rem 0 1rem; }
a { color: inherit; }
.counts, .jump { display: flex; flex-wrap: wrap; gap: .4rem; list-style: none; margin: .5rem 0 1rem; padding: 0; }
.counts li, .jump a { border: 1px solid var(--rule); border-radius: 1rem; padding: .05rem .7rem; font-size: .875rem;
  background: var(--paper); }
.jump a { text-decoration: none; color: var(--tone); }
.source { background: var(--paper); border: 1px solid var(--rule); border-radius: .5rem; padding: .6rem 0;
  font: .875rem/1.6 ui-monospace, "DejaVu Sans Mono", monospace; counter-reset: line; overflow: hidden; }
.line { position: relative; padding: 0 1rem 0 4.5rem; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4;
  min-height: 1.6em; unicode-bidi: isolate; direction: ltr; }
.line::before { counter-increment: line; content: counter(line); position: absolute; left: 0; width: 3.5rem;
  text-align: right; color: var(--faint); opacity: .8; }
.exact, .rounded { --tone: var(--right); }
.carried, .truncated, .last-digit { --tone: var(--doubtful); }
.undecided, .unread { --tone: var(--undecided); }
.wrong { --tone: var(--wrong); }
mark { background: none; color: inherit; border-bottom: 2px solid color-mix(in srgb, var(--tone) 45%, transparent); }
mark.decisive { border-bottom-color: var(--tone); border-radius: .2rem .2rem 0 0; font-weight: 600;
  background: color-mix(in srgb, var(--tone) 20%, transparent); }
.note { margin: .15rem 1rem .5rem 4.5rem; padding: .35rem .8rem; border-left: 3px solid var(--tone);
  border-radius: 0 .3rem .3rem 0; background: color-mix(in srgb, var(--tone) 8%, transparent);
  font: .9rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
.note:target { outline: 2px solid var(--tone); }
.note b, .counts b { color: var(--tone, inherit); }
.note ul { margin: .15rem 0 0; padding-left: 1.1rem; color: var(--faint); }
.error { color: var(--wrong); }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
@media print { body { max-width: none; } .jump { display: none; } .note { break-inside: avoid; } }
</style>
</head>
<body>
"""


@dataclass(frozen=True)
class Mark:
    """A stretch of text in the colour of a verdict; of those that overlap, the worst and most precise is seen."""

    start: int
    end: int
    verdict: Verdict
    decisive: bool = False

    @property
    def weight(self) -> tuple[bool, int]:
        return self.decisive, self.verdict.badness

    def around(self, text: str) -> str:
        names = f"{self.verdict.value} decisive" if self.decisive else self.verdict.value
        return f'<mark class="{names}" title="{self.verdict.value}">{text}</mark>'


def write(report: Report, style: ReportStyle) -> str:
    body = [HEAD, "<h1>Printed numbers, checked</h1>\n", f"<p>{escape(summary_of(report.files).sentence())}.</p>\n"]
    for number, file in enumerate(report.files, start=1):
        body += _file(file, number, style)
    return "".join([*body, "</body>\n</html>\n"])


def _file(file: FileReport, number: int, style: ReportStyle) -> Iterator[str]:
    yield f"<section>\n<h2>{_text(file.path)}</h2>\n"
    if file.error:
        yield f'<p class="error">{_text(file.error)}</p>\n</section>\n'
        return
    yield _counts(summary_of([file]))
    lines = Lines(file.text)
    notes: dict[int, list[str]] = {}
    jumps = []
    for name, word, start, end, note in _notes(file, number, lines, style):
        notes.setdefault(lines.region(start, end).end_line, []).append(note)
        jumps.append(f'<li><a class="{word}" href="#{name}">{lines.place(start)[0]} {word}</a></li>\n')
    if jumps:
        yield f'<ul class="jump">\n{"".join(jumps)}</ul>\n'
    yield '<div class="source">\n'
    for place, line in enumerate(_marked_lines(file, style), start=1):
        yield f'<div class="line">{line}</div>\n'
        yield from notes.get(place, ())
    yield "</div>\n</section>\n"


def _counts(summary: Summary) -> str:
    chips = [(verdict.value, count) for verdict, count in summary.verdicts.items() if count]
    chips += [(UNREAD, summary.unread)] if summary.unread else []
    chips += [(IGNORED, summary.ignored)] if summary.ignored else []
    told = "".join(f'<li><b class="{word}">{count}</b> {word}</li>\n' for word, count in chips)
    return f'<ul class="counts">\n{told}</ul>\n' if chips else "<p>No relation was read.</p>\n"


# --- explanations ---------------------------------------------------------------------------


def _notes(file: FileReport, number: int, lines: Lines, style: ReportStyle) -> Iterator[tuple[str, str, int, int, str]]:
    """Name, word, beginning, end and note of all that is told."""
    told: list[Finding | Unread] = [finding for finding in file.findings if style.shows(finding)]
    told += file.unread if style.shows_unread else ()
    names = {finding.start: f"f{number}-{i}" for i, finding in enumerate(told) if isinstance(finding, Finding)}
    for i, one in sorted(enumerate(told), key=lambda pair: pair[1].start):
        name = f"f{number}-{i}"
        if isinstance(one, Finding):
            origin = names.get(one.origin, "") if one.origin is not None else ""
            note = _note(one, file, lines, style, name, origin)
            yield name, one.verdict.value, one.start, max(one.end, decisive(one)[1]), note
        else:
            told_so = f"<b>{UNREAD}</b> {_code(file, one)}: {_text(one.reason)}"
            yield name, UNREAD, one.start, one.end, f'<div class="note {UNREAD}" id="{name}">{told_so}</div>\n'


def _note(finding: Finding, file: FileReport, lines: Lines, style: ReportStyle, name: str, origin: str) -> str:
    word = finding.verdict.value
    more = [f"mistake: {_text(mistake)}" for mistake in mistakes(finding)]
    if origin:
        more.append(f'<a href="#{origin}">where the wrong number came in</a>')
    if style.verbose:
        more += map(_text, finding.notes)
        more += [f"decided by {_text(finding.enclosure)} at {finding.bits} bits"] if finding.enclosure else []
    listed = f"<ul>{''.join(f'<li>{one}</li>' for one in more)}</ul>" if more else ""
    told = f"<b>{word}</b> {_code(file, finding)}: {_text(explanation(finding, lines))}{listed}"
    return f'<div class="note {word}" id="{name}">{told}</div>\n'


def _code(file: FileReport, place: Finding | Unread) -> str:
    return f"<code>{escape(excerpt(file.text, place.start, place.end))}</code>"


def _text(text: str) -> str:
    return escape(shown(text))


# --- the text with its marks ----------------------------------------------------------------


def _marked_lines(file: FileReport, style: ReportStyle) -> list[str]:
    lines: list[list[str]] = [[]]
    for start, end, mark in _stretches(file.text, [*_marks(file, style)]):
        for i, piece in enumerate(file.text[start:end].split("\n")):
            if i:
                lines.append([])
            if piece:
                told = "\t".join(map(_text, piece.split("\t")))
                lines[-1].append(mark.around(told) if mark else told)
    joined = ["".join(parts) for parts in lines]
    return joined[:-1] if file.text.endswith("\n") else joined


def _marks(file: FileReport, style: ReportStyle) -> Iterator[Mark]:
    for finding in filter(style.selects, file.findings):
        yield Mark(*finding.right, finding.verdict)
        if not finding.verdict.is_right:
            yield Mark(*decisive(finding), finding.verdict, decisive=True)


def _stretches(text: str, marks: list[Mark]) -> Iterator[tuple[int, int, Mark | None]]:
    """The text cut at every edge of a mark, each piece with the mark that is seen there."""
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    waiting = sorted(marks, key=lambda mark: mark.start, reverse=True)
    active: list[Mark] = []
    for start, end in pairwise(cuts):
        active = [mark for mark in active if mark.end > start]
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        yield start, end, max((m for m in active if m.end > start), key=lambda mark: mark.weight, default=None)


REPORTER = Reporter(title="a page of HTML", ending=".html", write=write)
