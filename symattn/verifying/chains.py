"""Chains: `A = softmax(S) = [0.4, 0.6]`. Link by link, and what its names are bound to by it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from symattn.island import Island, Side
from symattn.notation.formula import EQUAL, GIVES, Name, Sum
from symattn.verifying.bindings import Quantity, key_of
from symattn.verifying.claiming import may_be_a_range
from symattn.verifying.heads import bound
from symattn.verifying.links import Link, Links
from symattn.verifying.proofs import has_hidden, is_literal
from symattn.verifying.reading import Reading, Stated
from symattn.verifying.series import cells_of_row
from symattn.verifying.stages import stages_told
from symattn.verifying.witnessing import Witnessing, is_softmax
from symattn.verifying.words import SCALED, SCORES, TOKENS, role_of
from symattn.verifying.worths import Worth

ASIDE = re.compile(
    r"[(（][^()（）]*[)）]|(?:#|//)(?![^\n]*[:：][ \t]*(?:\n|$))[^\n]*(?=\n)|(?:#|//)+(?=\s*$)"
    r"|\\(?:qquad|quad|\\|[,;!\]\[()])|[\s$`*>&|\\.,;，；。]"
)
"""What may stand between a chain and the line that goes on with it; a remark with a colon at its end begins anew."""
A_ROW = re.compile(r"[(（][-−+.\d\s]+,[-−+.,\d\s]+[)）]")
"""`(3, 4)` is no remark."""
MOST_BETWEEN = 200


@dataclass(frozen=True)
class Chains:
    """Reads chain after chain."""

    reading: Reading
    links: Links
    witnessing: Witnessing

    def before(self, island: Island) -> Stated | None:
        """What a chain without a left side goes on with: nothing but remarks in brackets stands between them.

        From one remark of a program into the next, over its code, no chain goes.
        """
        last = self.reading.last
        if not island.is_continued or last is None:
            return None
        between = self.reading.standing[last.side.end : island.start]
        if (
            len(between) >= MOST_BETWEEN
            or A_ROW.search(between)
            or ASIDE.sub("", ASIDE.sub("", between).replace("=", "").replace("≈", ""))
        ):
            return None
        return last

    def read(self, island: Island, before: Stated | None, *, explicit: bool = True) -> None:
        """Every link is judged, the names are bound. explicit: whether the signs stand in the document."""
        sides, signs = self._with_names_first(island), list(island.signs)
        worth: Worth | None = None
        if before is not None:
            sides.insert(0, before.side)
            worth = before.worth
        elif island.is_continued:
            # what the first sign stands behind is not known
            signs = signs[1:]
        first = sides[0].formula
        name = first if isinstance(first, Name) and not island.is_continued else None
        begins = 0 if name is None or before is not None else self._names_set(sides)
        for i, sign in enumerate(signs):
            if i < begins:
                # Q = K = V = [[2, 0], [0, 1]] sets them all
                following = sides[i + 1].formula
                name = following if isinstance(following, Name) else None
                continue
            link = Link(island, sides[i], sign, sides[i + 1], worth, name if i == begins else None)
            worth = self.links.worth(link)
        names = tuple(side.formula for side in sides[:-1] if isinstance(side.formula, Name))
        if before is not None and not names:
            # the chain goes on, and with it what its name stands for
            names = before.names
        if not explicit and self.reading.is_judged(sides[-1]):
            self.reading.findings[-1] = replace(self.reading.findings[-1], explicit=False)
        is_softened = any(is_softmax(side.formula) for side in sides[:-1])
        if is_softened and is_literal(sides[-1].formula) and not self.reading.is_judged(sides[-1]):
            self.witnessing.softened(sides[-1])
        if worth is not None and signs and names and signs[0] != GIVES:
            self._bind(names, sides[-1], worth, is_equation=len(signs) == 1, is_softened=is_softened)
        if worth is not None and not isinstance(first, Name):
            self._labelled(island, sides[-1], worth)
        self.reading.last = Stated(sides[-1], worth, names)
        self.reading.repeats.ended(sides[-1].formula, worth)

    def _with_names_first(self, island: Island) -> list[Side]:
        """Of `Q = [[1, 0], [0, 1]] = K = V`, where nothing is known of K and V, the numbers are what all are set to."""
        sides = list(island.sides)
        first, *others = [i for i, side in enumerate(sides) if not isinstance(side.formula, Name)] or [0]
        is_set = 0 < first < len(sides) - 1 and not others and is_literal(sides[first].formula)
        if not is_set or island.is_continued or set(island.signs) != {EQUAL}:
            return sides
        behind = sides[first + 1 :]
        names = [side.formula for side in behind if isinstance(side.formula, Name)]
        if any(self.links.reading.worths.quantity(name) is not None for name in names):
            return sides
        return [*behind, *sides[: first + 1]]

    def _names_set(self, sides: list[Side]) -> int:
        """How many links lead from name to name before the numbers that end the chain; 0 where none is new."""
        names = [side.formula for side in sides[:-1] if isinstance(side.formula, Name)]
        if len(names) < len(sides) - 1 or not is_literal(sides[-1].formula):
            return 0
        if role_of(names[-1]) == TOKENS != role_of(names[0]) and self.reading.bindings.is_newer(names[-1], names[0]):
            # Q = X = [[1, 0], [0, 1]]: what X is was said before
            return 0
        return len(names) - 1

    def _labelled(self, island: Island, side: Side, worth: Worth) -> None:
        """`Scaled scores: [10, 0]/2 = [5, 0]`: the label says what the row at the end is."""
        cells = cells_of_row(side.formula)
        stages = stages_told(island.lead) if len(cells) > 1 and is_literal(side.formula) else ()
        if stages:
            self.reading.series.saw(stages[0], cells)
        if stages and stages[0] in (SCORES, SCALED):
            self.reading.ties.saw_scores(worth.best)

    # --- binding ----------------------------------------------------------------------------

    def _bind(self, names: tuple[Name, ...], side: Side, worth: Worth, *, is_equation: bool, is_softened: bool) -> None:
        """The names stand for what the last side is: data, where it is numbers that nothing else is known of."""
        reading = self.reading
        judged, literal = reading.is_judged(side), is_literal(side.formula)
        if not judged and isinstance(side.formula, Sum) and may_be_a_range(side.formula):
            # 1 token ≈ 3-4 letters
            return
        is_data = not judged and literal and is_equation
        found_wrong = len(reading.bindings.wrong)
        if literal and not judged:
            self._unjudged(side, names[0], is_data=is_data, is_softened=is_softened)
        betrayed = reading.bindings.wrong[found_wrong:]
        if betrayed:
            # what it should be is not known
            is_data, worth = False, replace(worth, exact=None, origin=betrayed[0])
        if is_data:
            reading.worths.add_data(side.formula)
            worth = Worth(worth.displayed, worth.displayed)
        is_stated = literal or judged
        if worth.is_guessed and not is_stated:
            # A = softmax(S), with an S that was taken for QKᵀ: what A is, its numbers tell
            reading.bindings.formulas.update({key_of(name): side.formula for name in names})
            return
        quantity = Quantity(
            None if betrayed else worth.best, worth.displayed, is_data, worth.origin, is_stated, worth.followed
        )
        if is_data:
            reading.examples.given(names[0], quantity)
        for name in names:
            reading.bindings.bind(name, quantity)
            if not is_stated:
                reading.bindings.say(name, side.formula)
            bound(reading.roles, name, quantity)
        if is_data:
            reading.repeats.stated(side.formula, worth)
            reading.sums.saw_row(worth, side.end)
        if has_hidden(side.formula):
            reading.roles.is_masked = True
        if role_of(names[0]) in (SCORES, SCALED):
            reading.ties.saw_scores(worth.best)

    def _unjudged(self, side: Side, name: Name, *, is_data: bool, is_softened: bool) -> None:
        """Numbers that nothing is known of but what their name says."""
        if not is_softened:
            self.witnessing.named(name, side)
        if not is_data:
            self.reading.repeats.left_unjudged(side.formula)
