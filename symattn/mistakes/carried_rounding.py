"""f(x̂) where f(x) is due, x̂ being x rounded: an earlier rounding was carried along.

For scores 5/√2 ≈ 3.54, e^3.54 = 34.4669 is 34.5, while e^(5/√2) = 34.3133 is 34.3. The operands displayed must be
known for it.
"""

from symattn.mistake import Figure, Mistake


def misprint(figure: Figure) -> bool:
    return figure.displayed is not None and figure.shows(figure.displayed)


MISTAKE = Mistake(title="an earlier rounding was carried along", misprint=misprint)
