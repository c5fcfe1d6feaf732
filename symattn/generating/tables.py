"""The numbers that exercises begin with: small enough to be worked by hand, of the sort that was wished."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import isqrt
from operator import mul
from typing import Any, TypeVar

from symattn.generating.draws import Draws
from symattn.generating.wishes import Wishes

T = TypeVar("T")
Rows = list[list[Any]]
RANGES = {1: (0, 3), 2: (-2, 3), 3: (-3, 4), 4: (-4, 5)}
"""The whole numbers of each level."""
TOKENS = {1: (0, 2), 2: (-1, 2), 3: (-2, 2), 4: (-2, 3)}
"""Those of tokens and queries, which are multiplied with others: larger ones give weights of 0 and 1."""
PROJECTIONS = (-1, 1)
"""Those of projections."""
BASES = (2, 3, 5)
"""Numbers whose logarithms stand in exercises with exact weights."""
MOST_REDRAWS = 30
ZEROS = frozenset((0, "0", "0.0"))


def whole(wishes: Wishes, draws: Draws, rows: int, columns: int, ranges: dict[int, tuple[int, int]] = RANGES) -> Rows:
    """Whole numbers, or fractions or decimals as wished."""
    return _worthwhile(lambda: _number(wishes, draws, ranges), rows, columns)


def values(wishes: Wishes, draws: Draws, rows: int, columns: int) -> Rows:
    """The same for V: no column holds one number alone."""
    return _worthwhile(lambda: _number(wishes, draws, RANGES), rows, columns, varied=True)


def projection(draws: Draws, rows: int, columns: int) -> Rows:
    """Whole numbers near 0."""
    return _worthwhile(lambda: draws.integer(*PROJECTIONS), rows, columns)


def logarithmic(draws: Draws, rows: int, columns: int, d_k: int, bases: Sequence[int] = BASES) -> Rows:
    """√d_k·ln p and 0: divided by √d_k, whole multiples of a logarithm are left, and e^ of it is rational."""
    root = isqrt(d_k)
    times = "" if d_k == 1 else f"{root}*" if root * root == d_k else f"sqrt({d_k})*"
    return _worthwhile(lambda: draws.pick([0, *(f"{times}ln {p}" for p in bases)]), rows, columns)


def _worthwhile(draw: Callable[[], Any], rows: int, columns: int, *, varied: bool = False) -> Rows:
    """A table without lines of zeros, without two equal lines, and not the identity, where that can be had.

    varied: nor with the same number all down a column, which every average of its rows would only repeat.
    """

    def is_fit(table: Rows) -> bool:
        return not _is_dull(table) and not (varied and any(len(set(column)) == 1 for column in _transposed(table)))

    return _until(lambda: [[draw() for _ in range(columns)] for _ in range(rows)], is_fit)


def _until(draw: Callable[[], T], is_fit: Callable[[T], bool]) -> T:
    """The first draw that is fit, where one is met soon."""
    for _ in range(MOST_REDRAWS):
        drawn = draw()
        if is_fit(drawn):
            break
    return drawn


def _is_dull(table: Rows) -> bool:
    rows, columns = len(table), len(table[0])
    sides = [table, _transposed(table)] if rows > 1 else [table]
    has_zeros = any(ZEROS.issuperset(line) for lines in sides for line in lines)
    has_twins = rows > 1 and any(len(set(map(tuple, lines))) < len(lines) for lines in sides)
    is_identity = 1 < rows == columns and table == [[int(i == j) for j in range(columns)] for i in range(rows)]
    return has_zeros or has_twins or is_identity


def scores(wishes: Wishes, draws: Draws, rows: int, columns: int, d_k: int = 1) -> Rows:
    """Scores as they are wished: with logs, √d_k·ln of a fraction."""
    if wishes.numbers != "logs":
        return whole(wishes, draws, rows, columns)
    return logarithmic(draws, rows, columns, d_k)


def with_queries(wishes: Wishes, draws: Draws, n_q: int, n_k: int) -> dict[str, Rows]:
    """Q, K and V."""
    return queries_and_keys(wishes, draws, n_q, n_k) | {"V": values(wishes, draws, n_k, wishes.d)}


def queries_and_keys(wishes: Wishes, draws: Draws, n_q: int, n_k: int) -> dict[str, Rows]:
    """Q and K alone."""
    d = wishes.d

    def draw() -> dict[str, Rows]:
        if wishes.numbers == "logs":
            Q = _worthwhile(lambda: draws.integer(0, 2), n_q, d)
            return {"Q": Q, "K": logarithmic(draws, n_k, d, d)}
        return {"Q": whole(wishes, draws, n_q, d, TOKENS), "K": whole(wishes, draws, n_k, d, TOKENS)}

    return _until(draw, lambda drawn: _are_uneven(drawn["Q"], drawn["K"]))


def weight_rows(wishes: Wishes, draws: Draws, n: int) -> list[list[str]]:
    """A row of weights for each of n queries, all different."""
    rows: list[list[str]] = []
    while len(rows) < n:
        row = weight_row(wishes, draws, n)
        if row not in rows:
            rows.append(row)
    return rows


def weight_row(wishes: Wishes, draws: Draws, n: int) -> list[str]:
    """Positive shares that add up to 1: tenths, from level 3 on hundredths, or fractions."""
    if wishes.numbers == "rationals":
        parts = [draws.integer(1, 4) for _ in range(n)]
        return [str(Fraction(part, sum(parts))) for part in parts]
    whole = 10 if wishes.level < 3 else 100
    cuts = sorted(draws.integer(1, whole - n + 1) for _ in range(n - 1))
    cuts = [cut + i for i, cut in enumerate(cuts)]
    shares = [high - low for low, high in zip([0, *cuts], [*cuts, whole], strict=True)]
    return [f"0.{share:0{len(str(whole)) - 1}d}" for share in shares]


def with_projections(wishes: Wishes, draws: Draws, n: int) -> dict[str, Rows]:
    """X and W_Q, W_K, W_V; from level 4 on, tokens are one longer than keys."""
    d = wishes.d
    d_model = d + 1 if wishes.level == 4 else d

    def draw() -> dict[str, Rows]:
        if wishes.numbers == "logs":
            X = _worthwhile(lambda: draws.integer(0, 2), n, d_model)
            # of one number alone: the keys are sums, and the weights have powers of it above and below the line
            W_K = logarithmic(draws, d_model, d, d, bases=[draws.pick(BASES[:2])])
        else:
            X, W_K = whole(wishes, draws, n, d_model, TOKENS), projection(draws, d_model, d)
        return {"X": X, "W_Q": projection(draws, d_model, d), "W_K": W_K}

    def is_fit(drawn: dict[str, Rows]) -> bool:
        if wishes.numbers == "logs":
            return True
        return _are_uneven(_product(drawn["X"], drawn["W_Q"]), _product(drawn["X"], drawn["W_K"]))

    return _until(draw, is_fit) | {"W_V": projection(draws, d_model, d)}


def _are_uneven(Q: Rows, K: Rows) -> bool:
    """Whether a wrong QKᵀ is seen to be wrong and softmax has something to do.

    K = Kᵀ would hide that K was not transposed, QKᵀ = KQᵀ that the two were exchanged; a row of equal scores, or two
    rows that differ by one number throughout, would give equal weights. Of logarithms only the first is looked at.
    """
    if _transposed(K) == K:
        return False
    if any(isinstance(cell, str) and "ln" in cell for row in K for cell in row):
        return True
    S = _product(Q, _transposed(K))
    differences = {tuple([score - row[0] for score in row]) for row in S}
    return _transposed(S) != S and len(differences) == len(S) and all(len(set(row)) > 1 for row in S)


def _product(left: Rows, right: Rows) -> Rows:
    columns = [list(map(_worth, column)) for column in _transposed(right)]
    return [[sum(map(mul, row, column)) for column in columns] for row in (list(map(_worth, row)) for row in left)]


def _worth(cell: Any) -> Any:
    return Fraction(cell) if isinstance(cell, str) else cell


def _transposed(table: Rows) -> Rows:
    return [list(column) for column in zip(*table, strict=True)]


def _number(wishes: Wishes, draws: Draws, ranges: dict[int, tuple[int, int]]) -> Any:
    low, high = ranges[wishes.level]
    match wishes.numbers:
        case "rationals":
            bottom = draws.pick((1, 2, 2) if wishes.level < 3 else (1, 2, 2, 3))
            return _fraction(draws.integer(bottom * low, bottom * high), bottom)
        case "decimals":
            tenths = draws.integer(5 * low, 5 * high)
            return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"
        case _:
            return draws.integer(low, high)


def _fraction(top: int, bottom: int) -> Any:
    value = Fraction(top, bottom)
    return int(value) if value.denominator == 1 else str(value)
