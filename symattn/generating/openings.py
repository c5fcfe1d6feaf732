"""How exercises open: the sentence that tells what is given, the same wherever the same is given."""

from __future__ import annotations

from symattn.begun import begun
from symattn.generating.draws import Draws
from symattn.generating.kind import CAUSAL
from symattn.generating.tables import queries_and_keys
from symattn.generating.wishes import Wishes
from symattn.work import Work


def attention(wishes: Wishes) -> str:
    """`causal self-attention`, if that is wished."""
    return "causal self-attention" if wishes.variant == CAUSAL else "self-attention"


def one_head(wishes: Wishes) -> str:
    """`One head of self-attention.`"""
    seen = ": each word sees itself and the words before it" if wishes.variant == CAUSAL else ""
    return f"One head of {attention(wishes)}{seen}."


def from_queries_and_keys(wishes: Wishes, draws: Draws) -> tuple[str, Work]:
    """The sentence, and the work that begins with Q and K alone, masked if that is wished."""
    tables = queries_and_keys(wishes, draws, wishes.n, wishes.n)
    opening = "Each row of Q is a query, each row of K a key."
    if wishes.variant != CAUSAL:
        return opening, begun(tables)
    return f"{opening} Each word sees itself and the words before it.", begun({**tables, "visible": "causal"})
