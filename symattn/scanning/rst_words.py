r"""A sentence of reStructuredText: its formulas and code; the marks of everything else in it are blanked."""

from __future__ import annotations

import re

from symattn.scanning.draft import Draft
from symattn.scanning.spans import Mark, Span

TOKEN = re.compile(
    r"""
    :(?P<role>[A-Za-z][\w:.+-]{0,40}):`(?P<inner>[^`]{1,2000})`
  | ``(?P<code>[^\n]{1,500}?)``(?!`)
  | `(?P<reference>[^`]{1,500})`_{0,2}
  | \$(?P<dollars>[^$\n]{1,500})\$
  | (?P<mark>(?<![\w*])\*{1,2}(?=[^\s*])|(?<=[^\s*])\*{1,2}(?![\w*])|(?<!\w)\|(?=\w[^|\n]{0,60}\|)|(?<=\w)\|(?!\w)|::?$)
  | (?P<escape>\\)[*_`|\\:]
    """,
    re.VERBOSE | re.MULTILINE,
)
TARGET = re.compile(r"[ \t\n]*<[^<>]*>$")


def spans_of(draft: Draft, start: int, end: int) -> list[Span]:
    """The formulas and pieces of code between two places, in order."""
    found = []
    for match in TOKEN.finditer(draft.source, start, end):
        if match["role"] is not None:
            if match["role"].rpartition(":")[2] in ("math", "eq", "m"):
                found.append(Span(*match.span(), *match.span("inner"), Mark.INLINE))
            else:
                _read_through(draft, match, "inner")
        elif match["code"] is not None:
            found.append(Span(*match.span(), *match.span("code"), Mark.CODE))
        elif match["dollars"] is not None:
            found.append(Span(*match.span(), *match.span("dollars"), Mark.INLINE))
        elif match["reference"] is not None:
            _read_through(draft, match, "reference")
        elif match["escape"] is not None:
            draft.view.blank(*match.span("escape"))
        elif match.group() not in (":", "::"):
            draft.view.blank(*match.span())
        elif match.group() == "::":
            draft.view.put(match.start(), match.end(), ":")
    return found


def _read_through(draft: Draft, match: re.Match[str], group: str) -> None:
    """`words <target>`_ are these words."""
    inner, last = match.span(group)
    target = TARGET.search(draft.source, inner, last)
    draft.view.blank(match.start(), inner)
    draft.view.blank(target.start() if target else last, match.end())
