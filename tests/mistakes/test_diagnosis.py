"""A printed table that came of a mistake is diagnosed as it; the numbers come from by_hand, not from symattn."""

from __future__ import annotations

from fractions import Fraction
from time import process_time
from typing import Any

import pytest
from by_hand import MP, WRONG, given, worked

from symattn import diagnosis
from symattn.diagnosis import scores_work, softmax_work, step_mistakes, tell_enough
from symattn.errors import UnknownNameError
from symattn.exact.number import Exact, exp, sqrt
from symattn.exact.rounding import Printed, read_decimal
from symattn.mistake import MISTAKES, Mistake
from symattn.problem import Attention
from symattn.work import Work, output_of

Place = tuple[int, int]

GENERIC: dict[str, Any] = {
    "X": [[1, 0, "1/2"], [-1, 1, 2], ["1/3", 2, 0]],
    "W_Q": [[1, 0], ["1/2", 1], [0, -1]],
    "W_K": [["1/4", 1], [1, "1/2"], [1, 0]],
    "W_V": [[1, 2, 0], [0, 1, -1], ["1/2", 0, 1]],
}
"""Three tokens of width 3, d_k = 2: no two mistakes give the same numbers, unless the sizes forbid them."""
SQUARE: dict[str, Any] = {
    "Q": [[1, "1/2", 0], [0, -1, 1], [2, 0, "1/3"]],
    "K": [["1/2", 1, 1], [1, 0, -1], [0, "1/4", 1]],
    "V": [[2, 1, 0], [-1, 0, 1], [1, "3/2", 2]],
}
PROBLEMS = {
    "projected": GENERIC,
    "square": SQUARE,
    "projected, masked": GENERIC | {"visible": [[1, 0, 0], [1, 1, 0], [1, 1, 1]]},
    "square, masked": SQUARE | {"visible": [[1, 0, 1], [1, 1, 0], [0, 1, 1]]},
}
IMPOSSIBLE = {
    "projected": {"keys", "scored_values", "exchanged_keys_and_values", "mixed_keys", "forgot_mask", "masked"},
    "square": {"divided_by_d_model", "divided_by_sqrt_d_model", "forgot_value_projection", "forgot_mask", "masked"},
    "projected, masked": {
        "keys",
        "scored_values",
        "exchanged_keys_and_values",
        "mixed_keys",
        "forgot_exponential",
    },
    "square, masked": {
        "divided_by_d_model",
        "divided_by_sqrt_d_model",
        "forgot_value_projection",
        "forgot_exponential",
    },
}


def work_of(keys: dict[str, Any]) -> Work:
    problem = Attention(**keys)
    return Work(problem, output_of(problem))


def rational(keys: dict[str, Any]) -> dict[str, Any]:
    """The same keys in Fractions, for the checker."""
    return {
        key: [[Fraction(x) for x in row] for row in value] if key != "visible" else value for key, value in keys.items()
    }


def decimal(x: Any, places: int) -> Printed:
    """x correctly rounded, by mpmath and integers alone."""
    units = int(MP.floor(abs(x) * 10**places + MP.mpf(1) / 2))
    digits = str(units).rjust(places + 1, "0")
    return read_decimal(("-" if x < 0 else "") + f"{digits[:-places]}.{digits[-places:]}")


def row_of(n: int, i: int = 0) -> list[Place]:
    return [(i, j) for j in range(n)]


def read(text: str) -> list[Printed]:
    return [read_decimal(number) for number in text.split()]


CASES = [
    (name, step, mistake)
    for name in PROBLEMS
    for mistake in WRONG
    if not any(mistake.startswith(impossible) for impossible in IMPOSSIBLE[name])
    for step in ("scores", "weights", "output")
]


@pytest.mark.parametrize(("name", "step", "mistake"), CASES)
def test_a_table_that_came_of_a_mistake_is_diagnosed_as_it(name: str, step: str, mistake: str) -> None:
    """To four places, with those alone that give the same; a step that it leaves as it was is not diagnosed."""
    keys = PROBLEMS[name]
    by_hand = given(rational(keys))
    right, wrong = worked(by_hand)[step], WRONG[mistake](by_hand)[step]
    places = [(i, j) for i in range(len(wrong)) for j in range(len(wrong[0]))]
    printed = [decimal(wrong[i][j], 4) for i, j in places]
    found = step_mistakes(work_of(keys), step, places, printed)
    alike = [other for case, _, other in CASES if case == name and WRONG[other](by_hand)[step] == wrong]
    assert set(found) == ({other for other in alike if not MISTAKES[other].twin} if wrong != right else set())
    assert mistake in found or wrong == right or MISTAKES[mistake].twin in found


