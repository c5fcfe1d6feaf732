"""softmax(QKᵀ/√d_k) and softmax(QKᵀ) side by side: without the scale the weights are nearer to 0 and 1.

With `--numbers logs` d_k is 4, so that both are fractions.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flint import arb

from symattn.begun import begun
from symattn.errors import WishesError
from symattn.exact.precision import working
from symattn.exercise import Draft
from symattn.generating.asking import ask, data, solution
from symattn.generating.draws import Draws
from symattn.generating.forms import reckoned
from symattn.generating.kind import Kind, UnfitError
from symattn.generating.rounding import BITS
from symattn.generating.tables import with_queries
from symattn.generating.wishes import Wishes
from symattn.notation.document import Block, Heading, Paragraph, words
from symattn.tables.table import Named
from symattn.work import Work

TITLE = "What scaling does"
UNSCALED = "B"
"""The letter of the weights without the scale."""
SQUARE = 4
LEAST = arb("0.05")
WHY = "Unscaled, the scores lie further apart; the weights are more uneven then, nearer to 0 and 1."


def draw(wishes: Wishes, draws: Draws) -> Draft:
    n = wishes.tokens or wishes.n + (draws.integer(0, 1) if wishes.level == 1 else 0)
    tables = with_queries(_with_square(wishes), draws, 1, n)
    del tables["V"]
    scaled, plain = begun(tables), _unscaled(tables)
    if not _shows(scaled, plain):
        raise UnfitError("seen to be scaled")
    with_scale = ask(scaled, "weights", wishes.digits)
    without = replace(ask(plain, "weights", wishes.digits), name="weights_unscaled")

    def told() -> tuple[Block, ...]:
        return (
            Heading(1, words("With the scale")),
            *solution(scaled, [with_scale])(),
            Heading(1, words("Without it")),
            *solution(plain, [without])(),
            Paragraph(words(WHY)),
        )

    opening = "One query looks at these keys, once with the scores scaled and once as they are."
    return Draft(TITLE, lambda: (Paragraph(words(opening)), *data(scaled, ["weights"])), (with_scale, without), told)


def _with_square(wishes: Wishes) -> Wishes:
    """e^(√2·ln 3) is no fraction, e^(2·ln 3) is."""
    if wishes.numbers != "logs":
        return wishes
    if wishes.dims not in (None, SQUARE):
        raise WishesError(f"with logs only --dims {SQUARE} gives fractions with the scale and without; leave it out")
    return replace(wishes, dims=SQUARE)


def _unscaled(tables: Mapping[str, Any]) -> Work:
    """The work without the scale; its weights have a letter of their own, since A stands for the others."""
    work = begun({**tables, "d_k": None})
    weights = work.weights.table
    assert isinstance(weights, Named)
    return Work(work.problem, replace(weights, letter=UNSCALED))


def _shows(scaled: Work, plain: Work) -> bool:
    """Whether the scale changes some weight by more than LEAST."""
    with working(BITS):
        [one], [other] = (reckoned(work).balls(reckoned(work).form.steps["weights"]) for work in (scaled, plain))
        return any(abs(a - b) > LEAST for a, b in zip(one, other, strict=True))


KIND = Kind(title=TITLE, draw=draw, dims=(2, 6))
