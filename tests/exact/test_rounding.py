"""A decimal as printed: what it says, which places it claims, and what is not one."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from exact_oracle import some_irrationals
from flint import fmpq

from symattn.errors import LimitError, ReadingError, SymattnError, UndecidedError
from symattn.exact import Exact, Fit, exp, judge, ln, read_decimal, round_to_places, round_to_significant, sqrt

DECIMALS = [
    # text              value                 unit            strict unit
    ("0.014",           Fraction(7, 500),     "1/1000",       "1/1000"),
    ("0.0140",          Fraction(7, 500),     "1/10000",      "1/10000"),
    ("4.8e7",           48_000_000,           "1000000",      "1000000"),
    ("4.80E+7",         48_000_000,           "100000",       "100000"),
    ("2400",            2400,                 "100",          "1"),
    ("-2400",           -2400,                "100",          "1"),
    ("2400.",           2400,                 "1",            "1"),
    ("2400.0",          2400,                 "1/10",         "1/10"),
    ("2401",            2401,                 "1",            "1"),
    ("0",               0,                    "1",            "1"),
    ("000",             0,                    "1",            "1"),
    ("0.000",           0,                    "1/1000",       "1/1000"),
    ("-0.0",            0,                    "1/10",         "1/10"),
    ("007",             7,                    "1",            "1"),
    ("98.6%",           Fraction(986, 1000),  "1/1000",       "1/1000"),
    ("98.6 %",          Fraction(986, 1000),  "1/1000",       "1/1000"),
    ("100%",            1,                    "1/100",        "1/100"),
    ("7.5×10^9",        7_500_000_000,        "100000000",    "100000000"),
    ("7.5 × 10^{9}",    7_500_000_000,        "100000000",    "100000000"),
    ("7.5·10^-3",       Fraction(75, 10_000), "1/10000",      "1/10000"),
    ("7.5*10**−3",      Fraction(75, 10_000), "1/10000",      "1/10000"),
    ("7.5x10^+3",       7500,                 "100",          "100"),
    ("-0.5",            Fraction(-1, 2),      "1/10",         "1/10"),
    ("−0.5",            Fraction(-1, 2),      "1/10",         "1/10"),
    ("+.5",             Fraction(1, 2),       "1/10",         "1/10"),
    ("−1e−3",           Fraction(-1, 1000),   "1/1000",       "1/1000"),
    ("  0.5 ",          Fraction(1, 2),       "1/10",         "1/10"),
    ("1e9000",          10**9_000,            None,           None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit", "strict_unit"), DECIMALS, ids=[row[0] for row in DECIMALS])
def test_a_decimal_claims_the_digits_it_shows(text: str, value: int, unit: str | None, strict_unit: str | None) -> None:
    """Only an integer's trailing zeros may be fill: 2400 claims hundreds, or, read strictly, ones."""
    printed = read_decimal(text)
    assert printed.value == fmpq(Fraction(value).numerator, Fraction(value).denominator)
    assert printed.text == text.strip()
    if unit is not None:
        assert (str(printed.unit), str(printed.strict_unit)) == (unit, strict_unit)


def test_a_decimal_shows_its_places() -> None:
    assert [read_decimal(t).places for t in ("0.0140", "2400", "4.8e7", "98.6%", "1e-3")] == [4, 0, -6, 3, 3]


def test_an_integer_is_told_from_a_decimal() -> None:
    assert all(read_decimal(text).is_integer for text in ("5", "-5", "−5", "+2400", "0"))
    assert not any(read_decimal(text).is_integer for text in ("5.0", "5.", "5e0", "500%", "5e3", "5×10^0"))


