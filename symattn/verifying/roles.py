"""Roles: which of a document's tables are the queries, keys, scores, weights … and what each must therefore be.

From the tables that are given, every later one is worked out, scaled and unscaled, so that a number printed anywhere
can be tied to the quantity it states.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache

from flint import fmpq

from symattn.errors import SymattnError
from symattn.exact.real import HIDDEN, Real, function, real
from symattn.exact.rounding import Fit, Printed, judge, read_decimal
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import Formula, Name, Number, Product, Quotient, Root, Transpose, parts_of
from symattn.verifying.attending import attend, identity, masked, over_root, product, softmax, transposed
from symattn.verifying.bindings import Bindings, Quantity, normal
from symattn.verifying.declaring import Declarations
from symattn.verifying.printed_rows import PrintedRow, PrintedRows
from symattn.verifying.proofs import touch, values_of
from symattn.verifying.words import GIVEN, KEYS, OUTPUT, QUERIES, SCALED, SCORES, TOKENS, VALUES, WEIGHTS, role_of

MOST_CELLS = 1_024
DERIVED = (SCORES, SCALED, WEIGHTS, OUTPUT)
GIVEN_LETTERS = {TOKENS: "X", QUERIES: "Q", KEYS: "K", VALUES: "V"}
PROJECTIONS = {QUERIES: "W_Q", KEYS: "W_K", VALUES: "W_V"}
WIDEST_IDENTITY = 32
SPELLED = {
    "W_Q": ("W_Q", "W^Q", "Wq", "WQ", "W_q"),
    "W_K": ("W_K", "W^K", "Wk", "WK", "W_k"),
    "W_V": ("W_V", "W^V", "Wv", "WV", "W_v"),
}
CROSS = {"X_q": ("q", "Q"), "X_kv": ("kv", "KV")}
"""The indices of the two sequences of cross-attention."""


@dataclass
class Roles:
    bindings: Bindings
    head: str = ""
    """The mark of the head whose roles these are: 1 of Q^(1); "" of the document's own."""
    heads: dict[str, Roles] = field(default_factory=dict)
    """Those of its heads, by their marks (heads.py)."""
    tables: dict[str, Quantity] = field(default_factory=dict)
    """The tables that the document states, by role."""
    rows: dict[str, dict[int, Grid[Real]]] = field(default_factory=dict)
    """Rows given one by one: k_1, k_2 …"""
    derived: dict[str, Grid[Real]] | None = None
    """What follows from them; None when it must be worked out anew."""
    is_masked: bool = False
    """Whether a table was stated in which later words are hidden."""
    is_scaled: bool = False
    """Whether the document divides by a root of its d_k."""
    says_root: bool = False
    """Whether a root of d_k is spoken of."""
    says_causal: bool = False
    """Whether a causal mask is spoken of."""
    radicands: set[fmpq] = field(default_factory=set)
    """The numbers under the roots by which something is divided."""
    displayed: PrintedRows = field(default_factory=PrintedRows)
    """Rows of derived tables as they were printed."""
    lookup: Callable[[Name], Quantity | None] = lambda name: None
    """What a name stands for (worths.py)."""
    declared: Declarations = field(default_factory=Declarations)
    """What the text says of scale and mask."""
    cells: dict[int, dict[int, Real]] = field(default_factory=dict)
    """Scores told one by one, by row and column."""
    last_scores: Grid[Real] | None = None
    """The row of scores that they make."""

    # --- what the document tells ------------------------------------------------------------

    def saw(self, formula: Formula) -> None:
        """A root of d_k or of a number, by which something is divided, is the scale."""
        divides = isinstance(formula, Quotient) and isinstance(formula.bottom, Root)
        if isinstance(formula, Quotient) and isinstance(formula.bottom, Root) and isinstance(formula.bottom.of, Number):
            self.radicands.add(read_decimal(formula.bottom.of.text).value)
        root = isinstance(formula, Root) and isinstance(formula.of, Name) and formula.of.base in ("d", "D", "dk", "dim")
        if (divides or root) and not self.is_scaled:
            self.is_scaled, self.derived = True, None
        for part in parts_of(formula):
            self.saw(part)

    def bound(self, name: Name, quantity: Quantity) -> None:
        role = role_of(name)
        value = quantity.exact if quantity.exact is not None else quantity.displayed
        if role in (SCORES, SCALED) and isinstance(value, Real):
            self._score(name, value)
            return
        if not role or not isinstance(value, Grid):
            if role or name.base.startswith(("W", "d", "b")):
                # k_2 = 0 is a row too
                self.derived = None
            return
        self.derived = None
        indices = [i for i in name.indices if i != ":"]
        row = int(indices[-1]) if indices and indices[-1].isdigit() else None
        if 1 in value.shape and row is not None:
            rows = self.rows.setdefault(role, {})
            if row in rows and quantity.is_data:
                rows.clear()
            rows[row] = Grid((tuple(x for r in value.rows for x in r),), flat=True)
            if role in GIVEN:
                self.tables.pop(role, None)
        elif quantity.is_data or role in GIVEN or (role == SCORES and self.work().get(SCORES) is None):
            if role in GIVEN and quantity.is_data:
                self.forget_after(role)
            self.tables[role] = quantity
            self.rows.pop(role, None)

    def _score(self, name: Name, value: Real) -> None:
        """Scores told one by one, s_1 or s_12: a row of them is complete at its last one."""
        places = [p for index in name.indices for p in (index.split(",") if "," in index else [index]) if p.isdigit()]
        if not places or len(places) > 2:
            return
        row, column = (int(places[0]), int(places[1])) if len(places) == 2 else (0, int(places[0]))
        cells = self.cells.setdefault(row, {})
        cells[column] = value
        numbers = sorted(cells)
        if len(cells) > 1 and numbers == list(range(numbers[0], numbers[0] + len(cells))) and numbers[0] < 2:
            self.last_scores = Grid((tuple(cells[i] for i in numbers),), flat=True)
            self.derived = None

    def forget(self, bindings: Bindings) -> None:
        """A new example begins: of the tables only those stay that their names still stand for."""
        self.derived, self.last_scores, self.is_masked = None, None, False
        self.declared.since = bindings.position
        self.heads.clear()
        self.displayed.known.clear()
        self.cells.clear()
        for role in [role for role in self.tables if GIVEN_LETTERS.get(role, "") not in bindings.names]:
            del self.tables[role]
        for role in [role for role in self.rows if GIVEN_LETTERS.get(role, "").lower() not in bindings.rows]:
            del self.rows[role]

    def forget_after(self, role: str) -> None:
        """New starting data begin a new example."""
        for later in DERIVED:
            self.displayed.forget(later)
            self.cells, self.last_scores = {}, None
            self.tables.pop(later, None)
            self.rows.pop(later, None)

    def note_printed(
        self,
        exact: Grid[Real],
        displayed: Grid[Real],
        origin: int | None = None,
        printed: Sequence[Printed | None] = (),
    ) -> None:
        """Rows of derived tables were printed: they are what is put in for these rows later."""
        self.learn_scale(exact)
        if exact.shape[0] > 1:
            for role in DERIVED:
                self.displayed.note_table(role, self._whole(role), exact, displayed, origin)
            return
        row = PrintedRow(exact.rows[0], displayed.rows[0], origin)
        for role in DERIVED:
            self.displayed.note_row(role, self._whole(role), row, printed)

    def _whole(self, role: str) -> Grid[Real] | None:
        """The table whose rows are printed: scores before they are masked, all else as the document masks."""
        return self.derived_table(role) if role in (WEIGHTS, OUTPUT) else self.work().get(role)

    def learn_scale(self, exact: Grid[Real], role: str = WEIGHTS) -> None:
        """What is of the other way's weights, row by row, and not of this one's, tells which scale is meant."""
        if self.displayed.has(role):
            return
        work, other = self.work(), "unscaled" if self.is_scaled else "scaled"
        for mask in ("", "masked "):
            theirs, own = work.get(f"{other} {mask}{role}"), work.get(f"{mask}{role}")
            if theirs is None or own is None:
                continue
            if self._are_rows_of(theirs, exact) and not self._are_rows_of(own, exact):
                self.is_scaled, self.derived = not self.is_scaled, None
                return

    def _are_rows_of(self, table: Grid[Real], rows: Grid[Real]) -> bool:
        """A row of it, or all of them."""
        return all(any(touch(cells, row) for cells in table.rows) for row in rows.rows)

    @property
    def is_surely_scaled(self) -> bool:
        """Whether scores are divided by the root of just the width that the keys have."""
        return (self.says_root or bool(self.radicands)) and self.divides_by_its_width

    @property
    def divides_by_its_width(self) -> bool:
        """Whether every d_k and every number under a root that is divided by is the width that the keys have."""
        keys = self.work().get(KEYS)
        return keys is not None and self._widths() <= {fmpq(keys.shape[1])}

    @property
    def tells_width(self) -> bool:
        """Whether d_k is told as a number."""
        return bool(self._widths())

    def _widths(self) -> set[fmpq]:
        told = self.d_k()
        return self.radicands | ({told.rational} if told is not None and told.rational is not None else set())

    # --- what follows -----------------------------------------------------------------------

    def table(self, role: str) -> Grid[Real] | None:
        """The table of this role, stated or made of its rows."""
        quantity = self.tables.get(role)
        value = None if quantity is None else quantity.exact if quantity.exact is not None else quantity.displayed
        if isinstance(value, Grid):
            return value
        if role in GIVEN:
            quantity = self.lookup(Name(GIVEN_LETTERS[role]))
            value = None if quantity is None else quantity.exact if quantity.exact is not None else quantity.displayed
            if isinstance(value, Grid):
                return value
        rows = self.rows.get(role, {})
        if rows and len({len(row.rows[0]) for row in rows.values()}) == 1:
            return Grid(tuple(rows[i].rows[0] for i in sorted(rows)))
        return None

    def work(self) -> dict[str, Grid[Real]]:
        """Every table that follows from what is given, by its meaning."""
        if self.derived is None:
            self.derived = {}
            with suppress(SymattnError, ZeroDivisionError):
                self._work(self.derived)
            for role in DERIVED:
                self.displayed.forget_others(role, self._whole(role))
        return self.derived

    def _work(self, found: dict[str, Grid[Real]]) -> None:
        for role in GIVEN:
            table = self.table(role)
            if table is not None and table.shape[0] * table.shape[1] <= MOST_CELLS:
                found[role] = table
        projected_from = self.projected_from()
        for role, letter in PROJECTIONS.items():
            weights = self.projection(letter)
            _, tokens = projected_from[role]
            stated = found.get(role)
            if tokens is None or weights is None or tokens.shape[1] != weights.shape[0]:
                continue
            if tokens.shape[0] * tokens.shape[1] > MOST_CELLS:
                continue
            is_whole = role in self.tables or role not in self.rows
            if stated is None or (not is_whole and stated.shape[0] < tokens.shape[0]):
                found[role] = product(tokens, weights)
        scores = self._scores(found)
        if scores is None:
            return
        width = found[KEYS].shape[1] if KEYS in found else self.d_k()
        attend(found, scores, width, is_scaled=self.is_scaled)

    def projected_from(self) -> dict[str, tuple[str, Grid[Real] | None]]:
        """What each role is projected from: X, or one of two sequences where both are told."""
        queries, keys = map(self._sequence, CROSS.values())
        if queries is None or keys is None:
            return dict.fromkeys(PROJECTIONS, ("X", self.table(TOKENS)))
        return {role: ("X_q", queries) if role == QUERIES else ("X_kv", keys) for role in PROJECTIONS}

    def _sequence(self, indices: tuple[str, ...]) -> Grid[Real] | None:
        """The first table that an X with one of these indices stands for."""
        for index in indices:
            quantity = self.bindings.quantity(Name("X", (index,)))
            value = None if quantity is None else quantity.exact if quantity.exact is not None else quantity.displayed
            if isinstance(value, Grid):
                return value
        return None

    def _scores(self, found: dict[str, Grid[Real]]) -> Grid[Real] | None:
        queries, keys = found.get(QUERIES), found.get(KEYS)
        if queries is None or keys is None or queries.shape[1] != keys.shape[1]:
            return self.table(SCORES) or self.last_scores
        if queries.shape[0] * keys.shape[0] == 1 and self.last_scores is not None:
            return self.last_scores
        return product(queries, transposed(keys)) if queries.shape[0] * keys.shape[0] <= MOST_CELLS else None

    def projection(self, letter: str) -> Grid[Real] | None:
        for spelling in SPELLED[letter]:
            quantity = self.bindings.names.get(f"W^{self.head}_{letter[-1]}" if self.head else normal(spelling))
            value = None if quantity is None else quantity.exact if quantity.exact is not None else quantity.displayed
            if isinstance(value, Grid):
                return value
        return None

    def d_k(self) -> Real | None:
        for spelling in ("d_k", "dk", "d", "head_dim", "d_head"):
            quantity = self.bindings.names.get(normal(spelling))
            if quantity is not None and isinstance(quantity.displayed, Real):
                return quantity.displayed
        return None

    def d_model(self) -> int:
        """The width of the tokens, as it is told or as they show it; 0 where it is not known."""
        quantity = self.bindings.names.get(normal("d_model"))
        told = quantity.displayed if quantity is not None else None
        if isinstance(told, Real) and told.rational is not None and told.rational.q == 1:
            return int(told.rational.p)
        tokens = self.table(TOKENS)
        return 0 if tokens is None else tokens.shape[1]

    def root_of_width(self, printed: Printed) -> Real | None:
        """√d_k or 1/√d_k, if that is what the decimal was rounded from: authors keep more digits than they print."""
        keys = self.table(KEYS)
        if keys is not None:
            return _root(keys.shape[1], printed.text)
        width = self.d_k()
        value = None if width is None else width.rational
        return _root(int(value.p), printed.text) if value is not None and value.q == 1 else None

    def identity(self, name: Name) -> Quantity | None:
        """I_2, or an I as wide as the tokens are: `W_Q = W_K = I`."""
        if name.base != "I" or name.above or len(name.indices) > 1:
            return None
        if name.indices:
            width = int(name.indices[0]) if name.indices[0].isdigit() else 0
        else:
            tokens, d_k = self.table(TOKENS), self.d_k()
            told = None if d_k is None else d_k.rational
            width = tokens.shape[1] if tokens is not None else int(told.p) if told is not None and told.q == 1 else 0
        table = identity(width) if 0 < width <= WIDEST_IDENTITY else None
        return None if table is None else Quantity(table, table, is_stated=False)

    def are_given(self, value: Value[Real], roles: Sequence[str]) -> bool:
        """Whether all its rows stand in these starting data, whatever they are called here."""
        given = [row for role in roles if (table := self.table(role)) is not None for row in table.rows]
        rows = value.rows if isinstance(value, Grid) else ()
        return bool(rows) and all(any(touch(row, other) for other in given) for row in rows)

    # --- what a name or number may state ----------------------------------------------------

    def named(self, name: Name) -> Quantity | None:
        """What a name stands for that is bound to nothing: by its role, or `row 2` of the scores stated last."""
        if name.base == "row" and name.indices:
            return self._row_of_scores(name.indices[0])
        if name.base == "d" and name.indices == ("k",):
            keys = self.work().get(KEYS)
            return None if keys is None else _quantity(real(keys.shape[1]))
        role = role_of(name)
        table = self.derived_table(role) if role else None
        if table is None or name.above:
            return None
        places = tuple(p for index in name.indices for p in index.split(",") if p)
        if not places:
            return self.displayed.whole(role, table)
        return self.bindings.cell(_quantity(table), places)

    def derived_table(self, role: str) -> Grid[Real] | None:
        """The table of a role, masked where the document masks."""
        masked = self.work().get(f"masked {role}") if self.is_masked else None
        return masked or self.work().get(role)

    def ways(self, role: str) -> tuple[str, ...]:
        """What a table of a role that follows from the data may be: scaled or not where the document tells nothing."""
        own = f"masked {role}" if self.is_masked and role in (WEIGHTS, OUTPUT) else role
        if not role or self.is_scaled or role not in (WEIGHTS, OUTPUT):
            return (own,) if role else ()
        return own, f"scaled {own}"

    def as_printed(self, role: str) -> Quantity | None:
        """A derived table, with what was printed for some of its rows; None where nothing was."""
        table = self.derived_table(role)
        if table is None or not self.displayed.has(role):
            return None
        scores = self.scores_as_printed() if role == WEIGHTS else None
        return self.displayed.partly(role, table, None if scores is None else softmax(scores))

    def as_stated(self, name: Name, known: Quantity) -> Quantity:
        """A table known by its formula, `A = softmax(S):`, with the numbers printed below, which may be masked."""
        role, value = role_of(name), known.exact
        if role not in DERIVED or not self.displayed.has(role) or not isinstance(value, Grid):
            return known
        table = self.derived_table(role)
        may_be = [table, self.work().get(role)]
        if not any(one is not None and one.shape == value.shape and _touch(one, value) for one in may_be):
            return known
        assert table is not None
        shown = self.displayed.whole(role, table)
        if role == SCORES and shown.displayed is not None and HIDDEN not in values_of(shown.displayed):
            # scores of which none was printed as −∞ are not masked yet
            shown = self.displayed.whole(role, self.work()[role])
        return known if shown.displayed is None else replace(shown, is_stated=False)

    def values_as_displayed(self) -> Grid[Real] | None:
        """V as it stands on paper."""
        quantity = self.tables.get(VALUES) or self.lookup(Name(GIVEN_LETTERS[VALUES]))
        shown = None if quantity is None else quantity.displayed
        return shown if isinstance(shown, Grid) else self.work().get(VALUES)

    def has_more_rows(self, name: Name, known: Quantity) -> bool:
        """Whether the table of this name, made of rows that have names, has others too."""
        role = role_of(name)
        table = self.derived_table(role) if role and role not in GIVEN and not name.indices else None
        return table is not None and isinstance(known.exact, Grid) and known.exact.shape[0] < table.shape[0]

    def scaled_as_printed(self, formula: Formula) -> Quantity | None:
        """S/√d_k or QKᵀ/√d_k, where each row of it was printed."""
        match formula:
            case Quotient(scores, Root()) | Product((Quotient(_, Root()), scores)) if _are_scores(scores):
                table = self.work().get(SCALED)
                quantity = None if table is None else self.displayed.whole(SCALED, table)
                return quantity if quantity is not None and quantity.displayed is not None else None
        return None

    def scores_as_printed(self, *, is_masked: bool = False, is_scaled: bool | None = None) -> Grid[Real] | None:
        """What goes into the softmax, where each row of it was printed, masked where the document masks.

        Where it was printed before it was scaled, it is scaled now.
        """
        is_scaled = self.is_scaled if is_scaled is None else is_scaled
        shown = self.whole_as_printed(SCALED if is_scaled else SCORES)
        keys, scores = self.work().get(KEYS), self.whole_as_printed(SCORES) if is_scaled and shown is None else None
        if scores is not None and keys is not None:
            shown = over_root(scores, keys.shape[1])
        if shown is None:
            return None
        return self.as_masked(shown, is_masked=is_masked)

    def as_masked(self, scores: Grid[Real], *, is_masked: bool) -> Grid[Real]:
        """Masked where the document masks, or may."""
        is_masked = (is_masked or self.is_masked) and scores.shape[0] == scores.shape[1]
        return masked(scores) if is_masked else scores

    def whole_as_printed(self, role: str) -> Grid[Real] | None:
        """A derived table, where each row of it was printed."""
        table = self.work().get(role)
        shown = None if table is None else self.displayed.whole(role, table).displayed
        return shown if isinstance(shown, Grid) else None

    def _row_of_scores(self, number: str) -> Quantity | None:
        work = self.work()
        stated = self.table(SCALED) or (work.get(SCALED) if self.is_scaled else None) or work.get(SCORES)
        if number == "0":
            self.bindings.zero_based = True
        return None if stated is None else self.bindings.cell(_quantity(stated), (number,))


def _are_scores(formula: Formula) -> bool:
    """S or QKᵀ."""
    match formula:
        case Name():
            return role_of(formula) == SCORES and not formula.indices
        case Product((Name("Q", ()), Transpose(Name("K", ())))):
            return True
    return False


def _touch(a: Grid[Real], b: Grid[Real]) -> bool:
    return touch(values_of(a), values_of(b))


@lru_cache(maxsize=4096)
def _root(width: int, printed: str) -> Real | None:
    """√width or 1/√width, whichever rounds to what is printed."""
    if width <= 1:
        return None
    root = function("sqrt", real(width))
    return next((x for x in (root, 1 / root) if judge(x, read_decimal(printed)).fit is Fit.ROUNDED), None)


def _quantity(value: Value[Real]) -> Quantity:
    return Quantity(value, None)
