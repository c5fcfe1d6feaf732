"""Shared lines of work: project, score, scale, mask, softmax, mix, and the paper's attend(Q, K, V).

Each gives a named step with its letter; nothing is worked out here.
"""

from __future__ import annotations

from functools import lru_cache

from symattn.notation.formula import Call, Formula, Name, Number, Product, Quotient, Sum, Transpose
from symattn.notation.parse.plain import name_of
from symattn.problem.problem import Problem
from symattn.tables.table import (
    Exponentials,
    Factor,
    Given,
    Masked,
    MatrixProduct,
    Named,
    RowSums,
    Scaled,
    Table,
    Visible,
    WithBias,
)

PROJECTED = {"Q": "queries", "K": "keys", "V": "values"}


def project(problem: Problem, role: str, source: str = "X") -> Named | Given:
    """Q = X W_Q + b_Q, n x d_k; Q as given if it is; X itself where W_Q is not given (identity)."""
    if role in problem.tables:
        return problem.tables[role]
    X = problem.tables[source]
    W, b = problem.tables.get(f"W_{role}"), problem.tables.get(f"b_{role}")
    table: Table = X
    formula: Formula = letter(X)
    if W is not None:
        table, formula = table @ W, Product((formula, letter(W)), "")
    if b is not None:
        table, formula = WithBias(table, b), Sum((formula, letter(b)))
    return Named(PROJECTED[role], role, table, formula)


def score(Q: Named | Given, K: Named | Given) -> Named:
    """S = QKᵀ, n_q x n_k: how well each query and each key agree."""
    return Named("scores", "S", MatrixProduct(Q, K.T), Product((letter(Q), Transpose(letter(K))), ""))


def scale(S: Named | Given, factor: Factor | None) -> Named | Given:
    """S̃ = S/√d_k, n_q x n_k; S itself where nothing scales it, or 1 does."""
    if factor is None or factor.exact == 1:
        return S
    formula: Formula = Product((factor.letters, letter(S)))
    if isinstance(factor.letters, Quotient) and factor.letters.top == Number("1"):
        formula = Quotient(letter(S), factor.letters.bottom)
    return Named("scaled_scores", "S̃", Scaled(S, factor), formula)


def mask(S: Named | Given, visible: Visible | None) -> Named | Given:
    """M: the score where the key is visible, −∞ where it is hidden; S itself where all is visible."""
    if visible is None:
        return S
    return Named("masked_scores", "M", Masked(S, visible), Call("mask", (letter(S),)))


def softmax(S: Named | Given) -> Named:
    """A = softmax(S) row by row, n_q x n_k: U = e^S, r = the row sums of U, A = U/r."""
    U = Named("exponentials", "U", Exponentials(S), Call("exp", (letter(S),)))
    r = Named("row_sums", "r", RowSums(U), Call("row sums", (letter(U),)))
    return Named("weights", "A", U / r, Call("softmax", (letter(S),)))


def mix(A: Named | Given, V: Named | Given) -> Named:
    """Z = AV, n_q x d_v: the average of the values, weighted by the row of A."""
    return Named("output", "Z", A @ V, Product((letter(A), letter(V)), ""))


def attend(
    Q: Named | Given, K: Named | Given, V: Named | Given, factor: Factor | None, visible: Visible | None
) -> Named:
    """Attention(Q, K, V) = softmax(mask(QKᵀ·factor)) V, equation (1) of Attention Is All You Need."""
    S = scale(score(Q, K), factor)
    A = softmax(mask(S, visible))
    return mix(A, V)


def causal(n: int) -> Visible:
    """Row i sees 1 … i: the lower triangle."""
    return tuple(tuple(j <= i for j in range(n)) for i in range(n))


def letter(table: Named | Given) -> Name:
    return _name_of(table.letter)


_name_of = lru_cache(maxsize=256)(name_of)
