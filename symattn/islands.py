"""Islands: the mathematics found in a page, formula by formula and chain by chain, with the words around it.

A document is prose with islands in it. Reading begins at each mark that may begin a formula and takes as much as
the grammar reads; relation signs behind it make a chain, also over line ends and from one part of a block to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from symattn.notation.formula import Formula, Name, parts_of
from symattn.notation.parse.layout import joined
from symattn.notation.parse.marks import (
    COMMAND,
    DOTS,
    LINE,
    NAME,
    NUMBER,
    OPEN,
    RELATION,
    REMARK_END,
    SIGN,
    STOP,
    TABLE,
    WORD,
    Mark,
    marks,
)
from symattn.notation.parse.written import Reader, Written
from symattn.page import Block, Notation, Page, Part

BEGINNINGS = {NUMBER, NAME, WORD, OPEN, COMMAND, TABLE, DOTS}
LEAD = 200
"""Characters of text before an island that may say what it is."""


@dataclass
class Side:
    """One side of a chain; the first may be missing (`= [0.4, 0.6]` at the start of a line)."""

    formula: Formula
    start: int
    end: int


@dataclass
class Island:
    """A chain of relations, or a formula alone."""

    sides: list[Side]
    signs: list[str]
    """One less than sides; one as many where the first side is missing (`is_continued`)."""
    is_continued: bool
    block: Block
    notation: Notation
    lead: str
    """The text between the island before and this one."""
    places: dict[int, tuple[int, int]]
    """Where each Number node stands."""
    failed: tuple[int, int] | None = None
    """A right side that could not be read."""
    phrase: str = ""
    """All the words of a left side that is a name of several words: `Attention Weights`."""
    after: str = ""

    @property
    def start(self) -> int:
        return self.sides[0].start

    @property
    def end(self) -> int:
        return self.sides[-1].end


@dataclass
class _Pending:
    """A relation sign at the end of a part, its right side being the next part."""

    sign: str
    side: Side | None


@dataclass
class Scanner:
    """Finds the islands of a page one after another."""

    page: Page
    known: Callable[[str], bool] = lambda name: False
    decimal_comma: bool = False
    last_end: int = 0
    pending: _Pending | None = None
    found: list[Island] = field(default_factory=list)

    def islands(self) -> Iterator[Island]:
        block: Block | None = None
        for part in self.page.parts:
            if part.block is not block:
                self.pending = None if block is None or block.kind is not part.block.kind else self.pending
                block = part.block
            yield from self.in_part(part)

    def in_part(self, part: Part) -> Iterator[Island]:
        text = self.page.text
        found: list[Mark] = marks(text, part.start, part.end, part.notation, decimal_comma=self.decimal_comma)
        if part.notation is Notation.CODE and any(mark.kind == LINE for mark in found):
            found = joined(found, text)
        reader = Reader(found, part.notation, self.known, self.decimal_comma)
        i = 0
        while i < len(reader.marks):
            mark = reader.marks[i]
            if mark.kind == RELATION:
                step = self.continuation(reader, i, part)
            elif mark.kind in BEGINNINGS or (mark.kind == SIGN and mark.text in "-√"):
                step = self.chain(reader, i, part)
            else:
                if mark.kind != LINE:
                    self.pending = None
                i += 1
                continue
            i, island = step
            if island is not None:
                yield island
                self.last_end = island.end
                reader.places = {}

    def continuation(self, reader: Reader, i: int, part: Part) -> tuple[int, Island | None]:
        """A chain that begins with its sign: the left side stands further up, or is the word before."""
        sign = reader.marks[i].text
        first = _next(reader, i + 1)
        right = reader.side(first) if first < len(reader.marks) else None
        if right is None:
            if first >= len(reader.marks):
                self.pending = _Pending(sign, self.word_before(reader.marks[i].start, part))
            return i + 1, None
        if sign == "→" and isinstance(right.formula, Name):
            # `"cat" → Q = …` begins a new statement
            return i + 1, None
        word = self.word_before(reader.marks[i].start, part)
        sides = [_side(right)] if word is None else [word, _side(right)]
        island = self.made(sides, [sign], part, reader, is_continued=word is None)
        return self.rest(reader, right.next, island), island

    def word_before(self, at: int, part: Part) -> Side | None:
        """The word directly before a sign that begins a formula: Sum $= 5.056$."""
        text = self.page.text
        lead = text[max(self.last_end, at - 40) : at]
        if "\n\n" in lead[-6:]:
            return None
        stripped = lead.rstrip(" \t`*$_\n(")
        word = ""
        while stripped and (stripped[-1].isalnum() or stripped[-1] in "_") and len(word) < 24:
            word = stripped[-1] + word
            stripped = stripped[:-1]
        if not word or word[0].isdigit():
            return None
        start = at - len(lead) + len(stripped)
        return Side(Name(word), start, start + len(word))

    def chain(self, reader: Reader, i: int, part: Part) -> tuple[int, Island | None]:
        written = reader.side(i)
        if written is None:
            self.pending = None
            return i + 1, None
        pending, self.pending = self.pending, None
        if pending is not None and pending.sign == "→" and isinstance(written.formula, Name):
            pending = None
        if pending is not None:
            sides = [_side(written)] if pending.side is None else [pending.side, _side(written)]
            island = self.made(sides, [pending.sign], part, reader, is_continued=pending.side is None)
            return self.rest(reader, written.next, island), island
        after = _next(reader, written.next)
        has_sign = after < len(reader.marks) and reader.marks[after].kind == RELATION
        if isinstance(written.formula, Name) and not has_sign and after < len(reader.marks):
            return max(written.next, i + 1), None
        island = self.made([_side(written)], [], part, reader, is_continued=False)
        if isinstance(written.formula, Name) and part.notation in (Notation.PROSE, Notation.CODE):
            island.phrase = self.words_before(reader, i)
        end = self.rest(reader, written.next, island)
        if len(island.sides) == 1 and not island.failed and _has_names(written.formula):
            # words beside a number: what is inside may stand alone
            return i + 1, None
        return end, island

    def words_before(self, reader: Reader, i: int) -> str:
        """The words of a name of several: `Attention Weights = …`."""
        first = i
        while first > 0 and i - first < 4 and reader.marks[first - 1].kind in (NAME, WORD):
            first -= 1
        return self.page.text[reader.marks[first].start : reader.marks[i].end] if first < i else ""

    def rest(self, reader: Reader, i: int, island: Island) -> int:
        """The further links of a chain; the mark behind it."""
        while True:
            sign = _next(reader, i)
            if sign >= len(reader.marks) or reader.marks[sign].kind != RELATION:
                break
            first = _next(reader, sign + 1)
            if first < len(reader.marks) and reader.marks[first].kind == RELATION:
                first = _next(reader, first + 1)
            right = reader.side(first) if first < len(reader.marks) else None
            if right is None:
                mark = reader.marks[sign]
                if first >= len(reader.marks):
                    self.pending = _Pending(mark.text, island.sides[-1])
                elif reader.marks[first].kind not in (NAME, WORD, STOP, LINE):
                    island.failed = (mark.start, reader.marks[first].end)
                i = sign + 1
                break
            if reader.marks[sign].text == "→" and isinstance(right.formula, Name):
                # `→ w ≈ …` gives a new statement
                i = sign + 1
                break
            island.sides.append(_side(right))
            island.signs.append(reader.marks[sign].text)
            i = right.next
        return max(i, 0)

    def made(self, sides: list[Side], signs: list[str], part: Part, reader: Reader, *, is_continued: bool) -> Island:
        lead = self.page.text[max(self.last_end, sides[0].start - LEAD) : sides[0].start]
        return Island(sides, signs, is_continued, part.block, part.notation, lead, reader.places)


def _has_names(formula: Formula) -> bool:
    return isinstance(formula, Name) or any(_has_names(part) for part in parts_of(formula))


def _side(written: Written) -> Side:
    return Side(written.formula, written.start, written.end)


def _next(reader: Reader, i: int) -> int:
    """The next mark that is no line end; a blank line is passed only before a relation sign."""
    at = i
    while at < len(reader.marks) and reader.marks[at].kind == LINE:
        at += 1
    if at < len(reader.marks) and at > i:
        if any(mark.text == REMARK_END for mark in reader.marks[i:at]):
            return i
        blank = any(mark.text != "\n" for mark in reader.marks[i:at])
        if blank and reader.marks[at].kind != RELATION and not (i > 0 and reader.marks[i - 1].kind == RELATION):
            return i
    return at
