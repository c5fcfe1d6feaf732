"""softmax(X W_Q (X W_K)ᵀ/√d) X W_V as others compute it: SymPy, mpmath's matrices, and bare python-flint twice.

Each is written the way its library's manual would write it. They start from Fractions and end in what they
compute with; ours ends in mpmath numbers whose every digit is proven.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import mul
from typing import Any

import flint
import mpmath
import sympy
from flint import arb, arb_mat, fmpq
from side_by_side import Side, WrongResultError

from symattn.exact.mpmath_form import bits_for

DIGITS = 50
Keys = dict[str, list[list[Fraction]]]
"""X, W_Q, W_K and W_V."""
Rows = list[list[Any]]

MP = mpmath.MPContext()
MP.dps = DIGITS
BITS = bits_for(DIGITS)
"""What ours begins with at so many digits."""


# --- SymPy ----------------------------------------------------------------------------------


def _sympy_ready(keys: Keys) -> list[Any]:
    return [sympy.Matrix([[sympy.Rational(c.numerator, c.denominator) for c in row] for row in keys[k]]) for k in keys]


def _sympy_work(tables: list[Any]) -> Any:
    X, W_Q, W_K, W_V = tables
    Q, K, V = X * W_Q, X * W_K, X * W_V
    U = (Q * K.T / sympy.sqrt(Q.cols)).applyfunc(sympy.exp)
    sums = [sum(U.row(i)) for i in range(U.rows)]
    A = sympy.Matrix(U.rows, U.cols, lambda i, j: U[i, j] / sums[i])
    return (A * V).evalf(DIGITS)


# --- mpmath ---------------------------------------------------------------------------------


def _mpmath_ready(keys: Keys) -> list[Any]:
    return [MP.matrix([[MP.mpf(c.numerator) / c.denominator for c in row] for row in keys[k]]) for k in keys]


def _mpmath_work(tables: list[Any]) -> Any:
    X, W_Q, W_K, W_V = tables
    Q, K, V = X * W_Q, X * W_K, X * W_V
    U = (Q * K.T / MP.sqrt(Q.cols)).apply(MP.exp)
    sums = [MP.fsum(U[i, :]) for i in range(U.rows)]
    A = MP.matrix([[U[i, j] / sums[i] for j in range(U.cols)] for i in range(U.rows)])
    return A * V


# --- python-flint ---------------------------------------------------------------------------


def _loop_ready(keys: Keys) -> list[Rows]:
    with flint.ctx.workprec(BITS):
        return [[[arb(fmpq(c.numerator, c.denominator)) for c in row] for row in keys[k]] for k in keys]


def _loop_work(tables: list[Rows]) -> Rows:
    X, W_Q, W_K, W_V = tables
    with flint.ctx.workprec(BITS):
        Q, K, V = _times(X, W_Q), _times(X, W_K), _times(X, W_V)
        return _times(_softmax(_times(Q, list(zip(*K, strict=True)))), V)


def _mat_ready(keys: Keys) -> list[arb_mat]:
    return [arb_mat(rows) for rows in _loop_ready(keys)]


def _mat_work(tables: list[arb_mat]) -> arb_mat:
    X, W_Q, W_K, W_V = tables
    with flint.ctx.workprec(BITS):
        Q, K, V = X * W_Q, X * W_K, X * W_V
        return arb_mat(_softmax((Q * K.transpose()).tolist())) * V


def _times(left: Any, right: Any) -> Rows:
    columns = list(zip(*right, strict=True))
    return [[sum(map(mul, row, column)) for column in columns] for row in left]


def _softmax(scores: Rows) -> Rows:
    scale = arb(len(scores)).rsqrt()  # every table here is square: d_k is the number of rows
    found = []
    for row in scores:
        exponentials = [(s * scale).exp() for s in row]
        total = sum(exponentials)
        found.append([e / total for e in exponentials])
    return found


SYMPY = Side("SymPy", _sympy_ready, _sympy_work)
MPMATH = Side("mpmath", _mpmath_ready, _mpmath_work)
ARB_LOOP = Side("flint, arb in loops", _loop_ready, _loop_work)
ARB_MAT = Side("flint, arb_mat", _mat_ready, _mat_work)


# --- the same digits ------------------------------------------------------------------------

IN_COMMON = DIGITS - 10
"""Digits that a peer must share with ours. Its last ones are its own: it rounds as it goes, where ours proves."""


def agree(results: dict[str, Any]) -> None:
    """Every cell of every peer is within 10^-IN_COMMON of ours, measured by the cell."""
    (name, first), *others = ((name, _numbers(name, result)) for name, result in results.items())
    for other, numbers in others:
        if len(first) != len(numbers):
            raise WrongResultError(f"{name} gives {len(first)} cells, {other} gives {len(numbers)}")
        for place, (a, b) in enumerate(zip(first, numbers, strict=True), start=1):
            # written so that NaN disagrees
            if not abs(a - b) <= MP.mpf(10) ** -IN_COMMON * abs(a):
                raise WrongResultError(f"cell {place} is {a} by {name} but {b} by {other}")


def _numbers(name: str, result: Any) -> list[Any]:
    text: Callable[[Any], str] = _arb_text if name in (ARB_LOOP.name, ARB_MAT.name) else str
    rows = result if isinstance(result, list) else result.tolist()
    return [MP.mpf(text(cell)) for row in rows for cell in row]


def _arb_text(ball: arb) -> str:
    return str(ball.str(DIGITS, radius=False))
