"""Entries: the numbers of a right side, one by one, each with all that it may stand for, its decimals being rounded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from flint import arb, fmpq

from symattn.exact.enclosure import span
from symattn.exact.precision import working
from symattn.exact.real import HIDDEN, Real
from symattn.exact.rounding import HALF, Printed, read_decimal
from symattn.notation.evaluate import AsRounded, Grid, Value, evaluate
from symattn.notation.formula import Formula, Index, Name, Negative, Number, Sum, Vector
from symattn.verifying.bindings import numbers_of
from symattn.verifying.proofs import INTERVAL_BITS, Entry, cells_of, printed_of, values_of
from symattn.verifying.tracing import Tracing
from symattn.verifying.worths import CHOICES, UNREADABLE, Worth, Worths

Terms = list[tuple[Formula | None, Worth]]
"""The terms of a sum, with what each is worth."""


def entries_of(formula: Formula, worth: Worth, worths: Worths) -> list[Entry]:
    """The numbers of a right side."""
    displayed = values_of(worth.best if worth.displayed is None else worth.displayed)
    exact: list[Real | None] = [None] * len(displayed)
    if worth.exact is not None and len(values_of(worth.exact)) == len(displayed):
        exact = list(values_of(worth.exact))
    cells = cells_of(formula, len(displayed))
    printed = _zeros_alike([printed_of(cell) for cell in cells])
    # a decimal is judged by its digits, and only an expression by all that it may stand for
    spans = spans_of(formula, len(cells), worths) if any(p is None for p in printed) else [None] * len(cells)
    rows = zip(cells, displayed, exact, spans, printed, strict=True)
    return [Entry(cell, d, e, span, p, worth.origin) for cell, d, e, span, p in rows]


def _zeros_alike(printed: list[Printed | None]) -> list[Printed | None]:
    """Of [0.25, 0, 0.42] the 0 is 0.00, no rounding or beginning of 0.33."""
    places = [p.places for p in printed if p is not None and not p.is_integer and p.places > 0]
    if not places:
        return printed
    return [replace(p, places=min(places)) if p is not None and p.is_integer and p.value == 0 else p for p in printed]


# --- what a rounded entry may stand for -----------------------------------------------------


@dataclass(frozen=True)
class _AsCarried(AsRounded):
    """Numbers as anything between what they may have been before rounding and what they were worked out from.

    The same digits may have several sources, not all known: half a unit is left around those that are.
    """

    sources: Callable[[Number], Sequence[Real]] = lambda number: ()

    def number(self, node: Number) -> arb:
        ball = super().number(node)
        around = span(fmpq(0), read_decimal(node.text).unit * HALF)
        for source in self.sources(node):
            ball = ball.union(source.ball() + around)
        return ball


def spans_of(
    formula: Formula, count: int, worths: Worths, *, carried: bool = False, surely: bool = False
) -> list[arb | None]:
    """What each entry may stand for, its decimals being rounded; None where none is.

    carried: its decimals may also be what they were worked out from, if an earlier rounding made them other ones;
    surely: the scores 1.0 and 0.5, which were worked out nowhere, may be just these.
    """
    nothing: list[arb | None] = [None] * count
    if not worths.has_rounded(formula):
        return nothing
    known = frozenset(
        read_decimal(number.text).value
        for number in numbers_of(formula)
        if not worths.is_rounded(number) or (surely and _may_be_data(number, worths))
    )
    try:
        with working(INTERVAL_BITS):
            numbers = _AsCarried(known, True, _sources(worths)) if carried else AsRounded(known, loose=True)
            value = evaluate(formula, numbers, lambda name: _ball_of(name, worths))
    except UNREADABLE:
        return nothing
    found: list[arb | None] = [x for row in value.rows for x in row] if isinstance(value, Grid) else [value]
    return found if len(found) == count else nothing


def _may_be_data(number: Number, worths: Worths) -> bool:
    """Of one decimal place, and worked out nowhere."""
    return read_decimal(number.text).places <= 1 and not worths.bindings.is_traced(number)


def _sources(worths: Worths) -> Callable[[Number], list[Real]]:
    """What a printed number was worked out from, wherever it was printed lately."""

    def sources(number: Number) -> list[Real]:
        traces = [worths.bindings.trace(number, choice) for choice in range(CHOICES - 1)]
        return [trace.exact for trace in traces if trace is not None and trace.exact is not HIDDEN]

    return sources


def _ball_of(name: Name | Index, worths: Worths) -> Value[arb]:
    """A name stands for what was printed for it or for what that was rounded from, or anything between."""
    displayed = _balls(worths.displayed_name(name))
    try:
        exact = _balls(worths.exact_name(name, Tracing(0)))
    except UNREADABLE:
        return displayed
    match displayed, exact:
        case arb(), arb():
            return displayed.union(exact)
        case Grid(), Grid() if displayed.shape == exact.shape:
            rows = zip(displayed.rows, exact.rows, strict=True)
            return Grid(tuple(tuple(d.union(e) for d, e in zip(*both, strict=True)) for both in rows), displayed.flat)
    return displayed


def _balls(value: Value[Real]) -> Value[arb]:
    if isinstance(value, Grid):
        return Grid(tuple(tuple(x.ball() for x in row) for row in value.rows), value.flat)
    return value.ball()


# --- entries written as sums ----------------------------------------------------------------


def most_terms(formula: Formula) -> int:
    """How many terms the longest of its entries has, seen by its form alone."""
    match formula:
        case Vector(entries):
            return max(len(entry.terms) if isinstance(entry, Sum) else 1 for entry in entries)
        case Sum(terms):
            return len(terms)
    return 1


def terms_of(formula: Formula, worths: Worths) -> list[Terms] | None:
    """The terms of each entry, where every entry is written as a sum; None where it is not."""
    match formula:
        case Vector(entries):
            found = [_terms_of_entry(entry, worths) for entry in entries]
            return None if any(terms is None for terms in found) else [terms for terms in found if terms is not None]
        case Sum(parts):
            known = [(part, worths.of(part)) for part in parts]
            if any(worth is None for _, worth in known):
                return None
            return _by_entry([(part, worth) for part, worth in known if worth is not None])
    return None


def _terms_of_entry(entry: Formula, worths: Worths) -> Terms | None:
    parts = entry.terms if isinstance(entry, Sum) else (entry,)
    found: Terms = []
    for part in parts:
        worth = worths.of(part)
        if worth is None or isinstance(worth.best, Grid):
            return None
        found.append((part, worth))
    return found


def _by_entry(parts: list[tuple[Formula, Worth]]) -> list[Terms] | None:
    """The terms of a sum of rows, entry by entry."""
    sizes = {len(values_of(worth.best)) for _, worth in parts}
    if len(sizes) != 1:
        return None
    (count,) = sizes
    found: list[Terms] = [[] for _ in range(count)]
    for part, worth in parts:
        cells = cells_of(part.of if isinstance(part, Negative) else part, count)
        displayed = values_of(worth.displayed) if worth.displayed is not None else [None] * count
        exact = values_of(worth.exact) if worth.exact is not None else [None] * count
        for i in range(count):
            found[i].append((cells[i], Worth(displayed[i], exact[i], worth.origin)))
    return found
