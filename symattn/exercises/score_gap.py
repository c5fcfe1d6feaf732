"""s_1 − s_2 = √d_k·ln(a_1/a_2): by how much two scores differ where one weight is so many times the other.

From a_j = e^(s_j/√d_k)/Σ follows a_1/a_2 = e^((s_1 − s_2)/√d_k), whatever the other keys are.
"""

from flint import fmpq

from symattn.exact.number import Exact, sqrt
from symattn.exercise import Draft
from symattn.generating.draws import Draws
from symattn.generating.formulas import Slip, find, worked
from symattn.generating.kind import Kind, UnfitError
from symattn.generating.wishes import NUMBERS, Wishes
from symattn.notation.document import Display, Math, Paragraph, Text, words
from symattn.notation.exact_form import formula_of
from symattn.notation.formula import (
    EQUAL,
    Chain,
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
D_K = Name("d", ("k",))
WHY = "The sum below the line is the same for both weights, so their ratio is that of the exponentials."
DIFFERENCE = Sum((Name("s", ("1",)), Negative(Name("s", ("2",)))))


def draw(wishes: Wishes, draws: Draws) -> Draft:
    d_k = wishes.dims or draws.pick(SQUARES if wishes.level == 1 else SIZES)
    ratio = _ratio(wishes, draws)
    told_ratio = formula_of(Exact(ratio), decimals=wishes.numbers == "decimals")
    task = (
        Paragraph(
            (
                Text("A query gives two keys the weights "),
                Math(Chain(FIRST)),
                Text(" and "),
                Math(Chain(SECOND)),
                Text(" with "),
                Math(Chain(Quotient(FIRST, SECOND), (Link(EQUAL, told_ratio),))),
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
    root, log = Root(Number(str(d_k))), Logarithm(told_ratio)
    question = find("gap", prompt, GAP, Product((root, log)), wishes.digits, _slips(d_k, root, log))
    letters = Product((Root(D_K), Logarithm(Quotient(FIRST, SECOND))))
    tidy = product((formula_of(sqrt(d_k)), log))
    return Draft(
        TITLE,
        lambda: task,
        (question,),
        lambda: (Paragraph(words(WHY)), Display((worked(question, [letters], [tidy]),))),
        sameness=(d_k, str(ratio)),
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


def _slips(d_k: int, root: Root, log: Logarithm) -> list[Slip]:
    """Those of the scale make no difference where d_k = 1."""
    gap = Product((root, log))
    of_scale = [
        Slip(log, "the scale was forgotten", "forgot_scale"),
        Slip(Product((root.of, log)), "multiplied by d_k instead of √d_k", "divided_by_d_k"),
        Slip(Quotient(log, root), "divided by √d_k instead of multiplied", "multiplied_by_sqrt_d_k"),
    ]
    return [
        *(of_scale if d_k > 1 else []),
        Slip(Quotient(gap, Logarithm(Number("10"))), "the logarithm to the base 10 was taken", "powers_of_ten"),
        Slip(Quotient(gap, Logarithm(Number("2"))), "the logarithm to the base 2 was taken", "powers_of_two"),
        Slip(Product((root, log.of)), "no logarithm was taken", "forgot_exponential"),
    ]


KIND = Kind(title=TITLE, draw=draw, tokens=None, numbers=NUMBERS[:-1])
