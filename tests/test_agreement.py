"""Every step agrees with the paper's formula worked out by others: by SymPy with letters, by mpmath at 200 digits."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy
from drawn import DRAWING, EXPONENTIAL, IRRATIONAL, keys
from hypothesis import given, settings

from symattn.errors import FieldError
from symattn.exact import Exact
from symattn.problem import Attention
from symattn.tables.rework import rework
from symattn.tables.table import Entry, Given
from symattn.work import VARIANTS, Work, output_of

Rows = list[list[Any]]


def by_the_paper(problem: dict[str, Any], number: Callable[[Any], Any], m: Any, hidden: Any) -> dict[str, Rows]:
    """softmax(mask(QKᵀ·scale)) V from the keys of a problem, in numbers of the library m; nothing of symattn."""

    def given_table(letter: str) -> Rows:
        rows = problem[letter] if isinstance(problem[letter][0], list) else [problem[letter]]
        return [[number(typed) for typed in row] for row in rows]

    def projected(role: str, own_source: str) -> Rows:
        if role in problem:
            return given_table(role)
        X = given_table("X" if "X" in problem else own_source)
        XW = times(X, given_table(f"W_{role}")) if f"W_{role}" in problem else X
        b = given_table(f"b_{role}")[0] if f"b_{role}" in problem else [0] * len(XW[0])
        return [[x + bias for x, bias in zip(row, b, strict=True)] for row in XW]

    Q, K, V = projected("Q", "X_q"), projected("K", "X_kv"), projected("V", "X_kv")
    scale = problem.get("scale")
    factor = 1 / m.sqrt(number(len(K[0]))) if scale is None else 1 if scale == "none" else number(scale)
    causal = problem.get("variant") == "causal" or problem.get("visible") == "causal"
    everything = [[j <= i if causal else True for j in range(len(K))] for i in range(len(Q))]
    visible = everything if causal else problem.get("visible", everything)
    S = times(Q, [list(column) for column in zip(*K, strict=True)])
    scaled = [[s * factor for s in row] for row in S]
    M = [[s if seen else hidden for s, seen in zip(*rows, strict=True)] for rows in zip(scaled, visible, strict=True)]
    U = [[m.exp(s) for s in row] for row in M]
    A = [[u / sum(row) for u in row] for row in U]
    return {
        "queries": Q,
        "keys": K,
        "values": V,
        "scores": S,
        "scaled_scores": scaled,
        "masked_scores": M,
        "exponentials": U,
        "row_sums": [[sum(row)] for row in U],
        "weights": A,
        "output": times(A, V),
    }


def times(left: Rows, right: Rows) -> Rows:
    return [
        [sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*right, strict=True)] for row in left
    ]


def work_of(problem: dict[str, Any]) -> Work:
    attention = Attention(**problem)
    return Work(attention, output_of(attention))


# --- SymPy, with letters --------------------------------------------------------------------

LETTERS: dict[str, dict[str, Any]] = {
    "all letters": {"X": [["a", "b"], ["c", "d"]]},
    "all letters, projected": {
        "X": [["a", "b"], ["c", "d"]],
        "W_Q": [["f", "g"], ["h", "l"]],
        "W_K": [["m", "n"], ["o", "p"]],
        "W_V": [["t", "w"], ["x", "y"]],
    },
    "wider projections and biases": {
        "X": [["a"], ["b"]],
        "W_Q": [["f", 2]],
        "W_K": [["g", -1]],
        "W_V": [["h", "1/3", 0]],
        "b_Q": ["c", 0],
        "b_K": [["1/2", "d"]],
        "b_V": ["p", "sqrt(2)", "e"],
    },
    "causal": {"X": [["a"], ["b"], ["c"]], "scale": "t", "visible": "causal"},
    "masked": {
        "X": [["a", 1], ["b", "sqrt(2)"], [0, "c"]],
        "visible": [[1, 0, 1], [0, 1, 1], [0, 1, 0]],
        "W_V": [["d"], [2]],
    },
    "cross-attention": {"X_q": [["a", "b"]], "X_kv": [["c", 1], ["d", 2], ["f", 3]], "scale": "1/2"},
    "Q, K and V given": {
        "Q": [["a"]],
        "K": [["b"], [0], ["ln 2"]],
        "V": [["c", 1], ["d", "ln 2"], ["a", "1/(1+e)"]],
        "scale": "none",
    },
    "letters only in the values": {"X": [[1, 2], [3, 4]], "V": [["a", "b"], ["b", "a"]]},
}


@pytest.mark.parametrize("problem", LETTERS.values(), ids=LETTERS.keys())
def test_every_step_with_letters_is_what_sympy_makes_of_the_formula(problem: dict[str, Any]) -> None:
    """As functions of the letters: SymPy expands the difference of the two to 0."""
    theirs = by_the_paper(problem, in_sympy, sympy, -sympy.oo)
    for step in work_of(problem).steps:
        ours = step.sympy.tolist()
        assert shape(ours) == shape(theirs[step.name])
        for row, due in zip(ours, theirs[step.name], strict=True):
            assert all(equal(a, b) for a, b in zip(row, due, strict=True)), (step.name, row, due)


def test_sympy_tells_apart_what_is_not_equal() -> None:
    """The comparison of the tests above is no rubber stamp."""
    a, b = sympy.symbols("a b")
    assert equal(1 / (1 + sympy.exp(-a)), sympy.exp(a) / (1 + sympy.exp(a)))
    assert not equal(1 / (1 + sympy.exp(-a)), sympy.exp(b) / (1 + sympy.exp(a)))
    assert not equal(sympy.sqrt(2) * a, sympy.Rational(141421356, 10**8) * a)


def in_sympy(typed: Any) -> Any:
    if isinstance(typed, str) and typed.isalpha() and typed != "e":
        return sympy.Symbol(typed)
    return worth(typed, sympy, sympy.Rational)


def equal(a: Any, b: Any) -> bool:
    if sympy.oo in (-a, -b):
        return bool(a == b)
    (p, q), (r, s) = sympy.fraction(sympy.together(a)), sympy.fraction(sympy.together(b))
    return bool(sympy.expand(p * s - r * q) == 0)


# --- mpmath, at 200 digits ------------------------------------------------------------------

MP = mpmath.MPContext()
MP.dps = 200
DIGITS = 50
WITHOUT_CANCELLATION = {"exponentials", "row_sums", "weights"}


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_step_in_numbers_is_what_mpmath_gives_at_200_digits(variant: str) -> None:
    """Whatever the problem, to 50 digits, twice: the table enclosed as a whole, and each exact cell by itself."""

    @settings(DRAWING, max_examples=60)
    @given(keys(variant))
    def check(problem: dict[str, Any]) -> None:
        theirs = by_the_paper(problem, in_mpmath, MP, MP.ninf)
        for step in work_of(problem).steps:
            due, at_once, exact = theirs[step.name], step.evaluate(DIGITS), step.exact
            assert (at_once.rows, at_once.cols) == shape(due) == shape(exact) == step.shape
            for i, j in ((i, j) for i in range(at_once.rows) for j in range(at_once.cols)):
                cell = exact[i][j]
                by_itself = cell.evaluate(DIGITS) if isinstance(cell, Exact) else MP.ninf
                for ours in (at_once[i, j], by_itself):
                    assert same_digits(ours, due[i][j], step.name), (step.name, i, j, ours, due[i][j])

    check()


def test_50_digits_tell_apart_what_is_not_equal() -> None:
    """One unit in the fiftieth digit is seen; an exact 0 where mpmath is left with 10^-200 is one number."""
    third = MP.mpf(1) / 3
    assert same_digits(third, third, "weights")
    assert not same_digits(third + MP.mpf(10) ** -50, third, "weights")
    assert same_digits(MP.zero, MP.mpf(10) ** -198, "scores")
    assert not same_digits(MP.zero, MP.mpf(10) ** -198, "weights")


def same_digits(ours: Any, theirs: Any, step: str) -> bool:
    """50 equal digits. Where terms cancel, mpmath's 200 digits may leave 10^-197 of a number that is 0."""
    if ours == 0 and step not in WITHOUT_CANCELLATION:
        return bool(abs(theirs) < MP.mpf(10) ** -190)
    return bool(MP.nstr(MP.convert(ours), DIGITS) == MP.nstr(theirs, DIGITS))


