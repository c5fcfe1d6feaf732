"""Contradicting: numbers that fit a quantity worked out otherwise than the text declares.

Weights that are just the softmax of QKᵀ, where the text divides by √d_k, are no rounding of anything due: the scale was
forgotten. Where the text surely declares the step, the declared quantity is what they state, and they are wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symattn.exact.real import HIDDEN, Real
from symattn.notation.evaluate import Grid
from symattn.verifying.candidates import Candidate, PrintedCells, share_that_fits
from symattn.verifying.proofs import touch, values_of
from symattn.verifying.roles import Roles
from symattn.verifying.words import OUTPUT, SCALED, SCORES, WEIGHTS
from symattn.verifying.worths import Tie, Worth

MASKED = "masked "
STATED = (SCALED, WEIGHTS, OUTPUT)
STEPS = {SCALED: (SCORES,), WEIGHTS: (SCALED, SCORES), OUTPUT: (WEIGHTS,)}
"""The tables that one of this role is worked out from."""


@dataclass(frozen=True)
class Way:
    """How a table follows from the scores."""

    role: str
    is_scaled: bool
    is_masked: bool
    place: str
    """`row 2`, or "" of the whole table."""

    @classmethod
    def of(cls, meaning: str, *, is_scaled: bool) -> Way:
        """What a meaning tells. is_scaled: whether the document divides, so that only the other way is named."""
        quantity, _, place = meaning.partition(", ")
        role = quantity.removeprefix("unscaled ").removeprefix("scaled ").removeprefix(MASKED)
        prefix = quantity.removesuffix(role)
        if quantity == SCALED:
            return cls(SCALED, True, False, place)
        scaled = "unscaled" not in prefix if is_scaled else "scaled" in prefix
        return cls(role, scaled and role != SCORES, MASKED in prefix, place)


@dataclass(frozen=True)
class Contradicting:
    roles: Roles

    def due(self, candidate: Candidate, role: str, printed: PrintedCells, worth: Worth, at: int) -> Tie | None:
        """What is declared in place of a quantity that fits. role: what the words say that the numbers are."""
        if candidate.is_named or candidate.is_seen:
            return None
        fits = Way.of(candidate.meaning, is_scaled=self.roles.is_scaled)
        own = self._said(fits, role)
        if own is None:
            return None
        for due in self._declared(fits, own, at):
            table = self._table(due)
            if table is None or len(values_of(table)) != len(printed):
                continue
            if share_that_fits(Candidate("", table), printed) == 1:
                return None
            self._learn(due)
            meaning = f"{MASKED if due.is_masked else ''}{due.role}" + (f", {due.place}" if due.place else "")
            origins = (self.roles.displayed.origin(step) for step in STEPS[due.role])
            origin = next((origin for origin in origins if origin is not None), None)
            if origin is not None:
                # the step was left out further up, and is told there
                return Tie(Worth(worth.displayed, table, origin), meaning, is_declared=True)
            return Tie(Worth(None, table), meaning, is_strong=True, is_declared=True)
        return None

    def _said(self, fits: Way, role: str) -> str | None:
        """The role that the numbers have: by the words, where what fits may be so called by chance."""
        if role in ("", fits.role) or (fits.role, role) in ((OUTPUT, WEIGHTS), (SCORES, SCALED)):
            own = role or fits.role
            return own if own in STATED and fits.place.partition(" ")[0] in ("", "row") else None
        return None

    def _declared(self, fits: Way, own: str, at: int) -> Iterator[Way]:
        """The way that the text declares at this place, where it is another one."""
        is_scaled = fits.is_scaled or self._scales(at)
        if is_scaled and not fits.is_scaled:
            yield Way(own, True, fits.is_masked, fits.place)

    def _scales(self, at: int) -> bool:
        """Whether the text surely divides by √d_k here: it says so, or has shown what comes out."""
        if not self.roles.divides_by_its_width or not self.roles.declared.keeps_scale(at):
            return False
        return self._has_shown_scaled() or (self.roles.tells_width and self.roles.declared.scale(at))

    def _has_shown_scaled(self) -> bool:
        """Whether rows of scaled scores were printed that are no rows of scores."""
        scores = self.roles.work().get(SCORES)
        rows = self.roles.displayed.known.get(SCALED, {})
        return scores is not None and any(not touch(scores.rows[i], row.exact) for i, row in rows.items())

    def _learn(self, due: Way) -> None:
        """From now on the document is known to scale."""
        if due.is_scaled and not self.roles.is_scaled:
            self.roles.is_scaled, self.roles.derived = True, None

    def _table(self, way: Way) -> Grid[Real] | None:
        """The table, or its row, that is worked out in this way."""
        other = "" if way.is_scaled == self.roles.is_scaled else "scaled " if way.is_scaled else "unscaled "
        prefix = "" if way.role == SCALED else f"{other}{MASKED if way.is_masked else ''}"
        table = self.roles.work().get(f"{prefix}{way.role}")
        number = way.place.partition(" ")[2]
        if table is None or not number.isdigit():
            return table
        return Grid((table.rows[int(number) - 1],), flat=True)


def hides(value: Grid[Real]) -> bool:
    return HIDDEN in values_of(value)
