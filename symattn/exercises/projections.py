"""Q = X W_Q, K = X W_K, V = X W_V: the three projections of the tokens."""

from symattn.begun import begun
from symattn.exercise import Draft
from symattn.generating.asking import ask_each, work_draft
from symattn.generating.draws import Draws
from symattn.generating.kind import Kind
from symattn.generating.tables import with_projections
from symattn.generating.wishes import Wishes

TITLE = "Queries, keys and values"


def draw(wishes: Wishes, draws: Draws) -> Draft:
    work = begun(with_projections(wishes, draws, wishes.n))
    questions = ask_each(work, ("queries", "keys", "values"), wishes.digits)
    return work_draft(TITLE, "Each row of X is a token.", work, questions)


KIND = Kind(title=TITLE, draw=draw)
