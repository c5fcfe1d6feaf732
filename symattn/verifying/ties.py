"""Ties: what a number states that stands without a relation sign, or behind a name that is bound to nothing.

A printed row or number is tied to a quantity by fitting it at every printed digit, by repeating digits printed
before, or by fitting at most of its digits; by words alone only where they name one quantity of just this shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from flint import fmpq

from symattn.exact.real import HIDDEN, Real, function, real
from symattn.exact.rounding import Printed, Rounded, judge, ten_to
from symattn.island import Island
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import Formula, Matrix, Name, Number
from symattn.page import Kind
from symattn.verifying.addressed import Addressed, half_fits
from symattn.verifying.attending import softmax
from symattn.verifying.bindings import Bindings, Quantity, numbers_of
from symattn.verifying.candidates import (
    Candidate,
    PrintedCells,
    candidates,
    hides_the_same,
    is_unmasked,
    restated,
    says_enough,
    share_that_fits,
)
from symattn.verifying.contradicting import Contradicting
from symattn.verifying.followed import followed, followed_each_way
from symattn.verifying.heads import of_head
from symattn.verifying.labelled import OTHER_WAYS, UNMASKED, Labelled, shape_of
from symattn.verifying.mistaken import mistaken
from symattn.verifying.proofs import GOOD, cells_of, count_of, has_hidden, key_of_digits, printed_of, touch, values_of
from symattn.verifying.repeats import REPEATED, Repeats
from symattn.verifying.roles import Roles
from symattn.verifying.sums import Sums
from symattn.verifying.words import (
    GIVEN,
    OUTPUT,
    SCALED,
    SCORES,
    TOKENS,
    WEIGHTS,
    is_hedged,
    is_labelled,
    label_of,
    role_beside_row,
    role_in,
    role_of,
    row_of,
)
from symattn.verifying.worths import Tie, Worth, Worths

SUM_OF_WEIGHTS = "the sum of a row of weights"
FOLLOWED = (OUTPUT, WEIGHTS)
"""What is worked from tables printed before."""
NEAR = 40
"""Characters before numbers in which a word may name what they are."""
HEDGED = 120
"""Characters before numbers that may say that they are only supposed."""
LABELLING = " \t\n*_`$"
CONCATENATED = re.compile(r"concat(?:enat\w+)?|multi_?head", re.IGNORECASE)
MOST_OF_THEM = fmpq(3, 5)
"""The share of a row's printed numbers that must be right for it to be taken for that row."""
ADDS_UP = re.compile(
    r"(?:sums?|adds?(?: up)?|total|suman?|summier\w*|ergib\w*|somme\w*|somam?)\W+(?:\w+\W+){0,2}"
    r"(?:to|a|zu|auf|à)\b[^\d.]*$"
    r"|(?:和|合计|总和|bằng|tổng)[^\d]{0,12}$",
    re.IGNORECASE,
)


