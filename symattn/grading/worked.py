"""A work whose numbers may be asked for in balls at once, and exactly: the right one, or one that others had.

Students' own numbers and mistakes change a work, but whatever the numbers it is always the same change. So it is made
once in the work of a form (generating/forms.py) and worked out in balls; with a student's exact numbers it is made only
where balls leave something open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import cast

from flint import arb

from symattn.diagnosis import by_likelihood
from symattn.errors import SymattnError
from symattn.exact.number import Exact
from symattn.exact.precision import working
from symattn.exercise import Numbers, Place
from symattn.following import followed
from symattn.generating.forms import reckoned, wrong_step, wrong_steps
from symattn.generating.rounding import BITS
from symattn.grading.cells import Entry as Shown
from symattn.grading.dues import Due, Written
from symattn.tables.enclosed import Balls, enclosed
from symattn.tables.exactly import number
from symattn.tables.table import Entry, Given, Named, Table
from symattn.work import Work

Dues = tuple[Due, ...]
CARRIED = ("scaled_scores", "exponentials", "weights")
"""The steps that a hand rounds on the way; what others make of these ends where they do."""


class Worked:
    """One work: how it is worked in every work of its form, its own numbers in balls, and exactly when asked for."""

    def __init__(self, form: Work, known: dict[int, Balls], find: Callable[[], Work]) -> None:
        self.form = form
        self.known = known
        """Balls of the form's tables with the numbers of this work; all that are given, and those met so far."""
        self._find = find
        self._dues: dict[str, Dues | None] = {}
        self._wrong: dict[str, list[tuple[str, Dues]]] = {}
        self._carried: dict[int, list[Worked]] = {}

    @staticmethod
    def right(work: Work) -> Worked:
        begun = reckoned(work)
        return Worked(begun.form.first, dict(begun.known), lambda: work)

    @cached_property
    def exact(self) -> Work:
        return self._find()

    def balls(self, table: Table) -> Balls:
        """A table of the form. Errors: FieldError for e^x beyond all measure."""
        with working(BITS):
            return enclosed(table, self.known, None)

    def dues(self, question: Numbers) -> Dues | None:
        """The numbers of the question as this work gives them; None where it gives none."""
        if question.name not in self._dues:
            step = question.step
            table = self.form.tables.get(step)
            told = None if table is None else self._of(question, table, lambda: self.exact.tables[step])
            self._dues[question.name] = told
        return self._dues[question.name]

    def wrong(self, question: Numbers) -> list[tuple[str, Dues]]:
        """Each mistake that can be made on the way, likeliest first, and the numbers that come of it."""
        if question.name not in self._wrong:
            self._wrong[question.name] = list(self._mistaken(question))
        return self._wrong[question.name]

    def _mistaken(self, question: Numbers) -> Iterator[tuple[str, Dues]]:
        if question.step not in self.form.tables:
            return
        for name, table in wrong_steps(self.form, question.step):
            dues = self._of(question, table, partial(_wrong_step, self, question.step, name))
            if dues is not None:
                yield name, dues

    def _of(self, question: Numbers, table: Table, exactly: Callable[[], Table]) -> Dues | None:
        try:
            balls = self.balls(table)
            return tuple(
                _due(blank.places, balls[i][j], partial(_number, exactly, i, j))
                for blank, (i, j) in zip(question.flat, question.cells, strict=True)
            )
        except SymattnError:
            # 1/(2 − 2), e^(10^39) and −∞ are no numbers to be compared
            return None

    def made(self, mistake: str) -> Worked | None:
        """The same with a mistake made on the way."""
        known = self.form.output_table.known
        if ("made", mistake) not in known:
            known["made", mistake] = by_likelihood()[mistake].commit(self.form.output_table)
        output = cast("Named | None", known["made", mistake])
        if output is None:
            return None
        return Worked(Work(self.form.problem, output), self.known, lambda: _committed(self.exact, mistake))

    def instead(self, step: str, own: Mapping[Place, Written]) -> Worked:
        """The same gone on with from somebody's own numbers of a step; what is not told of it is as it follows.

        Errors: SymattnErrors of the step where it does not follow.
        """
        before, (form, placeholder) = self.form.step(step).table, self._gone_on(step)
        rows, columns = before.shape
        is_whole = len(own) == rows * columns
        balls: Balls = [] if is_whole else self.balls(before)
        told = [[own[i, j].ball if (i, j) in own else balls[i][j] for j in range(columns)] for i in range(rows)]
        return Worked(form, {**self.known, id(placeholder): told}, lambda: self._followed(step, own))

    def carried(self, places: int) -> Sequence[Worked]:
        """The same with some of its steps, or all, rounded to so many places and gone on with: each way of it."""
        if places not in self._carried:
            works = [self]
            for step in CARRIED:
                works += [work for before in works if (work := before._rounded(step, places)) is not None]
            self._carried[places] = works[1:]
        return self._carried[places]

    def _rounded(self, step: str, places: int) -> Worked | None:
        """The same gone on with from the step rounded; None where it has none to be rounded, or one of no numbers."""
        table = self.form.tables.get(step)
        if table is None or isinstance(table, Given):
            return None
        try:
            own = {
                (i, j): _as_written(_due(places, ball, partial(self._number, step, i, j)))
                for i, row in enumerate(self.balls(table))
                for j, ball in enumerate(row)
            }
            return self.instead(step, own)
        except SymattnError:
            return None

    def _number(self, step: str, i: int, j: int) -> Exact:
        return number(self.exact.tables[step], i, j)

    def given(self, step: str) -> Given:
        """The table that stands in the form for somebody's own numbers of the step, once they are put in."""
        return self._gone_on(step)[1]

    def _gone_on(self, step: str) -> tuple[Work, Given]:
        known = self.form.output_table.known
        if ("instead", step) not in known:
            table = self.form.tables[step]
            rows, columns = table.shape
            given = Given(table.name, table.letter, ((Entry(Exact(0)),) * columns,) * rows)
            known["instead", step] = followed(self.form, {step: given}), given
        return cast("tuple[Work, Given]", known["instead", step])

    def _followed(self, step: str, own: Mapping[Place, Written]) -> Work:
        before = self.exact.tables[step]
        rows, columns = before.shape
        cells = tuple(
            tuple(Entry(own[i, j].entry.value if (i, j) in own else number(before, i, j)) for j in range(columns))
            for i in range(rows)
        )
        return followed(self.exact, {step: Given(before.name, before.letter, cells)})


def _due(places: int, ball: arb, find: Callable[[], Exact]) -> Due:
    """Errors: those of what is no number after all; its ball is without end, like that of e − e below a line."""
    return Due(places, lambda: ball, find) if ball.is_finite() else Due.known(find(), places)


def _as_written(due: Due) -> Written:
    """The decimal as it stands on somebody's paper."""
    return Written(Shown(str(due.units), Exact(due.units / due.power), None), due.places)


def _number(exactly: Callable[[], Table], i: int, j: int) -> Exact:
    return number(exactly(), i, j)


def _wrong_step(worked: Worked, step: str, mistake: str) -> Table:
    return wrong_step(worked.exact, step, mistake)


def _committed(work: Work, mistake: str) -> Work:
    output = by_likelihood()[mistake].commit(work.output_table)
    assert output is not None, f"{mistake} applies to one work of a form and not to another"
    return Work(work.problem, output)
