"""S̃ = QKᵀ/√d_k: the scores as they go into the softmax."""

from symattn.exercise import Draft
from symattn.generating.asking import ask_each, work_draft
from symattn.generating.draws import Draws
from symattn.generating.kind import Kind
from symattn.generating.openings import from_queries_and_keys
from symattn.generating.wishes import DIMS, Wishes

TITLE = "Scaled scores"


def draw(wishes: Wishes, draws: Draws) -> Draft:
    opening, work = from_queries_and_keys(wishes, draws)
    questions = ask_each(work, ("scores", "scaled_scores"), wishes.digits)
    return work_draft(TITLE, opening, work, questions)


# a d_k of 1 scales nothing
KIND = Kind(title=TITLE, draw=draw, dims=(2, DIMS[1]))
