"""Judge: one relation of a document → its finding, and what its printed numbers stand for from then on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from symattn.exact.real import HIDDEN, Real
from symattn.island import Island, Side
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import (
    EQUAL,
    Formula,
    Matrix,
    Name,
    Negative,
    Number,
    Product,
    Sum,
    Vector,
    parts_of,
)
from symattn.report import Finding, Verdict
from symattn.verifying.ambiguities import other_meanings
from symattn.verifying.binary import as_a_program_prints
from symattn.verifying.bindings import (
    Bindings,
    names_of,
    numbers_of,
)
from symattn.verifying.entries import entries_of, most_terms, spans_of, terms_of
from symattn.verifying.explaining import Relation, explained, redone, shaped
from symattn.verifying.followed import followed_in_place_of
from symattn.verifying.proofs import (
    DISPLAYED,
    HOLDS,
    RIGHT,
    Entry,
    Proof,
    cells_of,
    is_literal,
    printed_of,
    prove,
    same_size,
    shows,
    touch,
    turned,
    values_of,
)
from symattn.verifying.remembering import Remembering, rounding_of
from symattn.verifying.repeats import MOST_ALIKE, Repeats
from symattn.verifying.supported import may_be, supported
from symattn.verifying.worths import CHOICES, SPLIT, Worth, Worths

GOES_ON = re.compile(r"\.\.\.|…|\s?\\(?:l?dots|cdots)\b")
"""Of 2/3 = 0.666… the digits left out are told of."""


@dataclass
class Judge:
    """Judges relations with all that is known so far."""

    text: str
    bindings: Bindings
    worths: Worths
    repeats: Repeats
    memory: Remembering
    may_be_masked: bool = False
    """Whether a mask is spoken of."""

    def proofs(self, entries: list[Entry], left: Worth, sign: str, formula: Formula) -> list[Proof]:
        """Each number of a right side held against the left side, which `formula` is."""
        exact, displayed = (_as_many(value, len(entries)) for value in (left.exact, left.displayed))
        is_rounded = self.worths.has_rounded(formula) or isinstance(formula, Name)
        pairs = zip(entries, exact, displayed, strict=True)
        proofs = [prove(entry, e, d, sign, is_rounded=is_rounded) for entry, e, d in pairs]
        if any(proof.verdict is Verdict.WRONG for proof in proofs):
            cells = cells_of(formula, len(proofs))
            proofs = [turned(*each) for each in zip(proofs, entries, cells, strict=True)]
        if names_of(formula):
            proofs = [
                _carried(p, e) if entry.printed is None else p
                for p, e, entry in zip(proofs, exact, entries, strict=True)
            ]
        if left.exact is None and left.origin is not None:
            # 0.6 of weights that cannot be such, and of which it is not known what they should be
            proofs = [replace(p, verdict=Verdict.CARRIED) if p.verdict in RIGHT else p for p in proofs]
        if is_rounded or all(p.verdict is not Verdict.LAST_DIGIT for p in proofs) or not is_sum(formula):
            return proofs
        # 0.176 for the exact 0.1772: where nothing was rounded before, a digit that is off comes from no rounding
        return [replace(p, verdict=Verdict.WRONG) if p.verdict is Verdict.LAST_DIGIT else p for p in proofs]

    def judged(
        self,
        island: Island,
        left: Side,
        sign: str,
        right: Side,
        at_left: Worth,
        at_right: Worth,
        before: Worth | None,
        agreed: Worth | None = None,
    ) -> tuple[Finding, Worth]:
        """The finding, and what the right side is from now on.

        before: what the chain is that leads here; agreed: the same, where it is proven to be just that.
        """
        entries = entries_of(right.formula, at_right, self.worths)
        at_left, proofs = self.first_look(left, right, sign, entries, at_left, before, agreed)
        if any(proof.verdict is Verdict.WRONG for proof in proofs):
            proofs = self.carried(right.formula, entries, proofs)
        if sign == EQUAL and left is island.sides[0] and not island.is_continued and self.is_of_nowhere(left.formula):
            proofs = [_misadded(*each) for each in zip(proofs, entries, strict=True)]
        proofs = as_a_program_prints(left.formula, entries, proofs, self.worths.displayed_name)
        if len(proofs) == 1 and proofs[0].verdict is Verdict.TRUNCATED and GOES_ON.match(self.text, right.end):
            proofs = [replace(proofs[0], verdict=Verdict.ROUNDED)]
        terms = self.term_by_term(left.formula, right.formula) if sign == EQUAL else None
        if terms is not None and all(proof.verdict in RIGHT for proof in proofs):
            proofs = terms
        worst = max(range(len(proofs)), key=lambda i: proofs[i].verdict.badness)
        relation = Relation(island, left, sign, right, at_left, tuple(entries), tuple(proofs), worst, self.text)
        by_data = self.by_data(relation) if relation.bad else None
        if by_data is not None and self.may_be(relation, by_data):
            relation = by_data
        again = redone(relation, self.worths) if relation.bad else None
        if again is not None:
            relation = replace(relation, at_left=again.worth(relation.at_left), proofs=again.proofs)
        finding = explained(self.finding(relation), relation, self.worths)
        known, told = relation, finding
        if by_data is not None and finding.verdict not in HOLDS:
            # the numbers are right, and so is what follows from them: the slip is in what they are said to come from
            known, told = by_data, self.finding(by_data)
        worth = self.memory.after(told, known.at_left, at_right, entries, list(known.proofs))
        if finding.verdict in RIGHT and not is_literal(right.formula):
            self.memory.put_in(left.formula, right.formula)
        return finding, replace(worth, followed=self.unrounded(told, known))

    def by_data(self, relation: Relation) -> Relation | None:
        """The relation with what the document's own data give on its left, if all its numbers are right by these."""
        shape = relation.at_left.best.shape if isinstance(relation.at_left.best, Grid) else None
        value = supported(relation.right.formula, shape, self.worths.roles)
        if value is None:
            return None
        at_left = Worth(relation.at_left.displayed, value)
        proofs = self.proofs(list(relation.entries), at_left, relation.sign, relation.left.formula)
        if not all(proof.verdict in RIGHT for proof in proofs):
            return None
        worst = max(range(len(proofs)), key=lambda i: proofs[i].verdict.badness)
        return replace(relation, at_left=at_left, proofs=tuple(proofs), worst=worst)

    def may_be(self, relation: Relation, by_data: Relation) -> bool:
        """Whether the left side may be worth what the data give: by more digits, or before a mistake came in."""
        left, known = relation.left.formula, relation.at_left
        if not numbers_of(left):
            return known.origin is not None
        value = by_data.at_left.exact
        return value is not None and may_be(value, spans_of(left, len(relation.entries), self.worths))

    def is_of_nowhere(self, formula: Formula) -> bool:
        """Whether decimals are added up that nothing tells to be rounded: no number before, no side of their chain."""
        return is_added_up(formula) and not any(map(self.bindings.is_traced, numbers_of(formula)))

    def unrounded(self, finding: Finding, relation: Relation) -> Value[Real] | None:
        """What numbers that were carried, or that a mistake made, are before they were rounded."""
        made = self.bindings.made[-1:]
        if finding.verdict is Verdict.WRONG and made and made[0].at == finding.start and made[0].values:
            return shaped(made[0].values, relation.at_left.best)
        if finding.verdict is not Verdict.CARRIED:
            return None
        deeper = self.worths.followed(relation.left.formula, relation.at_left)
        printed = [entry.printed for entry in relation.entries]
        if deeper is not None and deeper.displayed is not None and shows(values_of(deeper.displayed), printed):
            # nothing was rounded on the way to it either
            return deeper.displayed
        return relation.at_left.displayed

    def holds(self, left: Formula, right: Side, at_left: Worth, at_right: Worth, *, is_denied: bool = False) -> bool:
        """Whether what is not surely the left side, a name that stood for something before, may be it here.

        is_denied: the text does not claim it.
        """
        proofs = self.proofs(entries_of(right.formula, at_right, self.worths), at_left, EQUAL, left)
        numbers = map(printed_of, cells_of(right.formula, len(proofs)))
        whole = [printed is None or printed.is_integer for printed in numbers]
        if all(whole) and is_literal(right.formula):
            # 1 is the rounding of 0.707 too
            return all(proof.verdict is Verdict.EXACT for proof in proofs)
        # a row that is nearly the same is the same; a single number that is nearly 0.2 is another one
        is_number = isinstance(left, Name) or printed_of(left) is not None
        near = (Verdict.TRUNCATED, Verdict.LAST_DIGIT) if (len(proofs) > 1 or not is_number) and not is_denied else ()
        return all(proof.verdict in (*HOLDS, *near) for proof in proofs)

    def first_look(
        self,
        left: Side,
        right: Side,
        sign: str,
        entries: list[Entry],
        at_left: Worth,
        before: Worth | None,
        agreed: Worth | None,
    ) -> tuple[Worth, list[Proof]]:
        """In a chain each side is what the first one is: 0.00 + 0.26 there is no other 0.00 than that one's."""
        if agreed is not None and agreed.exact is not None and same_size(agreed.exact, at_left.best):
            chained = Worth(at_left.displayed, agreed.exact, agreed.origin)
            proofs = self.proofs(entries, chained, sign, left.formula)
            if all(proof.verdict in HOLDS for proof in proofs):
                return chained, proofs
        proofs = self.proofs(entries, at_left, sign, left.formula)
        if all(proof.verdict in (HOLDS if at_left.is_row else RIGHT) for proof in proofs):
            return at_left, proofs
        return self.second_look(left, right, sign, entries, at_left, proofs, before)

    def second_look(
        self,
        left: Side,
        right: Side,
        sign: str,
        entries: list[Entry],
        known: Worth,
        proofs: list[Proof],
        before: Worth | None,
    ) -> tuple[Worth, list[Proof]]:
        """The printed numbers may come from elsewhere: each of their other sources is tried, the best is kept."""
        at_left = known
        read_otherwise = map(self.worths.of, other_meanings(left.formula, self.text[left.start : left.end]))
        for other in chain(self.other_sources(left.formula, right.formula, entries, known, before), read_otherwise):
            if other is None or other.best is None or not same_size(other.best, known.best):
                continue
            again = self.proofs(entries, other, sign, left.formula)
            if _badness(again) < _badness(proofs):
                at_left, proofs = other, again
            if all(proof.verdict in RIGHT for proof in proofs):
                break
        return at_left, proofs

    def carried(self, formula: Formula, entries: list[Entry], proofs: list[Proof]) -> list[Proof]:
        """Wrong expressions of numbers that an earlier rounding made other ones are carried: 1/21.46 for 1/21.4534."""
        if all(entry.printed is not None for entry in entries):
            return proofs
        spans = spans_of(formula, len(entries), self.worths, carried=True)
        found = []
        for proof, entry, span in zip(proofs, entries, spans, strict=True):
            if proof.verdict is Verdict.WRONG and entry.printed is None and span is not None:
                again = prove(replace(entry, span=span), proof.true, None, EQUAL)
                proof = replace(again, verdict=Verdict.CARRIED, by=DISPLAYED) if again.verdict in RIGHT else proof
            found.append(proof)
        return found

    def other_sources(
        self, left: Formula, right: Formula, entries: list[Entry], known: Worth, before: Worth | None
    ) -> Iterator[Worth | None]:
        """What else the left side may be: by the chain before, by other sources of its numbers, masked, repeated."""
        for other in self.other_worths(left, known, before):
            if other is None or other.exact is None or (left is right and same_as_displayed(other)):
                # a row that stands alone is no proof of itself
                continue
            yield Worth(known.displayed, other.exact, other.origin)
        yield self.repeated(right, entries, known)
        are_decimals = all(entry.printed is not None for entry in entries)
        for quantity in followed_in_place_of(self.worths.roles, known.exact) if are_decimals else ():
            yield Worth(quantity.displayed, known.exact, quantity.origin)
        yield self.worths.followed(left, known) if are_decimals and known.exact is not None else None
        if self.may_be_masked:
            yield hidden_as_printed(entries, known)

    def other_worths(self, left: Formula, known: Worth, before: Worth | None) -> Iterator[Worth | None]:
        """Each is worked out only if those before do not fit."""
        yield before
        for back in range(1, MOST_ALIKE if known.is_row else 0):
            yield self.worths.of(left, back=back)
        for choice in (SPLIT, *range(1, CHOICES)):
            yield self.worths.of(left, choice)
        if self.may_be_masked:
            yield self.worths.masked(left)

    def repeated(self, right: Formula, entries: list[Entry], known: Worth) -> Worth | None:
        """A table each row of which stands further up, and was judged there to be this very row."""
        rows = [Vector(row) for row in right.rows] if isinstance(right, Matrix) else []
        if len(rows) < 2 or not isinstance(known.exact, Grid) or known.exact.shape[0] != len(rows):
            return None
        origins = []
        for row, exact in zip(rows, known.exact.rows, strict=True):
            before = self.repeats.of(row)
            if before is None or not touch(values_of(before.best), exact):
                return None
            origins.append(before.origin)
        numbers = iter([entry.displayed for entry in entries])
        shown = Grid(tuple(tuple(next(numbers) for _ in row.entries) for row in rows))
        return Worth(shown, known.exact, next((o for o in origins if o is not None), known.origin))

    def term_by_term(self, left: Formula, right: Formula) -> list[Proof] | None:
        """Sums against sums: each printed term is held against its own; None where they do not pair."""
        if not 1 < most_terms(left) == most_terms(right) or not self.worths.has_rounded(right):
            return None
        ours, theirs = terms_of(left, self.worths), terms_of(right, self.worths)
        if ours is None or theirs is None or [len(t) for t in ours] != [len(t) for t in theirs]:
            return None
        proofs: list[Proof] = []
        for our, their in zip(ours, theirs, strict=True):
            found = []
            for (_, worth), (formula, other) in zip(our, their, strict=True):
                entry = entries_of(formula, other, self.worths)[0] if formula is not None else None
                if entry is None or entry.printed is None or isinstance(worth.best, Grid):
                    continue
                exact = worth.exact if isinstance(worth.exact, Real) else None
                displayed = worth.displayed if isinstance(worth.displayed, Real) else None
                proof = prove(entry, exact, displayed, EQUAL, is_rounded=True)
                if proof.verdict not in HOLDS:
                    return None
                found.append(proof)
                self.memory.number(entry, worth.best, worth.origin)
            if not found:
                return None
            proofs.append(max(found, key=lambda proof: proof.verdict.badness))
        return proofs

    def finding(self, relation: Relation) -> Finding:
        """What is found, without explanation."""
        left, right, at_left, worst = relation.left, relation.right, relation.at_left, relation.worst
        proof, entry = relation.proofs[worst], relation.entries[worst]
        origin = at_left.origin if at_left.origin is not None else entry.origin
        numbers = numbers_of(entry.formula) if entry.formula is not None else []
        whole = (right.start, right.end)
        at = (relation.place_of(numbers[0]) if len(numbers) == 1 else None) or whole
        return Finding(
            start=left.start,
            end=right.end,
            right=whole,
            verdict=proof.verdict,
            by=proof.by,
            printed=self.text[at[0] : at[1]],
            printed_at=at,
            place=_place(right.formula, worst),
            expected="" if proof.verdict in RIGHT or entry.printed is None else rounding_of(entry, proof.true),
            enclosure=proof.certificate.enclosure if proof.certificate else "",
            bits=proof.certificate.bits if proof.certificate else 0,
            origin=origin if proof.verdict is Verdict.CARRIED else None,
        )


