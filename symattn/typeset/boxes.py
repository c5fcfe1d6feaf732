"""Formulas as boxes of characters: tables with brackets over several lines, everything else on one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from symattn.notation.formula import Chain, Formula, Link, Matrix, Product
from symattn.notation.plain import plain
from symattn.typeset.display import filled

INDENT = 4


@dataclass(frozen=True)
class Box:
    """Lines of one width; `middle` is the line that stands level with its neighbours."""

    lines: tuple[str, ...]

    @property
    def width(self) -> int:
        return max(map(cell_len, self.lines))

    @property
    def middle(self) -> int:
        return (len(self.lines) - 1) // 2


def box_of(formula: Formula) -> Box:
    """A matrix, or a product with matrices in it, over several lines; anything else in one."""
    match formula:
        case Matrix(rows):
            return _matrix_box([[plain(cell) for cell in row] for row in rows])
        case Product(factors) if any(isinstance(factor, Matrix) for factor in factors):
            return beside([box_of(factor) for factor in factors], gap=" ")
        case _:
            return Box((plain(formula),))


def beside(boxes: list[Box], gap: str = "") -> Box:
    """Boxes next to each other, level in the middle."""
    above = max(box.middle for box in boxes)
    below = max(len(box.lines) - box.middle for box in boxes)
    padded = [_padded(box, above - box.middle, below - (len(box.lines) - box.middle)) for box in boxes]
    return Box(tuple(gap.join(parts) for parts in zip(*padded, strict=True)))


def chain_lines(chain: Chain, left: int, width: int) -> list[str]:
    """The chain in lines of `width`: in one line if it fits, else a line for each link, under the first sign."""
    first = Box((" " * (left - cell_len(plain(chain.first))) + plain(chain.first),))
    links = [_link_box(link) for link in chain.links]
    if first.width + sum(box.width for box in links) <= width:
        return list(beside([first, *links]).lines)
    lines: list[str] = []
    for box, link in zip(links, chain.links, strict=True):
        if box.width + left > width:
            box = Box(tuple(_wrapped(link, width - left)))
            lines += [f"{first.lines[0]}{box.lines[0]}", *(f"{' ' * left}{line}" for line in box.lines[1:])]
        else:
            lines += beside([first, box]).lines
        first = Box((" " * left,))
    return lines


def abreast_lines(chains: tuple[Chain, ...], width: int) -> list[str]:
    """Chains side by side, as many to a line of `width` as fit; one that does not fit is broken by itself."""
    lines: list[str] = []
    for row in filled(chains, lambda chain: _chain_box(chain).width, width, INDENT):
        if len(row) == 1:
            lines += chain_lines(row[0], cell_len(plain(row[0].first)), width)
        else:
            lines += beside(list(map(_chain_box, row)), gap=" " * INDENT).lines
    return lines


def _chain_box(chain: Chain) -> Box:
    return beside([Box((plain(chain.first),)), *map(_link_box, chain.links)])


def _link_box(link: Link) -> Box:
    return beside([Box((f" {link.sign} ",)), box_of(link.formula)])


def _wrapped(link: Link, room: int) -> list[str]:
    """A formula that is too long, in one line of text that is broken where it may be; within brackets if need be."""
    lines, line = [], f" {link.sign}"
    for word in _fitting(_words(plain(link.formula)), room - INDENT - 1):
        if cell_len(line) + 1 + cell_len(word) > room and line.strip(" " + link.sign):
            lines.append(line)
            line = " " * INDENT
        line += f" {word}"
    return [*lines, line]


def _fitting(words: list[str], room: int) -> Iterator[str]:
    """The words; one that is wider than a line, within its brackets."""
    for word in words:
        yield from [word] if cell_len(word) <= room else word.split(" ")


def _words(text: str) -> list[str]:
    """The text parted after commas that stand in no round bracket, before + and − that stand in no bracket at all."""
    words, depth, in_table = [""], 0, 0
    for word in text.split(" "):
        if depth == 0 and ((word in ("+", "−") and in_table == 0) or words[-1].endswith(",")):
            words.append(word)
        else:
            words[-1] = f"{words[-1]} {word}" if words[-1] else word
        depth += word.count("(") - word.count(")")
        in_table += word.count("[") - word.count("]")
    return words


def _matrix_box(cells: list[list[str]]) -> Box:
    widths = [max(cell_len(row[j]) for row in cells) for j in range(len(cells[0]))]
    rows = ["  ".join(" " * (w - cell_len(c)) + c for c, w in zip(row, widths, strict=True)) for row in cells]
    if len(rows) == 1:
        return Box((f"[ {rows[0]} ]",))
    ends = [("⎡", "⎤"), *[("⎢", "⎥")] * (len(rows) - 2), ("⎣", "⎦")]
    return Box(tuple(f"{a} {row} {b}" for (a, b), row in zip(ends, rows, strict=True)))


def _padded(box: Box, above: int, below: int) -> list[str]:
    lines = [line + " " * (box.width - cell_len(line)) for line in box.lines]
    return [" " * box.width] * above + lines + [" " * box.width] * below
