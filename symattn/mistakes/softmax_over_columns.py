"""a_ij = u_ij/Σ_i u_ij where u_ij/Σ_j u_ij is due: the weights of each key add up to one, not those of each query.

Its sign is that columns sum to 1 and rows do not. For scaled scores [[1, 0], [0, 0]] the weights are
[[0.731, 0.500], [0.269, 0.500]] instead of [[0.731, 0.269], [0.500, 0.500]].
"""

from symattn.mistake import Mistake, done_otherwise
from symattn.tables.table import DividedRows, Named, RowSums, Table


def by_columns(table: Table) -> Table:
    if not isinstance(table, DividedRows):
        return table
    return DividedRows(table.of.T, RowSums(table.of.T)).T


def commit(output: Named) -> Named | None:
    return done_otherwise(output, {"weights": by_columns})


MISTAKE = Mistake(title="the softmax was taken over columns", commit=commit)
