"""What a student is told: one sentence for each outcome."""

from __future__ import annotations

from symattn.exercise import Blank
from symattn.grading.outcome import Outcome
from symattn.mistake import MISTAKES


def sentence(outcome: Outcome, mistake: str = "", blank: Blank | None = None, why: str = "") -> str:
    """Why the answer gets what it gets, and what would be better."""
    match outcome:
        case Outcome.RIGHT:
            return "Right."
        case Outcome.CARRIED:
            return "Right from your own earlier numbers."
        case Outcome.PRECISION:
            return (
                f"The right value, but {_places(blank)} are asked for."
                if blank
                else "The right value, with too few digits."
            )
        case Outcome.TRUNCATED:
            return "The digits were cut off where they are to be rounded."
        case Outcome.LAST_DIGIT:
            return "The last digit is off by one: round at the end, and carry more digits on the way."
        case Outcome.MISTAKE:
            return f"Not right: {MISTAKES[mistake].title if mistake in MISTAKES else mistake}."
        case Outcome.WRONG:
            return "Not right."
        case Outcome.UNREAD:
            return f"This cannot be read: {why}." if why else "This cannot be read."
        case Outcome.MISSING:
            return "No answer."


def _places(blank: Blank | None) -> str:
    places = blank.places if blank else 0
    return f"{places} decimal place{'' if places == 1 else 's'}"
