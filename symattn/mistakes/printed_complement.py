"""1 − x where x is due, 0 < x < 1: the rest of the whole was printed, or the other of two weights.

2.718/3.718 = 0.27, where 0.73 is due and 0.27 is what is left of 1.
"""

from symattn.mistake import Figure, Mistake


def misprint(figure: Figure) -> bool:
    return 0 < figure.printed.value < 1 and figure.shows(1 - figure.due)


MISTAKE = Mistake(title="the complement to 1 was printed", misprint=misprint)
