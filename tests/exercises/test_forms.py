"""Mistakes made once for all works of a form: the numbers are those of each work's own."""

from __future__ import annotations

from typing import Any

import pytest

from symattn.begun import begun
from symattn.exact.rounding import round_to_places
from symattn.generating.asking import ask
from symattn.generating.forms import reckoned, wrong_steps
from symattn.generating.wrong import are_told_apart
from symattn.tables.exactly import number
from symattn.work import Work

PROJECTED = {"W_Q": [[1, 0], [1, 1]], "W_K": [[1, -1], [0, 1]], "W_V": [[1, 2], [0, 1]]}
WORKS: tuple[dict[str, Any], ...] = (
    {"X": [[1, 2], [0, 1]], **PROJECTED},
    {"X": [[2, -1], [1, 1]], **PROJECTED},
    {"X": [["1/3", 2], [0, "0.5"]], **PROJECTED, "variant": "causal"},
    {"X": [[1, 2], [1, 1]], **PROJECTED, "variant": "causal"},
    {"Q": [[1, 0]], "K": [["sqrt(2)*ln 2", 0], [0, 1]], "V": [[1, 2], [3, 4]]},
    {"S": [[1, 3], [0, 2]], "d_k": 2},
    {"S": [[1, 3], [0, 2]], "d_k": 4},
)


def cells(work: Work, step: str) -> list[tuple[int, int]]:
    rows, columns = work.step(step).shape
    return [(i, j) for i in range(rows) for j in range(columns)]


@pytest.mark.parametrize("keys", WORKS)
@pytest.mark.parametrize("step", ["scores", "weights", "output"])
def test_what_mistakes_make_of_a_form_is_what_they_make_of_the_work_itself(keys: dict[str, Any], step: str) -> None:
    works = [begun(other) for other in WORKS]
    for other in works:
        # whichever work of its form was met first
        reckoned(other)
    work = begun(keys)
    if step not in work.step_names:
        return
    ours = reckoned(work)
    assert [name for name, _ in ours.form.wrong(step)] == [name for name, _ in wrong_steps(work, step)]
    for (name, table), (_, own) in zip(ours.form.wrong(step), wrong_steps(work, step), strict=True):
        if name in ("forgot_exponential",):
            # its sum may be 0
            continue
        for unit, (i, j) in zip(ours.units(table, cells(work, step), 3), cells(work, step), strict=True):
            assert unit is None or unit == round_to_places(number(own, i, j), 3).units, (name, i, j)


def test_works_of_other_sizes_scales_and_masks_are_of_other_forms() -> None:
    forms = [reckoned(begun(keys)).form for keys in WORKS]
    assert forms[0] is forms[1]
    assert forms[2] is forms[3]
    assert len(set(map(id, forms))) == 5


def test_mistakes_that_show_the_same_digits_are_not_told_apart() -> None:
    """(1.000, 0.000) of K not transposed, which are not 1 and 0, and (1, 0) of forgotten exponentials, which are."""
    keys = {"X_q": [[2, 0]], "X_kv": [[2, 1], [2, 2]], "W_Q": [[-1, -1], [0, 1]]}
    work = begun({**keys, "W_K": [[0, 1], [-1, 0]], "W_V": [[1, 1], [-1, -1]]})
    assert not are_told_apart(ask(work, "weights", 3), 3)


def test_mistakes_that_are_alike_by_accident_are_not_told_apart() -> None:
    """Powers of 2 and the scores themselves make 1/3 and 2/3 of (1, 2)."""
    work = begun({"S": [[1, 2]]})
    assert {name for name, _ in wrong_steps(work, "weights")} >= {"forgot_exponential", "powers_of_two"}
    assert not are_told_apart(ask(work, "weights", 3), 3)
    assert are_told_apart(ask(begun({"S": [[1, 3]]}), "weights", 3), 3)


def test_mistakes_that_come_to_the_same_whatever_the_numbers_may_both_be_there() -> None:
    """Without a scale of its own, d_model = 4 and d_k = 2: √d_model is d_k."""
    X = [[1, 0, 2, 1], [0, 1, 1, 3]]
    W = [[1, 0], [0, 1], [1, 1], [0, -1]]
    work = begun({"X": X, "W_Q": W, "W_K": [[1, 1], [0, 1], [-1, 1], [0, 1]], "W_V": W})
    names = {name for name, _ in wrong_steps(work, "weights")}
    assert {"divided_by_d_k", "divided_by_sqrt_d_model"} <= names
    question = ask(work, "weights", 3)
    assert len(reckoned(work).form.apart("weights", question.cells)) < len(names)
    assert are_told_apart(question, 3)
