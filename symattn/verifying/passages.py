"""Passages: the rows of numbers told lately, and what words make of them: `the softmax of 1, 2, 3 is 0.09, 0.24, 0.67`.

Rows that one sentence tells of each other make a relation without a sign: its left side is written for them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from symattn.island import Side
from symattn.notation.formula import Call, Formula, Matrix, Negative, Number, Product, Quotient, Sum, Vector
from symattn.verifying.bindings import names_of
from symattn.verifying.phrases import SOFTMAX, called, calls_scaled, calls_scores, comes_out, divides, goes_into_softmax
from symattn.verifying.words import SCALED, SCORES, VALUES, WEIGHTS

KEPT = 24
LONGEST_SENTENCE = 300


@dataclass(frozen=True)
class Told:
    """A formula met in the text, with the words before it."""

    side: Side
    lead: str
    role: str = ""
    """What its name says."""


@dataclass
class Passages:
    """The formulas told last."""

    text: str
    last: deque[Told] = field(default_factory=lambda: deque(maxlen=KEPT))

    def saw(self, side: Side, lead: str, role: str = "") -> None:
        """Formulas of numbers alone; the entries of a row that stands there already are not told anew."""
        before = self.last[-1].side if self.last else None
        if before is not None and side.start < before.end:
            if side.end <= before.end:
                return
            self.last.pop()
        if not names_of(side.formula):
            self.last.append(Told(side, lead, role))

    def lead_of(self, side: Side, lead: str) -> str:
        """The words before a row, a count among them: `Weights of token 2:`."""
        before = self._before(side)
        if not before or any(c.isalpha() for c in lead) or not isinstance(before[0].side.formula, Number):
            return lead
        return (before[0].lead + self.text[before[0].side.start : side.start])[-LONGEST_SENTENCE:]

    def row_before(self, side: Side) -> Side | None:
        """The row told last, in brackets or number by number."""
        row = self._row(self._before(side))
        return None if row is None else row.side

    # --- scores → weights -------------------------------------------------------------------

    def softmax_before(self, side: Side, lead: str) -> Side | None:
        """The softmax, written out, that words say a row is: of the row told before it, divided by what they say."""
        told = self._before(side)
        if not told:
            return None
        divisor = told[0] if divides(told[0].lead) and not _is_row(told[0].side.formula) else None
        row = self._row(told[1:] if divisor is not None else told)
        if row is None or _count(row.side.formula) != _count(side.formula):
            return None
        if side.start - row.side.end > LONGEST_SENTENCE:
            return None
        between = self.text[row.side.end : side.start] if divisor is None else divisor.lead + lead
        if divisor is None and not comes_out(between, WEIGHTS, SCORES):
            return None
        if divisor is not None and not comes_out(lead, WEIGHTS):
            return None
        is_input = goes_into_softmax(row.lead)
        if not is_input and not ((row.role in (SCORES, SCALED) or calls_scores(row.lead)) and SOFTMAX.search(between)):
            return None
        scores = row.side.formula
        if divisor is not None:
            scores = Quotient(scores, divisor.side.formula)
        places = {**row.side.places, **(divisor.side.places if divisor is not None else {})}
        return Side(Call("softmax", (scores,)), row.side.start, (divisor or row).side.end, places)

    def scores_before(self, side: Side) -> Told | None:
        """The row of scores, or of scaled ones, told directly before a row of weights."""
        row = self._row(self._before(side))
        if row is None or side.start - row.side.end > LONGEST_SENTENCE:
            return None
        is_scaled = row.role == SCALED or (row.role == "" and calls_scaled(row.lead))
        is_called = row.role in (SCORES, SCALED) or is_scaled or calls_scores(row.lead)
        if not is_called and not goes_into_softmax(row.lead):
            return None
        between = self.text[row.side.end : side.start]
        return replace(row, role=SCALED if is_scaled else SCORES) if comes_out(between, WEIGHTS) else None

    # --- weights, values → output -----------------------------------------------------------

    def values_before(self, side: Side) -> tuple[Vector | None, list[Side]]:
        """The weights and the values that the sentence tells of."""
        weights: Vector | None = None
        values: list[Side] = []
        role = ""
        for told in self._sentence(side):
            call = called(told.lead)
            role = call.role if call is not None else role if comes_out(told.lead) else ""
            formula = told.side.formula
            if role == WEIGHTS and isinstance(formula, Vector):
                weights = formula
            elif role == VALUES and isinstance(formula, Vector):
                values.append(told.side)
        return weights, values

    def mean_before(self, side: Side) -> Side | None:
        """The weighted sum, written out, that an output is said to be."""
        weights, values = self.values_before(side)
        if weights is None or len(weights.entries) != len(values):
            return None
        terms = zip(weights.entries, (value.formula for value in values), strict=True)
        sides = [told.side for told in self._sentence(side) if told.side.formula is weights] + values
        places = {node: place for one in sides for node, place in one.places.items()}
        total = Sum(tuple(Product((weight, value)) for weight, value in terms))
        return Side(total, min(one.start for one in sides), max(one.end for one in sides), places)

    # --- what stands before -----------------------------------------------------------------

    def _before(self, side: Side) -> list[Told]:
        """What was told before a row, the last first."""
        return [told for told in reversed(self.last) if told.side.end <= side.start]

    def _sentence(self, side: Side) -> list[Told]:
        """What a few sentences tell before a row."""
        found: list[Told] = []
        end = side.start
        for told in self._before(side):
            if side.start - told.side.start > LONGEST_SENTENCE or "\n\n" in self.text[told.side.end : end]:
                break
            found.insert(0, told)
            end = told.side.start
        return found

    def _row(self, told: list[Told]) -> Told | None:
        """The row told last: in brackets, or number by number."""
        if not told or isinstance(told[0].side.formula, Vector):
            return told[0] if told else None
        if isinstance(told[0].side.formula, Matrix):
            return None
        numbers = list(_listed(told))
        if len(numbers) < 2 or not all(_is_number(one.side.formula) for one in numbers):
            return None
        entries = Vector(tuple(one.side.formula for one in numbers))
        places = {node: place for one in numbers for node, place in one.side.places.items()}
        return Told(Side(entries, numbers[0].side.start, numbers[-1].side.end, places), numbers[0].lead)


def _listed(told: list[Told]) -> Iterator[Told]:
    """The numbers of a list, in the order of writing, that ends with what was told last."""
    count = 1
    for one in told:
        if len(one.lead) > 6 or not comes_out(one.lead) or not one.lead.strip():
            break
        count += 1
    yield from reversed(told[:count])


def _is_row(formula: Formula) -> bool:
    return isinstance(formula, Vector | Matrix)


def _is_number(formula: Formula) -> bool:
    return isinstance(formula.of if isinstance(formula, Negative) else formula, Number)


def _count(formula: Formula) -> int:
    return len(formula.entries) if isinstance(formula, Vector) else 0
