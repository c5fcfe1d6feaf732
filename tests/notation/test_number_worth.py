"""What a single number's formula is worth, and that this is kept with it only where nothing outside it tells it."""

from __future__ import annotations

import pytest

from symattn.errors import FieldError, ReadingError
from symattn.exact.number import Exact, exp, sqrt
from symattn.notation.evaluate import exact_worth
from symattn.notation.formula import Formula, Index, Name
from symattn.notation.number_worth import is_worth, number_worth
from symattn.notation.parse.plain import parse


def none(name: Name | Index) -> Exact:
    raise ReadingError(f"{name} is told nothing")


@pytest.mark.parametrize(
    "text",
    [
        "3",
        "0.25",
        "-2",
        "1·1 + 2·(-2)",
        "4/√2",
        "2√2",
        "e^(2√2)/(1 + e^(2√2))",
        "3 - 2/(1 + e)",
        "2^3",
        "ln 3",
        "-(1/3)",
    ],
)
def test_it_is_what_evaluate_tells_first_and_last(text: str) -> None:
    formula = parse(text)
    due = exact_worth(formula, none)
    for _ in range(2):
        assert number_worth(formula, none) == due


def test_a_number_that_is_not_the_worth_is_none_however_often_it_is_asked() -> None:
    formula = parse("1·1 + 2·2")
    assert is_worth(formula, Exact(5), none)
    assert not is_worth(formula, Exact(6), none)
    assert is_worth(formula, Exact(5), none)
    assert not is_worth(parse("e^(√2)"), exp(sqrt(3)), none)


def test_names_are_asked_for_each_time() -> None:
    formula = parse("2·a + 1")
    assert number_worth(formula, lambda _: Exact(3)) == 7
    assert number_worth(formula, lambda _: Exact(4)) == 9


def test_a_division_by_0_is_none() -> None:
    formula: Formula = parse("1/(2 - 2)")
    with pytest.raises(FieldError):
        number_worth(formula, none)
