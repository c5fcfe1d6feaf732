"""a_ij = u_ij/Σ u where u_ij/Σ_j u_ij is due: each exponential over the sum of all of them.

Its sign is that the whole table sums to 1. For scaled scores [[1, 0], [0, 0]] the weights are
[[0.475, 0.175], [0.175, 0.175]] instead of [[0.731, 0.269], [0.500, 0.500]]. With one query there is one row, and
it is no mistake.
"""

from symattn.mistake import Mistake, done_otherwise, zeros_and_ones
from symattn.tables.table import Named, RowSums, Table


def over_all(table: Table) -> Table:
    """Each row's sum replaced by the sum of the rows' sums."""
    n = table.shape[0]
    if not isinstance(table, RowSums) or n == 1:
        return table
    return zeros_and_ones("ones", "J", [[True] * n] * n) @ table


def commit(output: Named) -> Named | None:
    return done_otherwise(output, {"row_sums": over_all})


MISTAKE = Mistake(title="the softmax was taken over the whole table", commit=commit)
