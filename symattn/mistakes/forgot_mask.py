"""A = softmax(S̃) where softmax(mask(S̃)) is due: hidden keys were attended to.

Its sign is that no weight is 0. For scaled scores [[1, 0], [0, 0]] under the causal mask the first row of weights is
[0.731, 0.269] instead of [1, 0].
"""

from symattn.mistake import Mistake, done_otherwise
from symattn.tables.table import Masked, Named, Table


def unmasked(table: Table) -> Table:
    return table.of if isinstance(table, Masked) else table


def commit(output: Named) -> Named | None:
    return done_otherwise(output, {"masked_scores": unmasked})


MISTAKE = Mistake(title="the mask was forgotten", commit=commit)
