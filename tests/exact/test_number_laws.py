"""Arithmetic, equality and order of drawn numbers agree with mpmath at 200 digits and with SymPy."""

from __future__ import annotations

from typing import Any

import sympy
from exact_oracle import (
    EXACT,
    MPMATH,
    NEGLIGIBLE,
    SYMPY,
    Tree,
    as_fractions,
    drawing,
    exponentials,
    exponents,
    fraction,
    letters,
    numbers,
    rewritten,
    told,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from symattn.errors import FieldError
from symattn.exact import Exact, dot, exp


def exact(tree: Tree) -> Exact | None:
    """The tree's Exact; None where it divides by 0."""
    try:
        number: Exact = told(tree, EXACT)
    except FieldError as error:
        assert str(error) == "a division by 0"
        return None
    return number


def oracle(tree: Tree) -> Any:
    """The tree's worth by mpmath; None where it divides by 0."""
    try:
        return told(tree, MPMATH)
    except ZeroDivisionError:
        return None


@drawing
@given(numbers)
def test_arithmetic_agrees_with_mpmath(tree: Tree) -> None:
    """A drawn calculation has mpmath's value, and is refused exactly where it divides by 0."""
    number, value = exact(tree), oracle(tree)
    assert (number is None) == (value is None)
    if number is not None:
        middle, radius = as_fractions(number.enclosure(1000))
        assert abs(middle - fraction(value)) <= radius + fraction(NEGLIGIBLE * max(1, abs(value)))


@drawing
@given(numbers, numbers)
def test_equality_and_order_agree_with_mpmath(one: Tree, other: Tree) -> None:
    a, b = exact(one), exact(other)
    assume(a is not None and b is not None)
    assert a is not None and b is not None
    difference = oracle(one) - oracle(other)
    sign = 0 if abs(difference) < NEGLIGIBLE else 1 if difference > 0 else -1
    assert (a - b).sign() == sign
    assert (a == b, a != b, a < b, a <= b, a > b, a >= b) == (
        sign == 0, sign != 0, sign < 0, sign <= 0, sign > 0, sign >= 0,
    )  # fmt: skip


@drawing
@given(numbers)
def test_a_number_rewritten_by_school_algebra_stays_equal(tree: Tree) -> None:
    a = exact(tree)
    assume(a is not None)
    b = exact(rewritten(tree))
    assert a == b
    assert hash(a) == hash(b)
    assert a is not None and b is not None and a <= b <= a


@drawing
@given(exponents, exponents)
def test_exponentials_multiply_by_adding_exponents(s: Tree, t: Tree) -> None:
    a, b = told(s, EXACT), told(t, EXACT)
    assert exp(a) * exp(b) == exp(a + b)
    assert exp(a) / exp(b) == exp(a - b)
    assert (exp(a) == exp(b)) == (a == b)


@drawing
@given(numbers, st.integers(-4, 4))
def test_a_power_agrees_with_mpmath(tree: Tree, exponent: int) -> None:
    number, value = exact(tree), oracle(tree)
    assume(number is not None and abs(value) > 1e-10)
    assert number is not None
    middle, radius = as_fractions((number**exponent).enclosure(1000))
    power = value**exponent
    assert abs(middle - fraction(power)) <= radius + fraction(NEGLIGIBLE * max(1, abs(power)))


@drawing
@given(st.lists(st.tuples(numbers, exponentials), max_size=4))
def test_dot_is_the_sum_of_the_products(pairs: list[tuple[Tree, Tree]]) -> None:
    left, right = [exact(a) for a, _ in pairs], [exact(b) for _, b in pairs]
    assume(None not in left)
    assert dot(left, right) == sum((a * b for a, b in zip(left, right, strict=True)), Exact(0))


@drawing
@given(numbers)
def test_a_number_comes_back_from_sympy_unchanged(tree: Tree) -> None:
    number = exact(tree)
    assume(number is not None)
    assert number is not None and Exact.from_sympy(number.sympy) == number


@drawing
@given(numbers)
def test_a_number_that_sympy_made_is_the_same_number(tree: Tree) -> None:
    number = exact(tree)
    assume(number is not None)
    assert Exact.from_sympy(told(tree, SYMPY)) == number


@drawing
@given(letters, letters)
def test_equality_of_formulas_with_letters_agrees_with_sympy(one: Tree, other: Tree) -> None:
    """Letters are unknowns: two quotients are equal when SymPy cancels their difference to 0."""
    a, b = exact(one), exact(other)
    assume(a is not None and b is not None)
    assert (a == b) == (sympy.cancel(told(one, SYMPY) - told(other, SYMPY)) == 0)


@drawing
@given(letters)
def test_formulas_that_sympy_rewrites_stay_equal(tree: Tree) -> None:
    number = exact(tree)
    assume(number is not None)
    assert number is not None and Exact.from_sympy(number.sympy) == number
    formula = told(tree, SYMPY)
    for rewriting in (sympy.expand, sympy.together, sympy.factor):
        assert Exact.from_sympy(rewriting(formula)) == number
