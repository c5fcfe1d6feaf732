"""Whether rounding on the way is safe: of works and of formulas, to one digit more and to any more."""

from __future__ import annotations

from typing import Any

import pytest
from hand_worked import STAGES, by_formula, steps_carried

from symattn.begun import begun
from symattn.exercise import Numbers
from symattn.generating.asking import ask
from symattn.generating.carrying import is_safe_to_carry, with_carried
from symattn.generating.formulas import Slip, find
from symattn.generating.wrong import are_told_apart
from symattn.notation.formula import Formula, Name
from symattn.notation.parse.plain import parse

X = Name("x")


def asked(formula: str, places: int = 3, *slips: str) -> Numbers:
    return find("x", (), X, parse(formula), places, [Slip(parse(slip), slip) for slip in slips])


@pytest.mark.parametrize(
    ("formula", "is_safe"),
    [
        # 4·2.8904 = 11.5616, and 4·2.89037 = 11.56148
        ("sqrt(16)*ln(18)", False),
        ("sqrt(16)*ln(3)", True),
        # 2, and (0.5714 − 0.2857)/0.1429 = 1.9993
        ("(4/7 - 2/7)/(1/7)", False),
        ("(6/7 - 2/7)/4", True),
        # 0.190476 is 0.1905 in hand, and that is 0.191
        ("(6/7 - 2/7)/3", False),
        ("ln(23)", False),
        ("ln(22)", True),
        ("(3 - 1*2)/4", True),
    ],
)
def test_parts_of_a_formula_are_carried(formula: str, is_safe: bool) -> None:
    assert is_safe_to_carry([asked(formula)], 3) == is_safe


def test_what_parts_of_a_formula_lead_to_is_accepted_where_that_is_wished() -> None:
    accepting = with_carried(asked("sqrt(16)*ln(18)"), 3)
    assert accepting is not None and accepting.carried == (("11.562",),)


def test_what_is_asked_for_may_be_rounded_from_what_was_carried() -> None:
    """a_21 is 0.9824504: 0.982, and 0.9825 in hand."""
    scores = begun({"S": [["4*sqrt(2)", 0, "sqrt(2)"]], "d_k": None})
    question = ask(scores, "weights", 3)
    assert question.texts[0] == "0.982"
    assert not is_safe_to_carry([question], 3)
    accepting = with_carried(question, 3)
    assert accepting is not None and ("0.983", *question.texts[1:]) in accepting.carried


def test_a_hand_works_the_formula_alike() -> None:
    formula: Formula = parse("sqrt(16)*ln(18)")
    assert round(float(by_formula(formula, {1: 4})), 3) == 11.562
    assert round(float(by_formula(formula, {1: None})), 3) == 11.561


NEAR = {"Q": [[-2, 2]], "K": [[0, 2], [1, -1]], "V": [[3], [2]]}
"""To two places the output is 3.00 with three places on the way, with all, and with either in any of the steps."""


def test_each_step_may_be_carried_to_another_number_of_places() -> None:
    question = ask(begun(NEAR), "output", 2)
    assert question.texts == ("3.00",)
    accepting = with_carried(question, 2)
    assert accepting is not None and accepting.carried == ()
    mixed = dict.fromkeys(STAGES) | {"scaled_scores": 3, "exponentials": 4, "row_sums": 3, "weights": 3}
    assert output(mixed) < 2.995
    assert not is_safe_to_carry([question], 2)


def output(carried: dict[str, Any]) -> float:
    made = steps_carried(NEAR, carried)
    assert made is not None
    return float(made["output"][0][0])


def test_fractions_of_the_data_may_be_written_as_decimals() -> None:
    """1/3·1500 is 500, and 0.3333·1500 is 499.95."""
    assert not is_safe_to_carry([ask(begun({"A": [["1/3", "2/3"]], "V": [[1500], [3]]}), "output", 3)], 3)
    assert is_safe_to_carry([ask(begun({"A": [["1/4", "3/4"]], "V": [[1500], [3]]}), "output", 3)], 3)


def test_slips_of_a_formula_that_give_the_same_digits_are_not_told_apart() -> None:
    assert are_told_apart(asked("2*3", 3, "2+3", "2*4"), 3)
    assert not are_told_apart(asked("2*2", 3, "2+2", "2*4"), 3)
    assert not are_told_apart(asked("2*3", 3, "2+3", "5"), 3)
    # 2 and 2.000
    assert not are_told_apart(asked("2", 3, "sqrt(4.000001)"), 3)
