"""What the statements of claims/ say, asked of drawn numbers: for each claim whether its two forms hold there.

Worked by symattn exactly, but for counts, which are counted, and a rotation, which is turned in mpmath.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from mistakes.by_hand import MP

from symattn.begun import begun
from symattn.exact.number import Exact, exp

Numbers = dict[str, int]
Forms = tuple[bool, bool]
"""Whether what the true form states holds, and what the false form states."""
Rows = list[list[Any]]
FACTS: dict[str, Callable[[Numbers, Random], Forms]] = {}


def fact(holds: Callable[[Numbers, Random], Forms]) -> Callable[[Numbers, Random], Forms]:
    FACTS[holds.__name__] = holds
    return holds


# --- what statements speak of --------------------------------------------------------------------


def drawn(random: Random, rows: int, columns: int) -> Rows:
    return [[random.randint(-3, 4) for _ in range(columns)] for _ in range(rows)]


def uneven(random: Random, n: int) -> list[Any]:
    """Scores that all differ."""
    return random.sample(range(-6, 12), n)


def table(scores: Rows, **keys: Any) -> Sequence[Sequence[Exact]]:
    """The weights of these scores, which are scaled unless d_k is told."""
    return begun({"S": scores, **keys}).weights.exact


def row(scores: list[Any], hidden: Sequence[int] = ()) -> Sequence[Exact]:
    """The weights of one query."""
    return table([scores], visible=[[int(j not in hidden) for j in range(len(scores))]])[0]


def head(random: Random, n: int, m: int | None = None) -> dict[str, Any]:
    """Queries, keys and values of so many words."""
    return {"Q": drawn(random, n, 2), "K": drawn(random, m or n, 2), "V": drawn(random, m or n, 2)}


def weights(keys: dict[str, Any], **others: Any) -> Sequence[Sequence[Exact]]:
    return begun({**keys, **others}).weights.exact


def output(keys: dict[str, Any], **others: Any) -> Sequence[Sequence[Exact]]:
    return begun({**keys, **others}).output.exact


def added(rows: Rows, vector: Sequence[Any]) -> Rows:
    return [[x + y for x, y in zip(row, vector, strict=True)] for row in rows]


def times(rows: Rows, factor: Any) -> Rows:
    return [[str(x * factor) for x in row] for row in rows]


def exchanged(rows: Sequence[Any], i: int = 0, j: int = 1) -> list[Any]:
    moved = list(rows)
    moved[i], moved[j] = rows[j], rows[i]
    return moved


def replaced(keys: dict[str, Any], word: int, random: Random) -> dict[str, Any]:
    """The same head with another word in this place, counted from 1."""
    others = head(random, 1)
    return {letter: [*rows[: word - 1], *others[letter], *rows[word:]] for letter, rows in keys.items()}


def total(cells: Sequence[Exact]) -> Exact:
    return sum(cells, Exact(0))


def either(holds: bool) -> Forms:
    """Of forms that say the opposite."""
    return holds, not holds


# --- level 1: what weights are -------------------------------------------------------------------


@fact
def sum_of_all(of: Numbers, random: Random) -> Forms:
    found = total([total(row) for row in table(drawn(random, of["n"], random.randint(2, 4)))])
    return found == of["n"], found == 1


@fact
def sum_of_a_row(of: Numbers, random: Random) -> Forms:
    A = table(drawn(random, of["n"], of["n"]))
    return all(total(row) == 1 for row in A), all(total(column) == 1 for column in zip(*A, strict=True))


@fact
def score_0(of: Numbers, random: Random) -> Forms:
    weight, *_ = row([0, *uneven(random, of["n"] - 1)])
    return weight > 0, weight == 0


@fact
def negative_score(of: Numbers, random: Random) -> Forms:
    weight, *_ = row([of["s"], *uneven(random, 3)])
    return weight > 0, weight < 0


@fact
def first_word(of: Numbers, random: Random) -> Forms:
    [weight, *_], *_ = table(drawn(random, of["n"], of["n"]), visible="causal")
    return weight == 1, weight == Exact(1) / of["n"]


@fact
def last_word(of: Numbers, random: Random) -> Forms:
    *_, [*others, _] = table(drawn(random, of["n"], of["n"]), visible="causal")
    return all(weight > 0 for weight in others), all(weight == 0 for weight in others)


@fact
def hidden_key(of: Numbers, random: Random) -> Forms:
    hidden = random.randrange(of["n"])
    weight = row(uneven(random, of["n"]), [hidden])[hidden]
    return weight == 0, weight > 0


@fact
def visible_keys(of: Numbers, random: Random) -> Forms:
    hidden = random.sample(range(of["n"]), of["m"])
    found = row(uneven(random, of["n"]), hidden)
    others = total([weight for j, weight in enumerate(found) if j not in hidden])
    return others == 1, others < 1


@fact
def largest_weight(of: Numbers, random: Random) -> Forms:
    found = row(uneven(random, of["n"]))
    return max(found) >= Exact(1) / of["n"], all(weight < Exact(1) / of["n"] for weight in found)


@fact
def equal_scores(of: Numbers, random: Random) -> Forms:
    found = row([of["s"]] * of["n"])
    return all(a == Exact(1) / of["n"] for a in found), all(a == Exact(of["s"]) / of["n"] for a in found)


@fact
def never_1(of: Numbers, random: Random) -> Forms:
    weight, *_ = row([random.randint(5, 60), *uneven(random, of["n"] - 1)])
    return weight < 1, weight == 1


@fact
def largest_score(of: Numbers, random: Random) -> Forms:
    first, *others = row([20, *uneven(random, of["n"] - 1)])
    return all(weight <= first for weight in others), any(weight > first for weight in others)


@fact
def no_shares(of: Numbers, random: Random) -> Forms:
    _, second = row([of["s"], of["t"]])
    share = Exact(of["t"]) / of["all"]
    return second > share, second == share


# --- level 2: scores -----------------------------------------------------------------------------


@fact
def shifted_row(of: Numbers, random: Random) -> Forms:
    scores = uneven(random, 4)
    return either(row([s + of["c"] for s in scores]) == row(scores))


@fact
def shifted_column(of: Numbers, random: Random) -> Forms:
    scores, j = drawn(random, 3, of["n"]), random.randrange(of["n"])
    before, after = table(scores), table(added(scores, [of["c"] * (k == j) for k in range(of["n"])]))
    return all(a[j] > b[j] for a, b in zip(after, before, strict=True)), after == before


@fact
def multiplied(of: Numbers, random: Random) -> Forms:
    scores = uneven(random, 3)
    scores.append(scores[0])
    before, after = row(scores), row([s * of["c"] for s in scores])
    return max(after) > max(before), after == before


@fact
def same_score(of: Numbers, random: Random) -> Forms:
    first, second, *_ = row([of["s"], of["s"], *uneven(random, 3)])
    return first == second, first > second


@fact
def two_queries(of: Numbers, random: Random) -> Forms:
    [one, *_], [other, *_] = table([[of["s"], *uneven(random, 2)], [of["s"], *uneven(random, 2)]])
    return one != other, one == other


@fact
def ratio(of: Numbers, random: Random) -> Forms:
    a, b, *_ = row([of["g"] + 1, 1, *uneven(random, 2)])
    c, d, *_ = row([of["g"] + 1, 1, *uneven(random, 3)])
    return either(a * d == b * c)


@fact
def gap(of: Numbers, random: Random) -> Forms:
    other = random.randint(-4, 4)
    a, b, *_ = row([other + of["g"], other, *uneven(random, 2)])
    return a == exp(of["g"]) * b, a == b * of["g"]


@fact
def largest_subtracted(of: Numbers, random: Random) -> Forms:
    scores = [of["m"], *(of["m"] - random.randint(0, 9) for _ in range(3))]
    before, after = row(scores), row([s - of["m"] for s in scores])
    return after == before, all(a < b for a, b in zip(after, before, strict=True))


@fact
def scale_forgotten(of: Numbers, random: Random) -> Forms:
    scores = uneven(random, 4)
    [right], [wrong] = table([scores], d_k=of["d"]), table([scores])
    return max(wrong) > max(right), max(wrong) < max(right)


@fact
def divided_by_more(of: Numbers, random: Random) -> Forms:
    scores, near = uneven(random, of["n"]), Exact(1) / 1000
    found = row([f"{s}/1000000" for s in scores])
    return all(abs_(a - Exact(1) / of["n"]) < near for a in found), all(a < near for a in found)


def abs_(value: Exact) -> Exact:
    return -value if value < 0 else value


@fact
def another_key(of: Numbers, random: Random) -> Forms:
    scores = uneven(random, of["n"])
    before, after = row(scores), row([*scores, random.randint(-5, 5)])[:-1]
    return all(a < b for a, b in zip(after, before, strict=True)), tuple(after) == tuple(before)


@fact
def same_ratio(of: Numbers, random: Random) -> Forms:
    scores = uneven(random, of["n"])
    before, after = row(scores), row([*scores, random.randint(-5, 5)])
    return either(before[0] * after[1] == before[1] * after[0])


@fact
def other_sign(of: Numbers, random: Random) -> Forms:
    scores = uneven(random, of["n"])
    before, after = row(scores), row([-s for s in scores])
    return before.index(min(before)) == after.index(max(after)), all(a < 0 for a in after)


# --- level 3: outputs ----------------------------------------------------------------------------


@fact
def between(of: Numbers, random: Random) -> Forms:
    """With the weights high − value and value − low, divided by their sum; and with any scores."""
    low, value, high = of["low"], of["value"], of["high"]
    [[suitable]] = output({"S": [[f"ln {high - value}", f"ln {value - low}"]], "V": [[low], [high]]})
    [[some]] = output({"S": [uneven(random, 2)], "V": [[low], [high]]})
    return suitable == value, some in (low, high)


@fact
def beyond(of: Numbers, random: Random) -> Forms:
    values = [of["high"], *(of["high"] - random.randint(0, 20) for _ in range(of["n"] - 1))]
    [[found]] = output({"S": [uneven(random, of["n"])], "V": [[v] for v in values]})
    return found <= of["high"], found > of["high"]


def _replacing(of: Numbers, random: Random, *, word: str, watched: str, **mask: str) -> bool:
    """Whether the output of a word stays as it is when another word is replaced."""
    keys = head(random, max(of["i"], of["j"]) + random.randint(0, 1))
    others = replaced(keys, of[word], random)
    return output(keys, **mask)[of[watched] - 1] == output(others, **mask)[of[watched] - 1]


@fact
def causal_earlier(of: Numbers, random: Random) -> Forms:
    return either(_replacing(of, random, word="j", watched="i", variant="causal"))


@fact
def causal_later(of: Numbers, random: Random) -> Forms:
    return either(not _replacing(of, random, word="i", watched="j", variant="causal"))


@fact
def unmasked(of: Numbers, random: Random) -> Forms:
    return either(not _replacing(of, random, word="j", watched="i"))


@fact
def continued(of: Numbers, random: Random) -> Forms:
    keys = head(random, of["n"] + 1)
    before = {letter: rows[:-1] for letter, rows in keys.items()}
    return either(output(before, variant="causal") == output(keys, variant="causal")[:-1])


@fact
def moved_together(of: Numbers, random: Random) -> Forms:
    keys = head(random, of["n"])
    return either(output(keys) == output({**keys, "K": exchanged(keys["K"]), "V": exchanged(keys["V"])}))


@fact
def moved_apart(of: Numbers, random: Random) -> Forms:
    keys = head(random, of["n"])
    return either(output(keys) != output({**keys, "K": exchanged(keys["K"])}))


@fact
def moved_queries(of: Numbers, random: Random) -> Forms:
    keys = head(random, of["n"])
    before, after = list(output(keys)), list(output({**keys, "Q": exchanged(keys["Q"])}))
    return after == exchanged(before), after == before


@fact
def same_values(of: Numbers, random: Random) -> Forms:
    vector = [random.randint(1, 5), random.randint(-5, 5)]
    found = output({**head(random, of["n"]), "V": [vector] * of["n"]})
    return (
        all(list(z) == vector for z in found),
        all(list(z) == [of["n"] * v for v in vector] for z in found),
    )


@fact
def added_to_values(of: Numbers, random: Random) -> Forms:
    keys = head(random, of["n"])
    before, after = output(keys), output({**keys, "V": added(keys["V"], [of["c"]] * 2)})
    grown = [a - b for after_row, row in zip(after, before, strict=True) for a, b in zip(after_row, row, strict=True)]
    return all(g == of["c"] for g in grown), all(g == of["all"] for g in grown)


@fact
def multiplied_values(of: Numbers, random: Random) -> Forms:
    keys = head(random, 3)
    before, after = output(keys), output({**keys, "V": times(keys["V"], of["c"])})
    return [[z * of["c"] for z in row] for row in before] == [list(row) for row in after], before == after


@fact
def one_visible(of: Numbers, random: Random) -> Forms:
    seen = random.randrange(of["n"])
    values = drawn(random, of["n"], 2)
    visible = [[int(j == seen) for j in range(of["n"])]]
    [found] = output({"S": [uneven(random, of["n"])], "V": values, "visible": visible})
    return either(list(found) == values[seen])


# --- level 4: queries, keys, values, heads and lengths ---------------------------------------------


@fact
def added_to_keys(of: Numbers, random: Random) -> Forms:
    keys = head(random, 2, of["n"])
    return either(weights(keys) == weights({**keys, "K": added(keys["K"], [random.randint(1, 3), 2])}))


@fact
def added_to_queries(of: Numbers, random: Random) -> Forms:
    keys = head(random, of["n"], of["m"])
    return either(weights(keys) != weights({**keys, "Q": added(keys["Q"], [random.randint(1, 3), 2])}))


@fact
def multiplied_and_divided(of: Numbers, random: Random) -> Forms:
    keys, c = head(random, 3), Fraction(of["c"])
    return either(weights(keys) == weights({**keys, "Q": times(keys["Q"], c), "K": times(keys["K"], 1 / c)}))


@fact
def multiplied_queries(of: Numbers, random: Random) -> Forms:
    keys = head(random, 3)
    return either(weights(keys) != weights({**keys, "Q": times(keys["Q"], of["c"])}))


@fact
def rotated(of: Numbers, random: Random) -> Forms:
    """The weights hang on the scores alone; all of these stay."""
    angle = MP.mpf(of["a"]) * MP.pi / 180
    turn = MP.matrix([[MP.cos(angle), -MP.sin(angle)], [MP.sin(angle), MP.cos(angle)]])
    Q, K = MP.matrix(drawn(random, 3, 2)), MP.matrix(drawn(random, 3, 2))
    change = (Q * turn.T) * (K * turn.T).T - Q * K.T
    return either(all(abs(entry) < MP.mpf(10) ** -40 for entry in change))


@fact
def one_entry(of: Numbers, random: Random) -> Forms:
    c, Q, K = Fraction(of["c"]), drawn(random, 2, of["d"]), drawn(random, 3, of["d"])
    others = {"Q": [[str(q * c), *rest] for q, *rest in Q], "K": [[str(k / c), *rest] for k, *rest in K]}
    return either(weights({"Q": Q, "K": K}) == weights(others))


@fact
def values_multiplied(of: Numbers, random: Random) -> Forms:
    tables = {letter: drawn(random, 2, 2) for letter in ("X", "W_Q", "W_K", "W_V")}
    before, after = weights(tables), weights({**tables, "W_V": times(tables["W_V"], of["c"])})
    return after == before, all(max(a) > max(b) for a, b in zip(after, before, strict=True))


@fact
def query_of_zeros(of: Numbers, random: Random) -> Forms:
    [found] = weights({"Q": [[0, 0]], "K": drawn(random, of["n"], 2)})
    return all(a == Exact(1) / of["n"] for a in found), all(a == 0 for a in found)


@fact
def equal_keys(of: Numbers, random: Random) -> Forms:
    [query], [key] = drawn(random, 1, 2), drawn(random, 1, 2)
    found = weights({"Q": [query, [3 * q + 1 for q in query]], "K": [key] * of["n"]})
    share = Exact(1) / of["n"]
    return all(a == share for row in found for a in row), any(a != share for row in found for a in row)


@fact
def more_heads(of: Numbers, random: Random) -> Forms:
    width = 2 * of["h"] * random.randint(1, 9)

    def parameters(heads: int) -> int:
        return sum(3 * width * (width // heads) for _ in range(heads)) + width * width

    before, after = parameters(of["h"]), parameters(2 * of["h"])
    return after == before, after == 2 * before


@fact
def sum_of_heads(of: Numbers, random: Random) -> Forms:
    found = total([total(row(uneven(random, 3))) for _ in range(of["h"])])
    return found == of["h"], found == 1


@fact
def longer_text(of: Numbers, random: Random) -> Forms:
    n = random.randint(2, 9)

    def scores(length: int) -> int:
        rows, columns = begun({"Q": drawn(random, length, 2), "K": drawn(random, length, 2)}).scores.shape
        return rows * columns

    before, after = scores(n), scores(of["c"] * n)
    return after == of["square"] * before, after == of["c"] * before


@fact
def cross_attention(of: Numbers, random: Random) -> Forms:
    tables = {letter: drawn(random, 2, 2) for letter in ("W_Q", "W_K", "W_V")}
    rows, _ = begun({"X_q": drawn(random, of["n"], 2), "X_kv": drawn(random, of["m"], 2), **tables}).output.shape
    return rows == of["n"], rows == of["m"]
