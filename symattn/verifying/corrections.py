"""Corrections: the numbers with which a work may go on after a slip: after 4.9 for 0.4931 with 0.49."""

from __future__ import annotations

from symattn.errors import SymattnError
from symattn.exact.real import HIDDEN, Real
from symattn.exact.rounding import Printed, round_to_places

MOVES = (-2, -1, 1, 2)
"""Places that a point was moved by."""


def with_other_points(printed: Printed, value: Real) -> list[str]:
    """The roundings of a value that are a printed number with its point moved."""
    if not printed.value or value is HIDDEN:
        return []
    try:
        moved = [round_to_places(value, printed.places + k).text for k in MOVES if printed.places + k > 0]
    except SymattnError:
        return []
    return [text for text in moved if _digits(text) == _digits(printed.text)]


def _digits(text: str) -> str:
    """Its digits, without the zeros around them."""
    return text.replace(".", "").strip("+-−0")
