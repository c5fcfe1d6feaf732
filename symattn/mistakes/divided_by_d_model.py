"""S̃ = S/d_model where S/√d_k is due: divided by the width of the tokens.

For X = [[1, 0, 1], [0, 1, 1]] with projections to d_k = 2, d_model is 3. Scores 5 and 11 then give the first weight
1/(1 + e^2) ≈ 0.119 instead of 1/(1 + e^(3√2)) ≈ 0.014. Where d_model = d_k it is divided_by_d_k.
"""

from symattn.mistake import Mistake, one_over, rescaled, width_of_tokens
from symattn.notation.formula import Name
from symattn.tables.table import Named


def commit(output: Named) -> Named | None:
    d_model = width_of_tokens(output)
    if d_model is None:
        return None
    return rescaled(output, lambda _: one_over(Name("d", ("model",)), d_model))


MISTAKE = Mistake(title="divided by d_model instead of √d_k", commit=commit)
