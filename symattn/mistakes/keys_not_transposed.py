"""S = QK where QKᵀ is due: queries were multiplied with the columns of K instead of its rows.

It can only happen where K is square: the sizes forbid it otherwise. For Q = K = [[1, 2], [3, 4]] the scores are
[[7, 10], [15, 22]] instead of [[5, 11], [11, 25]].

A K that is transposed twice gives the same numbers (keys_transposed_twice); it is told too where Kᵀ was written down.
"""

from symattn.mistake import Mistake, done_otherwise
from symattn.tables.table import MatrixProduct, Named, Table, Transposed


def untransposed(table: Table) -> Table:
    match table:
        case MatrixProduct(Q, Transposed(K)) if K.shape[0] == K.shape[1]:
            return Q @ K
    return table


def commit(output: Named) -> Named | None:
    return done_otherwise(output, {"scores": untransposed})


MISTAKE = Mistake(title="K was not transposed", commit=commit)
