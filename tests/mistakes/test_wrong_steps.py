"""Each wrong step is what its page says: the same work by hand in mpmath, to 50 digits, whatever the problem."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from by_hand import MP, POSSIBLE, WRONG, given
from drawn import DRAWING, RATIONAL, seen, table
from hypothesis import given as draw_from
from hypothesis import settings
from hypothesis import strategies as st

from symattn.diagnosis import LIKELIEST_FIRST, by_likelihood
from symattn.errors import FieldError
from symattn.exact.number import Exact
from symattn.exact.rounding import Fit, judge, read_decimal
from symattn.mistake import MISTAKES, is_no_misprint, is_no_step
from symattn.problem import Attention
from symattn.tables.exactly import number
from symattn.work import VARIANTS, Work, output_of

STEPS = [name for name in MISTAKES if MISTAKES[name].commit is not is_no_step]
DIGITS = 50


def work_of(keys: dict[str, Any]) -> Work:
    problem = Attention(**keys)
    return Work(problem, output_of(problem))


def done_wrongly(work: Work, mistake: str) -> Work | None:
    output = MISTAKES[mistake].commit(work.output_table)
    return None if output is None else replace(work, output_table=output)


@st.composite
def problems(draw: st.DrawFn) -> dict[str, Any]:
    """1 to 3 queries and keys, every width 1 to 3, so that sizes often fit by chance; the scale is the usual one."""
    sizes = st.integers(1, 3)
    n_q, n_k, d_k, d_v, d_model = (draw(sizes) for _ in range(5))
    problem: dict[str, Any] = {}
    if draw(st.booleans()):
        n_q = n_k
        problem["X"] = draw(table(n_k, d_model, RATIONAL))
        for role, d in (("Q", d_k), ("K", d_k), ("V", d_v)):
            if d != d_model or draw(st.booleans()):
                problem[f"W_{role}"] = draw(table(d_model, d, RATIONAL))
        if draw(st.booleans()):
            problem["b_V"] = draw(table(1, d_v, RATIONAL))
    else:
        for role, n, d in (("Q", n_q, d_k), ("K", n_k, d_k), ("V", n_k, d_v)):
            problem[role] = draw(table(n, d, RATIONAL))
    if draw(st.booleans()):
        problem["visible"] = [draw(seen(n_k)) for _ in range(n_q)]
    return problem


@pytest.mark.parametrize("mistake", STEPS)
def test_work_with_the_mistake_is_what_a_hand_gets_who_makes_it(mistake: str) -> None:
    """Every step, to 50 digits; and the mistake is made just where it can be made."""

    @settings(DRAWING, max_examples=60)
    @draw_from(problems())
    def check(keys: dict[str, Any]) -> None:
        by_hand = given(keys)
        work = done_wrongly(work_of(keys), mistake)
        assert (work is not None) == POSSIBLE[mistake](by_hand)
        if work is None:
            return
        try:
            due = WRONG[mistake](by_hand)
        except ZeroDivisionError:
            with pytest.raises(FieldError, match="division by 0"):
                work.output.exact  # noqa: B018
            return
        assert work.output.shape == work_of(keys).output.shape
        for step in work.steps:
            if step.name in due:
                assert_equal(step.evaluate(DIGITS).tolist(), due[step.name])

    check()


def assert_equal(ours: list[list[Any]], due: list[list[Any]]) -> None:
    for row, row_due in zip(ours, due, strict=True):
        for a, b in zip(row, row_due, strict=True):
            assert a == b == MP.ninf or abs(MP.mpf(a) - b) <= abs(b) * MP.mpf(10) ** (1 - DIGITS), (a, b)


def test_every_wrong_step_is_checked_by_hand() -> None:
    assert set(WRONG) == set(POSSIBLE) == set(STEPS)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("mistake", STEPS)
def test_a_mistake_gives_other_work_or_none(variant: str, mistake: str) -> None:
    """Never the right output itself, whatever scale, roots and letters the problem has."""
    from_variant = {"cross_attention": {"X_q": [["a", "sqrt(2)"]], "X_kv": [[1, 2], [3, 4]]}}
    keys = {"variant": variant, "scale": "ln 2"} | from_variant.get(variant, {"X": [["a", "sqrt(2)"], [1, 2]]})
    keys |= {"visible": [[1, 0], [1, 1]]} if variant == "masked" else {}
    output = work_of(keys).output_table
    wrong = MISTAKES[mistake].commit(output)
    assert wrong is not output
    assert wrong is None or wrong.shape == output.shape


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_has_its_page(name: str) -> None:
    """It begins with a formula and goes on with numbers; the title is a clause; a mistake is a step or a misprint."""
    mistake = MISTAKES[name]
    first, _, rest = MISTAKES.explanation(name).partition("\n\n")
    assert " due" in first or name == "unsupported_digits"
    assert first.endswith(".")
    assert "\n" not in first
    assert any(character.isdigit() for character in rest)
    assert not mistake.title.endswith(".")
    assert (mistake.commit is is_no_step) != (mistake.misprint is is_no_misprint)


def test_the_order_of_likelihood_names_every_mistake_once() -> None:
    assert sorted(LIKELIEST_FIRST) == sorted(MISTAKES)
    assert list(by_likelihood()) == list(LIKELIEST_FIRST)


# --- the examples of the pages --------------------------------------------------------------

FIVE_ELEVEN = {"Q": [[1, 0]], "K": [[5, 1], [11, 2]], "V": [[1], [0]]}
"""Scores 5 and 11 with d_k = 2."""
FIVE_ELEVEN_OF_THREE = {
    "X": [[1, 0, 1], [0, 1, 1]],
    "W_Q": [[1, 0], [0, 0], [0, 0]],
    "W_K": [[5, 0], [11, 0], [0, 0]],
}
FIVE_ELEVEN_OF_FOUR = {
    "X": [[1, 0, 0, 0], [0, 1, 0, 0]],
    "W_Q": [[1, 0], [0, 0], [0, 0], [0, 0]],
    "W_K": [[5, 0], [11, 0], [0, 0], [0, 0]],
}
ONE_ZERO: dict[str, Any] = {"Q": [[1, 0], [0, 0]], "K": [[1, 0], [0, 1]], "V": [[1, 2], [3, 4]], "scale": "none"}
"""Scores [[1, 0], [0, 0]]."""
CAUSAL = ONE_ZERO | {"visible": "causal"}
EXCHANGED = {"Q": [[1, 0]], "K": [[1, 2], [3, 4]], "V": [[0, 5], [4, 1]]}
PROJECTED = {"X": [[1, 0], [0, 1]], "W_V": [[2, 1], [0, 3]]}

EXAMPLES: list[tuple[str, dict[str, Any], str, list[str], list[str]]] = [
    ("forgot_scale", FIVE_ELEVEN, "weights", ["0.002"], ["0.014"]),
    ("divided_by_d_k", FIVE_ELEVEN, "weights", ["0.047"], ["0.014"]),
    ("divided_by_d_model", FIVE_ELEVEN_OF_THREE, "weights", ["0.119"], ["0.014"]),
    ("divided_by_sqrt_d_model", FIVE_ELEVEN_OF_FOUR, "weights", ["0.047"], ["0.014"]),
    ("multiplied_by_sqrt_d_k", FIVE_ELEVEN, "scaled_scores", ["7.07", "15.56"], ["3.54", "7.78"]),
    ("multiplied_by_sqrt_d_k", FIVE_ELEVEN, "weights", ["0.0002"], ["0.0142"]),
    (
        "softmax_over_columns",
        ONE_ZERO,
        "weights",
        ["0.731", "0.500", "0.269", "0.500"],
        ["0.731", "0.269", "0.500", "0.500"],
    ),
    (
        "softmax_over_whole_matrix",
        ONE_ZERO,
        "weights",
        ["0.475", "0.175", "0.175", "0.175"],
        ["0.731", "0.269", "0.500", "0.500"],
    ),
    ("keys_not_transposed", {"X": [[1, 2], [3, 4]]}, "scores", ["7", "10", "15", "22"], ["5", "11", "11", "25"]),
    ("keys_transposed_twice", {"X": [[1, 2], [3, 4]]}, "scores", ["7", "10", "15", "22"], ["5", "11", "11", "25"]),
    (
        "exchanged_queries_and_keys",
        {"Q": [[1, 0], [2, 1]], "K": [[1, 2], [3, 4]], "V": [[1], [1]]},
        "scores",
        ["1", "4", "3", "10"],
        ["1", "3", "4", "10"],
    ),
    ("exchanged_keys_and_values", EXCHANGED, "scores", ["0", "4"], ["1", "3"]),
    ("exchanged_keys_and_values", EXCHANGED, "weights", ["0.056", "0.944"], ["0.196", "0.804"]),
    ("exchanged_keys_and_values", EXCHANGED, "output", ["2.89", "3.89"], ["3.22", "1.78"]),
    ("scored_values", EXCHANGED, "scores", ["0", "4"], ["1", "3"]),
    ("mixed_keys", EXCHANGED, "output", ["2.61", "3.61"], ["3.22", "1.78"]),
    ("forgot_mask", CAUSAL, "weights", ["0.731", "0.269"], ["1", "0"]),
    ("masked_after_softmax", CAUSAL, "weights", ["0.731", "0"], ["1", "0"]),
    ("masked_with_zero", CAUSAL | {"Q": [[1, 2], [0, 0]]}, "weights", ["0.731", "0.269"], ["1", "0"]),
    ("forgot_exponential", FIVE_ELEVEN, "weights", ["0.3125", "0.6875"], ["0.014", "0.986"]),
    ("powers_of_two", ONE_ZERO, "weights", ["0.667", "0.333"], ["0.731", "0.269"]),
    ("powers_of_ten", ONE_ZERO, "weights", ["0.909", "0.091"], ["0.731", "0.269"]),
    ("weights_transposed", ONE_ZERO, "output", ["2.23", "3.46", "1.77", "2.54"], ["1.54", "2.54", "2.00", "3.00"]),
    ("forgot_value_projection", PROJECTED, "values", ["1", "0", "0", "1"], ["2", "1", "0", "3"]),
    ("forgot_value_projection", PROJECTED, "output", ["0.670", "0.330"], ["1.340", "1.660"]),
]


@pytest.mark.parametrize(("mistake", "keys", "step", "wrong", "right"), EXAMPLES)
def test_the_numbers_of_a_page_are_true(
    mistake: str, keys: dict[str, Any], step: str, wrong: list[str], right: list[str]
) -> None:
    """Those with the mistake and those without it, cell by cell from the first one on; the page shows each."""
    work = work_of(keys)
    for numbers, of in ((wrong, done_wrongly(work, mistake)), (right, work)):
        assert of is not None
        for printed, cell in zip(numbers, cells(of, step), strict=False):
            assert printed in MISTAKES.explanation(mistake)
            assert judge(cell, read_decimal(printed)).fit in (Fit.EXACT, Fit.ROUNDED), (printed, cell)


def cells(work: Work, step: str) -> list[Exact]:
    found = work.step(step).table
    rows, columns = found.shape
    return [number(found, i, j) for i in range(rows) for j in range(columns)]


def test_every_wrong_step_has_its_example() -> None:
    assert {mistake for mistake, *_ in EXAMPLES} == set(STEPS)


def test_d_k_is_what_stands_under_the_root_of_a_given_scale() -> None:
    """1/8 is 1/√64, so who divides by d_k divides by 64, and who multiplies by √d_k by 8."""
    work = work_of({"Q": [[64]], "K": [[1]], "V": [[1]], "scale": "1/8"})
    for mistake, due in (("divided_by_d_k", 1), ("multiplied_by_sqrt_d_k", 512), ("forgot_scale", 64)):
        wrong = done_wrongly(work, mistake)
        assert wrong is not None
        assert wrong.step("scaled_scores").exact == ((due,),)


def test_keys_transposed_twice_are_the_twin_of_keys_not_transposed() -> None:
    """It gives the same numbers; each page speaks of the other."""
    assert [(name, mistake.twin) for name, mistake in MISTAKES.items() if mistake.twin] == [
        ("keys_transposed_twice", "keys_not_transposed")
    ]
    assert "keys_transposed_twice" in MISTAKES.explanation("keys_not_transposed")
    assert "keys_not_transposed" in MISTAKES.explanation("keys_transposed_twice")
