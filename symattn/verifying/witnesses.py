"""Witnesses: what a printed row of weights betrays of itself, wherever its scores came from.

A printed number stands for all that it may have been rounded from: 0.73 for 0.725 to 0.735. A witness is told only
where no choice among these makes a row of weights, and then with the inequality that shows it.

    1. The weights of a row add up to 1.            2. Equal scores have equal weights; greater ones, greater.
    3. a_i/a_j = e^(c·(s_i − s_j)), c the scale.    4. An output lies between the least and greatest of the values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from flint import arb, fmpq

from symattn.exact.enclosure import span
from symattn.exact.precision import working
from symattn.exact.rounding import HALF, Printed

NEVER = "never to 1"
BITS = 128
MOST = 64
"""Entries of a row of which all pairs are compared."""
SHOWN = 4
STEEPEST = fmpq(4)
"""What rounded scores may be multiplied by where no scale is told: a temperature of 1/4."""


@dataclass(frozen=True)
class Bounds:
    """All that a number may be."""

    low: fmpq
    high: fmpq
    text: str

    @classmethod
    def of(cls, number: Printed | fmpq | int) -> Bounds:
        """A printed decimal may be anything that rounds to it; a whole number and a fraction are themselves."""
        if not isinstance(number, Printed):
            value = fmpq(number)
            return cls(value, value, str(value))
        half = fmpq(0) if number.is_integer else number.unit * HALF
        return cls(number.value - half, number.value + half, number.text)

    @property
    def is_exact(self) -> bool:
        return bool(self.low == self.high)


Number = Printed | fmpq | int


@dataclass(frozen=True)
class Witness:
    """Why a row cannot be what it is said to be."""

    name: str
    sentence: str
    proof: str
    """The inequality in exact numbers."""
    entries: tuple[int, ...] = ()
    """Which of the row, counted from 0; all of them where none is named."""


def witnesses(
    weights: Sequence[Printed],
    scores: Sequence[Number | None] | None = None,
    *,
    scale: fmpq | arb | None = None,
    values: Sequence[Sequence[Number]] | None = None,
    output: Sequence[Number] | None = None,
) -> list[Witness]:
    """What shows that the row is wrong, the plainest first; none where it may be right.

    scores: of the same row, None for a hidden one. scale: what they are multiplied by before the softmax; None is not
    told. values: a row for each weight; output: what the weights are said to make of them.
    """
    row = [_weight(weight) for weight in weights]
    found = [*_sum(row)]
    if scores is not None and len(scores) == len(row) <= MOST:
        known = [None if score is None else Bounds.of(score) for score in scores]
        found += [*_hidden(row, known), *_order(row, known, STEEPEST if scale is None else _above(scale))]
        if scale is not None and not found:
            # one off in the last digit says nothing of the scale
            found += _scale([_weight(weight, 3 * HALF) for weight in weights], known, scale)
    if values is not None and output is not None:
        found += _hull([[Bounds.of(x) for x in value] for value in values], [Bounds.of(x) for x in output])
    return found


def _weight(printed: Printed, units: fmpq = HALF) -> Bounds:
    """A weight is never exactly known, but lies from 0 to 1: 0 and 1 are roundings here too."""
    away = printed.unit * units
    return Bounds(max(printed.value - away, fmpq(0)), min(printed.value + away, fmpq(1)), printed.text)


def _above(scale: fmpq | arb) -> fmpq:
    """A fraction not below the scale."""
    with working(BITS):
        return fmpq(arb(scale).upper().fmpq())


def _sum(row: list[Bounds]) -> Iterator[Witness]:
    """1."""
    low, high = sum((x.low for x in row), fmpq(0)), sum((x.high for x in row), fmpq(0))
    if low <= 1 <= high or len(row) < 2:
        return
    bound, sign = (low, ">") if low > 1 else (high, "<")
    word = "least" if low > 1 else "most"
    terms = " + ".join(x.text for x in row) if len(row) <= SHOWN else f"the {len(row)} weights"
    yield Witness(
        "sum",
        f"the weights add up to at {word} {_shown(bound)}, {NEVER}",
        f"{terms} is at {word} {_shown(bound)} {sign} 1",
    )


def _hidden(row: list[Bounds], scores: list[Bounds | None]) -> Iterator[Witness]:
    """e^−∞ = 0."""
    for i, (weight, score) in enumerate(zip(row, scores, strict=True)):
        if score is None and weight.low > 0:
            proof = f"{weight.text} is at least {_shown(weight.low)} > 0 = e^−∞"
            yield Witness("hidden", "a hidden key has a weight", proof, (i,))
            return


def _order(row: list[Bounds], scores: list[Bounds | None], scale: fmpq) -> Iterator[Witness]:
    """2. Scores that are rounded themselves are equal, or in order, only where their digits prove it."""
    for i, j in permutations(range(len(row)), 2):
        a, b, s, t = row[i], row[j], scores[i], scores[j]
        if s is None or t is None or a.low <= b.high:
            continue
        if s.is_exact and t.is_exact and s.low == t.low:
            proof = f"{a.text} is at least {_shown(a.low)} > {_shown(b.high)}, the most that {b.text} can be"
            yield Witness("equal", f"the scores {s.text} and {t.text} are equal, their weights are not", proof, (i, j))
            return
        if s.high < t.low:
            proof = f"{s.text} < {t.text}, but {a.text} ≥ {_shown(a.low)} > {_shown(b.high)} ≥ {b.text}"
            yield Witness("order", f"the greater score {t.text} has the smaller weight {b.text}", proof, (i, j))
            return
        # 0.71 and 0.71 may be 0.705 and 0.715, whose weights differ by a factor of at most 1/(1 − 0.01) > e^0.01
        apart = max(s.high - t.low, fmpq(0)) * scale
        if s.text == t.text and apart < 1 and a.low * (1 - apart) > b.high:
            proof = f"{_shown(a.low)}/{_shown(b.high)} > 1/(1 − {_shown(apart)}) > e^{_shown(apart)}"
            yield Witness("equal", f"two scores are {s.text}, their weights are {a.text} and {b.text}", proof, (i, j))
            return


def _scale(row: list[Bounds], scores: list[Bounds | None], declared: fmpq | arb) -> Iterator[Witness]:
    """3. Each pair of weights says between which bounds c = ln(a_i/a_j)/(s_i − s_j) lies."""
    with working(BITS):
        due = arb(declared)
        low, high, at = arb("-inf"), arb("inf"), (0, 0)
        for i, j in combinations(range(len(row)), 2):
            found = _implied(row[i], row[j], scores[i], scores[j])
            if found is not None:
                low, high, at = max(low, found[0]), min(high, found[1]), at if at != (0, 0) else (i, j)
                if found[0] > due or found[1] < due:
                    at = (i, j)
        if not (low > due or high < due) or low > high:
            return
        bounds = f"between {low.str(4, radius=False)} and {high.str(4, radius=False)}"
        sentence = f"the weights belong to scores multiplied by a number {bounds}, not by {due.str(4, radius=False)}"
        i, j = at[0] + 1, at[1] + 1
        yield Witness("scale", sentence, f"ln(a_{i}/a_{j})/(s_{i} − s_{j}) is {bounds}", at)


def _implied(a: Bounds, b: Bounds, s: Bounds | None, t: Bounds | None) -> tuple[arb, arb] | None:
    """The least and the greatest scale that two weights and their scores allow."""
    if s is None or t is None or min(a.low, b.low) <= 0:
        return None
    if s.high < t.low:
        a, b, s, t = b, a, t, s
    if not s.low > t.high:
        return None
    difference = span((s.low - t.high + s.high - t.low) / 2, (s.high - t.low - s.low + t.high) / 2)
    ratio = span((a.low / b.high + a.high / b.low) / 2, (a.high / b.low - a.low / b.high) / 2)
    scale = ratio.log() / difference
    return scale.lower(), scale.upper()


def _hull(values: list[list[Bounds]], output: list[Bounds]) -> Iterator[Witness]:
    """4."""
    for k, number in enumerate(output):
        column = [value[k] for value in values if k < len(value)]
        if not column or len(column) != len(values):
            return
        least, most = min(column, key=lambda x: x.low), max(column, key=lambda x: x.high)
        where = f"{number.text} lies outside the values of its column, {least.text} to {most.text}"
        if number.low > most.high:
            yield Witness("hull", where, f"{_shown(number.low)} > {_shown(most.high)}", (k,))
        elif number.high < least.low:
            yield Witness("hull", where, f"{_shown(number.high)} < {_shown(least.low)}", (k,))


def _shown(value: fmpq) -> str:
    """A decimal where it ends, else the fraction."""
    for places in range(12):
        scaled = value * fmpq(10**places)
        if scaled.q == 1:
            digits = str(abs(int(scaled.p))).rjust(places + 1, "0")
            point = len(digits) - places
            return ("-" if value < 0 else "") + digits[:point] + (f".{digits[point:]}" if places else "")
    return str(value)
