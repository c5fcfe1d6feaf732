"""What each wrong step means, worked in plain mpmath numbers. The checker: nothing of symattn is used here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import mpmath

MP = mpmath.MPContext()
MP.dps = 90

Rows = list[list[Any]]
Steps = dict[str, Rows]


@dataclass(frozen=True)
class Given:
    """One attention problem in numbers: X (None if Q, K and V are given), and what it is projected to."""

    X: Rows | None
    Q: Rows
    K: Rows
    V: Rows
    visible: list[list[bool]] | None
    is_projected: bool
    """Whether V was worked out from X by a matrix or a bias."""

    @property
    def d_k(self) -> int:
        return len(self.K[0])


def given(keys: dict[str, Any]) -> Given:
    """The problem told by the keys of ``Attention(…)``, its numbers rational and its scale the usual one."""

    def table(letter: str) -> Rows | None:
        if letter not in keys:
            return None
        return [[MP.mpf(Fraction(x).numerator) / Fraction(x).denominator for x in row] for row in keys[letter]]

    def projected(role: str) -> Rows:
        own = table(role)
        if own is not None:
            return own
        X, W, b = table("X"), table(f"W_{role}"), table(f"b_{role}")
        assert X is not None
        XW = X if W is None else times(X, W)
        return XW if b is None else [[x + y for x, y in zip(row, b[0], strict=True)] for row in XW]

    visible = None if keys.get("visible") is None else [[bool(v) for v in row] for row in keys["visible"]]
    return Given(
        table("X"),
        projected("Q"),
        projected("K"),
        projected("V"),
        visible,
        is_projected="W_V" in keys or "b_V" in keys,
    )


def transposed(rows: Rows) -> Rows:
    return [list(column) for column in zip(*rows, strict=True)]


def times(left: Rows, right: Rows) -> Rows:
    return [[sum(a * b for a, b in zip(row, column, strict=True)) for column in transposed(right)] for row in left]


def usual_softmax(M: Rows) -> tuple[Rows, list[Any], Rows]:
    """e^m, its row sums, and the quotients."""
    return normalised([[MP.exp(m) for m in row] for row in M])


def normalised(U: Rows) -> tuple[Rows, list[Any], Rows]:
    r = [sum(row) for row in U]
    return U, r, [[u / total for u in row] for row, total in zip(U, r, strict=True)]


def worked(
    p: Given,
    S: Rows | None = None,
    factor: Any = None,
    softmax: Callable[[Rows], tuple[Rows, list[Any], Rows]] = usual_softmax,
    hidden: Any = MP.ninf,
) -> Steps:
    """All steps of softmax(mask(QKᵀ/√d_k))V."""
    S = times(p.Q, transposed(p.K)) if S is None else S
    factor = 1 / MP.sqrt(p.d_k) if factor is None else factor
    scaled = [[s * factor for s in row] for row in S]
    M = scaled if p.visible is None else masked(scaled, p.visible, hidden)
    U, r, A = softmax(M)
    return {
        "values": p.V,
        "scores": S,
        "scaled_scores": scaled,
        "masked_scores": M,
        "exponentials": U,
        "row_sums": [[total] for total in r],
        "weights": A,
        "output": times(A, p.V),
    }


def masked(rows: Rows, visible: list[list[bool]], hidden: Any) -> Rows:
    return [
        [x if seen else hidden for x, seen in zip(row, sees, strict=True)]
        for row, sees in zip(rows, visible, strict=True)
    ]


# --- the mistakes ---------------------------------------------------------------------------


def over_columns(M: Rows) -> tuple[Rows, list[Any], Rows]:
    U, r, _ = usual_softmax(M)
    below = [sum(column) for column in transposed(U)]
    return U, r, [[u / total for u, total in zip(row, below, strict=True)] for row in U]


def over_all(M: Rows) -> tuple[Rows, list[Any], Rows]:
    U = [[MP.exp(m) for m in row] for row in M]
    total = sum(u for row in U for u in row)
    return U, [total] * len(U), [[u / total for u in row] for row in U]


def to_powers_of(base: int) -> Callable[[Rows], tuple[Rows, list[Any], Rows]]:
    return lambda M: normalised([[MP.mpf(base) ** m if m != MP.ninf else MP.mpf(0) for m in row] for row in M])


def masked_after_softmax(p: Given) -> Steps:
    steps = worked(replace(p, visible=None))
    A = masked(steps["weights"], p.visible or [], MP.mpf(0))
    return steps | {"weights": A, "output": times(A, p.V)}


def masked_with_zero(p: Given) -> Steps:
    steps = worked(p, hidden=MP.mpf(0))
    del steps["masked_scores"]  # symattn leaves −∞ in this one step
    return steps


def exchanged_keys_and_values(p: Given) -> Steps:
    steps = worked(p, S=times(p.Q, transposed(p.V)))
    return steps | {"output": times(steps["weights"], p.K)}


def scored_values(p: Given) -> Steps:
    return worked(p, S=times(p.Q, transposed(p.V)))


def mixed_keys(p: Given) -> Steps:
    steps = worked(p)
    return steps | {"output": times(steps["weights"], p.K)}


def weights_transposed(p: Given) -> Steps:
    steps = worked(p)
    return steps | {"output": times(transposed(steps["weights"]), p.V)}


def d_model(p: Given) -> int:
    assert p.X is not None
    return len(p.X[0])


WRONG: dict[str, Callable[[Given], Steps]] = {
    "forgot_scale": lambda p: worked(p, factor=1),
    "divided_by_d_k": lambda p: worked(p, factor=MP.mpf(1) / p.d_k),
    "divided_by_d_model": lambda p: worked(p, factor=MP.mpf(1) / d_model(p)),
    "divided_by_sqrt_d_model": lambda p: worked(p, factor=1 / MP.sqrt(d_model(p))),
    "multiplied_by_sqrt_d_k": lambda p: worked(p, factor=MP.sqrt(p.d_k)),
    "softmax_over_columns": lambda p: worked(p, softmax=over_columns),
    "softmax_over_whole_matrix": lambda p: worked(p, softmax=over_all),
    "keys_not_transposed": lambda p: worked(p, S=times(p.Q, p.K)),
    "keys_transposed_twice": lambda p: worked(p, S=times(p.Q, transposed(transposed(p.K)))),
    "exchanged_queries_and_keys": lambda p: worked(p, S=times(p.K, transposed(p.Q))),
    "scored_values": scored_values,
    "exchanged_keys_and_values": exchanged_keys_and_values,
    "mixed_keys": mixed_keys,
    "forgot_mask": lambda p: worked(replace(p, visible=None)),
    "masked_after_softmax": masked_after_softmax,
    "masked_with_zero": masked_with_zero,
    "forgot_exponential": lambda p: worked(p, softmax=normalised),
    "powers_of_two": lambda p: worked(p, softmax=to_powers_of(2)),
    "powers_of_ten": lambda p: worked(p, softmax=to_powers_of(10)),
    "weights_transposed": weights_transposed,
    "forgot_value_projection": lambda p: worked(replace(p, V=p.X)),
}
"""The steps of the work with each mistake."""


def other_width(p: Given) -> bool:
    return p.X is not None and len(p.X[0]) != p.d_k


POSSIBLE: dict[str, Callable[[Given], bool]] = {
    "forgot_scale": lambda p: p.d_k > 1,
    "divided_by_d_k": lambda p: p.d_k > 1,
    "divided_by_d_model": lambda p: p.d_k > 1 and other_width(p),
    "divided_by_sqrt_d_model": lambda p: p.d_k > 1 and other_width(p),
    "multiplied_by_sqrt_d_k": lambda p: p.d_k > 1,
    "softmax_over_columns": lambda p: True,
    "softmax_over_whole_matrix": lambda p: len(p.Q) > 1,
    "keys_not_transposed": lambda p: len(p.K) == p.d_k,
    "keys_transposed_twice": lambda p: len(p.K) == p.d_k,
    "exchanged_queries_and_keys": lambda p: len(p.Q) == len(p.K),
    "scored_values": lambda p: len(p.V[0]) == p.d_k,
    "exchanged_keys_and_values": lambda p: len(p.V[0]) == p.d_k,
    "mixed_keys": lambda p: len(p.V[0]) == p.d_k,
    "forgot_mask": lambda p: p.visible is not None,
    "masked_after_softmax": lambda p: p.visible is not None,
    "masked_with_zero": lambda p: p.visible is not None,
    "forgot_exponential": lambda p: p.visible is None,
    "powers_of_two": lambda p: True,
    "powers_of_ten": lambda p: True,
    "weights_transposed": lambda p: len(p.Q) == len(p.K) > 1,
    "forgot_value_projection": lambda p: p.is_projected and p.X is not None and len(p.X[0]) == len(p.V[0]),
}
"""Whether the mistake can be made at all: by sizes, or because there is something to be forgotten."""
