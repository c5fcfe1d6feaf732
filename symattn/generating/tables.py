"""The numbers that exercises begin with: small enough to be worked by hand, of the sort that was wished."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import isqrt
from operator import mul
from typing import Any, TypeVar

from symattn.generating.draws import Draws
from symattn.generating.kind import CAUSAL
from symattn.generating.wishes import Wishes

T = TypeVar("T")
Rows = list[list[Any]]
RANGES = {1: (0, 3), 2: (-2, 3), 3: (-3, 4), 4: (-4, 5)}
"""The whole numbers of each level."""
SCORES = {1: (0, 7), 2: (-4, 4), 3: (-4, 5), 4: (-5, 5)}
"""Those of scores that are given: there is nothing to be done with them before the exponentials."""
TOKENS = {1: (0, 2), 2: (-1, 2), 3: (-2, 2), 4: (-2, 3)}
"""Those of tokens and queries, which are multiplied with others: larger ones give weights of 0 and 1."""
PROJECTIONS = (-1, 1)
"""Those of projections."""
BASES = (2, 3, 5)
"""Numbers whose logarithms stand in exercises with exact weights."""
LOGARITHMS = {2: 1, 3: 1000, 5: 10**6}
FIRST_SEEN = 2
"""Words that the second row sees under the causal mask; the first sees one, and there is nothing to be averaged."""
MOST_REDRAWS, OF_A_TABLE = 30, 8
"""Of tables that belong together, and of each by itself meanwhile: what cannot be had is told within seconds."""
ZEROS = frozenset((0, "0", "0.0"))


def whole(wishes: Wishes, draws: Draws, rows: int, columns: int, ranges: dict[int, tuple[int, int]] = RANGES) -> Rows:
    """Whole numbers, or fractions or decimals as wished."""
    return _worthwhile(lambda: _number(wishes, draws, ranges), rows, columns)


def values(wishes: Wishes, draws: Draws, rows: int, columns: int) -> Rows:
    """The same for V: no column holds one number alone, over the words that a row sees."""
    first = FIRST_SEEN if wishes.variant == CAUSAL else rows
    return _worthwhile(lambda: _number(wishes, draws, RANGES), rows, columns, varied=first)


def projection(draws: Draws, rows: int, columns: int) -> Rows:
    """Whole numbers near 0."""
    return _worthwhile(lambda: draws.integer(*PROJECTIONS), rows, columns)


def logarithmic(draws: Draws, rows: int, columns: int, d_k: int, bases: Sequence[int] = BASES) -> Rows:
    """√d_k·ln p and 0: divided by √d_k, whole multiples of a logarithm are left, and e^ of it is rational."""
    root = isqrt(d_k)
    times = "" if d_k == 1 else f"{root}*" if root * root == d_k else f"sqrt({d_k})*"
    return _worthwhile(lambda: draws.pick([0, *(f"{times}ln {p}" for p in bases)]), rows, columns)


def _worthwhile(draw: Callable[[], Any], rows: int, columns: int, *, varied: int = 0) -> Rows:
    """A table without lines of zeros, without two equal lines, and not the identity, where that can be had.

    varied: nor with one number in a column of so many first rows, which every average of them would only repeat.
    """

    def is_fit(table: Rows) -> bool:
        return not _is_dull(table) and (not varied or _has_varied_columns(table[:varied]))

    return _until(lambda: [[draw() for _ in range(columns)] for _ in range(rows)], is_fit, OF_A_TABLE)


def _has_varied_columns(table: Rows) -> bool:
    return len(table) == 1 or all(len(set(column)) > 1 for column in _transposed(table))


def _until(draw: Callable[[], T], is_fit: Callable[[T], bool], most: int = MOST_REDRAWS) -> T:
    """The first draw that is fit, where one is met soon."""
    for _ in range(most):
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
        return whole(wishes, draws, rows, columns, SCORES)
    return logarithmic(draws, rows, columns, d_k)


def with_queries(wishes: Wishes, draws: Draws, n_q: int, n_k: int) -> dict[str, Rows]:
    """Q, K and V."""
    return _until(
        lambda: _queries_and_keys(wishes, draws, n_q, n_k) | {"V": values(wishes, draws, n_k, wishes.d)},
        lambda drawn: _is_uneven(wishes, drawn["Q"], drawn["K"], drawn["V"]),
    )


def queries_and_keys(wishes: Wishes, draws: Draws, n_q: int, n_k: int) -> dict[str, Rows]:
    """Q and K alone."""
    return _until(
        lambda: _queries_and_keys(wishes, draws, n_q, n_k), lambda drawn: _is_uneven(wishes, drawn["Q"], drawn["K"])
    )


def _queries_and_keys(wishes: Wishes, draws: Draws, n_q: int, n_k: int) -> dict[str, Rows]:
    d = wishes.d
    if wishes.numbers == "logs":
        Q = _worthwhile(lambda: draws.integer(0, 2), n_q, d)
        return {"Q": Q, "K": logarithmic(draws, n_k, d, d)}
    return {"Q": whole(wishes, draws, n_q, d, TOKENS), "K": whole(wishes, draws, n_k, d, TOKENS)}


def weight_rows(wishes: Wishes, draws: Draws, n: int) -> list[list[str]]:
    """A row of weights for each of n queries, all different."""
    rows: list[list[str]] = []
    while len(rows) < n:
        row = weight_row(wishes, draws, n)
        if row not in rows:
            rows.append(row)
    return rows


def weight_row(wishes: Wishes, draws: Draws, n: int) -> list[str]:
    """Positive shares that add up to 1, not all alike: tenths, from level 3 on hundredths, or fractions."""
    return _until(lambda: _shares(wishes, draws, n), lambda row: len(set(row)) > 1)


def _shares(wishes: Wishes, draws: Draws, n: int) -> list[str]:
    if wishes.numbers == "rationals":
        parts = [draws.integer(1, 4) for _ in range(n)]
        return [str(Fraction(part, sum(parts))) for part in parts]
    whole = 10 if wishes.level < 3 else 100
    cuts = sorted(draws.integer(1, whole - n + 1) for _ in range(n - 1))
    cuts = [cut + i for i, cut in enumerate(cuts)]
    shares = [high - low for low, high in zip([0, *cuts], [*cuts, whole], strict=True)]
    return [f"0.{share:0{len(str(whole)) - 1}d}" for share in shares]


def with_projections(wishes: Wishes, draws: Draws, n_q: int, n_kv: int = 0) -> dict[str, Rows]:
    """X and W_Q, W_K, W_V, or X_q and X_kv where there are other keys; from level 4 on, tokens are longer than keys."""
    d = wishes.d
    d_model = d + 1 if wishes.level == 4 else d

    def draw() -> dict[str, Rows]:
        if wishes.numbers == "logs":
            X = _worthwhile(lambda: draws.integer(0, 2), n_q + n_kv, d_model)
            # of one number alone: the keys are sums, and the weights have powers of it above and below the line
            W_K = logarithmic(draws, d_model, d, d, bases=[draws.pick(BASES[:2])])
        else:
            X, W_K = whole(wishes, draws, n_q + n_kv, d_model, TOKENS), projection(draws, d_model, d)
        tokens = {"X_q": X[:n_q], "X_kv": X[n_q:]} if n_kv else {"X": X}
        return tokens | {"W_Q": projection(draws, d_model, d), "W_K": W_K, "W_V": projection(draws, d_model, d)}

    def is_fit(drawn: dict[str, Rows]) -> bool:
        X_q, X_kv = (drawn["X_q"], drawn["X_kv"]) if n_kv else (drawn["X"], drawn["X"])
        K, V = _product(X_kv, drawn["W_K"]), _product(X_kv, drawn["W_V"])
        return _is_uneven(wishes, _product(X_q, drawn["W_Q"]), K, V)

    return _until(draw, is_fit)


def _is_uneven(wishes: Wishes, Q: Rows, K: Rows, V: Rows | None = None) -> bool:
    """Whether a wrong QKᵀ is likely to be seen, and softmax has something to do: drafts that fall are dear.

    QK, KQᵀ and QVᵀ are to differ from QKᵀ, not in each row by one number alone; no row of scores holds one number
    alone, no two are alike; no key or query is 0, no column of V holds one number alone, as far as it is seen.
    """
    is_causal = wishes.variant == CAUSAL
    if not all(map(any, (*Q, *K))):
        return False
    if V is not None and not _has_varied_columns(V[:FIRST_SEEN] if is_causal else V):
        return False
    S = _product(Q, _transposed(K))
    n_q, n_k = len(S), len(S[0])
    wrong = [_product(K, _transposed(Q))] if n_q == n_k else []
    wrong += [_product(Q, K)] if n_k == len(K[0]) else []
    wrong += [_product(Q, _transposed(V))] if V is not None and len(V[0]) == len(K[0]) else []
    rows = _pattern(S, is_causal)
    if any(len(row) > 1 and not any(row) for row in rows) or len(set(rows)) < len(rows):
        return False
    if wishes.numbers != "logs" and not all(_is_near(row, len(K[0]), wishes.digits) for row in rows):
        return False
    patterns = [_pattern(table, is_causal) for table in (S, *wrong)]
    if is_causal:
        # one row alone may be asked for; a hidden 0 would stay what it is, masked with 0 or not at all
        hidden = all(any(row[i + 1 :]) for i, row in enumerate(S[:-1]))
        return hidden and all(len(set(alike)) == len(alike) for alike in list(zip(*patterns, strict=True))[1:])
    # 2 x 2 with rows or columns of one sum: A = Aᵀ, or a softmax over columns is one over the rows of KQᵀ
    is_level = n_q == n_k == 2 and any(sum(x) == sum(y) for x, y in (S, _transposed(S)))
    return not is_level and len(set(patterns)) == len(patterns)


def _pattern(scores: Rows, is_causal: bool) -> tuple[tuple[Any, ...], ...]:
    """What the weights hang on: each row of scores that are seen, less the first of it."""
    seen = [row[: i + 1] for i, row in enumerate(scores)] if is_causal else scores
    return tuple([tuple([score - row[0] for score in row]) for row in seen])


def _is_near(row: Sequence[Any], d_k: int, digits: int) -> bool:
    """Whether scores lie less than √d_k·ln 10^digits apart: beyond, weights are soon rounded to 0 and 1."""
    return bool(100 * (max(row) - min(row)) ** 2 <= d_k * (23 * digits) ** 2)


def _product(left: Rows, right: Rows) -> Rows:
    columns = [list(map(_worth, column)) for column in _transposed(right)]
    return [[sum(map(mul, row, column)) for column in columns] for row in (list(map(_worth, row)) for row in left)]


def _worth(cell: Any) -> Any:
    """Of a logarithm, without its factor √d_k, a number of which small multiples are as different as of it."""
    if not isinstance(cell, str):
        return cell
    _, is_log, of = cell.partition("ln ")
    return LOGARITHMS[int(of)] if is_log else Fraction(cell)


def _transposed(table: Rows) -> Rows:
    return [list(column) for column in zip(*table, strict=True)]


def _number(wishes: Wishes, draws: Draws, ranges: dict[int, tuple[int, int]]) -> Any:
    low, high = ranges[wishes.level]
    match wishes.numbers:
        case "rationals":
            bottom = draws.pick((1, 2, 2) if wishes.level < 3 else (1, 2, 2, 4))
            return _fraction(draws.integer(bottom * low, bottom * high), bottom)
        case "decimals":
            tenths = draws.integer(5 * low, 5 * high)
            return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"
        case _:
            return draws.integer(low, high)


def _fraction(top: int, bottom: int) -> Any:
    value = Fraction(top, bottom)
    return int(value) if value.denominator == 1 else str(value)
