"""S = QVᵀ and Z = AK where QKᵀ and AV are due: keys and values have changed places.

For Q = [[1, 0]], K = [[1, 2], [3, 4]] and V = [[0, 5], [4, 1]] the scores are [0, 4] instead of [1, 3] and the weights
[0.056, 0.944] instead of [0.196, 0.804]; they mix the keys to [2.89, 3.89] instead of the values to [3.22, 1.78].
It needs keys as long as values.
"""

from symattn.mistake import Mistake, done_otherwise, worked
from symattn.tables.table import MatrixProduct, Named, Table, Transposed


def commit(output: Named) -> Named | None:
    match worked(output, "scores"), worked(output, "output"):
        case MatrixProduct(_, Transposed(K)), MatrixProduct(_, V) if K.shape == V.shape:
            return done_otherwise(output, {"scores": lambda S: _left(S) @ V.T, "output": lambda Z: _left(Z) @ K})
    return None


def _left(product: Table) -> Table:
    assert isinstance(product, MatrixProduct)
    return product.left


MISTAKE = Mistake(title="K and V were exchanged", commit=commit)
