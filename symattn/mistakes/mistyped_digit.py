"""…c… where …a… is due: one digit is another one.

2492.3 for e^7.78 = 2392.27. So many numbers differ in one digit by chance that three digits must be shown, and that a
wrong last digit does not count: that one is mostly a matter of rounding.
"""

from symattn.mistake import Figure, Mistake

FEWEST_DIGITS = 3


def misprint(figure: Figure) -> bool:
    digits = figure.digits
    if len(digits.lstrip("0")) < FEWEST_DIGITS:
        return False
    return any(
        figure.would_be_right_with(digits[:i] + other + digits[i + 1 :])
        for i in range(len(digits) - 1)
        for other in "0123456789"
        if other != digits[i]
    )


MISTAKE = Mistake(title="one digit was mistyped", misprint=misprint)
