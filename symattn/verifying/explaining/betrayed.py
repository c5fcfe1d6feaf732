"""Betrayed: what a wrong row of weights, or a wrong output, betrays of itself: why nothing like it can be right."""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb, fmpq

from symattn.errors import SymattnError, UnknownNameError
from symattn.exact.real import Real
from symattn.exact.rounding import Printed
from symattn.notation.evaluate import Grid, Really, evaluate
from symattn.notation.formula import Call, Exponential, Formula, Number, Product, Quotient, Sum, Vector
from symattn.verifying.explaining.relation import Relation
from symattn.verifying.proofs import printed_of
from symattn.verifying.witnesses import BITS, Witness, witnesses


def betrayed(relation: Relation) -> str:
    """The plainest witness against softmax(s) = a, or a₁v₁ + a₂v₂ = z, numbers being written on both sides."""
    row = _printed(relation.right.formula)
    found = [] if not row else _found(relation.left.formula, row)
    return found[0].sentence if found else ""


def _found(left: Formula, row: Sequence[Printed]) -> list[Witness]:
    match left:
        case Call("softmax", (Quotient(scores, bottom),)):
            scale = _scale(bottom)
            return [] if scale is None else _weights(row, scores, scale)
        case Call("softmax", (scores,)):
            return _weights(row, scores)
        case Call("softmax", scores):
            return _weights(row, Vector(scores))
        case Vector(cells) if all(map(_is_share, cells)):
            return _weights(row, Vector(tuple(map(_exponent, cells))))
        case Sum(terms):
            values = [_printed(term.factors[1]) for term in terms if isinstance(term, Product) and _is_weighted(term)]
            weights = [p for term in terms if isinstance(term, Product) and (p := printed_of(term.factors[0]))]
            are_all = len(values) == len(weights) == len(terms) and all(len(value) == len(row) for value in values)
            is_mean = are_all and all(0 <= p.value <= 1 for p in weights) and not witnesses(weights)
            return witnesses((), values=values, output=row) if is_mean else []
    return []


def _is_share(cell: Formula) -> bool:
    """e^s over a sum: a softmax written out."""
    return isinstance(cell, Quotient) and isinstance(cell.top, Exponential) and isinstance(cell.bottom, Sum)


def _exponent(cell: Formula) -> Formula:
    top = cell.top if isinstance(cell, Quotient) else cell
    return top.exponent if isinstance(top, Exponential) else top


def _weights(row: Sequence[Printed], of: Formula, scale: fmpq | arb | None = None) -> list[Witness]:
    scores = _printed(of)
    if len(scores) != len(row) or any(not 0 <= p.value <= 1 for p in row):
        return []
    return witnesses(row, scores, scale=scale)


def _scale(bottom: Formula) -> fmpq | arb | None:
    """What scores that are divided by this are multiplied by: 1/√4."""
    try:
        value = evaluate(Quotient(Number("1"), bottom), Really(), _unknown)
    except (SymattnError, ZeroDivisionError):
        return None
    if isinstance(value, Grid):
        return None
    return value.enclosure(BITS) if value.rational is None else value.rational


def _unknown(name: object) -> Real:
    raise UnknownNameError(f"nothing is known of {name}")


def _is_weighted(term: Product) -> bool:
    return len(term.factors) == 2 and isinstance(term.factors[1], Vector)


def _printed(formula: Formula) -> list[Printed]:
    """The decimals of a row; none where something else stands in it."""
    entries = formula.entries if isinstance(formula, Vector) else ()
    found = [p for p in map(printed_of, entries) if p is not None]
    return found if len(found) == len(entries) else []
