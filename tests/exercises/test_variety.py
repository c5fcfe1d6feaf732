"""Enough different exercises of each kind; and where there are no more, or none, an order is refused as a whole."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress
from dataclasses import replace

import pytest
from click.testing import CliRunner
from sample import ALL, LEVELS, SEED, order

from symattn.cli import generate
from symattn.cli.main import main
from symattn.errors import WishesError
from symattn.exercise import Choice
from symattn.generate import made
from symattn.generating.batch import candidates
from symattn.generating.drafting import Item, fit_draft
from symattn.generating.kind import KINDS, UnfitError, fitted
from symattn.generating.sameness import Met, sameness
from symattn.generating.wishes import Wishes
from symattn.sheet import SHEETS

FEWEST = (
    *(("law_true_or_false", level) for level in LEVELS),
    *(("shapes_and_counts", level) for level in (1, 2)),
    *(("score_gap", level) for level in (1, 2)),
    ("missing_entry", 1),
    ("softmax_row", 1),
)
"""Kinds and levels with the smallest numbers, of which there are fewest."""
CLASS = 200


@pytest.mark.parametrize(("kind", "level"), FEWEST)
def test_there_are_two_hundred_of_each_kind(kind: str, level: int) -> None:
    met = Met()
    for number in range(1, CLASS + 1):
        exercise = next(candidates(kind, Wishes(level=level), SEED, number, met))
        key = sameness(exercise.draft)
        assert key not in met
        met.add(key)


@pytest.mark.parametrize("kind", ALL)
def test_what_was_met_is_no_candidate(kind: str) -> None:
    first, second = (key_of(kind, met) for met in ((), [key_of(kind, ())]))
    assert first != second


def key_of(kind: str, met: object) -> bytes:
    return sameness(next(candidates(kind, Wishes(), SEED, 1, met)).draft)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ALL)
def test_the_ends_of_what_a_kind_takes_are_taken(kind: str) -> None:
    """A draft, or what it is not: a d_k of 1 scales nothing, and whoever asks for scaled scores is refused it."""
    for tokens in KINDS[kind].tokens or (None,):
        for dims in KINDS[kind].dims or (None,):
            with suppress(UnfitError):
                assert fit_draft(Item(kind, SEED, 1), fitted(kind, Wishes(tokens=tokens, dims=dims)), 0).questions


IMPOSSIBLE = (
    ("effect_of_scale", Wishes(level=4, tokens=6, digits=1)),
    ("softmax_row", Wishes(tokens=6, digits=1)),
    ("forward_pass", Wishes(numbers="logs", dims=1, tokens=6)),
)


@pytest.mark.parametrize(("kind", "wishes"), IMPOSSIBLE)
def test_each_wish_that_is_advised_can_be_had(kind: str, wishes: Wishes) -> None:
    with pytest.raises(WishesError, match=r"none of \d+ drafts .*; loosen a wish: --.* will do") as told:
        list(made(order(kind, "text", wishes), 1))
    _, _, advice = str(told.value).partition("loosen a wish")
    found = re.findall(r"--(\w+) (\w+)", advice)
    assert found
    for wish, value in found:
        loosened = replace(wishes, **{wish: value if wish == "numbers" else int(value)})
        assert list(made(order(kind, "text", loosened), 1))


def test_where_no_wish_alone_helps_all_are_named() -> None:
    with pytest.raises(WishesError, match="loosen --digits, --tokens or --dims, more than one at once"):
        list(made(order("forward_pass", "text", Wishes(tokens=6, dims=6, digits=1)), 1))


FEW = Wishes(level=1, tokens=2, dims=2)


def test_more_than_there_are_cannot_be_had() -> None:
    told = "after 3 exercises no other of the kind 'shapes_and_counts' is found; .*--level 2.*--count 3 can be had"
    with pytest.raises(WishesError, match=told):
        list(made(order("shapes_and_counts", "text", FEW), 40))
    assert len(list(made(order("shapes_and_counts", "text", FEW), 3))) == 3


OF_FEW = ("generate", "shapes_and_counts", "--level", "1", "--tokens", "2", "--dims", "2", "--count", "40")


def printed(*arguments: str) -> str:
    result = CliRunner().invoke(main, [*OF_FEW, *arguments], prog_name="symattn")
    assert result.exit_code == 2 and "after 3 exercises" in result.stderr
    return result.stdout


@pytest.mark.parametrize("form", [form for form in SHEETS if SHEETS[form].is_text])
def test_nothing_is_printed_of_a_sheet_that_cannot_be_had(form: str) -> None:
    assert printed("--format", form) == ""


def test_a_sheet_too_long_to_be_held_back_is_whole_as_far_as_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "HELD_BACK", 2)
    assert len(json.loads(printed("--format", "json"))["exercises"]) == 3
    assert printed("--format", "latex").rstrip().endswith(r"\end{document}")
    assert "generator" in printed("--format", "text")


@pytest.mark.parametrize("kind", ["find_the_mistake", "which_is_A"])
def test_every_option_is_the_right_one_as_often(kind: str) -> None:
    """Of 60, with four or five options: none less than 4 times, none more than 30."""
    places = Counter(choice_of(kind, number).right for number in range(1, 61))
    assert len(places) == len(choice_of(kind, 1).options)
    assert min(places.values()) >= 4 and max(places.values()) <= 30, places


def test_wrong_choices_are_not_always_those_of_the_same_mistakes() -> None:
    mistakes = Counter(option.mistake for number in range(1, 31) for option in choice_of("which_is_A", number).options)
    assert len(mistakes) > 6 and all(times < 30 for name, times in mistakes.items() if name)


def choice_of(kind: str, number: int) -> Choice:
    exercise = next(candidates(kind, Wishes(), SEED, number))
    return next(question for question in exercise.draft.questions if isinstance(question, Choice))
