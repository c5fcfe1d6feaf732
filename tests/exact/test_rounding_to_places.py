"""Roundings agree with Python's decimal (rational numbers) and mpmath at 200 digits (all others)."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from exact_oracle import mp, some_irrationals

from symattn.exact import Exact, Rounded, exp, round_to_places, round_to_significant, sqrt


def as_decimal(x: Fraction) -> Decimal:
    """x to 400 digits, in a context of 400 digits: a tie has few digits and stays exactly one."""
    return Decimal(x.numerator) / Decimal(x.denominator)


def shown(value: Decimal) -> str:
    """Without the sign of a zero that was negative: -0.001 to two places is 0.00."""
    return f"{abs(value) if value.is_zero() else value:f}"


def some_fractions(seed: int, count: int) -> list[Fraction]:
    """Every third a tie at 0 to 6 places, every third 10^-30 beside one."""
    draw = random.Random(seed)
    found = []
    for i in range(count):
        tie = Fraction(2 * draw.randint(-2000, 2000) + 1, 2 * 10 ** draw.randint(0, 6))
        beside = tie + Fraction(draw.choice([-1, 1]), 10**30)
        found.append((tie, beside, Fraction(draw.randint(-(10**6), 10**6), draw.randint(1, 10**4)))[i % 3])
    return found


def test_rational_numbers_round_to_places_as_decimal_rounds_half_up() -> None:
    with localcontext() as context:
        context.prec = 400
        for i, x in enumerate(some_fractions(seed=11, count=6000)):
            places = i % 9
            value, grid = as_decimal(x), Decimal(1).scaleb(-places)
            expected = value.quantize(grid, ROUND_HALF_UP)
            rounded = round_to_places(Exact(x), places)
            assert rounded.text == shown(expected), (x, places)
            assert rounded.exact == (expected == value)
            assert rounded.tie == ((abs(value) / grid) % 1 == Decimal("0.5"))


def test_rational_numbers_round_to_significant_digits_as_decimal_rounds_half_up() -> None:
    with localcontext() as context:
        context.prec = 400
        for i, x in enumerate(some_fractions(seed=12, count=6000)):
            if not x:
                continue
            digits = 1 + i % 7
            value = as_decimal(x)
            expected = value.quantize(Decimal(1).scaleb(value.adjusted() + 1 - digits), ROUND_HALF_UP)
            if len(expected.as_tuple().digits) > digits:  # 9.996 became 10.00
                expected = expected.quantize(Decimal(1).scaleb(expected.adjusted() + 1 - digits))
            rounded = round_to_significant(Exact(x), digits)
            assert rounded.text == shown(expected), (x, digits)
            assert rounded.exact == (expected == value)


def test_irrational_numbers_round_to_places_as_mpmath_does() -> None:
    for i, (x, value) in enumerate(some_irrationals(seed=13, count=1500)):
        places = i % 60
        scaled = (-1) ** i * value * mp.mpf(10) ** places
        units = int(mp.sign(scaled) * mp.floor(abs(scaled) + mp.mpf(1) / 2))
        assert round_to_places((-1) ** i * x, places) == Rounded(units, places, exact=False, tie=False)


def test_irrational_numbers_round_to_significant_digits_as_mpmath_does() -> None:
    for i, (x, value) in enumerate(some_irrationals(seed=14, count=1500)):
        digits = 1 + i % 60
        rounded = round_to_significant(x, digits)
        assert len(str(rounded.units)) == digits
        assert abs(value * mp.mpf(10) ** rounded.places - rounded.units) < 0.5


TEXTS = [
    (round_to_significant(Exact(Fraction(9996, 10_000)), 3), "1.00"),
    (round_to_significant(Exact(Fraction(-9996, 10_000)), 3), "-1.00"),
    (round_to_significant(Exact(Fraction(9994, 10_000)), 3), "0.999"),
    (round_to_significant(Exact(Fraction(996, 100_000)), 2), "0.010"),
    (round_to_significant(Exact(Fraction(1, 4)), 3), "0.250"),
    (round_to_significant(Exact(2396), 2), "2400"),
    (round_to_significant(Exact(0), 5), "0"),
    (round_to_places(Exact(0), 3), "0.000"),
    (round_to_places(Exact(Fraction(-1, 1000)), 2), "0.00"),
    (round_to_places(-exp(-20), 3), "0.000"),
    (round_to_places(Exact(2450), -2), "2500"),
    (round_to_places(Exact(10**15 - 1), 2), "999999999999999.00"),
    (round_to_significant(Exact(Fraction(1, 10**15)), 1), "0.000000000000001"),
    (round_to_significant(Exact(Fraction(1, 10**17)), 2), "1.0e-17"),
]


@pytest.mark.parametrize(("rounded", "text"), TEXTS, ids=[text for _, text in TEXTS])
def test_a_rounding_shows_the_digits_asked_for(rounded: Rounded, text: str) -> None:
    assert rounded.text == text


def test_a_tie_goes_away_from_zero_and_is_named() -> None:
    assert round_to_places(Exact(Fraction(1, 8)), 2) == Rounded(13, 2, exact=False, tie=True)
    assert round_to_places(Exact(Fraction(-1, 8)), 2) == Rounded(-13, 2, exact=False, tie=True)
    assert round_to_significant(Exact(Fraction(1, 8)), 2) == Rounded(13, 2, exact=False, tie=True)
    assert round_to_places(Exact(Fraction(1, 8)), 3) == Rounded(125, 3, exact=True, tie=False)
    assert round_to_places(Exact(Fraction(1, 8)) - sqrt(2) / 10**5000, 2) == Rounded(12, 2, exact=False, tie=False)
    assert round_to_places(Exact(Fraction(1, 8)) + sqrt(2) / 10**5000, 2) == Rounded(13, 2, exact=False, tie=False)


def in_powers_of_ten(rounded: Rounded) -> tuple[str, int]:
    """1.23e56 as 1.23 and 56."""
    mantissa, _, power = rounded.text.partition("e")
    return mantissa, int(power)


@pytest.mark.parametrize("exponent", [35, 100, 10**6, 10**12, -(10**12), -100])
@pytest.mark.parametrize("digits", [1, 4, 30])
def test_huge_and_tiny_numbers_are_shown_as_powers_of_ten(exponent: int, digits: int) -> None:
    """e^(10^12) has 434,294,481,904 digits before its point; mpmath gives the same ones."""
    mantissa, _, power = mp.nstr(mp.exp(exponent), digits + 20, min_fixed=0, max_fixed=0).partition("e")
    with localcontext() as context:
        context.prec = 60
        expected = str(Decimal(mantissa).quantize(Decimal(1).scaleb(1 - digits), ROUND_HALF_UP)), int(power)
    assert in_powers_of_ten(round_to_significant(exp(exponent), digits)) == expected
    if exponent > 0:
        assert in_powers_of_ten(round_to_places(exp(exponent), digits - 1)) == expected


def test_more_than_fifteen_digits_before_the_point_make_a_power_of_ten_with_the_places_asked_for() -> None:
    assert in_powers_of_ten(round_to_places(Exact(10**15 + 1), 2)) == ("1.00", 15)
    assert in_powers_of_ten(round_to_places(Exact(10**15), 2)) == ("1.00", 15)


def test_a_long_number_that_is_left_of_a_subtraction_is_still_a_power_of_ten() -> None:
    """e^100 less its first 24 digits is 55515800135873611118.77…, which 64 bits do not tell from 0."""
    x = exp(100) - 268_811_714_181_613_544_841_262 * 10**20
    assert in_powers_of_ten(round_to_places(x, 2)) == ("5.55", 19)


def test_a_rounding_to_many_places_can_be_shown() -> None:
    """Python itself refuses to write an integer of more than 4,300 digits."""
    assert round_to_places(sqrt(2), 4300).text.startswith("1.41421356")


def test_a_long_integer_rounds_to_significant_digits() -> None:
    assert in_powers_of_ten(round_to_significant(Exact(10) ** 4300, 3)) == ("1.00", 4300)