def _as_many(value: Value[Real] | None, count: int) -> Sequence[Real | None]:
    values: Sequence[Real | None] = [] if value is None else values_of(value)
    return values if len(values) == count else [None] * count


def _carried(proof: Proof, exact: Real | None) -> Proof:
    """Calculations put in for names whose numbers were rounded before: of these alone they are right."""
    is_rounded = proof.verdict is Verdict.ROUNDED and proof.by == DISPLAYED and exact is not None
    return replace(proof, verdict=Verdict.CARRIED) if is_rounded else proof


def _misadded(proof: Proof, entry: Entry) -> Proof:
    """0.6 + 0.3 = 0.8 of decimals that come from nowhere: the sum ends at these digits, so nothing in it was rounded.

    But a total of 1 may be known beforehand: 0.67 + 0.24 + 0.10 = 1.
    """
    printed = entry.printed
    if proof.verdict is not Verdict.LAST_DIGIT or printed is None or printed.value == 1:
        return proof
    ends = proof.true.rational is not None and (proof.true.rational / printed.unit).q == 1
    return replace(proof, verdict=Verdict.WRONG) if ends else proof


def _badness(proofs: list[Proof]) -> int:
    return max(proof.verdict.badness for proof in proofs)


def _place(formula: Formula, i: int) -> tuple[int, ...]:
    match formula:
        case Vector():
            return (i + 1,)
        case Matrix(rows):
            return (i // len(rows[0]) + 1, i % len(rows[0]) + 1)
    return ()


def hidden_as_printed(entries: list[Entry], known: Worth) -> Worth | None:
    """QKᵀ/√2 = [[0.7, −∞], …] where a mask is spoken of: what is hidden there the mask hides."""
    hides = [entry.displayed is HIDDEN for entry in entries]
    if not any(hides) or all(hides):
        return None
    exact, displayed = (_hidden_where(hides, value) for value in (known.exact, known.displayed))
    return None if exact is None and displayed is None else Worth(displayed, exact, known.origin)


def _hidden_where(hides: list[bool], value: Value[Real] | None) -> Grid[Real] | None:
    if not isinstance(value, Grid) or len(values_of(value)) != len(hides):
        return None
    flags = iter(hides)
    return Grid(tuple(tuple(HIDDEN if next(flags) else x for x in row) for row in value.rows), value.flat)


def same_as_displayed(worth: Worth) -> bool:
    """Whether it is exactly what is displayed, nothing in it traced back."""
    return worth.displayed is not None and touch(values_of(worth.best), values_of(worth.displayed))


def is_sum(formula: Formula) -> bool:
    """Sums of products of numbers, which a hand works to the last digit."""
    match formula:
        case Number():
            return True
        case Negative() | Sum() | Product() | Vector() | Matrix():
            return all(map(is_sum, parts_of(formula)))
    return False


def is_added_up(formula: Formula) -> bool:
    """Decimals, or rows of them, that are only added up: 0.6 + 0.3, [0.1, 0.2] − [0.3, 0.1]."""
    return isinstance(formula, Sum) and all(map(is_literal, formula.terms))
