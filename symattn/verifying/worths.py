"""What a formula of a document is worth: as displayed, and exactly, its printed numbers traced back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from flint import arb, fmpq

from symattn.errors import SymattnError
from symattn.exact.enclosure import span
from symattn.exact.precision import working
from symattn.exact.real import HIDDEN, Real, real
from symattn.exact.rounding import HALF, Printed, read_decimal
from symattn.notation.evaluate import AsRounded, Grid, Really, Value, evaluate
from symattn.notation.formula import Formula, Index, Name, Negative, Number, Product, Quotient, Sum, Vector, parts_of
from symattn.verifying.bindings import Bindings, Quantity, Trace, constant, key_of, numbers_of, unknown
from symattn.verifying.proofs import INTERVAL_BITS, Entry, cells_of, printed_of, values_of
from symattn.verifying.roles import Roles

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

    @property
    def best(self) -> Value[Real]:
        value = self.displayed if self.exact is None else self.exact
        assert value is not None
        return value


@dataclass
class _Tracing:
    """What an exact evaluation rests on."""

    choice: int
    below: frozenset[int] = frozenset()
    """The numbers (by id) under a bar, which are taken for what was printed last, the others for what was before."""
    complete: bool = True
    origin: int | None = None
    is_guessed: bool = False


@dataclass(frozen=True)
class _AsCarried(AsRounded):
    """Numbers as anything between what they may have been before rounding and what they were worked out from.

    The same digits may have several sources, not all known: half a unit is left around those that are.
    """

    sources: Callable[[Number], Sequence[Real]] = lambda number: ()

    def number(self, node: Number) -> arb:
        ball = super().number(node)
        around = span(fmpq(0), read_decimal(node.text).unit * HALF)
        for source in self.sources(node):
            ball = ball.union(source.ball() + around)
        return ball


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

    def __post_init__(self) -> None:
        self.roles.lookup = self.quantity

    def quantity(self, name: Name) -> Quantity | None:
        """What a name stands for by what the document says of it: its value, a part of a table, its formula."""
        key = key_of(name)
        said = self.bindings.sayings.get(key) if self.is_causal else None
        known = self.bindings.quantity(name)
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
        return Quantity(worth.exact, worth.displayed, 0, origin=worth.origin, is_stated=False)

    def _part_of_formula(self, name: Name) -> Quantity | None:
        """A row of a table that is known by its formula: H_1[0]."""
        for i in range(len(name.indices) - 1, -1, -1):
            stem = Name(name.base, name.indices[:i], name.above)
            if key_of(stem) in self.bindings.formulas:
                whole = self.quantity(stem)
                places = tuple(part for index in name.indices[i:] for part in index.split(",") if part)
                return None if whole is None else self.bindings.cell(whole, places)
        return None

    def of(self, formula: Formula, choice: int = 0) -> Worth | None:
        """Both worths; None where something in it is not known."""
        try:
            displayed = evaluate(
                formula,
                Really(exactly_as_printed, causal=self.is_causal),
                self._displayed_name,
                self._stated if self.bindings.forms else None,
            )
        except UNREADABLE:
            displayed = None
        tracing = _Tracing(choice) if choice != SPLIT else _Tracing(1, _below(formula))
        try:
            exact: Value[Real] | None = evaluate(
                formula,
                Really(lambda number: self._traced(number, tracing), causal=self.is_causal),
                lambda n: self._exact_name(n, tracing),
            )
        except UNREADABLE:
            exact = None
        if displayed is None and exact is None:
            return None
        origin = tracing.origin
        if origin is None and self.bindings.forms:
            origin = self.origin_of_parts(formula)
        return Worth(displayed, exact if tracing.complete else None, origin, tracing.is_guessed)

    def _stated(self, part: Formula) -> Value[Real] | None:
        """What was printed for an expression of names."""
        known = self.bindings.forms.get(part)
        return None if known is None else known.displayed

    def origin_of_parts(self, formula: Formula) -> int | None:
        """Where a wrong number came in among the expressions in it that were printed before."""
        known = self.bindings.forms.get(formula)
        if known is not None:
            return known.origin
        origins = [self.origin_of_parts(part) for part in parts_of(formula)]
        return next((origin for origin in origins if origin is not None), None)

    def with_row(self, formula: Formula, cells: Sequence[Real]) -> Worth | None:
        """A weighted sum `0.01·[1, −1] + 0.01·[2, 0]`, its weights put in exactly, each for its own."""
        if not isinstance(formula, Sum) or len(formula.terms) != len(cells):
            return None
        letters = [Name(f"weight {i}") for i in range(len(cells))]
        terms = [
            Product((letter, *term.factors[1:]), term.sign) if isinstance(term, Product) else letter
            for letter, term in zip(letters, formula.terms, strict=True)
        ]
        tracing = _Tracing(0)
        known = dict(zip(letters, cells, strict=True))
        try:
            exact = evaluate(
                Sum(tuple(terms)),
                Really(lambda number: self._traced(number, tracing)),
                lambda n: known[n] if isinstance(n, Name) and n in known else self._exact_name(n, tracing),
            )
        except UNREADABLE:
            return None
        return Worth(None, exact, tracing.origin)

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
            evaluate(formula, Really(exactly_as_printed), self._displayed_name)
        except SymattnError as error:
            return str(error)
        except UNREADABLE:
            return "a division by 0, or too deep"
        return ""

    def _traced(self, number: Number, tracing: _Tracing) -> Real:
        printed = read_decimal(number.text)
        own, is_exact = real(printed.value), printed.is_integer or self.is_data(printed.value)
        trace: Trace | None = self.bindings.trace(number, 0 if id(number) in tracing.below else tracing.choice)
        if trace is not None and (tracing.choice < CHOICES - 1 or not is_exact or trace.origin is not None):
            tracing.origin = tracing.origin if trace.origin is None else trace.origin
            return trace.exact
        if not is_exact and printed.places >= ROOT_PLACES:
            root = self.roles.root_of_width(printed)
            if root is not None:
                return root
        tracing.complete = tracing.complete and is_exact
        return own

    def is_data(self, value: fmpq) -> bool:
        return (int(value.p), int(value.q)) in self.data

    def is_given(self, printed: Printed) -> bool:
        """Whether it is a number of the data as it stands there: 0.10 is not where these have 0.1."""
        key = int(printed.value.p), int(printed.value.q)
        return key in self.data and printed.places <= self.data[key]

    def add_data(self, formula: Formula) -> None:
        """The decimals of a table that is given are exact."""
        for number in numbers_of(formula):
            printed = read_decimal(number.text)
            key = int(printed.value.p), int(printed.value.q)
            self.data[key] = max(printed.places, self.data.get(key, 0))

    def _displayed_name(self, name: Name | Index) -> Value[Real]:
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

    def _exact_name(self, name: Name | Index, tracing: _Tracing) -> Value[Real]:
        fixed = constant(name)
        if fixed is not None:
            return fixed
        quantity = self.quantity(name) if isinstance(name, Name) else None
        if quantity is None and isinstance(name, Name):
            quantity = self.roles.named(name)
            # a table each row of which was printed is surely that one
            is_told = name.base in ("row", "d", "I") or (quantity is not None and quantity.displayed is not None)
            tracing.is_guessed = tracing.is_guessed or not is_told
        if quantity is None or quantity.exact is None:
            raise unknown(name)
        if quantity.origin is not None:
            tracing.origin = quantity.origin
        return quantity.exact

    # --- right sides ------------------------------------------------------------------------

    def entries(self, formula: Formula, worth: Worth) -> list[Entry]:
        """The numbers of a right side."""
        displayed = values_of(worth.best if worth.displayed is None else worth.displayed)
        exact: list[Real | None] = [None] * len(displayed)
        if worth.exact is not None and len(values_of(worth.exact)) == len(displayed):
            exact = list(values_of(worth.exact))
        cells = cells_of(formula, len(displayed))
        rows = zip(cells, displayed, exact, self.spans(formula, len(displayed)), strict=True)
        return [Entry(cell, d, e, span, printed_of(cell), worth.origin) for cell, d, e, span in rows]

    def has_rounded(self, formula: Formula) -> bool:
        """Whether some decimal in it is a rounded one."""
        numbers = [read_decimal(number.text) for number in numbers_of(formula)]
        return not all(printed.is_integer or self.is_given(printed) for printed in numbers)

    def spans(self, formula: Formula, count: int, *, carried: bool = False) -> list[arb | None]:
        """What each entry may stand for, its decimals being rounded; None where none is.

        carried: its decimals may also be what they were worked out from, if an earlier rounding made them other ones.
        """
        nothing: list[arb | None] = [None] * count
        if not self.has_rounded(formula):
            return nothing
        decimals = [read_decimal(number.text) for number in numbers_of(formula)]
        rounded = {p.value for p in decimals if not self.is_given(p)}
        known = frozenset(p.value for p in decimals) - rounded
        try:
            with working(INTERVAL_BITS):
                numbers = _AsCarried(known, True, self._sources) if carried else AsRounded(known, loose=True)
                value = evaluate(formula, numbers, self._ball_of)
        except UNREADABLE:
            return nothing
        found: list[arb | None] = [x for row in value.rows for x in row] if isinstance(value, Grid) else [value]
        return found if len(found) == count else nothing

    def _sources(self, number: Number) -> list[Real]:
        traces = [self.bindings.trace(number, choice) for choice in range(CHOICES - 1)]
        return [trace.exact for trace in traces if trace is not None and trace.exact is not HIDDEN]

    def _ball_of(self, name: Name | Index) -> Value[arb]:
        """A name stands for what was printed for it or for what that was rounded from, or anything between."""
        displayed = _balls(self._displayed_name(name))
        try:
            exact = _balls(self._exact_name(name, _Tracing(0)))
        except UNREADABLE:
            return displayed
        match displayed, exact:
            case arb(), arb():
                return displayed.union(exact)
            case Grid(), Grid() if displayed.shape == exact.shape:
                rows = zip(displayed.rows, exact.rows, strict=True)
                return Grid(
                    tuple(tuple(d.union(e) for d, e in zip(*both, strict=True)) for both in rows), displayed.flat
                )
        return displayed

    # --- terms ------------------------------------------------------------------------------

    def terms(self, formula: Formula) -> list[list[tuple[Formula | None, Worth]]] | None:
        """The terms of each entry, where every entry is written as a sum; None where it is not."""
        match formula:
            case Vector(entries):
                found = [self._terms_of_entry(entry) for entry in entries]
                return (
                    None if any(terms is None for terms in found) else [terms for terms in found if terms is not None]
                )
            case Sum(parts):
                worths = [(part, self.of(part)) for part in parts]
                if any(worth is None for _, worth in worths):
                    return None
                return _by_entry([(part, worth) for part, worth in worths if worth is not None])
        return None

    def _terms_of_entry(self, entry: Formula) -> list[tuple[Formula | None, Worth]] | None:
        parts = entry.terms if isinstance(entry, Sum) else (entry,)
        found: list[tuple[Formula | None, Worth]] = []
        for part in parts:
            worth = self.of(part)
            if worth is None or isinstance(worth.best, Grid):
                return None
            found.append((part, worth))
        return found


def _by_entry(parts: list[tuple[Formula, Worth]]) -> list[list[tuple[Formula | None, Worth]]] | None:
    """The terms of a sum of rows, entry by entry."""
    sizes = {len(values_of(worth.best)) for _, worth in parts}
    if len(sizes) != 1:
        return None
    (count,) = sizes
    found: list[list[tuple[Formula | None, Worth]]] = [[] for _ in range(count)]
    for part, worth in parts:
        cells = cells_of(part.of if isinstance(part, Negative) else part, count)
        displayed = values_of(worth.displayed) if worth.displayed is not None else [None] * count
        exact = values_of(worth.exact) if worth.exact is not None else [None] * count
        for i in range(count):
            found[i].append((cells[i], Worth(displayed[i], exact[i], worth.origin)))
    return found


def _balls(value: Value[Real]) -> Value[arb]:
    if isinstance(value, Grid):
        return Grid(tuple(tuple(x.ball() for x in row) for row in value.rows), value.flat)
    return value.ball()


def _below(formula: Formula) -> frozenset[int]:
    """The numbers under the bars of its quotients."""
    if isinstance(formula, Quotient):
        return _below(formula.top) | {id(number) for number in numbers_of(formula.bottom)}
    return frozenset(number for part in parts_of(formula) for number in _below(part))


def exactly_as_printed(number: Number) -> Real:
    return real(read_decimal(number.text).value)
