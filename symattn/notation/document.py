"""Document: the few kinds of block that lie between all that tells and all that prints. A closed set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from symattn.notation.formula import Chain, Formula


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words, exactly as they are; a renderer escapes what its format would read as code."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula or chain within a line of words."""

    chain: Chain


@dataclass(frozen=True, slots=True)
class VerdictWord:
    """A verdict's word, coloured where colours are: `rounded`, `wrong` …"""

    word: str


Inline = Text | Math | VerdictWord
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    """1 for the title of the document."""
    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line


@dataclass(frozen=True, slots=True)
class Display:
    """Chains set apart, one below the other, aligned at their first sign."""

    chains: tuple[Chain, ...]


@dataclass(frozen=True, slots=True)
class Abreast:
    """Chains set apart, side by side, as many to a line as fit: `X = …,  W_Q = …,  d_k = 2`."""

    chains: tuple[Chain, ...]


@dataclass(frozen=True, slots=True)
class DataTable:
    """Rows of cells under a heading row."""

    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


Block = Heading | Paragraph | Display | Abreast | DataTable


@dataclass(frozen=True)
class Document:
    """What is told, for every renderer; `data()` is the same for machines, whole and worked out when asked for."""

    title: str
    blocks: tuple[Block, ...]
    data: Callable[[], Mapping[str, Any]] = dict


def words(text: str) -> Line:
    return (Text(text),) if text else ()


def math(formula: Formula) -> Math:
    return Math(Chain(formula))
