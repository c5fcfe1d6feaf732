"""Sets of words, written as a line of them."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())
