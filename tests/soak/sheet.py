"""A finished document, and the places of the two sides of each relation in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from formulas import Chain

PRIVATE = 0xF0000
"""Marks are characters that no document has; they are taken out when it is finished."""


@dataclass(frozen=True)
class Side:
    start: int
    end: int


@dataclass(frozen=True)
class Link:
    """One relation of the document."""

    chain: Chain
    index: int
    left: Side
    right: Side
    is_explicit: bool

    @property
    def formula(self) -> Any:
        return self.chain.sides[self.index + 1]

    @property
    def is_claim(self) -> bool:
        return self.chain.claims[self.index]


@dataclass(frozen=True)
class Sheet:
    """A finished document."""

    path: str
    text: str
    links: tuple[Link, ...]


@dataclass
class Marks:
    """Gives each side of each chain two characters of its own."""

    sides: list[tuple[Chain, int]] = field(default_factory=list)

    def around(self, chain: Chain, index: int, written: str) -> str:
        k = len(self.sides)
        self.sides.append((chain, index))
        return f"{chr(PRIVATE + 2 * k)}{written}{chr(PRIVATE + 2 * k + 1)}"

    def taken_out(self, path: str, marked: str) -> Sheet:
        places: dict[int, int] = {}
        text = []
        for c in marked:
            if ord(c) >= PRIVATE:
                places[ord(c) - PRIVATE] = len(text)
            else:
                text.append(c)
        found = {
            (id(chain), i): Side(places[2 * k], places[2 * k + 1])
            for k, (chain, i) in enumerate(self.sides)
            if 2 * k in places
        }
        links = []
        for chain, i in self.sides:
            if i > 0 and (id(chain), i - 1) in found:
                links.append(Link(chain, i - 1, found[id(chain), i - 1], found[id(chain), i], True))
        return Sheet(path, "".join(text), tuple(links))
