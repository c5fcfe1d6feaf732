"""Enumerated: `$0.577$, $1.155$ and $2.309$`, a row of numbers each of which is a formula of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from symattn.island import Island, Side
from symattn.notation.formula import Vector
from symattn.notation.parse.listing import has_point, is_plain_number
from symattn.notation.parse.spellings import AND_WORDS
from symattn.page import Kind

AND = f"(?:{'|'.join(sorted(AND_WORDS))})"
BETWEEN = re.compile(rf"[\s*]*(?:[$`]|\\\))[\s*]*(?:[,;，、；]\s*)?(?:{AND}\b)?[\s*]*(?:[$`]|\\\()[\s*]*")
SENTENCES = (Kind.PARAGRAPH, Kind.ITEM)


def enumerated(islands: Iterable[Island], text: str) -> Iterator[Sequence[Island]]:
    """The islands in order, those together that are one row; all others alone."""
    row: list[Island] = []
    for island in islands:
        if row and not _goes_on(row[-1], island, text):
            yield row
            row = []
        if _is_number(island):
            row.append(island)
        else:
            yield [island]
    if row:
        yield row


def as_row(numbers: Sequence[Island]) -> Island | None:
    """The row that they are; None for one alone and for whole numbers."""
    sides = [island.sides[0] for island in numbers]
    if len(sides) < 2 or not any(has_point(side.formula) for side in sides):
        return None
    places = {node: place for side in sides for node, place in side.places.items()}
    row = Side(Vector(tuple(side.formula for side in sides)), sides[0].start, sides[-1].end, places)
    return Island([row], [], False, numbers[0].block, numbers[0].notation, numbers[0].lead)


def _is_number(island: Island) -> bool:
    is_alone = not island.signs and not island.is_continued and island.failed is None
    return is_alone and island.block.kind in SENTENCES and is_plain_number(island.sides[0].formula)


def _goes_on(before: Island, island: Island, text: str) -> bool:
    is_beside = island.block is before.block and _is_number(island)
    return is_beside and BETWEEN.fullmatch(text, before.end, island.start) is not None
