"""Ties: what a number states that stands without a relation sign, or behind a name that is bound to nothing.

A printed row or number is tied to a quantity by fitting it at every printed digit, or by repeating digits that were
printed before. A tie by words alone is made only where they name one quantity and the shape is its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flint import arb, fmpq

from symattn.bindings import Bindings, numbers_of
from symattn.exact.precision import working
from symattn.exact.real import HIDDEN, Real, real
from symattn.exact.rounding import Fit, Rounded, judge, read_decimal, ten_to
from symattn.islands import Island
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import Formula, Name, Number
from symattn.page import Kind
from symattn.proofs import cells_of, printed_of, values_of
from symattn.roles import SCALED, SCORES, WEIGHTS, Roles, role_in, softmax
from symattn.worths import Worth, Worths

GOOD = (Fit.EXACT, Fit.ROUNDED)
ROW = re.compile(
    r"(?:\brow|\btoken|\bword|\bquery|\bquerie|行|第|hàng|fila|zeile|ligne|linha|baris|词|行目)\s*(?P<n>\d{1,3})\b|第(?P<cn>[一二三四五六七八九十])",
    re.IGNORECASE,
)
CHINESE = "零一二三四五六七八九十"
FIT_BITS = 64


@dataclass
class Ties:
    text: str
    bindings: Bindings
    roles: Roles
    worths: Worths
    repeated: dict[tuple[tuple[int, int], ...], Worth] = field(default_factory=dict)
    """Rows and tables printed before, by their digits, with what they were."""
    heading: str = ""
    scores_seen: Value[Real] | None = None
    """The score-like row or table met last."""

    def look(self, island: Island) -> None:
        if island.block.kind is Kind.HEADING:
            self.heading = self.text[max(0, island.start - 60) : island.end]

    def stated(self, formula: Formula, worth: Worth) -> None:
        """Digits that were printed, and what they are."""
        key = _key(formula)
        if key is not None and len(key) > 1:
            self.repeated[key] = worth
            best = worth.best
            displayed = worth.displayed
            if isinstance(best, Grid) and isinstance(displayed, Grid) and best.shape == displayed.shape and best.shape[0] > 1:
                self._rows_stated(best, worth)

    def _rows_stated(self, best: Grid[Real], worth: Worth) -> None:
        displayed = worth.displayed
        assert isinstance(displayed, Grid)
        for e, d in zip(best.rows, displayed.rows, strict=True):
            key = tuple((int(x.rational.p), int(x.rational.q)) for x in d if x.rational is not None)
            if len(key) == len(d):
                self.repeated[key] = Worth(Grid((d,), flat=True), Grid((e,), flat=True), worth.origin)

    # --- names ------------------------------------------------------------------------------

    def of_name(self, name: Name, island: Island, formula: Formula, right: Worth) -> tuple[Worth, bool] | None:
        """What a name stands for that is bound to nothing, and whether it is surely that."""
        if name.base.lower() in ("softmax", "weights") and isinstance(right.best, Grid) and self.scores_seen is not None:
            weights = self._softmax_of_seen(right.best)
            if weights is not None:
                return Worth(None, weights), name.base.lower() == "softmax"
        if name.base[0] in "WbdnN" and len(name.base) < 3:
            return None
        found = self._fitting(formula, right, island)
        return None if found is None else (found, False)

    def _softmax_of_seen(self, right: Grid[Real]) -> Grid[Real] | None:
        seen = self.scores_seen
        if isinstance(seen, Grid) and seen.shape == right.shape:
            return softmax(seen)
        return None

    def saw_scores(self, value: Value[Real]) -> None:
        self.scores_seen = value

    # --- numbers alone ----------------------------------------------------------------------

    def of_island(self, island: Island, worth: Worth) -> tuple[Worth, str] | None:
        """What a formula without a sign states; None where nothing is known of it."""
        formula = island.sides[0].formula
        if isinstance(worth.best, Grid):
            found = self._fitting(formula, worth, island)
            return None if found is None else (found, "")
        return self._number(formula, island)

    def _number(self, formula: Formula, island: Island) -> tuple[Worth, str] | None:
        """A decimal in a sentence that repeats one that was worked out, or a share in percent of some weight."""
        printed = printed_of(formula)
        if printed is None or not isinstance(formula, Number):
            if numbers_of(formula) and printed is None:
                return self._expression(formula, island)
            return None
        if printed.is_percent:
            return self._share(formula)
        if printed.is_integer or len(printed.text.replace("0", "").replace(".", "")) < 2:
            return None
        trace = self.bindings.trace(formula)
        if trace is None:
            return None
        return Worth(real(printed.value), trace.exact, trace.origin), "repeated"

    def _expression(self, formula: Formula, island: Island) -> tuple[Worth, str] | None:
        """A calculation behind words: `Row 1 of Q · column 2 of Kᵀ: (1)(1) + (0)(0)`."""
        worth = self.worths.of(formula)
        lead = island.lead.strip(" \t\n*_`$('\"\\[")
        if worth is None or not (lead.endswith((":", "：", "'", ",")) or row_of(lead[-40:]) or role_in(lead[-40:])):
            return None
        found = self._equal(worth, None, island)
        return None if found is None else (found, "")

    def _share(self, number: Number) -> tuple[Worth, str] | None:
        printed = read_decimal(number.text)
        for meaning, table in self.roles.work().items():
            if not meaning.endswith(WEIGHTS):
                continue
            for row in table.rows:
                for cell in row:
                    if judge(cell, printed).fit in GOOD:
                        return Worth(None, cell), meaning
        plain = Number(str(_decimal(printed.value, printed.places)))
        trace = self.bindings.trace(plain)
        return None if trace is None else (Worth(real(printed.value), trace.exact, trace.origin), "repeated")

    # --- fitting ----------------------------------------------------------------------------

    def _fitting(self, formula: Formula, worth: Worth, island: Island) -> Worth | None:
        """The quantity that fits at every printed digit, or that was printed so before."""
        key = _key(formula)
        row = row_of(island.lead[-60:] + self.text[island.start : island.sides[0].end])
        shape = worth.best.shape if isinstance(worth.best, Grid) else None
        if key is None:
            return self._equal(worth, shape, island)
        cells = cells_of(formula, len(values_of(worth.best)))
        for candidate in self.roles.candidates(shape, row):
            if _fits(candidate.exact, cells):
                if candidate.meaning.endswith((SCORES, SCALED)):
                    self.saw_scores(candidate.exact)
                return Worth(worth.displayed, candidate.exact, candidate.origin)
        if self.scores_seen is not None and isinstance(self.scores_seen, Grid) and shape is not None:
            if self.scores_seen.shape[0] * self.scores_seen.shape[1] == shape[0] * shape[1]:
                weights = softmax(self.scores_seen)
                if _fits(weights, cells):
                    return Worth(worth.displayed, weights)
        if len(key) > 1 and key in self.repeated:
            before = self.repeated[key]
            return Worth(worth.displayed, before.best, before.origin)
        return None

    def _equal(self, worth: Worth, shape: tuple[int, int] | None, island: Island) -> Worth | None:
        """The quantity that an expression is worth."""
        if worth.exact is None:
            return None
        row = row_of(island.lead[-60:])
        ours = values_of(worth.exact)
        if any(x is HIDDEN for x in ours):
            return None
        with working(FIT_BITS):
            balls = [x.ball() for x in ours]
            for candidate in self.roles.candidates(shape, row):
                theirs = values_of(candidate.exact)
                if len(theirs) == len(balls) and all(
                    x is not HIDDEN and _touch(x.ball(), ball) for x, ball in zip(theirs, balls, strict=True)
                ):
                    return Worth(None, candidate.exact, worth.origin)
        return None


def _touch(a: arb, b: arb) -> bool:
    return bool(a.overlaps(b))


def _fits(value: Value[Real], cells: list[Formula | None]) -> bool:
    """Whether every printed number is right; whole numbers alone must be exactly so."""
    values = values_of(value)
    if len(values) != len(cells):
        return False
    whole = all((printed := printed_of(cell)) is None or printed.is_integer for cell in cells)
    good = (Fit.EXACT,) if whole else GOOD
    for x, cell in zip(values, cells, strict=True):
        printed = printed_of(cell)
        if printed is None:
            if x is not HIDDEN or cell is None or not _is_hidden(cell):
                return False
            continue
        if x is HIDDEN or judge(x, printed).fit not in good:
            return False
    return True


def _is_hidden(cell: Formula) -> bool:
    return "Hidden" in repr(cell)


def _key(formula: Formula) -> tuple[tuple[int, int], ...] | None:
    """The digits of a table of numbers; None where it holds anything else."""
    cells = cells_of(formula, _count(formula))
    key = []
    for cell in cells:
        printed = printed_of(cell)
        if printed is None and (cell is None or not _is_hidden(cell)):
            return None
        key.append((0, 0) if printed is None else (int(printed.value.p), int(printed.value.q)))
    return tuple(key)


def _count(formula: Formula) -> int:
    rows = getattr(formula, "rows", None)
    if rows is not None:
        return sum(map(len, rows))
    entries = getattr(formula, "entries", None)
    return len(entries) if entries is not None else 1


def row_of(text: str) -> int | None:
    """The row that words tell: `Row 2:`, `第一行`; the last one told."""
    found = list(ROW.finditer(text))
    if not found:
        return None
    last = found[-1]
    return int(last["n"]) if last["n"] else CHINESE.index(last["cn"])


def _decimal(value: fmpq, places: int) -> str:
    units = value * ten_to(places)
    return Rounded(int(units.p // units.q), places, exact=True, tie=False).text
