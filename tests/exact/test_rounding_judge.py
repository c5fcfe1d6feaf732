"""How a printed decimal fits an exact number, against a proof-reader who knows only the definitions.

The proof-reader counts in units of the last digit printed (corpus/LABELS.md, symattn/exact/rounding.py): a number
that ends at that digit is exact or wrong; any other has one rounding, or two on a tie; cutting it off is
`truncated`; one unit beside a rounding is `last-digit`; all else is `wrong`.
"""

from __future__ import annotations

import random
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from exact_oracle import mp, mpf, some_irrationals

from symattn.exact import Exact, Fit, exp, judge, ln, read_decimal, sqrt

CASES = 100_000
near = Fraction(1, 10**30)


def fit(scaled: Any, printed: int) -> tuple[Fit, bool]:
    """The fit, and whether it is a tie, of a number and a print of it, both counted in units of the last digit."""
    low = int(mp.floor(scaled)) if isinstance(scaled, mp.mpf) else floor(scaled)
    if scaled == low:
        return (Fit.EXACT if printed == low else Fit.WRONG), False
    half = low + (mp.mpf(1) / 2 if isinstance(scaled, mp.mpf) else Fraction(1, 2))
    roundings = [low] if scaled < half else [low + 1] if scaled > half else [low, low + 1]
    if printed in roundings:
        return Fit.ROUNDED, len(roundings) == 2
    if printed == (low if scaled > 0 else low + 1):
        return Fit.TRUNCATED, False
    return (Fit.LAST_DIGIT if min(abs(printed - r) for r in roundings) == 1 else Fit.WRONG), False


def print_of(draw: random.Random) -> tuple[str, int, Fraction]:
    """A decimal in one of many spellings, its digits as an integer, and one unit of its last digit."""
    n = draw.choice([draw.randint(-9, 9), draw.randint(-999, 999), draw.randint(-(10**8), 10**8)])
    k = draw.randint(1, 9)
    sign, digits = draw.choice("-−") if n < 0 else draw.choice(["", "", "+"]), str(abs(n)).rjust(k + 1, "0")
    point, unit = f"{sign}{digits[:-k]}.{digits[-k:]}", Fraction(1, 10**k)
    match draw.randrange(6):
        case 0 | 1:
            return point, n, unit
        case 2:
            return f"{point}{draw.choice(['%', ' %'])}", n, unit / 100
        case 3:
            power = draw.randint(-12, 12)
            return f"{point}{draw.choice('eE')}{power}", n, unit * Fraction(10) ** power
        case 4:
            power = draw.randint(-12, 12)
            return f"{point}{draw.choice(['×10^', ' × 10^', '·10^', 'x10**'])}{power}", n, unit * Fraction(10) ** power
        case _:
            fill = draw.choice([0, 0, 1, 2, 3])
            while n and n % 10 == 0:
                n, fill = n // 10, fill + 1
            return f"{sign}{abs(n) * 10**fill}", n, Fraction(10**fill if n else 1)


def offset(draw: random.Random) -> Fraction:
    """Units between a number and its print: often on a bound (a tie among them), or 10^-30 beside one."""
    if draw.random() < 0.4:
        return Fraction(draw.randint(-4000, 4000), draw.randint(1, 1500))
    bound = Fraction(draw.choice([-6, -4, -3, -2, -1, -1, 0, 1, 1, 2, 3, 4, 6]), 2)
    return bound + draw.choice([0, near, -near])


