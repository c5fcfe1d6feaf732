"""What our own writers print is read back as the formula it was."""

from __future__ import annotations

from drawn import DRAWING
from hypothesis import given
from hypothesis import strategies as st
from reading.pages import formula

from symattn.notation.formula import (
    Call,
    Exponential,
    Formula,
    Hidden,
    Logarithm,
    Matrix,
    Name,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Transpose,
    Vector,
)
from symattn.notation.latex import latex
from symattn.notation.plain import plain
from symattn.page import Notation

NUMBERS = st.sampled_from(["0", "1", "2", "12", "0.5", "0.707", "2.718", "98.6%"]).map(Number)
NAMES = st.sampled_from([
    Name("a"),
    Name("q", ("1",)),
    Name("w", ("1", "2"), "Q"),
    Name("W", ("K",)),
    Name("α"),
    Name("Q"),
    Name("S̃"),
])  # fmt: skip
LEAVES = NUMBERS | NAMES


def tuples(of: st.SearchStrategy[Formula], least: int, most: int) -> st.SearchStrategy[tuple[Formula, ...]]:
    return st.lists(of, min_size=least, max_size=most).map(tuple)


def scalars(parts: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    """Numbers made of numbers; sums hold no sums, as nobody brackets them."""
    terms = parts.filter(lambda part: not isinstance(part, Sum))
    positive = terms.filter(lambda part: not isinstance(part, Negative))
    return st.one_of(
        st.builds(Negative, positive),
        tuples(terms, 2, 3).map(Sum),
        tuples(parts, 2, 3).map(Product),
        st.builds(Quotient, parts, parts),
        st.builds(Power, parts.filter(_is_raised), NUMBERS.filter(_is_whole)),
        st.builds(Root, parts),
        st.builds(Exponential, parts),
        st.builds(Logarithm, parts),
    )


def _is_raised(base: Formula) -> bool:
    """What hands raise; W_K^2 is the second head's."""
    return not isinstance(base, Exponential | Root) and not (isinstance(base, Name) and base.base[0].isupper())


def _is_whole(number: Formula) -> bool:
    return isinstance(number, Number) and number.text.isdecimal()


NUMERIC = st.recursive(LEAVES, scalars, max_leaves=6)
ROWS = tuples(NUMERIC | st.just(Hidden()), 2, 3).map(Vector)
TABLES = st.integers(2, 3).flatmap(
    lambda width: st.lists(tuples(NUMERIC, width, width), min_size=2, max_size=3).map(tuple).map(Matrix)
)
FORMULAS = st.one_of(
    NUMERIC,
    ROWS,
    TABLES,
    st.builds(Transpose, NAMES | TABLES),
    tuples(NUMERIC, 2, 3).map(lambda entries: Call("softmax", entries)),
    st.tuples(NUMBERS, ROWS).map(lambda factors: Product(factors)),
    st.tuples(TABLES, TABLES).map(lambda factors: Product(factors)),
)


@DRAWING
@given(FORMULAS)
def test_plain_text_is_read_back(written: Formula) -> None:
    assert formula(plain(written)) == written


@DRAWING
@given(FORMULAS)
def test_latex_is_read_back(written: Formula) -> None:
    assert formula(latex(written), Notation.LATEX) == written
