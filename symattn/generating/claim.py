"""Claim: what is said of attention, once truly and once falsely, and why. A table of them for each level in claims/.

Reason and wrong reasons serve both forms: whoever takes the true one for false and whoever takes the false one for
true think the same. So either form may be asked for, and no answer is the likelier one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from symattn.generating.draws import Draws

Slot = tuple[int, int] | tuple[str, int, int] | tuple[str, str, str]
"""(2, 9): from 2 to 9; ("low", 1, 4): from 1 to 4 more than {low}; ("s", "+", "t"), ("n", "·", "c"): made of others."""


@dataclass(frozen=True)
class Claim:
    """Its texts have slots: {n} stands for the number drawn from slots["n"]."""

    slots: Mapping[str, Slot]
    true: str
    false: str
    reason: str
    """Why the one is true and the other false; a clause."""
    beside: str
    """A wrong reason for the right answer."""
    astray: tuple[str, str]
    """What whoever gives the wrong answer may think."""
    because: str
    """The solution: sentences that say more than the reason."""
    law: str = ""
    """The law of laws/ on which it rests, or which is broken."""

    def numbers(self, draws: Draws) -> dict[str, int]:
        """A number for each slot."""
        drawn: dict[str, int] = {}
        for name, slot in self.slots.items():
            match slot:
                case (str(other), int(low), int(high)):
                    drawn[name] = drawn[other] + draws.integer(low, high)
                case (str(one), str(sign), str(other)):
                    drawn[name] = drawn[one] + drawn[other] if sign == "+" else drawn[one] * drawn[other]
                case (int(low), int(high)):
                    drawn[name] = draws.integer(low, high)
        return drawn


def filled(text: str, numbers: Mapping[str, int]) -> str:
    """The text with its numbers: `the score −3`."""
    return text.format_map({name: str(value).replace("-", "−") for name, value in numbers.items()})
