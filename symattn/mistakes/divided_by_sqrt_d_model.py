"""S̃ = S/√d_model where S/√d_k is due: the root of the width of the tokens, not of the queries and keys.

With one head of several this is the usual slip: d_model = 4 and two heads make d_k = 2. Scores 5 and 11 then give
the first weight 1/(1 + e^3) ≈ 0.047 instead of 1/(1 + e^(3√2)) ≈ 0.014. Where d_model = d_k it is no mistake.
"""

from symattn.exact.number import sqrt
from symattn.mistake import Mistake, rescaled, width_of_tokens
from symattn.notation.formula import Name, Number, Quotient, Root
from symattn.tables.table import Factor, Named


def commit(output: Named) -> Named | None:
    d_model = width_of_tokens(output)
    if d_model is None:
        return None
    letters, numbers = (
        Quotient(Number("1"), Root(formula)) for formula in (Name("d", ("model",)), Number(str(d_model)))
    )
    factor = Factor(letters, numbers, 1 / sqrt(d_model))
    return rescaled(output, lambda _: factor)


MISTAKE = Mistake(title="divided by √d_model instead of √d_k", commit=commit)
