"""What becomes of the last digits when a hand rounds on the way: each way of rounding some steps, keeping others.

A step that ends within the places carried is not changed by rounding; each other step doubles the ways. All of them
are followed with balls, so "the same digits" is a proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from symattn.exact.precision import working
from symattn.exact.rounding import Rounded
from symattn.exercise import GUARD, Numbers
from symattn.generating.forms import Reckoned, reckoned
from symattn.generating.rounding import BITS, nearest, rounded_balls
from symattn.tables.enclosed import Balls, enclosed
from symattn.tables.table import Given, Named

Units = tuple[int, ...]
Answer = tuple[int, Units | None]
"""Which question, counted from 0, and its cells in units of their last place; None where a rounding is open."""


class Ways:
    """The steps of a work, carried in every way up to the last one that is asked for."""

    def __init__(self, work: Reckoned, questions: Sequence[Numbers], places: int) -> None:
        self.places, self.carried = places, places + GUARD
        self.asked: dict[int, list[tuple[int, Numbers]]] = {}
        needed: set[int] = set()
        for i, question in enumerate(questions):
            self.asked.setdefault(id(work.form.steps[question.step]), []).append((i, question))
            needed.update(map(id, work.form.before(question.step)))
        self.known: dict[int, Balls] = {}
        """The tables that are the same in every way."""
        self.open: list[Named] = []
        """The steps that are not, in their order."""
        with working(BITS):
            for table in work.form.tables:
                if id(table) in needed and isinstance(table, Named | Given):
                    self._sort(table, work)

    def _sort(self, table: Named | Given, work: Reckoned) -> None:
        balls = work.balls(table)
        if isinstance(table, Named):
            before = set(map(id, work.form.before(table.name)))
            if any(id(step) in before for step in self.open) or rounded_balls(balls, self.carried) is not balls:
                self.open.append(table)
                return
        self.known[id(table)] = balls

    def answers(self) -> Iterator[Answer]:
        """The questions as they are answered, in every way."""
        with working(BITS):
            for step in self.asked:
                if step in self.known:
                    yield from self._answers(step, self.known[step])
            yield from self._go(0, self.known)

    def _go(self, at: int, known: dict[int, Balls]) -> Iterator[Answer]:
        if at == len(self.open):
            return
        step = self.open[at]
        # a copy, since what lies between two steps is worked anew in each way
        balls = enclosed(step.table, dict(known), None)
        yield from self._answers(id(step), balls)
        if at + 1 == len(self.open):
            return
        yield from self._go(at + 1, {**known, id(step): balls})
        rounded = rounded_balls(balls, self.carried)
        if rounded is None:
            yield 0, None
        elif rounded is not balls:
            yield from self._go(at + 1, {**known, id(step): rounded})

    def _answers(self, step: int, balls: Balls) -> Iterator[Answer]:
        for i, question in self.asked.get(step, ()):
            units = [nearest(balls[row][column], self.places) for row, column in question.cells]
            found = tuple([unit for unit in units if unit is not None])
            yield i, found if len(found) == len(units) else None


def is_safe_to_carry(questions: Sequence[Numbers], places: int) -> bool:
    """Whether each question of one work has the same answer in every way; False as soon as two ways differ."""
    met: dict[int, Units] = {}
    return all(
        units is not None and met.setdefault(i, units) == units
        for i, units in Ways(_of(questions), questions, places).answers()
    )


def with_carried(question: Numbers, places: int) -> Numbers | None:
    """The question with all answers that rounding on the way may lead to; None where that is open."""
    if question.work is None:
        return question
    found = {units for _, units in Ways(_of([question]), [question], places).answers()}
    texts = {tuple(_text(unit, places) for unit in units) for units in found if units is not None}
    right = tuple(_text(blank.units, places) for blank in question.flat)
    return None if None in found else replace(question, carried=tuple(sorted(texts - {right})))


def _text(units: int, places: int) -> str:
    return Rounded(units, places, exact=False, tie=False).text


def _of(questions: Sequence[Numbers]) -> Reckoned:
    work = questions[0].work
    assert work is not None
    return reckoned(work)
