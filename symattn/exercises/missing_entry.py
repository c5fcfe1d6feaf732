"""x from s_ij = q_i · k_j, or from z_ij = Σ_k a_ik v_kj: an entry of Q, K or V that has been lost, found backwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flint import fmpq

from symattn.exact.number import Exact
from symattn.exercise import Draft, Numbers
from symattn.generating.draws import Draws
from symattn.generating.formulas import Slip, find, worked
from symattn.generating.kind import Kind, UnfitError
from symattn.generating.tables import RANGES, weight_row, whole
from symattn.generating.wishes import DIMS, NUMBERS, Wishes
from symattn.notation.document import Abreast, Block, Display, Math, Paragraph, Text, words
from symattn.notation.exact_form import formula_of
from symattn.notation.formula import (
    EQUAL,
    Chain,
    Formula,
    Link,
    Name,
    Negative,
    Product,
    Quotient,
    Vector,
    product,
    total,
)
from symattn.problem.cells import Cells

TITLE = "A missing entry"
RANGE = {**RANGES, 1: (0, 9)}
"""There is little to be done with the numbers."""
X = Name("x")


@dataclass(frozen=True)
class Puzzle:
    """left · right = result, where one entry of `lost` is not known."""

    left: Name
    right: Name
    result: Name
    lost_is_left: bool
    at: int
    a: tuple[fmpq, ...]
    b: tuple[fmpq, ...]
    in_fractions: bool
    """Whether 1/2 is written so, not 0.5."""

    @property
    def parts(self) -> list[tuple[str, str, bool]]:
        """What is multiplied, and which of it is lost; in which order these are added up makes no difference."""
        pairs = zip(self.a, self.b, strict=True)
        return sorted((str(a), str(b), k == self.at) for k, (a, b) in enumerate(pairs))

    def formula(self, value: fmpq) -> Formula:
        """2/5, or 0.4 where the data are decimals."""
        return formula_of(Exact(value), decimals=not self.in_fractions)

    @property
    def due(self) -> fmpq:
        return (self.a if self.lost_is_left else self.b)[self.at]

    @property
    def times(self) -> fmpq:
        """What the lost entry is multiplied by."""
        return (self.b if self.lost_is_left else self.a)[self.at]

    @property
    def worth(self) -> fmpq:
        return sum((x * y for x, y in zip(self.a, self.b, strict=True)), fmpq(0))

    @property
    def rest(self) -> fmpq:
        """What the other products add up to."""
        return self.worth - self.due * self.times

    @property
    def products(self) -> Formula:
        """The other products, written out."""
        pairs = enumerate(zip(self.a, self.b, strict=True))
        return total(product((self.formula(a), self.formula(b))) for k, (a, b) in pairs if k != self.at)

    def found(self, rest: Formula) -> Quotient:
        """(z − rest)/times."""
        return Quotient(total((self.formula(self.worth), Negative(rest))), self.formula(self.times))


def draw(wishes: Wishes, draws: Draws) -> Draft:
    table = draws.pick(_tables(wishes))
    n, d = wishes.n, wishes.dims or wishes.n
    size = n if table == "V" else d
    first = weight_row(wishes, draws, n) if table == "V" else whole(wishes, draws, 1, d, RANGE)[0]
    a, b = _exactly(first), _exactly([row[0] for row in whole(wishes, draws, size, 1, RANGE)])
    i, j = draws.integer(1, n), draws.integer(1, d if table == "V" else n)
    left, right, result = (
        (Name("a", (str(i),)), Name("v", (str(j),)), Name("z", (str(i), str(j))))
        if table == "V"
        else (Name("q", (str(i),)), Name("k", (str(j),)), Name("s", (str(i), str(j))))
    )
    puzzle = Puzzle(left, right, result, table == "Q", draws.integer(0, size - 1), a, b, wishes.numbers == "rationals")
    if puzzle.times in (0, 1, -1) or puzzle.rest == 0 or puzzle.due == 0:
        raise UnfitError("to be divided: a factor is 0 or 1")
    prompt = (Text("Find "), Math(Chain(X)), Text("."))
    is_whole, slips = wishes.numbers == NUMBERS[0], _slips(puzzle)
    question = find("x", prompt, X, puzzle.found(puzzle.products), wishes.digits, slips, is_whole=is_whole)
    return Draft(
        TITLE,
        lambda: _task(puzzle, table),
        (question,),
        lambda: _solution(puzzle, question),
        sameness=(table, puzzle.parts),
    )


def _tables(wishes: Wishes) -> tuple[str, ...]:
    """Those that show the size which is wished: a column of V is as long as there are tokens, a key d_k."""
    if wishes.tokens and not wishes.dims:
        return ("V",)
    return ("Q", "K") if wishes.dims and not wishes.tokens else ("Q", "K", "V")


def _exactly(cells: Sequence[Any]) -> tuple[fmpq, ...]:
    read = (Cells({}).read(cell, "cell").exact.as_rational() for cell in cells)
    return tuple(value for value in read if value is not None)


def _task(puzzle: Puzzle, table: str) -> list[Block]:
    what = {
        "Q": "An entry of a query has been lost; its score with one key is known.",
        "K": "An entry of a key has been lost; its score with one query is known.",
        "V": "An entry of a column of V has been lost; the output of one query in this column is known.",
    }
    lost, known = _vectors(puzzle)
    return [
        Paragraph(words(what[table])),
        Abreast(
            (
                Chain(puzzle.left, (Link(EQUAL, lost if puzzle.lost_is_left else known),)),
                Chain(puzzle.right, (Link(EQUAL, known if puzzle.lost_is_left else lost),)),
                Chain(puzzle.result, (Link(EQUAL, puzzle.formula(puzzle.worth)),)),
            )
        ),
    ]


def _vectors(puzzle: Puzzle) -> tuple[Vector, Vector]:
    lost, known = (puzzle.a, puzzle.b) if puzzle.lost_is_left else (puzzle.b, puzzle.a)
    cells = tuple(X if k == puzzle.at else puzzle.formula(value) for k, value in enumerate(lost))
    return Vector(cells), Vector(tuple(map(puzzle.formula, known)))


def _slips(puzzle: Puzzle) -> list[Slip]:
    worth, times, difference = (
        puzzle.formula(puzzle.worth),
        puzzle.formula(puzzle.times),
        puzzle.found(puzzle.products).top,
    )
    return [
        Slip(Quotient(total((worth, puzzle.products)), times), "the rest was added instead of taken away"),
        Slip(Quotient(worth, times), "the other products were forgotten"),
        Slip(Product((difference, times)), "multiplied instead of divided"),
        Slip(difference, "the division was forgotten"),
    ]


def _solution(puzzle: Puzzle, question: Numbers) -> tuple[Block, ...]:
    pairs = (
        (
            X if puzzle.lost_is_left and k == puzzle.at else puzzle.formula(a),
            X if not puzzle.lost_is_left and k == puzzle.at else puzzle.formula(b),
        )
        for k, (a, b) in enumerate(zip(puzzle.a, puzzle.b, strict=True))
    )
    written = total(product(pair) for pair in pairs)
    after = (puzzle.found(puzzle.formula(puzzle.rest)), puzzle.formula(puzzle.due))
    return (
        Paragraph((Text("Written out, "), Math(Chain(puzzle.result, (Link(EQUAL, written),))), Text("."))),
        Display((worked(question, after=after),)),
    )


KIND = Kind(title=TITLE, draw=draw, dims=(2, DIMS[1]), numbers=NUMBERS[:-1])
