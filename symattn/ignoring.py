"""Remarks of a document that say what is not to be told: `symattn: ignore` on a line, `symattn: off` … `symattn: on`.

They stand in a comment: <!-- symattn: ignore --> in Markdown and HTML, % symattn: ignore in LaTeX, and so on. What is
ignored is still read and worked with; it is counted, so that nothing is hidden.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from symattn.page import Page
from symattn.report import FileReport, Finding, Unread

REMARK = re.compile(
    r"""(?P<opening>
      <!--
    | (?P<block>/\*+|\(\*+|\{-|\#=|<\#)
    | (?<![`<\#])\#+ | (?<![`:/])//+ | (?<![`\-!])--+ | (?<![`<])!+
    | (?<!`)(?<!(?<!\\)\\)%+
    )[ \t]*symattn:[ \t]*(?P<word>ignore|off|on)\b""",
    re.VERBOSE,
)
r"""`//` is no comment in http://, nor `%` in \%; behind a backtick stands an example of a comment."""


@dataclass(frozen=True)
class Ignoring:
    """What a document wants ignored, and its page without the remarks that say so."""

    page: Page
    stretches: tuple[tuple[int, int], ...] = ()
    """From where to where, in order, not overlapping."""

    @classmethod
    def of(cls, text: str, page: Page) -> Ignoring:
        remarks = [found for found in REMARK.finditer(text) if _is_comment(found, page.text)]
        if not remarks:
            return cls(page)
        stretches = _joined(sorted(_stretches(remarks, page.text)))
        return cls(replace(page, text=_without(remarks, page.text)), stretches)

    def applied(self, report: FileReport) -> FileReport:
        """The report with what stands in the stretches set apart; right numbers go on being counted as right."""
        if not self.stretches:
            return report
        told: list[Finding | Unread] = [*report.findings, *report.unread]
        return replace(
            report,
            findings=tuple(one for one in report.findings if not self.ignores(one)),
            unread=tuple(one for one in report.unread if not self.ignores(one)),
            ignored=tuple(sorted(filter(self.ignores, told), key=lambda one: (one.start, one.end))),
        )

    def ignores(self, one: Finding | Unread) -> bool:
        return self.covers(one) and not (isinstance(one, Finding) and one.verdict.is_right)

    def covers(self, one: Finding | Unread) -> bool:
        """Whether some of it stands in a stretch."""
        before = bisect_left(self.stretches, (one.end, 0))
        return before > 0 and self.stretches[before - 1][1] > one.start


def _is_comment(found: re.Match[str], view: str) -> bool:
    """Where `<!--` is shown it is an example; where it is a comment the format has blanked it."""
    return found["opening"] != "<!--" or view[slice(*found.span("opening"))].isspace()


def _stretches(remarks: list[re.Match[str]], view: str) -> Iterator[tuple[int, int]]:
    """The lines of `ignore`, as the view has them (a line of a notebook is none of its JSON), and from off to on."""
    off: int | None = None
    for found in remarks:
        match found["word"]:
            case "ignore":
                yield view.rfind("\n", 0, found.start()) + 1, _line_end(view, found.end())
            case "off":
                off = found.end() if off is None else off
            case _:
                if off is not None:
                    yield off, found.start()
                off = None
    if off is not None:
        yield off, len(view)


def _joined(stretches: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start <= joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return tuple(joined)


def _without(remarks: list[re.Match[str]], view: str) -> str:
    """The view, the remarks blanked: with the reason behind one, which goes on to the end of its line."""
    pieces, place = [], 0
    for found in remarks:
        end = found.end() if found["block"] else _line_end(view, found.end())
        if found["opening"] != "<!--" and found.start() >= place:
            pieces += [view[place : found.start()], " " * (end - found.start())]
            place = end
    return "".join([*pieces, view[place:]])


def _line_end(view: str, place: int) -> int:
    end = view.find("\n", place)
    return len(view) if end < 0 else end
