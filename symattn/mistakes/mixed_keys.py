"""Z = AK where AV is due: the keys were mixed instead of the values.

For A = [[0.196, 0.804]], K = [[1, 2], [3, 4]] and V = [[0, 5], [4, 1]] the output is [[2.61, 3.61]] instead of
[[3.22, 1.78]]. It needs keys as long as values.
"""

from symattn.mistake import Mistake, done_otherwise, worked
from symattn.tables.table import MatrixProduct, Named, Transposed


def commit(output: Named) -> Named | None:
    match worked(output, "scores"), worked(output, "output"):
        case MatrixProduct(_, Transposed(K)), MatrixProduct(A, V) if K.shape == V.shape:
            return done_otherwise(output, {"output": lambda _: A @ K})
    return None


MISTAKE = Mistake(title="K was mixed where V should be", commit=commit)
