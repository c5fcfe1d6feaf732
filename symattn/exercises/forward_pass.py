"""Z = softmax(QKᵀ/√d_k) V, from the tokens to the output.

Asked are the scores, the weights and the output. At level 1 Q, K and V are given, from level 2 on X and the
projections; `--variant causal` masks what comes later.
"""

from symattn.begun import begun
from symattn.exercise import Draft
from symattn.generating.asking import ask_each, work_draft
from symattn.generating.draws import Draws
from symattn.generating.kind import CAUSAL, SELF, Kind
from symattn.generating.openings import one_head
from symattn.generating.tables import with_projections, with_queries
from symattn.generating.wishes import Wishes

TITLE = "One forward pass by hand"


def draw(wishes: Wishes, draws: Draws) -> Draft:
    n = wishes.n
    tables = with_queries(wishes, draws, n, n) if wishes.level == 1 else with_projections(wishes, draws, n)
    work = begun({**tables, "variant": wishes.variant})
    questions = ask_each(work, ("scores", "weights", "output"), wishes.digits)
    return work_draft(TITLE, one_head(wishes), work, questions)


KIND = Kind(title=TITLE, draw=draw, variants=(SELF, CAUSAL))
