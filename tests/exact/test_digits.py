"""Digits handed out as mpmath numbers are mpmath's own at 50 more digits, rounded; mpmath.mp stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from typing import Any

import mpmath
import pytest
from exact_oracle import EXACT, MPMATH, Tree, drawing, fraction, numbers, told
from hypothesis import assume, given
from hypothesis import strategies as st

from symattn.errors import FieldError, LimitError
from symattn.exact import Exact, exp, ln, sqrt


def rounded(value: Fraction, digits: int) -> tuple[int, int]:
    """units, k: value is units·10^k rounded to `digits` significant digits, ties away from zero."""
    bits = abs(value.numerator).bit_length() - value.denominator.bit_length()
    k = floor(bits * 0.30103) - digits - 1
    while abs(value) >= Fraction(10) ** (digits + k):
        k += 1
    units = floor(abs(value) / Fraction(10) ** k + Fraction(1, 2))
    return (units // 10, k + 1) if units == 10**digits else (units, k)


def private(digits: int) -> Any:
    context = mpmath.MPContext()
    context.dps = digits
    return context


NUMBERS = [
    ("1/(1+e^(3*sqrt(2)))", 1 / (1 + exp(3 * sqrt(2))), lambda m: 1 / (1 + m.exp(3 * m.sqrt(2)))),
    ("e^(-700/9)", exp(Fraction(-700, 9)), lambda m: m.exp(m.mpf(-700) / 9)),
    ("-e^200*sqrt(5)", -exp(200) * sqrt(5), lambda m: -m.exp(200) * m.sqrt(5)),
    ("ln 10/7", ln(10) / 7, lambda m: m.log(10) / 7),
    ("22/7", Exact(Fraction(22, 7)), lambda m: m.mpf(22) / 7),
    ("2^(1/3)-sqrt(2)", exp(ln(2) / 3) - sqrt(2), lambda m: m.cbrt(2) - m.sqrt(2)),
]


@pytest.mark.parametrize("digits", [1, 15, 50, 10_000])
@pytest.mark.parametrize(("name", "number", "oracle"), NUMBERS, ids=[name for name, _, _ in NUMBERS])
def test_the_digits_are_those_of_mpmath(name: str, number: Exact, oracle: Any, digits: int) -> None:
    """At 15, 50 and 10,000 digits, each number is what mpmath makes of it at 50 more, rounded."""
    expected = fraction(oracle(private(digits + 50)))
    assert rounded(fraction(number.evaluate(digits)), digits) == rounded(expected, digits)


@drawing
@given(numbers, st.integers(1, 80))
def test_the_digits_of_drawn_numbers_are_those_of_mpmath(tree: Tree, digits: int) -> None:
    try:
        number, value = told(tree, EXACT), told(tree, MPMATH)
    except (FieldError, ZeroDivisionError):
        assume(False)
    rational = number.as_rational()
    if rational == 0:
        assert number.evaluate(digits) == 0
        return
    expected = fraction(value) if rational is None else Fraction(int(rational.p), int(rational.q))
    found = rounded(abs(fraction(number.evaluate(digits))), digits)
    units, k = rounded(abs(expected), digits)
    tie = rational is not None and 2 * abs(expected) / Fraction(10) ** k == 2 * units - 1
    assert found == (units, k) or (tie and found == (units - 1, k))
    assert (number.evaluate(digits) < 0) == (expected < 0)


NEAR_TIES = [
    (Exact(85 * 10**16 + 1), 1, (9, 17)),
    (Exact(95 * 10**13 + 1), 1, (1, 15)),
    (125 * 10**20 + sqrt(2) / 10**40, 2, (13, 21)),
    (125 * 10**20 - sqrt(2) / 10**40, 2, (12, 21)),
    (Fraction(125, 10**200) + sqrt(2) / 10**300, 2, (13, -199)),
    (Fraction(1, 8) - sqrt(2) / 10**300, 2, (12, -2)),
]


@pytest.mark.parametrize(("number", "digits", "expected"), NEAR_TIES, ids=[f"{d} of {r}" for _, d, r in NEAR_TIES])
def test_a_digit_that_hangs_on_a_near_tie_is_right(number: Exact, digits: int, expected: tuple[int, int]) -> None:
    """However large or small the number is, and however near to a tie."""
    assert rounded(fraction(number.evaluate(digits)), digits) == expected


@pytest.mark.parametrize("power", [12, 15, 16, 30])
def test_the_digits_of_a_huge_number_are_those_of_mpmath(power: int) -> None:
    """e^(10^16) is as good a number as e^(10^15)."""
    value, oracle = exp(10**power).evaluate(15), private(80)
    assert oracle.nstr(oracle.convert(value), 15) == oracle.nstr(oracle.exp(10**power), 15)


@pytest.fixture(params=[10, 53, 4000])
def mp_prec(request: pytest.FixtureRequest) -> Iterator[int]:
    before = mpmath.mp.prec
    mpmath.mp.prec = request.param
    yield request.param
    mpmath.mp.prec = before


def test_mpmath_at_large_neither_counts_nor_changes(mp_prec: int) -> None:
    value = (1 / (1 + exp(3 * sqrt(2)))).evaluate(20)
    assert repr(value) == "mpf('0.014166035876688402794801')"
    assert mpmath.mp.prec == mp_prec
    assert value.context is not mpmath.mp


def test_what_a_caller_does_with_the_context_of_one_number_does_not_show_in_the_next() -> None:
    """A private context belongs to one number: setting it to 5 digits must not shorten numbers asked for later."""
    first = exp(1).evaluate(21)
    first.context.dps = 5
    second = exp(1).evaluate(21)
    first.context.dps = 21
    assert second.context is not first.context


def test_ten_thousand_digits_can_be_written_out() -> None:
    text = str(exp(1).evaluate(10_000))
    assert text.startswith("2.71828182845904523536") and len(text) == 10_001


def test_zero_is_zero_to_any_number_of_digits() -> None:
    assert (sqrt(8) - 2 * sqrt(2)).evaluate(30) == 0


@pytest.mark.parametrize(("digits", "told_as"), [(15_001, "15,001"), (0, "0"), (-1, "-1")])
def test_a_number_of_digits_beyond_the_limits_is_refused(digits: int, told_as: str) -> None:
    with pytest.raises(LimitError) as refused:
        exp(1).evaluate(digits)
    assert str(refused.value) == f"{told_as} digits were asked for; 1 to 15,000 are given"


def test_the_most_digits_are_given() -> None:
    value = exp(1).evaluate(15_000)
    assert rounded(fraction(value), 15_000) == rounded(fraction(private(15_050).exp(1)), 15_000)
