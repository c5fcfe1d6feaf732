"""Z = softmax(QKᵀ/√d_k) V with Q = XW_Q + b_Q, K = XW_K + b_K, V = XW_V + b_V.

Every word of one sequence attends to every word of it, itself included. Projections that are not given are
identity matrices, biases that are not given are 0. Shapes: X n x d_model, W_Q and W_K d_model x d_k,
W_V d_model x d_v, Z n x d_v.

Example: symattn derive --x "[[1,2],[3,4]]"
Source: Vaswani et al., Attention Is All You Need (2017), equation (1).
"""

from symattn.operations import attend, project
from symattn.problem.problem import Problem
from symattn.tables.table import Named
from symattn.variant import SOFTMAX_LAWS, Variant


def work(p: Problem) -> Named:
    Q, K, V = project(p, "Q"), project(p, "K"), project(p, "V")
    return attend(Q, K, V, p.scale, p.visible)


VARIANT = Variant(
    title="Self-attention",
    work=work,
    laws=(*SOFTMAX_LAWS, "permuting_keys_with_their_values_changes_nothing"),
)
