"""What the weights say, one sentence a query: word 1 keeps 1.4 % for itself and gives 98.6 % to word 2."""

from __future__ import annotations

from collections.abc import Iterator

from symattn.exact.number import Exact
from symattn.exact.rounding import round_to_places
from symattn.tables.exactly import number
from symattn.tables.table import visible_in
from symattn.work import Work

MOST_NAMED = 5
"""Keys named in a sentence; the others are added up."""
MOST_SENTENCES = 8


def weight_sentences(work: Work, row: int | None = None) -> Iterator[str]:
    """A sentence for each of the first queries, or for the one whose row is told."""
    weights = work.weights.table
    if row is not None:
        yield _sentence(work, row)
        return
    for i in range(min(weights.shape[0], MOST_SENTENCES)):
        yield _sentence(work, i)
    if weights.shape[0] > MOST_SENTENCES:
        yield f"The other {weights.shape[0] - MOST_SENTENCES} rows are read likewise."


def _sentence(work: Work, i: int) -> str:
    weights, query = work.weights.table, _label(work, work.problem.query_labels[i])
    keys = [_label(work, label) for label in work.problem.key_labels]
    visible = visible_in(weights)
    seen = [j for j in range(weights.shape[1]) if visible is None or visible[i][j]]
    two_sequences = bool({"X_q", "X_kv"} & work.problem.tables.keys())
    itself = not two_sequences and work.problem.query_labels == work.problem.key_labels and i in seen
    if len(seen) == 1:
        [only] = seen
        target = "itself" if itself else keys[only]
        return _capital(f"{query} sees only {target} and gives it all of its weight.")
    others = [j for j in seen if not (itself and j == i)]
    named, rest = (others, []) if len(others) <= MOST_NAMED else (others[: MOST_NAMED - 1], others[MOST_NAMED - 1 :])
    shares = [number(weights, i, j) for j in ([i, *named] if itself else named)]
    receivers = [keys[j] for j in named]
    if rest:
        shares.append(sum((number(weights, i, j) for j in rest), Exact(0)))
        receivers.append(f"the other {len(rest)}")
    told = _percents(shares)
    keeps = f"keeps {told.pop(0)} for itself and " if itself else ""
    gifts = [f"{percent} to {receiver}" for percent, receiver in zip(told, receivers, strict=True)]
    return _capital(f"{query} {keeps}gives {_listed(gifts)}.")


def _label(work: Work, label: str) -> str:
    """A label of the user's in quotes; `word 1` as it is."""
    return f"“{label}”" if "tokens" in work.problem.data else label


def _percents(weights: list[Exact]) -> list[str]:
    """98.6 % and 1.4 %; 50 % and 50 % where all are exact."""
    rounded = [round_to_places(100 * weight, 1) for weight in weights]
    are_exact = all(share.exact for share in rounded)
    return [f"{(share.ended if are_exact else share).text} %" for share in rounded]


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
