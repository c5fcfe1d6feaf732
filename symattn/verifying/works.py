"""Works: the work of the problem that a document tells, whose tables say where printed numbers stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from symattn.diagnosis import softmax_work
from symattn.errors import SymattnError
from symattn.exact.number import sqrt
from symattn.exact.real import HIDDEN
from symattn.problem.attention import Attention
from symattn.tables.enclosed import Balls, enclosed
from symattn.verifying.proofs import values_of
from symattn.verifying.recognising import keys_told
from symattn.verifying.roles import Roles
from symattn.verifying.words import SCORES
from symattn.work import Work, output_of

BITS = 64
"""Of the balls by which numbers are located."""
MOST_CELLS = 144
"""Of a table for which wrong steps are tried: each of them works it out again."""


def works(roles: Roles) -> Iterator[Work]:
    """The work of the document's problem, as it is told first, then with another scale or mask."""
    keys = keys_told(roles)
    if keys is None:
        return
    given = {"V": keys["K"]} if "K" in keys and "V" not in keys and "W_V" not in keys else {}
    may_be = "causal" if roles.is_masked or roles.says_causal else None
    for scale in dict.fromkeys((keys.get("scale"), None, "none")):
        for visible in dict.fromkeys((keys.get("visible"), may_be, None)):
            work = _work(tuple((keys | given | {"scale": scale, "visible": visible}).items()))
            if work is not None:
                yield work


def works_of_scores(roles: Roles) -> Iterator[Work]:
    """The same where of the problem only the scores are told: a softmax of these, in each way."""
    scores, width = roles.work().get(SCORES), roles.d_k()
    if scores is None or keys_told(roles) is not None or HIDDEN in values_of(scores):
        return
    causal = [[int(j <= i) for j in range(scores.shape[1])] for i in range(scores.shape[0])]
    is_square = scores.shape[0] == scores.shape[1] > 1
    try:
        told = [[x.exact() for x in row] for row in scores.rows]
        for scale in (None,) if width is None or not roles.is_scaled else (1 / sqrt(width.exact()), None):
            for visible in (causal, None) if is_square and roles.says_causal else (None,):
                yield softmax_work(told, scale, visible=visible)
    except SymattnError:
        return


@lru_cache(maxsize=16)
def _work(keys: tuple[tuple[str, Any], ...]) -> Work | None:
    try:
        problem = Attention(**dict(keys))
        return Work(problem, output_of(problem))
    except SymattnError:
        return None


def balls_of(work: Work, step: str) -> Balls:
    """A step's table at so many bits as are being worked with, kept with it: always BITS."""
    known: dict[Any, Any] = work.step(step).table.known
    if "located" not in known:
        known["located"] = enclosed(work.step(step).table)
    found: Balls = known["located"]
    return found