def test_the_right_numbers_are_no_mistake() -> None:
    work = work_of({"X": [[1, 2], [3, 4]]})
    assert step_mistakes(work, "weights", row_of(2), read("0.014 0.986")) == []
    assert step_mistakes(work, "scores", row_of(2), read("5 11")) == []


@pytest.mark.parametrize(
    ("step", "printed", "mistakes"),
    [
        ("weights", "0.002 0.998", ["forgot_scale"]),
        ("weights", "0.047 0.953", ["divided_by_d_k"]),
        ("weights", "0.047 0.954", []),
        ("weights", "0.3 0.7", []),
        ("weights", "0.000 1.000", []),
        ("scores", "7 10", ["keys_not_transposed"]),
        ("A", "0.3125 0.6875", ["forgot_exponential"]),
    ],
)
def test_rows_of_the_two_word_example(step: str, printed: str, mistakes: list[str]) -> None:
    """Every digit must fit: [0.047, 0.954] was not got by dividing by d_k. 0.000 and 1.000 tell nothing."""
    assert step_mistakes(work_of({"X": [[1, 2], [3, 4]]}), step, row_of(2), read(printed)) == mistakes


def test_a_cell_with_the_mistake_must_fit_where_the_right_number_fits_too() -> None:
    """Column 2 is right and column 1 as if the scale were forgotten: no one mistake gives both."""
    work = work_of({"X": [[1, 2], [3, 4]]})
    assert step_mistakes(work, "weights", row_of(2), read("0.0025 0.9858")) == []
    assert step_mistakes(work, "weights", [(0, 0)], read("0.0025")) == ["forgot_scale"]


def test_the_likelier_of_two_mistakes_that_give_the_same_comes_first() -> None:
    """With d_model = 4 and d_k = 2, √d_model = d_k."""
    eye = [[1, 0], [0, 1], [0, 0], [0, 0]]
    keys = {"X": [[1, 0, 2, 1], [1, 1, 1, -1]], "W_Q": eye, "W_K": eye, "W_V": eye}
    work, by_hand = work_of(keys), given(keys)
    printed = [decimal(weight, 4) for weight in WRONG["divided_by_d_k"](by_hand)["weights"][1]]
    assert step_mistakes(work, "weights", row_of(2, 1), printed) == ["divided_by_d_k", "divided_by_sqrt_d_model"]


def test_zeros_at_the_end_of_a_whole_score_are_digits() -> None:
    """[1, 0]·K is [1, 192], which is not [1, 190]; nor is 192 a right 190."""
    work = scores_work([[Exact(1), Exact(0)]], [[Exact(1), Exact(192)], [Exact(5), Exact(118)]])
    assert step_mistakes(work, "scores", row_of(2), read("1 190")) == []
    assert step_mistakes(work, "scores", row_of(2), read("1 192")) == ["keys_not_transposed"]


def test_a_step_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UnknownNameError, match="no step is called 'wieghts'; did you mean 'weights'"):
        step_mistakes(work_of({"X": [[1, 2], [3, 4]]}), "wieghts", [(0, 0)], read("0.25"))


def test_a_mistake_that_cannot_be_worked_out_is_passed_over() -> None:
    """Scores 1 and −1 add up to 0, so they cannot be divided by their sum."""
    work = work_of({"Q": [[1]], "K": [[1], [-1]], "V": [[1], [2]]})
    assert step_mistakes(work, "weights", row_of(2), read("0.909 0.091")) == []
    assert step_mistakes(work, "weights", row_of(2), read("0.990 0.010")) == ["powers_of_ten"]


# --- claims without a problem ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "mistakes"),
    [
        ("0.731 0.269", ["forgot_scale"]),
        ("0.622 0.378", ["divided_by_d_k"]),
        ("0.804 0.196", ["multiplied_by_sqrt_d_k"]),
        ("0.670 0.330", []),
        ("0.665 0.335", []),
    ],
)
def test_softmax_of_scores_over_the_root_of_d(printed: str, mistakes: list[str]) -> None:
    """softmax((1, 0)/√2): found in real documents are 0.731 (unscaled) and 0.622 (divided by 2)."""
    work = softmax_work([[Exact(1), Exact(0)]], 1 / sqrt(2))
    assert step_mistakes(work, "weights", row_of(2), read(printed)) == mistakes


