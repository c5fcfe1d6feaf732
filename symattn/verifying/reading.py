"""Reading: what is shared while a document is read: all that is known so far, and what was found.

Each relation is judged as it is met, with all that stands before it; what it states is known from then on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from symattn.island import Island, Side
from symattn.notation.evaluate import Grid
from symattn.notation.formula import ROUNDED, Call, Formula, Name, Product, Quotient, Transpose
from symattn.page import Kind
from symattn.report import Finding, Unread, Verdict
from symattn.verifying.addressed import Addressed
from symattn.verifying.bindings import Bindings, Quantity, names_of
from symattn.verifying.contradicting import Contradicting
from symattn.verifying.examples import Examples
from symattn.verifying.heads import note_printed
from symattn.verifying.judge import Judge
from symattn.verifying.labelled import Labelled
from symattn.verifying.proofs import BOTH, EXACTLY, NONE, RIGHT, cells_of, count_of, is_literal, printed_of
from symattn.verifying.remembering import Remembering
from symattn.verifying.repeats import Repeats
from symattn.verifying.roles import Roles
from symattn.verifying.series import Series
from symattn.verifying.sums import Sums
from symattn.verifying.ties import Ties
from symattn.verifying.witnesses import NEVER
from symattn.verifying.words import MASK, SCALED, SCORES, WEIGHTS
from symattn.verifying.worths import Tie, Worth, Worths, row_of_worth

MOST_AGAIN = 512
"""Findings looked through for those of a table that was just read."""
NEAR = 200
"""Characters from a row of weights to what is said of its sum."""
SHOWS_SCALE = (SCALED, f"scaled masked {SCORES}")
"""Tables that are scaled where no scale was told before."""


@dataclass
class Spoken:
    """What a text speaks of somewhere; each is looked for once."""

    text: str
    found: dict[re.Pattern[str], bool] = field(default_factory=dict)

    def of(self, words: re.Pattern[str]) -> bool:
        if words not in self.found:
            self.found[words] = words.search(self.text) is not None
        return self.found[words]


@dataclass(frozen=True)
class Stated:
    """The last side of a chain, or a formula alone."""

    side: Side
    worth: Worth | None
    names: tuple[Name, ...] = ()
    """The names that it tells the value of."""


@dataclass(frozen=True)
class Awaited:
    """A left side whose right side was words: its number may come after them."""

    left: Side
    worth: Worth
    end: int
    """Where the words end."""


@dataclass(frozen=True)
class Doubtful:
    """A relation in a cell whose last digit seems off."""

    finding: Finding
    island: Island
    left: Side
    sign: str
    right: Side


@dataclass
class Reading:
    """A document as far as it has been read."""

    text: str
    view: str
    """What is read of the text, all else blanked."""
    standing: str
    """The text with nothing but its markup blanked: what is not read, such as a program's code, stands in it."""
    spoken: Spoken
    findings: list[Finding] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    last: Stated | None = None
    """What was stated last."""
    awaited: Awaited | None = None
    doubtful: list[Doubtful] = field(default_factory=list)
    """The relations of a table of the document that may yet turn out right."""
    one_by_one: tuple[int, int] = (0, 0)
    """Where the row stands whose numbers were judged one by one last."""

    def __post_init__(self) -> None:
        self.bindings = Bindings()
        self.roles = Roles(self.bindings)
        self.worths = Worths(self.bindings, self.roles)
        self.sums = Sums(self.view, self.worths)
        self.repeats = Repeats()
        self.worths.printed = self.repeats.again
        self.examples = Examples(self.bindings, self.roles, self.repeats, self.sums)
        self.addressed = Addressed(self.text, self.bindings, self.roles)
        labelled = Labelled(self.text, self.roles, self.worths)
        self.ties = Ties(
            self.text,
            self.bindings,
            self.roles,
            self.worths,
            self.sums,
            self.repeats,
            self.addressed,
            labelled,
            Contradicting(self.roles),
        )
        memory = Remembering(self.bindings, self.worths)
        self.judge = Judge(self.text, self.bindings, self.worths, self.repeats, memory, self.spoken.of(MASK))
        self.series = Series(self.judge, self.worths, self.roles, self.sums)

    def judged(
        self,
        island: Island,
        left: Side,
        sign: str,
        right: Side,
        at_left: Worth,
        at_right: Worth,
        *,
        before: Worth | None = None,
        explicit: bool = True,
        meaning: str = "",
    ) -> Worth:
        """The relation's finding is noted; what its right side is from now on."""
        agreed = before if self._is_agreed(left) else None
        finding, worth = self.judge.judged(island, left, sign, right, at_left, at_right, before, agreed)
        if island.block.kind is Kind.CELL and explicit and finding.verdict in (Verdict.TRUNCATED, Verdict.LAST_DIGIT):
            self.doubtful.append(Doubtful(finding, island, left, sign, right))
        told = explicit and not meaning
        self.findings.append(finding if told else replace(finding, explicit=explicit, meaning=meaning))
        if finding.verdict in RIGHT:
            self._was_right(left.formula, worth, right.end, meaning)
        if explicit:
            for row in self.sums.saw(left, right, worth):
                self.repeats.stated(*row)
        self.sums.saw_row(worth, right.end)
        if is_literal(right.formula):
            self.repeats.stated(right.formula, worth)
            self._note_form(left.formula, right.formula, worth)
        return worth

    def differs(self, left: Side, right: Side, reason: str) -> None:
        """A right side whose numbers are too few or too many is wrong, whatever they are."""
        place = (right.start, right.end)
        printed = self.text[right.start : right.end]
        finding = Finding(left.start, right.end, place, Verdict.WRONG, NONE, printed=printed, printed_at=place)
        self.findings.append(replace(finding, reason=reason))

    def judge_again(self) -> None:
        """A table is read to its end: what seemed off in a last digit may be right by its other columns."""
        for one in self.doubtful:
            at_left, at_right = self.worths.of(one.left.formula), self.worths.of(one.right.formula)
            if at_left is None or at_right is None or one.finding not in self.findings[-MOST_AGAIN:]:
                continue
            again, _ = self.judge.judged(one.island, one.left, one.sign, one.right, at_left, at_right, None)
            if again.verdict in RIGHT:
                self.findings[self.findings.index(one.finding)] = again
        self.doubtful.clear()

    def has_betrayed(self, at: int) -> bool:
        """Whether the weights stated last betray that they do not add up to 1: then `which sums to 1` is no proof."""
        last = self.findings[-1] if self.findings else None
        return last is not None and at - last.end < NEAR and NEVER in last.reason

    def _was_right(self, left: Formula, worth: Worth, end: int, meaning: str) -> None:
        """What stands directly behind is the next row or cell."""
        if meaning:
            self.addressed.is_right(meaning, end)
        elif isinstance(left, Name) and left.indices:
            self.addressed.cell_is_right(left, worth.exact, end)

    def _note_form(self, formula: Formula, literal: Formula, worth: Worth) -> None:
        """The values printed for an expression are what it displays from now on."""
        if isinstance(formula, Quotient | Product | Call | Transpose) and names_of(formula):
            self.bindings.forms[formula] = Quantity(worth.exact, worth.displayed, origin=worth.origin)
        if isinstance(worth.displayed, Grid) and isinstance(worth.best, Grid):
            printed = [printed_of(cell) for cell in cells_of(literal, count_of(literal))]
            note_printed(self.roles, worth.best, worth.displayed, worth.origin, printed)

    def judged_by_row(self, tie: Tie, rows: Sequence[tuple[Island, Worth]]) -> None:
        """Each row of a table is judged by that of the table which is due."""
        self.learn(tie)
        for i, (island, worth) in enumerate(rows):
            side, due, meaning = island.sides[0], row_of_worth(tie.worth, i), f"{tie.meaning}, row {i + 1}"
            self.judged(island, side, ROUNDED, side, due, worth, explicit=False, meaning=meaning)

    def learn(self, tie: Tie) -> None:
        """What a whole table tells of those behind it: their mask, their scale. A single row may be of several."""
        if f"masked {WEIGHTS}" in tie.meaning:
            self.roles.is_masked = True
        if tie.meaning in SHOWS_SCALE and not self.roles.is_scaled:
            self.roles.is_scaled, self.roles.derived = True, None
        if isinstance(tie.worth.best, Grid):
            self.roles.learn_scale(tie.worth.best)

    def _is_agreed(self, left: Side) -> bool:
        """Whether the chain is proven up to here, of what it is exactly."""
        if not self.is_judged(left):
            return False
        return self.findings[-1].verdict in RIGHT and self.findings[-1].by in (EXACTLY, BOTH)

    def is_judged(self, side: Side) -> bool:
        """Whether the last finding is about this side."""
        return bool(self.findings) and self.findings[-1].end == side.end

    def forget_within(self, places: Iterable[tuple[int, int]]) -> None:
        """Single numbers that were tied to something are entries of a table, and judged as such."""
        known = set(places)
        first = min((start for start, _ in known), default=0)
        kept = [f for f in self.findings if f.explicit or f.start < first or f.right not in known]
        self.findings[:] = kept

    def is_within_judged(self, side: Side) -> bool:
        """Whether it is one of the numbers of a row that was judged, as a row or one by one."""
        places = [self.one_by_one] if not self.findings else [self.findings[-1].right, self.one_by_one]
        return any(start <= side.start and side.end <= end for start, end in places)
