"""z_i = f(x_1, …, x_i): row i of a causal attention does not change, whatever is written after word i.

The score of a later word is −∞, its weight e^(−∞)/r_i = 0, and its value times 0 is 0. What is left of row i is
worked out from q_i, k_1 … k_i and v_1 … v_i, and each of these from its own word. Hence a text can be continued
word by word without working out again what stands already; programs keep its keys and values (the KV cache).

Source: Vaswani et al., Attention Is All You Need (2017), section 3.2.3, "the auto-regressive property".
"""

from dataclasses import replace
from random import Random

from symattn.law import Law, given, otherwise
from symattn.tables.table import Given, Table
from symattn.work import Work

WORDS = ("tokens", "queries", "keys", "values")


def holds(work: Work, random: Random) -> bool:
    n, _ = work.scores.shape
    prefix = random.randint(1, n)

    def continued(words: Table) -> Table:
        assert isinstance(words, Given)
        others = given([[random.randint(-9, 9) for _ in row] for row in words.entries[prefix:]])
        return replace(words, entries=words.entries[:prefix] + others.entries)

    other = otherwise(work, **{table.name: continued for table in work.given if table.name in WORDS})
    pairs = ((other.weights, work.weights), (other.output, work.output))
    return all(changed.exact[:prefix] == step.exact[:prefix] for changed, step in pairs)


LAW = Law(title="A causal row sees only its prefix", holds=holds)
