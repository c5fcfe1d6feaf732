"""a_j = e^(s_j)/Σ_k e^(s_k): the softmax of one row of scores.

The scores are scaled already. With `--numbers logs` the weights are fractions.
"""

from symattn.begun import begun
from symattn.exercise import Draft
from symattn.generating.asking import ask, work_draft
from symattn.generating.draws import Draws
from symattn.generating.kind import Kind
from symattn.generating.tables import scores
from symattn.generating.wishes import Wishes

TITLE = "The softmax of a row"


def draw(wishes: Wishes, draws: Draws) -> Draft:
    n = wishes.tokens or wishes.n + draws.integer(1, 2)
    work = begun({"S": scores(wishes, draws, 1, n)})
    questions = [ask(work, "weights", wishes.digits)]
    return work_draft(TITLE, "One query has these scores, already scaled.", work, questions)


KIND = Kind(title=TITLE, draw=draw, dims=None)
