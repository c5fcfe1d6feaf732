"""Times of several sides that work the same data in turn, A B C A B C …, each round on new numbers."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median_low, quantiles
from time import perf_counter
from typing import Any


class WrongResultError(Exception):
    """Two sides did not give the same answer: their times compare nothing."""


@dataclass(frozen=True)
class Side:
    """One of those who run."""

    name: str
    ready: Callable[[Any], Any]
    """From the data of a round to what the work starts from; timed apart."""
    work: Callable[[Any], Any]


@dataclass(frozen=True)
class Lap:
    """Seconds of one side in one round."""

    ready: float
    work: float

    @property
    def whole(self) -> float:
        return self.ready + self.work


def race(
    sides: Sequence[Side], draw: Callable[[], Any], agree: Callable[[dict[str, Any]], None], rounds: int
) -> dict[str, list[Lap]]:
    """The laps of each side. `agree` sees all results of each round and raises WrongResultError."""
    laps: dict[str, list[Lap]] = {side.name: [] for side in sides}
    for _ in range(rounds + 1):
        data, results = draw(), {}
        for side in sides:
            lap, results[side.name] = _run(side, data)
            laps[side.name].append(lap)
        agree(results)
    # the first round fills caches, loads modules and writes bytecode, for every side alike
    return {name: found[1:] for name, found in laps.items()}


def _run(side: Side, data: Any) -> tuple[Lap, Any]:
    # what the side before has left behind is not swept up on this one's time
    gc.collect()
    start = perf_counter()
    ready = side.ready(data)
    between = perf_counter()
    result = side.work(ready)
    return Lap(between - start, perf_counter() - between), result


@dataclass(frozen=True)
class Row:
    """One line of the table: two sides, and what is wanted of their ratio."""

    what: str
    ours: Sequence[float]
    peer: Sequence[float]
    target: float | None = None
    faster: bool = False
    """The ratio tells how many times as fast ours is, and the target is the least; else as long, and the most."""

    @property
    def ratios(self) -> list[float]:
        """Round by round: what slows the machine for a while slows both sides of a round, and cancels."""
        pairs = zip(self.ours, self.peer, strict=True)
        return [peer / ours if self.faster else ours / peer for ours, peer in pairs]

    @property
    def median_round(self) -> int:
        """The round of the median ratio; its times are shown, so that they have that ratio."""
        return self.ratios.index(median_low(self.ratios))

    @property
    def verdict(self) -> str:
        if self.target is None:
            return "-"
        ratio = self.ratios[self.median_round]
        met = ratio >= self.target if self.faster else ratio <= self.target
        return f"{'>=' if self.faster else '<='} {self.target:<5g}{'met' if met else 'MISSED'}"

    def __str__(self) -> str:
        here = self.median_round
        low, _, high = quantiles(self.ratios, n=4, method="inclusive")
        times = f"{shown(self.ours[here]):>10}{shown(self.peer[here]):>10}"
        ratio = f"{self.ratios[here]:7.3g} x {'faster' if self.faster else 'as long':<9}"
        return f"{self.what:<52}{times}{ratio}{f'{low:.3g} to {high:.3g}':<15}{self.verdict}"


HEAD = f"{'':<52}{'ours':>10}{'peer':>10}{'ratio':>7}{'':<11}{'middle half':<15}target"


def work(laps: Sequence[Lap]) -> list[float]:
    return [lap.work for lap in laps]


def whole(laps: Sequence[Lap]) -> list[float]:
    return [lap.whole for lap in laps]


def shown(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
