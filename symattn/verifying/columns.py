"""Columns: what the cells of a table state, told by its headings and by the cells beside them.

A calculation in one cell and a number in the next are a relation. A column of results (weights at several
temperatures, their entropies, the outputs of attention) is held against what the other columns make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from flint import fmpq

from symattn.errors import SymattnError
from symattn.exact.real import Real, function, real, total
from symattn.exact.rounding import Printed, judge
from symattn.island import Island, Side
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import (
    Formula,
    Hidden,
    Matrix,
    Name,
    Number,
    Product,
    Sum,
    Vector,
    parts_of,
)
from symattn.page import Block
from symattn.verifying.attending import attended, softmax
from symattn.verifying.proofs import GOOD, printed_of
from symattn.verifying.roles import Roles
from symattn.verifying.words import GIVEN, role_in
from symattn.verifying.worths import Worth

TEMPERATURE = re.compile(r"^\W*(?:T|τ|temp\w*|温度|temperatur\w*)\W*$", re.IGNORECASE)
WEIGHTS = re.compile(r"weight|softmax|prob|distribution|权重|概率|gewicht|pesos?|poids", re.IGNORECASE)
ENTROPY = re.compile(r"entrop|熵|エントロピー", re.IGNORECASE)
INPUT = re.compile(r"input|embedding|before|输入|入力|entrada|eingabe|^\W*x", re.IGNORECASE)
OUTPUT = re.compile(
    r"(?:output|result)\w* of (?:the )?(?:self-?)?attention|attention (?:output|result)|输出|出力|salida|ausgabe", re.I
)
MOST_ROWS = 64
FEWEST_SHARES = 4
MOST_OF_THEM = fmpq(3, 5)
"""Of all shares, those that must be right for some scores to be theirs."""


@dataclass
class Cell:
    """A cell of numbers."""

    island: Island
    side: Side
    worth: Worth
    is_answered: bool = False
    """Whether its value stands in the cell itself: 2/7 ≈ 0.29."""


@dataclass(frozen=True)
class Claim:
    """What a cell states: `left` (where it says so) is worth `worth`."""

    left: Side
    cell: Cell
    worth: Worth
    meaning: str


@dataclass
class Columns:
    """Gathers one table at a time."""

    roles: Roles
    table: int = 0
    headings: dict[int, str] = field(default_factory=dict)
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)

    def begin(self, table: int) -> None:
        self.table, self.headings, self.rows = table, {}, {}

    def heading(self, column: int, text: str) -> None:
        self.headings[column] = self.headings.get(column, "") + text

    def is_given(self, block: Block) -> bool:
        """Whether its heading says that starting data stand in this column: keys, values, embeddings."""
        return block.row > 0 and role_in(self.headings.get(block.column, "")) in GIVEN

    def put(self, cell: Cell) -> None:
        block = cell.island.block
        self.rows.setdefault(block.row, {}).setdefault(block.column, cell)

    # --- a cell and the one before it -------------------------------------------------------

    def calculation_before(self, island: Island) -> Cell | None:
        """The cell to the left, if a calculation stands in it whose value does not, and nothing in this cell yet."""
        row = self.rows.get(island.block.row, {})
        cell = row.get(island.block.column - 1)
        if cell is None or cell.is_answered or island.block.column in row:
            return None
        return cell if is_calculation(cell.side.formula) else None

    def puts_in(self, island: Island, formula: Formula) -> Cell | None:
        """The cell to the left, if the calculation here is made with the row in it: [0.1, 0] and 0.2×0.1 + 0.3×0."""
        cell = self.rows.get(island.block.row, {}).get(island.block.column - 1)
        if cell is None or not isinstance(cell.side.formula, Vector) or not isinstance(formula, Sum):
            return None
        entries = [printed_of(entry) for entry in cell.side.formula.entries]
        factors = [_second_factor(term) for term in formula.terms]
        known = [e.value for e in entries if e is not None], [f.value for f in factors if f is not None]
        return cell if known[0] == known[1] and len(known[0]) == len(entries) else None

    # --- whole columns ----------------------------------------------------------------------

    def claims(self, scores: Value[Real] | None, others: Iterable[Grid[Real]] = ()) -> Iterator[Claim]:
        """What the columns state, when the table is read to its end. others: rows that may be scores too."""
        try:
            yield from self._temperatures(scores)
            yield from self._shares([scores, *others])
            yield from self._outputs()
        except (SymattnError, ZeroDivisionError):
            return

    def _column(self, pattern: re.Pattern[str]) -> int | None:
        return next((column for column, text in sorted(self.headings.items()) if pattern.search(text)), None)

    def _temperatures(self, scores: Value[Real] | None) -> Iterator[Claim]:
        """weights = softmax(s/T), entropy = −Σ a·ln a."""
        at, weights, entropy = (self._column(pattern) for pattern in (TEMPERATURE, WEIGHTS, ENTROPY))
        if at is None or weights is None or not isinstance(scores, Grid) or scores.shape[0] != 1:
            return
        for row in self.rows.values():
            if at not in row or weights not in row:
                continue
            true = _at_temperature(scores, row[at])
            if true is None:
                continue
            cell = row[weights]
            yield Claim(row[at].side, cell, Worth(None, true), "softmax of the scores over the temperature")
            if entropy is not None and entropy in row:
                displayed = cell.worth.displayed
                shown = entropy_of(displayed) if isinstance(displayed, Grid) else None
                yield Claim(cell.side, row[entropy], Worth(shown, entropy_of(true)), "entropy of the weights")

    def _shares(self, rows_of_scores: Sequence[Value[Real] | None]) -> Iterator[Claim]:
        """weights = softmax(s/T), each in a column of its own, of the scores that most of them are right for."""
        at = self._column(TEMPERATURE)
        if at is None or self._column(WEIGHTS) is not None or len(self.rows) < 2:
            return
        for scores in rows_of_scores:
            if not isinstance(scores, Grid) or scores.shape[0] != 1 or scores.shape[1] < 2:
                continue
            claims = list(self._shares_of(scores, at))
            fits = [_is_right(claim) for claim in claims]
            if len(claims) >= FEWEST_SHARES and MOST_OF_THEM * len(fits) <= sum(fits):
                # scores that were rounded themselves prove no share wrong
                are_whole = all(x.rational is not None and x.rational.q == 1 for x in scores.rows[0])
                yield from (claim for claim, is_right in zip(claims, fits, strict=True) if is_right or are_whole)
                return

    def _shares_of(self, scores: Grid[Real], at: int) -> Iterator[Claim]:
        columns = range(at + 1, at + 1 + scores.shape[1])
        for row in self.rows.values():
            true = _at_temperature(scores, row[at]) if at in row else None
            if true is None or not all(column in row for column in columns):
                continue
            for column, share in zip(columns, true.rows[0], strict=True):
                cell = row[column]
                left = Side(row[at].side.formula, cell.side.start, cell.side.end)
                yield Claim(left, cell, Worth(None, share), "softmax of the scores over the temperature")

    def _outputs(self) -> Iterator[Claim]:
        """The output of self-attention of the rows in one column, in another."""
        before, after = self._column(INPUT), self._column(OUTPUT)
        if before is None or after is None or before == after or not 2 <= len(self.rows) <= MOST_ROWS:
            return
        inputs = [row[before].worth.best for row in self.rows.values() if before in row]
        tokens = [value.rows[0] for value in inputs if isinstance(value, Grid) and value.shape[0] == 1]
        if len(tokens) != len(self.rows) or len({len(row) for row in tokens}) != 1 or self.roles.projection("W_V"):
            return
        outputs = attended(Grid(tuple(tokens)), is_scaled=self.roles.is_scaled)
        for cells, row in zip(outputs.rows, self.rows.values(), strict=True):
            if after in row:
                yield Claim(row[before].side, row[after], Worth(None, Grid((cells,), flat=True)), "output of attention")


def _is_right(claim: Claim) -> bool:
    printed, true = printed_of(claim.cell.side.formula), claim.worth.exact
    return printed is not None and isinstance(true, Real) and judge(true, printed).fit in GOOD


def _at_temperature(scores: Grid[Real], cell: Cell) -> Grid[Real] | None:
    if isinstance(cell.side.formula, Hidden):
        return softmax(Grid((tuple(real(0) for _ in scores.rows[0]),), flat=True))
    printed = printed_of(cell.side.formula)
    if printed is None or printed.value <= 0:
        return None
    return softmax(Grid((tuple(x / real(printed.value) for x in scores.rows[0]),), flat=True))


def entropy_of(weights: Grid[Real]) -> Real:
    """−Σ a·ln a, in nats; 0·ln 0 is 0."""
    return -total(a * function("log", a) for a in weights.rows[0] if a.rational != 0)


def is_calculation(formula: Formula) -> bool:
    """A sum of products, a quotient: not a shape 3×2, nor a number or a row of them."""
    numbers = _numbers(formula)
    if printed_of(formula) is not None or len(numbers) < 2 or isinstance(formula, Name | Vector | Matrix):
        return False
    return not isinstance(formula, Product) or any("." in n.text for n in numbers)


def _second_factor(term: Formula) -> Printed | None:
    return printed_of(term.factors[1]) if isinstance(term, Product) and len(term.factors) == 2 else None


def _numbers(formula: Formula) -> list[Number]:
    own = [formula] if isinstance(formula, Number) else []
    return [*own, *(n for part in parts_of(formula) for n in _numbers(part))]
