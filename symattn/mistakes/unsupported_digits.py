"""f(x̂ ± u/2) is all that is known where x̂ shows digits down to u: more digits were printed than that supports.

e^7.78 ≈ 2396.0 shows five digits, but 7.78 may be 7.775 to 7.785, so e^7.78 may be 2380 to 2404: three digits. It is
told where the printed number lies among these, which are at least four units of its last digit.
"""

from flint import arb

from symattn.exact.precision import working
from symattn.mistake import Figure, Mistake

SPAN_BITS = 256
UNITS = 2
"""From the middle to either end."""


def misprint(figure: Figure) -> bool:
    if figure.span is None:
        return False
    with working(SPAN_BITS):
        wide = figure.span.rad() >= arb(UNITS * figure.printed.strict_unit)
        return bool(wide) and bool(figure.span.overlaps(arb(figure.printed.value)))


MISTAKE = Mistake(title="more digits were printed than the operands support", misprint=misprint)
