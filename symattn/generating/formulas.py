"""Numbers that belong to no work: found by one formula, and by others where something is done wrongly.

The formula has the numbers of the exercise in it. Its parts are what a hand works out on the way, so that what rounding
them leads to is proven as of the steps of a work (carrying.py); every slip must give another number (wrong.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symattn.errors import ReadingError
from symattn.exact.number import Exact
from symattn.exercise import Blank, Numbers, Wrong
from symattn.notation.document import Line
from symattn.notation.evaluate import Grid, exact_worth
from symattn.notation.exact_form import formula_of_rounded
from symattn.notation.formula import EQUAL, ROUNDED, Chain, Formula, Link, Name


@dataclass(frozen=True)
class Slip:
    """A way of going wrong: how the number is then found."""

    formula: Formula
    title: str
    """As a clause: `the scale was forgotten`."""
    mistake: str = ""
    """The name of its file in mistakes/, if it has one."""


def find(
    name: str,
    prompt: Line,
    letter: Name,
    formula: Formula,
    places: int,
    slips: Sequence[Slip],
    *,
    is_whole: bool = False,
) -> Numbers:
    """The question for one number. The slips are all that apply: none that could not make a difference.

    is_whole: whether it is a whole number whatever the data are.
    """
    wrong = (Wrong((_blank(letter, slip.formula, places).text,), slip.title, slip.mistake) for slip in slips)
    blanks = ((_blank(letter, formula, places),),)
    return Numbers(name, prompt, letter, blanks, formula=formula, known_wrong=tuple(wrong), is_whole=is_whole)


def worked(question: Numbers, before: Sequence[Formula] = (), after: Sequence[Formula] = ()) -> Chain:
    """δ = √d_k·ln r = √4·ln 3 = 2·ln 3 ≈ 2.197: what comes before and after the numbers are put in, once each."""
    assert question.formula is not None
    [blank] = question.flat
    told = list(dict.fromkeys((*before, question.formula, *after)))
    value = formula_of_rounded(blank.rounded)
    links = [Link(EQUAL, formula) for formula in told if formula != value]
    return Chain(question.letter, (*links, Link(EQUAL if blank.ends else ROUNDED, value)))


def _blank(letter: Name, formula: Formula, places: int) -> Blank:
    return Blank(letter, places, lambda: worth(formula))


def worth(formula: Formula) -> Exact:
    """The number that a formula without names is."""
    value = exact_worth(formula, _no_name)
    assert not isinstance(value, Grid)
    return value


def _no_name(name: object) -> Exact:
    raise ReadingError(f"{name} is a letter, where numbers are due")
