"""S = QKᵀ, s_ij = q_i · k_j: how well each query and each key agree."""

from symattn.exercise import Draft
from symattn.generating.asking import ask, work_draft
from symattn.generating.draws import Draws
from symattn.generating.kind import Kind
from symattn.generating.openings import from_queries_and_keys
from symattn.generating.wishes import Wishes

TITLE = "Scores"


def draw(wishes: Wishes, draws: Draws) -> Draft:
    opening, work = from_queries_and_keys(wishes, draws)
    return work_draft(TITLE, opening, work, [ask(work, "scores", wishes.digits)])


KIND = Kind(title=TITLE, draw=draw)
