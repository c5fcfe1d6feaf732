"""The forward pass in numbers: exact at 8 x 8 against SymPy, 50 digits at 64 x 64 against mpmath and python-flint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random
from typing import Any

from peers import ARB_LOOP, ARB_MAT, DIGITS, MPMATH, SYMPY, Keys, agree
from side_by_side import Row, Side, WrongResultError, race, whole, work

from symattn import Attention, Derivation, derive

OURS = "symattn"


def exact_forward() -> Iterator[Row]:
    """8 tokens, d = 8: the exact output and 50 digits of it. Ours with like terms collected, SymPy's as they fall."""
    sides = [Side(OURS, _derivation, _exact_output), SYMPY]
    laps = race(sides, _drawn(8, _small), _agree_exactly, rounds=9)
    ours, theirs = laps[OURS], laps[SYMPY.name]
    yield Row("8 x 8, exact and 50 digits / SymPy", whole(ours), whole(theirs), 100, faster=True)
    yield Row("   the same without reading the numbers in", work(ours), work(theirs), faster=True)


def fifty_digits() -> Iterator[Row]:
    """64 tokens, d = 64: 50 digits of the output. Peers alone begin with numbers of their own type, made ready."""
    sides = [Side(OURS, _derivation, _fifty_digits), MPMATH, ARB_LOOP, ARB_MAT]
    laps = race(sides, _drawn(64, _tenths), agree, rounds=5)
    ours = laps[OURS]
    for peer, target, faster in ((MPMATH, 20, True), (ARB_LOOP, 1.3, False), (ARB_MAT, 1.3, False)):
        theirs = laps[peer.name]
        yield Row(f"64 x 64, evaluate(50) alone / {peer.name}", work(ours), work(theirs), target, faster)
        yield Row("   the same, from Fractions", whole(ours), whole(theirs), None, faster)


def _derivation(keys: Keys) -> Derivation:
    return derive(Attention(**keys))


def _exact_output(derivation: Derivation) -> tuple[Any, Any]:
    return derivation.output.exact, _fifty_digits(derivation)


def _fifty_digits(derivation: Derivation) -> Any:
    return derivation.output.evaluate(DIGITS)


def _agree_exactly(results: dict[str, Any]) -> None:
    """SymPy's digits are ours, and our exact cells, each evaluated by itself, are our digits."""
    exact, evaluated = results[OURS]
    agree(results | {OURS: evaluated})
    for i, j in ((i, j) for i in range(evaluated.rows) for j in range(evaluated.cols)):
        by_itself = exact[i][j].evaluate(DIGITS)
        if str(by_itself) != str(evaluated[i, j]):
            raise WrongResultError(f"cell {i + 1},{j + 1} is {by_itself} by itself but {evaluated[i, j]} in its table")


def _drawn(n: int, number: Callable[[Random], Fraction]) -> Callable[[], Keys]:
    """New tables in each round, the same in each run: a cache filled by one round is of no use to the next."""
    random = Random(n)

    def draw() -> Keys:
        return {k: [[number(random) for _ in range(n)] for _ in range(n)] for k in ("X", "W_Q", "W_K", "W_V")}

    return draw


def _small(random: Random) -> Fraction:
    """-2, 1/3, 3/2."""
    return Fraction(random.randint(-3, 3), random.choice((1, 1, 2, 3)))


def _tenths(random: Random) -> Fraction:
    return Fraction(random.randint(-9, 9), 10)
