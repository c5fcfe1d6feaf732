"""What a hand tells: headings, sentences with formulas in them, formulas displayed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from formulas import Chain


@dataclass(frozen=True)
class Heading:
    word: str


@dataclass(frozen=True)
class Say:
    """A sentence: words, and formulas among them."""

    parts: tuple[Any, ...]
    is_item: bool = False


@dataclass(frozen=True)
class Show:
    """Chains displayed."""

    chains: tuple[Chain, ...]
