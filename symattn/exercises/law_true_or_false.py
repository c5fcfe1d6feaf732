"""True or false? A statement about all attention, or about one with given numbers, and the reason why.

Each rests on a law of laws/, or on what breaks it. Most can be had both ways, so that no answer is the likelier one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from symattn.exercise import Choice, Draft, Option
from symattn.generating.asking import as_sentence
from symattn.generating.draws import Draws
from symattn.generating.kind import Kind
from symattn.generating.wishes import NUMBERS, Wishes
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
    because: str
    """The solution: what the reason rests on."""
    told: tuple[int, ...] = ()
    """The numbers in it that are not those of tokens: with others it is another exercise."""


def draw(wishes: Wishes, draws: Draws) -> Draft:
    make = draws.pick(CLAIMS[wishes.level])
    claim = make(draws)
    right, wrong = ("True", "False") if claim.is_true else ("False", "True")
    same, first, second = claim.instead
    best = Option(words(f"{right}: {claim.reason}."), as_sentence(claim.reason))
    others = [
        Option(words(f"{answer}: {reason}."), words(f"Not so: {claim.reason}."))
        for answer, reason in ((right, same), (wrong, first), (wrong, second))
    ]
    mixed = draws.shuffled([best, *others])
    choice = Choice("answer", words("True or false, and why?"), tuple(mixed), mixed.index(best))
    return Draft(
        TITLE,
        lambda: (Paragraph(words(claim.statement)),),
        (choice,),
        lambda: (Paragraph(words(claim.because)),),
        sameness=(make.__name__, claim.is_true, claim.told),
    )


def number(value: int) -> str:
    return str(value).replace("-", "−")


# --- level 1: what weights are -----------------------------------------------------------------


def _total(draws: Draws) -> Claim:
    n, is_true = draws.integer(2, 12), draws.coin()
    return Claim(
        f"All weights of {n} queries together sum to {n if is_true else 1}.",
        is_true,
        "each query has weights that sum to 1",
        (
            "each key gets weights that sum to 1",
            "the softmax runs over the whole table",
            "the sum depends on the scores",
        ),
        f"Each row of A sums to 1, and there are {n} rows.",
        (n,),
    )


def _columns(draws: Draws) -> Claim:
    n = draws.integer(2, 9)
    return Claim(
        f"For {n} words the weights of each column of A sum to 1, whatever the scores are.",
        False,
        "the softmax is taken over rows: what each query gives sums to 1, not what each key gets",
        (
            "the weights of the whole table sum to 1",
            "the softmax makes every sum 1",
            "each key has one unit to share out",
        ),
        "If all queries like the same key best, its column sums to more than 1 and another to less.",
        (n,),
    )


def _zero(draws: Draws) -> Claim:
    n = draws.integer(3, 9)
    return Claim(
        f"One of {n} keys has the score 0 with a query, so its weight is 0.",
        False,
        "every exponential is positive, that of 0 is 1",
        ("0 divided by the sum is not 0", "a score of 0 says that the two do not agree at all", "0 times a value is 0"),
        "Before division the key counts 1. Only a hidden key, with the score −∞, gets the weight 0.",
        (n,),
    )


def _negative(draws: Draws) -> Claim:
    s = draws.integer(-9, -1)
    return Claim(
        f"A key has the score {number(s)} with a query, so its weight is negative.",
        False,
        "exponentials are positive, and so are their quotients",
        (
            "weights of negative scores are 0",
            "a weight has the sign of its score",
            "the weights would not sum to 1 otherwise",
        ),
        f"e to the power of {number(s)} is small but positive. Weights lie between 0 and 1.",
        (s,),
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
            f"it gives each of the {n} words the same weight",
        ),
        "One exponential divided by itself is 1.",
        (n,),
    )


# --- level 2: one row of scores ----------------------------------------------------------------


def _shifted(draws: Draws) -> Claim:
    c, i, stays = draws.integer(2, 12), draws.integer(1, 4), draws.coin()
    return Claim(
        f"{c} is added to every score of row {i}. The weights of row {i} {'stay as they are' if stays else 'change'}.",
        stays,
        f"the same factor, e to the power of {c}, stands above and below the line and cancels",
        (
            f"{c} is too small to be seen after rounding",
            "larger scores give larger weights",
            f"each weight is multiplied by e to the power of {c}",
        ),
        "Only differences of the scores of one query count.",
        (c,),
    )


def _shifted_column(draws: Draws) -> Claim:
    c, n = draws.integer(1, 9), draws.integer(2, 6)
    return Claim(
        f"If {c} is added to the scores of all queries with one of {n} keys, the weights stay as they are.",
        False,
        "in each row one score has grown and the others have not",
        (
            "all weights become larger",
            "the constant cancels in each softmax",
            "the softmax is taken over the column, where it cancels",
        ),
        "A constant cancels where it is added to all scores of a row; here the key gets more weight from every query.",
        (c, n),
    )


def _scaled(draws: Draws) -> Claim:
    c = draws.integer(2, 9)
    return Claim(
        f"If all scores are multiplied by {c}, the weights stay as they are, whatever the scores.",
        False,
        f"differences of scores become {c} times as large, so unequal weights become more uneven",
        (
            f"each weight is multiplied by {c}",
            f"{c} stands above and below the line and cancels",
            "each row still sums to 1",
        ),
        "What scaling by the root of the length of a key is for: without it the weights come near 0 and 1.",
        (c,),
    )


def _equal(draws: Draws) -> Claim:
    s, is_true = draws.integer(-5, 9), draws.coin()
    end = "the same weight, whatever the other scores are" if is_true else "weights that depend on which comes first"
    return Claim(
        f"A query has the score {number(s)} with two keys, both visible. It gives them {end}.",
        is_true,
        "both weights are the same exponential over the same sum",
        (
            "two keys with equal scores are the same key",
            "the other scores decide how the two share their weight",
            "the weight falls with the distance",
        ),
        "The softmax knows of a key nothing but its score.",
        (s,),
    )


def _two_queries(draws: Draws) -> Claim:
    s = draws.integer(-3, 9)
    return Claim(
        f"Two queries have the same score {number(s)} with a key. Both give it the same weight, "
        "whatever else they see.",
        False,
        "each divides by the sum of its own row, and these sums may differ",
        (
            "different queries never give the same weight",
            "the weight follows from the score alone",
            "the weights of a column are equal where its scores are",
        ),
        "Equal scores give equal weights within a row; from row to row the other scores count.",
        (s,),
    )


# --- level 3: outputs --------------------------------------------------------------------------


def _hull(draws: Draws) -> Claim:
    low = draws.integer(-6, 4)
    high = low + draws.integer(2, 7)
    inside = draws.coin()
    value = draws.integer(low + 1, high - 1) if inside else high + draws.integer(1, 4)
    return Claim(
        f"Two keys have the values {number(low)} and {number(high)}, each one number, and some scores. "
        f"The output can be {number(value)}.",
        inside,
        "the output is an average of the values, and the scores decide where between them it lies",
        (
            "the output is the sum of the two values times some number",
            "the output is always one of the values" if inside else "large scores give large outputs",
            "only the middle between them can be had" if inside else "the values are added up",
        ),
        "Weights are positive and sum to 1: what they give lies between the smallest and the largest value.",
        (low, high, value),
    )


def _causal(draws: Draws) -> Claim:
    i, stays = draws.integer(2, 6), draws.coin()
    j = i + draws.integer(1, 4)
    return Claim(
        f"Under the causal mask the output of word {i} {'stays as it is' if stays else 'changes'} "
        f"when word {j} is replaced by another.",
        stays,
        f"the score of word {j} is −∞ for word {i}, and its weight 0",
        (
            f"word {j} is too far away to matter much",
            "each softmax runs over all words",
            f"word {j} still has a value, which is mixed in",
        ),
        "A word sees itself and those before it. So a text can be continued without working out again what stands.",
        (i, j),
    )


def _unmasked(draws: Draws) -> Claim:
    i = draws.integer(2, 5)
    j = i + draws.integer(1, 4)
    return Claim(
        f"Without a mask the output of word {i} stays as it is when word {j} is replaced by another, "
        "whatever the two words are.",
        False,
        f"word {i} sees word {j}, whose key and value are others now",
        (
            "the query of each word is made of all words",
            f"word {j} comes later",
            f"only its own key and value count for word {i}",
        ),
        "Every visible key has a positive weight. Only a mask keeps later words out.",
        (i, j),
    )


def _permuted(draws: Draws) -> Claim:
    n, stays = draws.integer(3, 12), draws.coin()
    return Claim(
        f"Without a mask and without positions, two of {n} keys are exchanged together with their values. "
        f"The output of every query {'stays as it is' if stays else 'changes'}.",
        stays,
        "the same products are added up in another order",
        (
            "the two keys happen to have the same scores",
            "the columns of the weights are exchanged, so the output is another",
            "word order always matters",
        ),
        "Attention reads keys and values as a set. Where order is to count, it must be written into the words.",
        (n,),
    )


def _apart(draws: Draws) -> Claim:
    n = draws.integer(3, 12)
    return Claim(
        f"Two of {n} keys are exchanged, their values stay where they are. No output changes, whatever the numbers.",
        False,
        "the weights change places and meet other values",
        (
            "the weights of all other keys change",
            "the sum of the weights stays 1",
            "attention does not look at the order of keys",
        ),
        "Only keys and values exchanged together leave every product what it was.",
        (n,),
    )


# --- level 4: what the formula does to Q, K and V ----------------------------------------------


def _ratio(draws: Draws) -> Claim:
    gap = draws.integer(2, 9)
    return Claim(
        f"A query has two scaled scores that differ by {gap}. The ratio of their weights depends on the other scores.",
        False,
        f"the ratio is e to the power of {gap}: the sum below the line is the same for both",
        (
            f"the ratio is {gap}, the difference of the scores",
            "all scores stand in the sum below the line",
            "the softmax looks at the whole row at once",
        ),
        "Other keys make both weights smaller by the same factor.",
        (gap,),
    )


def _moved_keys(draws: Draws) -> Claim:
    n, of_keys = draws.integer(2, 9), draws.coin()
    return Claim(
        f"The same vector is added to each of {n} {'keys' if of_keys else 'queries'}. "
        "The weights stay as they are, whatever the numbers.",
        of_keys,
        "in each row every score grows by one number, the query times the vector, which cancels"
        if of_keys
        else "each score grows by the vector times its key, which differs from key to key",
        (
            "vectors that are added to everything never count" if of_keys else "all scores grow by the same number",
            "each score changes, and so does each weight" if of_keys else "a constant cancels in the softmax",
            "keys are compared by their lengths" if of_keys else "queries are only compared with each other",
        ),
        "A row of scores belongs to one query: what is added to all its keys alike cancels, and nothing else.",
        (n,),
    )


def _moved_values(draws: Draws) -> Claim:
    c, is_true = draws.integer(1, 9), draws.coin()
    grown = c if is_true else f"{c} times the number of keys"
    return Claim(
        f"{c} is added to every entry of V. Each entry of the output grows by {grown}, for two keys or more.",
        is_true,
        f"{c} times the sum of the weights of a query is {c}",
        (
            "the values are normalised before they are mixed",
            f"{c} is added once for each key" if is_true else f"each value brings its own {c}",
            f"it depends on the weights how much of the {c} is left",
        ),
        "The output is an average: what is added to everything is added to the average.",
        (c,),
    )


def _rescaled(draws: Draws) -> Claim:
    c, stays = draws.integer(2, 9), draws.coin()
    return Claim(
        f"Q is multiplied by {c} and K divided by {c}. The weights {'stay as they are' if stays else 'change'}.",
        stays,
        "in each product of an entry of Q and one of K the two factors cancel",
        (
            "the softmax does not notice factors",
            f"the scores are multiplied by {c}",
            "division by the root of the length of a key no longer fits",
        ),
        "The scores are what they were. Queries and keys are determined only up to such factors.",
        (c,),
    )


def _largest(draws: Draws) -> Claim:
    n = draws.integer(3, 12)
    return Claim(
        f"A query sees {n} keys. The largest of its weights can be less than 1/{n}.",
        False,
        f"{n} weights, each less than 1/{n}, would sum to less than 1",
        (
            "the largest weight is always more than one half",
            "with large scores all weights are small",
            "the other keys may get the rest",
        ),
        f"Where all scores are equal each weight is 1/{n}; otherwise the largest is above it.",
        (n,),
    )


CLAIMS: dict[int, tuple[Callable[[Draws], Claim], ...]] = {
    1: (_total, _columns, _zero, _negative, _first),
    2: (_shifted, _shifted_column, _scaled, _equal, _two_queries),
    3: (_hull, _causal, _unmasked, _permuted, _apart),
    4: (_ratio, _moved_keys, _moved_values, _rescaled, _largest),
}
"""By level."""

KIND = Kind(title=TITLE, draw=draw, tokens=None, dims=None, numbers=NUMBERS[:1], variants=(), rounds=False)
