"""A = softmax(QKᵀ) where softmax(QKᵀ/√d_k) is due: the scores were never scaled.

The larger the scores, the nearer the weights come to 0 and 1. For scores 5 and 11 with d_k = 2 the first weight is
1/(1 + e^6) ≈ 0.002 instead of 1/(1 + e^(3√2)) ≈ 0.014.
"""

from symattn.mistake import Mistake, done_otherwise
from symattn.tables.table import Named, Scaled, Table


def unscaled(table: Table) -> Table:
    return table.of if isinstance(table, Scaled) else table


def commit(output: Named) -> Named | None:
    return done_otherwise(output, {"scaled_scores": unscaled})


MISTAKE = Mistake(title="the scale was forgotten", commit=commit)
