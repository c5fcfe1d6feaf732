"""S̃ = QKᵀ/√d_k: the scores as they go into the softmax."""

from symattn.begun import begun
from symattn.exercise import Draft
from symattn.generating.asking import ask_each, work_draft
from symattn.generating.draws import Draws
from symattn.generating.kind import Kind
from symattn.generating.tables import queries_and_keys
from symattn.generating.wishes import DIMS, Wishes

TITLE = "Scaled scores"


def draw(wishes: Wishes, draws: Draws) -> Draft:
    work = begun(queries_and_keys(wishes, draws, wishes.n, wishes.n))
    questions = ask_each(work, ("scores", "scaled_scores"), wishes.digits)
    return work_draft(TITLE, "Each row of Q is a query, each row of K a key.", work, questions)


# a d_k of 1 scales nothing
KIND = Kind(title=TITLE, draw=draw, dims=(2, DIMS[1]))
