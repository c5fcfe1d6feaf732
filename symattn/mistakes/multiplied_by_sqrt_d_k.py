"""S̃ = S·√d_k where S/√d_k is due: multiplied by the root instead of divided.

Scores grow where they should shrink: 5 and 11 with d_k = 2 become 7.07 and 15.56 instead of 3.54 and 7.78, and the
first weight is 1/(1 + e^(6√2)) ≈ 0.0002 instead of 1/(1 + e^(3√2)) ≈ 0.0142. Where a document gives its own scale
(1/8), the scores are multiplied by its inverse (8).
"""

from symattn.mistake import Mistake, rescaled
from symattn.notation.formula import Number, Quotient
from symattn.tables.table import Factor, Named


def inverse(factor: Factor) -> Factor:
    one = Number("1")
    letters, numbers = (
        formula.bottom if isinstance(formula, Quotient) and formula.top == one else Quotient(one, formula)
        for formula in (factor.letters, factor.numbers)
    )
    return Factor(letters, numbers, 1 / factor.exact)


def commit(output: Named) -> Named | None:
    return rescaled(output, inverse)


MISTAKE = Mistake(title="multiplied by √d_k instead of divided", commit=commit)