@dataclass
class Ties:
    text: str
    bindings: Bindings
    roles: Roles
    worths: Worths
    sums: Sums
    repeats: Repeats
    addressed: Addressed
    labelled: Labelled
    contradicting: Contradicting
    scores_seen: Value[Real] | None = None
    """The score-like row or table met last: what a softmax is taken of."""
    row_since: Grid[Real] | None = None
    """A row met since then of which nothing is known: the softmax may be of this one."""
    heads: dict[str, Ties] = field(default_factory=dict)
    """Those of heads, by their marks."""

    def saw_scores(self, value: Value[Real]) -> None:
        self.scores_seen, self.row_since = value, None

    def _softened(self, formula: Formula) -> Tie | None:
        """The softmax of the scores met last. It is surely theirs only if no other row came in between."""
        count = count_of(formula)
        of = [x for x in (self.row_since, self.scores_seen) if isinstance(x, Grid) and len(values_of(x)) == count]
        ties = [Tie(Worth(None, softmax(x)), WEIGHTS, is_strong=len(of) == 1 and x is self.scores_seen) for x in of]
        cells = PrintedCells(cells_of(formula, count))
        fitting = (tie for tie in ties if share_that_fits(Candidate(WEIGHTS, tie.worth.best), cells) == 1)
        return next(fitting, ties[0] if len(ties) == 1 else None)

    # --- names ------------------------------------------------------------------------------

    def of_name(self, name: Name, island: Island, formula: Formula, right: Worth) -> Tie | None:
        """What a name stands for that is bound to nothing."""
        head = of_head(self.roles, name)
        if head is not None and head[1].base != "W":
            return self._of_head(head[0]).of_name(head[1], island, formula, right)
        seen = self.scores_seen
        tie = self._softened(formula) if name.base.lower() == "softmax" else None
        if tie is not None:
            return replace(tie, is_strong=tie.is_strong and not _has_exponentials(formula))
        if name.base.lower() in ("exp", "exps") and isinstance(right.best, Grid) and isinstance(seen, Grid):
            return self._exponentials(seen, island, formula)
        if CONCATENATED.fullmatch(name.base) and not name.indices:
            return self._concatenated(formula)
        if name.base[0] in "WbdnN" and len(name.base) < 3:
            return None
        role = role_of(name)
        tie = self._fitting(formula, right, island, role)
        if role and role != TOKENS and tie is not None and self._is_other_data(tie, role, right):
            # S = [[1, 0], [0, 1]] is no Q, nor is V, whatever its digits
            tie = None
        if role not in GIVEN and (tie is None or self._is_data(tie, GIVEN, right)):
            # nor are scores the tokens
            tie = self.labelled.named(name, formula, right, island) or tie
        if tie is None and not role and has_hidden(formula):
            # the masked scores are M = …
            tie = self.labelled.tie(formula, right, island)
        if tie is None or role not in GIVEN:
            return tie or self.addressed.cell(name, island) or self.addressed.row_of_name(name, formula, island)
        # a new Q that nearly is the old one is a new Q; and V is no row of scores, whatever its digits
        is_other = role != TOKENS and _quantity_of(tie).endswith((SCORES, SCALED, WEIGHTS, OUTPUT))
        return None if is_other or shape_of(tie.worth) != shape_of(right) else Tie(tie.worth, tie.meaning)

    def _exponentials(self, seen: Grid[Real], island: Island, formula: Formula) -> Tie:
        """e^s of the scores met last, or of the row of them that words name, where half of these are right."""
        row, count = row_of(island.lead[-NEAR:]), count_of(formula)
        told = seen.rows[row - 1] if row is not None and 0 < row <= len(seen.rows) and len(seen.rows) > 1 else None
        cells = told if told is not None and len(told) == count else tuple(values_of(seen))
        due = Grid((tuple(function("exp", x) for x in cells),), flat=True)
        is_half = told is cells and half_fits(Candidate("", due), PrintedCells(cells_of(formula, count)))
        return Tie(Worth(None, due), "exponentials of the scores", is_strong=is_half)

    def _concatenated(self, formula: Formula) -> Tie | None:
        """head_1 and head_2 side by side, where half of the numbers are theirs."""
        found: list[Quantity] = []
        while (quantity := self.bindings.quantity(Name("head", (str(len(found) + 1),)))) is not None:
            found.append(quantity)
        grids = [quantity.exact if quantity.exact is not None else quantity.displayed for quantity in found]
        heads = [grid for grid in grids if isinstance(grid, Grid)]
        if len(heads) < max(2, len(found)) or len({len(head.rows) for head in heads}) > 1:
            return None
        whole = Grid(
            tuple(tuple(x for row in rows for x in row) for rows in zip(*(h.rows for h in heads), strict=True))
        )
        printed = PrintedCells(cells_of(formula, count_of(formula)))
        if len(values_of(whole)) != len(printed) or not half_fits(Candidate("", whole), printed):
            return None
        origin = next((quantity.origin for quantity in found if quantity.origin is not None), None)
        return Tie(Worth(whole, whole, origin), is_strong=True)

    def _is_other_data(self, tie: Tie, role: str, right: Worth) -> bool:
        """Whether it was taken for starting data that are no tokens, and that the name tells to be none of it."""
        is_row = ", " in tie.meaning
        if not is_row and self.roles.are_given(right.best, (TOKENS,)):
            return False
        # nor is q_3 the q_1 that was given, if it happens to be equal
        own = () if is_row and (role in self.roles.rows or role in self.roles.tables) else (role,)
        return self._is_data(tie, tuple(other for other in GIVEN if other not in (TOKENS, *own)), right)

    def _is_data(self, tie: Tie, roles: tuple[str, ...], right: Worth) -> bool:
        """Whether it was taken for these starting data, or for rows of them."""
        quantity = _quantity_of(tie)
        return _role_told(quantity) in roles or (quantity == REPEATED and self.roles.are_given(right.best, roles))

    def _of_head(self, roles: Roles) -> Ties:
        """The ties of one head: A^(2) is made of Q^(2) and K^(2)."""
        own = self.heads.get(roles.head)
        if own is None or own.roles is not roles:
            labelled, contradicting = replace(self.labelled, roles=roles), Contradicting(roles)
            own = replace(self, roles=roles, labelled=labelled, contradicting=contradicting, heads={})
            own.scores_seen = own.row_since = None
            self.heads[roles.head] = own
        return own

    # --- numbers alone ----------------------------------------------------------------------

    def of_island(self, island: Island, worth: Worth) -> Tie | None:
        """What a formula without a sign states; None where nothing is known of it."""
        formula = island.sides[0].formula
        if isinstance(worth.best, Grid):
            if self._counts_only(formula, island):
                return None
            tie = self._fitting(formula, worth, island)
            if tie is not None and self._is_data(tie, GIVEN, worth):
                tie = self.labelled.surely(formula, worth, island) or tie
            tie = self.labelled.otherwise(formula, tie, island) or tie or self.labelled.tie(formula, worth, island)
            return tie or self.addressed.row(formula, worth, island)
        printed = printed_of(formula)
        if printed is None:
            return self._expression(formula, worth, island) if len(numbers_of(formula)) > 1 else None
        if not isinstance(formula, Number):
            return None
        if printed.value == 1 and ADDS_UP.search(island.lead[-40:]):
            return Tie(Worth(None, real(1)), SUM_OF_WEIGHTS)
        return self._share(printed) if printed.is_percent else self._decimal(formula, printed)

    def _counts_only(self, formula: Formula, island: Island) -> bool:
        """Whether whole numbers are listed in a sentence that names no quantity: `position 2 attends to 1 and 2`."""
        side, numbers = island.sides[0], [printed_of(cell) for cell in cells_of(formula, count_of(formula))]
        is_listed = self.text[side.start] not in "[({\\" and island.block.kind is not Kind.CELL
        is_whole = is_listed and all(printed is not None and printed.is_integer for printed in numbers)
        if not is_whole or "\n" in self.text[side.start : side.end]:
            return False
        return not island.lead.rstrip(LABELLING).endswith((":", "：")) and not role_beside_row(island.lead[-NEAR:])

    def _decimal(self, formula: Number, printed: Printed) -> Tie | None:
        """A decimal in a sentence that repeats one that was worked out."""
        trace = self.bindings.trace(formula)
        if trace is None or printed.is_integer or len(printed.text.replace("0", "").replace(".", "")) < 2:
            return None
        return Tie(Worth(real(printed.value), trace.exact, trace.origin), REPEATED)

    def _expression(self, formula: Formula, worth: Worth, island: Island) -> Tie | None:
        """A calculation behind words: `Row 1 of Q · column 2 of Kᵀ: (1)(1) + (0)(0)`."""
        if island.block.kind is not Kind.CELL and not is_labelled(island.lead):
            return None
        is_trivial = isinstance(worth.displayed, Real) and worth.displayed.rational in (0, 1)
        if is_trivial and row_of(island.lead[-60:]) is None:
            # 0 and 1 are everywhere
            return None
        return self._equal(worth, None, island)

    def _share(self, printed: Printed) -> Tie | None:
        """A share in percent of some weight."""
        for meaning, table in self.roles.work().items():
            if meaning.endswith(WEIGHTS):
                for cell in values_of(table):
                    if judge(cell, printed).fit in GOOD:
                        return Tie(Worth(None, cell), meaning)
        trace = self.bindings.trace(Number(_as_decimal(printed)))
        return (
            self.repeats.share(printed)
            if trace is None
            else Tie(Worth(real(printed.value), trace.exact, trace.origin), REPEATED)
        )

    # --- fitting ----------------------------------------------------------------------------

    def _fitting(self, formula: Formula, worth: Worth, island: Island, role: str = "") -> Tie | None:
        """The quantity that fits at every printed digit, or that was printed so before, or that most digits fit.

        role: what the name tells; of that quantity fewer digits need to fit.
        """
        key = key_of_digits(formula)
        shape = shape_of(worth)
        if key is None:
            return self._equal(worth, shape, island)
        repeated = self.repeats.whole(formula, worth)
        if repeated is not None and repeated.worth.origin is not None:
            return repeated
        cells = cells_of(formula, len(key))
        told = role or self._role_by_words(formula, island)
        share, candidate = self._best(cells, island, shape, role, told)
        is_hidden_from = told == WEIGHTS and (candidate is None or is_unmasked(candidate))
        masked = self._masked(island, shape) if is_hidden_from else None
        if candidate is not None and share == 1 and candidate.is_seen:
            followed = self._followed(cells, shape, WEIGHTS)
            if followed is not None:
                return followed
        if candidate is not None and share == 1:
            at = island.sides[0].start
            due = self.contradicting.due(candidate, told, PrintedCells(cells), worth, at, self.scores_seen)
            if due is not None:
                return self._followed(cells, shape, told) or due
            return masked or self._whole(candidate, worth)
        tie = repeated or self.repeats.row_by_row(formula, worth) or self.repeats.one_by_one(formula, worth)
        tie = tie or self._repeated_masked(formula, worth)
        tie = tie or self._followed(cells, shape, role)
        tie = tie or self._by_mistake(island, worth, cells, role or self.labelled.role(formula, island))
        if tie is None and masked is not None and (candidate is not None or self._hides(masked, cells)):
            return masked
        if candidate is not None and tie is None:
            at, cells_printed = island.sides[0].start, PrintedCells(cells)
            candidate = self.contradicting.masked_instead(candidate, told, cells_printed, at, self.scores_seen)
        tie = tie or self._nearly(candidate, island, len(key))
        if tie is None and self._is_softmax_by_words(island, shape):
            tie = self._softened(formula)
        if tie is None:
            self._note_row(island, worth)
        elif role_in(label_of(island.lead)) in (SCORES, SCALED):
            self.saw_scores(tie.worth.best)
        return tie

    def _role_by_words(self, formula: Formula, island: Island) -> str:
        """What the words over a table, or the label of a row, say that it is."""
        label = label_of(island.lead)
        is_hedged_row = isinstance(formula, Matrix) or is_hedged(island.lead[-HEDGED:])
        return self.labelled.role(formula, island) or ("" if is_hedged_row else role_beside_row(label))

    def _repeated_masked(self, formula: Formula, worth: Worth) -> Tie | None:
        """A table of scores printed before, some of them hidden now."""
        tie = self.repeats.masked(formula, worth)
        if tie is not None:
            self.saw_scores(tie.worth.best)
        return tie

    def _followed(self, cells: list[Formula | None], shape: tuple[int, int] | None, role: str) -> Tie | None:
        """The quantity that the tables printed before it give at every digit, though the exact data do not."""
        printed = PrintedCells(cells)
        for other in (role,) if role in FOLLOWED else FOLLOWED:
            for way, quantity in followed_each_way(self.roles, other):
                for part, meaning in _of_shape(quantity, f"{way}{other}", shape):
                    assert part.displayed is not None
                    candidate = Candidate(meaning, part.displayed)
                    if share_that_fits(candidate, printed) == 1 and says_enough(candidate, printed, other):
                        return Tie(Worth(part.displayed, part.exact, part.origin), meaning)
        return None

    def _nearly(self, candidate: Candidate | None, island: Island, count: int) -> Tie | None:
        """The quantity that most digits fit."""
        if candidate is None or is_hedged(island.lead[-80:]):
            return None
        shown = candidate.displayed or self._shown(candidate, count)
        return Tie(Worth(shown, candidate.exact, candidate.origin), candidate.meaning, is_strong=True)

    def _by_mistake(self, island: Island, worth: Worth, cells: list[Formula | None], role: str) -> Tie | None:
        """The quantity of which a known mistake makes these very numbers."""
        found = None if self._is_otherwise(island) else mistaken(self.roles, role, shape_of(worth), cells)
        return None if found is None else found.tie(worth, self.bindings.wrong)

    def _best(
        self, cells: list[Formula | None], island: Island, shape: tuple[int, int] | None, role: str, told: str
    ) -> tuple[fmpq, Candidate | None]:
        """The first quantity that fits whole, else the one that fits most and by no chance, and how much of it fits.

        told: the role by the name or by words.
        """
        row = row_of(island.lead[-60:] + self.text[island.start : island.sides[0].end])
        most, nearest, printed = fmpq(0), None, PrintedCells(cells)
        for candidate in self._candidates(shape, row, role):
            share = share_that_fits(candidate, printed, MOST_OF_THEM)
            if share == 1:
                return share, candidate
            if candidate.is_named and island.block.kind is Kind.CELL:
                # what a cell states its column tells; that a row bound elsewhere is nearly alike means nothing
                continue
            is_other = _is_other_way(candidate) and candidate.meaning not in self.roles.ways(told)
            if not hides_the_same(candidate.exact, printed) or is_other:
                # that it is nearly right for the other scale than the document's is no reason to hold it against that
                continue
            if share >= MOST_OF_THEM and share > most and says_enough(candidate, printed, role):
                most, nearest = share, candidate
        return most, nearest

    def _whole(self, candidate: Candidate, worth: Worth) -> Tie:
        """The quantity that fits at every printed digit."""
        if candidate.meaning.endswith((SCORES, SCALED)):
            self.saw_scores(candidate.exact)
        return Tie(Worth(worth.displayed, candidate.exact, candidate.origin), candidate.meaning)

    def _masked(self, island: Island, shape: tuple[int, int] | None) -> Tie | None:
        """The weights of masked scores that were stated last: what is called A behind them is no other table."""
        seen = self.scores_seen
        if not isinstance(seen, Grid) or seen.shape != shape or HIDDEN not in values_of(seen):
            return None
        if self._is_otherwise(island):
            return None
        shown = self.roles.scores_as_printed()
        as_large = shown is not None and shown.shape == shape
        displayed = softmax(shown) if shown is not None and as_large else None
        return Tie(Worth(displayed, softmax(seen)), f"masked {WEIGHTS}", is_strong=True)

    def _shown(self, candidate: Candidate, count: int) -> Grid[Real] | None:
        """What the numbers printed before make of it: exponentials over their sum, what follows from tables, scores."""
        quantity, _, place = candidate.meaning.partition(", row ")
        normalised = self.sums.normalised(count) if quantity.endswith(WEIGHTS) else None
        if normalised is not None:
            return normalised
        role = quantity.removeprefix("masked ")
        known = followed(self.roles, role)
        whole = self.roles.scores_as_printed() if role == SCORES else known.displayed if known else None
        if not isinstance(whole, Grid):
            return None
        shown = Grid((whole.rows[int(place) - 1],), flat=True) if place.isdigit() else whole
        as_large = isinstance(candidate.exact, Grid) and candidate.exact.shape == shown.shape
        return shown if as_large else None

    def _hides(self, masked: Tie, cells: list[Formula | None]) -> bool:
        """Whether just those numbers are 0 whose scores are hidden, and most fit."""
        printed = PrintedCells(cells)
        seen = values_of(self.scores_seen) if self.scores_seen is not None else []
        if [x is HIDDEN for x in seen] != [p is not None and p.value == 0 for p in printed.printed]:
            return False
        return share_that_fits(Candidate(WEIGHTS, masked.worth.best), printed, MOST_OF_THEM) > 0

    def _is_otherwise(self, island: Island) -> bool:
        """Whether words say that something is left out or only supposed: `without the mask, A would be …`."""
        return is_hedged(island.lead[-80:]) or UNMASKED.search(island.lead) is not None

    def _is_softmax_by_words(self, island: Island, shape: tuple[int, int] | None) -> bool:
        """`Softmax of these: (…)` below a row of scores."""
        seen = self.scores_seen
        label = label_of(island.lead)
        if not re.search(r"softmax", label, re.IGNORECASE) or re.search(
            r"before|vor |antes|avant|前", label, re.IGNORECASE
        ):
            return False
        is_row = shape is not None and 1 in shape and isinstance(seen, Grid) and 1 in seen.shape
        return is_row and not is_hedged(island.lead[-120:]) and label.rstrip("*").endswith((":", "："))

    def _note_row(self, island: Island, worth: Worth) -> None:
        """A row that its label calls scores is what the next softmax is taken of; any other may be."""
        if role_in(label_of(island.lead)) in (SCORES, SCALED) and worth.displayed is not None:
            self.saw_scores(worth.displayed)
        elif isinstance(worth.displayed, Grid) and 1 in worth.displayed.shape and not self._is_again(worth.displayed):
            self.row_since = worth.displayed

    def _is_again(self, row: Grid[Real]) -> bool:
        """Whether the scores met last are repeated."""
        return self.scores_seen is not None and touch(values_of(self.scores_seen), values_of(row))

    def _candidates(self, shape: tuple[int, int] | None, row: int | None, role: str = "") -> Iterator[Candidate]:
        before = restated(self.roles, role, shape)
        if before is not None:
            yield before
        yield from candidates(self.roles, shape, row, role)
        seen = self.scores_seen
        if isinstance(seen, Grid) and shape is not None and seen.shape[0] * seen.shape[1] == shape[0] * shape[1]:
            yield Candidate(WEIGHTS, softmax(seen), is_seen=True)

    def _equal(self, worth: Worth, shape: tuple[int, int] | None, island: Island) -> Tie | None:
        """The quantity that an expression is worth."""
        ours = [] if worth.exact is None else values_of(worth.exact)
        if not ours or any(x is HIDDEN for x in ours):
            return None
        for candidate in self._candidates(shape, row_of(island.lead[-60:])):
            if touch(values_of(candidate.exact), ours):
                return Tie(Worth(None, candidate.exact, worth.origin), candidate.meaning)
        return None


