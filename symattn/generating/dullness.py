"""Whether there is something to be seen in the numbers: no rows alike, no column of one number, no row of zeros."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, compress

from flint import arb

from symattn.exact.precision import working
from symattn.exercise import Draft, Numbers
from symattn.generating.forms import Reckoned, reckoned
from symattn.generating.rounding import BITS
from symattn.generating.wishes import Wishes
from symattn.tables.enclosed import Balls
from symattn.tables.table import Given, Named, visible_in

WITHOUT_ZEROS = frozenset(["queries", "keys", "scores"])
AVERAGED = frozenset(["values", "output"])
WITHOUT_TWINS = frozenset(["weights", "output"])
Row = Sequence[arb]


def is_varied(draft: Draft, wishes: Wishes) -> bool:
    """Of every table met on the way, if there is room: of keys of one number, few differ."""
    if wishes.d == 1 and wishes.n > 2:
        return True
    steps: dict[int, tuple[Reckoned, set[Named | Given]]] = {}
    for question in draft.proven:
        if question.work is not None:
            work = reckoned(question.work)
            _, tables = steps.setdefault(id(work), (work, set()))
            tables.update(table for table in work.form.before(question.step) if isinstance(table, Named | Given))
    with working(BITS):
        if any(_only_repeats(question) for question in draft.proven if question.step == "output"):
            return False
        return not any(_is_dull(table, work.balls(table)) for work, tables in steps.values() for table in tables)


def _only_repeats(question: Numbers) -> bool:
    """Whether a row asked for sees one number alone in some column of V: it is the output, whatever the weights."""
    assert question.work is not None
    work = reckoned(question.work)
    before = {table.name: table for table in work.form.before(question.step) if isinstance(table, Named | Given)}
    values, weights = work.balls(before["values"]), before["weights"]
    visible = visible_in(weights) if isinstance(weights, Named) else None
    for i in {i for i, _ in question.cells}:
        seen = values if visible is None else list(compress(values, visible[i]))
        if len(seen) > 1 and any(map(_is_level, zip(*seen, strict=True))):
            return True
    return False


def _is_dull(table: Named | Given, balls: Balls) -> bool:
    seen = list(_seen(table, balls))
    return (
        (table.name in WITHOUT_ZEROS and any(all(ball.contains(0) for ball in row) for row in seen))
        or (table.name == "weights" and any(len(row) > 1 and _is_level(row) for row in seen))
        or (table.name in WITHOUT_TWINS and any(_are_alike(*pair) for pair in combinations(seen, 2)))
        or (table.name in AVERAGED and len(balls) > 1 and any(map(_is_level, zip(*balls, strict=True))))
    )


def _seen(table: Named | Given, balls: Balls) -> Iterator[Row]:
    """The rows, without what is masked."""
    visible = visible_in(table) if table.name == "weights" and isinstance(table, Named) else None
    for i, row in enumerate(balls):
        yield row if visible is None else [ball for ball, sees in zip(row, visible[i], strict=True) if sees]


def _is_level(row: Row) -> bool:
    """Whether one number stands in it alone, as far as balls tell."""
    return all(ball.overlaps(row[0]) for ball in row)


def _are_alike(one: Row, other: Row) -> bool:
    return len(one) == len(other) and all(a.overlaps(b) for a, b in zip(one, other, strict=True))
