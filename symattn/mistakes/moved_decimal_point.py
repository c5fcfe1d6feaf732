"""x·10^k where x is due, k = ±1 to ±6: the digits are right and the point is not.

33705 for e^12.728 = 337054.5 (k = −1), or 98.6 for 0.986 with its % left out (k = 2).
"""

from flint import arb

from symattn.exact.enclosure import FIRST_BITS
from symattn.exact.precision import working
from symattn.exact.rounding import ten_to
from symattn.mistake import Figure, Mistake

FARTHEST = 6
BETWEEN = {k: (arb(ten_to(k)) / 3, arb(ten_to(k)) * 3) for k in range(-FARTHEST, FARTHEST + 1) if k}
"""10^k and what is near it: a printed 1 may be 0.6 rounded, so that it is up to twice as much."""


def misprint(figure: Figure) -> bool:
    if figure.printed.value == 0:
        # 0.00 is 0.014 with the point moved left, and any other number too
        return False
    with working(FIRST_BITS):
        times = abs(figure.printed.value / figure.due.ball())
        moves = [k for k, (least, most) in BETWEEN.items() if not (times < least or times > most)]
    return any(figure.shows(figure.due * ten_to(k)) for k in moves)


MISTAKE = Mistake(title="the decimal point was moved", misprint=misprint)
