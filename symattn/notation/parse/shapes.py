"""Shapes written like products: (3×2) × (2×3) = (3×3) says nothing about numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from symattn.notation.formula import Formula, Number, Product, Vector


def is_shape_equation(sides: Sequence[Formula]) -> bool:
    """Whether each side is nothing but shapes: products of two whole numbers, or pairs (3, 2) that fit as shapes."""
    if len(sides) < 2:
        return False
    if all(_sizes(side) for side in sides):
        return True
    pairs = [_pairs(side) for side in sides]
    return any(len(row) > 1 for row in pairs) and all(map(_is_chain, pairs)) and len(set(map(_outer, pairs))) == 1


def _sizes(formula: Formula) -> bool:
    """3×2, (3×2)×(2×3), 3×2×2×3: an even number of whole numbers, multiplied."""
    factors = _factors(formula)
    return len(factors) > 1 and len(factors) % 2 == 0 and all(map(_is_size, factors))


def _factors(formula: Formula) -> list[Formula]:
    found: list[Formula] = []
    left = [formula]
    while left:
        part = left.pop()
        if isinstance(part, Product):
            left.extend(part.factors)
        else:
            found.append(part)
    return found


def _is_size(formula: Formula) -> bool:
    return isinstance(formula, Number) and formula.text.isdecimal()


def _pairs(formula: Formula) -> tuple[tuple[str, str], ...]:
    """(3, 2)(2, 3) as pairs of sizes; none where it is something else."""
    factors: Iterable[Formula] = formula.factors if isinstance(formula, Product) else (formula,)
    found = []
    for factor in factors:
        match factor:
            case Vector((Number(rows), Number(columns))) if rows.isdecimal() and columns.isdecimal():
                found.append((rows, columns))
            case _:
                return ()
    return tuple(found)


def _is_chain(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether each has as many columns as the next has rows."""
    return bool(pairs) and all(a[1] == b[0] for a, b in pairwise(pairs))


def _outer(pairs: Sequence[tuple[str, str]]) -> tuple[str, str]:
    return pairs[0][0], pairs[-1][1]
