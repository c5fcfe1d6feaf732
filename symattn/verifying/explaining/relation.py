"""Relation: one judged relation with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass

from symattn.exact.real import Real
from symattn.island import Island, Side
from symattn.notation.evaluate import Value
from symattn.notation.formula import Formula, Matrix, Number, Vector
from symattn.report import Verdict
from symattn.verifying.bindings import numbers_of
from symattn.verifying.proofs import Entry, Proof, values_of
from symattn.verifying.worths import Worth

BAD = frozenset({Verdict.TRUNCATED, Verdict.LAST_DIGIT, Verdict.WRONG})


@dataclass(frozen=True)
class Relation:
    """One judged relation with all that is known of it."""

    island: Island
    """Where it stands."""
    left: Side
    sign: str
    right: Side
    at_left: Worth
    """What the left side is, as displayed and exactly."""
    entries: tuple[Entry, ...]
    """The numbers of the right side."""
    proofs: tuple[Proof, ...]
    """Their verdicts."""
    worst: int
    """The entry that decided."""
    text: str = ""
    """The document. Without it only the entry that decided can be corrected."""

    def place_of(self, number: Number) -> tuple[int, int] | None:
        """Where a number of the relation stands. A chain of 10^4 links is not searched through for each link."""
        return self.right.places.get(id(number)) or self.island.place_of(number)

    @property
    def bad(self) -> list[int]:
        """The entries that are not right, and do not follow from others."""
        return [i for i, proof in enumerate(self.proofs) if proof.verdict in BAD]

    @property
    def columns(self) -> int:
        """Of the right side; a single number has one."""
        return len(rows_of(self.right.formula)[0])

    @property
    def is_calculated(self) -> bool:
        """Whether a calculation stands on the left: not a name alone, nor a number tied to what it states by words."""
        return self.left is not self.right and bool(numbers_of(self.left.formula))

    def exact(self, i: int) -> Real | None:
        """What the exact data give for an entry."""
        return self._entry(self.at_left.exact, i)

    def displayed(self, i: int) -> Real | None:
        """What the operands as displayed give for it."""
        return self._entry(self.at_left.displayed, i)

    def due(self, i: int) -> Real:
        """What should stand there."""
        found = self.exact(i) or self.displayed(i)
        return self.proofs[i].true if found is None else found

    def _entry(self, value: Value[Real] | None, i: int) -> Real | None:
        values = [] if value is None else values_of(value)
        return values[i] if len(values) == len(self.entries) else None


def rows_of(formula: Formula) -> list[tuple[Formula, ...]]:
    """The rows of a table, the one row of a row, or a single number."""
    match formula:
        case Matrix(rows):
            return list(rows)
        case Vector(entries):
            return [entries]
    return [(formula,)]
