"""…ba… where …ab… is due: two neighbouring digits have changed places.

0.876 for softmax(4, 2, 0)_1 = 0.8668 ≈ 0.867.
"""

from symattn.mistake import Figure, Mistake


def misprint(figure: Figure) -> bool:
    return any(_are_exchanged(figure.digits, right) for right in figure.right_digits)


def _are_exchanged(digits: str, right: str) -> bool:
    other = [i for i, (a, b) in enumerate(zip(digits, right, strict=True)) if a != b]
    match other:
        case [i, j]:
            return j == i + 1 and (digits[i], digits[j]) == (right[j], right[i])
    return False


MISTAKE = Mistake(title="two neighbouring digits were exchanged", misprint=misprint)
