"""What a formula of a document is worth: as displayed, and exactly, its printed numbers traced back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from symattn.errors import SymattnError
from symattn.exact.real import Real
from symattn.exact.rounding import Printed, read_decimal
from symattn.notation.evaluate import Grid, Really, Value, as_displayed, evaluate
from symattn.notation.formula import (
    Call,
    Formula,
    Index,
    Matrix,
    Name,
    Number,
    Product,
    Quotient,
    Sum,
    Vector,
    parts_of,
)
from symattn.verifying.bindings import (
    Bindings,
    Quantity,
    Trace,
    constant,
    key_of,
    names_of,
    numbers_of,
    stands_for_itself,
    unknown,
)
from symattn.verifying.roles import Roles
from symattn.verifying.tracing import Tracing, below

ROOT_PLACES = 2
"""Decimal places at which 1.41 is taken for √2 where d_k is 2."""
CHOICES = 3
"""How many sources of a printed number are tried: the last two, and the number itself."""
SPLIT = -1
"""A choice too: 0.014/0.014 is e^s, printed before, over the sum, printed last."""
UNREADABLE = (SymattnError, ZeroDivisionError, RecursionError)


@dataclass(frozen=True)
class Worth:
    """A formula's value along both ways. At least one is known."""

    displayed: Value[Real] | None
    exact: Value[Real] | None
    """None where a printed number in it comes from nowhere known."""
    origin: int | None = None
    """Of a wrong number among those that it rests on."""
    is_guessed: bool = False
    """Whether some name in it is bound to nothing and was taken by its role."""
    is_row: bool = False
    """Whether its numbers were printed as a row before, so that it is plain what they are."""
    partly: Value[Real] | None = None
    """Where nothing is known of some of its numbers: what it is if those are just what they seem. 0.5 + √3."""
    followed: Value[Real] | None = None
    """Of printed numbers that were carried, what they are before they were rounded."""

    @property
    def best(self) -> Value[Real]:
        value = self.displayed if self.exact is None else self.exact
        assert value is not None
        return value


@dataclass(frozen=True)
class Tie:
    """What a number states."""

    worth: Worth
    meaning: str = ""
    is_strong: bool = False
    """Whether it is surely that, so that a mismatch is an error."""
    is_declared: bool = False
    """Whether the text declares just this, so that fitting something else is an error too."""


