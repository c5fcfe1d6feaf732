"""Z = softmax(mask(QKᵀ/√d_k)) V, where word i sees the words 1 to i only.

The score of a later word is −∞, its weight e^(−∞)/r = 0. So row i of Z needs nothing that comes after word i,
and the first word gives its whole weight to itself.

Example: symattn derive --x "[[1,2],[3,4]]" --visible causal
Source: Vaswani et al., Attention Is All You Need (2017), section 3.2.3, "masked" decoder self-attention.
"""

from symattn.operations import attend, causal, project
from symattn.problem.problem import Problem
from symattn.tables.table import Named
from symattn.variant import SOFTMAX_LAWS, Variant


def work(p: Problem) -> Named:
    Q, K, V = project(p, "Q"), project(p, "K"), project(p, "V")
    return attend(Q, K, V, p.scale, visible=causal(n=Q.shape[0]))


VARIANT = Variant(
    title="Causal self-attention",
    work=work,
    laws=(*SOFTMAX_LAWS, "a_causal_row_sees_only_its_prefix"),
)
