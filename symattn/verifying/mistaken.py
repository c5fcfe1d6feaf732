"""Mistaken: a table that is named for what it is and fits nothing, but is just what a known mistake makes.

`A = [[0.576, 0], [0.212, 0.212]]` below masked scores is no table of weights that rounding explains. A softmax over
the whole matrix gives it at every digit, so weights are what it states, and they are wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from flint import fmpq

from symattn.diagnosis import Place, digits_shown, step_mistakes
from symattn.errors import SymattnError
from symattn.exact.precision import working
from symattn.exact.real import HIDDEN, Real
from symattn.exact.rounding import Printed
from symattn.mistake import MISTAKES
from symattn.notation.evaluate import Grid
from symattn.notation.formula import Formula
from symattn.verifying.proofs import printed_of, values_of
from symattn.verifying.roles import Roles
from symattn.verifying.words import OUTPUT, SCALED, SCORES, WEIGHTS
from symattn.verifying.works import BITS, MOST_CELLS, balls_of, works
from symattn.verifying.worths import Tie, Worth
from symattn.work import Work

STEPS = {SCORES: "scores", SCALED: "scaled_scores", WEIGHTS: "weights", OUTPUT: "output"}
ENOUGH_DIGITS = 4
"""Digits that the table must show for that: of tables of two digits, one in ten is met by some mistake by chance."""
ENOUGH_OF_NO_WEIGHTS = 3
"""The same where rows called weights do not add up to 1, so that they are wrong in any case."""


@dataclass(frozen=True)
class Mistaken:
    """What is due in place of a table, or of a row, that a mistake made."""

    meaning: str
    due: Grid[Real]
    is_first: bool
    """Whether the mistake shows in no step before."""

    def tie(self, worth: Worth, wrong: Sequence[int]) -> Tie:
        """What the printed numbers state. wrong: where relations were found wrong further up."""
        if wrong and not self.is_first:
            # the mistake was made, and found, there
            return Tie(Worth(worth.displayed, self.due, wrong[-1]), self.meaning)
        return Tie(Worth(None, self.due), self.meaning, is_strong=True)


def mistaken(
    roles: Roles, role: str, shape: tuple[int, int] | None, cells: Sequence[Formula | None], row: int | None = None
) -> Mistaken | None:
    """What is due where a mistake gives all printed numbers; None where none does.

    row: which row of the table they are said to be, counted from 1.
    """
    printed = [p for p in map(printed_of, cells) if p is not None]
    if role not in STEPS or shape is None or len(cells) > MOST_CELLS or len(printed) < len(cells):
        return None
    is_no_table = role == WEIGHTS and not _add_up(printed, shape[1])
    if digits_shown(printed) < (ENOUGH_OF_NO_WEIGHTS if is_no_table else ENOUGH_DIGITS):
        return None
    for meaning, table in _due(roles, role):
        if table.shape != shape and (row is None or shape != (1, table.shape[1]) or not 1 <= row <= table.shape[0]):
            continue
        rows = range(table.shape[0]) if row is None else range(row - 1, row)
        for work in works(roles):
            names = _mistakes(work, STEPS[role], table, [(i, j) for i in rows for j in range(table.shape[1])], printed)
            if names:
                due = table if row is None else Grid((table.rows[row - 1],), flat=True)
                told = meaning if row is None else f"{meaning}, row {row}"
                return Mistaken(told, due, any(_is_first(work, STEPS[role], name) for name in names))
    return None


def _due(roles: Roles, role: str) -> Iterator[tuple[str, Grid[Real]]]:
    """The table as the document scales and masks, then as it may: with the scale not told, with the mask spoken of."""
    masks = ("masked ",) if roles.is_masked else ("", "masked ") if roles.says_causal else ("",)
    scales = ("",) if roles.is_scaled else ("", "scaled ")
    for mask in masks:
        for scale in scales:
            table = roles.work().get(f"{scale}{mask}{role}") or (roles.work().get(role) if roles.is_masked else None)
            if table is not None:
                yield f"{mask}{role}", table


def _add_up(printed: Sequence[Printed], columns: int) -> bool:
    """Whether each row adds up to 1, but for its roundings."""
    rows = [printed[i : i + columns] for i in range(0, len(printed), columns)]
    zero = fmpq(0)
    slack = [sum((p.unit for p in row if not p.is_integer), zero) for row in rows]
    return all(abs(sum((p.value for p in row), zero) - 1) <= s for row, s in zip(rows, slack, strict=True))


def _mistakes(
    work: Work, step: str, table: Grid[Real], places: Sequence[Place], printed: Sequence[Printed]
) -> list[str]:
    """The mistakes with which the work that leads to this table gives the printed numbers at these places."""
    try:
        if step not in work.step_names or not _is(work, step, table):
            return []
        return step_mistakes(work, step, places, printed)
    except SymattnError:
        return []


def _is_first(work: Work, step: str, mistake: str) -> bool:
    output = MISTAKES[mistake].commit(work.output_table)
    assert output is not None
    wrong = replace(work, output_table=output).tables
    before = takewhile(lambda name: name != step, work.step_names)
    # a step that is left out shows nothing
    return all(wrong.get(name, work.tables[name]) is work.tables[name] for name in before)


def _is(work: Work, step: str, table: Grid[Real]) -> bool:
    if work.step(step).table.shape != table.shape or HIDDEN in values_of(table):
        return False
    with working(BITS):
        ours = [ball for row in balls_of(work, step) for ball in row]
        return all(ball.overlaps(x.ball()) for ball, x in zip(ours, values_of(table), strict=True))
