"""A program: one walk over its remarks and strings."""

from __future__ import annotations

import re

from symattn.page import Block, Kind, Notation
from symattn.scanning.draft import Draft
from symattn.scanning.literals import Literal, literals, write
from symattn.scanning.sought import Sought
from symattn.scanning.strings import read_string
from symattn.scanning.styles import Style, closing_of, style_of

MARKER = re.compile(r"//[/!]*|\#+!?|--+|%+|!+")
ENDS = {
    '"': re.compile(r'(?:[^"\\\n]|\\.)*+"', re.DOTALL),
    "'": re.compile(r"(?:[^'\\\n]|\\.)*+'", re.DOTALL),
    "`": re.compile(r"(?:[^`\\]|\\.)*+`", re.DOTALL),
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*+"""', re.DOTALL),
    "'''": re.compile(r"(?:[^'\\]|\\.|'(?!''))*+'''", re.DOTALL),
}
STAR = re.compile(r"^[ \t]*\*(?![*/])", re.MULTILINE)
LINE_WITHOUT_STAR = re.compile(r"\n(?![ \t]*\*|[ \t]*\r?(?:\n|\Z))")


class Program:
    """Reads a draft's source. `remark` is the piece of remarks not yet added, from its line's first character on."""

    def __init__(self, draft: Draft, style: Style | None = None) -> None:
        self.draft, self.text, self.view = draft, draft.source, draft.view
        self.style = style or style_of(self.text)
        self.sought = Sought(self.text, len(self.text))
        self.remark: tuple[int, int] | None = None
        self.place = 0

    def read(self) -> None:
        waiting = list(literals(self.text))[::-1]
        while match := self.style.token.search(self.text, self.place):
            while waiting and waiting[-1].start < match.start():
                if self.literal(waiting.pop(), match.start()):
                    break
            else:
                self.place = match.end()
                self.meet(match)
        self.end_remark()
        while waiting:
            self.literal(waiting.pop(), len(self.text))

    def literal(self, literal: Literal, token: int) -> bool:
        """Adds a list of numbers if it does not stand in a remark or string; whether it reaches over the next token."""
        if literal.start < self.place:
            return False
        self.end_remark()
        write(self.view, literal)
        self.draft.add(literal.start, literal.end, Notation.CODE, Block(Kind.CODE))
        self.place = literal.end
        return literal.end > token

    def meet(self, match: re.Match[str]) -> None:
        start, end = match.span()
        if match["remark"] is not None:
            self.line_remark(start, end)
        elif match["opening"] is not None:
            self.block_remark(match["opening"], start)
        elif match["string"] is not None:
            prefix = match["string"].removesuffix(match["quote"])
            self.string(match["quote"], is_raw=bool(match["raw"]), is_formatted="f" in prefix.lower())
        else:
            self.string("`", is_raw=bool(match["tag"]))

    def line_remark(self, start: int, end: int) -> None:
        marker = MARKER.match(self.text, start, end)
        self.view.blank(start, marker.end() if marker else start)
        line = self.text.rfind("\n", 0, start) + 1
        is_alone = not self.text[line:start].strip() if start - line < 1000 else False
        if self.remark and is_alone and not self.text[self.remark[1] : line].strip(" \t\r\n") and self._follows(line):
            self.remark = (self.remark[0], end)
            return
        self.end_remark()
        self.remark = (line if is_alone else start, end)

    def _follows(self, line: int) -> bool:
        return self.remark is not None and self.text.count("\n", self.remark[1], line) == 1

    def end_remark(self) -> None:
        if self.remark:
            self.draft.add(*self.remark, Notation.CODE, Block(Kind.CODE))
        self.remark = None

    def block_remark(self, opening: str, start: int) -> None:
        self.end_remark()
        closing = closing_of(opening)
        end = self.sought.first_text(closing, self.place)
        if end < 0:
            return
        inner = self.place
        self.view.blank(start, inner)
        if not LINE_WITHOUT_STAR.search(self.text, inner, end):
            for match in STAR.finditer(self.text, inner, end):
                self.view.blank(*match.span())
        line = max(self.text.rfind("\n", 0, start) + 1, start - 1000)
        self.draft.add(start if self.text[line:start].strip() else line, end, Notation.CODE, Block(Kind.CODE))
        self.place = end + len(closing)

    def string(self, quote: str, *, is_raw: bool, is_formatted: bool = False) -> None:
        self.end_remark()
        inner = self.place
        match = ENDS[quote].match(self.text, inner) if self.sought.first_text(quote, inner) >= 0 else None
        if match is None:
            return
        self.place = match.end()
        read_string(self.draft, inner, match.end() - len(quote), is_raw=is_raw, is_formatted=is_formatted)
