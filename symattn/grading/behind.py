"""What may stand behind rounded numbers: all that rounds to them, and all that can follow from that.

Somebody's weights 0.300 and 0.700 may have been 0.3004 and 0.6996, and an output may have been worked from those. Rows
of weights add up to 1 behind the rounding too, where they can: but for what carrying them has changed, as 0.3004 and
0.6997 do. What is told of a number that follows are two values
that it does take, for numbers that round to those shown; as it hangs on them continuously, it takes all between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flint import arb, fmpq

from symattn.exact.enclosure import exponential_ball
from symattn.exact.precision import working
from symattn.exercise import Place
from symattn.generating.rounding import BITS
from symattn.grading.worked import Worked
from symattn.tables.table import (
    DividedRows,
    Exponentials,
    Given,
    Masked,
    MatrixProduct,
    Named,
    RowSums,
    Scaled,
    Table,
    below,
)

Value = arb | fmpq
"""fmpq where shares are mixed of whole numbers: whether 0.0035 is reached, no ball can tell."""
Ends = tuple[arb, arb]
Reach = tuple[Value, Value]
Mix = Callable[[Sequence[arb]], Reach]
"""The least and the greatest of Σ a_j·v_j over all rows of weights a that may be, for given v."""


@dataclass(frozen=True, eq=False)
class Behind:
    """Rows of one step, each number with the least and the greatest that may stand behind it."""

    worked: Worked
    """The work gone on with from the numbers as they are shown."""
    given: Given
    """These, in its form."""
    rows: Mapping[int, Sequence[tuple[fmpq, fmpq]]]
    """By row; the others are what they are."""
    carried: fmpq
    """How far a number carried on the way is off at most."""

    def ends(self, step: str, place: Place) -> Reach | None:
        """Two values that the cell of a later step takes; None of what does not follow row by row."""
        i, j = place
        if i not in self.rows:
            return None
        with working(BITS):
            return self._cell(self.worked.form.tables[step], i, j)

    def _cell(self, table: Table, i: int, j: int) -> Reach | None:
        match table:
            case Named(table=MatrixProduct(left, right)) if self.given not in below(right):
                mix = self._mix(left, i)
                return None if mix is None else mix([row[j] for row in self.worked.balls(right)])
            case Named(table=DividedRows()):
                mix, n = self._mix(table, i), table.shape[1]
                return None if mix is None else mix([arb(int(k == j)) for k in range(n)])
            case Named(table=Scaled() | Masked()):
                scores = self._scores(table, i)
                return None if scores is None else scores[j]
        return None

    def _mix(self, weights: Table, i: int) -> Mix | None:
        match weights:
            case Given() if weights is self.given and weights.name == "weights":
                return _of_shares(self.rows[i], self.carried)
            case Named(table=Given() as own):
                return self._mix(own, i)
            case Named(table=DividedRows(Named(table=Exponentials(scores)) as powers, Named(table=RowSums(of)))):
                ends = self._scores(scores, i) if of is powers else None
                return None if ends is None else _of_scores(ends)
        return None

    def _scores(self, table: Table, i: int) -> list[Ends | None] | None:
        """A row of scores; None in it where a score is hidden."""
        match table:
            case Given() if table is self.given:
                return [(arb(low), arb(high)) for low, high in self.rows[i]]
            case Named(table=of):
                return self._scores(of, i)
            case Scaled(of, factor):
                ends, by = self._scores(of, i), factor.exact.ball()
                return None if ends is None else [None if pair is None else _times(pair, by) for pair in ends]
            case Masked(of, visible):
                ends = self._scores(of, i)
                return None if ends is None else [pair if v else None for pair, v in zip(ends, visible[i], strict=True)]
        return None


def _times(ends: Ends, by: arb) -> Ends:
    low, high = ends[0] * by, ends[1] * by
    return (high, low) if by < 0 else (low, high)


def _of_shares(bounds: Sequence[tuple[fmpq, fmpq]], carried: fmpq) -> Mix:
    """Weights that add up to 1, where numbers that round to those shown can: as much as may be of what is greatest."""
    least, most = sum((low for low, _ in bounds), fmpq(0)), sum((high for _, high in bounds), fmpq(0))
    off = carried * len(bounds)
    totals = {min(max(total, least), most) for total in (1 - off, fmpq(1), 1 + off)} if least <= 1 <= most else set()

    def greatest(values: Sequence[arb]) -> Value:
        exact = [_exactly(value) for value in values]
        if not totals:
            pairs = zip(values, exact, bounds, strict=True)
            return sum((value * (high if ball.mid() > 0 else low) for ball, value, (low, high) in pairs), fmpq(0))
        order = _greatest_first(values)
        found = [_filled(total - least, order, exact, bounds) for total in totals]
        return max(found, key=lambda value: arb(value).mid())

    return _both_ends(greatest)


def _exactly(ball: arb) -> Value:
    whole = ball.unique_fmpz() if ball.is_integer() else None
    return ball if whole is None else fmpq(whole)


def _filled(left: fmpq, order: Sequence[int], values: Sequence[Value], bounds: Sequence[tuple[fmpq, fmpq]]) -> Value:
    """Σ a_j·v_j with each share at its least, and what is left given to the first ones."""
    total: Value = fmpq(0)
    for j in order:
        low, high = bounds[j]
        more = min(high - low, left)
        left -= more
        total += values[j] * (low + more)
    return total


def _of_scores(ends: Sequence[Ends | None]) -> Mix:
    """softmax(s)·v grows with s_j where v_j is above it, whatever the other scores are: so its greatest value is taken
    with the scores of the greatest v as high and the others as low as they may be."""
    powers = [None if pair is None else (exponential_ball(pair[0]), exponential_ball(pair[1])) for pair in ends]

    def greatest(values: Sequence[arb]) -> arb:
        order = [(values[j], pair) for j in _greatest_first(values) if (pair := powers[j]) is not None]
        found = []
        for high in range(len(order) + 1):
            shares = [pair[1] if k < high else pair[0] for k, (_, pair) in enumerate(order)]
            total = sum((share * value for share, (value, _) in zip(shares, order, strict=True)), arb(0))
            found.append(total / sum(shares, arb(0)))
        return max(found, key=arb.mid)

    return _both_ends(greatest)


def _both_ends(greatest: Callable[[Sequence[arb]], Value]) -> Mix:
    return lambda values: (-greatest([-value for value in values]), greatest(values))


def _greatest_first(values: Sequence[arb]) -> list[int]:
    return sorted(range(len(values)), key=lambda j: values[j].mid(), reverse=True)
