"""Variant: a kind of attention. One file each in variants/, read like the paper's formula."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symattn.problem.problem import Problem
from symattn.tables.table import Named

SOFTMAX_LAWS = (
    "weights_of_each_query_add_up_to_one",
    "adding_a_constant_to_a_row_of_scores_changes_nothing",
    "equal_scores_give_equal_weights",
    "output_lies_in_the_hull_of_the_values",
)
"""The laws of every attention whose weights are a softmax."""


@dataclass(frozen=True)
class Variant:
    """What a file in variants/ defines as VARIANT; its docstring is the manual."""

    title: str
    """As a heading: `Causal self-attention`."""
    work: Callable[[Problem], Named]
    """The output as a table expression of the problem's tables."""
    laws: tuple[str, ...]
    """The names of the laws (laws/) that hold for it; each is a test over random problems."""
    needs: tuple[str, ...] = ()
    """Keys that a problem of this variant must give, besides the sequences."""
