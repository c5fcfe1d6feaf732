"""s_ij = s_ik ⇒ a_ij = a_ik: keys that a query scores alike get the same weight from it.

a_ij = e^(s_ij)/r_i, and r_i is one number for the whole row. So a word that stands twice is attended to twice
alike, n visible keys scored alike get 1/n each however large the score, and hidden keys, all at −∞, get 0.
"""

from itertools import combinations
from random import Random

from symattn.law import Law, given, otherwise
from symattn.work import Work


def holds(work: Work, random: Random) -> bool:
    _, n_k = work.scores.shape
    first, second = random.choices(range(n_k), k=2)
    copy = given([[int(k == (first if j == second else j)) for k in range(n_k)] for j in range(n_k)])
    twins = otherwise(work, keys=lambda K: copy @ K)
    S = twins.steps[twins.step_names.index("exponentials") - 1]  # masked_scores where there is a mask
    rows = list(zip(S.exact, twins.weights.exact, strict=True))
    return all(a[j] == a[k] for s, a in rows for j, k in combinations(range(n_k), 2) if s[j] == s[k])


LAW = Law(title="Equal scores give equal weights", holds=holds)
