"""a_ij = e^(s̃_ij)/Σ_{k ≤ i} e^(s̃_ik) for j ≤ i, and 0 for later words: one row under the causal mask."""

from symattn.begun import begun
from symattn.exercise import Draft
from symattn.generating.asking import ask, work_draft
from symattn.generating.draws import Draws
from symattn.generating.kind import Kind
from symattn.generating.tables import with_queries
from symattn.generating.wishes import Wishes

TITLE = "One row under the causal mask"


def draw(wishes: Wishes, draws: Draws) -> Draft:
    n = max(wishes.n, 3)
    work = begun({**with_queries(wishes, draws, n, n), "variant": "causal"})
    # the first row sees one word, and nothing is hidden from the last
    row = draws.integer(1, n - 2)
    questions = [ask(work, step, wishes.digits, row=row) for step in ("weights", "output")]
    opening = "One head of causal self-attention: each word sees itself and the words before it."
    return work_draft(TITLE, opening, work, questions)


KIND = Kind(title=TITLE, draw=draw)
