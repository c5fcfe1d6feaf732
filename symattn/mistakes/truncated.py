"""⌊x/u⌋·u where the multiple of u nearest to x is due, u one unit of the last digit: cut off instead of rounded.

e^2.828 = 16.91 is 17 to two digits; 16 is what is left after cutting.
"""

from symattn.exact.real import Real
from symattn.exact.rounding import Fit, judge
from symattn.mistake import Figure, Mistake


def misprint(figure: Figure) -> bool:
    def is_cut(value: Real | None) -> bool:
        return value is not None and judge(value, figure.printed, strict=True).fit is Fit.TRUNCATED

    return is_cut(figure.due) or is_cut(figure.displayed)


MISTAKE = Mistake(title="digits were cut off instead of rounded", misprint=misprint)
