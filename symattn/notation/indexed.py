"""A formula at one value of an index: e^{s_j} at j = 2 is e^{s_2}, and j² is 4."""

from __future__ import annotations

from symattn.notation.formula import Formula, Name, Number, parts_of, with_parts

MOST_LETTERS = 2
"""Letters of an index that are one index each: s_{ij}."""


def at_index(formula: Formula, letter: str, k: int) -> Formula:
    """The formula with the number k for the letter, which may also be one of its indices."""
    if isinstance(formula, Name):
        if formula == Name(letter):
            return Number(str(k))
        return Name(formula.base, tuple([_index(index, letter, k) for index in formula.indices]), formula.above)
    parts = parts_of(formula)
    return with_parts(formula, tuple([at_index(part, letter, k) for part in parts])) if parts else formula


def has_index(formula: Formula, letter: str) -> bool:
    """Whether the letter is in it."""
    return at_index(formula, letter, 0) != formula


def _index(index: str, letter: str, k: int) -> str:
    parts = index.split(",")
    if any(part.strip() == letter for part in parts):
        return ",".join(str(k) if part.strip() == letter else part for part in parts)
    is_run_together = letter in index and index.isalnum() and len(index) <= MOST_LETTERS
    return index.replace(letter, str(k)) if is_run_together else index
