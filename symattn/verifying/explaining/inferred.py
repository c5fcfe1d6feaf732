"""Inferred: the work that a relation is a part of, as the relation alone tells it.

The number due tells by how it was worked out what it is: e^s over a sum of such is a weight, of scores that are known
with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isqrt

from flint import arb

from symattn.diagnosis import Place, scores_work, softmax_work
from symattn.errors import SymattnError
from symattn.exact.number import Exact, sqrt
from symattn.exact.precision import working
from symattn.exact.real import HIDDEN, Real, total
from symattn.exact.rounding import HALF
from symattn.notation.evaluate import Grid
from symattn.notation.formula import Formula, Number, Product, Quotient, Root, Transpose
from symattn.verifying.explaining.relation import Relation
from symattn.verifying.proofs import values_of
from symattn.verifying.roles import Roles
from symattn.verifying.works import BITS, MOST_CELLS
from symattn.verifying.worths import Worths
from symattn.work import Work

USUAL_WIDTHS = (2, 3, 5, 8)
"""Widths looked for where the document tells none; 0.71 and 1.41 are 1/√2 and 2/√2."""
MOST_OPERATIONS = 64
Claimed = tuple[Work, str, list[Place]]
Scores = list[Real]


def inferred(relation: Relation, worths: Worths) -> Claimed | None:
    """Weights, scores, exponentials, scaled scores or transposed keys."""
    found = (
        _transposed(relation, worths)
        or _weights(relation, worths)
        or _scores(relation, worths)
        or _exponentials(relation)
    )
    return found or _scaled(relation, worths)


def _weights(relation: Relation, worths: Worths) -> Claimed | None:
    """softmax, however it is written: the scores are read off the numbers due."""
    value = relation.at_left.best
    rows = value.rows if isinstance(value, Grid) else ((value,),)
    if len(relation.entries) != sum(map(len, rows)):
        return None
    try:
        if isinstance(value, Grid):
            scores = [_scores_of_row(row) for row in rows]
            places = [(i, j) for i in range(len(rows)) for j in range(len(rows[0]))]
        else:
            scores, places = _scores_of_one(value)
        work = _softmax_work(scores, worths.roles)
    except SymattnError:
        return None
    return None if work is None else (work, "weights", places)


def _scores_of_row(row: Sequence[Real]) -> Scores:
    """s of e^s/Σe^s; [] where they are no such quotients, or do not add up to 1."""
    scores = [_score(x) for x in row]
    with working(BITS):
        if any(score is None for score in scores) or not total(row).ball().overlaps(arb(1)):
            return []
    return [score for score in scores if score is not None]


def _score(weight: Real) -> Real | None:
    top = weight.arguments[0] if weight.operation == "quotient" else weight
    if top.rational is not None:
        return HIDDEN if top.rational == 0 else top * 0 if top.rational == 1 else None
    return top.arguments[0] if top.operation == "exp" else None


def _scores_of_one(weight: Real) -> tuple[list[Scores], list[Place]]:
    """All scores of the row that one weight stands in, and its place there."""
    if weight.operation != "quotient" or weight.arguments[1].operation != "sum":
        return [], []
    top, bottom = weight.arguments
    scores: Scores = []
    at = -1
    for part in bottom.arguments:
        if part.rational is not None and part.rational.q == 1 and 0 < part.rational <= MOST_CELLS:
            zeros = [part * 0] * int(part.rational.p)
            at = len(scores) if top.rational == 1 else at
            scores += zeros
        elif part.operation == "exp":
            with working(BITS):
                at = len(scores) if part.ball().overlaps(top.ball()) else at
            scores.append(part.arguments[0])
        else:
            return [], []
    return ([scores], [(0, at)]) if at >= 0 else ([], [])


def _softmax_work(scores: list[Scores], roles: Roles) -> Work | None:
    if not scores or len({len(row) for row in scores}) != 1 or len(scores[0]) < 2:
        return None
    visible = [[int(x is not HIDDEN) for x in row] for row in scores]
    if not all(map(any, visible)):
        return None
    if not all(map(all, visible)):
        # what stands behind the mask is not known: that it was set to 0, and masked again, shows without it
        return softmax_work([[Exact(0) if x is HIDDEN else x.exact() for x in row] for row in scores], visible=visible)
    for width in _widths(scores, roles):
        unscaled = [[_unscaled(x, width) for x in row] for row in scores]
        raw = [[x for x in row if x is not None] for row in unscaled]
        if raw == unscaled:
            return softmax_work(raw, 1 / sqrt(width), d_model=_d_model(roles))
    return softmax_work([[x.exact() for x in row] for row in scores])


def _widths(scores: list[Scores], roles: Roles) -> Iterator[int]:
    """What d_k may be: what stands under a root in the scores, what the document tells, small numbers."""
    radicands = (_radicand(score, MOST_OPERATIONS) for row in scores for score in row)
    found = next((radicand for radicand in radicands if radicand is not None), None)
    if found is not None:
        yield found
        return
    known = roles.d_k() if roles.is_scaled else None
    value = None if known is None else known.rational
    if value is not None and value.q == 1 and 1 < value <= MOST_CELLS:
        yield int(value.p)
    yield from USUAL_WIDTHS


def _d_model(roles: Roles) -> int:
    """The width of the tokens, small as it is where one works by hand; 0 where it is not known."""
    d_model = roles.d_model()
    return d_model if d_model <= MOST_CELLS else 0


def _unscaled(score: Real, width: int) -> Exact | None:
    """The score times √d_k: exactly, or the whole number n for which a decimal is n/√d_k rounded: 1 for 0.707."""
    value = score.rational
    if value is None:
        return score.exact() * sqrt(width)
    if value == 0 or isqrt(width) ** 2 == width:
        return Exact(value) * isqrt(width)
    places = next((n for n in range(2, 8) if (value * 10**n).q == 1), None)
    with working(BITS):
        root = arb(width).sqrt()
        whole = (value * root + arb(HALF)).floor().unique_fmpz()
        if places is None or value.q == 1 or whole is None:
            return None
        return Exact(int(whole)) if abs(whole / root - value) * 10**places < HALF else None


def _radicand(x: Real, left: int) -> int | None:
    """n of a √n that the number was worked out with."""
    if x.operation == "sqrt":
        value = x.arguments[0].rational
        return int(value.p) if value is not None and value.q == 1 else None
    found = (_radicand(argument, left - 1) for argument in x.arguments if left > 0)
    return next((radicand for radicand in found if radicand is not None), None)


def _exponentials(relation: Relation) -> Claimed | None:
    """e^s, of one number or of a row."""
    due = values_of(relation.at_left.best)
    scores = [x.arguments[0] if x.operation == "exp" else x * 0 if x.rational == 1 else None for x in due]
    known = [score for score in scores if score is not None]
    if not known or len(known) != len(due) or all(x.rational == 1 for x in due):
        return None
    try:
        work = softmax_work([[x.exact() for x in known] + ([Exact(0)] if len(known) == 1 else [])])
    except SymattnError:
        return None
    return work, "exponentials", [(0, j) for j in range(len(known))]


def _scores(relation: Relation, worths: Worths) -> Claimed | None:
    """Q·Kᵀ or Q·Kᵀ/√d, as it is written."""
    formula, scale, step = relation.left.formula, None, "scores"
    if isinstance(formula, Quotient) and isinstance(formula.bottom, Root):
        divisor = _grid(formula.bottom, worths)
        if len(divisor) == 1 == len(divisor[0]):
            formula, scale, step = formula.top, 1 / divisor[0][0], "scaled_scores"
    if not (isinstance(formula, Product) and len(formula.factors) == 2 and isinstance(formula.factors[1], Transpose)):
        return None
    Q, K = _grid(formula.factors[0], worths), _grid(formula.factors[1].of, worths)
    if not Q or not K or len(Q) * len(K) != len(relation.entries):
        return None
    try:
        return scores_work(Q, K, scale), step, [(i, j) for i in range(len(Q)) for j in range(len(K))]
    except SymattnError:
        return None


def _transposed(relation: Relation, worths: Worths) -> Claimed | None:
    """Kᵀ is I·Kᵀ, the scores of unit queries."""
    formula = relation.left.formula
    K = _grid(formula.of, worths) if isinstance(formula, Transpose) else []
    if not K or len(K) * len(K[0]) != len(relation.entries):
        return None
    width = len(K[0])
    try:
        work = scores_work([[Exact(int(i == j)) for j in range(width)] for i in range(width)], K)
    except SymattnError:
        return None
    return work, "scores", [(i, j) for i in range(width) for j in range(len(K))]


def _scaled(relation: Relation, worths: Worths) -> Claimed | None:
    """S/√d or 1/√d·S of a table, row or number that is known, whatever it is called: S^(2) of a second head."""
    match relation.left.formula:
        case Quotient(table, Root() as root) | Product((Quotient(Number("1"), Root() as root), table)):
            S, divisor = _grid(table, worths), _grid(root, worths)
        case _:
            return None
    if not S or len(S) * len(S[0]) != len(relation.entries) or len(divisor) != 1:
        return None
    try:
        # a softmax of one score is none
        row = [[*S[0], Exact(0)]] if len(relation.entries) == 1 else S
        work = softmax_work(row, 1 / divisor[0][0], d_model=_d_model(worths.roles))
    except SymattnError:
        return None
    return work, "scaled_scores", [(i, j) for i in range(len(S)) for j in range(len(S[0]))]


def _grid(formula: Formula, worths: Worths) -> list[list[Exact]]:
    """The numbers of a table exactly; [] where it has none."""
    worth = worths.of(formula)
    if worth is None or any(x is HIDDEN for x in values_of(worth.best)):
        return []
    rows = worth.best.rows if isinstance(worth.best, Grid) else ((worth.best,),)
    try:
        return [[x.exact() for x in row] for row in rows]
    except SymattnError:
        return []
