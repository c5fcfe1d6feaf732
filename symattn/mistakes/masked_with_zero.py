"""m_ij = 0 where hidden, and −∞ is due: e^0 = 1, so hidden keys still take a part of the weight.

For scaled scores [[1, 2], [0, 0]] under the causal mask the first row of weights is [e, 1]/(e + 1) ≈ [0.731, 0.269]
instead of [1, 0].
"""

from symattn.mistake import Mistake, done_otherwise, zeros_and_ones
from symattn.tables.table import Exponentials, Named, Table, visible_in


def commit(output: Named) -> Named | None:
    visible = visible_in(output)
    if visible is None:
        return None
    hidden = zeros_and_ones("hidden", "H", [[not cell for cell in row] for row in visible])

    def with_one_where_hidden(table: Table) -> Table:
        """e^0 = 1 where e^(−∞) = 0 stood."""
        return table + hidden if isinstance(table, Exponentials) else table

    return done_otherwise(output, {"exponentials": with_one_where_hidden})


MISTAKE = Mistake(title="hidden scores were set to 0 instead of −∞", commit=commit)
