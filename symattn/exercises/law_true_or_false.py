"""True or false? A statement about all attention, or about one with given numbers, and the reason why.

Each rests on a law of laws/ or on what breaks it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from symattn.exercise import Choice, Draft, Option
from symattn.generating.draws import Draws
from symattn.generating.kind import Kind
from symattn.generating.wishes import Wishes
from symattn.notation.document import Paragraph, words

TITLE = "True or false?"


@dataclass(frozen=True)
class Claim:
    """A statement, whether it is true, why, and what somebody might think instead."""

    statement: str
    is_true: bool
    reason: str
    instead: tuple[str, str, str]
    """Another reason with the right answer, and two with the wrong one."""


def draw(wishes: Wishes, draws: Draws) -> Draft:
    claim = draws.pick(CLAIMS)(draws)
    right, wrong = ("True", "False") if claim.is_true else ("False", "True")
    same, first, second = claim.instead
    best = Option(words(f"{right}: {claim.reason}."), words(f"{claim.reason[0].upper()}{claim.reason[1:]}."))
    others = [
        Option(words(f"{answer}: {reason}."), words(f"Not so: {claim.reason}."))
        for answer, reason in ((right, same), (wrong, first), (wrong, second))
    ]
    mixed = draws.shuffled([best, *others])
    choice = Choice("answer", words("True or false, and why?"), tuple(mixed), mixed.index(best))
    return Draft(
        TITLE, (Paragraph(words(claim.statement)),), (choice,), lambda: (), sameness=(claim.statement, claim.is_true)
    )


def _shifted(draws: Draws) -> Claim:
    c, i = draws.integer(2, 12), draws.integer(1, 4)
    return Claim(
        f"If {c} is added to every score of row {i}, the weights of row {i} change.",
        False,
        f"e^{c} stands above and below the line and cancels",
        (
            f"{c} is too small to be seen after rounding",
            "larger scores give larger weights",
            f"each weight is multiplied by e^{c}",
        ),
    )


def _scaled(draws: Draws) -> Claim:
    c = draws.integer(2, 9)
    return Claim(
        f"If all scores are multiplied by {c}, the weights stay as they are.",
        False,
        f"differences of scores become {c} times as large, so unequal weights become more uneven",
        (
            f"each weight is multiplied by {c}",
            f"{c} stands above and below the line and cancels",
            "each row still sums to 1",
        ),
    )


def _equal(draws: Draws) -> Claim:
    s = draws.integer(-5, 9)
    return Claim(
        f"A query has the score {s} with two keys. It gives both the same weight, whatever the other scores are.",
        True,
        "both weights are the same exponential over the same sum",
        (
            "two keys with equal scores are the same key",
            "the other scores decide how the two share their weight",
            "the key that comes first gets more",
        ),
    )


def _hull(draws: Draws) -> Claim:
    low = draws.integer(-6, 4)
    high = low + draws.integer(2, 7)
    inside = bool(draws.integer(0, 1))
    value = draws.integer(low + 1, high - 1) if inside else high + draws.integer(1, 4)
    return Claim(
        f"A layer has two keys with the values {low} and {high}, each one number. "
        f"Some query can get the output {value}.",
        inside,
        "an output is an average of the values, and any number between them can be one"
        if inside
        else "an output is an average of the values and lies between them",
        (
            "weights are never negative, so the output has the sign of the larger value"
            if inside
            else "the output is always one of the values",
            "the output is always one of the values" if inside else "large scores give large outputs",
            "large scores are needed, and these are scaled" if inside else "the values are added up",
        ),
    )


def _permuted(draws: Draws) -> Claim:
    i, j = draws.integer(1, 3), draws.integer(4, 6)
    return Claim(
        f"Without a mask and without positions, exchanging words {i} and {j} among the keys together with their "
        "values changes the output of every query.",
        False,
        "the same products are added up in another order",
        (
            "the scores of the two words happen to be equal",
            "the columns of the weights are exchanged, so the output is another",
            "word order always matters",
        ),
    )


def _causal(draws: Draws) -> Claim:
    i = draws.integer(2, 6)
    j = i + draws.integer(1, 4)
    return Claim(
        f"Under the causal mask the output of word {i} changes when word {j} is replaced by another.",
        False,
        f"the score of word {j} is −∞ for word {i}, and its weight 0",
        (
            f"word {j} is too far away to matter much",
            "each softmax runs over all words",
            f"word {j} still has a value, which is mixed in",
        ),
    )


def _first(draws: Draws) -> Claim:
    n = draws.integer(3, 12)
    return Claim(
        f"Under the causal mask the first of {n} words gives its whole weight to itself, whatever the numbers are.",
        True,
        "it sees no other word, and the weights of a row sum to 1",
        (
            "its score with itself is always the largest",
            "its scores decide, as for every word",
            f"it gives each of the {n} words the weight 1/{n}",
        ),
    )


def _columns(draws: Draws) -> Claim:
    n = draws.integer(2, 9)
    return Claim(
        f"For {n} words the weights of each column of A sum to 1.",
        False,
        "the softmax is taken over rows: what each query gives sums to 1, not what each key gets",
        (
            "the weights of the whole table sum to 1",
            "the softmax makes every sum 1",
            "each key has one unit to share out",
        ),
    )


def _total(draws: Draws) -> Claim:
    n = draws.integer(2, 12)
    return Claim(
        f"All weights of {n} queries together sum to {n}.",
        True,
        "each query has weights that sum to 1",
        (
            "each key gets weights that sum to 1",
            "all weights together sum to 1",
            "the sum depends on the scores",
        ),
    )


def _ratio(draws: Draws) -> Claim:
    gap = draws.integer(1, 6)
    return Claim(
        f"A query has two scaled scores that differ by {gap}. The ratio of their weights depends on the other scores.",
        False,
        f"the ratio is e^{gap}: the sum below the line is the same for both",
        (
            f"the ratio is {gap}, the difference of the scores",
            "all scores stand in the sum below the line",
            "the softmax looks at the whole row at once",
        ),
    )


CLAIMS: tuple[Callable[[Draws], Claim], ...] = (
    _shifted,
    _scaled,
    _equal,
    _hull,
    _permuted,
    _causal,
    _first,
    _columns,
    _total,
    _ratio,
)

KIND = Kind(title=TITLE, draw=draw)
