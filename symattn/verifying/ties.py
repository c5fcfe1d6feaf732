"""Ties: what a number states that stands without a relation sign, or behind a name that is bound to nothing.

A printed row or number is tied to a quantity by fitting it at every printed digit, by repeating digits printed
before, or by fitting at most of its digits; by words alone only where they name one quantity of just this shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from flint import fmpq

from symattn.exact.real import HIDDEN, Real, function, real
from symattn.exact.rounding import Fit, Printed, Rounded, judge, ten_to
from symattn.islands import Island
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import Formula, Matrix, Name, Number, Vector
from symattn.page import Kind
from symattn.verifying.bindings import Bindings, numbers_of
from symattn.verifying.proofs import cells_of, count_of, is_hidden, key_of_digits, printed_of, touch, values_of
from symattn.verifying.roles import (
    GIVEN,
    SCALED,
    SCORES,
    WEIGHTS,
    Candidate,
    Roles,
    is_hedged,
    role_in,
    role_of,
    softmax,
)
from symattn.verifying.worths import Worth, Worths

GOOD = (Fit.EXACT, Fit.ROUNDED)
ROW = re.compile(
    r"(?:\brow|\btoken|\bword|\bquery|行|第|hàng|fila|zeile|ligne|linha|baris|词|行目)\s*(?P<n>\d{1,3})\b"
    r"|第(?P<cn>[一二三四五六七八九十])",
    re.IGNORECASE,
)
CHINESE = "零一二三四五六七八九十"
MOST_OF_THEM = fmpq(3, 5)
"""The share of a row's printed numbers that must be right for it to be taken for that row."""
MOST_CHANCE = 6
"""Digits, without zeros around them, that a row must print for that."""
LABEL = re.compile(r"[:：'\",，|>＝]$")


