"""min_j v_jc ≤ z_ic ≤ max_j v_jc over the keys j that query i sees: an output lies within the hull of the values.

z_i = Σ_j a_ij·v_j with a_ij ≥ 0 and Σ_j a_ij = 1 is a convex combination: a point of the smallest convex set
around the visible values, and so, column by column, between their smallest and their largest entry. That is a
check for work on paper: an output beyond all values is wrong. Hidden values do not count; one visible value is
the output itself.

Source: Boyd and Vandenberghe, Convex Optimization (2004), section 2.1.4, on convex combinations.
"""

from random import Random

from symattn.exact.number import Exact
from symattn.law import Law, visible
from symattn.tables.exactly import number
from symattn.work import Work


def holds(work: Work, _: Random) -> bool:
    V, Z = work.step("values").table, work.output.table
    n_q, d_v = Z.shape

    def seen(i: int, c: int) -> list[Exact]:
        return [number(V, j, c) for j, sees in enumerate(visible(work)[i]) if sees]

    return all(min(seen(i, c)) <= number(Z, i, c) <= max(seen(i, c)) for i in range(n_q) for c in range(d_v))


LAW = Law(title="The output lies in the hull of the values", holds=holds)
