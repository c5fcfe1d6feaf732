"""Claims: which work a relation is a part of, which of its steps, and where in it.

Where the document tells its problem, the numbers due are looked for among the tables of its work; else the relation
itself says what it works out (inferred.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from flint import arb, fmpq

from symattn.diagnosis import Place
from symattn.errors import SymattnError
from symattn.exact.enclosure import span
from symattn.exact.precision import working
from symattn.exact.real import HIDDEN, Real
from symattn.exact.rounding import Printed
from symattn.notation.evaluate import Grid
from symattn.notation.formula import Call
from symattn.tables.enclosed import Balls
from symattn.verifying.explaining.inferred import Claimed, inferred
from symattn.verifying.explaining.relation import Relation
from symattn.verifying.heads import all_roles
from symattn.verifying.works import BITS, MOST_CELLS, balls_of, works, works_of_scores
from symattn.verifying.worths import Worths
from symattn.work import Work

STEPS = ("weights", "output", "scaled_scores", "scores", "queries", "keys", "values", "exponentials", "row_sums")


def claimed(relation: Relation, worths: Worths) -> Iterator[Claimed]:
    """The works that the relation may be a part of; where a single number comes from, its own calculation says."""
    if len(relation.entries) > MOST_CELLS:
        return
    if len(relation.entries) > 1 or not relation.is_calculated or isinstance(relation.left.formula, Call):
        told = (work for roles in all_roles(worths.roles) for work in works(roles))
        for work in chain(told, works_of_scores(worths.roles)):
            found = _found_in(work, relation)
            if found is not None:
                yield found
    local = inferred(relation, worths)
    if local is not None:
        yield local


def _found_in(work: Work, relation: Relation) -> Claimed | None:
    """The step, and the places in it, where the numbers due stand."""
    due = [relation.due(i) for i in range(len(relation.entries))]
    if any(x is HIDDEN for x in due):
        return None
    with working(BITS):
        try:
            balls = [_about(x, entry.printed) for x, entry in zip(due, relation.entries, strict=True)]
            for step in (name for name in STEPS if name in work.step_names):
                places = _places(balls_of(work, step), balls, relation)
                if places:
                    return work, step, places
        except SymattnError:
            pass
    return None


def _about(due: Real, printed: Printed | None) -> arb:
    """What is due, at the digits printed: the numbers that it was worked out from may have been rounded."""
    if printed is None or printed.is_integer:
        return due.ball()
    return due.ball() + span(fmpq(0), printed.unit)


def _places(table: Balls, due: list[arb], relation: Relation) -> list[Place]:
    """A whole table, or one of its rows, or a cell."""
    n, (rows, columns) = len(due), (len(table), len(table[0]))
    if rows * columns > MOST_CELLS:
        return []
    shape = relation.at_left.best.shape if isinstance(relation.at_left.best, Grid) else (1, 1)
    every = [(i, j) for i in range(rows) for j in range(columns)]
    if shape == (rows, columns):
        runs = [every]
    elif n == columns and 1 in shape:
        runs = [every[i * columns : (i + 1) * columns] for i in range(rows)]
    else:
        runs = [[place] for place in every] if n == 1 else []
    return next((run for run in runs if all(table[i][j].overlaps(x) for (i, j), x in zip(run, due, strict=True))), [])
