"""u_ij = 2^(s_ij) where e^(s_ij) is due: powers of 2 instead of powers of e.

For scaled scores 1 and 0 the weights are 2/3 ≈ 0.667 and 0.333 instead of e/(e + 1) ≈ 0.731 and 0.269.
"""

from symattn.mistake import Mistake, powers_of
from symattn.tables.table import Named


def commit(output: Named) -> Named | None:
    return powers_of(output, 2)


MISTAKE = Mistake(title="powers of 2 were taken instead of powers of e", commit=commit)
