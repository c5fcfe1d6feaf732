"""Each law holds of every variant that claims it, and breaks where the work is done wrongly."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from drawn import DRAWING, problems
from hypothesis import given, settings
from hypothesis import strategies as st

from symattn.law import LAWS, otherwise
from symattn.law import given as numbers
from symattn.problem import Attention
from symattn.tables.table import DividedRows, Exponentials, Masked, RowSums, Table
from symattn.work import VARIANTS, Work, output_of

CLAIMS = [(variant, law) for variant in VARIANTS for law in VARIANTS[variant].laws]

WORDS = [[1, 2], [3, -1], [0, 1]]
"""Three words that differ, for work done wrongly."""


def work_of(**keys: Any) -> Work:
    problem = Attention(**keys)
    return Work(problem, output_of(problem))


def holds(law: str, work: Work) -> bool:
    """Whether the law holds of the work, whichever row or constant it picks."""
    return all(LAWS[law].holds(work, Random(seed)) for seed in range(8))


@pytest.mark.parametrize(("variant", "law"), CLAIMS)
def test_a_law_holds_of_each_variant_that_claims_it(variant: str, law: str) -> None:
    """Whatever the problem: the law is decided exactly, and it holds."""

    @settings(DRAWING, max_examples=40)
    @given(problems(variant), st.randoms())
    def check(problem: Any, random: Random) -> None:
        assert LAWS[law].holds(Work(problem, output_of(problem)), random)

    check()


@pytest.mark.parametrize("law", LAWS)
def test_every_law_is_claimed_and_has_its_page(law: str) -> None:
    """Some variant claims it; its page begins with a formula, and its title says what its name says."""
    assert law in {claimed for _, claimed in CLAIMS}
    first = LAWS.explanation(law).splitlines()[0]
    assert first.endswith(".")
    assert set(first) & set("=≤⇒")
    assert LAWS[law].title.lower().replace(" ", "_").removeprefix("the_") == law


# --- work done wrongly ----------------------------------------------------------------------


def forgot_to_divide(A: Table) -> Table:
    """A = U in place of U/r."""
    assert isinstance(A, DividedRows)
    return A.of


def divided_by_column_sums(A: Table) -> Table:
    """Softmax along the wrong axis: Σ_i a_ij = 1."""
    assert isinstance(A, DividedRows)
    return (A.of.T / RowSums(A.of.T)).T


def forgot_the_mask(M: Table) -> Table:
    assert isinstance(M, Masked)
    return M.of


def sees_one_word_ahead(M: Table) -> Table:
    assert isinstance(M, Masked)
    n = M.shape[0]
    return Masked(M.of, tuple(tuple(j <= i + 1 for j in range(n)) for i in range(n)))


def forgot_the_exponential(U: Table) -> Table:
    """u_ij = s_ij in place of e^(s_ij)."""
    assert isinstance(U, Exponentials)
    return U.of


def biased_by_place(U: Table) -> Table:
    """u_ij = e^(s_ij + j), counted from 0: a later key weighs more."""
    assert isinstance(U, Exponentials)
    return Exponentials(U.of + numbers([list(range(U.shape[1]))]))


def places_added_to_scores(S: Table) -> Table:
    """s_ij + j, counted from 0."""
    return S + numbers([list(range(S.shape[1]))])


def mixed_the_reversed_values(V: Table) -> Table:
    """V with its rows in reversed order, while K keeps its own."""
    n = V.shape[0]
    return numbers([[int(i + j == n - 1) for j in range(n)] for i in range(n)]) @ V


def added_five(Z: Table) -> Table:
    """Z + 5 where no value is above 3: beyond the hull, though the weights are right."""
    return Z + numbers([[5, 5]])


CONSTANT = "adding_a_constant_to_a_row_of_scores_changes_nothing"

WRONG: list[tuple[str, str, Callable[[Table], Table], dict[str, Any]]] = [
    ("weights_of_each_query_add_up_to_one", "weights", forgot_to_divide, {}),
    ("weights_of_each_query_add_up_to_one", "weights", divided_by_column_sums, {}),
    (CONSTANT, "weights", forgot_to_divide, {}),
    (CONSTANT, "weights", divided_by_column_sums, {}),
    (CONSTANT, "exponentials", forgot_the_exponential, {"X": [[1], [2]]}),
    ("permuting_keys_with_their_values_changes_nothing", "scores", places_added_to_scores, {}),
    ("permuting_keys_with_their_values_changes_nothing", "exponentials", biased_by_place, {}),
    ("a_causal_row_sees_only_its_prefix", "masked_scores", forgot_the_mask, {"visible": "causal"}),
    ("a_causal_row_sees_only_its_prefix", "masked_scores", sees_one_word_ahead, {"visible": "causal"}),
    ("a_causal_row_sees_only_its_prefix", "values", mixed_the_reversed_values, {"visible": "causal"}),
    ("a_causal_row_sees_only_its_prefix", "weights", divided_by_column_sums, {"visible": "causal"}),
    ("equal_scores_give_equal_weights", "exponentials", biased_by_place, {}),
    ("equal_scores_give_equal_weights", "weights", divided_by_column_sums, {"X": [[1, 0], [0, 1], [1, 1]]}),
    ("output_lies_in_the_hull_of_the_values", "weights", forgot_to_divide, {}),
    ("output_lies_in_the_hull_of_the_values", "masked_scores", forgot_the_mask, {"visible": [[1, 0, 0]] * 3}),
    ("output_lies_in_the_hull_of_the_values", "output", added_five, {}),
]


@pytest.mark.parametrize(("law", "step", "wrong", "keys"), WRONG)
def test_a_law_breaks_where_the_work_is_done_wrongly(
    law: str, step: str, wrong: Callable[[Table], Table], keys: dict[str, Any]
) -> None:
    """It holds of the work as it should be, and no longer of the same work with one step done wrongly."""
    work = work_of(**({"X": WORDS} | keys))
    assert holds(law, work)
    assert not holds(law, otherwise(work, **{step: wrong}))


def test_each_law_is_seen_to_break() -> None:
    assert {law for law, *_ in WRONG} == set(LAWS)


def test_wrong_work_keeps_the_laws_that_do_not_speak_of_it() -> None:
    """A forgotten scale is wrong, and yet a softmax: its weights still add up to one."""
    assert holds("weights_of_each_query_add_up_to_one", otherwise(work_of(X=WORDS), scaled_scores=lambda S: S.parts[0]))
