"""Mistake: a way of going wrong, one file each in mistakes/. A step done wrongly, or a number written down wrongly.

A wrong step is the same work with that step done otherwise (`commit`), so it is seen in all steps that follow.
A misprint needs no work: it is a question about one number, what is due and what is printed (`misprint`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from flint import arb

from symattn.entries import Entries
from symattn.errors import UndecidedError
from symattn.exact.enclosure import FIRST_BITS
from symattn.exact.number import Exact, ln
from symattn.exact.precision import working
from symattn.exact.real import Real
from symattn.exact.rounding import Fit, Measured, Printed, digits_of, judge, round_to_places
from symattn.notation.formula import Logarithm, Name, Number, Power, Quotient, Root
from symattn.tables.rework import Change, rework
from symattn.tables.table import (
    Entry,
    Exponentials,
    Factor,
    Given,
    Masked,
    MatrixProduct,
    Named,
    Scaled,
    Table,
    below,
)


@dataclass(frozen=True)
class Figure:
    """One number on paper that is wrong: what is due there and what is printed."""

    due: Real
    """The number that should stand there."""
    printed: Printed
    displayed: Real | None = None
    """The same worked from the operands as displayed, which may have been rounded: e^7.78 for e^(11/√2)."""
    span: arb | None = None
    """All it may be while the displayed operands are only known to their last digit: e^7.775 to e^7.785."""
    neighbours: tuple[Real, ...] = ()
    """What is due at the places beside it."""

    def shows(self, value: Real) -> bool:
        """Whether the printed number would be right if `value` were due. Most are far from it, and a ball says so."""
        with working(FIRST_BITS):
            if abs(value.ball() - self.printed.value) > self.printed.unit:
                return False
        return is_right(value, self.printed)

    @property
    def digits(self) -> str:
        """The printed digits alone, with the zeros before the first: 0014 for -0.014."""
        digits = "".join(takewhile(lambda c: c in "0123456789.", self.printed.text.lstrip("+-−"))).replace(".", "")
        return digits.rjust(self.printed.places + 1, "0")

    @cached_property
    def right_digits(self) -> tuple[str, ...]:
        """What may stand in place of the printed digits, sign and point staying."""
        sign = -1 if self.printed.value < 0 else 1
        found = (digits_of(units).rjust(len(self.digits), "0") for units in self.right_units if units * sign >= 0)
        return tuple(digits for digits in found if len(digits) == len(self.digits))

    @cached_property
    def right_units(self) -> frozenset[int]:
        """What may stand there, in units of the last printed digit: one number, or two where it lies between them.

        None of a number that stays open.
        """
        places = self.printed.places
        try:
            rounded = round_to_places(self.due, places)
        except UndecidedError:
            return frozenset()
        if rounded.places != places:
            # a number of very many digits, of which no slip of the pen is told
            return frozenset()
        away = 1 if rounded.units > 0 else -1
        return frozenset([rounded.units, rounded.units - away] if rounded.tie else [rounded.units])


def is_right(value: Measured, printed: Printed) -> bool:
    """Whether the printed number is the value, or a correct rounding of it at every digit."""
    return judge(value, printed, strict=True).fit in (Fit.EXACT, Fit.ROUNDED)


def is_no_step(_: Named) -> None:
    """A misprint changes no work."""


def is_no_misprint(_: Figure) -> bool:
    """A wrong step cannot be told from one number."""
    return False


@dataclass(frozen=True)
class Mistake:
    """What a file in mistakes/ defines as MISTAKE; its docstring is the manual. It has a `commit` or a `misprint`."""

    title: str
    """What was done, as a clause: `the scale was forgotten`."""
    commit: Callable[[Named], Named | None] = is_no_step
    """The output with the mistake made on the way; None where it cannot be made (a table is not square)."""
    misprint: Callable[[Figure], bool] = is_no_misprint
    """Whether the slip makes what is printed of what is due, at every printed digit."""
    is_told_by_one_digit: bool = False
    """Whether it is believed of a number with a single digit too: −4 for 4 is hardly chance, 5 for 4 may be."""
    twin: str = ""
    """A mistake that always gives the same numbers. It is the one told, unless what is written speaks for this one."""


MISTAKES: Entries[Mistake] = Entries("symattn.mistakes", "MISTAKE", "mistake")


# --- what wrong steps are made of -----------------------------------------------------------


def done_otherwise(output: Named, changes: Mapping[str, Change]) -> Named | None:
    """The same work with the named steps done otherwise; None where that changes no step."""
    # a given table (V in place of X W_V) was not worked out, so there is no mistake to be made in it
    wrong = rework(output, changes, of_given=False)
    return None if wrong is output else wrong


def rescaled(output: Named, change: Callable[[Factor], Factor]) -> Named | None:
    """The scores multiplied by another factor; None where nothing scales them, or 0 does, which has no inverse."""

    def changed(table: Table) -> Table:
        match table:
            case Scaled(scores, factor) if not factor.exact.is_zero():
                return Scaled(scores, change(factor))
        return table

    return done_otherwise(output, {"scaled_scores": changed})


def powers_of(output: Named, base: int) -> Named | None:
    """base^s = e^(s·ln base) in place of e^s."""
    logarithm = Logarithm(Number(str(base)))
    factor = Factor(logarithm, logarithm, ln(base))

    def changed(table: Table) -> Table:
        match table:
            case Exponentials(Named(table=Masked(scores, visible))):
                # −∞ is no number to be multiplied, so what is not hidden is scaled first
                return Exponentials(Masked(scores * factor, visible))
            case Exponentials(scores):
                return Exponentials(scores * factor)
        return table

    return done_otherwise(output, {"exponentials": changed})


def one_over(letters: Name, number: int) -> Factor:
    """1/d_model, with the number put in and exactly."""
    one = Number("1")
    return Factor(Quotient(one, letters), Quotient(one, Number(str(number))), Exact(1) / number)


def without_root(factor: Factor) -> Factor:
    """1/d_k of 1/√d_k: the square."""
    letters, numbers = (
        Quotient(formula.top, formula.bottom.of)
        if isinstance(formula, Quotient) and formula.top == Number("1") and isinstance(formula.bottom, Root)
        else Power(formula, Number("2"))
        for formula in (factor.letters, factor.numbers)
    )
    return Factor(letters, numbers, factor.exact * factor.exact)


def width_of_tokens(output: Named) -> int | None:
    """d_model, where the work begins with tokens and it is another number than d_k."""
    given = {table.name: table for table in below(output) if isinstance(table, Given)}
    tokens = next((given[name] for name in ("tokens", "query_tokens", "key_tokens") if name in given), None)
    scores = worked(output, "scores")
    if tokens is None or not isinstance(scores, MatrixProduct) or tokens.shape[1] == scores.left.shape[1]:
        return None
    return tokens.shape[1]


def worked(output: Named, step: str) -> Table | None:
    """What the named step is worked out as: Q @ K.T for `scores`; None where the work does not take it."""
    return next((table.table for table in below(output) if isinstance(table, Named) and table.name == step), None)


def zeros_and_ones(name: str, letter: str, rows: Sequence[Sequence[bool]]) -> Given:
    """A table of 1 where true and 0 where not, to be added or multiplied with."""
    zero, one = Entry(Exact(0)), Entry(Exact(1))
    return Given(name, letter, tuple(tuple(one if cell else zero for cell in row) for row in rows))
