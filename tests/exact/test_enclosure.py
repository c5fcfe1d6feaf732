"""Balls hold the true value at every precision, whatever the caller and other threads do with flint's."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import flint
import pytest
from exact_oracle import EXACT, MPMATH, Tree, as_fractions, drawing, fraction, mp, numbers, some_irrationals, told
from flint import arb, fmpq
from hypothesis import assume, given
from hypothesis import strategies as st

from symattn.errors import FieldError
from symattn.exact import Exact, exp, judge, ln, read_decimal, round_to_places, round_to_significant, sqrt, symbol
from symattn.exact.enclosure import softmax_balls, span
from symattn.exact.precision import working

weight = 1 / (1 + exp(3 * sqrt(2)))
BITS = [2, 10, 53, 64, 100, 400]


@contextmanager
def flint_set_to(bits: int) -> Iterator[None]:
    before = flint.ctx.prec
    flint.ctx.prec = bits
    try:
        yield
    finally:
        flint.ctx.prec = before


@drawing
@given(numbers, st.sampled_from(BITS))
def test_an_enclosure_contains_the_true_value(tree: Tree, bits: int) -> None:
    """The value at 200 digits lies in the ball; where a denominator is not told from 0, the ball is everything."""
    try:
        number, value = told(tree, EXACT), told(tree, MPMATH)
    except (FieldError, ZeroDivisionError):
        assume(False)
    ball = number.enclosure(bits)
    if not ball.is_finite():
        assert number.denominator.as_rational() is None
        return
    middle, radius = as_fractions(ball)
    unsure = fraction(max(1, abs(value)) * mp.mpf(10) ** -140)
    assert abs(middle - fraction(value)) <= radius + unsure


@drawing
@given(st.lists(st.tuples(st.integers(-30, 30), st.integers(0, 9)), min_size=1, max_size=4), st.data())
def test_a_softmax_of_balls_holds_every_softmax_in_them(scores: list[tuple[int, int]], data: st.DataObject) -> None:
    """Scores of one decimal place, each some tenths more or less; the shares stay from 0 to 1."""
    chosen = [fmpq(s + data.draw(st.integers(-width, width)), 10) for s, width in scores]
    with working(64):
        shares = softmax_balls([span(fmpq(s, 10), fmpq(width, 10)) for s, width in scores])
        below = sum((arb(s).exp() for s in chosen), arb(0))
        assert all(share.overlaps(arb(s).exp() / below) for share, s in zip(shares, chosen, strict=True))
        slack = arb(fmpq(1, 2**20))
        assert all(-slack < share.lower() and share.upper() < 1 + slack for share in shares)


def test_the_ends_of_a_softmax_of_balls_are_met() -> None:
    """Of [1, 2] and [0, 1] the first share is 1/2 where both are 1, and 1/(1 + e^−2) where they are farthest apart."""
    with working(64):
        first, _ = softmax_balls([span(fmpq(3, 2), fmpq(1, 2)), span(fmpq(1, 2), fmpq(1, 2))])
        assert abs(first.lower() - arb(fmpq(1, 2))) < 1e-8
        assert abs(first.upper() - 1 / (1 + arb(-2).exp())) < 1e-8


def test_an_enclosure_narrows_with_its_bits() -> None:
    """At n bits the weight 1/(1 + e^(3√2)) is known to within 2^-(n-8) of itself, and not exactly."""
    for bits in (64, 1000, 50_000):
        middle, radius = as_fractions(weight.enclosure(bits))
        assert 0 < radius < middle / 2 ** (bits - 8)


def test_a_whole_number_is_enclosed_without_width() -> None:
    assert as_fractions(Exact(7).enclosure(64)) == (7, 0)
    assert as_fractions(Exact(Fraction(3, 8)).enclosure(64)) == (Fraction(3, 8), 0)


def everything(x: Exact) -> list[Any]:
    """All that is worked out with balls."""
    judgement = judge(x, read_decimal("0.014"))
    assert judgement.certificate is not None
    return [
        as_fractions(x.enclosure(64)), as_fractions(x.enclosure(1000)), x.sign(), x == weight, x < 1,
        str(x.evaluate(40)), judgement.fit, judgement.certificate.enclosure,
        round_to_places(x, 20).text, round_to_places(x, 300).text, round_to_significant(x, 7).text,
        round_to_places(x * 10**16, 3).text, str(x.sympy),
    ]  # fmt: skip


MANY = [weight, ln(2), exp(100), exp(-100), sqrt(2) - sqrt(3), Exact(Fraction(1, 3)), ln(2) * ln(3) - ln(5)]


@pytest.mark.parametrize("bits", [2, 53, 5000])
def test_the_precision_of_flint_neither_counts_nor_changes(bits: int) -> None:
    expected = [everything(x) for x in MANY]
    with flint_set_to(bits):
        found = []
        for x in MANY:
            found.append(everything(x))
            assert flint.ctx.prec == bits
    assert found == expected


@pytest.mark.parametrize("bits", [2, 5000])
def test_the_certificate_of_a_long_fraction_does_not_depend_on_the_precision_of_flint(bits: int) -> None:
    """1/3^19 is shown by its decimals, which are the same whatever flint is set to."""
    number, printed = Exact(Fraction(1, 3**19)), read_decimal("0.0000000009")
    expected = judge(number, printed)
    with flint_set_to(bits):
        assert judge(number, printed) == expected


@pytest.mark.parametrize("bits", [2, 5000])
def test_an_error_leaves_the_precision_of_flint_as_it_was(bits: int) -> None:
    with flint_set_to(bits):
        with pytest.raises(FieldError):
            symbol("x").enclosure(100)
        with pytest.raises(FieldError):
            exp(Exact(2) ** 4097).evaluate(10)
        assert flint.ctx.prec == bits


def test_threads_at_different_precisions_get_what_one_thread_gets() -> None:
    tasks = [(x, 64 + 97 * i % 4000) for i, (x, _) in enumerate(some_irrationals(seed=1, count=400))]

    def work(task: tuple[Exact, int]) -> list[Any]:
        x, bits = task
        return [as_fractions(x.enclosure(bits)), str(x.evaluate(bits // 4)), round_to_places(x, bits // 4).text]

    before = flint.ctx.prec
    alone = [work(task) for task in tasks]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(work, tasks))
    assert together == alone
    assert flint.ctx.prec == before


FIRST_USE = """
import threading
from symattn.exact import exp
start, errors = threading.Barrier(8), []
def work(i):
    start.wait()
    try:
        exp(i).evaluate(20), exp(i).sympy
    except Exception as error:
        errors.append(repr(error))
threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(errors[:1])
"""


def test_the_first_use_may_be_in_several_threads() -> None:
    """mpmath and SymPy are loaded at their first use, which eight threads may make at once."""
    ran = subprocess.run([sys.executable, "-c", FIRST_USE], check=False, capture_output=True, text=True, timeout=30)
    assert ran.stdout.strip() == "[]"
