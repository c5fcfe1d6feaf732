"""Work: the steps of one attention problem, from the starting data to the output. Lazy throughout."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from symattn.entries import Entries
from symattn.errors import ReadingError, UnknownNameError, did_you_mean
from symattn.exact.number import Exact
from symattn.exact.rounding import Rounded, round_to_places, round_to_significant
from symattn.lazily import lazy
from symattn.operations import PROJECTED
from symattn.problem.problem import Problem
from symattn.tables.exactly import Cell, HiddenScore, cell
from symattn.tables.table import Given, Named, Table, below
from symattn.variant import Variant

if TYPE_CHECKING:
    import sympy

    from symattn.tables import digits as table_digits
else:
    sympy = lazy("sympy")
    table_digits = lazy("symattn.tables.digits")

VARIANTS: Entries[Variant] = Entries("symattn.variants", "VARIANT", "variant")
DEFAULT_PLACES = 3


@dataclass(frozen=True)
class Digits:
    """How many digits decimals are given to: decimal places, unless `significant`."""

    count: int = DEFAULT_PLACES
    significant: bool = False

    def round(self, value: Exact) -> Rounded:
        return round_to_significant(value, self.count) if self.significant else round_to_places(value, self.count)


THREE_PLACES = Digits()


@dataclass(frozen=True, repr=False)
class Step:
    """One table of the work. Each of its faces is worked out when asked for, and not before."""

    table: Named | Given

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def letter(self) -> str:
        return self.table.letter

    @property
    def shape(self) -> tuple[int, int]:
        return self.table.shape

    @property
    def exact(self) -> tuple[tuple[Cell, ...], ...]:
        """Every cell exactly; a hidden score is -oo."""
        rows, columns = self.shape
        return tuple(tuple(cell(self.table, i, j) for j in range(columns)) for i in range(rows))

    @property
    def sympy(self) -> Any:
        """The table as a SymPy matrix of exact values."""
        return sympy.Matrix(
            [[sympy.S.NegativeInfinity if isinstance(c, HiddenScore) else c.sympy for c in row] for row in self.exact]
        )

    def evaluate(self, digits: int) -> Any:
        """The table as an mpmath matrix of a private context, `digits` significant digits of each cell proven."""
        return table_digits.evaluate(self.table, digits)

    def __repr__(self) -> str:
        rows, columns = self.shape
        return f"<{self.name} {self.letter}, {rows} x {columns}>"

    def rounded(self, digits: Digits = THREE_PLACES) -> tuple[tuple[Rounded | HiddenScore, ...], ...]:
        """Every cell as a decimal, correctly rounded with proof."""
        return tuple(tuple(c if isinstance(c, HiddenScore) else digits.round(c) for c in row) for row in self.exact)


@dataclass(frozen=True, repr=False)
class Work:
    """A problem and the steps that its variant takes. ``work.weights`` is ``work.step("weights")``."""

    problem: Problem
    output_table: Named

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.problem.title or self.variant.title!r}: {', '.join(self.step_names)}>"

    @cached_property
    def variant(self) -> Variant:
        return VARIANTS[self.problem.variant]

    @cached_property
    def below(self) -> tuple[Table, ...]:
        """The output and all that it is worked out from, each after its own parts."""
        return tuple(below(self.output_table))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps in the order of the work, projections first, as on paper."""
        steps = [Step(table) for table in self.below if isinstance(table, Named)]
        return tuple(sorted(steps, key=lambda step: step.name not in PROJECTED.values()))

    @cached_property
    def given(self) -> tuple[Given, ...]:
        """The starting data that the work uses."""
        return tuple([table for table in self.below if isinstance(table, Given)])

    @cached_property
    def tables(self) -> dict[str, Named | Given]:
        """Every step and every given table, by name and by letter."""
        tables = [*self.given, *(step.table for step in self.steps)]
        return {table.letter: table for table in tables} | {table.name: table for table in tables}

    def step(self, name: str) -> Step:
        """The step called `name` (`weights`) or written with the letter `name` (A)."""
        if name not in self.tables:
            raise UnknownNameError(f"no step is called {name!r}{did_you_mean(name, self.step_names)}")
        return Step(self.tables[name])

    @property
    def step_names(self) -> list[str]:
        return [step.name for step in self.steps]

    @property
    def weights(self) -> Step:
        return self.step("weights")

    @property
    def scores(self) -> Step:
        return self.step("scores")

    @property
    def output(self) -> Step:
        return self.step("output")


def step_of(output: Named, name: str) -> Named | Given | None:
    """The step, or else the given table, of this name in the work up to `output`."""
    named = {table.name: table for table in below(output) if isinstance(table, Named | Given)}
    return named.get(name)


def output_of(problem: Problem) -> Named:
    """The output of a problem as its variant works it."""
    variant = VARIANTS[problem.variant]
    for key in variant.needs:
        if key not in problem.data:
            raise ReadingError(f"a problem of the variant {problem.variant!r} needs the key {key!r}")
    _check_sources(problem)
    return variant.work(problem)


def _check_sources(problem: Problem) -> None:
    """Cross-attention has X_q and X_kv, all others X; a table that nothing would use is an error, not ignored."""
    cross = problem.variant == "cross_attention"
    wrong = [letter for letter in (("X",) if cross else ("X_q", "X_kv")) if letter in problem.tables]
    if wrong:
        due = "X_q and X_kv" if cross else "X"
        raise ReadingError(
            f"{' and '.join(wrong)} cannot be used by the variant {problem.variant!r}, which takes {due}"
        )
