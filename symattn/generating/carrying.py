"""What becomes of the last digits when a hand rounds on the way: each way of rounding some steps, keeping others.

A step that ends within the places carried is not changed by rounding; each other step doubles the ways. All of them
are followed with balls, so "the same digits" is a proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symattn.exact.precision import working
from symattn.exact.rounding import Rounded
from symattn.exercise import GUARD, Numbers
from symattn.generating.rounding import BITS, nearest, rounded_balls
from symattn.tables.enclosed import HIDDEN_BALL, Balls, enclosed, worked_from
from symattn.tables.table import Given, Named, below
from symattn.work import Work


class Ways:
    """The steps of a work, carried in every way."""

    def __init__(self, work: Work, places: int) -> None:
        self.places = places
        self.tables = [table for table in below(work.output_table) if isinstance(table, Named | Given)]
        self.exactly: dict[int, Balls] = {}
        with working(BITS):
            for table in self.tables:
                enclosed(table, self.exactly)

    def to(self, step: Named | Given) -> Iterator[Balls | None]:
        """The step in each way of rounding what comes before; None for a way in which a rounding is open."""
        needed = {id(table) for table in below(step)}
        tables = [table for table in self.tables if id(table) in needed]
        yield from self._go(tables, step, 0, {})

    def _go(
        self, tables: list[Named | Given], step: Named | Given, at: int, known: dict[int, Balls]
    ) -> Iterator[Balls | None]:
        table = tables[at]
        if isinstance(table, Given):
            known = known | {id(table): self.exactly[id(table)]}
            yield from self._go(tables, step, at + 1, known) if table is not step else [known[id(table)]]
            return
        balls = worked_from(table.table, known)
        if table is step:
            yield balls
            return
        yield from self._go(tables, step, at + 1, known | {id(table): balls})
        if not _ends(balls, self.places):
            rounded = rounded_balls(balls, self.places)
            if rounded is None:
                yield None
            else:
                yield from self._go(tables, step, at + 1, known | {id(table): rounded})


def answers_by_rounding(ways: Ways, question: Numbers, places: int) -> set[tuple[int, ...]] | None:
    """All that the asked cells may come to, in units of their last place; None where that is open."""
    assert question.work is not None
    found: set[tuple[int, ...]] = set()
    with working(BITS):
        for balls in ways.to(question.work.step(question.step).table):
            if balls is None:
                return None
            units = [nearest(balls[i][j], places) for i, j in question.cells]
            if None in units:
                return None
            found.add(tuple(unit for unit in units if unit is not None))
    return found


def _ends(balls: Balls, places: int) -> bool:
    """Whether rounding changes nothing that could be told: each ball holds the number it would be rounded to."""
    units = ((ball, nearest(ball, places)) for row in balls for ball in row if ball is not HIDDEN_BALL)
    return all(unit is not None and (ball * 10**places).contains(unit) for ball, unit in units)


def with_carried(question: Numbers, places: int) -> Numbers | None:
    """The question with all answers that rounding on the way may lead to; None where that is open."""
    if question.work is None:
        return question
    found = answers_by_rounding(Ways(question.work, places + GUARD), question, places)
    if found is None:
        return None
    texts = {tuple(Rounded(unit, places, exact=False, tie=False).text for unit in units) for units in found}
    right = tuple(Rounded(blank.units, places, exact=False, tie=False).text for blank in question.flat)
    return replace(question, carried=tuple(sorted(texts - {right})))
