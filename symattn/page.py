"""Page: a document as a reader of mathematics sees it.

The view has exactly as many characters as the source, so a place in it is a place in the source: markup is
overwritten with spaces, and what stands for one character (``&times;``, ``\\u2248`` in a notebook's JSON, ``\\\\`` in a
string of code) is overwritten with that character and spaces. Line breaks stay where they are. No map of offsets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum


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
    parts: tuple[Part, ...]
    macros: Mapping[str, Macro] = field(default_factory=dict)
    """By their names, without the backslash."""

    @property
    def read(self) -> str:
        """The view, what is skipped overwritten with spaces too."""
        written, place = [], 0
        for part in self.parts:
            written += [" " * (part.start - place), self.text[part.start : part.end]]
            place = part.end
        return "".join([*written, " " * (len(self.text) - place)])


@dataclass(frozen=True)
class Format:
    """What a file in formats/ defines as FORMAT; its docstring is the manual."""

    title: str
    """As in a sentence: `Jupyter notebook`."""
    endings: tuple[str, ...]
    """File name endings, with the dot, lower case."""
    read: Callable[[str], Page]
    """The page of a source text. ReadingError where the source is no such document."""
