"""Binary: what a program prints. 3 * 0.1 is 0.30000000000000004 there, each step rounded to a binary number.

No verdict on mathematics rests on it: it only tells digits that a program has printed from digits that are wrong.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from flint import fmpq

from symattn.exact.real import Real, real
from symattn.exact.rounding import Printed, digits_of, judge, read_decimal
from symattn.notation.evaluate import Grid, Lookup, Value, evaluate
from symattn.notation.formula import Formula, Index, Name, Number
from symattn.report import Verdict
from symattn.verifying.proofs import DISPLAYED, GOOD, HOLDS, Entry, Proof
from symattn.verifying.worths import UNREADABLE

FEWEST_DIGITS = 15
"""Significant digits from which on the rounding of each step shows."""
FUNCTIONS: dict[str, Callable[..., float]] = {
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": math.log,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "tanh": math.tanh,
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "abs": abs,
    "max": max,
    "min": min,
    "power": pow,
}
NOT_WORKED_OUT = (*UNREADABLE, KeyError, OverflowError, ValueError, TypeError)


class Binary:
    """Numbers as a program has them: 0.1 is the binary number of 53 digits nearest to it."""

    loose = True

    def number(self, node: Number) -> float:
        return _nearest(read_decimal(node.text).value)

    def apply(self, name: str, *arguments: float) -> float:
        return FUNCTIONS[name](*arguments)

    def hidden(self) -> float:
        return -math.inf


def as_a_program_prints(
    formula: Formula, entries: Sequence[Entry], proofs: list[Proof], lookup: Lookup[Real]
) -> list[Proof]:
    """The proofs, those of long decimals that a program gets for the formula being carried by its rounded steps."""
    if all(proof.verdict in HOLDS or not _is_long(entry.printed) for entry, proof in zip(entries, proofs, strict=True)):
        return proofs
    try:
        value = evaluate(formula, Binary(), lambda name: _named(name, lookup))
    except NOT_WORKED_OUT:
        return proofs
    found = [x for row in value.rows for x in row] if isinstance(value, Grid) else [value]
    if len(found) != len(proofs):
        return proofs
    return [
        replace(proof, verdict=Verdict.CARRIED, by=DISPLAYED, is_binary=True)
        if proof.verdict not in HOLDS and _prints(x, entry.printed)
        else proof
        for x, entry, proof in zip(found, entries, proofs, strict=True)
    ]


def _prints(x: float, printed: Printed | None) -> bool:
    if printed is None or not _is_long(printed) or not math.isfinite(x):
        return False
    shortest = read_decimal(repr(x)).value
    return bool(shortest == printed.value) or judge(real(fmpq(*x.as_integer_ratio())), printed).fit in GOOD


def _is_long(printed: Printed | None) -> bool:
    return printed is not None and len(digits_of(int((printed.value / printed.strict_unit).p))) >= FEWEST_DIGITS


def _named(name: Name | Index, lookup: Lookup[Real]) -> Value[float]:
    value = lookup(name)
    if isinstance(value, Grid):
        return Grid(tuple(tuple(map(_of_real, row)) for row in value.rows), value.flat)
    return _of_real(value)


def _of_real(value: Real) -> float:
    if value.rational is None:
        raise ValueError("how a program got this number is not known")
    return _nearest(value.rational)


def _nearest(value: fmpq) -> float:
    return int(value.p) / int(value.q)
