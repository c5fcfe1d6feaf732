"""Masking: the M of `softmax(QKᵀ/√d_k + M)` that is told nowhere, where the text speaks of a causal mask."""

from __future__ import annotations

import re
from collections.abc import Callable

from symattn.notation.formula import Call, Formula, Name, Product, Sum, total

NAMES = ("M", "mask", "Mask")
CAUSAL = re.compile(
    r"causal|autoregressive|look-?ahead|(?:later|future) (?:words?|tokens?|positions?)|kausal|因果|未来|인과",
    re.IGNORECASE,
)


def speaks_of_a_causal_mask(text: str) -> bool:
    return CAUSAL.search(text) is not None


def causally_masked(formula: Formula, is_known: Callable[[str], bool]) -> Formula:
    """The formula with its mask of no name but M taken for the causal one."""
    match formula:
        case Call("softmax", (Sum(terms),)):
            seen = tuple(term for term in terms if not _is_mask(term, is_known))
            return formula if not seen or len(seen) == len(terms) else Call("causal softmax", (total(seen),))
        case Product(factors, sign):
            return Product(tuple(causally_masked(factor, is_known) for factor in factors), sign)
    return formula


def _is_mask(term: Formula, is_known: Callable[[str], bool]) -> bool:
    return isinstance(term, Name) and term.base in NAMES and not term.indices and not is_known(term.text)
