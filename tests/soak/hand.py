"""A problem told as a hand would: step by step, with the hand's own habits, its rounding carried on the way or not.

Every printed number remembers what it is exactly and what the numbers displayed before it give, so that for each
relation it is known whether it is right or carried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from drawn_problem import Drawn
from formulas import Chain, Exp, Hidden, Num, Over, Plus, Root, Row, Softmax, Sym, Table, Times, Word
from mistakes.by_hand import MP, Rows

TINY = MP.mpf(10) ** -40


class NothingLeftError(Exception):
    """Every exponential of a row is 0.00, which no hand would divide by."""


@dataclass
class Cell:
    """One number of the work: what it is, and what is on paper."""

    exact: Any
    value: Any
    """Of the text."""
    text: str
    given: Any = None
    """What the numbers displayed before gave."""

    def num(self) -> Num:
        return Num(self.text, self.exact, self.value if self.given is None else self.given)


Cells = list[list[Cell]]


@dataclass(frozen=True)
class Heading:
    word: str


@dataclass(frozen=True)
class Say:
    """A sentence: words, and formulas among them."""

    parts: tuple[Any, ...]
    is_item: bool = False


@dataclass(frozen=True)
class Show:
    """Chains displayed."""

    chains: tuple[Chain, ...]


@dataclass
class Habits:
    places: int
    keeps_digits: bool
    """Works with more digits than are printed; otherwise with what is printed."""
    tidy: bool
    """1 and 0.5 for 1.000 and 0.500."""
    projections: str
    scores: str
    scaled: str
    softmax: str
    output: str
    always_equal: bool
    shows_percent: bool
    exponential_places: int
    weights_table: bool
    output_table: bool
    big_with_e: bool
    names_masked: bool


def drawn_habits(random: Random) -> Habits:
    places = random.choice((2, 3, 3, 3, 4, 5))
    return Habits(
        places=places,
        keeps_digits=random.random() < 0.5,
        tidy=random.random() < 0.3,
        projections=random.choice(("plain", "numbers", "sums", "rows")),
        scores=random.choice(("plain", "numbers", "sums", "entries", "rows")),
        scaled=random.choice(("numbers", "letters", "rows", "named")),
        softmax=random.choice(("rows", "rows", "rows", "table", "exponentials")),
        output=random.choice(("rows", "rows", "sums", "terms", "table")),
        always_equal=random.random() < 0.3,
        shows_percent=random.random() < 0.3,
        exponential_places=random.choice((places, places, max(2, places - 1))),
        weights_table=random.random() < 0.7,
        output_table=random.random() < 0.7,
        big_with_e=random.random() < 0.3,
        names_masked=random.random() < 0.5,
    )


@dataclass
class Hand:
    """Tells one problem."""

    problem: Drawn
    habits: Habits
    random: Random
    wrong: dict[str, Rows] = field(default_factory=dict)
    """Steps that are told with the numbers of a mistake; what follows is worked from them."""
    told: list[Any] = field(default_factory=list)

    # --- numbers ----------------------------------------------------------------------------

    def cell(self, exact: Any, given: Any, places: int | None = None, *, plain: bool = False) -> Cell:
        """What is printed: of the exact number, or of what the displayed numbers give."""
        value = exact if self.habits.keeps_digits else given
        if exact == MP.ninf:
            return Cell(exact, exact, "-inf", given)
        text = printed(value, self.habits.places if places is None else places, tidy=self.habits.tidy or plain)
        if self.habits.big_with_e and abs(value) > 10**5:
            text = with_power(value, 4)
        return Cell(exact, value_of(text), text, given)

    def short(self, exact: Any, given: Any) -> Cell:
        """0.36 rather than 0.360, if that is all of it."""
        value = exact if self.habits.keeps_digits else given
        return self.cell(exact, given, plain=abs(value * 1000 - MP.nint(value * 1000)) < TINY and self._fits(value))

    def _fits(self, value: Any) -> bool:
        scaled = value * MP.mpf(10) ** self.habits.places
        return bool(abs(scaled - MP.nint(scaled)) < TINY)

    def sign(self, cells: Sequence[Cell]) -> str:
        exactly = all(c.exact == MP.ninf or abs(c.given - c.value) < TINY for c in cells)
        return "=" if exactly or self.habits.always_equal else "≈"

    # --- the work ---------------------------------------------------------------------------

    def tell(self) -> list[Any]:
        self.data()
        self.scores()
        self.scaling()
        self.weights()
        self.output()
        return self.told

    def data(self) -> None:
        keys = self.problem.keys
        self.told.append(Heading("given"))
        letters = [key for key in ("X", "X_q", "X_kv", "Q", "K", "V", "W_Q", "W_K", "W_V") if key in keys]
        chains = []
        for letter in letters:
            base, _, sub = letter.partition("_")
            chains.append(Chain([Sym(base, sub), data_table(keys[letter])], ["="], [False], "data"))
        self.told.append(Show(tuple(chains)))
        d_k = Chain([Sym("d", "k"), Num(str(self.problem.d_k))], ["="], [False], "data")
        if self.problem.is_scaled:
            self.told.append(Say(("width", d_k)))
        self.Q, self.K, self.V = (self.projected(role) for role in "QKV")

    def projected(self, role: str) -> Cells:
        keys, given = self.problem.keys, self.problem.given
        exact = getattr(given, role)
        if role in keys:
            return exactly(exact, keys[role])
        source = "X" if "X" in keys else "X_q" if role == "Q" else "X_kv"
        base, _, sub = source.partition("_")
        if f"W_{role}" not in keys:
            if role == "Q":
                self.told.append(Say(("same",)))
            table = exactly(exact, keys[source])
            self.told.append(
                Show((Chain([Sym(role), Sym(base, sub), numbers(table)], ["=", "="], [False, True], "same"),))
            )
            return table
        step = {"Q": "queries", "K": "keys", "V": "values"}[role]
        shown = self.wrong.get(step, exact)
        cells = [[self.short(x, y) for x, y in zip(a, b, strict=True)] for a, b in zip(exact, shown, strict=True)]
        if step in self.wrong:
            cells = [
                [self.mistaken(x, y) for x, y in zip(a, b, strict=True)] for a, b in zip(exact, shown, strict=True)
            ]
        X, W = keys[source], keys[f"W_{role}"]
        self.told.append(Heading(step))
        name, letters = Sym(role), Times([Sym(base, sub), Sym("W", role)])
        sides: list[Any]
        sign, how = self.sign(flat(cells)), self.habits.projections if step not in self.wrong else "plain"
        if how == "rows":
            for i, row in enumerate(cells):
                sums = Row([dot(X[i], [w[j] for w in W]) for j in range(len(row))])
                left = Times([data_row(X[i]), data_table(W)]) if self.random.random() < 0.5 else sums
                sides = [Sym(role.lower(), str(i + 1)), left, listed(row)]
                self.say("row", i, Chain(sides, ["=", self.sign(row)], [False, True], step))
            return cells
        sides = [name, letters]
        if how in ("numbers", "sums"):
            sides.append(Times([data_table(X), data_table(W)]))
        if how == "sums":
            sides.append(Table([[dot(X[i], [w[j] for w in W]) for j in range(len(W[0]))] for i in range(len(X))]))
        sides.append(numbers(cells))
        self.told.append(
            Show((Chain(sides, ["="] * (len(sides) - 2) + [sign], [False] + [True] * (len(sides) - 2), step),))
        )
        return cells

    def mistaken(self, exact: Any, wrong: Any) -> Cell:
        text = printed(wrong, self.habits.places, tidy=self.habits.tidy or bool(self._fits(wrong) and MP.isint(wrong)))
        return Cell(exact, value_of(text), text, exact)

    def mistaken_table(self, step: str) -> Cells:
        exact = self.problem.steps[step]
        return [
            [self.mistaken(x, y) for x, y in zip(a, b, strict=True)]
            for a, b in zip(exact, self.wrong[step], strict=True)
        ]

    def scores(self) -> None:
        self.told.append(Heading("scores"))
        exact = self.problem.steps["scores"]
        how = self.habits.scores
        letters = Times([Sym("Q"), Sym("K", transposed=True)])
        if "scores" in self.wrong:
            self.S, how = self.mistaken_table("scores"), "plain"
        else:
            self.S = [
                [self.short(exact[i][j], product(Q, K)) for j, K in enumerate(self.K)] for i, Q in enumerate(self.Q)
            ]
        name = Sym("S")
        if how == "entries":
            for i, row in enumerate(self.S):
                for j, score in enumerate(row):
                    left = Times([Sym("q", str(i + 1)), Sym("k", str(j + 1))])
                    sides = [left, products(self.Q[i], self.K[j]), score.num()]
                    self.told.append(
                        Say((Chain(sides, ["=", self.sign([score])], [True, True], "scores"),), is_item=True)
                    )
        if how == "rows":
            for i, row in enumerate(self.S):
                sides = [Times([Sym("q", str(i + 1)), Sym("K", transposed=True)]), listed(row)]
                self.say("row", i, Chain(sides, [self.sign(row)], [True], "scores"))
        sides = [name, letters]
        if how in ("numbers", "sums"):
            sides.append(Times([numbers(self.Q), numbers(columns(self.K))]))
        if how == "sums":
            sides.append(Table([[products(Q, K) for K in self.K] for Q in self.Q]))
        sides.append(numbers(self.S))
        self.display(sides, self.sign(flat(self.S)), "scores")

    def scaling(self) -> None:
        self.M = self.S
        if self.problem.is_scaled:
            self.told.append(Heading("scaling"))
            exact, d_k = self.problem.steps["scaled_scores"], self.problem.d_k
            root = MP.sqrt(d_k)
            shown = self.cell(root, root)
            sides = [Root(Sym("d", "k")), Root(Num(str(d_k))), shown.num()]
            self.told.append(Say(("root", Chain(sides, ["=", self.sign([shown])], [False, True], "root"))))
            if "scaled_scores" in self.wrong:
                self.M = self.mistaken_table("scaled_scores")
            else:
                self.M = [
                    [self.cell(x, s.value / root) for x, s in zip(a, b, strict=True)]
                    for a, b in zip(exact, self.S, strict=True)
                ]
            self.tell_scaled(Root(Num(str(d_k))))
        if self.problem.is_causal:
            self.mask()

    def tell_scaled(self, root: Any) -> None:
        how = self.habits.scaled if "scaled_scores" not in self.wrong else "letters"
        sign = self.sign(flat(self.M))
        letters = Over(Sym("S"), Root(Sym("d", "k")))
        table = numbers(self.M)
        if how == "rows":
            for i, row in enumerate(self.M):
                sides = [Over(listed(self.S[i]), root), listed(row)]
                self.say("row", i, Chain(sides, [self.sign(row)], [True], "scaled_scores"))
            return
        sides = {
            "numbers": [letters, Over(numbers(self.S), root), table],
            "letters": [letters, table],
            "named": [Sym("S", "scaled"), letters, table],
        }[how]
        claims = {"numbers": [True, True], "letters": [True], "named": [False, True]}[how]
        self.told.append(Show((Chain(sides, ["="] * (len(sides) - 2) + [sign], claims, "scaled_scores"),)))

    def mask(self) -> None:
        self.told.append(Heading("mask"))
        ninf = Cell(MP.ninf, MP.ninf, "-inf", MP.ninf)
        self.M = [[c if j <= i else ninf for j, c in enumerate(row)] for i, row in enumerate(self.M)]
        if self.habits.names_masked:
            chain = Chain([Sym("S", "masked"), numbers(self.M)], ["="], [False], "masked_scores")
        else:
            chain = Chain([numbers(self.M)], [], [], "masked_scores")
        self.told.append(Show((chain,)))

    def weights(self) -> None:
        self.told.append(Heading("softmax"))
        U, A = self.problem.steps["exponentials"], self.problem.steps["weights"]
        how = self.habits.softmax
        if "exponentials" in self.wrong:
            self.U, how = self.mistaken_table("exponentials"), "rows"
        else:
            self.U = [[self.power(U[i][j], m.value) for j, m in enumerate(row)] for i, row in enumerate(self.M)]
        if "weights" in self.wrong:
            self.A, how = self.mistaken_table("weights"), "table"
        elif how in ("rows", "exponentials"):
            self.A = []
            for i, row in enumerate(self.U):
                total = sum(u.value for u in row)
                exact = sum(U[i])
                r = self.cell(exact, total, self.habits.exponential_places)
                if r.value == 0:
                    raise NothingLeftError
                self.A.append([self.cell(a, u.value / r.value) for a, u in zip(A[i], row, strict=True)])
                self.tell_row(i, r, how)
        else:
            self.A = []
            for i, row in enumerate(self.M):
                powers = [MP.exp(m.value) for m in row]
                self.A.append([self.cell(a, u / sum(powers)) for a, u in zip(A[i], powers, strict=True)])
                if how == "table" and self.random.random() < 0.5:
                    sides = [Softmax(listed(row)), listed(self.A[i])]
                    self.say("row", i, Chain(sides, [self.sign(self.A[i])], [True], "weights"))
        if how == "table" or self.habits.weights_table:
            inner = Over(Sym("S"), Root(Sym("d", "k"))) if self.problem.is_scaled else Sym("S")
            sides = [Sym("A"), Softmax(inner), numbers(self.A)]
            claims = [False, True]
            if self.problem.is_causal:
                inner = Sym("S", "masked")
            if how != "table" or (self.problem.is_causal and not self.habits.names_masked):
                sides, claims = [Sym("A"), numbers(self.A)], [True]
            else:
                sides[1] = Softmax(inner)
            signs = ["="] * (len(sides) - 2) + [self.sign(flat(self.A))]
            self.told.append(Say(("together",)))
            self.told.append(Show((Chain(sides, signs, claims, "weights"),)))
        if self.habits.shows_percent:
            self.percent()

    def power(self, exact: Any, of: Any) -> Cell:
        given = MP.exp(of) if of != MP.ninf else MP.mpf(0)
        return self.cell(exact, given, self.habits.exponential_places, plain=given in (0, 1) and exact in (0, 1))

    def tell_row(self, i: int, r: Cell, how: str) -> None:
        M, U, A = self.M[i], self.U[i], self.A[i]
        if how == "exponentials":
            sides: list[Any] = [Exp(listed(M)), listed(U)]
            self.say("row", i, Chain(sides, [self.sign(U)], [True], "exponentials"))
        else:
            parts: list[Any] = []
            for m, u in zip(M, U, strict=True):
                sides = [Exp(Hidden() if m.exact == MP.ninf and m.text == "-inf" else m.num()), u.num()]
                parts += [Chain(sides, [self.sign([u])], [True], "exponentials"), ", "]
            self.told.append(Say((("row", i), *parts[:-1])))
        total = Plus([u.num() for u in U])
        self.told.append(Say((Chain([Word("sum"), total, r.num()], ["=", self.sign([r])], [False, True], "row_sums"),)))
        quotients = Row([Over(u.num(), r.num()) for u in U])
        left: Any = Softmax(listed(M)) if self.random.random() < 0.5 else Sym("a", str(i + 1))
        claims = [not isinstance(left, Sym), True]
        self.told.append(Show((Chain([left, quotients, listed(A)], ["=", self.sign(A)], claims, "weights"),)))

    def percent(self) -> None:
        for i, row in enumerate(self.A):
            j = max(range(len(row)), key=lambda j: row[j].value)
            value = row[j].exact if self.habits.keeps_digits else row[j].value
            text = printed(value * 100, max(0, self.habits.places - 2), tidy=False) + "%"
            self.told.append(Say((("share", i, j, Num(text)),), is_item=True))

    def output(self) -> None:
        self.told.append(Heading("output"))
        exact = self.problem.steps["output"]
        how = self.habits.output
        self.Z: Cells = []
        if "output" in self.wrong:
            self.Z, how = self.mistaken_table("output"), "table"
        for i, row in enumerate(self.A if "output" not in self.wrong else []):
            terms = [
                [self.cell(a.exact * v.exact, a.value * v.value) for a, v in zip(row, column, strict=True)]
                for column in columns(self.V)
            ]
            if how == "terms":
                z = [self.cell(exact[i][j], sum(t.value for t in term)) for j, term in enumerate(terms)]
            else:
                z = [self.cell(x, product(row, column)) for x, column in zip(exact[i], columns(self.V), strict=True)]
            self.Z.append(z)
            if how == "table":
                continue
            combination = Plus([Times([a.num(), listed(v)]) for a, v in zip(row, self.V, strict=True)])
            sides: list[Any] = [Sym("z", str(i + 1)), combination]
            if how in ("sums", "terms"):
                sides.append(Row([products(row, column) for column in columns(self.V)]))
            if how == "terms":
                sides.append(Row([Plus([t.num() for t in term]) for term in terms]))
            sides.append(listed(z))
            signs = ["="] * (len(sides) - 2) + [self.sign(z)]
            if how == "terms":
                signs[-2] = self.sign(flat(terms))
            self.say("row", i, Chain(sides, signs, [False] + [True] * (len(sides) - 2), "output"))
        if how == "table" or self.habits.output_table:
            sides = [Sym("Z"), Times([Sym("A"), Sym("V")]), numbers(self.Z)]
            claims = [False, True]
            if how == "terms":
                # it restates the rows, which were not got from A and V as they are displayed
                sides, claims = [Sym("Z"), numbers(self.Z)], [True]
            if how == "table" and "output" not in self.wrong and self.random.random() < 0.5:
                sides.insert(2, Times([numbers(self.A), numbers(self.V)]))
                claims.insert(1, True)
            signs = ["="] * (len(sides) - 2) + [self.sign(flat(self.Z))]
            self.told.append(Show((Chain(sides, signs, claims, "output"),)))

    def display(self, sides: list[Any], sign: str, step: str) -> None:
        """A chain whose first link only gives a name to letters."""
        further = len(sides) - 2
        self.told.append(Show((Chain(sides, ["="] * further + [sign], [False] + [True] * further, step),)))

    def say(self, word: str, i: int, chain: Chain) -> None:
        self.told.append(Say(((word, i), chain), is_item=True))


# --- what is printed ------------------------------------------------------------------------


def printed(value: Any, places: int, *, tidy: bool) -> str:
    """Rounded half up; a value next to a tie is one."""
    units = int(MP.floor(abs(value) * MP.mpf(10) ** places + MP.mpf(1) / 2 + TINY))
    digits = str(units).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    if tidy and "." in text:
        whole, _, decimals = text.partition(".")
        decimals = decimals.rstrip("0")
        # 1.00 for 0.995 becomes 1.0; only what is a whole number is printed as one
        is_whole = not decimals and abs(value - MP.nint(value)) < TINY
        text = whole if is_whole else f"{whole}.{decimals or '0'}"
        text = f"{whole}.{'0' * places}" if not units and not is_whole else text
    return f"-{text}" if value < 0 and units else text


def with_power(value: Any, digits: int) -> str:
    """4.757e7"""
    power = int(MP.floor(MP.log10(abs(value)) + TINY))
    mantissa = printed(value / MP.mpf(10) ** power, digits - 1, tidy=False)
    return (
        f"{mantissa}e{power}"
        if not mantissa.startswith("10")
        else f"{printed(MP.mpf(1), digits - 1, tidy=False)}e{power + 1}"
    )


def value_of(text: str) -> Any:
    return MP.ninf if text == "-inf" else MP.mpf(text)


def unit_of(text: str) -> Any:
    """One of the last digit shown: 0.001 for 0.014, 1000 for 4.757e6."""
    mantissa, _, power = text.rstrip("%").partition("e")
    places = len(mantissa.partition(".")[2])
    return MP.mpf(10) ** (int(power or 0) - places)


def fits(value: Any, text: str) -> bool:
    """Whether the text is a correct rounding."""
    if value == MP.ninf or text == "-inf":
        return bool(value == value_of(text))
    return bool(abs(value - value_of(text)) <= unit_of(text) / 2 + TINY)


# --- formulas of cells ----------------------------------------------------------------------


def exactly(values: Rows, texts: list[list[str]]) -> Cells:
    return [[Cell(x, x, t, x) for x, t in zip(a, b, strict=True)] for a, b in zip(values, texts, strict=True)]


def shown(cell: Cell) -> Any:
    return Hidden() if cell.text == "-inf" else cell.num()


def numbers(cells: Cells) -> Table:
    return Table([[shown(c) for c in row] for row in cells])


def listed(cells: Sequence[Cell]) -> Row:
    return Row([shown(c) for c in cells])


def columns(cells: Cells) -> Cells:
    return [list(column) for column in zip(*cells, strict=True)]


def flat(cells: Cells) -> list[Cell]:
    return [c for row in cells for c in row]


def data_table(texts: list[list[str]]) -> Table:
    return Table([[Num(t) for t in row] for row in texts])


def data_row(texts: list[str]) -> Row:
    return Row([Num(t) for t in texts])


def dot(left: list[str], right: list[str]) -> Any:
    return _sum([Times([Num(a), Num(b)]) for a, b in zip(left, right, strict=True)])


def product(left: Sequence[Cell], right: Sequence[Cell]) -> Any:
    """Of two rows, as displayed."""
    return sum(a.value * b.value for a, b in zip(left, right, strict=True))


def products(left: Sequence[Cell], right: Sequence[Cell]) -> Any:
    return _sum([Times([a.num(), b.num()]) for a, b in zip(left, right, strict=True)])


def _sum(parts: list[Any]) -> Any:
    return parts[0] if len(parts) == 1 else Plus(parts)
