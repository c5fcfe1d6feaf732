"""a_ij = e^(s̃_ij)/Σ_{k ≤ i} e^(s̃_ik) for j ≤ i, and 0 for later words: one row under the causal mask."""

from symattn.begun import begun
from symattn.exercise import Draft
from symattn.generating.asking import ask_each, work_draft
from symattn.generating.draws import Draws
from symattn.generating.kind import CAUSAL, Kind
from symattn.generating.openings import one_head
from symattn.generating.tables import with_queries
from symattn.generating.wishes import TOKENS, Wishes

TITLE = "One row under the causal mask"


def draw(wishes: Wishes, draws: Draws) -> Draft:
    n = wishes.tokens or wishes.n + 1
    work = begun({**with_queries(wishes, draws, n, n), "variant": CAUSAL})
    # the first row sees one word, and nothing is hidden from the last
    row = draws.integer(1, n - 2)
    questions = ask_each(work, ("weights", "output"), wishes.digits, row=row)
    return work_draft(TITLE, one_head(wishes), work, questions)


KIND = Kind(title=TITLE, draw=draw, tokens=(3, TOKENS[1]), variants=(CAUSAL,))
