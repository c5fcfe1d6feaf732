"""s_1 − s_2 = √d_k·ln(a_1/a_2): by how much two scores differ where one weight is so many times the other.

From a_j = e^(s_j/√d_k)/Σ follows a_1/a_2 = e^((s_1 − s_2)/√d_k), whatever the other keys are.
"""

from flint import fmpq

from symattn.exact.number import Exact, ln, sqrt
from symattn.exercise import Blank, Draft, Numbers, Wrong
from symattn.generating.draws import Draws
from symattn.generating.kind import Kind, UnfitError
from symattn.generating.wishes import NUMBERS, Wishes
from symattn.notation.document import Block, Display, Math, Paragraph, Text, words
from symattn.notation.exact_form import formula_of, formula_of_rounded
from symattn.notation.formula import (
    EQUAL,
    ROUNDED,
    Chain,
    Formula,
    Link,
    Logarithm,
    Name,
    Negative,
    Number,
    Product,
    Quotient,
    Root,
    Sum,
    product,
)

TITLE = "The gap between two scores"
SQUARES = (4, 9, 16, 25, 36, 49, 64, 81, 100)
SIZES = (2, 3, 4, 8, 12, 16, 32, 64, 128)
GAP = Name("δ")
FIRST, SECOND = Name("a", ("1",)), Name("a", ("2",))
DIFFERENCE = Sum((Name("s", ("1",)), Negative(Name("s", ("2",)))))


def draw(wishes: Wishes, draws: Draws) -> Draft:
    d_k = wishes.dims or draws.pick(SQUARES if wishes.level == 1 else SIZES)
    ratio = _ratio(wishes, draws)
    due = sqrt(d_k) * ln(ratio)
    in_decimals = wishes.numbers == "decimals"
    task = (
        Paragraph(
            (
                Text("A query gives two keys the weights "),
                Math(Chain(FIRST)),
                Text(" and "),
                Math(Chain(SECOND)),
                Text(" with "),
                Math(Chain(Quotient(FIRST, SECOND), (Link(EQUAL, formula_of(Exact(ratio), decimals=in_decimals)),))),
                Text(". Their scores before scaling are "),
                Math(Chain(Name("s", ("1",)))),
                Text(" and "),
                Math(Chain(Name("s", ("2",)))),
                Text(", and "),
                Math(Chain(Name("d", ("k",)), (Link(EQUAL, Number(str(d_k))),))),
                Text("."),
            )
        ),
    )
    prompt = (Text("Find the gap "), Math(Chain(GAP, (Link(EQUAL, DIFFERENCE),))), Text("."))
    blank = Blank.known(GAP, due, wishes.digits)
    question = Numbers("gap", prompt, GAP, ((blank,),), known_wrong=_wrong(d_k, ratio, wishes.digits))
    return Draft(
        TITLE, lambda: task, (question,), lambda: _solution(d_k, ratio, blank, in_decimals), sameness=(d_k, str(ratio))
    )


def _ratio(wishes: Wishes, draws: Draws) -> fmpq:
    """2 to 40; from level 3 on, or with rationals, a fraction above 1, at level 4 below 1 as well."""
    if wishes.numbers == "decimals":
        return fmpq(draws.integer(11, 99), 10)
    if wishes.level < 3 and wishes.numbers != "rationals":
        return fmpq(draws.integer(2, 40))
    bottom = draws.integer(2, 9)
    top = draws.integer(1 if wishes.level == 4 else bottom + 1, 5 * bottom)
    if top % bottom == 0:
        raise UnfitError("fractions")
    return fmpq(top, bottom)


def _wrong(d_k: int, ratio: fmpq, places: int) -> tuple[Wrong, ...]:
    """What comes of the usual slips; those that make no difference here (d_k = 1) are none."""
    log = ln(ratio)
    slips = (
        (log, "the scale was forgotten", "forgot_scale"),
        (d_k * log, "multiplied by d_k instead of √d_k", "divided_by_d_k"),
        (log / sqrt(d_k), "divided by √d_k instead of multiplied", "multiplied_by_sqrt_d_k"),
        (sqrt(d_k) * log / ln(10), "the logarithm to the base 10 was taken", "powers_of_ten"),
        (sqrt(d_k) * log / ln(2), "the logarithm to the base 2 was taken", "powers_of_two"),
        (sqrt(d_k) * ratio, "no logarithm was taken", "forgot_exponential"),
    )
    return tuple(
        Wrong((Blank.known(GAP, value, places).text,), title, name)
        for value, title, name in slips
        if d_k > 1 or name not in ("forgot_scale", "divided_by_d_k", "multiplied_by_sqrt_d_k")
    )


def _solution(d_k: int, ratio: fmpq, blank: Blank, in_decimals: bool) -> tuple[Block, ...]:
    root: Formula = Root(Name("d", ("k",)))
    letters = Product((root, Logarithm(Quotient(FIRST, SECOND))))
    log = Logarithm(formula_of(Exact(ratio), decimals=in_decimals))
    told = [letters, Product((Root(Number(str(d_k))), log)), product((formula_of(sqrt(d_k)), log))]
    links = [Link(EQUAL, formula) for i, formula in enumerate(told) if formula not in told[:i]]
    chain = Chain(GAP, (*links, Link(EQUAL if blank.ends else ROUNDED, formula_of_rounded(blank.rounded))))
    return (
        Paragraph(
            words("The sum below the line is the same for both weights, so their ratio is that of the exponentials.")
        ),
        Display((chain,)),
    )


KIND = Kind(title=TITLE, draw=draw, tokens=None, numbers=NUMBERS[:-1])
