"""softmax(QKᵀ/√d_k) and softmax(QKᵀ) side by side: without the scale the weights are nearer to 0 and 1."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from symattn.begun import begun
from symattn.exercise import Draft
from symattn.generating.asking import ask, data, solution
from symattn.generating.draws import Draws
from symattn.generating.kind import Kind
from symattn.generating.tables import with_queries
from symattn.generating.wishes import Wishes
from symattn.notation.document import Block, Heading, Paragraph, words
from symattn.tables.table import Named
from symattn.work import Work

TITLE = "What scaling does"
UNSCALED = "B"
"""The letter of the weights without the scale."""
WHY = "Larger differences of scores make the weights more uneven; the scale keeps them from 0 and 1."


def draw(wishes: Wishes, draws: Draws) -> Draft:
    tables = with_queries(wishes, draws, 1, wishes.n)
    del tables["V"]
    scaled, plain = begun(tables), _unscaled(tables)
    with_scale = ask(scaled, "weights", wishes.digits)
    without = replace(ask(plain, "weights", wishes.digits), name="weights_unscaled")

    def told() -> tuple[Block, ...]:
        return (
            Heading(2, words("With the scale")),
            *solution(scaled, [with_scale])(),
            Heading(2, words("Without it")),
            *solution(plain, [without])(),
            Paragraph(words(WHY)),
        )

    opening = "One query looks at these keys, once with the scores scaled and once as they are."
    return Draft(TITLE, (Paragraph(words(opening)), *data(scaled, [with_scale])), (with_scale, without), told)


def _unscaled(tables: Mapping[str, Any]) -> Work:
    """The work without the scale; its weights have a letter of their own, since A stands for the others."""
    work = begun({**tables, "d_k": None})
    weights = work.weights.table
    assert isinstance(weights, Named)
    return Work(work.problem, replace(weights, letter=UNSCALED))


KIND = Kind(title=TITLE, draw=draw)
