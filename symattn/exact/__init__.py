"""Exact numbers: what is meant. Exponential sums over surds, their enclosures and their roundings."""

from symattn.exact.number import Exact, dot, exp, ln, sqrt, symbol
from symattn.exact.rounding import (
    Fit,
    Judgement,
    Printed,
    Rounded,
    judge,
    read_decimal,
    round_to_places,
    round_to_significant,
)

__all__ = [
    "Exact",
    "Fit",
    "Judgement",
    "Printed",
    "Rounded",
    "dot",
    "exp",
    "judge",
    "ln",
    "read_decimal",
    "round_to_places",
    "round_to_significant",
    "sqrt",
    "symbol",
]
