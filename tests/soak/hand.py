"""A problem told as a hand would: step by step, with the hand's own habits, its rounding carried on the way or not."""

from __future__ import annotations

from typing import Any

from cells import Cells, columns, flat, listed, numbers, product, products
from drawn_problem import drawn
from figures import Cell, printed
from formulas import Chain, Exp, Hidden, Num, Over, Plus, Root, Row, Softmax, Sym, Times, Word, letters_in
from mistakes.by_hand import MP
from scoring import Scoring
from telling import Heading, Paired, Say, Show, chains_of


class NothingLeftError(Exception):
    """Every exponential of a row is 0.00, which no hand would divide by."""


class Hand(Scoring):
    """Tells one problem."""

    def tell(self) -> list[Any]:
        first = self.problem
        self.example()
        for _ in range(self.habits.examples - 1 if not self.wrong else 0):
            self.told.append(Heading("again"))
            self.problem = drawn(self.random)
            self.example()
        self.problem = first
        for side in [side for item in self.told for chain in chains_of(item) for side in chain.sides]:
            for letter in letters_in(side):
                letter.head = self.habits.head
        return self.told

    def example(self) -> None:
        """One problem from its data to its output."""
        self.data()
        self.scores()
        self.scaling()
        self.weights()
        self.output()

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
                if not self.is_told_by_symmetry(i):
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
        if self.habits.adds_up and "weights" not in self.wrong and "exponentials" not in self.wrong:
            self.add_up()

    def is_told_by_symmetry(self, i: int) -> bool:
        """Whether a row before is the same; then it is said that this one is as well."""
        if not self.habits.by_symmetry or not any(_are_alike(self.M[i], row) for row in self.M[:i]):
            return False
        self.told.append(Say((("symmetry", i + self.habits.first), Chain([listed(self.A[i])], [], [], "weights"))))
        return True

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
            if self.habits.pairs:
                parts = [Paired(tuple(parts[::2])), ""]
            self.told.append(Say((("row", i + self.habits.first), *parts[:-1])))
        total = Plus([u.num() for u in U])
        self.told.append(Say((Chain([Word("sum"), total, r.num()], ["=", self.sign([r])], [False, True], "row_sums"),)))
        quotients: Any = Row([Over(u.num(), r.num()) for u in U])
        if self.habits.quotients == "row":
            quotients = Over(listed(U), r.num())
        left: Any = Softmax(listed(M)) if self.random.random() < 0.5 else Sym("a", self.index(i))
        claims = [not isinstance(left, Sym), True]
        self.told.append(Show((Chain([left, quotients, listed(A)], ["=", self.sign(A)], claims, "weights"),)))

    def percent(self) -> None:
        for i, row in enumerate(self.A):
            j = max(range(len(row)), key=lambda j: row[j].value)
            value = row[j].exact if self.habits.keeps_digits else row[j].value
            text = printed(value * 100, max(0, self.habits.places - 2), tidy=False) + "%"
            first = self.habits.first
            self.told.append(Say((("share", i + first, j + first, Num(text)),), is_item=True))

    def add_up(self) -> None:
        """The weights of each row make 1, or nearly so as they are displayed."""
        for row in self.A:
            whole = self.cell(MP.mpf(1), sum(a.value for a in row))
            chain = Chain([Plus([a.num() for a in row]), whole.num()], [self.sign([whole])], [True], "whole")
            self.told.append(Say(("check", chain), is_item=True))

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
            sides: list[Any] = [Sym("z", self.index(i)), combination]
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


def _are_alike(row: list[Cell], other: list[Cell]) -> bool:
    return all(a.exact == b.exact and a.text == b.text for a, b in zip(row, other, strict=True))
