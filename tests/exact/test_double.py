"""Binary numbers of 53 digits against those of the machine."""

from __future__ import annotations

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from symattn.errors import FieldError
from symattn.exact.double import Double, nearest

FLOATS = st.floats(min_value=1e-60, max_value=1e60) | st.floats(min_value=-1e60, max_value=-1e-60)


def of(x: float) -> Double:
    return Double(fmpq(*x.as_integer_ratio()))


@given(FLOATS, FLOATS)
def test_each_step_is_the_machines(a: float, b: float) -> None:
    assert of(a) + of(b) == of(a + b)
    assert of(a) - of(b) == of(a - b)
    assert of(a) * of(b) == of(a * b)
    assert of(a) / of(b) == of(a / b)


@given(st.integers(1, 10**40), st.integers(1, 10**40))
def test_the_nearest_one_is_the_machines(p: int, q: int) -> None:
    assert nearest(fmpq(p, q)) == of(p / q)
    assert nearest(fmpq(-p, q)) == of(-p / q)


def test_of_two_equally_near_ones_the_even_one_is_taken() -> None:
    assert nearest(fmpq(2**53 + 1)) == of(float(2**53))
    assert nearest(fmpq(2**53 + 3)) == of(float(2**53 + 4))


@pytest.mark.parametrize("value", [fmpq(10**400), fmpq(1, 10**400)])
def test_the_smallest_and_largest_sizes_are_left_out(value: fmpq) -> None:
    with pytest.raises(FieldError, match="no binary number of 53 digits"):
        nearest(value)
