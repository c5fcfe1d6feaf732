"""Outcomes: what an answer is, and the marks for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Outcome(Enum):
    """How one number, or one choice, was answered. Best first."""

    RIGHT = "right"
    CARRIED = "carried"
    """Right from the student's own earlier answers."""
    PRECISION = "precision"
    """The right value with fewer digits than were asked for."""
    TRUNCATED = "truncated"
    LAST_DIGIT = "last-digit"
    MISTAKE = "mistake"
    """Wrong, and a mistake gives just these numbers."""
    WRONG = "wrong"
    UNREAD = "unread"
    MISSING = "missing"


FINE = (Outcome.RIGHT, Outcome.CARRIED)
BEST_FIRST = {outcome: place for place, outcome in enumerate(Outcome)}


@dataclass(frozen=True, slots=True)
class CellMark:
    """One number of a question, judged."""

    name: str
    """`a_12`; empty where the question is about one number, or is a choice."""
    answer: str
    """As it was given."""
    due: str
    outcome: Outcome
    mistake: str = ""
    """The name of the mistake that gives it."""
    feedback: str = ""
    """A sentence for the student."""


@dataclass(frozen=True, slots=True)
class QuestionMark:
    """One question of one student, judged."""

    exercise: str
    question: str
    cells: tuple[CellMark, ...]
    credit: Fraction
    """Of 1: the mean of what its numbers are worth."""

    @property
    def outcome(self) -> Outcome:
        """The worst among its numbers."""
        return max((cell.outcome for cell in self.cells), key=BEST_FIRST.__getitem__)
