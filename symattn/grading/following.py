"""What a student may have gone on with: the works, from the right one to that of all his or her own answers.

Some scores are wrong, and what follows is right if it follows from them: from the answer as written, from what a
mistake made of it before it was rounded, or from the answers before it. Each of these is a work, done again with its
tables in place of the right ones. Where none of them gives a number, it may still be that the number was worked from
what the answer before it had been rounded from; that is anything within half a unit of its last digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flint import arb, fmpq

from symattn.diagnosis import by_likelihood
from symattn.errors import SymattnError
from symattn.exact.precision import working
from symattn.exact.rounding import HALF, ten_to
from symattn.exercise import Blank, Numbers, Place
from symattn.following import followed
from symattn.grading.cells import Entry
from symattn.tables.enclosed import Balls, worked_from
from symattn.tables.exactly import number
from symattn.tables.table import Entry as TableEntry
from symattn.tables.table import Given
from symattn.work import Work

BITS = 128
MOST_WORKS = 12
WIDEST = 10
"""Units of the last place asked for by which a number may be open after rounding; beyond that anything would follow."""


@dataclass(frozen=True, eq=False)
class Going:
    """One work that may have been gone on with, and the earlier answers that make it what it is."""

    work: Work
    steps: tuple[str, ...] = ()
    """Of which the student's own numbers were put in."""
    is_rounded: bool = False
    """Whether they are right but for what rounding them has changed."""
    known: dict[tuple[str, int], Blank | None] = field(default_factory=dict, repr=False)

    def due(self, question: Numbers, k: int) -> Blank | None:
        """The k-th number of the question as this work gives it; None where it gives none."""
        key = question.name, k
        if key not in self.known:
            blank = question.flat[k]
            try:
                due = number(self.work.step(question.step).table, *question.cells[k])
                going_on = Blank.known(blank.name, due, blank.places)
                # e^(10^39) has none
                self.known[key] = going_on if going_on.text else None
            except SymattnError:
                self.known[key] = None
        return self.known[key]


@dataclass(frozen=True, eq=False)
class Own:
    """All that one student's answers to the questions of one work leave possible."""

    right: Work
    goings: tuple[Going, ...] = ()
    """Beside the right work; the last is that of all answers as written."""
    spans: tuple[tuple[Given, Balls], ...] = ()
    """Tables of answers that are neither right nor follow, each number with all that it may be rounded from."""

    @property
    def written(self) -> Work:
        return self.goings[-1].work if self.goings else self.right

    @property
    def steps(self) -> tuple[str, ...]:
        return self.goings[-1].steps if self.goings else ()

    def may_follow(self, question: Numbers, k: int, entry: Entry) -> bool:
        """Whether the number may be worked from what the student's earlier numbers were rounded from."""
        if not self.spans or entry.printed is None:
            return False
        blank, (i, j) = question.flat[k], question.cells[k]
        unit = ten_to(-max(blank.places, 0))
        with working(BITS):
            known = {id(given): balls for given, balls in self.spans}
            try:
                ball = worked_from(self.written.step(question.step).table, known)[i][j]
            except SymattnError:
                # e^(10^39): from what is no number to go on with, nothing follows
                return False
            if not ball.is_finite() or ball.rad() > arb(WIDEST * unit):
                return False
            return entry.printed.places >= blank.places and not abs(ball - entry.printed.value) > arb(HALF * unit)

    def after(
        self, question: Numbers, entries: Sequence[Entry | None], mistakes: Sequence[tuple[str, Work]], follows: bool
    ) -> Own:
        """What is possible after this answer too.

        mistakes: those that give its numbers, with the work in which they do. follows: all of it is right, or right
        from what came before.
        """
        try:
            table = self._table(question, entries)
        except SymattnError:
            return self
        if table is None:
            return self
        work = followed(self.written, {question.step: table})
        is_rounded = follows and (not self.goings or self.goings[-1].is_rounded)
        made = [
            Going(Work(before.problem, output), (*self.steps, question.step))
            for name, before in mistakes
            if (output := by_likelihood()[name].commit(before.output_table)) is not None
        ]
        last = Going(work, (*self.steps, question.step), is_rounded)
        # the first are the likeliest, and the last goes on
        goings = (*[*self.goings, *made][: MOST_WORKS - 1], last)
        spans = self.spans
        if spans or not follows:
            spans = (*spans, (table, _balls(question, entries, table)))
        return replace(self, goings=goings, spans=spans)

    def _table(self, question: Numbers, entries: Sequence[Entry | None]) -> Given | None:
        """The step as it was answered, and where it was not, as it follows; None where that changes nothing."""
        before = self.written.step(question.step).table
        own = {place: entry for place, entry in zip(question.cells, entries, strict=True) if entry is not None}
        if all(entry.value == number(before, *place) for place, entry in own.items()):
            return None
        rows, columns = before.shape
        cells = tuple(
            tuple(TableEntry(own[i, j].value if (i, j) in own else number(before, i, j)) for j in range(columns))
            for i in range(rows)
        )
        return Given(before.name, before.letter, cells)


def _balls(question: Numbers, entries: Sequence[Entry | None], table: Given) -> Balls:
    """Each number that was rounded with half a unit about it; a shorter one where the right one ends is exact."""
    half: dict[Place, fmpq] = {}
    for place, blank, entry in zip(question.cells, question.flat, entries, strict=True):
        if entry is not None and entry.printed is not None and not _is_whole(blank, entry):
            half[place] = HALF * ten_to(-max(entry.printed.places, blank.places))
    with working(BITS):
        balls = worked_from(table, {})
        return [
            [arb(ball.mid(), arb(half[i, j])) if (i, j) in half else ball for j, ball in enumerate(row)]
            for i, row in enumerate(balls)
        ]


def _is_whole(blank: Blank, entry: Entry) -> bool:
    return blank.ends and entry.printed is not None and entry.printed.places < blank.places
