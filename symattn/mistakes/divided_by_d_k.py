"""S̃ = S/d_k where S/√d_k is due: divided by d_k instead of its root.

For scores 5 and 11 with d_k = 2 the first weight is 1/(1 + e^3) ≈ 0.047 instead of 1/(1 + e^(3√2)) ≈ 0.014.
"""

from symattn.exact.number import Exact
from symattn.mistake import Mistake
from symattn.notation.formula import Name, Number, Quotient
from symattn.tables.rework import rework
from symattn.tables.table import Factor, Named, Scaled, Table, below


def commit(output: Named) -> Named | None:
    d_k = next(
        (table.parts[0].shape[1] for table in below(output) if isinstance(table, Named) and table.name == "scores"), 0
    )
    one = Number("1")
    factor = Factor(Quotient(one, Name("d", ("k",))), Quotient(one, Number(str(d_k))), Exact(1) / d_k)

    def divided(table: Table) -> Table:
        return Scaled(table.of, factor) if isinstance(table, Scaled) else table

    return rework(output, {"scaled_scores": divided})


MISTAKE = Mistake(title="divided by d_k instead of √d_k", commit=commit)