def in_mpmath(typed: Any) -> Any:
    return worth(typed, MP, lambda value: MP.mpf(value.numerator) / value.denominator)


# --- numbers as typed -----------------------------------------------------------------------


def worth(typed: Any, m: Any, rational: Callable[[Fraction], Any]) -> Any:
    """The number in the library m."""
    known = IRRATIONAL | EXPONENTIAL
    return known[typed](m) if typed in known else rational(Fraction(typed))


def shape(rows: Any) -> tuple[int, int]:
    return len(rows), len(rows[0])


def test_a_table_is_added_cell_by_cell_and_one_row_to_each_row() -> None:
    """A bias of scores of their own size is no row that is added to each."""
    problem = Attention(X=[[1, 2], [3, 4]])
    bias = Given("bias", "B", tuple(tuple(Entry(Exact(Fraction(v, 2))) for v in row) for row in ((0, -1), (-1, 0))))
    output = rework(output_of(problem), {"scaled_scores": lambda table: table + bias})
    [scaled] = [step for step in Work(problem, output).steps if step.name == "scaled_scores"]
    due = sympy.Matrix([[5, 11], [11, 25]]) / sympy.sqrt(2) + sympy.Matrix([[0, -1], [-1, 0]]) / 2
    assert (scaled.sympy - due).expand() == sympy.zeros(2, 2)
    assert abs(scaled.evaluate(30)[1, 1] - sympy.N(due[1, 1], 30)) < sympy.Rational(1, 10**25)
    assert Work(problem, output).step("weights").evaluate(10)


def test_a_symbol_with_assumptions_is_no_letter() -> None:
    with pytest.raises(FieldError, match="the symbol a carries assumptions, which no letter here has"):
        Exact.from_sympy(sympy.Symbol("a", positive=True))
