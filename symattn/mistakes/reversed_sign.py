"""−x where x is due: a minus sign was lost on the way, or is one too many.

2.41 for 1·(−1) − √2 = −2.414.
"""

from symattn.mistake import Figure, Mistake


def misprint(figure: Figure) -> bool:
    return figure.printed.value != 0 and figure.shows(-figure.due)


MISTAKE = Mistake(title="the sign was reversed", misprint=misprint, is_told_by_one_digit=True)
