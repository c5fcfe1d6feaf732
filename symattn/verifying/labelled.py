"""Labelled: tables of numbers under words that say which quantity they are: `Matrix of Raw Scores:`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from flint import fmpq

from symattn.exact.rounding import HALF
from symattn.island import Island
from symattn.notation.evaluate import Grid
from symattn.notation.formula import Formula, Matrix, Name
from symattn.page import Notation
from symattn.verifying.candidates import Candidate, PrintedCells, hides_the_same, share_that_fits
from symattn.verifying.denying import is_denied
from symattn.verifying.phrases import says_only
from symattn.verifying.proofs import cells_of, count_of, has_hidden, key_of_digits, printed_of
from symattn.verifying.roles import PROJECTIONS, Roles
from symattn.verifying.words import (
    GIVEN,
    KEYS,
    OUTPUT,
    QUERIES,
    SCALED,
    SCORES,
    WEIGHTS,
    is_hedged,
    label_of,
    name_said_in,
    role_in,
    role_of,
    speaks_of_a_mask,
)
from symattn.verifying.worths import Tie, Worth, Worths

NAMED = (SCORES, SCALED, WEIGHTS)
OTHER_WAYS = ("unscaled ", "scaled ")
"""Of tables that follow with the other scale than the document has."""
LEAD = 200
"""Characters before a table that may say what it is."""
UNMASKED = re.compile(r"unmask|without|no mask|ohne|senza|sans|sin |sem |без|无掩|没有|不加|なし|없", re.IGNORECASE)
SAYS_MASKED = re.compile(
    r"masked|with (?:the |a )?(?:causal )?mask|after (?:the )?mask|maskiert|mit Maske|掩码后", re.IGNORECASE
)
"""Words over a table of weights that say plainly that these are masked."""

OTHER_DATA = re.compile(
    r"another|\bother|different|instead|random|typical|initial|learned|trained|new\b|ander[e-z]*|autre|otr[oa]s?\b|outr[oa]s?\b"
    r"|altr[oi]\b|друг|另|其他|其它|别的|別の|다른",
    re.IGNORECASE,
)
"""Words before a table that tell of other data than those given."""
OTHER_WAY = re.compile(
    r"\bheads?\b|\bkopf|köpfe|\btêtes?\b|cabezas?\b|cabeças?\b|\bteste?\b|голов|头|頭|ヘッド|헤드"
    r"|\bbias|\brelative|rotary|\brope\b|alibi|cosine|additive|temperat|kernel|distance|sparse|positional|dropout"
    r"|qk.?norm|normali[sz]ed (?:quer|key)|layer ?norm|lokal|local|window|cross|kosinus|relativ|positions?kod"
    r"|温度|偏置|位置",
    re.IGNORECASE,
)
"""What tells in a document that its scores may be more than QKᵀ/√d_k, or of several heads."""


@dataclass(frozen=True)
class Labelled:
    text: str
    roles: Roles
    worths: Worths

    def tie(self, formula: Formula, worth: Worth, island: Island) -> Tie | None:
        """A whole table under a heading that names one quantity: `Matrix of Raw Scores:`."""
        role = self.role(formula, island)
        if not role or (role in GIVEN and role in self.roles.tables):
            return None
        if role == SCALED and not self.roles.is_surely_scaled and not has_hidden(formula):
            return None
        return self._of_role(role, formula, worth, island)

    def _of_role(self, role: str, formula: Formula, worth: Worth, island: Island) -> Tie | None:
        """The quantity of this role, scaled and masked as the document or the words over the table say."""
        assert isinstance(worth.best, Grid)
        label = self._label(island)
        if 1 in worth.best.shape:
            return None
        if has_hidden(formula):
            return self._masked_by_words(formula, worth) if role in (SCORES, SCALED) else None
        is_masked = (self.roles.is_masked or speaks_of_a_mask(label)) and not UNMASKED.search(label)
        if is_masked and role in (WEIGHTS, OUTPUT):
            role = f"masked {role}"
        key = key_of_digits(formula)
        if key is None:
            return None
        # where no scale was told, it may be either
        ways = (role,) if self.roles.is_scaled else (role, *(f"{way}{role}" for way in OTHER_WAYS))
        known = [Candidate(way, self.roles.work()[way]) for way in ways if way in self.roles.work()]
        of_size = [one for one in known if shape_of(Worth(None, one.exact)) == worth.best.shape]
        printed = PrintedCells(cells_of(formula, len(key)))
        best = max(of_size, key=lambda one: share_that_fits(one, printed, fmpq(0)), default=None)
        return None if best is None else Tie(Worth(None, best.exact), best.meaning, is_strong=True)

    def named(self, name: Name, formula: Formula, worth: Worth, island: Island) -> Tie | None:
        """A whole table whose name and the words before it name one quantity: `Raw scores: S = …`, `scores = …`.

        It is surely that one only where nothing tells of other data or another way to it.
        """
        role, words = role_of(name), label_of(island.lead)
        told = f"{words} {name.base}".replace("_", " ") if len(name.base) > 2 else words
        if role not in NAMED or (role_in(told) == WEIGHTS) != (role == WEIGHTS):
            return None
        return self._told(told, formula, worth, island)

    def surely(self, formula: Formula, worth: Worth, island: Island) -> Tie | None:
        """A whole table, where the words over it name one quantity and nothing tells of another: `## Scores`."""
        tie = self._told(self._label(island), formula, worth, island)
        return tie if tie is not None and tie.is_strong else None

    def _told(self, told: str, formula: Formula, worth: Worth, island: Island) -> Tie | None:
        """The table that words name; surely that one only where they say no more."""
        role = role_in(told)
        if role not in NAMED or not isinstance(formula, Matrix) or island.notation is Notation.CODE:
            return None
        tie = self._of_role(role, formula, worth, island)
        if tie is None:
            return None
        is_plain = says_only(told, *NAMED) and not self._may_be_otherwise(role, formula, island)
        if role == SCALED and not self.roles.is_surely_scaled:
            printed = PrintedCells(cells_of(formula, count_of(formula)))
            is_plain = is_plain and share_that_fits(Candidate(SCALED, tie.worth.best), printed, HALF) >= HALF
        return replace(tie, is_strong=is_plain)

    def _may_be_otherwise(self, role: str, formula: Formula, island: Island) -> bool:
        """Whether there may be other data, or another way from these."""
        lead = self.text[max(0, island.start - LEAD) : island.start]
        if is_hedged(lead) or OTHER_DATA.search(lead) or is_denied(self.text, island.start, island.end):
            return True
        are_known = all(r in self.roles.tables or self.roles.projection(PROJECTIONS[r]) for r in (QUERIES, KEYS))
        if not are_known or OTHER_WAY.search(self.text):
            return True
        is_masked = self.roles.is_masked or self.roles.says_causal
        printed = [printed_of(cell) for cell in cells_of(formula, count_of(formula))]
        return role == WEIGHTS and (is_masked or any(p is None or p.value == 0 for p in printed))

    def role(self, formula: Formula, island: Island) -> str:
        """The role that the words over a table tell; "" where they tell none, or only suppose it."""
        label = self._label(island)
        if not isinstance(formula, Matrix) or not label or is_hedged(island.lead[-120:]):
            return ""
        name = name_said_in(label)
        return role_in(label) or ("" if name is None else role_of(name))

    def _label(self, island: Island) -> str:
        """The words over a table, the formula among them where they end with one: `The weights A = softmax(S):`."""
        label = label_of(island.lead)
        if label not in (":", "："):
            return label
        return label_of("\n" + self.text[max(0, island.start - LEAD) : island.start])

    def otherwise(self, formula: Formula, tie: Tie | None, island: Island) -> Tie | None:
        """What the words over a table say of it that fits, but is of another scale, or not masked."""
        label, role = self._label(island), self.role(formula, island)
        if tie is None or not role:
            return None
        if tie.meaning.startswith(OTHER_WAYS):
            # A = softmax(S/√d_k): over the softmax of S
            name = name_said_in(label)
            said = None if name is None or role_of(name) != role else self.worths.quantity(name)
            as_large = said is not None and isinstance(said.exact, Grid) and said.exact.shape == shape_of(tie.worth)
            return (
                Tie(Worth(said.displayed, said.exact, said.origin), role, is_strong=True) if said and as_large else None
            )
        is_masked = SAYS_MASKED.search(label) and not UNMASKED.search(label) and self.roles.says_causal
        due = self.roles.work().get(f"masked {role}") if is_masked and tie.meaning == role == WEIGHTS else None
        return None if due is None else Tie(Worth(None, due), f"masked {role}", is_strong=True)

    def _masked_by_words(self, formula: Formula, worth: Worth) -> Tie | None:
        """Scores some of which are hidden are those that go into the softmax, where the causal ones are hidden."""
        masked, work = f"masked {SCORES}", self.roles.work()
        printed = PrintedCells(cells_of(formula, count_of(formula)))
        # where no scale was told, it may be either
        ways = (masked,) if self.roles.is_scaled else (masked, *(f"{way}{masked}" for way in OTHER_WAYS))
        known = [Candidate(way, work[way]) for way in ways if way in work]
        fitting = [one for one in known if hides_the_same(one.exact, printed) and _has_shape_of(one, worth)]
        best = max(fitting, key=lambda one: share_that_fits(one, printed, fmpq(0)), default=None)
        if best is None:
            return None
        shown = self.roles.scores_as_printed(is_masked=True) if best.meaning == masked else None
        return Tie(Worth(shown, best.exact), best.meaning, is_strong=True)


def _has_shape_of(candidate: Candidate, worth: Worth) -> bool:
    return shape_of(Worth(None, candidate.exact)) == shape_of(worth)


def shape_of(worth: Worth) -> tuple[int, int] | None:
    return worth.best.shape if isinstance(worth.best, Grid) else None
