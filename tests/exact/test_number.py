"""Exact numbers: how they are written, when they are equal, and what they refuse to be made from."""

from __future__ import annotations

import doctest
from fractions import Fraction

import pytest
from flint import fmpq, fmpz

from symattn.errors import FieldError
from symattn.exact import Exact, dot, exp, ln, number, sqrt, symbol

x, y = symbol("x"), symbol("y")
third = Fraction(1, 3)

# The two words [1, 2] and [3, 4] attend to each other; the scores of the first are 5/√2 and 11/√2.
first, second = exp(5 / sqrt(2)), exp(11 / sqrt(2))
weights = [first / (first + second), second / (first + second)]

NORMAL_FORMS = [
    (weights[0], "1/(1 + exp(3*sqrt(2)))"),
    (dot(weights, [Exact(1), Exact(3)]), "3 - 2/(1 + exp(3*sqrt(2)))"),
    (dot(weights, [Exact(2), Exact(4)]), "4 - 2/(1 + exp(3*sqrt(2)))"),
    (weights[0] + weights[1], "1"),
    (1 / (1 + sqrt(2)), "-1 + sqrt(2)"),
    (1 / sqrt(2), "sqrt(2)/2"),
    (sqrt(12), "2*sqrt(3)"),
    (sqrt(Fraction(1, 2)), "sqrt(2)/2"),
    (exp(2 * ln(3)), "9"),
    (exp(ln(2) / 2), "sqrt(2)"),
    (exp(ln(2) / 3), "2**(1/3)"),
    (exp(1) * exp(-1), "1"),
    ((2 + 2 * exp(1)) / (1 + exp(1)), "2"),
    (ln(Fraction(9, 2)), "-log(2) + 2*log(3)"),
]


@pytest.mark.parametrize(("number", "text"), NORMAL_FORMS, ids=[text for _, text in NORMAL_FORMS])
def test_a_number_is_shown_in_its_normal_form(number: Exact, text: str) -> None:
    """A number is shown with the least exponent below the line made 0 and everything that cancels gone."""
    assert str(number.sympy) == text
    assert repr(number) == f"Exact('{text}')"


EQUALS = [
    (exp(2 * ln(3)), 9),
    (exp(-ln(4)), Fraction(1, 4)),
    (1 / exp(ln(2) / 3), exp(-ln(2) / 3)),
    (exp(ln(2) / 3) ** 3, 2),
    (exp(ln(2) / 3) * exp(ln(2) / 6), sqrt(2)),
    (exp(ln(6) / 3), exp(ln(2) / 3) * exp(ln(3) / 3)),
    (1 / (1 + sqrt(2)), sqrt(2) - 1),
    (1 / (sqrt(2) + sqrt(3) + sqrt(5)), sqrt(2) / 4 + sqrt(3) / 6 - sqrt(30) / 12),
    ((1 + sqrt(2)) / (3 + 2 * sqrt(2)), 1 / (1 + sqrt(2))),
    (sqrt(2) * sqrt(3), sqrt(6)),
    (sqrt(8), sqrt(2) ** 3),
    (exp(sqrt(8)), exp(sqrt(2)) ** 2),
    ((exp(2) - 1) / (exp(1) - 1), exp(1) + 1),
    (1 / (1 + exp(-1)), exp(1) / (1 + exp(1))),
    (weights[0] + weights[1], 1),
    (ln(8) / ln(2), 3),
    (ln(6), ln(2) + ln(3)),
    ((x**2 - y**2) / (x - y), x + y),
    (exp(x + y), exp(x) * exp(y)),
    (exp(x * ln(2)) ** 2, exp(x * ln(4))),
    (Exact(fmpq(1, 3)), third),
    (Exact(fmpz(7)), 7),
    (Exact(True), 1),
]


@pytest.mark.parametrize(("one", "other"), EQUALS, ids=str)
def test_equal_values_written_differently_are_equal(one: Exact, other: Exact | int | Fraction) -> None:
    assert one == other
    assert (one != other) is False
    assert hash(one) == hash(other)
    assert (one - other).is_zero()