UNMASKED = re.compile(r"unmask|without|no mask|ohne|senza|sans|sin |sem |без|无掩|没有|不加|なし|없", re.IGNORECASE)
ADDS_UP = re.compile(
    r"(?:sums?|adds?(?: up)?|total|suman?|summier\w*|ergib\w*|somme\w*|somam?)\W+(?:\w+\W+){0,2}"
    r"(?:to|a|zu|auf|à)\b[^\d.]*$"
    r"|(?:和|合计|总和|bằng|tổng)[^\d]{0,12}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Tie:
    """What a number states."""

    worth: Worth
    meaning: str = ""
    is_strong: bool = False
    """Whether it is surely that, so that a mismatch is an error."""


@dataclass
class Ties:
    text: str
    bindings: Bindings
    roles: Roles
    worths: Worths
    repeated: dict[tuple[tuple[int, int], ...], Worth] = field(default_factory=dict)
    """Rows and tables printed before, by their digits, with what they were."""
    unjudged: set[tuple[tuple[int, int], ...]] = field(default_factory=set)
    """Rows and tables printed before of which nothing is known."""
    normalised: Callable[[int], Grid[Real] | None] = lambda count: None
    """The weights that the displayed exponentials make (sums.py)."""
    scores_seen: Value[Real] | None = None
    """The score-like row or table met last: what a softmax is taken of."""

    def stated(self, formula: Formula, worth: Worth) -> None:
        """Digits that were printed, and what they are."""
        key = key_of_digits(formula)
        if key is None or len(key) < 2:
            return
        self.repeated[key] = worth
        rows = _rows_of(formula)
        best = worth.best
        if len(rows) > 1 and isinstance(best, Grid) and best.shape == (len(rows), len(key) // len(rows)):
            for row, cells in zip(rows, best.rows, strict=True):
                row_key = key_of_digits(row)
                if row_key is not None:
                    self.repeated[row_key] = Worth(None, Grid((cells,), flat=True), worth.origin)

    def saw_scores(self, value: Value[Real]) -> None:
        self.scores_seen = value

    # --- names ------------------------------------------------------------------------------

    def of_name(self, name: Name, island: Island, formula: Formula, right: Worth) -> Tie | None:
        """What a name stands for that is bound to nothing."""
        seen = self.scores_seen
        if name.base.lower() == "softmax" and isinstance(right.best, Grid) and isinstance(seen, Grid):
            as_many = seen.shape[0] * seen.shape[1] == right.best.shape[0] * right.best.shape[1]
            if as_many:
                return Tie(Worth(None, softmax(seen)), WEIGHTS, is_strong=not _has_exponentials(formula))
        if name.base.lower() in ("exp", "exps") and isinstance(right.best, Grid) and isinstance(seen, Grid):
            row = Grid((tuple(function("exp", x) for x in values_of(seen)),), flat=True)
            return Tie(Worth(None, row), "exponentials of the scores")
        if name.base[0] in "WbdnN" and len(name.base) < 3:
            return None
        tie = self._fitting(formula, right, island, role_of(name))
        if tie is not None and role_of(name) in GIVEN:
            # a new Q that nearly is the old one is a new Q
            return Tie(tie.worth, tie.meaning)
        return tie

    # --- numbers alone ----------------------------------------------------------------------

    def of_island(self, island: Island, worth: Worth) -> Tie | None:
        """What a formula without a sign states; None where nothing is known of it."""
        formula = island.sides[0].formula
        if isinstance(worth.best, Grid):
            return self._fitting(formula, worth, island) or self._by_words(formula, worth, island)
        printed = printed_of(formula)
        if printed is None:
            return self._expression(formula, worth, island) if numbers_of(formula) else None
        if not isinstance(formula, Number):
            return None
        if printed.value == 1 and ADDS_UP.search(island.lead[-40:]):
            return Tie(Worth(None, real(1)), "the sum of a row of weights")
        return self._share(printed) if printed.is_percent else self._decimal(formula, printed)

    def _decimal(self, formula: Number, printed: Printed) -> Tie | None:
        """A decimal in a sentence that repeats one that was worked out."""
        trace = self.bindings.trace(formula)
        if trace is None or printed.is_integer or len(printed.text.replace("0", "").replace(".", "")) < 2:
            return None
        return Tie(Worth(real(printed.value), trace.exact, trace.origin), "repeated")

    def _expression(self, formula: Formula, worth: Worth, island: Island) -> Tie | None:
        """A calculation behind words: `Row 1 of Q · column 2 of Kᵀ: (1)(1) + (0)(0)`."""
        if island.block.kind is not Kind.CELL and not is_labelled(island.lead):
            return None
        is_trivial = isinstance(worth.displayed, Real) and worth.displayed.rational in (0, 1)
        if is_trivial and row_of(island.lead[-60:]) is None:
            # 0 and 1 are everywhere
            return None
        return self._equal(worth, None, island)

    def _share(self, printed: Printed) -> Tie | None:
        """A share in percent of some weight."""
        for meaning, table in self.roles.work().items():
            if meaning.endswith(WEIGHTS):
                for cell in values_of(table):
                    if judge(cell, printed).fit in GOOD:
                        return Tie(Worth(None, cell), meaning)
        trace = self.bindings.trace(Number(_as_decimal(printed)))
        return None if trace is None else Tie(Worth(real(printed.value), trace.exact, trace.origin), "repeated")

    def _by_words(self, formula: Formula, worth: Worth, island: Island) -> Tie | None:
        """A whole table under a heading that names one quantity: `Matrix of Raw Scores:`."""
        assert isinstance(worth.best, Grid)
        label = label_of(island.lead)
        if not isinstance(formula, Matrix) or not label or is_hedged(island.lead[-120:]) or 1 in worth.best.shape:
            return None
        role = role_in(label)
        if not role or (role in GIVEN and role in self.roles.tables):
            return None
        table = self.roles.work().get(role)
        if table is None or table.shape != worth.best.shape or key_of_digits(formula) is None:
            return None
        return Tie(Worth(None, table), role, is_strong=True)

    # --- fitting ----------------------------------------------------------------------------

    def _fitting(self, formula: Formula, worth: Worth, island: Island, role: str = "") -> Tie | None:
        """The quantity that fits at every printed digit, or that was printed so before, or that most digits fit.

        role: what the name tells; of that quantity fewer digits need to fit.
        """
        key = key_of_digits(formula)
        row = row_of(island.lead[-60:] + self.text[island.start : island.sides[0].end])
        shape = worth.best.shape if isinstance(worth.best, Grid) else None
        if key is None:
            return self._equal(worth, shape, island)
        if len(key) > 1 and key in self.repeated and self.repeated[key].origin is not None:
            return Tie(Worth(worth.displayed, self.repeated[key].best, self.repeated[key].origin), "repeated")
        cells = cells_of(formula, len(key))
        nearest: tuple[fmpq, Candidate] | None = None
        masked = self._masked(island, shape) if role == WEIGHTS else None
        for candidate in self._candidates(shape, row):
            share = _share_that_fits(candidate.exact, cells)
            if share == 1 and masked is not None and _is_unmasked(candidate):
                return masked
            if share == 1:
                if candidate.meaning.endswith((SCORES, SCALED)):
                    self.saw_scores(candidate.exact)
                return Tie(Worth(worth.displayed, candidate.exact, candidate.origin), candidate.meaning)
            if candidate.is_named and island.block.kind is Kind.CELL:
                # what a cell states its column tells; that a row bound elsewhere is nearly alike means nothing
                continue
            if (
                share >= MOST_OF_THEM
                and (nearest is None or share > nearest[0])
                and _says_enough(candidate, cells, role)
            ):
                nearest = share, candidate
        if len(key) > 1 and key in self.repeated:
            return Tie(Worth(worth.displayed, self.repeated[key].best, self.repeated[key].origin), "repeated")
        by_rows = self._of_repeated_rows(formula, worth)
        if by_rows is not None:
            return by_rows
        if nearest is not None and not is_hedged(island.lead[-80:]):
            candidate = nearest[1]
            shown = self.normalised(len(key)) if candidate.meaning.split(",")[0].endswith(WEIGHTS) else None
            return Tie(Worth(shown, candidate.exact, candidate.origin), candidate.meaning, is_strong=True)
        if self._is_softmax_by_words(island, shape):
            assert isinstance(self.scores_seen, Grid)
            return Tie(Worth(None, softmax(self.scores_seen)), WEIGHTS, is_strong=True)
        self.note_scores(island, worth)
        return None

    def _masked(self, island: Island, shape: tuple[int, int] | None) -> Tie | None:
        """The weights of masked scores that were stated last: what is called A behind them is no other table."""
        seen = self.scores_seen
        if not isinstance(seen, Grid) or seen.shape != shape or HIDDEN not in values_of(seen):
            return None
        if UNMASKED.search(island.lead):
            return None
        return Tie(Worth(None, softmax(seen)), f"masked {WEIGHTS}", is_strong=True)

    def _is_softmax_by_words(self, island: Island, shape: tuple[int, int] | None) -> bool:
        """`Softmax of these: (…)` below a row of scores."""
        seen = self.scores_seen
        label = label_of(island.lead)
        if not re.search(r"softmax", label, re.IGNORECASE) or re.search(
            r"before|vor |antes|avant|前", label, re.IGNORECASE
        ):
            return False
        is_row = shape is not None and 1 in shape and isinstance(seen, Grid) and 1 in seen.shape
        if not is_row or is_hedged(island.lead[-120:]) or not label.rstrip("*").endswith((":", "：")):
            return False
        assert shape is not None and isinstance(seen, Grid)
        return seen.shape[0] * seen.shape[1] == shape[0] * shape[1]

    def note_scores(self, island: Island, worth: Worth) -> None:
        """A row that its label calls scores is what the next softmax is taken of."""
        if role_in(label_of(island.lead)) in (SCORES, SCALED) and worth.displayed is not None:
            self.saw_scores(worth.displayed)

    def _candidates(self, shape: tuple[int, int] | None, row: int | None) -> Iterator[Candidate]:
        yield from self.roles.candidates(shape, row)
        seen = self.scores_seen
        if isinstance(seen, Grid) and shape is not None and seen.shape[0] * seen.shape[1] == shape[0] * shape[1]:
            yield Candidate(WEIGHTS, softmax(seen))

    def _of_repeated_rows(self, formula: Formula, worth: Worth) -> Tie | None:
        """A table whose rows were printed one by one."""
        rows = _rows_of(formula)
        known = [self.repeated.get(key_of_digits(row) or ()) for row in rows]
        found = [k for k in known if k is not None and isinstance(k.best, Grid) and k.best.shape[0] == 1]
        if len(rows) < 2 or len(found) != len(rows):
            return None
        cells = tuple(k.best.rows[0] for k in found if isinstance(k.best, Grid))
        if len({len(row) for row in cells}) != 1:
            return None
        origins = [k.origin for k in found if k.origin is not None]
        return Tie(Worth(worth.displayed, Grid(cells), origins[0] if origins else None), "repeated")

    def _equal(self, worth: Worth, shape: tuple[int, int] | None, island: Island) -> Tie | None:
        """The quantity that an expression is worth."""
        ours = [] if worth.exact is None else values_of(worth.exact)
        if not ours or any(x is HIDDEN for x in ours):
            return None
        for candidate in self._candidates(shape, row_of(island.lead[-60:])):
            if touch(values_of(candidate.exact), ours):
                return Tie(Worth(None, candidate.exact, worth.origin), candidate.meaning)
        return None


def _share_that_fits(value: Value[Real], cells: list[Formula | None]) -> fmpq:
    """How many of the printed numbers are right; whole numbers alone must be exactly so."""
    values = values_of(value)
    if len(values) != len(cells):
        return fmpq(0)
    printed = [printed_of(cell) for cell in cells]
    good = (Fit.EXACT,) if all(p is None or p.is_integer for p in printed) else GOOD
    right = 0
    for x, p, cell in zip(values, printed, cells, strict=True):
        if p is None or x is HIDDEN:
            right += x is HIDDEN and cell is not None and is_hidden(cell)
        else:
            right += judge(x, p).fit in good
    return fmpq(right, len(cells))


def _is_unmasked(candidate: Candidate) -> bool:
    return candidate.meaning.endswith(WEIGHTS) and "masked" not in candidate.meaning


def _says_enough(candidate: Candidate, cells: list[Formula | None], role: str) -> bool:
    """Whether so many digits fit that it is by no chance; 0, 1.0 and 0.50 say little."""
    digits = 0
    for x, printed in zip(values_of(candidate.exact), map(printed_of, cells), strict=True):
        if printed is not None and printed.value.q != 1 and x is not HIDDEN and judge(x, printed).fit in GOOD:
            digits += len(printed.text.rstrip("%").replace(".", "").strip("0-"))
    return len(cells) > 2 and digits >= (MOST_CHANCE // 2 if role and candidate.meaning == role else MOST_CHANCE)


def _has_exponentials(formula: Formula) -> bool:
    return key_of_digits(formula) is None or any(
        (p := printed_of(cell)) is not None and p.value > 1 for cell in cells_of(formula, count_of(formula))
    )


def _rows_of(formula: Formula) -> list[Formula]:
    return [Vector(row) for row in formula.rows] if isinstance(formula, Matrix) else []


def row_of(text: str) -> int | None:
    """The row that words tell: `Row 2:`, `第一行`; the last one told."""
    found = list(ROW.finditer(text))
    if not found:
        return None
    last = found[-1]
    return int(last["n"]) if last["n"] else CHINESE.index(last["cn"])


def is_labelled(lead: str) -> bool:
    """Whether words say what a calculation is of: `Row 1:`, `the weights are`."""
    lead = lead.strip(" \t\n*_`$(\\[")
    return bool(LABEL.search(lead) or row_of(lead[-40:]) or role_in(lead[-40:]))


def label_of(lead: str) -> str:
    """The words directly before a number: a heading or what ends with a colon; "" where a sentence runs on."""
    stripped = lead.rstrip(" \t\n$`*\\[(")
    line = stripped.rpartition("\n")[2].strip()
    if lead.count("\n") == 0 and not line.endswith((":", "：")):
        return ""
    return line[-60:] if line.startswith("#") or line.endswith((":", "：", "：**", ":**")) or len(line) < 40 else ""


def _as_decimal(printed: Printed) -> str:
    """67 % as 0.67."""
    units = printed.value * ten_to(printed.places)
    return Rounded(int(units.p // units.q), printed.places, exact=True, tie=False).text
