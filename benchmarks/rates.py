"""How many a second, without a target: equalities decided, numbers judged, pages written."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

import mpmath
from side_by_side import WrongResultError, shown

from symattn import Attention, Exact, derive
from symattn.exact import Fit, Printed, exp, judge, read_decimal, sqrt

RUNS = 7
TERMS = 4
MP = mpmath.MPContext()
MP.dps = 60


def rates() -> Iterator[str]:
    random = Random(1)
    seconds = _median(lambda: [_pair(random, equal) for _ in range(100) for equal in (True, False)], _decide)
    yield f"{200 / seconds:9,.0f} exact equalities a second, of softmax weights over {TERMS} keys, half of them equal"
    seconds = _median(lambda: [_printed(random, right) for _ in range(100) for right in (True, False)], _judge)
    yield f"{200 / seconds:9,.0f} decimals judged a second, of softmax weights over {TERMS} keys, half of them right"
    seconds = _median(lambda: _eight_by_eight(random), _latex)
    yield f"{shown(seconds):>9} for the LaTeX of an 8 x 8 derivation in small integers, from derive() on"


def _median(fresh: Callable[[], Any], work: Callable[[Any], None]) -> float:
    """Seconds of `work`, on new objects each time: exact numbers and problems keep what has been worked out."""
    found = []
    for _ in range(RUNS + 1):
        made = fresh()
        gc.collect()
        start = perf_counter()
        work(made)
        found.append(perf_counter() - start)
    return median(found[1:])


def _scores(random: Random) -> list[Fraction]:
    return [Fraction(random.randint(-40, 40), random.randint(1, 9)) for _ in range(TERMS)]


def _weight(scores: list[Fraction], shift: Fraction = Fraction(0)) -> Exact:
    """The first weight of softmax((s + shift)·√2), whose shift cancels, but not as written."""
    powers = [exp((s + shift) * sqrt(2)) for s in scores]
    return powers[0] / sum(powers[1:], powers[0])


def _pair(random: Random, equal: bool) -> tuple[Exact, Exact, bool]:
    scores = _scores(random)
    other = scores if equal else [scores[0] + Fraction(1, 10**30), *scores[1:]]
    return _weight(scores), _weight(other, Fraction(random.randint(1, 9))), equal


def _decide(pairs: list[tuple[Exact, Exact, bool]]) -> None:
    for a, b, equal in pairs:
        if (a == b) is not equal:
            raise WrongResultError(f"{a} == {b} is decided to be {not equal}")


def _printed(random: Random, right: bool) -> tuple[Exact, Printed, Fit]:
    """A weight, and its decimal as mpmath rounds it at 60 digits, or that with its last digit 5 too high."""
    scores, places = _scores(random), random.randint(2, 12)
    powers = [MP.exp(MP.mpf(s.numerator) / s.denominator * MP.sqrt(2)) for s in scores]
    units = int(MP.nint(powers[0] / MP.fsum(powers) * 10**places)) + (0 if right else 5)
    text = f"{units // 10**places}.{units % 10**places:0{places}}"
    return _weight(scores), read_decimal(text), Fit.ROUNDED if right else Fit.WRONG


def _judge(printed: list[tuple[Exact, Printed, Fit]]) -> None:
    for exact, number, due in printed:
        fit = judge(exact, number).fit
        if fit is not due:
            raise WrongResultError(f"{number.text} is judged {fit.value} where {due.value} is due, for {exact}")


def _eight_by_eight(random: Random) -> dict[str, list[list[int]]]:
    return {k: [[random.randint(-3, 3) for _ in range(8)] for _ in range(8)] for k in ("X", "W_Q", "W_K", "W_V")}


def _latex(keys: dict[str, Any]) -> None:
    if not derive(Attention(**keys)).latex().rstrip().endswith(r"\end{document}"):
        raise WrongResultError("the LaTeX of an 8 x 8 derivation has no end")
