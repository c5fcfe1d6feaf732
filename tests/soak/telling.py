"""What a hand tells: headings, sentences with formulas in them, formulas displayed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from formulas import Chain


@dataclass(frozen=True)
class Heading:
    word: str


@dataclass(frozen=True)
class Paired:
    """Several left sides, and behind one sign as many right sides: e^{0.7}, e^0 = 2.01, 1."""

    chains: tuple[Chain, ...]


@dataclass(frozen=True)
class Say:
    """A sentence: words, and formulas among them."""

    parts: tuple[Any, ...]
    is_item: bool = False


@dataclass(frozen=True)
class Show:
    """Chains displayed."""

    chains: tuple[Chain, ...]


def chains_of(item: Any) -> list[Chain]:
    """Every chain told, in the order of telling."""
    match item:
        case Chain():
            return [item]
        case Say(parts):
            return [chain for part in parts for chain in chains_of(part)]
        case Show(chains) | Paired(chains):
            return list(chains)
    return []