def test_verdicts_on_rational_numbers_are_the_proof_readers() -> None:
    draw = random.Random(2024)
    seen: dict[tuple[Fit, bool], int] = {}
    for _ in range(CASES * 6 // 10):
        text, n, unit = print_of(draw)
        x = (n + offset(draw)) * unit
        strict = x.denominator == 1 and draw.random() < 0.5
        if strict and text.lstrip("+-−").isdigit():
            n, unit = int(n * unit), Fraction(1)
        judgement = judge(Exact(x), read_decimal(text), strict=strict)
        expected = fit(x / unit, n)
        assert (judgement.fit, judgement.tie) == expected, (str(x), text, strict)
        seen[expected] = seen.get(expected, 0) + 1
    assert len(seen) == 6 and min(seen.values()) > 500


def test_verdicts_on_irrational_numbers_are_the_proof_readers() -> None:
    draw = random.Random(2025)
    pool = some_irrationals(seed=5, count=300)
    seen: dict[Fit, int] = {}
    for _ in range(CASES * 4 // 10):
        text, n, unit = print_of(draw)
        base, value = draw.choice(pool)
        if draw.random() < 0.5:
            middle, width = (n + offset(draw)) * unit, near * unit * draw.choice([-1, 1])
            x, worth = base * width + middle, value * mpf(width) + mpf(middle)
        else:
            wanted = (n + offset(draw)) * unit / Fraction(mp.nstr(value, 25))
            factor = Fraction(round(wanted * 10**40) or 1, 10**40)
            x, worth = base * factor, value * mpf(factor)
        judgement = judge(x, read_decimal(text), strict=draw.random() < 0.5)
        expected, _ = fit(worth / mpf(unit), n)
        assert (judgement.fit, judgement.tie) == (expected, False), (repr(x), text)
        seen[expected] = seen.get(expected, 0) + 1
    assert len(seen) == 4 and min(seen.values()) > 500


weight = 1 / (1 + exp(3 * sqrt(2)))

WORKED = [
    (weight, "0.014", Fit.ROUNDED), (weight, "0.0142", Fit.ROUNDED), (weight, "0.0141", Fit.TRUNCATED),
    (weight, "0.015", Fit.LAST_DIGIT), (weight, "0.016", Fit.WRONG), (weight, "1.4%", Fit.ROUNDED),
    (1 - weight, "0.986", Fit.ROUNDED), (1 - weight, "0.985", Fit.TRUNCATED), (-weight, "-0.0141", Fit.TRUNCATED),
    (-weight, "-0.0143", Fit.LAST_DIGIT), (-weight, "0.014", Fit.WRONG), (5 / sqrt(2), "3.54", Fit.ROUNDED),
    (exp(Fraction(778, 100)), "2400", Fit.ROUNDED), (exp(Fraction(1768, 100)), "4.8e7", Fit.ROUNDED),
    (exp(2 * ln(3)), "9", Fit.EXACT), (sqrt(8) / sqrt(2), "2.00", Fit.EXACT), (exp(-20), "0.000", Fit.ROUNDED),
]  # fmt: skip


@pytest.mark.parametrize(("x", "text", "expected"), WORKED, ids=[f"{x} {text}" for x, text, _ in WORKED])
def test_the_two_word_example_is_judged_as_on_paper(x: Exact, text: str, expected: Fit) -> None:
    assert judge(x, read_decimal(text)).fit is expected


def test_trailing_zeros_of_an_integer_are_digits_only_where_an_integer_is_read_strictly() -> None:
    """19 printed as 20 is a rounding to tens, after an `=` a slip; 2400 for e^7.78 stays a rounding."""
    assert judge(Exact(19), read_decimal("20")).fit is Fit.ROUNDED
    assert judge(Exact(19), read_decimal("20"), strict=True).fit is Fit.WRONG
    assert judge(Exact(20), read_decimal("20"), strict=True).fit is Fit.EXACT
    assert judge(exp(Fraction(778, 100)), read_decimal("2400"), strict=True).fit is Fit.ROUNDED


def test_a_tie_may_go_either_way() -> None:
    for text in ("0.12", "0.13"):
        judgement = judge(Exact(Fraction(1, 8)), read_decimal(text))
        assert (judgement.fit, judgement.tie) == (Fit.ROUNDED, True)
    assert judge(Exact(Fraction(1, 8)) + sqrt(2) / 10**5000, read_decimal("0.12")).fit is Fit.TRUNCATED
    assert judge(Exact(Fraction(1, 8)) - sqrt(2) / 10**5000, read_decimal("0.13")).fit is Fit.LAST_DIGIT


def test_a_verdict_carries_what_proves_it() -> None:
    certificate = judge(weight, read_decimal("0.014")).certificate
    assert certificate is not None
    assert (certificate.enclosure, certificate.bits) == ("[0.01416603587668840280 +/- 9.77e-21]", 64)
    certificate = judge(Exact(Fraction(1, 3)), read_decimal("0.33")).certificate
    assert certificate is not None
    assert (certificate.enclosure, certificate.bits) == ("1/3", 0)


tiny = (exp(Fraction(1, 2**30_000)) - 1) ** 20
"""Positive, and too near to 0 for the precision ceiling."""


@pytest.mark.parametrize("text", ["1", "0", "0.5"])
def test_what_the_ceiling_leaves_open_is_undecided(text: str) -> None:
    judgement = judge(Fraction(1, 2) + tiny, read_decimal(text))
    assert (judgement.fit, judgement.tie, judgement.certificate) == (Fit.UNDECIDED, False, None)


def test_the_same_is_undecided_beside_a_printed_zero() -> None:
    assert judge(tiny, read_decimal("0.00")).fit in (Fit.UNDECIDED, Fit.ROUNDED)
