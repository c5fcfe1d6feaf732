"""What a student may have gone on with: the works, from the right one to that of all his or her own answers.

Some scores are wrong, and what follows is right if it follows from them: from the answer as written, from what a
mistake made of it before it was rounded, or from the answers before it. Each of these is a work, done again with its
tables in place of the right ones. Where none of them gives a number, it may still be that the number was worked from
what a wrong answer that has no name had been rounded from (behind.py).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from flint import fmpq

from symattn.errors import SymattnError
from symattn.exact.precision import working
from symattn.exact.rounding import HALF, ten_to
from symattn.exercise import GUARD, Numbers, Place
from symattn.generating.rounding import BITS
from symattn.grading.behind import Behind
from symattn.grading.dues import Due, Written
from symattn.grading.worked import Worked

MOST_WORKS = 12
WIDEST = 10
"""Units of the last place asked for by which a number may be open after rounding; beyond that anything would follow."""


CARRIED = (GUARD, GUARD + 1)
"""Digits more than asked for that are carried on the way: as many as the sheet tells, and one more."""


@dataclass(frozen=True, eq=False)
class Going:
    """One work that may have been gone on with, and the earlier answers that make it what it is."""

    worked: Worked
    steps: tuple[str, ...] = ()
    """Of which the student's own numbers were put in."""
    is_rounded: bool = False
    """Whether they are right but for what rounding them has changed."""

    def due(self, question: Numbers, k: int) -> Due | None:
        """The k-th number of the question as this work gives it; None where it gives none."""
        dues = self.worked.dues(question)
        return None if dues is None else dues[k]

    def may_be_carried(self, question: Numbers, k: int, right: Due, written: Written) -> bool:
        """Whether the number is what steps of this work lead to that were carried, as the sheet tells, to more digits.

        What is right has been made so that carrying changes no digit of it. Errors come to no.
        """
        try:
            due, scaled = self.due(question, k), written.scaled
            if due is None or scaled is None or abs(scaled - due.units) > WIDEST or not right.differs(due):
                return False
            for places in CARRIED:
                for work in self.worked.carried(due.places + places):
                    dues = work.dues(question)
                    if dues is not None and dues[k].units == scaled:
                        return True
        except SymattnError:
            # from 1/(2 − 2) nothing follows
            return False
        return False


@dataclass(frozen=True, eq=False)
class Own:
    """All that one student's answers to the questions of one work leave possible."""

    right: Worked
    goings: tuple[Going, ...] = ()
    """Beside the right work; the last is that of all answers as written."""
    behind: Behind | None = None
    """What may stand behind the last answer with numbers that are neither right nor follow, and have no name."""

    @property
    def written(self) -> Worked:
        return self.goings[-1].worked if self.goings else self.right

    @property
    def steps(self) -> tuple[str, ...]:
        return self.goings[-1].steps if self.goings else ()

    def may_follow(self, question: Numbers, k: int, written: Written) -> bool:
        """Whether some numbers that round to the student's earlier ones give this one, rounded. Proven."""
        if self.behind is None or written.printed is None:
            return False
        try:
            ends = self.behind.ends(question.step, question.cells[k])
        except SymattnError:
            # e^(10^39): from what is no number to go on with, nothing follows
            return False
        if ends is None:
            return False
        unit, value = ten_to(-question.flat[k].places), written.printed.value
        with working(BITS):
            (low, high), half = ends, HALF * unit
            is_told = high - low <= WIDEST * unit
            return bool(is_told and low <= value + half and high >= value - half)

    def after(
        self,
        question: Numbers,
        answer: Sequence[Written | None],
        mistakes: Sequence[tuple[str, Worked]],
        nameless: Collection[int],
        *,
        follows: bool,
    ) -> Own:
        """What is possible after this answer too.

        mistakes: those that give its numbers, with the work in which they do. nameless: its numbers that are wrong
        without one. follows: all of it is right, or right from what came before.
        """
        own = {place: written for place, written in zip(question.cells, answer, strict=True) if written is not None}
        try:
            if self._says_nothing(question, answer):
                return self
            worked = self.written.instead(question.step, own)
        except SymattnError:
            return self
        steps = (*self.steps, question.step)
        made = [Going(work, steps) for name, before in mistakes if (work := before.made(name)) is not None]
        last = Going(worked, steps, follows and (not self.goings or self.goings[-1].is_rounded))
        behind = self.behind
        if nameless:
            rows = {question.cells[k][0] for k in nameless}
            behind = _behind(question, rows, own, self.written, worked)
        # the first are the likeliest, and the last goes on
        return replace(self, goings=(*[*self.goings, *made][: MOST_WORKS - 1], last), behind=behind)

    def _says_nothing(self, question: Numbers, answer: Sequence[Written | None]) -> bool:
        """Whether all of the answer is exactly what goes on without it."""
        dues = self.written.dues(question)
        if dues is None:
            return False
        pairs = zip(dues, answer, strict=True)
        return all(written is None or due.is_same(written) for due, written in pairs)


def _behind(
    question: Numbers, rows: Collection[int], own: Mapping[Place, Written], before: Worked, worked: Worked
) -> Behind | None:
    """Each decimal of these rows within half a unit; None where a number is missing, or was not rounded."""
    columns = before.form.tables[question.step].shape[1]
    dues = dict(zip(question.cells, before.dues(question) or (), strict=False))
    bounds: dict[int, list[tuple[fmpq, fmpq]]] = {}
    for i in sorted(rows):
        cells = [own.get((i, j)) for j in range(columns)]
        ends = [
            None if written is None else _ends(written, dues.get((i, j)), is_share=question.step == "weights")
            for j, written in enumerate(cells)
        ]
        told = [pair for pair in ends if pair is not None]
        if len(told) == len(ends) and any(low < high for low, high in told):
            bounds[i] = told
    if not bounds:
        return None
    carried = HALF * ten_to(-question.flat[0].places - GUARD)
    return Behind(worked, before.given(question.step), bounds, carried)


def _ends(written: Written, due: Due | None, *, is_share: bool) -> tuple[fmpq, fmpq] | None:
    """All that is rounded to it. A decimal that is short where the right one ends was not rounded: a score 3."""
    printed = written.printed
    if printed is None:
        value = written.entry.value.as_rational()
        return None if value is None else (value, value)
    value = printed.value
    if printed.places < written.places and due is not None and due.ends:
        return value, value
    half = HALF * ten_to(-max(printed.places, written.places))
    # no share of a whole is below 0
    return (max(value - half, fmpq(0)) if is_share and value >= 0 else value - half), value + half
