"""Real: numbers worked out only as far as a question needs."""

from __future__ import annotations

import mpmath
import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from symattn.errors import FieldError, LimitError
from symattn.exact.number import Exact, symbol
from symattn.exact.real import HIDDEN, Real, function, real, same, total
from symattn.exact.rounding import Fit, judge, read_decimal
from symattn.limits import REAL_DEPTH

ORACLE = mpmath.mp.clone()
ORACLE.dps = 60
OF_ONE = {
    "sqrt": ORACLE.sqrt,
    "exp": ORACLE.exp,
    "log": ORACLE.log,
    "sin": ORACLE.sin,
    "cos": ORACLE.cos,
    "tanh": ORACLE.tanh,
    "sigmoid": lambda x: 1 / (1 + ORACLE.exp(-x)),
    "gelu": lambda x: x * ORACLE.ncdf(x),
}
fractions = st.fractions(min_value="1/50", max_value=20, max_denominator=50)


def ball_holds(x: Real, due: mpmath.mpf) -> bool:
    ball = x.enclosure(150)
    mid, radius = ORACLE.mpf(str(ball.mid().str(55, radius=False))), ORACLE.mpf(10) ** -35
    return bool(abs(mid - due) <= radius * max(1, abs(due)))


@pytest.mark.parametrize("name", OF_ONE)
@given(value=fractions)
def test_functions_agree_with_mpmath(name: str, value: fmpq) -> None:
    """Checked at 60 digits by another library."""
    due = OF_ONE[name](ORACLE.mpf(value.numerator) / value.denominator)
    assert ball_holds(function(name, real(fmpq(value.numerator, value.denominator))), due)


@given(a=fractions, b=fractions)
def test_arithmetic_of_rationals_is_exact(a: fmpq, b: fmpq) -> None:
    """No ball is asked where fractions tell."""
    x, y = real(fmpq(a.numerator, a.denominator)), real(fmpq(b.numerator, b.denominator))
    for found, due in ((x + y, a + b), (x - y, a - b), (x * y, a * b), (x / y, a / b)):
        assert found.rational == fmpq(due.numerator, due.denominator)


def test_equality_is_seen_by_exact_algebra() -> None:
    """e^(2·ln 3) is 9, (√2)² is 2, and cos π/3 is a half."""
    root, pi = function("sqrt", real(2)), function("pi")
    assert same(function("exp", 2 * function("log", real(3))), real(9)) is True
    assert same(root * root, real(2)) is True
    assert same(function("cos", pi / 3), real(fmpq(1, 2))) is True
    assert same(function("sin", pi * 7 / 4), -1 / root) is True


def test_outside_the_field_equal_forms_are_equal_and_other_numbers_differ() -> None:
    """tanh 1 is tanh 1, and not tanh 1.0000001; whether tanh 1 is (e² − 1)/(e² + 1) is not known."""
    one, more = function("tanh", real(1)), function("tanh", real(fmpq(10000001, 10000000)))
    square = function("exp", real(2))
    assert same(one, function("tanh", real(1))) is True
    assert same(one, more) is False
    assert same(one, (square - 1) / (square + 1)) is None


def test_a_tie_hidden_in_a_form_is_settled() -> None:
    """e^(ln 25)/1000 is 0.025, halfway between 0.02 and 0.03."""
    judgement = judge(function("exp", function("log", real(25))) / 1000, read_decimal("0.03"))
    assert (judgement.fit, judgement.tie) == (Fit.ROUNDED, True)


def test_what_is_hidden_stays_hidden() -> None:
    """−∞ plus a number, or scaled, is −∞; e^−∞ is 0."""
    assert HIDDEN + 3 is HIDDEN and HIDDEN * 2 is HIDDEN and HIDDEN / 2 is HIDDEN
    assert function("exp", HIDDEN).rational == 0
    with pytest.raises(FieldError):
        function("log", HIDDEN)


def test_what_has_no_value_is_refused() -> None:
    """A division by 0, the root and logarithm of what has none."""
    with pytest.raises(FieldError):
        real(1) / real(0)
    with pytest.raises(FieldError):
        function("sqrt", real(-1))
    with pytest.raises(FieldError):
        function("log", real(0))
    with pytest.raises(FieldError):
        function("power", real(0), real(-1))


def test_a_number_hanging_on_too_many_others_is_refused() -> None:
    """One line after another, each made of the one before, would exhaust the stack."""
    x = function("exp", real(1))
    with pytest.raises(LimitError):
        for _ in range(REAL_DEPTH + 1):
            x = 1 / x


def test_exact_numbers_come_and_go() -> None:
    """A Real of an Exact is that number again."""
    number = Exact(3) + symbol("a")
    assert real(number).exact() is number
    assert same(real(number), real(Exact(3) + symbol("a"))) is True
    assert total([real(1), real(2), real(3)]).rational == 6
