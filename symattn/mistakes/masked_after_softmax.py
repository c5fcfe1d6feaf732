"""a_ij = u_ij/Σ_j u_ij, and 0 where hidden, where a sum over visible keys alone is due: masked after the softmax.

The weights that are left were not divided by their sum. Its sign is that rows with hidden keys sum to less than 1. For
scaled scores [[1, 0], [0, 0]] under the causal mask the first row of weights is [0.731, 0] instead of [1, 0].
"""

from symattn.mistake import Mistake, done_otherwise
from symattn.mistakes.forgot_mask import unmasked
from symattn.tables.table import DividedRows, Exponentials, Masked, Named, Table, visible_in


def commit(output: Named) -> Named | None:
    visible = visible_in(output)
    if visible is None:
        return None

    def masked(weights: Table) -> Table:
        match weights:
            case DividedRows(Named(table=Exponentials(scores)), sums):
                return Exponentials(Masked(scores, visible)) / sums
        return weights

    return done_otherwise(output, {"masked_scores": unmasked, "weights": masked})


MISTAKE = Mistake(title="the weights were masked after the softmax, and not normalised again", commit=commit)
