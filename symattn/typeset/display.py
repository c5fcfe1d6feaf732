"""Chains as LaTeX lines: `a &= b \\\\ &= c`, broken where a line of paper ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from symattn.notation.formula import Chain, Formula, Negative, Sum
from symattn.notation.latex import SIGNS, latex, latex_chain
from symattn.typeset.width import RELATION, chain_width, width

LINE = 390
"""Tenths of an em in a line: 16.6 cm at 11 pt hold 430; the estimate is given some air."""

GAP = 20
"""A \\qquad between chains side by side."""

T = TypeVar("T")


def aligned_rows(chains: tuple[Chain, ...], *, narrow: bool = False) -> str:
    """The inside of an align or aligned environment. narrow: on paper, where a table too wide gets closer columns."""
    return " \\\\\n".join(_joined(list(_rows(chain, narrow)), narrow) for chain in chains)


def _joined(rows: list[str], narrow: bool) -> str:
    """The rows of a chain; on paper no page ends before the last or behind the first of them."""
    ends = [r" \\*" if narrow and i in (1, len(rows) - 1) else r" \\" for i in range(1, len(rows))]
    return rows[0] + "".join(f"{end}\n{row}" for end, row in zip(ends, rows[1:], strict=True))


def gathered_rows(chains: tuple[Chain, ...]) -> str:
    """The inside of a gather or gathered environment: chains side by side, as many to a line as fit."""
    lines = filled(chains, chain_width, LINE, GAP)
    return ", \\\\\n".join(r", \qquad ".join(map(latex_chain, line)) for line in lines)


def filled(items: Iterable[T], width_of: Callable[[T], int], room: int, gap: int) -> list[list[T]]:
    """The items in lines of at most this room, with the gap between two; one that is wider has a line for itself.

    The last one does not stand alone below three or more.
    """
    lines = list(_filled(items, width_of, room, gap))
    if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) > 2:
        pair = [lines[-2][-1], *lines[-1]]
        if sum(map(width_of, pair)) + gap <= room:
            lines[-2:] = [lines[-2][:-1], pair]
    return lines


def _filled(items: Iterable[T], width_of: Callable[[T], int], room: int, gap: int) -> Iterator[list[T]]:
    line: list[T] = []
    taken = 0
    for item in items:
        wide = width_of(item)
        if line and taken + gap + wide > room:
            yield line
            line, taken = [], 0
        taken += wide + (gap if line else 0)
        line.append(item)
    if line:
        yield line


def _rows(chain: Chain, narrow: bool) -> Iterator[str]:
    """One row if the chain fits; else a row for each link, and a long sum over several."""
    left = latex(chain.first)
    if chain_width(chain) <= LINE:
        yield f"{left} &" + " ".join(f"{SIGNS[link.sign]} {latex(link.formula)}" for link in chain.links)
        return
    room = LINE - width(chain.first) - RELATION
    for link in chain.links:
        first, *others = _broken(link.formula, room, narrow)
        yield f"{left} &{SIGNS[link.sign]} {first}"
        for part in others:
            yield rf"&\qquad {part}"
        left = ""


def _broken(formula: Formula, room: int, narrow: bool) -> Iterator[str]:
    """A sum that is too wide, broken before + and −; a table that is too wide, with its columns closer."""
    if width(formula) <= room or not isinstance(formula, Sum):
        too_wide = narrow and width(formula) > room
        yield rf"{{\arraycolsep=2pt {latex(formula)}}}" if too_wide else latex(formula)
        return
    part: list[Formula] = []
    for term in formula.terms:
        if part and width(Sum((*part, term))) > room - RELATION:
            yield _part(part, first=part[0] is formula.terms[0])
            part = []
        part.append(term)
    yield _part(part, first=part[0] is formula.terms[0])


def _part(terms: list[Formula], *, first: bool) -> str:
    text = latex(Sum(tuple(terms)) if len(terms) > 1 else terms[0])
    return text if first or isinstance(terms[0], Negative) else f"{{}} + {text}"
