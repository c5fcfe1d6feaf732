"""Σ_j a_ij = 1: the weights of each query add up to one.

Each weight is a_ij = u_ij/r_i, and r_i is the sum of just these numerators, so that Σ_j a_ij = r_i/r_i = 1.
r_i is never 0: e^s > 0 for each visible key, and one at least is visible. A hidden key adds e^(−∞) = 0.
Weights on paper that add up to 0.999 or 1.001 have been rounded; exact ones never do.

Source: Vaswani et al., Attention Is All You Need (2017), section 3.2.1, "to obtain the weights on the values".
"""

from random import Random

from symattn.exact.number import Exact
from symattn.law import Law
from symattn.tables.exactly import number
from symattn.work import Work


def holds(work: Work, _: Random) -> bool:
    A = work.weights.table
    n_q, n_k = A.shape
    return all(sum((number(A, i, j) for j in range(n_k)), Exact(0)) == 1 for i in range(n_q))


LAW = Law(title="The weights of each query add up to one", holds=holds)
