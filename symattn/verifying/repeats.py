"""Repeats: rows and tables that were printed before, known again by their digits."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from symattn.exact.real import HIDDEN, Real
from symattn.exact.rounding import Printed, judge
from symattn.notation.evaluate import Grid
from symattn.notation.formula import Formula, Matrix, Vector
from symattn.verifying.proofs import GOOD, count_of, key_of_digits, touch, values_of
from symattn.verifying.worths import Tie, Worth

Digits = tuple[tuple[int, int], ...]


REPEATED = "what was printed before"
MOST_RESULTS = 32
FEWEST_RESULTS = 2
MOST_ALIKE = 3
"""Rows of the same digits that are told apart."""


@dataclass
class Repeats:
    results: deque[tuple[tuple[int, int], Worth]] = field(default_factory=lambda: deque(maxlen=MOST_RESULTS))
    """Numbers worked out one after another: the ends of chains, by their digits."""
    known: dict[Digits, Worth] = field(default_factory=dict)
    """What they were."""
    spelled: dict[Formula, list[Worth]] = field(default_factory=dict)
    """The same as they were written, 0.00 is not 0 there; of rows that look alike each, the last printed first."""
    unjudged: set[Digits] = field(default_factory=set)
    """Those of which nothing is known."""

    def stated(self, formula: Formula, worth: Worth) -> None:
        """Digits that were printed, and what they are."""
        key = key_of_digits(formula)
        if key is None or len(key) < 2:
            return
        self._keep(formula, key, worth)
        rows = _rows_of(formula)
        best = worth.best
        # 2 is no row: K = [2; 1.5] is not made of those of Q = [1.5; 2]
        if 1 < len(rows) < len(key) and isinstance(best, Grid) and best.shape == (len(rows), len(key) // len(rows)):
            for row, cells in zip(rows, best.rows, strict=True):
                row_key = key_of_digits(row)
                if row_key is not None:
                    self._keep(row, row_key, Worth(None, Grid((cells,), flat=True), worth.origin))

    def _keep(self, formula: Formula, key: Digits, worth: Worth) -> None:
        self.known[key] = worth
        others = self.spelled.get(formula, [])
        if others:
            others = [other for other in others if not touch(values_of(other.best), values_of(worth.best))]
        self.spelled[formula] = [worth, *others][:MOST_ALIKE]

    def ended(self, formula: Formula, worth: Worth | None) -> None:
        """A chain ends with this."""
        key = key_of_digits(formula)
        if key is not None and len(key) == 1 and worth is not None and isinstance(worth.best, Real):
            self.results.append((key[0], worth))

    def one_by_one(self, formula: Formula, worth: Worth) -> Tie | None:
        """`Scores: [2, 1, 1]` below three chains that end with 2, with 1 and with 1."""
        key = key_of_digits(formula)
        last = list(self.results)[-len(key) :] if key is not None and isinstance(formula, Vector) else []
        if key is None or len(key) < FEWEST_RESULTS or tuple(digits for digits, _ in last) != key:
            return None
        cells = tuple(known.best for _, known in last if isinstance(known.best, Real))
        origins = [known.origin for _, known in last if known.origin is not None]
        exact = Grid((cells,), flat=True)
        return Tie(Worth(worth.displayed, exact, origins[0] if origins else None), REPEATED)

    def share(self, printed: Printed) -> Tie | None:
        """33 % of a number worked out as 0.330."""
        for _, known in reversed(self.results):
            if isinstance(known.best, Real) and judge(known.best, printed).fit in GOOD:
                return Tie(Worth(None, known.best, known.origin), REPEATED)
        return None

    def forget(self) -> None:
        """A new example begins."""
        self.known.clear()
        self.spelled.clear()
        self.results.clear()

    def left_unjudged(self, formula: Formula) -> None:
        """Digits that were printed, of which nothing is known."""
        self.unjudged.add(key_of_digits(formula) or ())

    def is_unjudged(self, formula: Formula) -> bool:
        return key_of_digits(formula) in self.unjudged

    def of(self, formula: Formula) -> Worth | None:
        """What the row or table was when it was printed before."""
        return self.known.get(key_of_digits(formula) or ())

    def whole(self, formula: Formula, worth: Worth) -> Tie | None:
        """A row or table that was printed before."""
        known = self.of(formula) if count_of(formula) > 1 else None
        return None if known is None else Tie(Worth(worth.displayed, known.best, known.origin), REPEATED)

    def row_by_row(self, formula: Formula, worth: Worth) -> Tie | None:
        """A table whose rows were printed one by one."""
        rows = _stacked([self.of(row) for row in _rows_of(formula)])
        return None if rows is None else Tie(Worth(worth.displayed, rows.exact, rows.origin), REPEATED)

    def masked(self, formula: Formula, worth: Worth) -> Tie | None:
        """A table that was printed before, some numbers of it hidden now."""
        key, shown = key_of_digits(formula), worth.displayed
        if key is None or not isinstance(shown, Grid) or HIDDEN not in values_of(shown):
            return None
        hides = [x is HIDDEN for x in values_of(shown)]
        if not any(digits != (0, 1) for h, digits in zip(hides, key, strict=True) if not h):
            # 0 and −∞ are the mask itself
            return None
        for other, known in reversed(self.known.items()):
            is_it = len(other) == len(key) and all(h or a == b for h, a, b in zip(hides, key, other, strict=True))
            if is_it and isinstance(known.best, Grid) and known.best.shape == shown.shape:
                rows = zip(shown.rows, known.best.rows, strict=True)
                cells = (tuple(HIDDEN if x is HIDDEN else y for x, y in zip(*both, strict=True)) for both in rows)
                return Tie(Worth(shown, Grid(tuple(cells)), known.origin), "masked")
        return None

    def again(self, formula: Formula, back: int = 0) -> Worth | None:
        """What a row or table is that was printed just so before, as a whole or row by row.

        back: how many that look alike but are others, 0.00 and 1.00 in two rows, were printed since.
        """
        return self._spelled(formula, back) or _stacked([self._spelled(row, back) for row in _rows_of(formula)])

    def _spelled(self, formula: Formula, back: int) -> Worth | None:
        found = self.spelled.get(formula)
        return None if found is None else found[min(back, len(found) - 1)]


def _stacked(rows: list[Worth | None]) -> Worth | None:
    """The table of these rows, where all are known."""
    found = [k for k in rows if k is not None and isinstance(k.best, Grid) and k.best.shape[0] == 1]
    if len(rows) < 2 or len(found) != len(rows):
        return None
    cells = tuple(k.best.rows[0] for k in found if isinstance(k.best, Grid))
    if len({len(row) for row in cells}) != 1:
        return None
    origins = [k.origin for k in found if k.origin is not None]
    return Worth(None, Grid(cells), origins[0] if origins else None)


def _rows_of(formula: Formula) -> list[Formula]:
    return [Vector(row) for row in formula.rows] if isinstance(formula, Matrix) else []
