"""True or false? A statement about attention with given numbers, and the reason why.

Each rests on a law of laws/, or on what breaks it, and can be had both ways. The claims of a level take turns: all come
once, truly or falsely, and then the other way round, before one comes again with other numbers.
"""

from collections.abc import Iterable, Mapping

from symattn.claims import LEVELS
from symattn.exercise import Choice, Draft, Option
from symattn.generating.asking import as_sentence
from symattn.generating.claim import Claim, filled
from symattn.generating.draws import DrawsOfItem
from symattn.generating.kind import Kind
from symattn.generating.wishes import NUMBERS, Wishes
from symattn.law import LAWS
from symattn.notation.document import Paragraph, words

TITLE = "True or false?"


def draw(wishes: Wishes, draws: DrawsOfItem) -> Draft:
    claims = LEVELS[wishes.level]
    name, is_true = _turn(claims, draws)
    claim = claims[name]
    numbers = claim.numbers(draws)
    best, *others = _options(claim, is_true, numbers)
    mixed = draws.shuffled([best, *others])
    choice = Choice("answer", words("True or false, and why?"), tuple(mixed), mixed.index(best))
    statement = filled(claim.true if is_true else claim.false, numbers)
    return Draft(
        TITLE,
        lambda: (Paragraph(words(statement)),),
        (choice,),
        lambda: tuple(Paragraph(words(text)) for text in _because(claim, numbers)),
        sameness=(name, is_true, *numbers.values()),
    )


def _turn(claims: Iterable[str], draws: DrawsOfItem) -> tuple[str, bool]:
    """Which claim, and whether truly.

    Half of a round are true; 0110 1001 … (Thue and Morse) turns each claim round the next time, and also where every
    other item alone is of this kind.
    """
    names = draws.batch.shuffled(list(claims))
    truths = draws.batch.shuffled([place % 2 == 0 for place in range(len(names))])
    turns, place = divmod(draws.turn, len(names))
    return names[place], truths[place] ^ (turns.bit_count() % 2 == 1)


def _options(claim: Claim, is_true: bool, numbers: Mapping[str, int]) -> list[Option]:
    """The right answer with its reason, with another one, and the wrong answer with two."""
    right, wrong = ("True", "False") if is_true else ("False", "True")
    reason = filled(claim.reason, numbers)
    others = ((right, claim.beside), *((wrong, thought) for thought in claim.astray))
    return [
        Option(words(f"{right}: {reason}."), as_sentence(reason), says_why=True),
        *(Option(words(f"{answer}: {filled(thought, numbers)}."), as_sentence(reason)) for answer, thought in others),
    ]


def _because(claim: Claim, numbers: Mapping[str, int]) -> list[str]:
    because = filled(claim.because, numbers)
    return [because, f"See the law: {LAWS[claim.law].title}."] if claim.law else [because]


KIND = Kind(title=TITLE, draw=draw, tokens=None, dims=None, numbers=NUMBERS[:1], variants=(), rounds=False)
