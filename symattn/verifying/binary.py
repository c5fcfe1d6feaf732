"""Binary: what a program prints. 3 * 0.1 is 0.30000000000000004 there, each step rounded to a binary number.

The steps are worked again exactly (exact/double.py), functions as good libraries have them, to the nearest number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symattn.errors import FieldError
from symattn.exact.double import Double, nearest
from symattn.exact.real import BALLS, Real, function, real
from symattn.exact.rounding import Printed, digits_of, judge, read_decimal
from symattn.notation.evaluate import Grid, Lookup, Value, evaluate
from symattn.notation.formula import Formula, Index, Name, Number
from symattn.report import Verdict
from symattn.verifying.proofs import DISPLAYED, GOOD, HOLDS, Entry, Proof
from symattn.verifying.worths import UNREADABLE

FEWEST_DIGITS = 15
"""Significant digits from which on the rounding of each step shows."""
FUNCTION_BITS = 192
"""Of the ball from which the binary number nearest to a function's value is told."""


class Binary:
    """Numbers as a program has them: 0.1 is the binary number of 53 digits nearest to it."""

    loose = True

    def number(self, node: Number) -> Double:
        return nearest(read_decimal(node.text).value)

    def apply(self, name: str, *arguments: Double) -> Double:
        if name not in BALLS:
            raise FieldError(f"{name} is not known here")
        ball = function(name, *(real(argument.value) for argument in arguments)).enclosure(FUNCTION_BITS)
        if not ball.is_finite():
            raise FieldError(f"{name} is not told here")
        middle, radius = ball.mid().fmpq(), ball.rad().fmpq()
        found = nearest(middle)
        if nearest(middle - radius) != found or nearest(middle + radius) != found:
            raise FieldError(f"{name} lies between two binary numbers")
        return found

    def hidden(self) -> Double:
        raise FieldError("−∞ is not printed")


def as_a_program_prints(
    formula: Formula, entries: Sequence[Entry], proofs: list[Proof], lookup: Lookup[Real]
) -> list[Proof]:
    """The proofs, those of long decimals that a program gets for the formula being carried by its rounded steps."""
    if all(proof.verdict in HOLDS or not _is_long(entry.printed) for entry, proof in zip(entries, proofs, strict=True)):
        return proofs
    try:
        value = evaluate(formula, Binary(), lambda name: _named(name, lookup))
    except UNREADABLE:
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


def _prints(x: Double, printed: Printed | None) -> bool:
    """Whether the digits are a rounding of this number: those that programs print are the nearest of so many."""
    return printed is not None and _is_long(printed) and judge(real(x.value), printed).fit in GOOD


def _is_long(printed: Printed | None) -> bool:
    return printed is not None and len(digits_of(int((printed.value / printed.strict_unit).p))) >= FEWEST_DIGITS


def _named(name: Name | Index, lookup: Lookup[Real]) -> Value[Double]:
    value = lookup(name)
    if isinstance(value, Grid):
        return Grid(tuple(tuple(map(_of_real, row)) for row in value.rows), value.flat)
    return _of_real(value)


def _of_real(value: Real) -> Double:
    if value.rational is None:
        raise FieldError("how a program got this number is not known")
    return nearest(value.rational)
