"""How exercises are told: letters of sentences, decimals among decimals, and what is said of rounding."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal

import pytest
from sample import ALL, order

from symattn.exercise import Choice, Exercise
from symattn.generate import made
from symattn.generating.batch import candidates
from symattn.generating.kind import KINDS
from symattn.generating.wishes import Wishes
from symattn.mistake import MISTAKES
from symattn.narrate.letters import in_clause, in_sentences
from symattn.notation.document import Inline, Line, Math, Paragraph, Text
from symattn.notation.plain import plain_chain


def shown(line: Line) -> str:
    """The line with formulas between bars."""
    return "".join(f"|{plain_chain(part.chain)}|" if isinstance(part, Math) else text_of(part) for part in line)


def text_of(part: Inline) -> str:
    return part.text if isinstance(part, Text) else ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Each row of Q is a query, each row of K a key.", "Each row of |Q| is a query, each row of |K| a key."),
        ("A key has the score −∞. A mask hides it.", "A key has the score |−∞|. A mask hides it."),
        ("True: A row of A sums to 1.", "True: A row of |A| sums to 1."),
        ("It is e to the power of 3, with Weights.", "It is |e| to the power of 3, with Weights."),
        ("d_k by W_Q, an √d_model", "|d_k| by |W_Q|, an |√d_model|"),
    ],
)
def test_letters_in_sentences_are_mathematics(text: str, told: str) -> None:
    assert shown(in_sentences(text)) == told


def test_a_clause_begins_with_no_article() -> None:
    assert shown(in_clause("A was transposed when the values were mixed")).startswith("|A| was")
    assert shown(in_clause("divided by d_k instead of √d_k")) == "divided by |d_k| instead of |√d_k|"


@pytest.mark.parametrize("name", MISTAKES)
def test_no_letter_is_left_in_the_title_of_a_mistake(name: str) -> None:
    for part in in_clause(MISTAKES[name].title):
        assert not re.search(r"\b[A-Z]\b|[_√∞ᵀ]", text_of(part)), part


def lines(exercise: Exercise) -> list[Line]:
    told = [block.line for block in (*exercise.task, *exercise.solution) if isinstance(block, Paragraph)]
    for question in exercise.draft.questions:
        told.append(question.prompt)
        if isinstance(question, Choice):
            told += [line for option in question.options for line in (option.line, option.why)]
    return told


@pytest.mark.parametrize("kind", ALL)
def test_no_letter_stands_as_a_word_in_an_exercise(kind: str) -> None:
    for number in range(1, 4):
        for line in lines(next(candidates(kind, Wishes(), 5, number))):
            for part in line:
                assert not re.search(r"[_√∞ᵀ]|\b[B-HJ-Z]\b|(?<=[a-z] )A\b", text_of(part)), part


@pytest.mark.parametrize("kind", [kind for kind in ALL if KINDS[kind].rounds])
def test_whether_anything_is_rounded_is_not_told_by_the_note(kind: str) -> None:
    """Exercises of one kind and wishes have the note all, or none has it."""
    told = {"Give decimals to" in item.text for item in made(order(kind, "markdown", Wishes(level=1)), 12)}
    assert len(told) == 1


def test_whole_numbers_need_no_note() -> None:
    [item] = made(order("scores", "markdown"), 1)
    assert "Give decimals" not in item.text
    [item] = made(order("scores", "markdown", Wishes(numbers="rationals")), 1)
    assert "Give decimals to three places" in item.text


def test_numbers_of_a_rounded_table_have_all_the_same_places() -> None:
    """0.5 is the number itself, after =; 0.500 stands among what is rounded."""
    for item in made(order("which_is_A", "text"), 15):
        for row in re.findall(r"A ≈.*", item.text.split("Solution")[0]):
            assert {len(number.partition(".")[2]) for number in re.findall(r"\d\.\d+|\b\d\b", row)} <= {3}


def test_moodle_knows_each_number_once() -> None:
    """1 and 1.000 are one answer."""
    for item in made(order("weights", "moodle", Wishes(level=3)), 10):
        for gap in re.findall(r"\{1:NUMERICAL:([^}]*)\}", item.text):
            numbers = [Decimal(number) for number in re.findall(r"(?:^=|~%\d+%|~=)(-?[\d.]+):", gap)]
            assert len(numbers) > 1 and max(Counter(numbers).values()) == 1


def test_json_tells_mistakes_in_plain_words() -> None:
    [item] = made(order("weights", "json"), 1)
    titles = {wrong["title"] for wrong in json.loads(item.text)["questions"][0]["wrong"]}
    assert "divided by d_k instead of √d_k" in titles
