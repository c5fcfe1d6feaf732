"""Z = AV, z_i = Σ_j a_ij v_j: the average of the values with given weights. Nothing is rounded."""

from symattn.begun import begun
from symattn.exercise import Draft
from symattn.generating.asking import ask, work_draft
from symattn.generating.draws import Draws
from symattn.generating.kind import Kind
from symattn.generating.tables import values, weight_rows
from symattn.generating.wishes import NUMBERS, Wishes

TITLE = "The output from given weights"


def draw(wishes: Wishes, draws: Draws) -> Draft:
    n = wishes.n
    work = begun({"A": weight_rows(wishes, draws, n), "V": values(wishes, draws, n, wishes.d)})
    opening = "Each row of A holds the weights of a query, each row of V is a value."
    return work_draft(TITLE, opening, work, [ask(work, "output", wishes.digits)])


KIND = Kind(title=TITLE, draw=draw, numbers=NUMBERS[:-1])
