"""What is said of attention, truly and falsely: for each level of law_true_or_false a table of claims."""

from symattn.claims import outputs, projections, scores, weights

LEVELS = {1: weights.CLAIMS, 2: scores.CLAIMS, 3: outputs.CLAIMS, 4: projections.CLAIMS}
"""Each has 13, a prime number: taken in turn, all are met also by orders of several kinds."""
