"""Exercises worked once more in mpmath numbers, from the data that their JSON tells, without symattn.

A number that belongs to no work is worked from its formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import sympy
from mistakes.by_hand import MP, POSSIBLE, WRONG, Given, Rows, Steps, times, transposed, worked

from symattn.notation.formula import (
    Exponential,
    Formula,
    Logarithm,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    parts_of,
)

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


MIXED = 16
STAGES = ("data", "queries", "keys", "values", "scores", "scaled_scores", "exponentials", "row_sums", "weights")
"""What is rounded on the way, each as a whole; fractions of the data as well."""
Carried = dict[Any, int | None]
"""To how many places each stage is carried; None where it is not rounded."""


def carried_steps(keys: dict[str, Any], places: int) -> Iterator[Steps]:
    """Every step in ways of rounding each stage on the way to so many places or more, or not at all."""
    if "A" in keys:
        return
    for carried in ways(STAGES, places):
        if (made := steps_carried(keys, carried)) is not None:
            yield made


@cache
def ways(stages: tuple[Any, ...], places: int) -> list[Carried]:
    """All stages to so many places, each alone, and more of them mixed as chance will have it."""
    chance = Random(places)
    all_alike: list[Carried] = [dict.fromkeys(stages, to) for to in (places, places + 1, places + 2, None)]
    alone: list[Carried] = [{stage: places if stage == one else None for stage in stages} for one in stages]
    mixed: list[Carried] = [
        {stage: chance.choice((places, places, places + 1, places + 2, None)) for stage in stages} for _ in range(MIXED)
    ]
    return all_alike + alone + mixed


def to_places(value: Any, places: int | None) -> Any:
    """Rounded, half-way numbers away from 0 as far as 90 digits tell them."""
    if places is None:
        return value
    shifted = abs(value) * 10**places
    return MP.sign(value) * MP.floor(shifted + MP.mpf("0.5") + NOTHING) / MP.mpf(10) ** places


def _table_to_places(table: Rows, places: int | None) -> Rows:
    return [[to_places(x, places) for x in row] for row in table]


def steps_carried(keys: dict[str, Any], carried: Carried) -> Steps | None:
    """None where a sum of exponentials is rounded to 0."""
    # logarithms are there to be worked with exactly
    to = None if "ln" in str(keys) else carried["data"]
    data = {key: _table_to_places(rows(value), to) if key[0] in "XQKVWS" else value for key, value in keys.items()}
    p = attention(data)
    made: Steps = {}

    def kept(step: str, table: Rows) -> Rows:
        made[step] = table
        return _table_to_places(table, carried[step])

    given_scores = "S" in keys
    Q, K, V = (
        kept(step, table) if f"W_{letter}" in keys else table
        for step, letter, table in (("queries", "Q", p.Q), ("keys", "K", p.K), ("values", "V", p.V))
    )
    S = times(Q, transposed(K))
    S = S if given_scores else kept("scores", S)
    scaled = kept("scaled_scores", [[s / MP.sqrt(p.d_k) for s in row] for row in S])
    shown = p.visible or [[True] * len(row) for row in scaled]
    exponentials = [
        [MP.exp(s) if seen else MP.mpf(0) for s, seen in zip(row, sees, strict=True)]
        for row, sees in zip(scaled, shown, strict=True)
    ]
    U = kept("exponentials", exponentials)
    sums = kept("row_sums", [[sum(row)] for row in U])
    if not all(total for [total] in sums):
        return None
    A = kept("weights", [[u / total for u in row] for row, [total] in zip(U, sums, strict=True)])
    made["output"] = times(A, V)
    return made


def by_formula(formula: Formula, carried: Carried) -> Any:
    """The worth of a formula, each of its parts rounded as all that are as deep are."""
    return _part(formula, carried)[0]


def _part(formula: Formula, carried: Carried) -> tuple[Any, int]:
    """Not rounded itself, and how many are worked out one from another in it."""
    below = [_part(part, carried) for part in parts_of(formula)]
    x = [to_places(value, carried.get(depth)) if depth else value for value, depth in below]
    depth = 1 + max((depth for _, depth in below), default=-1)
    match formula:
        case Number(text):
            return MP.mpf(text), 0
        case Negative():
            return -x[0], depth - 1
        case Sum():
            return sum(x), depth
        case Product():
            return MP.fprod(x), depth
        case Quotient():
            return x[0] / x[1], depth
        case Power():
            return x[0] ** x[1], depth
        case Root():
            return MP.sqrt(x[0]), depth
        case Exponential():
            return MP.exp(x[0]), depth
        case Logarithm():
            return MP.log(x[0]), depth
    raise AssertionError(f"{formula} is not worked by hand here")


def rounds_to(value: Any, text: str, places: int) -> bool:
    """Whether the text is the value to so many places, or the value itself where it ends before."""
    shown = len(text.partition(".")[2])
    if shown < places:
        return bool(abs(value - MP.mpf(text)) < NOTHING)
    # a tie, worked in 90 digits, may lie a little to either side
    return bool(abs(value - MP.mpf(text)) <= MP.mpf(10) ** -places / 2 + NOTHING)
