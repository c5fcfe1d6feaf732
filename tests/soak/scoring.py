"""The first half of the work, told: data, projections, scores, scale and mask."""

from __future__ import annotations

from typing import Any

from cells import (
    Cells,
    columns,
    data_row,
    data_table,
    dot,
    elided,
    exactly,
    flat,
    listed,
    numbers,
    product,
    products,
)
from figures import Cell
from formulas import Chain, Num, Over, Root, Row, Sym, Table, Times, is_elided
from mistakes.by_hand import MP
from paper import Paper
from telling import Heading, Say, Show


class Scoring(Paper):
    """Tells what comes before the softmax."""

    def data(self) -> None:
        keys = self.problem.keys
        self.told.append(Heading("given"))
        letters = [key for key in ("X", "X_q", "X_kv", "Q", "K", "V", "W_Q", "W_K", "W_V") if key in keys]
        chains = []
        for letter in letters:
            base, _, sub = letter.partition("_")
            if self.habits.given_by_rows and letter in ("Q", "K", "V"):
                self.given_by_rows(letter.lower(), keys[letter])
                continue
            chains.append(Chain([Sym(base, sub), data_table(keys[letter])], ["="], [False], "data"))
        if chains:
            self.told.append(Show(tuple(chains)))
        d_k = Chain([Sym("d", "k"), Num(str(self.problem.d_k))], ["="], [False], "data")
        if self.problem.is_scaled:
            self.told.append(Say(("width", d_k)))
        self.Q, self.K, self.V = (self.projected(role) for role in "QKV")

    def given_by_rows(self, letter: str, rows: list[list[str]]) -> None:
        parts: list[Any] = []
        for i, row in enumerate(rows):
            parts += [Chain([Sym(letter, self.index(i)), data_row(row)], ["="], [False], "data"), ", "]
        self.told.append(Say(tuple(parts[:-1])))

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
                sides = [Sym(role.lower(), self.index(i)), left, listed(row)]
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
                    left = Times([Sym("q", self.index(i)), Sym("k", self.index(j))])
                    sides = [left, products(self.Q[i], self.K[j]), score.num()]
                    if self.habits.elides:
                        sides[1] = elided(sides[1])
                    claims = [not is_elided(sides[1])] * 2
                    self.told.append(Say((Chain(sides, ["=", self.sign([score])], claims, "scores"),), is_item=True))
        if how == "rows":
            for i, row in enumerate(self.S):
                sides = [Times([Sym("q", self.index(i)), Sym("K", transposed=True)]), listed(row)]
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
            signs, claims = ["=", self.sign([shown])], [False, True]
            if self.habits.rounds_twice:
                finer = self.cell(root, root, self.habits.places + 2)
                sides.insert(2, finer.num())
                signs.insert(1, self.sign([finer]))
                claims.append(True)
            self.told.append(Say(("root", Chain(sides, signs, claims, "root"))))
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
        letters = self.divided(Sym("S"), Root(Sym("d", "k")))
        table = numbers(self.M)
        if how == "rows":
            for i, row in enumerate(self.M):
                sides = [self.divided(listed(self.S[i]), root), listed(row)]
                self.say("row", i, Chain(sides, [self.sign(row)], [True], "scaled_scores"))
            return
        sides = {
            "numbers": [letters, self.divided(numbers(self.S), root), table],
            "letters": [letters, table],
            "named": [Sym("S", "scaled"), letters, table],
        }[how]
        claims = {"numbers": [True, True], "letters": [True], "named": [False, True]}[how]
        self.told.append(Show((Chain(sides, ["="] * (len(sides) - 2) + [sign], claims, "scaled_scores"),)))

    def divided(self, scores: Any, root: Any) -> Any:
        """By the root, or times one over it."""
        return Over(scores, root) if self.habits.scale == "quotient" else Times([Over(Num("1"), root), scores])

    def mask(self) -> None:
        self.told.append(Heading("mask"))
        ninf = Cell(MP.ninf, MP.ninf, "-inf", MP.ninf)
        self.M = [[c if j <= i else ninf for j, c in enumerate(row)] for i, row in enumerate(self.M)]
        if self.habits.names_masked:
            chain = Chain([Sym("S", "masked"), numbers(self.M)], ["="], [False], "masked_scores")
        else:
            chain = Chain([numbers(self.M)], [], [], "masked_scores")
        self.told.append(Show((chain,)))
