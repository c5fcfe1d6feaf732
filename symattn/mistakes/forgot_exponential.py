"""a_ij = s_ij/Σ_j s_ij where e^(s_ij)/Σ_j e^(s_ij) is due: the scores themselves were divided by their sum.

For scores 5 and 11 the weights are 5/16 = 0.3125 and 11/16 = 0.6875, whatever the scale; with d_k = 2 softmax gives
0.014 and 0.986. It is not looked for under a mask, where −∞ would have to be added up.
"""

from symattn.mistake import Mistake, done_otherwise
from symattn.tables.table import Exponentials, Named, Table, visible_in


def scores_themselves(table: Table) -> Table:
    return table.of if isinstance(table, Exponentials) and visible_in(table) is None else table


def commit(output: Named) -> Named | None:
    return done_otherwise(output, {"exponentials": scores_themselves})


MISTAKE = Mistake(title="the scores were divided by their sum without exponentials", commit=commit)
