"""Abreast: sides that stand in formulas of their own, before a sign that all of them share: `$a$, $b$ ≈ 0.1, 0.9`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from symattn.island import Island, Side
from symattn.notation.formula import Name
from symattn.notation.parse.spellings import AND_WORDS

AND = rf"(?:{'|'.join(map(re.escape, sorted(AND_WORDS)))})"
MARKS = r"[\s$`*]*"
GAP = re.compile(rf"{MARKS}(?:[,;，；、]{MARKS}(?:{AND}[\s$`*]+)?|\b{AND}\b{MARKS})")
MARKUP = re.compile(MARKS)
FURTHER = re.compile(rf"{GAP.pattern}[-−]?\d")
"""What behind a number tells that another one follows."""
HAS_AND = re.compile(rf"{AND}")


@dataclass
class Abreast:
    """The formulas read last that stand alone, with nothing but commas between them."""

    text: str
    lefts: list[Island] = field(default_factory=list)

    def saw(self, islands: Sequence[Island]) -> None:
        first = islands[0]
        is_alone = not first.signs and not first.failed and not isinstance(first.sides[0].formula, Name)
        self.lefts = self.with_last(first) or [first] if is_alone else []

    def with_last(self, island: Island) -> list[Island]:
        """The formulas up to this one, where they are several."""
        follows = self.lefts and GAP.fullmatch(self.text, self.lefts[-1].end, island.start)
        return [*self.lefts, island] if follows else []

    def before(self, sign: int) -> list[Island]:
        """The formulas directly before the sign, where they are several."""
        are_several = len(self.lefts) > 1 and MARKUP.fullmatch(self.text, self.lefts[-1].end, sign) is not None
        return self.lefts if are_several else []

    def is_first_of_several(self, end: int) -> bool:
        """Whether another number follows the one that ends here."""
        return FURTHER.match(self.text, end) is not None

    def are_alike(self, lefts: Sequence[Island], rights: Sequence[Side]) -> bool:
        """Whether they pair: 1/3 and 2/3 ≈ 0.333 and 0.667, not 1/3 and 2/3 ≈ 0.667, 0.5 of it."""
        ends = (lefts[-2].end, lefts[-1].start), (rights[-2].end, rights[-1].start)
        left, right = (HAS_AND.search(self.text, *gap) is not None for gap in ends)
        return len(lefts) == len(rights) and (right or not left)
