"""Z = softmax(QKᵀ/√d_k) V with queries from one sequence, keys and values from another."""

from symattn.begun import begun
from symattn.exercise import Draft
from symattn.generating.asking import ask_each, work_draft
from symattn.generating.draws import Draws
from symattn.generating.kind import CROSS, Kind
from symattn.generating.tables import with_projections, with_queries
from symattn.generating.wishes import Wishes

TITLE = "Cross-attention"


def draw(wishes: Wishes, draws: Draws) -> Draft:
    n = wishes.n
    if wishes.level == 1:
        work = begun(with_queries(wishes, draws, 1, n) | {"variant": CROSS})
    else:
        work = begun(with_projections(wishes, draws, 1, n))
    questions = ask_each(work, ("weights", "output"), wishes.digits)
    opening = "The queries come from one sequence, the keys and values from another."
    return work_draft(TITLE, opening, work, questions)


KIND = Kind(title=TITLE, draw=draw, variants=(CROSS,))
