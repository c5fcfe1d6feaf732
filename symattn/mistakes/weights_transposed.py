"""Z = AᵀV where AV is due: the columns of A were taken for its rows.

For A = [[0.731, 0.269], [0.500, 0.500]] and V = [[1, 2], [3, 4]] the output is [[2.23, 3.46], [1.77, 2.54]] instead of
[[1.54, 2.54], [2.00, 3.00]]. It needs as many queries as keys.
"""

from symattn.mistake import Mistake, done_otherwise
from symattn.tables.table import MatrixProduct, Named, Table


def transposed(table: Table) -> Table:
    match table:
        case MatrixProduct(A, V) if A.shape[0] == A.shape[1] > 1:
            return A.T @ V
    return table


def commit(output: Named) -> Named | None:
    return done_otherwise(output, {"output": transposed})


MISTAKE = Mistake(title="A was transposed when the values were mixed", commit=commit)
