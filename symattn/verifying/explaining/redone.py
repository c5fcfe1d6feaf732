"""Redone: what follows from a mistake that was told further up, all steps since having been worked without rounding.

Weights by unscaled scores are wrong; the output AV of just such weights, of more digits than were printed, is carried.
"""

from __future__ import annotations

from symattn.diagnosis import Place, shows
from symattn.exact.rounding import Printed, judge
from symattn.report import Verdict
from symattn.tables.exactly import number
from symattn.tables.table import Table
from symattn.verifying.explaining.claims import claimed
from symattn.verifying.explaining.made import remade
from symattn.verifying.explaining.mistakes import all_printed
from symattn.verifying.explaining.relation import Relation
from symattn.verifying.proofs import DISPLAYED, Proof
from symattn.verifying.worths import Worths


def redone(relation: Relation, worths: Worths) -> tuple[int, list[Proof]] | None:
    """Where the mistake came in with which the work gives all the numbers printed, and their proofs."""
    printed = all_printed(relation) if worths.bindings.made else []
    for work, step, places in claimed(relation, worths) if printed else ():
        before = work.step_names[: work.step_names.index(step)]
        for made in reversed(worths.bindings.made):
            for _, table in remade(work, step, made) if made.step in before else ():
                if shows(table, places, printed):
                    cells = zip(places, printed, relation.proofs, strict=True)
                    return made.at, [_proof(table, *cell) for cell in cells]
    return None


def _proof(table: Table, place: Place, printed: Printed, proof: Proof) -> Proof:
    return Proof(Verdict.CARRIED, DISPLAYED, proof.true, judge(number(table, *place), printed).certificate)
