"""Lines of cells, from text with commas, semicolons or tabs between them; one bad line spoils no other.

A cell in quotes may hold the separator, line ends, and quotes written twice. Where a quote does not close its cell,
its line is given up, and the next line is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t")
TOLD = re.compile(r"[ ]*\"?sep=(.)\"?[ ]*(?:\n|\Z)", re.IGNORECASE)
"""The first line by which a spreadsheet is told the separator."""


@dataclass(frozen=True)
class Line:
    """The cells of a line, and where it begins, counted from 1."""

    number: int
    cells: list[str]
    is_broken: bool = False
    """Whether a quote did not close its cell; then the cells are those before it."""


@dataclass(frozen=True)
class Delimited:
    """A text and the separator of its cells."""

    text: str
    delimiter: str
    start: int = 0
    """Where the cells begin."""

    @staticmethod
    def of(text: str) -> Delimited:
        """The separator is told by the first line, or is what stands there most often."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        told = TOLD.match(text)
        if told is not None:
            return Delimited(text, told[1], told.end())
        first = next((line for line in text.split("\n") if line.strip()), "")
        return Delimited(text, max(DELIMITERS, key=first.count))

    def lines(self) -> Iterator[Line]:
        """Every line that is not empty."""
        between = re.escape(self.delimiter)
        cell = re.compile(rf'[ ]*+"((?:[^"]|"")*+)"[ ]*+(?={between}|\n|\Z)|([^{between}\n]*+)')
        text, at, number = self.text, self.start, 1 + self.text.count("\n", 0, self.start)
        while at < len(text):
            begins = at
            cells: list[str] = []
            while True:
                match = cell.match(text, at)
                assert match is not None, "the second form may be empty"
                quoted, plain = match.groups()
                if plain is not None and plain.lstrip(" ").startswith('"'):
                    at = _line_end(text, begins)
                    yield Line(number, cells, is_broken=True)
                    break
                cells.append(plain if quoted is None else quoted.replace('""', '"'))
                at = match.end()
                if at == len(text) or text[at] == "\n":
                    if any(map(str.strip, cells)):
                        yield Line(number, cells)
                    break
                at += 1
            number += text.count("\n", begins, at) + 1
            at += 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
