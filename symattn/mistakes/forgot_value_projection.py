"""Z = AX where A(XW_V + b_V) is due: the tokens were mixed instead of their values.

For X = [[1, 0], [0, 1]] and W_V = [[2, 1], [0, 3]] the values are [[1, 0], [0, 1]] instead of [[2, 1], [0, 3]], and
weights of 0.670 and 0.330 give [0.670, 0.330] instead of [1.340, 1.660]. It needs a W_V that keeps the width.
"""

from symattn.mistake import Mistake, done_otherwise
from symattn.tables.table import MatrixProduct, Named, Table, WithBias


def unprojected(values: Table) -> Table:
    table = values.of if isinstance(values, WithBias) else values
    table = table.left if isinstance(table, MatrixProduct) else table
    return table if table.shape == values.shape else values


def commit(output: Named) -> Named | None:
    return done_otherwise(output, {"values": unprojected})


MISTAKE = Mistake(title="the values were not projected", commit=commit)
