"""S = QVᵀ where QKᵀ is due: the queries were compared with the values instead of the keys.

For Q = [[1, 0]], K = [[1, 2], [3, 4]] and V = [[0, 5], [4, 1]] the scores are [0, 4] instead of [1, 3]. What is mixed
afterwards are the values, as it should be; else it is exchanged_keys_and_values. It needs keys as long as values.
"""

from symattn.mistake import Mistake, done_otherwise, worked
from symattn.tables.table import MatrixProduct, Named, Transposed


def commit(output: Named) -> Named | None:
    match worked(output, "scores"), worked(output, "output"):
        case MatrixProduct(Q, Transposed(K)), MatrixProduct(_, V) if K.shape == V.shape:
            return done_otherwise(output, {"scores": lambda _: Q @ V.T})
    return None


MISTAKE = Mistake(title="V was taken for K in the scores", commit=commit)
