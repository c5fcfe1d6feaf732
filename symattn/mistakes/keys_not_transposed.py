"""S = QK where QKᵀ is due: queries were multiplied with the columns of K instead of its rows.

It can only happen where K is square, or nearly: the sizes forbid it otherwise. A Kᵀ that is transposed once more
gives the same numbers.
"""

from symattn.mistake import Mistake
from symattn.tables.rework import rework
from symattn.tables.table import MatrixProduct, Named, Table, Transposed, below


def untransposed(table: Table) -> Table:
    if isinstance(table, MatrixProduct) and isinstance(table.right, Transposed):
        return MatrixProduct(table.left, table.right.of)
    return table


def commit(output: Named) -> Named | None:
    square = all(
        table.right.shape[0] == table.right.shape[1]
        for table in below(output)
        if isinstance(table, MatrixProduct) and isinstance(table.right, Transposed)
    )
    return rework(output, {"scores": untransposed}) if square else None


MISTAKE = Mistake(title="K was not transposed", commit=commit)
