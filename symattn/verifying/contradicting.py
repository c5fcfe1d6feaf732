"""Contradicting: numbers that fit a quantity worked out otherwise than the text declares.

Weights that are just the softmax of QKᵀ, where the text divides by √d_k, are no rounding of anything due: the scale was
forgotten. Where the text surely declares the step, the declared quantity is what they state, and they are wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symattn.exact.real import HIDDEN, Real
from symattn.notation.evaluate import Grid, Value
from symattn.verifying.attending import masked, softmax
from symattn.verifying.candidates import Candidate, PrintedCells, share_that_fits
from symattn.verifying.proofs import touch, values_of
from symattn.verifying.roles import Roles
from symattn.verifying.words import KEYS, OUTPUT, QUERIES, SCALED, SCORES, WEIGHTS
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
        # scores are scaled where they are masked: `scaled masked scores`
        return cls(role, scaled and quantity != SCORES, MASKED in prefix, place)


@dataclass(frozen=True)
class Contradicting:
    roles: Roles

    def due(
        self,
        candidate: Candidate,
        role: str,
        printed: PrintedCells,
        worth: Worth,
        at: int,
        scores: Value[Real] | None = None,
    ) -> Tie | None:
        """What is declared in place of a quantity that fits.

        role: what the words say that the numbers are; scores: those met last.
        """
        if candidate.is_named or candidate.is_seen:
            return None
        fits = Way.of(candidate.meaning, is_scaled=self.roles.is_scaled)
        own = self._said(fits, role)
        if own is None:
            return None
        due = self._declared(fits, own, at, scores)
        table = self._table(due)
        is_other = due.is_scaled != fits.is_scaled or due.is_masked != fits.is_masked
        if not is_other or table is None or len(values_of(table)) != len(printed):
            return None
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

    def masked_instead(
        self, candidate: Candidate, role: str, printed: PrintedCells, at: int, scores: Value[Real] | None
    ) -> Candidate:
        """The masked table in place of an unmasked one that most numbers fit, where all that is hidden is 0."""
        nearly = Way.of(candidate.meaning, is_scaled=self.roles.is_scaled)
        if candidate.is_named or nearly.role != WEIGHTS or role != WEIGHTS or nearly.is_masked or nearly.place:
            return candidate
        table = self._table(Way(WEIGHTS, nearly.is_scaled, True, ""))
        if candidate.is_seen and isinstance(scores, Grid) and scores.shape[0] == scores.shape[1]:
            table = softmax(masked(scores))
        if table is None or not self._masks(at, scores):
            return candidate
        is_zero = [p is not None and p.value == 0 for p in printed.printed]
        if is_zero != [x is HIDDEN for x in values_of(masked(table))]:
            return candidate
        return Candidate(f"{MASKED}{WEIGHTS}", table)

    def _said(self, fits: Way, role: str) -> str | None:
        """The role that the numbers have: by the words, where what fits may be so called by chance."""
        if role in ("", fits.role) or (fits.role, role) in ((OUTPUT, WEIGHTS), (SCORES, SCALED)):
            own = role or fits.role
            if fits.role == SCORES and fits.is_scaled:
                return None
            return own if own in STATED and fits.place.partition(" ")[0] in ("", "row") else None
        return None

    def _declared(self, fits: Way, own: str, at: int, scores: Value[Real] | None) -> Way:
        """The way that the text declares at this place."""
        is_scaled = fits.is_scaled or self._scales(at)
        is_masked = fits.is_masked or (own != SCALED and self._masks(at, scores))
        return Way(own, is_scaled, is_masked, fits.place)

    def _masks(self, at: int, scores: Value[Real] | None) -> bool:
        """Whether the text surely hides later keys here: it says so, or has shown the scores with −∞."""
        declared = self.roles.declared
        is_told = self._are_hidden(scores) or (self.roles.says_causal and declared.mask(at))
        return is_told and declared.keeps_mask(at)

    def _are_hidden(self, scores: Value[Real] | None) -> bool:
        """Whether these are scores, or a row of them, with the later ones hidden."""
        if not isinstance(scores, Grid) or HIDDEN not in values_of(scores):
            return False
        causal = self.roles.work().get(f"{MASKED}{SCORES}")
        rows = () if causal is None else causal.rows
        return all(any(_hide_the_same(row, one) for one in rows) for row in scores.rows)

    def _scales(self, at: int) -> bool:
        """Whether the text surely divides by √d_k here: it says so, or has shown what comes out."""
        if not self.roles.divides_by_its_width or not self._are_worked_out():
            return False
        declared = self.roles.declared
        is_told = self._has_shown_scaled() or (self.roles.tells_width and declared.scale(at))
        return is_told and declared.keeps_scale(at)

    def _are_worked_out(self) -> bool:
        """Whether the scores are QKᵀ: what is only called scores may be scaled already."""
        work = self.roles.work()
        queries, keys, scores = (work.get(role) for role in (QUERIES, KEYS, SCORES))
        if queries is None or keys is None or scores is None or queries.shape[1] != keys.shape[1]:
            return False
        return scores.shape == (queries.shape[0], keys.shape[0]) != (1, 1)

    def _has_shown_scaled(self) -> bool:
        """Whether rows of scaled scores were printed that are no rows of scores."""
        scores = self.roles.work().get(SCORES)
        rows = self.roles.displayed.known.get(SCALED, {})
        return scores is not None and any(not touch(scores.rows[i], row.exact) for i, row in rows.items())

    def _learn(self, due: Way) -> None:
        """From now on the document is known to scale, or to mask."""
        if due.is_scaled and not self.roles.is_scaled:
            self.roles.is_scaled, self.roles.derived = True, None
        self.roles.is_masked = self.roles.is_masked or due.is_masked

    def _table(self, way: Way) -> Grid[Real] | None:
        """The table, or its row, that is worked out in this way."""
        other = "" if way.is_scaled == self.roles.is_scaled else "scaled " if way.is_scaled else "unscaled "
        name = f"{other}{MASKED if way.is_masked else ''}{way.role}"
        if way.role == SCALED:
            name = f"{other}{MASKED}{SCORES}" if way.is_masked else SCALED
        table = self.roles.work().get(name)
        number = way.place.partition(" ")[2]
        if table is None or not number.isdigit():
            return table
        return Grid((table.rows[int(number) - 1],), flat=True)


def _hide_the_same(a: Sequence[Real], b: Sequence[Real]) -> bool:
    return [x is HIDDEN for x in a] == [x is HIDDEN for x in b]
