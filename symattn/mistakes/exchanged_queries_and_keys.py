"""S = KQᵀ where QKᵀ is due: queries and keys have changed places, so the scores come out transposed.

For Q = [[1, 0], [2, 1]] and K = [[1, 2], [3, 4]] the scores are [[1, 4], [3, 10]] instead of [[1, 3], [4, 10]].
It needs as many queries as keys; where Q = K nothing shows.
"""

from symattn.mistake import Mistake, done_otherwise
from symattn.tables.table import MatrixProduct, Named, Table, Transposed


def exchanged(table: Table) -> Table:
    match table:
        case MatrixProduct(Q, Transposed(K)) if Q.shape == K.shape:
            return K @ Q.T
    return table


def commit(output: Named) -> Named | None:
    return done_otherwise(output, {"scores": exchanged})


MISTAKE = Mistake(title="Q and K were exchanged", commit=commit)