@dataclass
class Worths:
    """Evaluates formulas with all that is known so far."""

    bindings: Bindings
    roles: Roles
    data: dict[tuple[int, int], int] = field(default_factory=dict)
    """The decimals of the starting data, which are exact, and with how many places they stand there."""
    is_causal: bool = False
    """Whether a softmax is taken to be masked at the moment."""
    worked: dict[str, tuple[int, Quantity | None]] = field(default_factory=dict)
    """What the formulas of names are worth, and at which version of the bindings."""
    under_way: set[str] = field(default_factory=set)
    """Names whose formulas are being worked out: `A = A + 1` has no end."""

    printed: Callable[[Formula, int], Worth | None] = lambda formula, back: None
    """What a row or table was when its digits were printed before (repeats.py)."""

    def __post_init__(self) -> None:
        self.roles.lookup = self.quantity

    def quantity(self, name: Name) -> Quantity | None:
        """What a name stands for: by what the document says of it, and with the numbers that were printed for it."""
        known = self._said(name)
        return known if known is None or known.is_stated else self.roles.as_stated(name, known)

    def _said(self, name: Name) -> Quantity | None:
        """What a name stands for by what the document says of it: its value, a part of a table, its formula."""
        key = key_of(name)
        said = self.bindings.sayings.get(key) if self.is_causal else None
        known = self.bindings.quantity(name) or self.roles.identity(name)
        if known is not None and key not in self.bindings.names and self.roles.has_more_rows(name, known):
            # of its rows not all were given a name
            known = None
        if known is not None and said is None:
            return known
        formula = said or self.bindings.formulas.get(key)
        if formula is None or key in self.under_way:
            return self._part_of_formula(name) if formula is None else None
        version, kept = self.worked.get(key, (-1, None))
        if version == self.bindings.version and not self.is_causal:
            return kept
        found = self._by_formula(key, formula)
        if not self.is_causal and not self.under_way:
            self.worked[key] = self.bindings.version, found
        return found

    def _by_formula(self, key: str, formula: Formula) -> Quantity | None:
        self.under_way.add(key)
        worth = self.of(formula)
        self.under_way.discard(key)
        if worth is None or worth.is_guessed:
            return None
        return Quantity(worth.exact, worth.displayed, origin=worth.origin, is_stated=False)

    def _part_of_formula(self, name: Name) -> Quantity | None:
        """A row of a table that is known by its formula: H_1[0]."""
        for i in range(len(name.indices) - 1, -1, -1):
            stem = Name(name.base, name.indices[:i], name.above)
            if key_of(stem) in self.bindings.formulas:
                whole = self.quantity(stem)
                places = tuple(part for index in name.indices[i:] for part in index.split(",") if part)
                return None if whole is None else self.bindings.cell(whole, places)
        return None

    def of(self, formula: Formula, choice: int = 0, *, back: int = 0, loose: bool = True) -> Worth | None:
        """Both worths; None where something in it is not known.

        choice: which source of its numbers, back: which of the rows that look like those in it (Tracing);
        loose: a row may stand for a column.
        """
        names = names_of(formula)
        # only for expressions of names something else is printed than their worth
        are_stated = bool(names) and bool(self.bindings.forms or self.roles.displayed)
        try:
            displayed: Value[Real] | None = evaluate(
                formula,
                Really(as_displayed, loose, causal=self.is_causal),
                self.displayed_name,
                self._stated if are_stated else None,
            )
        except UNREADABLE:
            displayed = None
        if displayed is not None and not names and all(map(self._is_as_printed, numbers_of(formula))):
            return Worth(displayed, displayed)
        tracing = Tracing(choice, formula, back=back) if choice != SPLIT else Tracing(1, formula, below(formula))
        try:
            exact: Value[Real] | None = evaluate(
                formula,
                Really(lambda number: self._traced(number, tracing), loose, causal=self.is_causal),
                lambda n: self.exact_name(n, tracing),
                lambda part: self._repeated(part, tracing),
            )
        except UNREADABLE:
            exact = None
        if displayed is None and (exact is None or not tracing.complete):
            return None
        origin = tracing.origin
        if origin is None and are_stated:
            origin = self.origin_of_parts(formula)
        whole, partly = (exact, None) if tracing.complete else (None, exact if tracing.is_traced else None)
        return Worth(displayed, whole, origin, tracing.is_guessed, tracing.is_row, partly)

    def _stated(self, part: Formula) -> Value[Real] | None:
        """What was printed for an expression of names."""
        known = None if isinstance(part, Vector | Matrix) else self._form(part)
        return None if known is None else known.displayed

    def _repeated(self, part: Formula, tracing: Tracing) -> Value[Real] | None:
        """What a row or table of numbers is that was printed before: the 0.00 in it is the one in it there."""
        if tracing.choice or tracing.below:
            return None
        if isinstance(part, Sum):
            return self._weighted(part, tracing)
        if isinstance(part, Quotient) and isinstance(part.top, Vector):
            # (0.70, 0.70)/3.96
            return self._normalised([Quotient(top, part.bottom) for top in part.top.entries], tracing)
        if isinstance(part, Call) and len(part.arguments) > 1:
            # softmax(0.7, 0.0) has its brackets no more, which are a row's
            row = self._repeated(Vector(part.arguments), tracing)
            return None if row is None else evaluate(Call(part.function, (Name("row"),)), Really(), lambda _: row)
        if not isinstance(part, Vector | Matrix) or not self.has_rounded(part):
            return None
        entries = part.entries if isinstance(part, Vector) else part.rows[0] if len(part.rows) == 1 else ()
        quotients = [entry for entry in entries if isinstance(entry, Quotient)]
        if quotients:
            whole = self._normalised(quotients, tracing) if len(quotients) == len(entries) else None
            return Grid(whole.rows, flat=isinstance(part, Vector)) if isinstance(whole, Grid) else None
        known = self.printed(part, tracing.back)
        shape = (len(part.rows), len(part.rows[0])) if isinstance(part, Matrix) else (1, len(part.entries))
        if known is None or not isinstance(known.exact, Grid) or known.exact.shape != shape:
            return None
        tracing.is_row = True
        tracing.origin = tracing.origin if known.origin is None else known.origin
        return Grid(known.exact.rows, flat=isinstance(part, Vector))

    def _form(self, part: Formula) -> Quantity | None:
        """What was printed for an expression, or for all rows of the scores that it scales."""
        return self.bindings.forms.get(part) or self.roles.scaled_as_printed(part)

    def origin_of_parts(self, formula: Formula) -> int | None:
        """Where a wrong number came in among the expressions in it that were printed before."""
        known = self._form(formula)
        if known is not None:
            return known.origin
        origins = [self.origin_of_parts(part) for part in parts_of(formula)]
        return next((origin for origin in origins if origin is not None), None)

    def _weighted(self, formula: Sum, tracing: Tracing) -> Value[Real] | None:
        """A weighted sum `0.01·[1, −1] + 0.01·[2, 0]` of a row that was printed: each weight is put in for its own."""
        factors = tuple(term.factors[0] if isinstance(term, Product) else term for term in formula.terms)

        def written(letters: Sequence[Name]) -> Formula:
            pairs = zip(letters, formula.terms, strict=True)
            return Sum(tuple(Product((x, *t.factors[1:]), t.sign) if isinstance(t, Product) else x for x, t in pairs))

        return self._put_in(factors, written, tracing)

    def _normalised(self, quotients: Sequence[Quotient], tracing: Tracing) -> Value[Real] | None:
        """Exponentials over their sum `[0.70/3.96, 0.70/3.96]`, where they were printed as a row or one by one."""
        tops = tuple(quotient.top for quotient in quotients)
        is_sum = all(_is_sum_of(quotient.bottom, tops) for quotient in quotients)

        def written(letters: Sequence[Name]) -> Formula:
            below = [Sum(tuple(letters)) if is_sum else quotient.bottom for quotient in quotients]
            return Vector(tuple(map(Quotient, letters, below)))

        return self._put_in(tops, written, tracing)

    def _put_in(
        self, row: tuple[Formula, ...], written: Callable[[Sequence[Name]], Formula], tracing: Tracing
    ) -> Value[Real] | None:
        """The worth of what is `written` with the exact numbers of a row that was printed in their places."""
        known = self.printed(Vector(row), tracing.back) if self.has_rounded(Vector(row)) else None
        if known is None or not isinstance(known.exact, Grid) or known.exact.shape != (1, len(row)):
            return None
        tracing.is_row = True
        tracing.origin = tracing.origin if known.origin is None else known.origin
        letters = [Name(f"entry {i}") for i in range(len(row))]
        entries = dict(zip(letters, known.exact.rows[0], strict=True))
        return evaluate(
            written(letters),
            Really(lambda number: self._traced(number, tracing), causal=self.is_causal),
            lambda n: entries[n] if isinstance(n, Name) and n in entries else self.exact_name(n, tracing),
            lambda part: self._repeated(part, tracing),
        )

    def followed(self, formula: Formula, known: Worth) -> Worth | None:
        """The same with names for what they are before they were rounded, where their numbers were carried."""
        names = {name: self.quantity(name) for name in names_of(formula)}
        found = [quantity for quantity in names.values() if quantity is not None and quantity.followed is not None]
        if not found:
            return None

        def unrounded(name: Name | Index) -> Value[Real]:
            quantity = names.get(name) if isinstance(name, Name) else None
            followed = None if quantity is None else quantity.followed
            return self.displayed_name(name) if followed is None else followed

        try:
            displayed = evaluate(formula, Really(as_displayed), unrounded)
        except UNREADABLE:
            return None
        origins = (quantity.origin for quantity in found)
        origin = next((origin for origin in origins if origin is not None), known.origin)
        return Worth(displayed, known.exact, origin)

    def masked(self, formula: Formula) -> Worth | None:
        """The same with a causal mask before each softmax."""
        self.is_causal = True
        try:
            return self.of(formula)
        finally:
            self.is_causal = False

    def why_not(self, formula: Formula) -> str:
        """Why a formula has no value."""
        try:
            evaluate(formula, Really(as_displayed), self.displayed_name)
        except SymattnError as error:
            return str(error)
        except UNREADABLE:
            return "a division by 0, or too deep"
        return ""

    def _traced(self, number: Number, tracing: Tracing) -> Real:
        printed = read_decimal(number.text)
        is_exact = printed.is_integer or self.is_given(printed)
        trace = self._trace(number, tracing) if self.bindings.is_traced(number) else None
        if trace is not None and (tracing.choice < CHOICES - 1 or not is_exact or trace.origin is not None):
            tracing.origin = tracing.origin if trace.origin is None else trace.origin
            tracing.is_traced = True
            return trace.exact
        if not is_exact and printed.places >= ROOT_PLACES:
            root = self.roles.root_of_width(printed)
            if root is not None:
                return root
        if not is_exact:
            tracing.complete = False
            tracing.origin = self.bindings.betrayed_at(number) if tracing.origin is None else tracing.origin
        return as_displayed(number)

    def _trace(self, number: Number, tracing: Tracing) -> Trace | None:
        """Where a printed number comes from, by its place in what is evaluated."""
        if stands_for_itself(number) and id(number) not in tracing.addends:
            return None
        choice = 0 if id(number) in tracing.below else tracing.choice
        is_exponent, is_negative = id(number) in tracing.exponents, tracing.signs.get(id(number))
        return self.bindings.trace(number, choice, is_exponent=is_exponent, is_negative=is_negative)

    def _is_as_printed(self, number: Number) -> bool:
        """Whether it is exact, and was not printed before for what it was rounded from."""
        printed = read_decimal(number.text)
        return (printed.is_integer or self.is_given(printed)) and self.bindings.trace(number) is None

    def is_given(self, printed: Printed) -> bool:
        """Whether it is a number of the data as it stands there: 0.10 is not where these have 0.1."""
        return printed.fraction in self.data and printed.places <= self.data[printed.fraction]

    def add_data(self, formula: Formula) -> None:
        """The decimals of a table that is given are exact."""
        for number in numbers_of(formula):
            printed = read_decimal(number.text)
            self.data[printed.fraction] = max(printed.places, self.data.get(printed.fraction, 0))

    def has_rounded(self, formula: Formula) -> bool:
        """Whether some decimal in it is a rounded one."""
        return any(map(self.is_rounded, numbers_of(formula)))

    def is_rounded(self, number: Number) -> bool:
        """Whether it is a decimal that is none of the data, or was printed for another number since: 0.5 for 0.498."""
        printed = read_decimal(number.text)
        return not printed.is_integer and (not self.is_given(printed) or self.bindings.is_traced(number))

    # --- names ------------------------------------------------------------------------------

    def displayed_name(self, name: Name | Index) -> Value[Real]:
        fixed = constant(name)
        if fixed is not None:
            return fixed
        quantity = self.quantity(name) if isinstance(name, Name) else None
        if quantity is None or quantity.displayed is None:
            quantity = self.roles.named(name) if isinstance(name, Name) else None
            if quantity is None or quantity.exact is None:
                raise unknown(name)
            return quantity.exact if quantity.displayed is None else quantity.displayed
        return quantity.displayed

    def exact_name(self, name: Name | Index, tracing: Tracing) -> Value[Real]:
        fixed = constant(name)
        if fixed is not None:
            return fixed
        quantity = self.quantity(name) if isinstance(name, Name) else None
        if quantity is None and isinstance(name, Name):
            quantity = self.roles.named(name)
            # a table each row of which was printed is surely that one
            is_told = name.base in ("row", "d", "I") or (quantity is not None and quantity.displayed is not None)
            tracing.is_guessed = tracing.is_guessed or not is_told
        if quantity is not None and quantity.origin is not None:
            tracing.origin = quantity.origin
        if quantity is None or quantity.exact is None:
            raise unknown(name)
        return quantity.exact


def _is_sum_of(number: Formula, addends: Sequence[Formula]) -> bool:
    """Whether it is just what these add up to as printed: 4.11 of 0.00/4.11 and 4.11/4.11."""
    if not isinstance(number, Number):
        return False
    added = [read_decimal(addend.text).value for addend in addends if isinstance(addend, Number)]
    return len(added) == len(addends) and sum(added[1:], added[0]) == read_decimal(number.text).value


def row_of_worth(worth: Worth, i: int) -> Worth:
    """A row of a table, counted from 0."""
    exact, displayed = (
        Grid((value.rows[i],), flat=True) if isinstance(value, Grid) else None
        for value in (worth.exact, worth.displayed)
    )
    return Worth(displayed, exact, worth.origin, worth.is_guessed)
