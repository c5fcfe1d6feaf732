"""a_ik where a_ij is due, k = j ± 1: the number of the entry beside it was printed.

[0.670, 0.670] for softmax(1/√2, 0) = [0.670, 0.330]. What is due beside it must be known.
"""

from symattn.mistake import Figure, Mistake


def misprint(figure: Figure) -> bool:
    return any(map(figure.shows, figure.neighbours))


MISTAKE = Mistake(title="the number of a neighbouring entry was printed", misprint=misprint)
