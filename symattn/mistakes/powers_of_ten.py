"""u_ij = 10^(s_ij) where e^(s_ij) is due: the key 10^x of a calculator instead of e^x.

For scaled scores 1 and 0 the weights are 10/11 ≈ 0.909 and 0.091 instead of e/(e + 1) ≈ 0.731 and 0.269.
"""

from symattn.mistake import Mistake, powers_of
from symattn.tables.table import Named


def commit(output: Named) -> Named | None:
    return powers_of(output, 10)


MISTAKE = Mistake(title="powers of 10 were taken instead of powers of e", commit=commit)
