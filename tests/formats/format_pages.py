"""Pages as lists that are easy to compare."""

from __future__ import annotations

from symattn.entries import Entries
from symattn.page import Block, Format, Kind, Notation, Page

FORMATS: Entries[Format] = Entries("symattn.formats", "FORMAT", "format")


def page(format_name: str, source: str) -> Page:
    return FORMATS[format_name].read(source)


def parts(format_name: str, source: str) -> list[tuple[Kind, Notation, str]]:
    """Kind of block, notation and text of each part, runs of spaces drawn together."""
    read = page(format_name, source)
    return [(p.block.kind, p.notation, squeezed(read.text[p.start : p.end])) for p in read.parts]


def texts(format_name: str, source: str) -> list[str]:
    """The texts of the parts as they stand in the view."""
    read = page(format_name, source)
    return [read.text[p.start : p.end] for p in read.parts]


def formulas(format_name: str, source: str) -> list[str]:
    return [text for _, notation, text in parts(format_name, source) if notation in {Notation.LATEX, Notation.TYPST}]


def words(format_name: str, source: str) -> str:
    """All parts of a text without formulas, one after the other."""
    return " ".join(text for _, _, text in parts(format_name, source))


def blocks(format_name: str, source: str) -> list[Block]:
    found: list[Block] = []
    for part in page(format_name, source).parts:
        if not found or found[-1] is not part.block:
            found.append(part.block)
    return found


def cells(format_name: str, source: str) -> list[tuple[int, int, int, str]]:
    """Table, row, column and text of each part of a table."""
    read = page(format_name, source)
    found = [(p.block, squeezed(read.text[p.start : p.end])) for p in read.parts if p.block.kind is Kind.CELL]
    return [(block.table, block.row, block.column, text) for block, text in found]


def squeezed(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))
