"""Claims: which work a relation is a part of, which of its steps, and where in it.

Where the document tells its problem, the numbers due are looked for among the tables of its work; else the relation
itself says what it works out (inferred.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from flint import arb

from symattn.diagnosis import Place
from symattn.errors import SymattnError
from symattn.exact.precision import working
from symattn.exact.real import HIDDEN
from symattn.notation.evaluate import Grid
from symattn.notation.formula import Call
from symattn.problem.attention import Attention
from symattn.tables.enclosed import Balls, enclosed
from symattn.verifying.explaining.inferred import MOST_CELLS, Claimed, inferred
from symattn.verifying.explaining.relation import Relation
from symattn.verifying.recognising import keys_told
from symattn.verifying.roles import Roles
from symattn.verifying.worths import Worths
from symattn.work import Work, output_of

STEPS = ("weights", "output", "scaled_scores", "scores", "queries", "keys", "values", "exponentials", "row_sums")
BITS = 64


def claimed(relation: Relation, worths: Worths) -> Iterator[Claimed]:
    """The works that the relation may be a part of; where a single number comes from, its own calculation says."""
    if len(relation.entries) > MOST_CELLS:
        return
    if len(relation.entries) > 1 or not relation.is_calculated or isinstance(relation.left.formula, Call):
        for work in _works(worths.roles):
            found = _found_in(work, relation)
            if found is not None:
                yield found
    local = inferred(relation, worths)
    if local is not None:
        yield local


def _works(roles: Roles) -> Iterator[Work]:
    """The work of the document's problem, as it is told first, then with another scale or mask."""
    keys = keys_told(roles)
    if keys is None:
        return
    given = {"V": keys["K"]} if "K" in keys and "V" not in keys and "W_V" not in keys else {}
    for scale in dict.fromkeys((keys.get("scale"), None, "none")):
        for visible in dict.fromkeys((keys.get("visible"), "causal" if roles.is_masked else None, None)):
            work = _work(tuple((keys | given | {"scale": scale, "visible": visible}).items()))
            if work is not None:
                yield work


@lru_cache(maxsize=16)
def _work(keys: tuple[tuple[str, Any], ...]) -> Work | None:
    try:
        problem = Attention(**dict(keys))
        return Work(problem, output_of(problem))
    except SymattnError:
        return None


def _found_in(work: Work, relation: Relation) -> Claimed | None:
    """The step, and the places in it, where the numbers due stand."""
    due = [relation.due(i) for i in range(len(relation.entries))]
    if any(x is HIDDEN for x in due):
        return None
    with working(BITS):
        try:
            balls = [x.ball() for x in due]
            for step in (name for name in STEPS if name in work.step_names):
                places = _places(_table(work, step), balls, relation)
                if places:
                    return work, step, places
        except SymattnError:
            pass
    return None


def _table(work: Work, step: str) -> Balls:
    known: dict[Any, Any] = work.step(step).table.known
    if "located" not in known:
        known["located"] = enclosed(work.step(step).table)
    found: Balls = known["located"]
    return found


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
