"""…ba… where …ab… is due: two neighbouring digits have changed places.

0.876 for softmax(4, 2, 0)_1 = 0.8668 ≈ 0.867.
"""

from symattn.mistake import Figure, Mistake


def misprint(figure: Figure) -> bool:
    digits = figure.digits
    pairs = (i for i in range(len(digits) - 1) if digits[i] != digits[i + 1])
    return any(figure.would_be_right_with(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]) for i in pairs)


MISTAKE = Mistake(title="two neighbouring digits were exchanged", misprint=misprint)
