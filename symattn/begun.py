"""Work that begins where an exercise does: with tokens, with Q, K and V, with scores S, or with weights A.

What is given was not worked out, so no mistake can be made in it: a mistake applies to an exercise just where its
work takes the step that the mistake does wrongly.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from symattn.errors import ReadingError, ShapeError
from symattn.operations import mask, mix, scale, score, softmax
from symattn.problem.attention import Attention, numbered, over_root, visible_of
from symattn.problem.cells import Cells, shown
from symattn.problem.problem import TABLES, Problem
from symattn.problem.sizes import table_of
from symattn.tables.table import Factor, Given, Named
from symattn.work import Work, output_of

MIDDLE = {"S": "scores", "A": "weights"}
"""The tables of steps with which work may begin, by letter."""
KEYS = ("Q", "K", "S", "A", "V", "d_k", "visible", "title")
"""The keys of work begun in the middle, or ended there: Q and K without V."""


def begun(keys: Mapping[str, Any]) -> Work:
    """The work of these keys: those of a problem; Q and K alone; or S or A, and perhaps V.

    Without V it ends with the weights. d_k is what scores are scaled by; Q and K bring their own, unless it is None.
    Errors: those of ``Attention(…)``.
    """
    if not MIDDLE.keys() & keys.keys() and not ({"Q", "K"} <= keys.keys() and "V" not in keys):
        problem = Attention(**keys)
        return Work(problem, output_of(problem))
    for key in keys:
        if key not in KEYS:
            raise ReadingError(f"work that begins in the middle has no key {key!r}; it takes {', '.join(KEYS)}")
    cells = Cells(keys)
    names = TABLES | MIDDLE
    tables = {letter: table_of(letter, keys[letter], cells, names) for letter in names if letter in keys}
    match sorted(tables):
        case ["A", "V"]:
            return _from_weights(tables, keys)
        case ["S"] | ["S", "V"]:
            return _from_scores(tables["S"], tables, keys, keys.get("d_k"))
        case ["K", "Q"]:
            Q, K = tables["Q"], tables["K"]
            if Q.shape[1] != K.shape[1]:
                raise ShapeError(f"K has {K.shape[1]} columns but Q has {Q.shape[1]}; both are d_k long")
            return _from_scores(score(Q, K), tables, keys, keys.get("d_k", K.shape[1]))
    raise ReadingError(f"{', '.join(tables)} do not begin a work; A and V do, or S alone, S and V, or Q and K")


def _from_weights(tables: dict[str, Given], keys: Mapping[str, Any]) -> Work:
    A, V = tables["A"], tables["V"]
    _check_values(A, V)
    return Work(_problem(A.shape, tables, keys, None), mix(A, V))


def _from_scores(S: Named | Given, tables: dict[str, Given], keys: Mapping[str, Any], d_k: Any) -> Work:
    problem = _problem(S.shape, tables, keys, _factor(d_k))
    A = softmax(mask(scale(S, problem.scale), problem.visible))
    if "V" not in tables:
        return Work(problem, A)
    _check_values(A, tables["V"])
    return Work(problem, mix(A, tables["V"]))


def _check_values(A: Named | Given, V: Given) -> None:
    if A.shape[1] != V.shape[0]:
        raise ShapeError(f"V has {V.shape[0]} rows but there are {A.shape[1]} keys; each key needs one value")


def _problem(
    shape: tuple[int, int], tables: Mapping[str, Given], keys: Mapping[str, Any], factor: Factor | None
) -> Problem:
    n_q, n_k = shape
    query, key = ("word", "word") if n_q == n_k else ("query", "key")
    queries = numbered(query, n_q)
    visible = visible_of(keys.get("visible"), queries, n_k)
    return Problem(
        title=str(keys.get("title", "")),
        variant="self_attention" if visible is None else "masked",
        tables=dict(tables),
        query_labels=queries,
        key_labels=numbered(key, n_k),
        scale=factor,
        visible=visible,
        given=keys,
    )


def _factor(d_k: Any) -> Factor | None:
    """1/√d_k; None where there is no d_k, for scores that are scaled already."""
    if d_k is None:
        return None
    if isinstance(d_k, bool) or not isinstance(d_k, int) or d_k < 1:
        raise ReadingError(f"d_k is {shown(d_k)}, where a whole number from 1 is due")
    return over_root(d_k)
