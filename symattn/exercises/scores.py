"""S = QKᵀ, s_ij = q_i · k_j: how well each query and each key agree."""

from symattn.begun import begun
from symattn.exercise import Draft
from symattn.generating.asking import ask, work_draft
from symattn.generating.draws import Draws
from symattn.generating.kind import Kind
from symattn.generating.tables import queries_and_keys
from symattn.generating.wishes import Wishes

TITLE = "Scores"


def draw(wishes: Wishes, draws: Draws) -> Draft:
    work = begun(queries_and_keys(wishes, draws, wishes.n, wishes.n))
    return work_draft(
        TITLE, "Each row of Q is a query, each row of K a key.", work, [ask(work, "scores", wishes.digits)]
    )


KIND = Kind(title=TITLE, draw=draw)
