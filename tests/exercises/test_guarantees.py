"""What `generate` promises of each exercise, asked of a few hundred; and that whoever asks would see it broken."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from checks import CHECKS, complaints
from sample import ALL, SEED, Told, sample, told

from symattn.generating.wishes import Wishes

Json = dict[str, Any]


@pytest.mark.parametrize("kind", ALL)
def test_every_guarantee_holds(kind: str) -> None:
    assert [complaint for one in sample(kind) for complaint in complaints(one)] == []


# --- each check finds what it is there to find ---------------------------------------------------


def of(kind: str, **wishes: Any) -> Told:
    [one] = told(kind, Wishes(**wishes), SEED)
    return one


def another_digit(json: Json) -> None:
    """0.056 becomes 0.156, or 0.056 where it was 0.156."""
    row = json["questions"][-1]["answers"][0]
    row[0] = row[0].replace(".0", ".1") if ".0" in row[0] else row[0][:-1] + ("1" if row[0][-1] == "0" else "0")


def another_datum(json: Json) -> None:
    works = json["works"][0]
    letter = next(letter for letter in ("A", "S", "K", "X", "Q") if letter in works)
    works[letter][0][0] = "1/7"


def mistake_like_the_answer(json: Json) -> None:
    question = json["questions"][-1]
    question["wrong"][0]["answers"] = [text for row in question["answers"] for text in row]


def mistakes_alike(json: Json) -> None:
    first, second = json["questions"][-1]["wrong"][:2]
    second["answers"] = first["answers"]


def less_exact(json: Json) -> None:
    json["questions"][-1]["exact"][0][0] = "exp(1)"


def without_solution(json: Json) -> None:
    json["solution"] = "One sees it at once."


def wrong_in_the_solution(json: Json) -> None:
    json["solution"] += "\n\n$S = Q K^T = 2 \\cdot 3 + 1 = 8$"


def options_alike(json: Json) -> None:
    options = json["questions"][0]["options"]
    options[1]["text"] = options[0]["text"]


def another_step(json: Json) -> None:
    before, marker, shown = json["task"].partition("This was handed in")
    json["task"] = before + marker + shown.replace("bmatrix} ", "bmatrix} 9", 1)


def extreme(json: Json) -> None:
    json["works"][0]["K"][0] = ["99", "99"]


def equal_values(json: Json) -> None:
    json["works"][0]["V"] = [["2", "1"], ["2", "3"]]


def equal_values_as_far_as_seen(json: Json) -> None:
    V = json["works"][0]["V"]
    V[1] = V[0]


def no_effect(json: Json) -> None:
    json["questions"][1]["exact"] = json["questions"][0]["exact"]


def one_query_again(json: Json) -> None:
    Q = json["works"][0]["Q"]
    Q[1] = Q[0]


def query_of_zeros(json: Json) -> None:
    json["works"][0]["Q"][0] = ["0", "0"]


def another_is_right(json: Json) -> None:
    question = json["questions"][0]
    question["right"] = "B" if question["right"] == "A" else "A"


SPOILT: list[tuple[str, str, Wishes, Callable[[Json], None]]] = [
    ("rounding", "weights", Wishes(), another_digit),
    ("rounding", "score_gap", Wishes(), another_digit),
    ("by_hand", "forward_pass", Wishes(), another_digit),
    ("by_hand", "output_from_weights", Wishes(), another_datum),
    ("by_hand", "softmax_row", Wishes(), another_datum),
    ("telling", "forward_pass", Wishes(), mistake_like_the_answer),
    ("telling", "shapes_and_counts", Wishes(), mistake_like_the_answer),
    ("telling", "softmax_row", Wishes(), mistakes_alike),
    ("telling", "weights", Wishes(variant="causal"), mistakes_alike),
    ("safe", "softmax_row", Wishes(), another_datum),
    ("safe", "causal_row", Wishes(), another_digit),
    ("safe", "score_gap", Wishes(), another_digit),
    ("not_degenerate", "forward_pass", Wishes(level=1), extreme),
    ("varied", "forward_pass", Wishes(level=1), equal_values),
    ("varied", "causal_row", Wishes(), equal_values_as_far_as_seen),
    ("varied", "weights", Wishes(), one_query_again),
    ("varied", "scores", Wishes(), query_of_zeros),
    ("effect_shown", "effect_of_scale", Wishes(), no_effect),
    ("rational", "weights", Wishes(numbers="logs"), less_exact),
    ("solved", "scores", Wishes(), without_solution),
    ("choices", "law_true_or_false", Wishes(), options_alike),
    ("choices", "which_is_A", Wishes(), another_is_right),
    ("mistake_found", "find_the_mistake", Wishes(), another_step),
    ("read_back", "scores", Wishes(), wrong_in_the_solution),
]


@pytest.mark.parametrize(("check", "kind", "wishes", "spoil"), SPOILT)
def test_each_check_sees_what_is_wrong(check: str, kind: str, wishes: Wishes, spoil: Callable[[Json], None]) -> None:
    [one] = told(kind, wishes, SEED)
    [asked] = [asked for asked in CHECKS if asked.__name__ == check]
    assert list(asked(one)) == []
    json = deepcopy(one.json)
    spoil(json)
    assert list(asked(replace(one, json=json)))
