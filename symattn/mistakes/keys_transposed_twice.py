"""S = Q(Kᵀ)ᵀ where QKᵀ is due: K stands there transposed already, and was transposed once more.

(Kᵀ)ᵀ = K, so that each query meets the columns of K: for Q = K = [[1, 2], [3, 4]] and Kᵀ = [[1, 3], [2, 4]] the scores
are Q·[[1, 3], [2, 4]]ᵀ = [[7, 10], [15, 22]] instead of [[5, 11], [11, 25]]. It needs a square K. Who never transposed
it gets the same numbers (keys_not_transposed), so that this one is told only where Kᵀ was written down before.
"""

from symattn.mistake import Mistake, done_otherwise
from symattn.tables.table import MatrixProduct, Named, Table, Transposed


def transposed_again(table: Table) -> Table:
    match table:
        case MatrixProduct(Q, Transposed(K)) if K.shape[0] == K.shape[1]:
            return Q @ K.T.T
    return table


def commit(output: Named) -> Named | None:
    return done_otherwise(output, {"scores": transposed_again})


MISTAKE = Mistake(title="K was transposed twice", commit=commit, twin="keys_not_transposed")
