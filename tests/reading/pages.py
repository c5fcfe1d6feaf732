"""What is read from a text, as lines that are easy to compare."""

from __future__ import annotations

from collections.abc import Iterator

from symattn.entries import Entries
from symattn.island import Island
from symattn.islands import Scanner
from symattn.notation.formula import Formula, Number, parts_of
from symattn.notation.parse.marks import marks
from symattn.notation.parse.written import Reader
from symattn.notation.plain import plain
from symattn.page import Format, Notation

FORMATS: Entries[Format] = Entries("symattn.formats", "FORMAT", "format")


def islands(
    text: str, format_name: str = "markdown", known: str = "QKV", *, decimal_comma: bool = False
) -> list[Island]:
    page = FORMATS[format_name].read(text)
    return list(Scanner(page, lambda name: name in known, decimal_comma).islands())


def told(text: str, format_name: str = "markdown", known: str = "QKV", *, decimal_comma: bool = False) -> list[str]:
    """Each island in plain notation; one without its first side begins with dots."""
    return [_line(island) for island in islands(text, format_name, known, decimal_comma=decimal_comma)]


def _line(island: Island) -> str:
    sides = [plain(side.formula) for side in island.sides]
    if island.is_continued:
        sides.insert(0, "...")
    return sides[0] + "".join(f" {sign} {side}" for sign, side in zip(island.signs, sides[1:], strict=True))


def spans(text: str, format_name: str = "markdown") -> list[list[str]]:
    """The text of each side of each island."""
    return [[text[side.start : side.end] for side in island.sides] for island in islands(text, format_name)]


def formula(text: str, notation: Notation = Notation.PROSE) -> Formula | None:
    """The formula that the whole text is; None where it is read in part only."""
    found = marks(text, 0, len(text), notation)
    written = Reader(found, notation).side(0)
    return written.formula if written is not None and written.next == len(found) else None


def numbers(formula: Formula) -> Iterator[Number]:
    if isinstance(formula, Number):
        yield formula
    for part in parts_of(formula):
        yield from numbers(part)
