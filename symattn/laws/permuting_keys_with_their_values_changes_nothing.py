"""softmax(Q(PK)ᵀ)(PV) = softmax(QKᵀ)V for each permutation matrix P: the order of keys and values does not count.

Q(PK)ᵀ = SPᵀ has the columns of S in another order; softmax row by row keeps that order, softmax(SPᵀ) = APᵀ, and
APᵀ·PV = AV since PᵀP = I. What is visible moves along with its key. So attention reads keys and values as a set;
where the order of words is to count, it must be written into the words.

Source: Vaswani et al., Attention Is All You Need (2017), section 3.5, why positions are encoded.
"""

from random import Random

from symattn.law import Law, given, otherwise
from symattn.tables.table import Masked, Table
from symattn.work import Work


def holds(work: Work, random: Random) -> bool:
    _, n_k = work.scores.shape
    order = random.sample(range(n_k), n_k)
    P = given([[int(j == k) for k in range(n_k)] for j in order])

    def moved(M: Table) -> Table:
        return Masked(M.of, tuple(tuple(row[j] for j in order) for row in M.visible)) if isinstance(M, Masked) else M

    permuted = otherwise(work, keys=lambda K: P @ K, values=lambda V: P @ V, masked_scores=moved)
    return permuted.output.exact == work.output.exact


LAW = Law(title="Permuting keys with their values changes nothing", holds=holds)
