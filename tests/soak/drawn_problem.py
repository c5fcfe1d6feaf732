"""A small attention problem drawn from a seed, worked by symattn.derive and by mpmath, which must agree."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from mistakes.by_hand import MP, Given, Rows, Steps, times, worked

from symattn import Attention, Derivation, derive

AGREE = 35
REPEATED = 0.1
LARGEST_SCORE = 14
"""e^14 is 1.2 million: a hand has seen larger ones, but not often."""


@dataclass(frozen=True)
class Drawn:
    """A problem and its work."""

    keys: dict[str, Any]
    """Of Attention(…), the cells as a hand writes them: "0.5", "-2"."""
    given: Given
    steps: Steps
    """Exactly, by mpmath at 90 digits."""
    derivation: Derivation
    is_causal: bool
    is_scaled: bool

    @property
    def n(self) -> int:
        return len(self.given.Q)

    @property
    def d_k(self) -> int:
        return self.given.d_k


class DisagreementError(Exception):
    """symattn.derive and mpmath do not give the same digits."""


def drawn(random: Random) -> Drawn:
    while True:
        problem = _drawn(random)
        if problem is not None:
            return problem


def _drawn(random: Random) -> Drawn | None:
    kind = random.choice(("projected", "projected", "direct", "direct", "cross", "same"))
    n_q, n_k = random.choice((2, 2, 3, 3, 4)), random.choice((2, 2, 3, 3, 4))
    width, d_k, d_v = random.choice((1, 2, 2, 3)), random.choice((1, 2, 2, 2, 3, 4)), random.choice((1, 2, 2, 3))
    cell = random.choice((_integer, _integer, _integer, _tenth, _half))
    if kind != "cross":
        n_q = n_k

    def table(rows: int, columns: int) -> list[list[str]]:
        return [[cell(random) for _ in range(columns)] for _ in range(rows)]

    keys: dict[str, Any]
    if kind == "same":
        keys = {"X": table(n_k, d_k)}
    elif kind == "direct":
        keys = {"Q": table(n_q, d_k), "K": table(n_k, d_k), "V": table(n_k, d_v)}
    else:
        sources = {"X_q": table(n_q, width), "X_kv": table(n_k, width)} if kind == "cross" else {"X": table(n_k, width)}
        projections = {"W_Q": table(width, d_k), "W_K": table(width, d_k), "W_V": table(width, d_v)}
        keys = sources | projections
    _repeat_a_row(keys)
    is_causal = kind != "cross" and random.random() < 0.25
    is_scaled = random.random() < 0.85
    if is_causal:
        keys["variant"] = "causal"
    if not is_scaled:
        keys["scale"] = "none"
    given = _given(keys, is_causal)
    steps = worked(given, factor=None if is_scaled else 1)
    if max(abs(s) for row in steps["scaled_scores"] for s in row) > LARGEST_SCORE:
        return None
    derivation = derive(Attention(**keys))
    _check(derivation, steps)
    return Drawn(keys, given, steps, derivation, is_causal, is_scaled)


def _repeat_a_row(keys: dict[str, Any]) -> None:
    """Sometimes two queries are the same."""
    letter = next(letter for letter in ("Q", "X_q", "X") if letter in keys)
    if Random(repr(keys)).random() < REPEATED:
        keys[letter][-1] = list(keys[letter][0])


def _integer(random: Random) -> str:
    return str(random.choice((0, 0, 1, 1, 1, 2, 2, 3, -1, -1, -2, 4)))


def _tenth(random: Random) -> str:
    return str(Decimal(random.randint(-9, 15)) / 10)


def _half(random: Random) -> str:
    return random.choice(("0", "1", "0.5", "1.5", "-0.5", "2", "-1", "0.25"))


def _given(keys: dict[str, Any], is_causal: bool) -> Given:
    def table(letter: str) -> Rows | None:
        if letter not in keys:
            return None
        return [[MP.mpf(Fraction(x).numerator) / Fraction(x).denominator for x in row] for row in keys[letter]]

    def projected(role: str) -> Rows:
        own, X, W = table(role), table("X"), table(f"W_{role}")
        if own is not None:
            return own
        source = X if X is not None else table("X_q" if role == "Q" else "X_kv")
        assert source is not None
        return source if W is None else times(source, W)

    Q, K, V = projected("Q"), projected("K"), projected("V")
    visible = [[j <= i for j in range(len(K))] for i in range(len(Q))] if is_causal else None
    return Given(table("X"), Q, K, V, visible, is_projected="W_V" in keys)


def _check(derivation: Derivation, steps: Steps) -> None:
    for name in ("scores", "scaled_scores", "exponentials", "weights", "output"):
        if name not in derivation.step_names:
            continue
        ours = derivation.step(name).evaluate(AGREE + 5)
        for i, row in enumerate(steps[name]):
            for j, theirs in enumerate(row):
                if abs(MP.mpf(str(ours[i, j])) - theirs) > MP.mpf(10) ** -AGREE * max(1, abs(theirs)):
                    raise DisagreementError(f"{name} {i + 1},{j + 1} is {ours[i, j]} by derive but {theirs} by mpmath")
