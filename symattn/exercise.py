"""Exercise: what is told, what is asked, and the answers, each of them certain.

A closed set of two questions: numbers to be found, and a choice among lines. Numbers that are cells of a step know
it, so that a mistake's answer, and what follows from a student's own earlier numbers, come from the work itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Union

from symattn.exact.number import Exact
from symattn.exact.rounding import Rounded, round_to_places
from symattn.notation.document import Block, Line
from symattn.notation.formula import Formula, Name
from symattn.work import Work

GUARD = 1
"""Decimal places to be carried on the way beyond those asked for."""

Place = tuple[int, int]
"""Row and column in a step, counted from 0."""


@dataclass(frozen=True)
class Blank:
    """One number to be found: a_12."""

    name: Name
    places: int
    """Decimal places asked for, where the number does not end before."""
    find: Callable[[], Exact] = field(repr=False)
    """Works the number out: most drafts are not kept, and need none."""

    @staticmethod
    def known(name: Name, due: Exact, places: int) -> Blank:
        return Blank(name, places, lambda: due)

    @cached_property
    def due(self) -> Exact:
        return self.find()

    @cached_property
    def rounded(self) -> Rounded:
        """The number as it is due: to so many places, or to fewer where it ends there. Proven."""
        return self.in_full.ended

    @cached_property
    def in_full(self) -> Rounded:
        """The same with all places, as it is written among numbers that were rounded: 0.500 above 0.330."""
        return round_to_places(self.due, self.places)

    @property
    def text(self) -> str:
        """`0.014`, `-3`, `2.5`."""
        return self.rounded.text

    @property
    def units(self) -> int:
        """The same in units of the last place asked for."""
        return self.in_full.units

    @property
    def ends(self) -> bool:
        """Whether the decimal is the number itself, nothing rounded."""
        return self.rounded.exact


@dataclass(frozen=True)
class Wrong:
    """What comes of a way of going wrong: the numbers, as they would be written, and its name."""

    texts: tuple[str, ...]
    title: str
    """As a clause: `the scale was forgotten`."""
    mistake: str = ""
    """The name of its file in mistakes/, if it has one."""


@dataclass(frozen=True)
class Numbers:
    """Numbers to be found, in rows: the cells of a step, or some of them, or a number of its own."""

    name: str
    """What answers call it, one word: `weights`."""
    prompt: Line
    letter: Formula
    """What the numbers together are called: A."""
    blanks: tuple[tuple[Blank, ...], ...]
    work: Work | None = field(default=None, repr=False)
    step: str = ""
    """The step of the work of which they are cells."""
    cells: tuple[Place, ...] = ()
    """Where they stand in it, row by row."""
    formula: Formula | None = None
    """How a number is found that belongs to no work; its parts are what is worked out on the way."""
    known_wrong: tuple[Wrong, ...] = ()
    """Ways of going wrong of numbers that belong to no work."""
    is_whole: bool = False
    """Of numbers that belong to no work, whether they are always whole: then nothing is said of decimals."""
    carried: tuple[tuple[str, ...], ...] = ()
    """Other answers, of rounding on the way, that are accepted beside the right one."""
    by_place: bool = False
    """Whether the cells are called by row and column: s̃_11 would tell which step was done wrongly."""

    @property
    def flat(self) -> tuple[Blank, ...]:
        return tuple(blank for row in self.blanks for blank in row)

    @property
    def texts(self) -> tuple[str, ...]:
        """The right answers, row by row."""
        return tuple(blank.text for blank in self.flat)

    @property
    def is_one(self) -> bool:
        return len(self.blanks) == 1 and len(self.blanks[0]) == 1

    @property
    def is_exact(self) -> bool:
        """Whether nothing is rounded."""
        return all(blank.ends for blank in self.flat)


@dataclass(frozen=True)
class Option:
    """One line to choose, and what is to be said of it when it is chosen."""

    line: Line
    why: Line
    mistake: str = ""
    """The mistake that makes it, if one does."""
    says_why: bool = False
    """Whether the line tells the reason already: `True: it sees itself alone.`"""


@dataclass(frozen=True)
class Choice:
    """One of several lines to be chosen."""

    name: str
    prompt: Line
    options: tuple[Option, ...]
    right: int
    """Counted from 0."""


Question = Union[Numbers, Choice]
"""The closed set, for `match` with `assert_never`."""


Telling = Callable[[], Sequence[Block]]
"""What is told when it is asked for: most drafts are not kept."""


@dataclass(frozen=True)
class Draft:
    """What a kind draws: an exercise, before anything of it has been proven fit."""

    title: str
    task: Telling = field(repr=False)
    questions: tuple[Question, ...]
    solution: Telling = field(repr=False)
    behind: tuple[Numbers, ...] = ()
    """Numbers that are not asked for but of which all is to be proven too: the right one among choices."""
    sameness: object = ()
    """Two exercises that agree in it differ at most in the order of their tokens; () where the task tells it."""

    @property
    def numbers(self) -> Iterator[Numbers]:
        """The numbers asked for."""
        return (question for question in self.questions if isinstance(question, Numbers))

    @property
    def proven(self) -> Iterator[Numbers]:
        """The numbers for which every guarantee must hold."""
        yield from self.numbers
        yield from self.behind


@dataclass(frozen=True)
class Exercise:
    """A draft for which every guarantee is proven, with its place in a batch."""

    name: str
    """What answers call it, another one for each kind, wishes, seed and number: `forward_pass-7-3`."""
    kind: str
    seed: int
    number: int
    """Counted from 1."""
    draft: Draft
    places: int
    generator: int
    """The version of the generator that made it."""

    @cached_property
    def task(self) -> Sequence[Block]:
        return self.draft.task()

    @cached_property
    def solution(self) -> Sequence[Block]:
        return self.draft.solution()
