"""Each error of an exact number says what was found and what is worked with."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
import sympy

from symattn.errors import FieldError, LimitError, SymattnError, UndecidedError
from symattn.exact import Exact, exp, ln, round_to_significant, sqrt, symbol

x = symbol("x")
tiny = (exp(Fraction(1, 2**30_000)) - 1) ** 20
"""About 2^-540,000: positive, by theorem not 0, and too near to it for 524,288 bits."""

ERRORS: list[tuple[Callable[[], object], type[SymattnError], str]] = [
    (lambda: 1 / Exact(0), FieldError, "a division by 0"),
    (lambda: x / (sqrt(8) - 2 * sqrt(2)), FieldError, "a division by 0"),
    (lambda: Exact(0) ** -1, FieldError, "0 to a negative power is a division by 0"),
    (lambda: sqrt(-1), FieldError, "the square root of the negative number -1 is not real"),
    (
        lambda: sqrt(sqrt(2)),
        FieldError,
        "a square root of anything but a rational number is outside what is worked with exactly",
    ),
    (lambda: ln(0), FieldError, "the logarithm of 0 is not real; a logarithm needs a number above 0"),
    (lambda: ln(Fraction(-1, 2)), FieldError, "the logarithm of -1/2 is not real; a logarithm needs a number above 0"),
    (
        lambda: ln(sqrt(2)),
        FieldError,
        "a logarithm of anything but a rational number is outside what is worked with exactly",
    ),
    (
        lambda: exp(exp(1)),
        FieldError,
        "an exponential in an exponent, e^(e^…), lies outside the numbers worked with exactly; scores hold none",
    ),
    (
        lambda: exp(1 / (1 + exp(1))),
        FieldError,
        "an exponent of e must be a sum of surds, logarithms and letters, not a quotient of exponentials; "
        "scores are such sums",
    ),
    (lambda: x.enclosure(64), FieldError, "the letter x has no decimal value; give it a number first"),
    (lambda: x < 1, FieldError, "the letter x has no decimal value; give it a number first"),
    (
        lambda: exp(Exact(2) ** 4097).enclosure(64),
        FieldError,
        "an exponent of e beyond 2^128 is too large to be given in decimals",
    ),
    (
        lambda: Exact(9) ** 9**9,
        LimitError,
        "9^387420489 has more than 10,000 digits; that many are not worked with",
    ),
    (
        lambda: Exact(10**40_000),
        LimitError,
        "a number of about 40,000 digits; at most 10,000 are worked with",
    ),
    (
        lambda: ln(10**1000 + 1),
        LimitError,
        "the integer 1000000000…000001 (1001 characters) under a root or in a logarithm "
        "is too large to take apart into primes",
    ),
    (
        lambda: sqrt(10**13 + 37) * sqrt(10**13 + 51),
        LimitError,
        "the radicand 1000000000…001887 (27 characters) is too large to work with",
    ),
    (
        lambda: sum((symbol(f"a{i}") for i in range(142)), x) * sum((symbol(f"b{i}") for i in range(142)), x),
        LimitError,
        "an exact sum of more than 20,000 terms; more are not worked with",
    ),
    (
        lambda: Exact.from_sympy(sympy.cos(1)),
        FieldError,
        "SymPy's cos(1) is not among the numbers worked with exactly",
    ),
    (
        lambda: Exact.from_sympy(sympy.Float("0.5", 3)),
        FieldError,
        "SymPy's 0.500 is not among the numbers worked with exactly",
    ),
    (
        lambda: Exact.from_sympy(sympy.Symbol("x") ** sympy.Symbol("y")),
        FieldError,
        "SymPy's x**y is not among the numbers worked with exactly",
    ),
    (
        lambda: Exact.from_sympy(sympy.sqrt(1 + sympy.sqrt(2))),
        FieldError,
        "a root or logarithm of SymPy's 1 + sqrt(2) is not among the numbers worked with exactly",
    ),
    (
        lambda: Exact.from_sympy(sympy.exp(1 / (1 + sympy.E))),
        FieldError,
        "SymPy's exp(1/(1 + E)) has a quotient of exponentials in an exponent; that is not worked with",
    ),
    (lambda: tiny.sign(), UndecidedError, "the sign of a number stays open at the precision ceiling"),
    (
        lambda: (ln(2) * tiny).is_zero(),
        UndecidedError,
        "whether a sum with products of logarithms is 0 cannot be decided",
    ),
    (lambda: ln(2) * tiny * x == 0, UndecidedError, "whether a sum with products of logarithms is 0 cannot be decided"),
    (lambda: tiny.evaluate(15), UndecidedError, "15 digits stay open at the precision ceiling"),
    (
        lambda: round_to_significant(tiny, 3),
        UndecidedError,
        "a rounding is open at the precision ceiling of 524,288 bits",
    ),
]


@pytest.mark.parametrize(("calculation", "kind", "message"), ERRORS, ids=[message[:40] for _, _, message in ERRORS])
def test_an_error_says_what_was_found(
    calculation: Callable[[], object], kind: type[SymattnError], message: str
) -> None:
    with pytest.raises(kind) as error:
        calculation()
    assert type(error.value) is kind
    assert str(error.value) == message


def test_without_logarithms_a_sum_with_terms_is_never_zero() -> None:
    """By Lindemann and Weierstrass, however near to 0 it lies, and with letters too."""
    assert not tiny.is_zero()
    assert tiny != 0
    assert not (x + exp(x) - 1).is_zero()


def test_with_logarithms_a_sum_is_zero_without_terms_and_not_zero_where_an_enclosure_shows_it() -> None:
    assert (ln(2) * ln(3) - ln(3) * ln(2)).is_zero()
    assert not (ln(2) * ln(3) - ln(5)).is_zero()
    assert exp(sqrt(2) * ln(2)) != exp(sqrt(2))


def test_with_letters_and_logarithms_a_sum_is_zero_only_as_a_function() -> None:
    """x·ln 2 is 0 at x = 0, and x·(ln 2·ln 3 − ln 5) too; neither is the function 0."""
    assert x + ln(2) != 0
    assert x * (ln(2) * ln(3) - ln(5)) != 0
    assert exp(x * ln(2)) != exp(x * ln(3))
    assert exp(x * sqrt(2) * ln(4)) - exp(x * sqrt(8) * ln(2)) == 0
    assert x * ln(6) == x * ln(2) + x * ln(3)
