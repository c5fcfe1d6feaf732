"""Renderer: one output format. It knows blocks and formulas, and nothing of attention."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symattn.notation.document import Document


@dataclass(frozen=True)
class Style:
    """What a user may wish of any format; each renderer takes what concerns it."""

    fragment: bool = False
    """A part to be included in another document, not a document of its own."""
    width: int = 100
    """Columns of a terminal."""
    colour: bool = False


@dataclass(frozen=True)
class Renderer:
    """What a file in render/ defines as RENDERER."""

    suffix: str
    """Of files in this format, with the dot."""
    render: Callable[[Document, Style], str]
