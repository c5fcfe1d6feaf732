"""Remarks: what is worth a note and no error."""

from __future__ import annotations

from collections.abc import Iterator

from flint import arb

from symattn.exact.precision import working
from symattn.exact.real import Real
from symattn.exact.rounding import Printed
from symattn.notation.formula import EQUAL, Formula
from symattn.report import Verdict
from symattn.verifying.entries import spans_of
from symattn.verifying.explaining.relation import Relation, rows_of
from symattn.verifying.explaining.values import written
from symattn.verifying.proofs import DISPLAYED, Entry, Proof, cells_of, printed_of
from symattn.verifying.worths import Worths

ONLY_NEAR = "= where only ≈ holds"
BINARY = "the digits are those of a program's binary numbers"
PRECISIONS = "numbers of one row are printed to different precisions"
UNITS = 2
"""So many units of the last digit, from the middle to either end, make a number's digits unfounded."""
BITS = 64


def remarks(relation: Relation, worths: Worths) -> Iterator[str]:
    """Each once, the plainest first."""
    verdicts = [proof.verdict for proof in relation.proofs]
    if relation.sign == EQUAL and relation.left is not relation.right and _is_only_near(relation):
        yield ONLY_NEAR
    if any(proof.is_binary for proof in relation.proofs):
        yield BINARY
        return
    yield from _ties(relation)
    if _differ_in_precision(relation):
        yield PRECISIONS
    if all(verdict in (Verdict.ROUNDED, Verdict.CARRIED) for verdict in verdicts):
        yield from _false_precision(relation, worths)


def _is_only_near(relation: Relation) -> bool:
    """Whether a number is surely not what it was rounded from; e/(e + 0) is 1, though nothing has shown it yet."""
    cells = cells_of(relation.left.formula, len(relation.entries))
    with working(BITS):
        return any(
            not true.ball().overlaps(arb(printed.value))
            for proof, entry, cell in zip(relation.proofs, relation.entries, cells, strict=True)
            if proof.verdict is Verdict.ROUNDED
            for printed, true in _rounded(entry, proof, cell)
        )


def _rounded(entry: Entry, proof: Proof, left: Formula | None) -> Iterator[tuple[Printed, Real]]:
    """The printed number and what it was rounded from, which of 0.67 = 2/3 stand the other way round."""
    printed = printed_of(left)
    if entry.printed is not None:
        yield entry.printed, proof.true
    elif printed is not None and entry.span is None:
        yield printed, entry.displayed


def _ties(relation: Relation) -> Iterator[str]:
    for proof, entry in zip(relation.proofs, relation.entries, strict=True):
        if proof.tie and entry.printed is not None and proof.verdict is Verdict.ROUNDED:
            yield f"{entry.printed.text} is one of two correct roundings of {proof.true.rational}, which lies midway"
            return


def _differ_in_precision(relation: Relation) -> bool:
    """Whether rounded numbers of one row show different decimal places; exact ones and powers of ten do not count."""
    count = len(relation.entries)
    if count < 2:
        return False
    # [0.67, 0.3333] = [2/3, 1/3] is printed on the left
    is_turned = all(entry.printed is None for entry in relation.entries)
    printed = relation.left.formula if is_turned else relation.right.formula
    rows, first = rows_of(printed), 0
    if sum(map(len, rows)) != count:
        return False
    for row in rows:
        proofs = relation.proofs[first : first + len(row)]
        first += len(row)
        rounded = [
            printed_of(cell) for cell, proof in zip(row, proofs, strict=False) if proof.verdict is not Verdict.EXACT
        ]
        places = {printed.places for printed in rounded if printed is not None and not _is_power(printed)}
        if len(places) > 1:
            return True
    return False


def _is_power(printed: Printed) -> bool:
    return "e" in printed.text.lower() or printed.is_integer


def _false_precision(relation: Relation, worths: Worths) -> Iterator[str]:
    """The operands, being rounded themselves, leave more room than the printed digits show."""
    if not any(proof.by == DISPLAYED for proof in relation.proofs):
        return
    spans = spans_of(relation.left.formula, len(relation.entries), worths, surely=True)
    for span, entry, proof in zip(spans, relation.entries, relation.proofs, strict=True):
        if span is None or entry.printed is None or proof.by != DISPLAYED:
            continue
        with working(BITS):
            if span.is_finite() and span.rad() >= arb(UNITS * entry.printed.unit):
                yield f"{entry.printed.text} shows more digits than its operands support: {_known(span, entry.printed)}"
                return


def _known(span: arb, printed: Printed) -> str:
    """`it may be 2379 to 2405`: the bounds, outwards at the digits printed."""
    places = max(0, printed.places)
    # the width of a ball is rounded up itself: a share of at most 1 is none of 1.0001
    slack = span.rad() / 2**20
    lower, upper = ((span.lower() + slack) * 10**places).floor(), ((span.upper() - slack) * 10**places).ceil()
    # a large bound may itself be known to some bits only
    bounds = [bound.lower().floor().unique_fmpz() for bound in (lower, upper)]
    low, high = (written(int(bound), places) if bound is not None else "?" for bound in bounds)
    return f"it may be {low} to {high}"
