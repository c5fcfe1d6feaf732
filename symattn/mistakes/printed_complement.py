"""1 − x where x is due, 0 < x < 1: the rest of the whole was printed, or the other of two weights.

2.718/3.718 = 0.27, where 0.73 is due and 0.27 is what is left of 1. Two places are needed, not two digits: 0.08 for
0.92 is as telling as 0.92 for 0.08, and 0.3 for 0.7 may be chance.
"""

from symattn.mistake import Figure, Mistake

FEWEST_PLACES = 2


def misprint(figure: Figure) -> bool:
    if figure.printed.places < FEWEST_PLACES:
        return False
    return 0 < figure.printed.value < 1 and figure.shows(1 - figure.due)


MISTAKE = Mistake(title="the complement to 1 was printed", misprint=misprint, is_told_by_one_digit=True)
