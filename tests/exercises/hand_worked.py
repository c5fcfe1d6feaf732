"""Exercises worked once more in mpmath numbers, from the data that their JSON tells, without symattn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import sympy
from mistakes.by_hand import MP, POSSIBLE, WRONG, Given, Rows, Steps, times, worked

SYMBOLS = {"e": sympy.E, "ln": sympy.log}
CARRIED = ("scaled_scores", "exponentials", "row_sums", "weights")
"""Steps that a hand may round on the way."""


def number(text: Any) -> Any:
    """The mpmath number of `3`, `1/3`, `sqrt(2)*ln 3` and SymPy syntax."""
    plain = str(text).replace("ln ", "ln")
    for p in ("2", "3", "5"):
        plain = plain.replace(f"ln{p}", f"ln({p})")
    return MP.mpf(sympy.sympify(plain, locals=SYMBOLS, rational=True).evalf(90))


def rows(table: Any) -> Rows:
    return [[number(cell) for cell in row] for row in table]


def attention(keys: dict[str, Any]) -> Given:
    """The problem of these keys, whatever numbers stand in it."""
    p = {letter: rows(value) for letter, value in keys.items() if letter[0] in "XQKVW"}
    n = len(p.get("Q", p.get("X", p.get("X_q", []))))
    causal = keys.get("variant") == "causal" or keys.get("visible") == "causal"
    visible = [[j <= i for j in range(n)] for i in range(n)] if causal else None

    def of(role: str, source: str) -> Rows:
        if role in p:
            return p[role]
        X = p.get(source, p.get("X"))
        assert X is not None
        return times(X, p[f"W_{role}"]) if f"W_{role}" in p else X

    K = of("K", "X_kv")
    # Q and K alone: the values do not matter
    V = K if "V" not in p and "X" not in p and "X_kv" not in p else of("V", "X_kv")
    return Given(p.get("X"), of("Q", "X_q"), K, V, visible, is_projected="W_V" in p)


def steps(keys: dict[str, Any]) -> Steps:
    """Every step of the work of these keys."""
    if "A" in keys:
        return {"output": times(rows(keys["A"]), rows(keys["V"]))}
    if "S" in keys:
        S = rows(keys["S"])
        nothing = Given(None, [], [[MP.mpf(0)]], [[MP.mpf(0)]] * len(S[0]), None, is_projected=False)
        factor = 1 / MP.sqrt(keys["d_k"]) if "d_k" in keys else MP.mpf(1)
        return worked(nothing, S=S, factor=factor)
    p = attention(keys)
    made = worked(p, factor=MP.mpf(1) if keys.get("d_k", 1) is None else None)
    return made | {"queries": p.Q, "keys": p.K}


def wrong_steps(keys: dict[str, Any]) -> Iterator[tuple[str, Steps]]:
    """The steps with each mistake that can be made."""
    if "A" in keys or "S" in keys or keys.get("d_k", 1) is None:
        return
    p = attention(keys)
    for name, make in WRONG.items():
        if POSSIBLE[name](p):
            try:
                yield name, make(p)
            except ZeroDivisionError:
                continue


def carried_steps(keys: dict[str, Any], places: int) -> Iterator[Steps]:
    """The weights and output of every way of rounding some steps on the way to so many places."""
    p = attention(keys)
    S = times(p.Q, [list(column) for column in zip(*p.K, strict=True)])
    factor = MP.mpf(1) if keys.get("d_k", 1) is None else 1 / MP.sqrt(p.d_k)
    for chosen in product((False, True), repeat=1 + len(CARRIED)):
        rounds = dict(zip(("scores", *CARRIED), chosen, strict=True))
        own = _kept(S, rounds["scores"], places)
        scaled = _kept([[s * factor for s in row] for row in own], rounds["scaled_scores"], places)
        shown = p.visible or [[True] * len(row) for row in scaled]
        U = [
            [MP.exp(s) if seen else MP.mpf(0) for s, seen in zip(row, sees, strict=True)]
            for row, sees in zip(scaled, shown, strict=True)
        ]
        U = _kept(U, rounds["exponentials"], places)
        r = [_rounded(sum(row), places) if rounds["row_sums"] else sum(row) for row in U]
        A = [[u / total for u in row] for row, total in zip(U, r, strict=True)]
        carried = _kept(A, rounds["weights"], places)
        yield {"weights": A, "output": times(carried, p.V)}


def _kept(table: Rows, rounds: bool, places: int) -> Rows:
    return [[_rounded(x, places) for x in row] for row in table] if rounds else table


def _rounded(x: Any, places: int) -> Any:
    return MP.nint(x * 10**places) / MP.mpf(10) ** places


def rounds_to(value: Any, text: str, places: int) -> bool:
    """Whether the text is the value to so many places, or the value itself where it ends before."""
    shown = len(text.partition(".")[2])
    if shown < places:
        return abs(value - MP.mpf(text)) < MP.mpf(10) ** -60
    # a tie, worked in 90 digits, may lie a little to either side
    return abs(value - MP.mpf(text)) <= MP.mpf(10) ** -places / 2 + MP.mpf(10) ** -60
