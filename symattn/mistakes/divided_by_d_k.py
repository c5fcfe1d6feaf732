"""S̃ = S/d_k where S/√d_k is due: divided by d_k instead of its root.

For scores 5 and 11 with d_k = 2 the first weight is 1/(1 + e^3) ≈ 0.047 instead of 1/(1 + e^(3√2)) ≈ 0.014.
Where a document gives its own scale (1/8, which is 1/√64), the square of that one is taken: 1/64.
"""

from symattn.mistake import Mistake, rescaled, without_root
from symattn.tables.table import Named


def commit(output: Named) -> Named | None:
    return rescaled(output, without_root)


MISTAKE = Mistake(title="divided by d_k instead of √d_k", commit=commit)
