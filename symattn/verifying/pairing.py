"""Pairing: numbers put in for parts of a formula, each for its own: e^1/(e^1 + e^2) = 2.718/(2.718 + 7.389)."""

from __future__ import annotations

from collections.abc import Iterator

from symattn.notation.formula import Formula, Number, parts_of


def paired(formula: Formula, numbers: Formula) -> Iterator[tuple[Formula, Number]]:
    """Each calculation of a formula with the decimal that stands in its place in another one of the same form."""
    if isinstance(numbers, Number):
        if not isinstance(formula, Number) and "." in numbers.text:
            yield formula, numbers
    elif type(formula) is type(numbers):
        ours, theirs = parts_of(formula), parts_of(numbers)
        if len(ours) == len(theirs):
            for our, their in zip(ours, theirs, strict=True):
                yield from paired(our, their)
