"""Redone: what follows from a mistake that was told further up, all steps since having been worked without rounding.

Weights by unscaled scores are wrong; the output AV of just such weights, of more digits than were printed, is carried.
"""

from __future__ import annotations

from collections.abc import Iterator

from symattn.diagnosis import Place, mistaken_step, shows
from symattn.errors import SymattnError
from symattn.exact.rounding import Printed, judge
from symattn.mistake import MISTAKES
from symattn.report import Verdict
from symattn.tables.exactly import number
from symattn.tables.table import Table
from symattn.verifying.bindings import Made
from symattn.verifying.explaining.claims import claimed
from symattn.verifying.explaining.mistakes import all_printed
from symattn.verifying.explaining.relation import Relation
from symattn.verifying.proofs import DISPLAYED, Proof
from symattn.verifying.worths import Worths
from symattn.work import Work


def redone(relation: Relation, worths: Worths) -> tuple[int, list[Proof]] | None:
    """Where the mistake came in with which the work gives all the numbers printed, and their proofs."""
    printed = all_printed(relation) if worths.bindings.made else []
    for work, step, places in claimed(relation, worths) if printed else ():
        for made in reversed(worths.bindings.made):
            for table in _tables(work, step, made):
                if shows(table, places, printed):
                    return made.at, [
                        _proof(table, *each) for each in zip(places, printed, relation.proofs, strict=True)
                    ]
    return None


def _tables(work: Work, step: str, made: Made) -> Iterator[Table]:
    """The step as the mistake makes it, in whose work the wrong step, further up, is just what was printed there."""
    names = work.step_names
    if made.step not in names or names.index(made.step) >= names.index(step):
        return
    for name in made.mistakes:
        try:
            before, table = (mistaken_step(work, each, MISTAKES[name]) for each in (made.step, step))
            if before is not None and table is not None and _is_in(before, made):
                yield table
        except SymattnError:
            continue


def _is_in(table: Table, made: Made) -> bool:
    """Whether the numbers printed there are the table, one of its rows, or a cell."""
    rows, columns = table.shape
    height, width = len(made.printed) // made.columns, made.columns
    return any(
        shows(table, [(i + k, j + m) for k in range(height) for m in range(width)], made.printed)
        for i in range(rows - height + 1)
        for j in range(columns - width + 1)
        if width in (1, columns)
    )


def _proof(table: Table, place: Place, printed: Printed, proof: Proof) -> Proof:
    return Proof(Verdict.CARRIED, DISPLAYED, proof.true, judge(number(table, *place), printed).certificate)
