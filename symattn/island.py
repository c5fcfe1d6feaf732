"""An island: a formula that stands alone in a text, or a chain of relations, with the words around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from symattn.notation.formula import Formula, Number
from symattn.page import Block, Notation

Places = dict[int, tuple[int, int]]


@dataclass
class Side:
    """One side of a chain; the first may be missing (`= [0.4, 0.6]` at the start of a line)."""

    formula: Formula
    start: int
    end: int
    places: Places = field(default_factory=dict, repr=False)
    """Where each Number node (by id) stands in the text."""


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
    failed: tuple[int, int] | None = None
    """A right side that could not be read."""
    is_cut_short: bool = False
    """Whether its last side goes on with what could not be read."""
    left_unread: int | None = None
    """Where what stands before the first sign begins, if numbers are in it that could not be read."""
    phrase: str = ""
    """All the words of a left side that is a name of several words: `Attention Weights`."""

    @property
    def start(self) -> int:
        return self.sides[0].start

    @property
    def end(self) -> int:
        return self.sides[-1].end

    def place_of(self, number: Number) -> tuple[int, int] | None:
        """Where it stands in the text."""
        found = [side.places[id(number)] for side in self.sides if id(number) in side.places]
        return found[-1] if found else None