def test_d_k_is_that_of_the_scale_not_the_number_of_keys() -> None:
    """softmax((8, 0, 4)/√64): d_k is 64, though there are three scores."""
    work = softmax_work([[Exact(8), Exact(0), Exact(4)]], Exact(1) / 8)
    z = [MP.exp(MP.mpf(s) / 64) for s in (8, 0, 4)]
    assert step_mistakes(work, "weights", row_of(3), [decimal(x / sum(z), 3) for x in z]) == ["divided_by_d_k"]


def test_softmax_without_scale() -> None:
    """(1, 1/2, 0): a softmax in powers of 2; and e^1 by itself as 10^1."""
    scores = [[Exact(1), Exact(Fraction(1, 2)), Exact(0)]]
    work = softmax_work(scores)
    assert step_mistakes(work, "weights", row_of(3), read("0.453 0.320 0.227")) == ["powers_of_two"]
    assert step_mistakes(work, "exponentials", [(0, 1)], read("3.162")) == ["powers_of_ten"]
    assert step_mistakes(work, "weights", row_of(3), read("0.667 0.333 0.000")) == ["forgot_exponential"]


def test_softmax_of_a_whole_table() -> None:
    scores = [[Exact(1), Exact(0)], [Exact(0), Exact(0)]]
    table = row_of(2) + row_of(2, 1)
    work = softmax_work(scores)
    assert step_mistakes(work, "weights", table, read("0.731 0.500 0.269 0.500"))[0] == "softmax_over_columns"
    assert step_mistakes(work, "weights", table, read("0.475 0.175 0.175 0.175")) == ["softmax_over_whole_matrix"]


def test_softmax_under_a_mask() -> None:
    work = softmax_work([[Exact(1), Exact(0)], [Exact(2), Exact(0)]], visible=[[1, 0], [1, 1]])
    assert step_mistakes(work, "weights", row_of(2), read("0.731 0.269"))[0] == "forgot_mask"
    assert step_mistakes(work, "weights", row_of(2), read("0.731 0.000")) == ["masked_after_softmax"]


def test_products_of_queries_and_keys() -> None:
    """[[1, 2], [3, 4]]·Kᵀ for the same K, and the scaled scores."""
    rows = [[Exact(1), Exact(2)], [Exact(3), Exact(4)]]
    table = row_of(2) + row_of(2, 1)
    assert step_mistakes(scores_work(rows, rows), "scores", table, read("7 10 15 22")) == ["keys_not_transposed"]
    scaled = scores_work(rows, rows, 1 / sqrt(2))
    assert step_mistakes(scaled, "scaled_scores", row_of(2), read("2.5 5.5")) == ["divided_by_d_k"]


def test_scores_may_be_any_exact_numbers() -> None:
    """A score of e is outside the exponents worked exactly; balls do not mind."""
    work = softmax_work([[exp(1), Exact(1)]], Exact(1) / 2)
    z = [MP.exp(MP.e), MP.exp(1)]
    assert step_mistakes(work, "weights", row_of(2), [decimal(x / sum(z), 3) for x in z]) == ["forgot_scale"]


# --- coincidence and haste ------------------------------------------------------------------


def test_chance_seldom_makes_a_mistake() -> None:
    """Of 300 wrong rows of three places each, fewer than 1 in 50 is taken for a mistake."""
    work = work_of(SQUARE)
    told = 0
    for k in range(50, 950, 3):
        rows = read(f"0.{k:03} 0.{(k * 7) % (1000 - k):03}")
        told += bool(tell_enough(rows) and step_mistakes(work, "weights", row_of(2), rows))
    assert told < 6


def test_a_table_of_ninety_words_is_diagnosed_in_a_moment() -> None:
    """Not every mistake is worked out on all of it: that would take minutes of processor time."""
    X = [[(7 * i + 3 * j) % 5 - 2 for j in range(4)] for i in range(90)]
    work = work_of({"X": X})
    begin = process_time()
    step_mistakes(work, "weights", row_of(4), read("0.1234 0.2345 0.3456 0.2965"))
    assert process_time() - begin < 20


def test_an_error_that_is_not_symattns_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(diagnosis, "by_likelihood", lambda: {"broken": Mistake("something broke", broken)})
    with pytest.raises(ZeroDivisionError):
        step_mistakes(work_of({"X": [[1, 2], [3, 4]]}), "weights", row_of(2), read("0.002 0.998"))
