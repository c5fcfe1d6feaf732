"""Z = softmax(QKᵀ/√d_k) V with queries from one sequence, keys and values from another.

Q = X_q W_Q + b_Q is n_q x d_k; K = X_kv W_K + b_K is n_k x d_k; V = X_kv W_V + b_V is n_k x d_v; Z is n_q x d_v.
The decoder's words look at the encoder's. The two sequences may differ in length and in width.

Example: symattn derive --x-q "[[1,0]]" --x-kv "[[1,2],[3,4]]"
Source: Vaswani et al., Attention Is All You Need (2017), section 3.2.3, "encoder-decoder attention".
"""

from symattn.operations import attend, project
from symattn.problem.problem import Problem
from symattn.tables.table import Named
from symattn.variant import SOFTMAX_LAWS, Variant


def work(p: Problem) -> Named:
    Q, K, V = project(p, "Q", "X_q"), project(p, "K", "X_kv"), project(p, "V", "X_kv")
    return attend(Q, K, V, p.scale, p.visible)


VARIANT = Variant(
    title="Cross-attention",
    work=work,
    laws=(*SOFTMAX_LAWS, "permuting_keys_with_their_values_changes_nothing"),
)
