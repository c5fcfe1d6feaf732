"""softmax(s_i1 + c, …, s_in + c) = softmax(s_i1, …, s_in): adding a constant to a row of scores changes nothing.

e^(s + c) = e^c·e^s, so e^c stands in each numerator u_ij and in their sum r_i, and cancels in a_ij = u_ij/r_i.
Only differences between the scores of one query count. Programs subtract the largest score of each row for this
reason: the weights stay what they are, and no exponential is larger than 1.

Source: Goodfellow, Bengio, Courville, Deep Learning (2016), section 4.1.
"""

from random import Random

from symattn.law import Law, given, otherwise
from symattn.work import Work


def holds(work: Work, random: Random) -> bool:
    n_q, _ = work.scores.shape
    c = given([[random.randint(-9, 9) for _ in range(n_q)]])
    raised = otherwise(work, scores=lambda S: (S.T + c).T)
    return raised.weights.exact == work.weights.exact and raised.output.exact == work.output.exact


LAW = Law(title="Adding a constant to a row of scores changes nothing", holds=holds)
