"""Problems for hypothesis to draw: the keys of ``Attention(…)`` for a variant, with whatever they leave open.

1 to 4 tokens, d 1 to 3; projections that may change the width or be left out, biases, Q, K and V given in place of
a projection, any scale, any mask. Numbers are small, so that exponents stay below a few hundred.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from symattn.problem import Attention, Problem

DRAWING = settings(
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
"""The same problems in each run; the smallest that fails is looked for, but not explained line by line."""

IRRATIONAL: dict[str, Callable[[Any], Any]] = {
    "sqrt(2)": lambda m: m.sqrt(2),
    "-sqrt(3)/2": lambda m: -m.sqrt(3) / 2,
    "sqrt(2)/2": lambda m: m.sqrt(2) / 2,
    "1 - sqrt(2)": lambda m: 1 - m.sqrt(2),
    "ln 2": lambda m: m.log(2),
    "ln(3)/2": lambda m: m.log(3) / 2,
}
"""What may be typed for a score's part, and what the library m (mpmath, SymPy) makes of it."""

EXPONENTIAL: dict[str, Callable[[Any], Any]] = {
    "e": lambda m: m.exp(1),
    "1/(1+e)": lambda m: 1 / (1 + m.exp(1)),
    "-2*exp(sqrt(2))/3": lambda m: -2 * m.exp(m.sqrt(2)) / 3,
}
"""What may stand in a value, but not in a score: e^(e^…) is outside the numbers worked with."""

RATIONAL = st.integers(-3, 3) | st.fractions(-2, 2, max_denominator=5) | st.sampled_from(["1/3", "-0.25", "1.5"])
SCORED = st.one_of(*[RATIONAL] * 8, st.sampled_from(list(IRRATIONAL)))
"""A cell of X, Q, K and what projects to them: irrational once in a while."""

VALUED = st.one_of(*[SCORED] * 8, st.sampled_from(list(EXPONENTIAL)))
SCALE = st.sampled_from([None, None, "none", 1, Fraction(1, 2), "-1/3", 0, "sqrt(2)/2", "ln 2"])


@st.composite
def keys(draw: st.DrawFn, variant: str) -> dict[str, Any]:
    """The keyword arguments of ``Attention(…)`` for one problem of the variant."""
    sizes, widths = st.integers(1, 4), st.integers(1, 3)
    sources = {"Q": "X_q", "K": "X_kv", "V": "X_kv"} if variant == "cross_attention" else dict.fromkeys("QKV", "X")
    direct = draw(st.sets(st.sampled_from("QKV")))
    one_sequence = sources["Q"] == sources["K"] and "Q" not in direct and not {"K", "V"} <= direct
    n_k = draw(sizes)
    n_q = n_k if one_sequence or variant == "causal" else draw(sizes)
    width = {source: draw(widths) for source in sources.values()}
    d_k, d_v = draw(widths), draw(widths)
    problem: dict[str, Any] = {"variant": variant, "scale": draw(SCALE)}
    for role, n, d, cells in (("Q", n_q, d_k, SCORED), ("K", n_k, d_k, SCORED), ("V", n_k, d_v, VALUED)):
        source = sources[role]
        if role in direct:
            problem[role] = draw(table(n, d, cells))
            continue
        if source not in problem:
            problem[source] = draw(table(n, width[source], SCORED))
        if width[source] != d or draw(st.booleans()):
            problem[f"W_{role}"] = draw(table(width[source], d, cells))
        if draw(st.booleans()):
            [problem[f"b_{role}"]] = draw(table(1, d, cells))
    if variant == "masked" or (variant != "causal" and draw(st.booleans())):
        problem["visible"] = [draw(seen(n_k)) for _ in range(n_q)]
    return problem


def problems(variant: str) -> st.SearchStrategy[Problem]:
    return keys(variant).map(lambda drawn: Attention(**drawn))


def table(rows: int, columns: int, cells: st.SearchStrategy[Any]) -> st.SearchStrategy[list[list[Any]]]:
    row = st.lists(cells, min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


def seen(n: int) -> st.SearchStrategy[list[int]]:
    """A row of `visible`: one key at least can be seen."""
    return st.lists(st.integers(0, 1), min_size=n, max_size=n).filter(any)
