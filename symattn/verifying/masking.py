"""Masking: the M of `softmax(QKᵀ/√d_k + M)`, or the mask of `softmax(mask(S))`, that is told nowhere.

Where the text speaks of a causal mask it is that one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from symattn.notation.formula import Call, Formula, Matrix, Name, Product, Sum, parts_of, total
from symattn.notation.plain import plain
from symattn.verifying.proofs import is_hidden

NAMES = ("M", "mask", "Mask")
CAUSAL = re.compile(
    r"causal|autoregressive|look-?ahead|(?:later|future) (?:words?|tokens?|positions?)|kausal|因果|未来|인과",
    re.IGNORECASE,
)


def speaks_of_a_causal_mask(text: str) -> bool:
    return CAUSAL.search(text) is not None


def has_a_mask(formula: Formula) -> bool:
    """Whether something in it may be a mask, or masked."""
    is_one = (isinstance(formula, Name) and formula.base in NAMES) or (
        isinstance(formula, Call) and formula.function == "mask"
    )
    return is_one or any(map(has_a_mask, parts_of(formula)))


def is_masked_causally(formula: Formula) -> bool:
    is_one = isinstance(formula, Call) and formula.function == "causal softmax"
    return is_one or any(map(is_masked_causally, parts_of(formula)))


def with_masks(formula: Formula, is_known: Callable[[str], bool], *, is_causal: bool) -> Formula:
    """The formula with a mask of which nothing else is known taken for the causal one, where there is one."""
    match formula:
        case Call("softmax", (Sum(terms),)) if is_causal:
            seen = tuple(term for term in terms if not _is_mask(term, is_known))
            return formula if not seen or len(seen) == len(terms) else Call("causal softmax", (total(seen),))
        case Call("softmax", (Call("mask", (scores,)) as masked,)) if is_causal and not is_known(_name(masked).text):
            return Call("causal softmax", (scores,))
        case Call("mask"):
            return _name(formula)
        case Call(function, arguments):
            return Call(function, tuple(with_masks(argument, is_known, is_causal=is_causal) for argument in arguments))
        case Product(factors, sign):
            return Product(tuple(with_masks(factor, is_known, is_causal=is_causal) for factor in factors), sign)
    return formula


def with_mask_as_printed(formula: Formula, is_known: Callable[[str], bool], printed: Sequence[Formula]) -> Formula:
    """S for the `S + M` of `S + M = [[0.7, −∞], [0, 0.7]]`: of an M told nowhere the −∞ tell where it hides."""
    match formula:
        case Sum(terms) if any(map(_hides_later_ones, printed)):
            seen = tuple(term for term in terms if not _is_mask(term, is_known))
            if seen and len(seen) < len(terms):
                return Call("causal", (total(seen),))
    return formula


def _hides_later_ones(formula: Formula) -> bool:
    """Whether just the scores of later words are hidden."""
    if not isinstance(formula, Matrix) or len(formula.rows) != len(formula.rows[0]):
        return False
    return all(is_hidden(cell) == (j > i) for i, row in enumerate(formula.rows) for j, cell in enumerate(row))


def _name(masked: Call) -> Name:
    """`mask(S)` is a name like another, which a table may be bound to."""
    return Name("".join(plain(masked).split()))


def _is_mask(term: Formula, is_known: Callable[[str], bool]) -> bool:
    return isinstance(term, Name) and term.base in NAMES and not term.indices and not is_known(term.text)