@pytest.mark.parametrize("text", [
    "", " ", "abc", ".", "-", "e5", "1e", "1e+", "1,5", "0,67", "1,000", "--1", "+-1", "1 2", "1. 5", "1.2.3", "1e5e5",
    "½", "1²", "0x10", "1_000", "inf", "nan", "5×10", "%", "1%%", "1/2", "1e1.5", "__import__('os')",
])  # fmt: skip
def test_what_is_no_decimal_is_refused(text: str) -> None:
    with pytest.raises(ReadingError) as refused:
        read_decimal(text)
    assert str(refused.value) == f"{text!r} is not a decimal number; write it like 0.014, 4.8e7 or 1.4%"


@pytest.mark.parametrize("text", ["7.5×10^{9", "7.5×10^9}"])
def test_a_brace_that_is_not_closed_is_no_decimal(text: str) -> None:
    with pytest.raises(ReadingError):
        read_decimal(text)


def test_a_decimal_of_many_digits_is_read() -> None:
    """Python itself refuses to read an integer of more than 4,300 digits."""
    assert read_decimal("0." + "0" * 4300 + "1").places == 4301


weight = 1 / (1 + exp(3 * sqrt(2)))
CORRECTIONS = [
    ("0.015", weight, "0.014"), ("0.0141", weight, "0.0142"), ("1.5%", weight, "1.4%"), ("98%", 1 - weight, "99%"),
    ("98.5 %", 1 - weight, "98.6%"), ("-0.5", -sqrt(2), "-1.4"), ("2300", exp(Fraction(778, 100)), "2400"),
    ("4.7e7", exp(Fraction(1768, 100)), "4.8e7"), ("9", exp(2 * ln(3)), "9"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "x", "correct"), CORRECTIONS, ids=[row[0] for row in CORRECTIONS])
def test_what_should_stand_there_has_as_many_digits_as_what_stands_there(text: str, x: Exact, correct: str) -> None:
    assert read_decimal(text).correct(x) == correct


def test_a_rounding_that_is_read_again_is_right() -> None:
    """Written, read and judged, the correct rounding of a number is `rounded`, or `exact` where nothing was lost."""
    for i, (x, _) in enumerate(some_irrationals(seed=21, count=300)):
        for y in (x, x * Fraction(7, 10**25), x * 10**25, -x):
            rounded = round_to_significant(y, 1 + i % 30)
            printed = read_decimal(rounded.text)
            assert printed.value == fmpq(rounded.units) / fmpq(10) ** rounded.places
            assert judge(y, printed).fit is Fit.ROUNDED
            assert judge(Exact(printed.value), printed, strict=True).fit is Fit.EXACT


tie = Fraction(1, 2) + (exp(Fraction(1, 2**30_000)) - 1) ** 20
"""1/2 + 10^-162,500: no ball of 524,288 bits tells it from 1/2."""

ERRORS: list[tuple[Callable[[], object], type[SymattnError], str]] = [
    (
        lambda: read_decimal("1e999999999"),
        LimitError,
        "'1e999999999' has a power of ten beyond 9,000, which is the largest that is read",
    ),
    (lambda: read_decimal("1" * 9_001), LimitError, "a number of 9,001 characters; at most 9,000 are read"),
    (
        lambda: round_to_places(exp(1), 15_001),
        LimitError,
        "15,001 decimal places were asked for; at most 15,000 are given",
    ),
    (
        lambda: round_to_places(exp(1), -15_001),
        LimitError,
        "-15,001 decimal places were asked for; at most 15,000 are given",
    ),
    (lambda: round_to_significant(exp(1), 0), LimitError, "0 digits were asked for; 1 to 15,000 are given"),
    (lambda: round_to_significant(exp(1), 15_001), LimitError, "15,001 digits were asked for; 1 to 15,000 are given"),
    (
        lambda: round_to_places(tie, 0),
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


def test_places_beyond_what_is_written_out_are_refused() -> None:
    """10^-87,000 to three digits needs 87,002 places."""
    x = Exact(Fraction(1, 10**8_000))
    with pytest.raises(LimitError):
        round_to_significant(x * x * x, 3)
