"""Supported: what the document's own data give where a relation does not hold, though its numbers are right by them.

Behind softmax(-2.828, -4.543) ≈ (0.804, 0.196), a slip of the pen for -4.243, the weights are right, and so is what
follows from them. And 0.9148·8 + 0.0751·5 ≈ 7.69 may be right by weights of more digits than are displayed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flint import arb

from symattn.exact.precision import working
from symattn.exact.real import HIDDEN, Real, function
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import Formula
from symattn.verifying.candidates import Candidate, PrintedCells, digits_said, share_that_fits
from symattn.verifying.heads import all_roles
from symattn.verifying.proofs import INTERVAL_BITS, cells_of, values_of
from symattn.verifying.roles import Roles
from symattn.verifying.words import OUTPUT, SCALED, SCORES, WEIGHTS

FEWEST_DIGITS = 3
"""That a right side must print to be a quantity by no chance."""
MOST_NUMBERS = 1_024


def supported(formula: Formula, shape: tuple[int, int] | None, roles: Roles) -> Value[Real] | None:
    """What all numbers of a right side are correct roundings of: a quantity of the data, a row of it, or a cell."""
    count = 1 if shape is None else shape[0] * shape[1]
    cells = PrintedCells(cells_of(formula, count)) if count <= MOST_NUMBERS else None
    if cells is None or sum(0 if p is None else digits_said(p) for p in cells.printed) < FEWEST_DIGITS:
        return None
    for each in all_roles(roles):
        for table in _quantities(each):
            for part in _parts(table, shape):
                if share_that_fits(Candidate("", part), cells) == 1:
                    return part
    return None


def may_be(value: Value[Real], spans: Sequence[arb | None]) -> bool:
    """Whether the numbers displayed, being rounded, may be worth this."""
    values = values_of(value)
    if len(values) != len(spans) or None in spans:
        return False
    with working(INTERVAL_BITS):
        pairs = zip(values, spans, strict=True)
        return all(x is not HIDDEN and span is not None and bool(span.overlaps(x.ball())) for x, span in pairs)


def _quantities(roles: Roles) -> Iterator[Grid[Real]]:
    """As the document scales and masks; where no scale was told, each way."""
    work = roles.work()
    scales = ("",) if roles.is_scaled else ("", "scaled ")
    masks = ("masked ",) if roles.is_masked else ("", "masked ") if roles.says_causal else ("",)
    found = [f"{scale}{mask}{role}" for role in (OUTPUT, WEIGHTS) for mask in masks for scale in scales]
    yield from (work[meaning] for meaning in (*found, SCALED, SCORES) if meaning in work)
    for scores in (work.get(SCALED), None if roles.is_scaled else work.get(SCORES)):
        if scores is not None and HIDDEN not in values_of(scores):
            exponentials = Grid(tuple(tuple(function("exp", x) for x in row) for row in scores.rows))
            yield exponentials
            yield Grid(tuple((sum(row[1:], row[0]),) for row in exponentials.rows))


def _parts(table: Grid[Real], shape: tuple[int, int] | None) -> Iterator[Value[Real]]:
    if shape is None:
        yield from values_of(table)
    elif shape == table.shape:
        yield table
    elif shape == (1, table.shape[1]):
        yield from (Grid((row,), flat=True) for row in table.rows)
