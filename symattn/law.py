"""Law: what is true of all work of a kind. One file each in laws/, named by what is true.

A law varies the work (other keys, other scores) and looks at what came of it. It is given the work and not the
problem, so that it can be asked of work done wrongly too: a law that no mistake breaks says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from symattn.entries import Entries
from symattn.exact.number import Exact
from symattn.tables.rework import Change, rework
from symattn.tables.table import Entry, Given, Visible, visible_in
from symattn.work import Work


@dataclass(frozen=True)
class Law:
    """What a file in laws/ defines as LAW; its docstring is the page of the book."""

    title: str
    """As a heading: `The weights of each query add up to one`."""
    holds: Callable[[Work, Random], bool]
    """Whether it is true of work without letters: decided exactly, never within a tolerance.

    What a law leaves open (which row, which constant) is drawn from the `Random`.
    """


LAWS: Entries[Law] = Entries("symattn.laws", "LAW", "law")


def otherwise(work: Work, **changes: Change) -> Work:
    """The same work, each step named done otherwise: ``otherwise(work, scores=lambda S: (S.T + c).T)``.

    A step that the work does not take is passed over, so that one law serves with a mask and without.
    """
    return replace(work, output_table=rework(work.output_table, changes))


def given(rows: Sequence[Sequence[int]]) -> Given:
    """A table of integers to vary the work with."""
    numbers = [[Exact(number) for number in row] for row in rows]
    return Given("given", "C", tuple(tuple(map(Entry, row)) for row in numbers))


def visible(work: Work) -> Visible:
    """Row by row, whether the problem lets the query attend to the key: true throughout where it says nothing."""
    n_q, n_k = work.scores.shape
    return work.problem.visible or visible_in(work.output_table) or ((True,) * n_k,) * n_q
