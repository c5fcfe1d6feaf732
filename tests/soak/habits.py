"""The habits of a hand: how many places, which steps it shows, in which order and form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random


@dataclass
class Habits:
    places: int
    keeps_digits: bool
    """Works with more digits than are printed; otherwise with what is printed."""
    tidy: bool
    """1 and 0.5 for 1.000 and 0.500."""
    projections: str
    scores: str
    scaled: str
    softmax: str
    output: str
    always_equal: bool
    shows_percent: bool
    exponential_places: int
    weights_table: bool
    output_table: bool
    big_with_e: bool
    names_masked: bool
    quotients: str
    """How a row of exponentials is divided by its sum: entry by entry, or as a whole."""
    pairs: bool
    """e^{0.7}, e^{0} = 2.01, 1"""
    first: int
    """The number of the first row."""
    adds_up: bool
    """Whether the weights of a row are added up."""
    scale: str
    """S/√2 or 1/√2·S"""
    examples: int
    """How many problems are worked one after another, with the same names."""
    rounds_twice: bool
    """√3 = 1.73205 = 1.732"""
    by_symmetry: bool = False
    """Whether a row that is as one before is told by symmetry."""
    elides: bool = False
    """1·2 + … + 3·1"""
    head: str = ""
    """The number of the head that is worked."""
    given_by_rows: bool = False
    """q_1 = (1, 0), q_2 = (0, 1) for Q"""


def drawn_habits(random: Random) -> Habits:
    places = random.choice((2, 3, 3, 3, 4, 5))
    habits = Habits(
        places=places,
        keeps_digits=random.random() < 0.5,
        tidy=random.random() < 0.3,
        projections=random.choice(("plain", "numbers", "sums", "rows")),
        scores=random.choice(("plain", "numbers", "sums", "entries", "rows")),
        scaled=random.choice(("numbers", "letters", "rows", "named")),
        softmax=random.choice(("rows", "rows", "rows", "table", "exponentials")),
        output=random.choice(("rows", "rows", "sums", "terms", "table")),
        always_equal=random.random() < 0.3,
        shows_percent=random.random() < 0.3,
        exponential_places=random.choice((places, places, max(2, places - 1))),
        weights_table=random.random() < 0.7,
        output_table=random.random() < 0.7,
        big_with_e=random.random() < 0.3,
        names_masked=random.random() < 0.5,
        quotients=random.choice(("entries", "entries", "row")),
        pairs=random.random() < 0.15,
        first=int(random.random() < 0.8),
        adds_up=random.random() < 0.2,
        scale=random.choice(("quotient", "quotient", "quotient", "factor")),
        examples=1 + (random.random() < 0.1),
        rounds_twice=random.random() < 0.15,
    )
    more = Random(repr(habits) + repr(random.getstate()[1][0]))
    head = more.choice("12") if more.random() < 0.15 else ""
    return replace(
        habits,
        head=head,
        weights_table=habits.weights_table or bool(head),
        by_symmetry=more.random() < 0.5,
        elides=more.random() < 0.1,
        given_by_rows=more.random() < 0.1,
    )
