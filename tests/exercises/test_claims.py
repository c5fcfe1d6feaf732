"""Statements about attention: each true one is true and each false one false, of drawn numbers; and they are fair."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from random import Random

import pytest
from facts import FACTS
from sample import LEVELS, SEED

from symattn.claims import LEVELS as OF_LEVEL
from symattn.exercise import Choice, Draft
from symattn.generating.batch import candidates
from symattn.generating.claim import Claim, filled
from symattn.generating.draws import Draws
from symattn.generating.wishes import Wishes
from symattn.law import LAWS
from symattn.notation.document import Text

CLAIMS = {name: claim for claims in OF_LEVEL.values() for name, claim in claims.items()}
EXAMPLES = 8
LARGEST = 6
"""Words of an example: as many as tell what is so for any number of them."""
OF_SOME = re.compile(r"\b(may|can|some)\b", re.IGNORECASE)
"""A statement that is true if it holds for some numbers; the others are true if they hold for all."""


def numbers_of(claim: Claim, name: str, example: int) -> dict[str, int]:
    drawn = (claim.numbers(Draws(name, example, attempt)) for attempt in range(1000))
    return next(of for of in drawn if all(of.get(size, 0) <= LARGEST for size in ("n", "i", "j")))


@pytest.mark.parametrize("name", CLAIMS)
def test_the_true_form_is_true_and_the_false_form_false(name: str) -> None:
    claim = CLAIMS[name]
    found = [FACTS[name](numbers_of(claim, name, i), Random(f"{name} {i}")) for i in range(EXAMPLES)]
    of_true, of_false = zip(*found, strict=True)
    assert holds(claim.true, of_true), claim.true
    assert not holds(claim.false, of_false), claim.false


def holds(statement: str, examples: Iterable[bool]) -> bool:
    return (any if OF_SOME.search(statement) else all)(examples)


def test_every_law_named_is_there_and_every_law_is_named() -> None:
    assert {claim.law for claim in CLAIMS.values()} - {""} == set(LAWS)


@pytest.mark.parametrize("level", LEVELS)
def test_claims_take_turns_and_come_the_other_way_the_next_time(level: int) -> None:
    """Also where every second or third item alone is of this kind, all are met before one comes again."""
    many = len(OF_LEVEL[level])
    told = [draft.sameness for draft in drafts(level, 2 * 3 * many)]
    names, truths = [name for name, *_ in told], [is_true for _, is_true, *_ in told]
    for step in (1, 2, 3):
        assert set(names[: step * many : step]) == set(OF_LEVEL[level])
        assert names[: step * many : step] == names[step * many : 2 * step * many : step]
    assert [not is_true for is_true in truths[:many]] == truths[many : 2 * many]
    assert truths[: 2 * many : 2] == [not is_true for is_true in truths[2 * many : 4 * many : 2]]
    assert abs(Counter(truths[:many])[True] - many / 2) <= 1


@pytest.mark.parametrize("level", LEVELS)
def test_neither_answer_nor_place_nor_length_gives_the_right_option_away(level: int) -> None:
    many = 8 * 2 * len(OF_LEVEL[level])
    choices = [choice_of(draft) for draft in drafts(level, many)]
    right = [text(choice, choice.right) for choice in choices]
    assert sum(told.startswith("True: ") for told in right) == many // 2
    places = Counter(choice.right for choice in choices)
    # of 208 draws of one in four; 6.2 is the standard deviation
    assert all(abs(places[place] - many / 4) < 25 for place in range(4)), places
    longest = sum(len(text(one, one.right)) == max(len(text(one, i)) for i in range(4)) for one in choices)
    assert longest < many * 0.4


def drafts(level: int, many: int) -> list[Draft]:
    found = (candidates("law_true_or_false", Wishes(level=level), SEED, number) for number in range(1, many + 1))
    return [next(exercises).draft for exercises in found]


def choice_of(draft: Draft) -> Choice:
    [choice] = draft.questions
    assert isinstance(choice, Choice)
    return choice


def text(choice: Choice, option: int) -> str:
    """A letter is one character, as it is set."""
    return "".join(part.text if isinstance(part, Text) else "x" for part in choice.options[option].line)


@pytest.mark.parametrize("name", CLAIMS)
def test_texts_are_whole_sentences_with_all_their_numbers(name: str) -> None:
    claim = CLAIMS[name]
    numbers = claim.numbers(Draws(name))
    statements, clauses = (claim.true, claim.false), (claim.reason, claim.beside, *claim.astray)
    for sentence in (*statements, claim.because):
        assert re.fullmatch(r"[A-Z].*\.", filled(sentence, numbers))
    for clause in clauses:
        assert re.fullmatch(r"[^A-Z].*[^.]", filled(clause, numbers))
    assert len({*statements, *clauses}) == 6
    assert set(re.findall(r"\{(\w+)\}", " ".join((*statements, *clauses, claim.because)))) <= set(claim.slots)
