"""Diagnosis: which mistakes (mistakes/) give just the numbers printed, likeliest first.

A wrong step is looked for in work: in that of a whole problem, or in the little work that one claim amounts to
(`softmax_work`, `scores_work`). A misprint is looked for in one number.

Digits too few are met by chance. Of random weights, one cell of two digits is given by some mistake in 2 to 9 of 100
cases, one of three digits in 1 at most (measured on four problems of 3 x 3). So the wrong numbers must show
ENOUGH_DIGITS significant digits together. A weight of 0 or 1 shows none, since it is soon as near to them as one likes;
and a number printed again, or a weight beside its complement, is not counted again: [0.3, 0.7] shows one digit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from flint import arb, fmpq

from symattn.errors import SymattnError
from symattn.exact.enclosure import FIRST_BITS, precisions
from symattn.exact.number import Exact
from symattn.exact.precision import working
from symattn.exact.real import Real, real
from symattn.exact.rounding import HALF, SETTLING_BITS, Printed, digits_of
from symattn.mistake import MISTAKES, Figure, Mistake, is_no_misprint, is_right
from symattn.problem.attention import Attention
from symattn.tables.enclosed import Balls, enclosed
from symattn.tables.exactly import number, rational_table
from symattn.tables.table import Given, Named, Table
from symattn.work import Work, output_of, step_of

Place = tuple[int, int]
"""Row and column, counted from 0."""

ENOUGH_DIGITS = 2
PLAIN = ("queries", "keys", "values", "scores")
"""Steps whose numbers are no shares of a whole: a score of 1 is as good as one of 3."""

LIKELIEST_FIRST = (
    "forgot_scale",
    "divided_by_d_k",
    "softmax_over_columns",
    "forgot_mask",
    "masked_after_softmax",
    "masked_with_zero",
    "keys_not_transposed",
    "keys_transposed_twice",
    "divided_by_sqrt_d_model",
    "divided_by_d_model",
    "exchanged_queries_and_keys",
    "multiplied_by_sqrt_d_k",
    "softmax_over_whole_matrix",
    "weights_transposed",
    "forgot_value_projection",
    "scored_values",
    "exchanged_keys_and_values",
    "mixed_keys",
    "forgot_exponential",
    "powers_of_two",
    "powers_of_ten",
    "truncated",
    "carried_rounding",
    "exchanged_digits",
    "moved_decimal_point",
    "reversed_sign",
    "printed_neighbour",
    "printed_complement",
    "mistyped_digit",
    "unsupported_digits",
)
"""The order in which mistakes are named; one that is not listed comes after these."""


def step_mistakes(work: Work, step: str, places: Sequence[Place], printed: Sequence[Printed]) -> list[str]:
    """The wrong steps with which the work, done again, gives the printed numbers at these cells of a step.

    Each of them must then be right at every printed digit, and one at least must not be right without the mistake.
    Twins, which numbers cannot tell from another mistake, are left out.
    Errors: those of the right work. A mistake that leads to one (a sum of scores that is 0) is passed over.
    """
    right = work.step(step).table
    claimed = tuple(zip(places, printed, strict=True))
    cells = _cells(right)
    wrong = [shown for place, shown in claimed if not cells.show(place, shown)]
    if not tell_enough(wrong, are_shares=step not in PLAIN):
        return []

    def gives_them(mistake: Mistake) -> bool:
        wrong = None if mistake.twin else mistaken_step(work, step, mistake)
        return wrong is not None and shows(wrong, places, printed)

    return _named(gives_them)


def mistaken_step(work: Work, step: str, mistake: Mistake) -> Named | Given | None:
    """The step of the work done again with this mistake; None where the mistake does not change it, or its size."""
    right = work.step(step).table
    # asked again for each answer that is wrong; kept by the output, in which the mistake is made
    known: dict[Any, Any] = work.output_table.known
    if (mistake, right.name) not in known:
        output = _committed(mistake, work.output_table)
        wrong = None if output is None else step_of(output, right.name)
        unchanged = wrong is None or wrong is right or wrong.shape != right.shape
        known[mistake, right.name] = None if unchanged else wrong
    found: Named | Given | None = known[mistake, right.name]
    return found


def shows(table: Table, places: Sequence[Place], printed: Sequence[Printed]) -> bool:
    """Whether each number printed is the cell at its place, or a correct rounding of it at every digit."""
    cells = _cells(table)
    return all(cells.show(place, shown) for place, shown in zip(places, printed, strict=True))


def misprints(
    due: Real | Exact,
    printed: Printed,
    displayed: Real | Exact | None = None,
    span: arb | None = None,
    neighbours: Iterable[Real | Exact] = (),
) -> list[str]:
    """The slips of the pen that make the printed number of the one that is due; none where it is right.

    displayed, span, neighbours: what else is known of it, as told at Figure.
    """
    figure = Figure(
        real(due), printed, None if displayed is None else real(displayed), span, tuple(map(real, neighbours))
    )
    if figure.shows(figure.due):
        return []
    is_enough = tell_enough([printed])
    likely = {name: mistake for name, mistake in _slips().items() if is_enough or mistake.is_told_by_one_digit}
    return [name for name, mistake in likely.items() if _is_true(lambda slip: slip.misprint(figure), mistake)]


def softmax_work(
    scores: Sequence[Sequence[Exact]],
    scale: Exact | None = None,
    visible: Sequence[Sequence[int]] | None = None,
    d_model: int = 0,
) -> Work:
    """The work that softmax(mask(scores·scale)) amounts to: Q = scores, K = I, so that QKᵀ is scores itself.

    Its steps are `scores`, `scaled_scores` and `masked_scores` where it scales and masks, `exponentials`,
    `row_sums` and `weights`. scale is what scores are multiplied by, 1/√d. visible: rows of 1 (visible) and 0.
    d_model: the width of tokens, where it is told; then Q = X W_Q with unit rows for tokens.
    """
    n, count = len(scores[0]), len(scores)
    identity = [[int(i == j) for j in range(n)] for i in range(n)]
    queries: dict[str, Any] = {"Q": scores}
    if count <= d_model:
        # one column more than keys where tokens are as wide, since d_model is not d_k
        more = [0] * (n == d_model)
        identity = [row + more for row in identity]
        X = [[int(i == j) for j in range(d_model)] for i in range(count)]
        queries = {"X": X, "W_Q": [[*row, *more] for row in scores] + [[0] * len(identity[0])] * (d_model - count)}
    return _work(**queries, K=identity, V=identity, scale=scale, visible=visible)


def scores_work(Q: Sequence[Sequence[Exact]], K: Sequence[Sequence[Exact]], scale: Exact | None = None) -> Work:
    """The work that QKᵀ·scale amounts to, with the steps `scores` and, where it scales, `scaled_scores`."""
    return _work(Q=Q, K=K, V=K, scale=scale)


@cache
def by_likelihood() -> Mapping[str, Mistake]:
    """All mistakes by name, in the order in which they are named."""
    order = {name: place for place, name in enumerate(LIKELIEST_FIRST)}
    return dict(sorted(MISTAKES.items(), key=lambda entry: order.get(entry[0], len(order))))


@cache
def _slips() -> Mapping[str, Mistake]:
    """Those that are slips of the pen."""
    return {name: mistake for name, mistake in by_likelihood().items() if mistake.misprint is not is_no_misprint}


def tell_enough(wrong: Iterable[Printed], *, are_shares: bool = True) -> bool:
    """Whether wrong numbers show so many digits that it is no chance when a mistake gives them."""
    return digits_shown(wrong, are_shares=are_shares) >= ENOUGH_DIGITS


def digits_shown(numbers: Iterable[Printed], *, are_shares: bool = True) -> int:
    """The significant digits that numbers show together, each piece of evidence counted once.

    are_shares: whether they may be shares of a whole, of which 0 and 1 are near to many.
    """
    digits: dict[fmpq, int] = {}
    for printed in numbers:
        value = printed.value
        # 0.3 and 0.7 are one piece of evidence: who gets one of two weights gets the other
        key = min(value, 1 - value) if are_shares else value
        shown = 0 if are_shares and value in (0, 1) else significant_digits(printed)
        digits[key] = max(digits.get(key, 0), shown)
    return sum(digits.values())


def significant_digits(printed: Printed) -> int:
    """3 for 0.0140, 2 for 19000, 1 for 0."""
    return len(digits_of((printed.value / printed.unit).p).lstrip("-"))


def _named(question: Callable[[Mistake], bool]) -> list[str]:
    """The names of the mistakes of which it is true, likeliest first."""
    return [name for name, mistake in by_likelihood().items() if _is_true(question, mistake)]


def _is_true(question: Callable[[Mistake], bool], mistake: Mistake) -> bool:
    try:
        return question(mistake)
    except SymattnError:
        # 5/(5 − 5) is no number, so it is not the one printed; a work too large to be done again gives none either
        return False


def _work(**keys: Any) -> Work:
    problem = Attention(**keys | {"scale": "none" if keys["scale"] is None else keys["scale"]})
    return Work(problem, output_of(problem))


def _committed(mistake: Mistake, output: Named) -> Named | None:
    """The work with this mistake, kept with the right one: the next wrong number of a document asks for it again."""
    known: dict[Any, Any] = output.known
    if mistake not in known:
        known[mistake] = mistake.commit(output)
    found: Named | None = known[mistake]
    return found


def _cells(table: Table) -> _Cells:
    """The cells of a step, kept with it."""
    known: dict[Any, Any] = table.known
    if "cells" not in known:
        known["cells"] = _Cells(table)
    found: _Cells = known["cells"]
    return found


class _Cells:
    """The cells of a step, asked whether they show printed numbers: by balls, or exactly where these leave it open."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rational = rational_table(table)
        self._balls: dict[int, Balls] = {}

    def show(self, place: Place, printed: Printed) -> bool:
        """Whether the number printed is the cell, or a correct rounding of it at every digit."""
        if self.rational is None:
            for bits in precisions(FIRST_BITS, SETTLING_BITS):
                units = self._units_off(place, printed, bits)
                if units < HALF or units > HALF:
                    return bool(units < HALF)
        # rational, or so near to lying between two roundings that it may lie there exactly
        return is_right(number(self.table, *place), printed)

    def _units_off(self, place: Place, printed: Printed, bits: int) -> arb:
        with working(bits):
            if bits not in self._balls:
                self._balls[bits] = enclosed(self.table)
            i, j = place
            return abs((self._balls[bits][i][j] - printed.value) / printed.unit)
