"""What a student is told: one sentence for each outcome. It never tells the number that is due."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import assert_never

from symattn.exercise import Numbers
from symattn.generating.asking import in_given
from symattn.grading.dues import Written
from symattn.grading.following import Going
from symattn.grading.outcome import Outcome
from symattn.notation.document import Text
from symattn.notation.formula import EQUAL, Chain, Link
from symattn.notation.plain import plain, plain_chain
from symattn.operations import letter
from symattn.tables.table import Named

BETWEEN_DOLLARS = re.compile(r"[${}]")
"""What is no part of d_k in $d_{k}$."""


def sentence(outcome: Outcome, *, written: Written | None = None, why: str = "") -> str:
    """Why the answer gets what it gets, and what would be better."""
    match outcome:
        case Outcome.RIGHT:
            return f"Right. {why}".rstrip()
        case Outcome.CARRIED:
            return "Right from your own earlier numbers."
        case Outcome.PRECISION:
            return f"The right value, but {_imprecise(written)}."
        case Outcome.TRUNCATED:
            return "The digits were cut off where they are to be rounded."
        case Outcome.LAST_DIGIT:
            return "The last digit is off by one: round at the end, and carry more digits on the way."
        case Outcome.MISTAKE:
            return f"Not right: {why}."
        case Outcome.WRONG:
            return f"Not right. {why}".rstrip()
        case Outcome.UNREAD:
            return f"This cannot be read: {why}." if why else "This cannot be read."
        case Outcome.MISSING:
            return "No answer."
        case _:
            assert_never(outcome)


def carried_sentence(outcome: Outcome, written: Written, going: Going) -> str:
    """The same of a number that is worked from the student's own."""
    steps = " and ".join(step.replace("_", " ") for step in going.steps)
    match outcome:
        case Outcome.CARRIED if going.is_rounded:
            return f"Right from your own {steps} as you rounded them; carry more digits on the way."
        case Outcome.CARRIED:
            return f"Right from your own {steps}."
        case _:
            return f"From your own {steps}: {sentence(outcome, written=written)}"


def wrong_sentence(question: Numbers) -> str:
    """Of a wrong number: what is to be worked there."""
    if question.work is None:
        return sentence(Outcome.WRONG, why=f"Once more: {_asked(question)}")
    table = question.work.step(question.step).table
    if not isinstance(table, Named):
        return sentence(Outcome.WRONG)
    return sentence(Outcome.WRONG, why=f"Work {_formula(table)} again.")


def _asked(question: Numbers) -> str:
    """`How many scores …?`, as it was asked, where that is more than formulas in LaTeX."""
    prompt = "".join(part.text for part in question.prompt if isinstance(part, Text))
    prompt = BETWEEN_DOLLARS.sub("", prompt)
    return prompt if prompt and "\\" not in prompt else f"find {plain(question.letter)}."


@lru_cache(maxsize=64)
def _formula(table: Named) -> str:
    return plain_chain(Chain(letter(table), (Link(EQUAL, in_given(table)),)))


def _imprecise(written: Written | None) -> str:
    places = written.places if written else 0
    if written is not None and written.printed is None:
        return "with rounded numbers in it: keep roots and powers as they are, or give a decimal"
    return "one decimal place is asked for" if places == 1 else f"{places} decimal places are asked for"
