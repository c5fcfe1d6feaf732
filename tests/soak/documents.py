"""Seeds → documents: a problem printed by symattn or worked by hand, nothing in it wrong but what was put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType

from drawn_problem import Drawn, drawn
from faults import Slip, committed, possible_mistakes, slip
from formulas import Num, is_literal, numbers_in
from habits import Habits, drawn_habits
from hand import Hand, NothingLeftError
from mistakes.by_hand import MP
from sheet import Link, Sheet
from sheets import FORMS
from speaker import Speaker
from telling import chains_of
from words import WORDS


@dataclass(frozen=True)
class Told:
    seed: int
    form: str
    problem: Drawn
    habits: Habits
    sheet: Sheet
    numbers: list[Num]
    """Every number of every formula, in the order of telling."""


def told(seed: int, slips: Mapping[int, str] | None = None) -> Told:
    """The document of a seed, nothing in it wrong but the slips: number → what is printed instead."""
    random = Random(seed)
    while True:
        hand = Hand(drawn(random), drawn_habits(random), random)
        try:
            return written(seed, random, hand, slips or {})
        except NothingLeftError:
            continue


def written(seed: int, random: Random, hand: Hand, slips: Mapping[int, str] = MappingProxyType({})) -> Told:
    form = random.choice(list(FORMS))
    language = random.choice(("en", "en", *WORDS))
    items = hand.tell()
    numbers = [n for item in items for chain in chains_of(item) for side in chain.sides for n in numbers_in(side)]
    for i, text in slips.items():
        numbers[i].text = text
    sheet = FORMS[form](items, Speaker(language), random)
    return Told(seed, form, hand.problem, hand.habits, sheet, numbers)


def with_slip(seed: int) -> tuple[Told, Slip, Link] | None:
    """The document of a seed with one number altered; None where none was found that can be."""
    one, random = told(seed), Random(-seed - 1)
    links = [link for link in one.sheet.links if link.is_claim and is_literal(link.formula)]
    for _ in range(20):
        link = random.choice(links)
        numbers = [n for n in numbers_in(link.formula) if n.exact is not None and n.exact not in (MP.inf, MP.ninf)]
        found = slip(random.choice(numbers), random) if numbers else None
        if found is not None:
            # told again: where it is written, the places of all that comes behind move
            again = told(seed, {one.numbers.index(found.number): found.wrong})
            at = one.sheet.links.index(link)
            return again, found, again.sheet.links[at]
    return None


def with_mistake(seed: int) -> tuple[Told, str]:
    """A document with one step done wrongly."""
    random = Random(seed)
    while True:
        problem, habits = drawn(random), replace(drawn_habits(random), keeps_digits=False)
        name = random.choice(possible_mistakes(problem))
        wrong = committed(name, problem)
        if wrong is None or any(abs(x) > 10**7 for rows in wrong.values() for row in rows for x in row):
            continue
        try:
            return written(seed, random, Hand(problem, habits, random, wrong)), name
        except (NothingLeftError, OverflowError):
            continue


def printed(seed: int) -> Told:
    """A page that symattn itself prints: text, Markdown or LaTeX."""
    random = Random(seed)
    problem, habits = drawn(random), drawn_habits(random)
    name, ending = random.choice((("text", "txt"), ("markdown", "md"), ("latex", "tex")))
    text = getattr(problem.derivation, name)()
    return Told(seed, name, problem, habits, Sheet(f"sheet.{ending}", text, ()), [])
