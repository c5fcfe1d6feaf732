"""…c… where …a… is due: one digit is another one.

2492.3 for e^7.78 = 2392.27. So many numbers differ in one digit by chance that three digits must be shown, and that a
wrong last digit does not count: that one is mostly a matter of rounding.
"""

from symattn.mistake import Figure, Mistake

FEWEST_DIGITS = 3


def misprint(figure: Figure) -> bool:
    if len(figure.digits.lstrip("0")) < FEWEST_DIGITS:
        return False
    return any(_is_one_off(figure.digits, right) for right in figure.right_digits)


def _is_one_off(digits: str, right: str) -> bool:
    return sum(a != b for a, b in zip(digits, right, strict=True)) == 1 and digits[-1] == right[-1]


MISTAKE = Mistake(title="one digit was mistyped", misprint=misprint)
