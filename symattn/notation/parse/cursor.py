"""A place in a list of marks, and what every rule of the grammar needs there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from symattn.notation.formula import Formula, Number
from symattn.notation.parse.mark import CLOSE, LINE, LINE_END, OPEN, SIGN, STOP, Mark
from symattn.page import Notation

T = TypeVar("T")
DEEPEST = 80
"""Deepest nesting read; what works with a formula follows it to limits.NESTING."""
LONGEST_GROUP = 24
"""Marks in the brackets of an index or of a name such as score(mat→cat)."""


class Unreadable(Exception):
    """No formula here; never leaves the reader."""


@dataclass
class Cursor:
    """Goes over marks; what the grammar reads is kept alive as long as places are asked for."""

    marks: Sequence[Mark]
    notation: Notation
    known: Callable[[str], bool] = lambda name: False
    """Whether a name is bound: QK is then Q·K."""
    decimal_comma: bool = False
    numbers: list[tuple[Number, int, int]] = field(default_factory=list)
    """Each Number node read, and where it stands in the text."""
    position: int = 0
    depth: int = 0
    brackets: int = 0
    """How many brackets are open: inside, line ends mean nothing."""
    spaced_cells: bool = False
    """Whether spaces part the entries here: [1 -1]."""
    dead: set[int] = field(default_factory=set)
    """Marks at which no formula was found to begin."""

    def mark_at(self, position: int) -> Mark | None:
        return self.marks[position] if position < len(self.marks) else None

    def here(self) -> Mark | None:
        marks = self.marks
        if self.brackets:
            while self.position < len(marks) and marks[self.position].kind == LINE:
                self.position += 1
        return marks[self.position] if self.position < len(marks) else None

    def is_before(self, kinds: frozenset[str]) -> bool:
        """Whether a mark of one of these kinds comes next; asked before what is mostly in vain is tried."""
        return self.position < len(self.marks) and self.marks[self.position].kind in kinds

    def take(self) -> Mark:
        mark = self.here()
        if mark is None:
            raise Unreadable
        self.position += 1
        return mark

    def is_sign(self, *texts: str) -> bool:
        mark = self.here()
        return mark is not None and mark.kind == SIGN and mark.text in texts

    def took(self, *texts: str) -> str:
        """The sign that comes next, if it is one of these; "" if it is none of them."""
        mark = self.here()
        if mark is None or mark.kind != SIGN or mark.text not in texts:
            return ""
        self.position += 1
        return mark.text

    def opens(self, brackets: str) -> bool:
        """Whether one of these brackets opens here."""
        mark = self.here()
        return mark is not None and mark.kind == OPEN and mark.text in brackets

    def is_gap(self, mark: Mark) -> bool:
        """`\\quad`."""
        return mark.kind == STOP and mark.text == " "

    def pass_line_end(self) -> None:
        """One line end; a formula goes over no blank line."""
        while (mark := self.mark_at(self.position)) is not None and mark.kind == LINE:
            if mark.text != LINE_END:
                raise Unreadable
            self.position += 1

    def deeper(self, read: Callable[[], T]) -> T:
        """What `read` gives, one level of nesting further in."""
        if self.depth >= DEEPEST:
            raise Unreadable
        self.depth += 1
        found = read()
        self.depth -= 1
        return found

    def tried(self, read: Callable[[], Formula | None]) -> Formula | None:
        """What `read` gives; None, and all as before, where it gives none or finds no formula."""
        before = self.position, self.depth, self.brackets, self.spaced_cells
        try:
            found = read()
        except Unreadable:
            found = None
        if found is None:
            self.position, self.depth, self.brackets, self.spaced_cells = before
        return found

    def once(self, at: int, read: Callable[[], T]) -> T:
        """What `read` gives, one level further in; where it finds nothing, nothing is looked for here again."""
        if at in self.dead:
            raise Unreadable
        try:
            return self.deeper(read)
        except Unreadable:
            self.dead.add(at)
            raise

    def number_at(self, text: str, mark: Mark) -> Number:
        """A number node whose place is remembered."""
        node = Number(text)
        self.numbers.append((node, mark.start, mark.end))
        return node

    def group_text(self) -> tuple[str, int] | None:
        """The text of the bracket that begins here, without its braces, and the mark behind it."""
        level = 0
        for i in range(self.position, min(self.position + LONGEST_GROUP, len(self.marks))):
            level += (self.marks[i].kind == OPEN) - (self.marks[i].kind == CLOSE)
            if level == 0:
                inside = self.marks[self.position : i + 1]
                text = "".join((" " if mark.spaced else "") + mark.text for mark in inside)
                return (text[1:-1] if text.startswith("{") else text), i + 1
        return None

    def sum(self) -> Formula:
        """A whole formula (written.py)."""
        raise NotImplementedError

    def product(self) -> Formula:
        """A formula without + and - (written.py)."""
        raise NotImplementedError

    def power(self) -> Formula:
        """A formula without operators (written.py)."""
        raise NotImplementedError
