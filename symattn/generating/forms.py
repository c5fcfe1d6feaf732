"""Works of one form take the same steps with tables of the same sizes, whatever their numbers.

Which steps a mistake changes, and into what, hangs on the form alone. So mistakes are made once, in one work of each
form, and its tables, right ones and wrong ones, are worked out in balls with the numbers of any other.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, assert_never, cast

from flint import arb

from symattn.diagnosis import by_likelihood, mistaken_step
from symattn.exact.precision import working
from symattn.exercise import Place
from symattn.generating.draws import Draws
from symattn.generating.rounding import BITS, nearest
from symattn.tables.enclosed import Balls, enclosed
from symattn.tables.table import (
    DividedRows,
    Exponentials,
    Given,
    Masked,
    MatrixProduct,
    Named,
    Node,
    RowSums,
    Scaled,
    Table,
    Transposed,
    WithBias,
    below,
)
from symattn.work import Work

MOST_FORMS = 64
"""Forms that are remembered; orders are of one or a few."""


class Form:
    """What works of one form have in common, told by the tables of the first one met."""

    def __init__(self, first: Work) -> None:
        self.first = first
        self.tables = first.below
        self.given = tuple([table for table in self.tables if isinstance(table, Given)])
        self.asked: dict[Hashable, object] = {}
        """How questions about steps are put (asking.py)."""
        self._apart: dict[Hashable, tuple[tuple[str, Table], ...]] = {}
        self._wrong: dict[str, tuple[tuple[str, Table], ...]] = {}
        self._before: dict[str, tuple[Table, ...]] = {}

    @property
    def steps(self) -> dict[str, Named | Given]:
        """By name and by letter."""
        return self.first.tables

    def is_rational(self, step: str) -> bool:
        """Whether the step comes before all exponentials, so that it is told apart from wrong ones at little cost."""
        return not any(isinstance(table, Exponentials) for table in self.before(step))

    def before(self, step: str) -> tuple[Table, ...]:
        """The tables that the step is worked out from, itself the last."""
        if step not in self._before:
            self._before[step] = tuple(below(self.steps[step]))
        return self._before[step]

    def wrong(self, step: str) -> tuple[tuple[str, Table], ...]:
        """Each mistake that can be made on the way to the step, likeliest first, and the step as it then comes out."""
        if step not in self._wrong:
            self._wrong[step] = tuple(wrong_steps(self.first, step))
        return self._wrong[step]

    def apart(self, step: str, cells: Sequence[Place]) -> tuple[tuple[str, Table], ...]:
        """The same without those that come to what another one does, whatever the numbers: K and V exchanged, V scored.

        ÷ d_k and ÷ √d_model are one where d_model = d_k². What numbers of no pattern do not part, no numbers do.
        """
        key = step, tuple(cells)
        if key not in self._apart:
            trial = Reckoned(self, [_of_no_pattern(table) for table in self.given])
            found: list[tuple[str, Table]] = []
            for wrong in self.wrong(step):
                if all(trial.differ(wrong[1], other, cells) for _, other in found):
                    found.append(wrong)
            self._apart[key] = tuple(found)
        return self._apart[key]


def _of_no_pattern(table: Given) -> Balls:
    draws, (rows, columns) = Draws("no pattern", table.letter), table.shape
    return [[arb(draws.integer(1, 2 << 40)) / (1 << 40) for _ in range(columns)] for _ in range(rows)]


def wrong_steps(work: Work, step: str) -> list[tuple[str, Named | Given]]:
    """Each mistake that can be made on the way to the step, likeliest first, and the step as it then comes out."""
    # a twin comes to the same numbers in another way
    mistakes = [(name, mistake) for name, mistake in by_likelihood().items() if not mistake.twin]
    made = ((name, mistaken_step(work, step, mistake)) for name, mistake in mistakes)
    return [(name, wrong) for name, wrong in made if wrong is not None]


def wrong_step(work: Work, step: str, mistake: str) -> Table:
    """The step as it comes out with a mistake that applies to works of this form."""
    table = mistaken_step(work, step, by_likelihood()[mistake])
    assert table is not None, f"{mistake} applies to one work of a form and not to another"
    return table


class Reckoned:
    """A work in balls of BITS bits: its steps, and what mistakes make of them."""

    def __init__(self, form: Form, given: Sequence[Balls]) -> None:
        self.form = form
        self.known: dict[int, Balls] = dict(zip(map(id, form.given), given, strict=True))

    def balls(self, table: Table) -> Balls:
        """A table of the form with the numbers of this work. To be called inside ``working(BITS)``.

        What is at hand of the table exactly is not to be taken: those are the numbers of the form's first work.
        """
        return enclosed(table, self.known, None)

    def units(self, table: Table, cells: Sequence[Place], places: int) -> tuple[int | None, ...]:
        """The cells in units of the last place asked for; None where balls leave it open."""
        with working(BITS):
            balls = self.balls(table)
            return tuple([nearest(balls[i][j], places) for i, j in cells])

    def differ(self, one: Table, other: Table, cells: Sequence[Place]) -> bool:
        """Whether some cell surely is another number in the one table than in the other."""
        with working(BITS):
            a, b = self.balls(one), self.balls(other)
            return any(not a[i][j].overlaps(b[i][j]) for i, j in cells)


def reckoned(work: Work) -> Reckoned:
    """The work in balls, kept with it."""
    known = work.output_table.known
    if "reckoned" not in known:
        with working(BITS):
            given = [enclosed(table) for table in work.below if isinstance(table, Given)]
        known["reckoned"] = Reckoned(form_of(work), given)
    return cast(Reckoned, known["reckoned"])


_forms: dict[Hashable, Form] = {}


def form_of(work: Work) -> Form:
    """The form of the work, kept with it."""
    known = work.output_table.known
    if "form" not in known:
        known["form"] = _form(work)
    return cast(Form, known["form"])


def _form(work: Work) -> Form:
    key = _key(work.below)
    form = _forms.get(key)
    if form is None:
        if len(_forms) >= MOST_FORMS:
            _forms.clear()
        form = _forms[key] = Form(work)
    return form


def _key(tables: Sequence[Table]) -> Hashable:
    """Each table's sort, its parts by their places, and what else is told of it."""
    place = {id(table): i for i, table in enumerate(tables)}
    parts = [tuple([place[id(part)] for part in table.parts]) for table in tables]
    return tuple(zip(map(type, tables), parts, [_looks(cast("Node", table)) for table in tables], strict=True))


def _looks(node: Node) -> tuple[Any, ...]:
    """All that mistakes may look at; given tables are alike if they are as large, whatever stands in them."""
    match node:
        case Given(name=name, letter=letter):
            return name, letter, node.shape
        case Named(name=name, letter=letter, formula=formula):
            return name, letter, formula
        case Scaled(factor=factor):
            return factor.numbers, factor.exact.numerator, factor.exact.denominator
        case Masked(visible=visible):
            return (visible,)
        case MatrixProduct() | Transposed() | WithBias() | Exponentials() | RowSums() | DividedRows():
            return ()
        case _:
            assert_never(node)
