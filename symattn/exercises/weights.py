"""A = softmax(QKᵀ/√d_k): the weights of each query."""

from symattn.exercise import Draft
from symattn.generating.asking import ask, work_draft
from symattn.generating.draws import Draws
from symattn.generating.kind import CAUSAL, SELF, Kind
from symattn.generating.openings import from_queries_and_keys
from symattn.generating.wishes import Wishes

TITLE = "Attention weights"


def draw(wishes: Wishes, draws: Draws) -> Draft:
    opening, work = from_queries_and_keys(wishes, draws)
    return work_draft(TITLE, opening, work, [ask(work, "weights", wishes.digits)])


KIND = Kind(title=TITLE, draw=draw, variants=(SELF, CAUSAL))
