r"""Markdown within a line: emphasis, escapes, links, HTML tags and entities are blanked or decoded in place.

A star is multiplication where in doubt: ``1*1 + 2*2``, ``a * b``, ``0.5*[1, 0]``, ``x**2``. CommonMark's rules alone
make ``2*3*4`` an emphasised 3.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from symattn.scanning.tags import decoded, is_tag, tag_replacement
from symattn.scanning.view import View

TOKEN = re.compile(
    r"""
    (?P<escape>\\(?:[!-/:-@\[-`{-~]|(?=[ \t]*(?:\r?\n|\Z))))
  | (?P<run>\*+|_+|~~+)
  | (?P<comment><!--.*?-->)
  | (?P<url>(?:https?|ftp)://[^\s<>()\[\]"']+)
  | (?P<tag></?[A-Za-z][^<>]{0,2000}>)
  | (?P<entity>&(?:\#\d{1,7}|\#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
  | (?P<note>\[\^[^\]\s]{1,50}\]:?)
  | (?P<open>!?\[)
  | (?P<close>\](?:\((?P<to>[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?)(?:[ ]+"[^"\n]{0,300}")?\))?)
    """,
    re.VERBOSE | re.DOTALL,
)
LOCAL = re.compile(
    r"#|/|\.\.?/|mailto:|www\.|(?:https?|ftp)://|[^?#]*[A-Za-z][^?#]*\.[A-Za-z]{2,5}(?:[?#].*)?$", re.DOTALL
)
STRUCK = re.compile(r"<(?P<closing>/)?(?:s|del|strike)(?:\s[^>]*)?>", re.IGNORECASE)
OPERAND_BEFORE = re.compile(r"[0-9A-Za-z)\]}²³¹⁰-⁹₀-₉α-ωΑ-Ωᵀ∞%]")
OPERAND_BEHIND = re.compile(r"[0-9A-Za-z(\[{\\√\-−.α-ωΑ-Ω∞]")
MOST_OPEN = 1_000
"""Brackets and marks of emphasis that wait for their partners; those before them have none."""
NUMBER_BEFORE = re.compile(r"[0-9)\]}]")
NUMBER_BEHIND = re.compile(r"[0-9(\[{√\-−]")


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int
    key: tuple[str, int]


class Emphasis:
    """The marks of emphasis met so far in one block. `shortest` 2 leaves single stars and underscores alone."""

    def __init__(self, text: str, start: int, end: int, view: View, shortest: int = 1) -> None:
        self.text, self.start, self.end, self.view, self.shortest = text, start, end, view, shortest
        self.open: deque[_Run] = deque()
        self.count: dict[tuple[str, int], int] = {}

    def meet(self, start: int, end: int) -> None:
        """A run of stars, underscores or tildes: it closes an open one, opens one, or is multiplication."""
        if end - start > 3 or end - start < self.shortest:
            return
        run = _Run(start, end, (self.text[start], end - start))
        before = self.text[start - 1] if start > self.start else " "
        behind = self.text[end] if end < self.end else " "
        if self.count.get(run.key) and can_close(run.key, before, behind):
            self.close(run)
        elif can_open(run.key, before, behind) and not self.multiplies(run, behind):
            if len(self.open) == MOST_OPEN:
                self.count[self.open.popleft().key] -= 1
            self.open.append(run)
            self.count[run.key] = self.count.get(run.key, 0) + 1

    def close(self, run: _Run) -> None:
        while True:
            opening = self.open.pop()
            self.count[opening.key] -= 1
            if opening.key == run.key:
                break
        if run.key[0] == "~":
            # what is struck out is said no more
            self.view.blank(opening.start, run.end)
            return
        self.view.blank(opening.start, opening.end)
        self.view.blank(run.start, run.end)

    def multiplies(self, run: _Run, behind: str) -> bool:
        """Whether a star stands between numbers although it leans on the right one: 0.5 *[1, 0]."""
        if run.key != ("*", 1) or not NUMBER_BEHIND.match(behind):
            return False
        before = self.text[max(self.start, run.start - 20) : run.start].rstrip()
        return bool(before) and NUMBER_BEFORE.match(before[-1]) is not None


def can_open(key: tuple[str, int], before: str, behind: str) -> bool:
    if behind.isspace():
        return False
    if key[0] == "_":
        return not (before.isalnum() or before in "}])_^\\")
    return key[0] == "~" or not (OPERAND_BEFORE.match(before) and OPERAND_BEHIND.match(behind))


def can_close(key: tuple[str, int], before: str, behind: str) -> bool:
    if before.isspace():
        return False
    if key[0] == "_":
        return not (behind.isalnum() or behind in "{([_^\\")
    if key == ("*", 1):
        return not (OPERAND_BEFORE.match(before) and OPERAND_BEHIND.match(behind))
    return not (behind.isascii() and behind.isalnum())


def clean(text: str, start: int, end: int, view: View) -> None:
    """Blanks and decodes what is markup in one block of Markdown."""
    emphasis = Emphasis(text, start, end, view)
    brackets: deque[tuple[int, int]] = deque(maxlen=MOST_OPEN)
    struck: re.Match[str] | None = None
    for match in TOKEN.finditer(text, start, end):
        if match["tag"] and (found := STRUCK.match(match["tag"])) is not None:
            if struck is not None and found["closing"]:
                view.blank(struck.start(), match.end())
            struck = None if found["closing"] else match
        if match["run"]:
            emphasis.meet(*match.span())
        elif match["open"]:
            brackets.append(match.span())
        elif match["close"]:
            _link(text, match, brackets.pop() if brackets else None, view)
        else:
            _overwrite(match, view)


def clean_bold(text: str, start: int, end: int, view: View) -> None:
    """Blanks `**` in a text that is no Markdown but borrows its bold face."""
    emphasis = Emphasis(text, start, end, view, shortest=2)
    for match in re.finditer(r"\*+", text[start:end]):
        emphasis.meet(start + match.start(), start + match.end())


def _overwrite(match: re.Match[str], view: View) -> None:
    start, end = match.span()
    if match["escape"]:
        view.put(start, end, match.group()[1:])
    elif match["entity"]:
        if (character := decoded(match.group())) is not None:
            view.put(start, end, character)
    elif match["tag"]:
        if is_tag(match.group()):
            view.blank(start, end)
            if "\n" not in match.group():
                view.put(start, end, tag_replacement(match.group()))
    else:
        view.blank(start, end)


def _link(text: str, closing: re.Match[str], opening: tuple[int, int] | None, view: View) -> None:
    """[text](place): the place is blanked, and the whole of an image; but [1, 0](2) is no link."""
    if opening is None or closing["to"] is None or not LOCAL.match(closing["to"]):
        return
    if text[opening[0]] == "!":
        view.blank(opening[0], closing.end())
    else:
        view.blank(*opening)
        view.blank(*closing.span())