UNEQUALS = [
    (exp(1), Fraction(2_718_281_828_459_045, 10**15)),
    (sqrt(2) + sqrt(3), sqrt(10)),
    (exp(sqrt(2)), exp(sqrt(3) - sqrt(2))),
    (exp(1) + Fraction(1, 10**40), exp(1)),
    (exp(ln(2) * sqrt(2)), exp(ln(2) * 2)),
    (ln(2) * ln(3), ln(6)),
    (x, y),
    (exp(x), x),
    (x * 0 + 1, 2),
]


@pytest.mark.parametrize(("one", "other"), UNEQUALS, ids=str)
def test_different_values_are_not_equal(one: Exact, other: Exact | int | Fraction) -> None:
    assert one != other
    assert one - other


def test_numbers_near_each_other_have_a_proven_order() -> None:
    """e and e + 10^-50 are one and the same float, and e is the smaller."""
    assert exp(1) - Fraction(1, 10**50) < exp(1) <= exp(1) < exp(1) + Fraction(1, 10**50)
    assert exp(Fraction(1, 10**50)) > 1 > exp(Fraction(-1, 10**50))
    assert exp(ln(2) * sqrt(2)) > Fraction(26651, 10_000) > exp(ln(2) * Fraction(141, 100))
    assert sorted([exp(1), Exact(3), sqrt(7), Exact(2)]) == [2, sqrt(7), exp(1), 3]
    assert [Exact(-2).sign(), (sqrt(4) - 2).sign(), exp(-1000).sign()] == [-1, 0, 1]


def test_a_power_is_the_repeated_product() -> None:
    assert exp(sqrt(2)) ** 3 == exp(3 * sqrt(2))
    assert (1 + sqrt(2)) ** 3 == 7 + 5 * sqrt(2)
    assert (1 + exp(1)) ** -2 == 1 / (1 + 2 * exp(1) + exp(2))
    assert [x**0, Exact(0) ** 0, exp(1) ** 0] == [1, 1, 1]


def test_a_power_of_one_term_may_be_as_high_as_its_exponent_can_be_written() -> None:
    assert exp(1) ** 65 == exp(65)
    assert sqrt(2) ** 66 == 2**33
    assert x**100 * x**-100 == 1


def test_an_exponent_may_be_a_quotient_that_is_rational() -> None:
    """The weights of a row add up to 1, so e to their sum is e."""
    assert weights[0] + weights[1] == 1
    assert exp(weights[0] + weights[1]) == exp(1)


def test_a_letter_is_never_taken_for_a_logarithm() -> None:
    with pytest.raises(FieldError, match=r"^'ln 2' is no letter; a name without spaces is due, such as x_1$"):
        symbol("ln 2")


@pytest.mark.parametrize("calculation", [
    lambda: Exact(0.5), lambda: exp(0.5), lambda: sqrt(0.5), lambda: ln(0.5),
    lambda: x + 0.5, lambda: 0.5 + x, lambda: x - 0.5, lambda: 0.5 - x, lambda: x * 0.5, lambda: 0.5 * x,
    lambda: x / 0.5, lambda: 0.5 / x, lambda: x == 0.5, lambda: x == 0.5, lambda: sqrt(2) < 0.5, lambda: sqrt(2) > 0.5,
])  # fmt: skip
def test_floats_are_refused(calculation: object) -> None:
    with pytest.raises(TypeError) as refused:
        calculation()  # type: ignore[operator]
    assert str(refused.value) == "0.5 is a float, which is rounded; use a Fraction or an int"


def test_the_examples_of_the_docstrings_are_true() -> None:
    assert doctest.testmod(number).failed == 0


def test_a_number_equals_nothing_that_is_not_a_number() -> None:
    assert Exact(1) != "1"
    assert Exact(1) is not None
    with pytest.raises(TypeError, match=r"^'1' is no exact number$"):
        Exact("1")  # type: ignore[arg-type]
