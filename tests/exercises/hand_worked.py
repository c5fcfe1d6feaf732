"""Exercises worked once more in mpmath numbers, from the data that their JSON tells, without symattn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy
from mistakes.by_hand import MP, POSSIBLE, WRONG, Given, Rows, Steps, times, transposed, worked

SYMBOLS = {"e": sympy.E, "ln": sympy.log}
OF_SOFTMAX = frozenset(
    ["softmax_over_columns", "softmax_over_whole_matrix", "forgot_exponential", "powers_of_two", "powers_of_ten"]
)
"""Mistakes that can still be made where the scores are given."""
NOTHING = MP.mpf(10) ** -60


class Unscaled(Given):
    """Attention whose scores are not divided by √d_k."""

    @property
    def d_k(self) -> int:
        return 1


@cache
def number(text: str) -> Any:
    """The mpmath number of `3`, `1/3`, `sqrt(2)*ln 3` and SymPy syntax."""
    try:
        return MP.mpf(text)
    except ValueError:
        pass
    plain = text.replace("ln ", "ln")
    for p in ("2", "3", "5"):
        plain = plain.replace(f"ln{p}", f"ln({p})")
    return MP.mpf(sympy.sympify(plain, locals=SYMBOLS, rational=True).evalf(90))


def rows(table: Any) -> Rows:
    return [[number(str(cell)) for cell in row] for row in table]


def identity(n: int) -> Rows:
    return [[MP.mpf(i == j) for j in range(n)] for i in range(n)]


def attention(keys: dict[str, Any]) -> Given:
    """The problem of these keys, whatever numbers stand in it; given scores S are those of Q = S and K = 1."""
    p = {letter: rows(value) for letter, value in keys.items() if letter[0] in "XQKVWS"}
    if "S" in p:
        n_k = len(p["S"][0])
        return Unscaled(None, p["S"], identity(n_k), p.get("V", identity(n_k)), None, is_projected=False)

    def of(role: str, source: str) -> Rows:
        if role in p:
            return p[role]
        X = p.get(source, p.get("X"))
        assert X is not None
        return times(X, p[f"W_{role}"]) if f"W_{role}" in p else X

    Q, K = of("Q", "X_q"), of("K", "X_kv")
    causal = keys.get("variant") == "causal" or keys.get("visible") == "causal"
    visible = [[j <= i for j in range(len(K))] for i in range(len(Q))] if causal else None
    # Q and K alone: the values do not matter
    V = K if "V" not in p and "X" not in p and "X_kv" not in p else of("V", "X_kv")
    kind = Unscaled if keys.get("d_k", 1) is None else Given
    return kind(p.get("X"), Q, K, V, visible, is_projected="W_V" in p)


def steps(keys: dict[str, Any]) -> Steps:
    """Every step of the work of these keys."""
    if "A" in keys:
        return {"output": times(rows(keys["A"]), rows(keys["V"]))}
    p = attention(keys)
    return worked(p) | {"queries": p.Q, "keys": p.K}


def wrong_steps(keys: dict[str, Any]) -> Iterator[tuple[str, Steps]]:
    """The steps with each mistake that can be made."""
    if "A" in keys:
        A = rows(keys["A"])
        if len(A) == len(A[0]) > 1:
            yield "weights_transposed", {"output": times(transposed(A), rows(keys["V"]))}
        return
    p = attention(keys)
    for name, make in WRONG.items():
        if name in OF_SOFTMAX if "S" in keys else _is_possible(name, p):
            try:
                yield name, make(p)
            except ZeroDivisionError:
                continue


def _is_possible(name: str, p: Given) -> bool:
    if isinstance(p, Unscaled) and name.startswith("keys_"):
        return len(p.K) == len(p.K[0])
    return POSSIBLE[name](p)


def carried_steps(keys: dict[str, Any], places: int) -> Iterator[Steps]:
    """Every step in each way of rounding some steps on the way to so many places, and keeping the others."""
    if "A" in keys:
        return
    p = attention(keys)
    factor = 1 / MP.sqrt(p.d_k)
    is_given = "S" in keys

    def from_tokens() -> Iterator[tuple[Rows, Rows, Rows]]:
        is_made = {role: f"W_{role}" in keys for role in "QKV"}
        for Q in _both(p.Q, places, rounds=is_made["Q"]):
            for K in _both(p.K, places, rounds=is_made["K"]):
                for V in _both(p.V, places, rounds=is_made["V"]):
                    yield Q, K, V

    for Q, K, V in from_tokens():
        S = times(Q, transposed(K))
        for own in _both(S, places, rounds=not is_given):
            scaled = [[s * factor for s in row] for row in own]
            for kept in _both(scaled, places, rounds=not isinstance(p, Unscaled)):
                for A in _weights(kept, p.visible, places):
                    for carried in _both(A, places, rounds=True):
                        yield {
                            "queries": Q,
                            "keys": K,
                            "values": V,
                            "scores": S,
                            "scaled_scores": scaled,
                            "weights": A,
                            "output": times(carried, V),
                        }


def _weights(scaled: Rows, visible: list[list[bool]] | None, places: int) -> Iterator[Rows]:
    shown = visible or [[True] * len(row) for row in scaled]
    U = [
        [MP.exp(s) if seen else MP.mpf(0) for s, seen in zip(row, sees, strict=True)]
        for row, sees in zip(scaled, shown, strict=True)
    ]
    for own in _both(U, places, rounds=True):
        for r in _both([[sum(row)] for row in own], places, rounds=True):
            if all(total for [total] in r):
                yield [[u / total for u in row] for row, [total] in zip(own, r, strict=True)]


def _both(table: Rows, places: int, *, rounds: bool) -> list[Rows]:
    """As it is, and rounded, where that makes a difference."""
    rounded = [[MP.nint(x * 10**places) / MP.mpf(10) ** places for x in row] for row in table]
    same = all(
        abs(a - b) < NOTHING for old, new in zip(table, rounded, strict=True) for a, b in zip(old, new, strict=True)
    )
    return [table, rounded] if rounds and not same else [table]


def rounds_to(value: Any, text: str, places: int) -> bool:
    """Whether the text is the value to so many places, or the value itself where it ends before."""
    shown = len(text.partition(".")[2])
    if shown < places:
        return bool(abs(value - MP.mpf(text)) < NOTHING)
    # a tie, worked in 90 digits, may lie a little to either side
    return bool(abs(value - MP.mpf(text)) <= MP.mpf(10) ** -places / 2 + NOTHING)
