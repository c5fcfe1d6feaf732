"""Page: a document as a reader of mathematics sees it.

The view has exactly as many characters as the source, so a place in it is a place in the source: markup is
overwritten with spaces, and what stands for one character (``&times;``, ``\\u2248`` in a notebook's JSON, ``\\\\`` in a
string of code) is overwritten with that character and spaces. Line breaks stay where they are. No map of offsets.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from io import StringIO


class Notation(Enum):
    """How the mathematics of a part is written."""

    PROSE = "prose"
    """Words with plain or Unicode mathematics among them; the line breaks mean nothing."""
    CODE = "code"
    """Plain or Unicode mathematics whose lines and columns mean something, with remarks (#, //, --) behind them."""
    LATEX = "latex"
    TYPST = "typst"


class Kind(Enum):
    """What kind of block a part belongs to."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    DISPLAY = "display"
    CODE = "code"
    RECORD = "record"
    """What a program printed when it ran."""
    CELL = "cell"


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A paragraph, heading, list item, displayed formula, piece of code or cell of a table."""

    kind: Kind
    level: int = 0
    """Of a heading: 1 for the highest."""
    table: int = 0
    """Of a cell: which table of the document, counted from 1."""
    row: int = 0
    """Of a cell: 0 for the headings, then 1, 2 …"""
    column: int = 0
    """Of a cell: 0, 1 …"""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one notation within one block. A paragraph with two formulas has up to five parts."""

    start: int
    end: int
    notation: Notation
    block: Block


NOTATIONS, KINDS = tuple(Notation), tuple(Kind)
LATELY = 4
"""Blocks that a part is looked for among: a formula stands between two stretches of one paragraph."""


class Parts:
    """Parts in columns of numbers: a text of 5 MB may have 10^6 of them, and an object takes ten times the room."""

    def __init__(self) -> None:
        self._starts, self._ends, self._notations, self._blocks = array("I"), array("I"), array("B"), array("I")
        self._kinds, self._places = array("B"), array("i")
        self._lately: list[tuple[Block, int]] = []

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[Part]:
        """Parts of one block that stand one behind the other have the same object as block."""
        before, block = -1, Block(Kind.PARAGRAPH)
        for i, number in enumerate(self._blocks):
            if number != before:
                before, block = number, self._block(number)
            yield self._part(i, block)

    def __getitem__(self, i: int) -> Part:
        return self._part(i, self._block(self._blocks[i]))

    def add(self, start: int, end: int, notation: Notation, block: Block) -> None:
        self._starts.append(start)
        self._ends.append(end)
        self._notations.append(NOTATIONS.index(notation))
        self._blocks.append(self._number_of(block))

    def in_order(self) -> Iterator[Part]:
        """By where they start; most pages are made in order."""
        starts = self._starts
        if all(starts[i] <= starts[i + 1] for i in range(len(starts) - 1)):
            yield from self
        else:
            yield from sorted(self, key=lambda part: part.start)

    def _number_of(self, block: Block) -> int:
        for known, number in self._lately:
            if known is block:
                return number
        number = len(self._kinds)
        self._kinds.append(KINDS.index(block.kind))
        self._places.extend((block.level, block.table, block.row, block.column))
        self._lately = [(block, number), *self._lately[: LATELY - 1]]
        return number

    def _block(self, number: int) -> Block:
        return Block(KINDS[self._kinds[number]], *self._places[4 * number : 4 * number + 4])

    def _part(self, i: int, block: Block) -> Part:
        return Part(self._starts[i], self._ends[i], NOTATIONS[self._notations[i]], block)


@dataclass(frozen=True, slots=True)
class Macro:
    """What a command that the document defines stands for: \\newcommand{\\row}[1]{[#1]}."""

    body: str
    parameters: int = 0
    default: str | None = None
    """Of the first parameter, where it may be left out."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document's view and its parts, in the order of the text, not overlapping. What no part covers is skipped."""

    text: str
    parts: Parts = field(default_factory=Parts)
    macros: Mapping[str, Macro] = field(default_factory=dict)
    """By their names, without the backslash."""

    @property
    def read(self) -> str:
        """The view, what is skipped overwritten with spaces too."""
        written, place = StringIO(newline=""), 0
        for part in self.parts:
            written.write(" " * (part.start - place))
            written.write(self.text[part.start : part.end])
            place = part.end
        written.write(" " * (len(self.text) - place))
        return written.getvalue()


@dataclass(frozen=True)
class Format:
    """What a file in formats/ defines as FORMAT; its docstring is the manual."""

    title: str
    """As in a sentence: `Jupyter notebook`."""
    endings: tuple[str, ...]
    """File name endings, with the dot, lower case."""
    read: Callable[[str], Page]
    """The page of a source text. ReadingError where the source is no such document."""
