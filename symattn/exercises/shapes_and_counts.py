"""Parameters 4·d_model² (W_Q, W_K, W_V, W_O of all heads), scores h·n·m, Q of a head n × d_k with d_k = d_model/h.

From level 3 on the keys come from another sequence, m long; at level 4 the projections have biases.
"""

from dataclasses import dataclass

from symattn.exercise import Draft, Numbers
from symattn.generating.draws import Draws
from symattn.generating.formulas import Slip, find, worked
from symattn.generating.kind import Kind
from symattn.generating.wishes import NUMBERS, Wishes
from symattn.notation.document import Abreast, Block, Display, Line, Math, Paragraph, Text, math, words
from symattn.notation.formula import EQUAL, Chain, Formula, Link, Name, Number, Power, Product, Quotient, Sum, product

TITLE = "Shapes and parameters"
HEADS = {1: (2, 3, 4, 5), 2: (2, 4, 6), 3: (4, 8), 4: (8, 12, 16)}
KEY_SIZES = {1: (2, 3, 4, 5), 2: (4, 8, 16), 3: (16, 32, 64), 4: (64, 80, 128)}
LENGTHS = {1: (3, 20), 2: (5, 30), 3: (20, 120), 4: (100, 999)}
D_MODEL, D_K, H, N, M = Name("d", ("model",)), Name("d", ("k",)), Name("h"), Name("n"), Name("m")

WHY = "The heads share the width; each head scores every query with every key; there are four projections."


@dataclass(frozen=True)
class Layer:
    """The sizes of a layer, and of what it reads."""

    h: int
    d_k: int
    n: int
    m: int
    is_cross: bool
    has_biases: bool

    @property
    def d_model(self) -> int:
        return self.h * self.d_k


@dataclass(frozen=True)
class Count:
    """One number that is asked for, how it is found, and what is often given instead."""

    name: str
    prompt: str
    letter: Name
    letters: Formula
    numbers: Formula
    slips: tuple[tuple[int, str], ...]


def draw(wishes: Wishes, draws: Draws) -> Draft:
    h = draws.pick(HEADS[wishes.level])
    d_k = wishes.dims or draws.pick(KEY_SIZES[wishes.level])
    n = wishes.tokens or draws.integer(*LENGTHS[wishes.level])
    is_cross = wishes.level > 2
    layer = Layer(h, d_k, n, draws.integer(*LENGTHS[wishes.level]) if is_cross else n, is_cross, wishes.level > 3)
    counts = _counts(layer)
    questions = tuple(map(_question, counts))
    return Draft(
        TITLE,
        lambda: _task(layer),
        questions,
        lambda: (Paragraph(words(WHY)), Display(tuple(map(_worked, counts, questions)))),
        sameness=layer,
    )


def _task(layer: Layer) -> tuple[Block, ...]:
    kind = "cross-attention" if layer.is_cross else "self-attention"
    biases = "and a bias for each of its columns" if layer.has_biases else "and there are no biases"
    reads = (
        (Text("Queries are made of "), math(N), Text(" tokens, keys and values of "), math(M), Text(" others."))
        if layer.is_cross
        else (Text("It reads a sequence of "), math(N), Text(" tokens."))
    )
    opening: Line = (
        Text(f"A layer of multi-head {kind} has "),
        math(H),
        Text(" heads and four projections, for queries, keys, values and output. Each is a table "),
        math(D_MODEL),
        Text(" by "),
        math(D_MODEL),
        Text(f" for all heads together, {biases}. "),
        *reads,
    )
    given = [(N, layer.n), *([(M, layer.m)] if layer.is_cross else []), (D_MODEL, layer.d_model), (H, layer.h)]
    return (
        Paragraph(opening),
        Abreast(tuple(Chain(name, (Link(EQUAL, number(value)),)) for name, value in given)),
    )


def _counts(layer: Layer) -> tuple[Count, ...]:
    h, d_k, n, m, d_model = layer.h, layer.d_k, layer.n, layer.m, layer.d_model
    scores = (H, N, M) if layer.is_cross else (H, Power(N, number(2)))
    sizes = (number(h), number(n), number(m)) if layer.is_cross else (number(h), Power(number(n), number(2)))
    of_tables, of_biases = 4 * d_model**2, 4 * d_model if layer.has_biases else 0
    return (
        Count(
            "key_size",
            "How many entries does a query of one head have?",
            D_K,
            Quotient(D_MODEL, H),
            Quotient(number(d_model), number(h)),
            ((d_model, "the length for all heads together was given"),),
        ),
        Count(
            "scores_in_all",
            "How many scores do all heads work out together?",
            Name("N", ("s",)),
            product(scores),
            product(sizes),
            (
                (n * m, "the scores of one head were counted"),
                (h * n, "one score was counted for each query"),
                # 2 + 2 = 2·2
                *([(h * (n + m), "the lengths were added instead of multiplied")] if n + m != n * m else []),
            ),
        ),
        Count(
            "parameters",
            "How many parameters does the layer have?",
            Name("N", ("p",)),
            _with_biases(Product((number(4), Power(D_MODEL, number(2)))), D_MODEL, layer),
            _with_biases(Product((number(4), Power(number(d_model), number(2)))), number(d_model), layer),
            (
                ((of_tables + of_biases) * 3 // 4, "the projection of the output was forgotten"),
                *([(of_tables, "the biases were forgotten")] if layer.has_biases else []),
                (4 * d_model * d_k + of_biases, "the projections of one head were counted"),
                (h * (of_tables + of_biases), "each head was given projections of the whole width"),
            ),
        ),
    )


def _with_biases(tables: Formula, width: Formula, layer: Layer) -> Formula:
    return Sum((tables, Product((number(4), width)))) if layer.has_biases else tables


def number(value: int) -> Number:
    return Number(str(value))


def _question(count: Count) -> Numbers:
    prompt = (Text(count.prompt + " "), Math(Chain(count.letter)))
    slips = [Slip(number(value), title) for value, title in count.slips]
    return find(count.name, prompt, count.letter, count.numbers, 0, slips, is_whole=True)


def _worked(count: Count, question: Numbers) -> Chain:
    return worked(question, [count.letters])


KIND = Kind(title=TITLE, draw=draw, numbers=NUMBERS[:1], variants=(), rounds=False)
