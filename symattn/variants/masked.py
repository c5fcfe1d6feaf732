"""Z = softmax(mask(QKᵀ/√d_k)) V, where `visible` says, row by row, which keys a query may attend to.

`visible` has one row a query and one entry a key: 1 (visible) or 0 (hidden; its score becomes −∞ and its weight 0).
Each query must see at least one key. Padding, local windows and block patterns are all told so.

Example: symattn derive --x "[[1,2],[3,4]]" --visible "[[1,1],[0,1]]"
Source: Vaswani et al., Attention Is All You Need (2017), section 3.2.3.
"""

from symattn.operations import attend, project
from symattn.problem.problem import Problem
from symattn.tables.table import Named
from symattn.variant import SOFTMAX_LAWS, Variant


def work(p: Problem) -> Named:
    Q, K, V = project(p, "Q"), project(p, "K"), project(p, "V")
    return attend(Q, K, V, p.scale, p.visible)


VARIANT = Variant(
    title="Masked attention",
    work=work,
    laws=(*SOFTMAX_LAWS, "permuting_keys_with_their_values_changes_nothing"),
    needs=("visible",),
)
