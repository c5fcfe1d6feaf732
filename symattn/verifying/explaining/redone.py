"""Redone: what follows from a mistake that was told further up, all steps since having been worked without rounding.

Weights by unscaled scores are wrong; the output AV of just such weights, of more digits than were printed, is carried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from symattn.diagnosis import Place, shows
from symattn.errors import SymattnError
from symattn.exact.real import Real, real
from symattn.exact.rounding import Printed, judge
from symattn.notation.evaluate import Grid, Value
from symattn.report import Verdict
from symattn.tables.exactly import number
from symattn.tables.table import Table
from symattn.verifying.explaining.claims import claimed
from symattn.verifying.explaining.made import remade
from symattn.verifying.explaining.mistakes import all_printed
from symattn.verifying.explaining.relation import Relation
from symattn.verifying.proofs import DISPLAYED, Proof
from symattn.verifying.worths import Worth, Worths


@dataclass(frozen=True)
class Redone:
    """A relation that follows from a mistake."""

    at: int
    """Where the mistake came in."""
    values: tuple[Real, ...]
    """What its numbers are with the mistake, unrounded."""
    proofs: tuple[Proof, ...]

    def worth(self, right: Worth) -> Worth:
        """What its left side is, the right numbers being exact, those with the mistake displayed."""
        return replace(right, displayed=shaped(self.values, right.best), origin=self.at)


def redone(relation: Relation, worths: Worths) -> Redone | None:
    """How the relation follows from a mistake told further up, with which the work gives all the numbers printed."""
    printed = all_printed(relation) if worths.bindings.made else []
    for work, step, places in claimed(relation, worths) if printed else ():
        before = work.step_names[: work.step_names.index(step)]
        for made in reversed(worths.bindings.made):
            for _, table in remade(work, step, made) if made.step in before else ():
                found = _follows(relation, made.at, table, places, printed)
                if found is not None:
                    return found
    return None


def _follows(
    relation: Relation, at: int, table: Table, places: Sequence[Place], printed: Sequence[Printed]
) -> Redone | None:
    """The relation as it follows from a table; None where that shows other numbers, or cannot be worked out."""
    try:
        if not shows(table, places, printed):
            return None
        values = tuple(real(number(table, *place)) for place in places)
        cells = zip(values, printed, relation.proofs, strict=True)
        return Redone(at, values, tuple(_proof(*cell) for cell in cells))
    except SymattnError:
        return None


def shaped(values: Sequence[Real], like: Value[Real]) -> Value[Real]:
    """The numbers as a row or table like the other."""
    if not isinstance(like, Grid):
        return values[0]
    columns = like.shape[1]
    return Grid(tuple(tuple(values[i : i + columns]) for i in range(0, len(values), columns)), flat=like.flat)


def _proof(value: Real, printed: Printed, proof: Proof) -> Proof:
    return Proof(Verdict.CARRIED, DISPLAYED, proof.true, judge(value, printed).certificate)
