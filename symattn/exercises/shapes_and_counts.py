"""Parameters 4·d_model² (W_Q, W_K, W_V, W_O of all heads), scores h·n², Q of a head n x d_k with d_k = d_model/h."""

from symattn.exact.number import Exact
from symattn.exercise import Blank, Draft, Numbers, Wrong
from symattn.generating.draws import Draws
from symattn.generating.kind import Kind
from symattn.generating.wishes import Wishes
from symattn.notation.document import Abreast, Block, Display, Math, Paragraph, Text, words
from symattn.notation.formula import EQUAL, Chain, Formula, Link, Name, Number, Power, Product, Quotient

TITLE = "Shapes and parameters"
HEADS = {1: (1, 2), 2: (2, 4), 3: (4, 8), 4: (8, 12, 16)}
KEY_SIZES = {1: (2, 3, 4), 2: (4, 8, 16), 3: (16, 32, 64), 4: (64, 80, 128)}
LENGTHS = {1: (3, 9), 2: (5, 30), 3: (32, 512), 4: (512, 4096)}
D_MODEL, D_K, H, N = Name("d", ("model",)), Name("d", ("k",)), Name("h"), Name("n")
Asked = tuple[str, str, Name, Formula, Formula, int, tuple[tuple[int, str], ...]]


def draw(wishes: Wishes, draws: Draws) -> Draft:
    h = draws.pick(HEADS[wishes.level])
    d_k = wishes.dims or draws.pick(KEY_SIZES[wishes.level])
    n = wishes.tokens or draws.integer(*LENGTHS[wishes.level])
    d_model = h * d_k
    given = [(N, n), (D_MODEL, d_model), (H, h)]
    opening = (
        "A layer of multi-head self-attention has the projections W_Q, W_K, W_V and W_O, each d_model x d_model "
        "for all heads together, and no biases. It reads a sequence of n tokens with h heads."
    )
    task = (
        Paragraph(words(opening)),
        Abreast(tuple(Chain(name, (Link(EQUAL, Number(str(value))),)) for name, value in given)),
    )
    asked = _asked(h, d_k, n)
    questions = tuple(_question(entry) for entry in asked)
    return Draft(TITLE, task, questions, lambda: _solution(asked), sameness=(h, d_k, n))


def _asked(h: int, d_k: int, n: int) -> tuple[Asked, ...]:
    d_model = h * d_k
    return (
        (
            "key_size",
            "How long is a query of one head?",
            D_K,
            Quotient(D_MODEL, H),
            Quotient(number(d_model), number(h)),
            d_k,
            ((d_model, "the length for all heads together was given"),),
        ),
        (
            "scores_in_all",
            "How many scores do all heads work out together?",
            Name("N", ("s",)),
            Product((H, Power(N, number(2)))),
            Product((number(h), Power(number(n), number(2)))),
            h * n * n,
            ((n * n, "the scores of one head were counted"), (h * n, "each query has a score with every key")),
        ),
        (
            "parameters",
            "How many parameters does the layer have?",
            Name("N", ("p",)),
            Product((number(4), Power(D_MODEL, number(2)))),
            Product((number(4), Power(number(d_model), number(2)))),
            4 * d_model * d_model,
            (
                (3 * d_model * d_model, "W_O was forgotten"),
                (4 * d_model * d_k, "the projections of one head were counted"),
                (4 * h * d_model * d_model, "each head was given projections of the whole width"),
            ),
        ),
    )


def number(value: int) -> Number:
    return Number(str(value))


def _question(asked: Asked) -> Numbers:
    name, prompt, letter, _, _, due, slips = asked
    wrong: dict[int, str] = {}
    for value, title in slips:
        # with one head, the count of one head is the count of all
        if value != due:
            wrong.setdefault(value, title)
    return Numbers(
        name,
        (Text(prompt + " "), Math(Chain(letter))),
        letter,
        ((Blank(letter, Exact(due), 0),),),
        known_wrong=tuple(Wrong((str(value),), title) for value, title in wrong.items()),
    )


def _solution(asked: tuple[Asked, ...]) -> tuple[Block, ...]:
    chains = (
        Chain(letter, (Link(EQUAL, letters), Link(EQUAL, numbers), Link(EQUAL, Number(str(due)))))
        for _, _, letter, letters, numbers, due, _ in asked
    )
    return (Display(tuple(chains)),)


KIND = Kind(title=TITLE, draw=draw)