def _of_shape(table: Quantity, meaning: str, shape: tuple[int, int] | None) -> Iterator[tuple[Quantity, str]]:
    """The table, or each row of it, if it has this shape."""
    assert isinstance(table.exact, Grid) and isinstance(table.displayed, Grid)
    if shape == table.exact.shape:
        yield table, meaning
    elif shape == (1, table.exact.shape[1]):
        for i, (exact, shown) in enumerate(zip(table.exact.rows, table.displayed.rows, strict=True)):
            row = Quantity(Grid((exact,), flat=True), Grid((shown,), flat=True), origin=table.origin)
            yield row, f"{meaning}, row {i + 1}"


def _role_told(quantity: str) -> str:
    """The role of what is called so: `keys`, K."""
    return quantity if quantity in GIVEN else role_of(Name(quantity))


def _quantity_of(tie: Tie) -> str:
    """What it was taken for, or for a row of."""
    return tie.meaning.partition(", ")[0]


def _is_other_way(candidate: Candidate) -> bool:
    return candidate.meaning.startswith(OTHER_WAYS) and not candidate.meaning.startswith(SCALED)


def _has_exponentials(formula: Formula) -> bool:
    return key_of_digits(formula) is None or any(
        (p := printed_of(cell)) is not None and p.value > 1 for cell in cells_of(formula, count_of(formula))
    )


def _as_decimal(printed: Printed) -> str:
    """67 % as 0.67."""
    units = printed.value * ten_to(printed.places)
    return Rounded(int(units.p // units.q), printed.places, exact=True, tie=False).text
