"""Rows of weights that betray themselves; and none that is right does."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

from symattn.exact.rounding import Printed, read_decimal
from symattn.verifying.witnesses import witnesses

MP = mpmath.MPContext()
MP.dps = 40
ROOT_HALF = 1 / arb(2).sqrt()


def row(text: str) -> list[Printed]:
    return [read_decimal(number) for number in text.split()]


def names(weights: str, scores: Any = None, **known: Any) -> list[str]:
    scores = row(scores) if isinstance(scores, str) else scores
    return [witness.name for witness in witnesses(row(weights), scores, **known)]


@pytest.mark.parametrize(
    ("weights", "scores", "scale", "found"),
    [
        ("0.40 0.25 0.25", None, None, ["sum"]),
        ("0.40 0.35 0.35", None, None, ["sum"]),
        ("0.33 0.33 0.33", None, None, []),
        ("0.34 0.34 0.33", None, None, []),
        ("0.99 0.01 0.00", None, None, []),
        ("0.18 0.49 0.07 0.26", [1, 2, 0, 1], None, ["equal"]),
        ("0.39 0.19 0.42", "0.71 0 0.71", None, ["equal"]),
        ("0.40 0.20 0.41", "0.71 0 0.71", None, []),
        ("0.2 0.8", [2, 1], None, ["order"]),
        ("0.50 0.50", [1, 0], None, []),
        ("0.5 0.5", [1, None], None, ["hidden"]),
        ("1.0 0.0", [1, None], None, []),
        ("0.731 0.269", [1, 0], ROOT_HALF, ["scale"]),
        ("0.670 0.330", [1, 0], ROOT_HALF, []),
        ("0.671 0.329", [1, 0], ROOT_HALF, []),
        ("0.67 0.33", "0.71 0", fmpq(1), []),
    ],
)
def test_a_row_betrays_itself(weights: str, scores: Any, scale: Any, found: list[str]) -> None:
    """By its sum, by equal or ordered scores, by what is hidden; by its scale where more than a last digit is off."""
    assert names(weights, scores, scale=scale) == found


def test_an_output_lies_between_the_values() -> None:
    """4.20 is no mean of 2 and 4; 4.00 is one of what 4.00 may stand for."""
    values = [[1, 2], [3, 4]]
    assert names("0.5 0.5", values=values, output=row("2.00 4.20")) == ["hull"]
    assert names("0.5 0.5", values=values, output=row("2.00 4.00")) == []


def test_each_witness_shows_its_inequality() -> None:
    (witness,) = witnesses(row("0.40 0.25 0.25"))
    assert (witness.sentence, witness.proof) == (
        "the weights add up to at most 0.915, never to 1",
        "0.40 + 0.25 + 0.25 is at most 0.915 < 1",
    )


@given(st.lists(st.integers(-20, 20), min_size=2, max_size=6), st.integers(1, 4), st.sampled_from([1, 2, 3, 4]))
def test_no_row_that_is_rounded_correctly_is_suspected(tenths: list[int], places: int, width: int) -> None:
    """softmax(s/√d) and its output by mpmath, with every witness asked."""
    scores = [fmpq(n, 10) for n in tenths]
    powers = [MP.exp(MP.mpf(n) / 10 / MP.sqrt(width)) for n in tenths]
    weights = [power / sum(powers) for power in powers]
    values = [[i * i, -i] for i in range(len(tenths))]
    output = [sum(a * v[k] for a, v in zip(weights, values, strict=True)) for k in (0, 1)]
    found = witnesses(
        [printed(a, places) for a in weights],
        scores,
        scale=1 / arb(width).sqrt(),
        values=values,
        output=[printed(z, places) for z in output],
    )
    assert found == []


def printed(x: Any, places: int) -> Printed:
    """x correctly rounded, by mpmath and integers alone."""
    units = Fraction(int(MP.floor(abs(x) * 10**places + MP.mpf(1) / 2)), 10**places)
    return read_decimal(f"{'-' if x < 0 else ''}{float(units):.{places}f}")
