"""What becomes of the last digits when a hand rounds on the way: each way of rounding some stages, keeping others.

Every stage that does not end may be carried to GUARD places more than asked for, to any number of places beyond, or
not rounded; and what is asked for is rounded at once, or from what was carried. All ways are followed with balls, so
"the same digits" is a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from flint import arb

from symattn.exact.precision import working
from symattn.exact.rounding import Rounded
from symattn.exercise import GUARD, Numbers
from symattn.generating.rounding import (
    BITS,
    end_within,
    kept_to,
    nearest,
    nearest_in_both,
    nearest_of_carried,
    rounded_to,
)
from symattn.generating.stages import Known, Stage, Step, stages_of
from symattn.tables.enclosed import Balls

Units = tuple[int | None, ...]
"""Cells in units of their last place; None where balls leave one open."""
Rounding = Callable[[arb, int], int | None]
"""To so many places, in units of the last; None where a ball leaves it open."""
MOST_WORKED = 2000
"""Stages that are worked out for one work: what takes more is left open, and another draft is looked at."""
FINEST = 4
"""Numbers of places that are looked at by themselves, at most; all beyond are looked at together."""


class Ways:
    """Stages, carried in every way up to the last number that is asked for."""

    def __init__(self, stages: Sequence[Stage], places: int) -> None:
        self.places, self.carried = places, places + GUARD
        self.known: dict[int, Balls] = {}
        """The steps that are the same in every way."""
        self.sure: list[Step] = []
        self.open: list[Stage] = []
        """The steps that are not, stage by stage."""
        self.left = MOST_WORKED
        met: set[int] = set()
        with working(BITS):
            for stage in stages:
                left = tuple([step for step in stage if not self._is_sure(step, met)])
                met.update(step.key for step in left)
                if left:
                    self.open.append(left)

    def _is_sure(self, step: Step, open_steps: set[int]) -> bool:
        """Whether the step is worked from sure ones, and ends within the places carried."""
        if not open_steps.isdisjoint(step.before):
            return False
        balls = step.worked(self.known)
        if step.is_rounded and not end_within(balls, self.carried):
            return False
        self.known[step.key] = balls
        self.sure.append(step)
        return True

    def answers(self) -> Iterator[tuple[int, Units]]:
        """Each question as it is answered where some stages are carried to GUARD places more, others not rounded."""
        with working(BITS):
            for step in self.sure:
                yield from self._at_once(step, self.known[step.key])
            if self.open:
                yield from self._answers_from(0, self.known)

    def _answers_from(self, at: int, known: Known) -> Iterator[tuple[int, Units]]:
        worked = _worked(self.open[at], known)
        for step in self.open[at]:
            yield from self._answers(step, worked[step.key])
        if at + 1 < len(self.open):
            rounded = {key: rounded_to(balls, self.carried) for key, balls in worked.items()}
            for kept in (worked, rounded):
                yield from self._answers_from(at + 1, {**known, **kept})

    def _answers(self, step: Step, balls: Balls) -> Iterator[tuple[int, Units]]:
        """Rounded at once, and from what was carried."""
        yield from self._at_once(step, balls)
        yield from self._rounded_by(nearest_of_carried, step, balls)

    def _at_once(self, step: Step, balls: Balls) -> Iterator[tuple[int, Units]]:
        return self._rounded_by(nearest, step, balls)

    def _rounded_by(self, rounded: Rounding, step: Step, balls: Balls) -> Iterator[tuple[int, Units]]:
        for i, cells in step.asked:
            yield i, tuple([rounded(balls[row][column], self.places) for row, column in cells])

    def are_the_same(self) -> bool:
        """Whether each question is answered alike whatever places each stage is carried to, from GUARD more on."""
        with working(BITS):
            if any(None in units for step in self.sure for _, units in self._at_once(step, self.known[step.key])):
                return False
            due: Due = {}
            known: Known = self.known
            for stage in self.open:
                worked = _worked(stage, known)
                due.update((i, units) for step in stage for i, units in self._at_once(step, worked[step.key]))
                known = {**known, **worked}
            is_told = not any(None in units for units in due.values())
            return is_told and (not self.open or self._are_due(0, self.known, due) is True)

    def _are_due(self, at: int, known: Known, due: Due) -> bool | None:
        """Whether the answers from a stage on are due in every way; None where a ball holds too much to tell."""
        self.left -= len(self.open) - at
        if self.left < 0:
            return None
        worked = _worked(self.open[at], known)
        verdict = self._verdict(at, known, worked, due, is_wide=False)
        if verdict is not True or at + 1 == len(self.open) or self._verdict(at, known, worked, due, is_wide=True):
            return verdict
        for places in range(self.carried, self.carried + FINEST):
            # whatever these places, more, or all leave
            verdict = self._are_due_after(
                at, known, {key: kept_to(balls, places) for key, balls in worked.items()}, due
            )
            if verdict is not None:
                return verdict
            # just these places; those beyond come next
            verdict = self._are_due_after(
                at, known, {key: rounded_to(balls, places) for key, balls in worked.items()}, due
            )
            if verdict is not True:
                return verdict
        return None

    def _are_due_after(self, at: int, known: Known, carried: Known, due: Due) -> bool | None:
        return self._are_due(at + 1, {**known, **carried}, due)

    def _verdict(self, at: int, known: Known, worked: Known, due: Due, *, is_wide: bool) -> bool | None:
        """Of what follows, with nothing rounded any more; is_wide: with whatever any rounding may leave."""
        for i, stage in enumerate(self.open[at:]):
            if i > 0:
                worked = _worked(stage, known)
            for step in stage:
                in_both = self._rounded_by(nearest_in_both, step, worked[step.key])
                if all(units == due[question] for question, units in in_both):
                    continue
                for question, units in self._answers(step, worked[step.key]):
                    if units != due[question]:
                        return None if None in units else False
            kept = {key: kept_to(balls, self.carried) for key, balls in worked.items()} if is_wide else worked
            known = {**known, **kept}
        return True


Due = dict[int, Units]
"""The right answers, by question."""


def _worked(stage: Stage, known: Known) -> dict[int, Balls]:
    return {step.key: step.worked(known) for step in stage}


def is_safe_to_carry(questions: Sequence[Numbers], places: int) -> bool:
    """Whether each question of one work has the same answer in every way; False where that is left open."""
    return Ways(stages_of(questions), places).are_the_same()


def with_carried(question: Numbers, places: int) -> Numbers | None:
    """The question with all answers that carrying GUARD places more leads to; None where one is open."""
    found = {units for _, units in Ways(stages_of([question]), places).answers()}
    texts = {tuple([_text(unit, places) for unit in units if unit is not None]) for units in found}
    right = tuple([_text(blank.units, places) for blank in question.flat])
    is_open = any(None in units for units in found)
    return None if is_open else replace(question, carried=tuple(sorted(texts - {right})))


def _text(units: int, places: int) -> str:
    return Rounded(units, places, exact=False, tie=False).text
