"""What a hand works out one after another, in balls: the tables of a work, or the parts of a formula.

Numbers that are worked out side by side are rounded alike: those of one table, and those of one stage of a formula,
2·3 and 1·4 of (2·3 + 1·4)/5. Fractions of the data that do not end (1/3) may be written as decimals first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flint import arb, fmpq

from symattn.exact.enclosure import exponential_ball, span
from symattn.exact.real import BALLS
from symattn.exact.rounding import read_decimal
from symattn.exercise import Numbers, Place
from symattn.generating.forms import reckoned
from symattn.notation.evaluate import Grid, evaluate
from symattn.notation.formula import Formula, Index, Name, Negative, Number, parts_of, walk, with_parts
from symattn.tables.enclosed import Balls, enclosed
from symattn.tables.exactly import rational_table
from symattn.tables.table import Given, Named
from symattn.work import Work

Known = Mapping[int, Balls]
"""Steps worked out so far, by their keys."""


@dataclass(frozen=True)
class Step:
    """Numbers that are worked out together."""

    key: int
    before: frozenset[int]
    """The keys of what they are worked out from."""
    worked: Callable[[Known], Balls]
    """To be called inside ``working(BITS)``."""
    asked: tuple[tuple[int, tuple[Place, ...]], ...] = ()
    """Which questions ask for some of them, counted from 0, and for which."""
    is_rounded: bool = True
    """Whether a hand may round them."""


Stage = tuple[Step, ...]
"""Steps that are rounded alike."""


def stages_of(questions: Sequence[Numbers]) -> list[Stage]:
    """The stages up to the last that is asked for; of questions of one work, or of one that belongs to none."""
    work, formula = questions[0].work, questions[0].formula
    if work is not None:
        return _of_work(work, questions)
    return [] if formula is None else _of_formula(formula)


def _of_work(own: Work, questions: Sequence[Numbers]) -> list[Stage]:
    work = reckoned(own)
    asked: dict[int, list[tuple[int, tuple[Place, ...]]]] = {}
    needed: set[int] = set()
    for i, question in enumerate(questions):
        asked.setdefault(id(work.form.steps[question.step]), []).append((i, question.cells))
        needed.update(map(id, work.form.before(question.step)))
    # ln 2 is there to be worked with exactly: the weights are fractions
    is_plain = all(rational_table(table) is not None for table in own.given)
    data, stages = [], []
    for table in work.form.tables:
        if id(table) not in needed:
            continue
        match table:
            case Given():
                data.append(Step(id(table), frozenset(), _same(work.known[id(table)]), is_rounded=is_plain))
            case Named():
                before = frozenset(map(id, work.form.before(table.name))) - {id(table)}
                stages.append((Step(id(table), before, _from(table), tuple(asked.get(id(table), ()))),))
    return [tuple(data), *stages]


def _same(balls: Balls) -> Callable[[Known], Balls]:
    return lambda _: balls


def _from(table: Named) -> Callable[[Known], Balls]:
    # a copy, since what lies between two steps is worked anew each time
    return lambda known: enclosed(table.table, dict(known), None)


def _of_formula(formula: Formula) -> list[Stage]:
    """Its parts by how many are worked out one from another: ln 3 before 2·ln 3."""
    parts = {part: None for part in reversed(walk(formula)) if _height(part) and not isinstance(part, Negative)}
    keys: dict[Formula, int] = {part: key for key, part in enumerate(parts)}
    ordered = sorted(parts, key=_height)
    return [tuple(_step(part, keys, formula) for part in stage) for _, stage in groupby(ordered, _height)]


def _height(formula: Formula) -> int:
    """0 for a number as written: −3."""
    if isinstance(formula, Negative):
        return _height(formula.of)
    parts = parts_of(formula)
    return 1 + max(map(_height, parts)) if parts else 0


def _step(part: Formula, keys: Mapping[Formula, int], whole: Formula) -> Step:
    def named(inner: Formula) -> Formula:
        if inner in keys and inner is not part:
            return Name(str(keys[inner]))
        below = parts_of(inner)
        return with_parts(inner, tuple(map(named, below))) if below else inner

    short = named(part)
    before = frozenset(keys[inner] for inner in walk(part) if inner in keys) - {keys[part]}

    def worked(known: Known) -> Balls:
        def lookup(name: Name | Index) -> arb:
            assert isinstance(name, Name)
            return known[int(name.base)][0][0]

        value = evaluate(short, _InBalls(), lookup)
        assert not isinstance(value, Grid)
        return [[value]]

    return Step(keys[part], before, worked, ((0, ((0, 0),)),) if part == whole else ())


class _InBalls:
    """Every number is just what is written."""

    loose = False

    def number(self, node: Number) -> arb:
        return span(read_decimal(node.text).value, fmpq(0))

    def apply(self, name: str, *arguments: arb) -> arb:
        return exponential_ball(arguments[0]) if name == "exp" else BALLS[name](*arguments)

    def hidden(self) -> arb:
        return arb("-inf")
