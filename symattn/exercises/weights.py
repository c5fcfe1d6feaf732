"""A = softmax(QKᵀ/√d_k): the weights of each query."""

from symattn.begun import begun
from symattn.exercise import Draft
from symattn.generating.asking import ask, work_draft
from symattn.generating.draws import Draws
from symattn.generating.kind import CAUSAL, SELF, Kind
from symattn.generating.tables import queries_and_keys
from symattn.generating.wishes import Wishes

TITLE = "Attention weights"


def draw(wishes: Wishes, draws: Draws) -> Draft:
    masked = {"visible": "causal"} if wishes.variant == CAUSAL else {}
    work = begun({**queries_and_keys(wishes, draws, wishes.n, wishes.n), **masked})
    opening = "Each row of Q is a query, each row of K a key."
    if masked:
        opening += " Each word sees itself and the words before it."
    return work_draft(TITLE, opening, work, [ask(work, "weights", wishes.digits)])


KIND = Kind(title=TITLE, draw=draw, variants=(SELF, CAUSAL))
