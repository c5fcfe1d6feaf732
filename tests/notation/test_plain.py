"""Plain mathematics: what is read, and what is written again from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symattn.errors import LimitError, ReadingError
from symattn.exact import Exact, exp, ln, sqrt, symbol
from symattn.notation.evaluate import Grid, exact_worth
from symattn.notation.exact_form import formula_of
from symattn.notation.formula import (
    Exponential,
    Formula,
    Index,
    Logarithm,
    Name,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Transpose,
)
from symattn.notation.latex import escape, latex
from symattn.notation.parse.plain import parse, parse_chain, parse_chain_with_spans
from symattn.notation.plain import plain, plain_chain
from symattn.notation.sympy_syntax import sympy_syntax

ONE, TWO, THREE = Number("1"), Number("2"), Number("3")


def letters(name: Name | Index) -> Exact:
    assert isinstance(name, Name)
    return symbol(name.text)


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("sqrt(2)/2", Quotient(Root(TWO), TWO)),
        ("√2/2", Quotient(Root(TWO), TWO)),
        ("1/3", Quotient(ONE, THREE)),
        ("ln 2", Logarithm(TWO)),
        ("e^-3", Exponential(Negative(THREE))),
        ("exp(3)", Exponential(THREE)),
        ("2a", Product((TWO, Name("a")), "")),
        ("2·a", Product((TWO, Name("a")))),
        ("x_12", Name("x", ("1", "2"))),
        ("x12", Name("x", ("1", "2"))),
        ("x_{12}", Name("x", ("1", "2"))),
        ("W_Q", Name("W", ("Q",))),
        ("Attention_Weights", Name("Attention_Weights")),
        ("K^T", Transpose(Name("K"))),
        ("Kᵀ", Transpose(Name("K"))),
        ("2^3^2", Power(TWO, Power(THREE, TWO))),
        ("1 − 2", Sum((ONE, Negative(TWO)))),
        ("weights[1,2]", Index(Name("weights"), (1, 2))),
    ],
)
def test_it_is_read_as_a_person_means_it(text: str, formula: Formula) -> None:
    assert parse(text) == formula


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1 + 0.2", Exact(3) / 10),
        ("2^-2", Exact(1) / 4),
        ("-2^2", Exact(-4)),
        ("2 * 3 / 4 * 2", Exact(3)),
        ("sqrt(8)", 2 * sqrt(2)),
        ("4^(1/2)", Exact(2)),
        ("1.4%", Exact(14) / 1000),
        ("4.8e7", Exact(48_000_000)),
        ("e^(2 ln 3)", Exact(9)),
        ("2√3", 2 * sqrt(3)),
        ("3(1 + 2)", Exact(9)),
        ("sum(1, 2, 3)", Exact(6)),
    ],
)
def test_it_is_worth_what_it_says(text: str, value: Exact) -> None:
    assert exact_worth(parse(text), letters) == value


def test_tables_multiply_add_and_transpose_as_on_paper() -> None:
    worth = exact_worth(parse("[[1, 2], [3, 4]] * [[1, 3], [2, 4]]^T"), letters)
    assert isinstance(worth, Grid)
    assert worth.rows == ((Exact(7), Exact(10)), (Exact(15), Exact(22)))
    row = exact_worth(parse("0.5 * [1, 2] + [3, 4]/2"), letters)
    assert isinstance(row, Grid)
    assert row.rows == ((Exact(2), Exact(3)),)
    assert exact_worth(parse("[1, 2] * [3, 4]"), letters) == Exact(11)


def test_softmax_of_logarithms_is_rational() -> None:
    row = exact_worth(parse("softmax([ln 1, ln 3])"), letters)
    assert isinstance(row, Grid)
    assert row.rows == ((Exact(1) / 4, Exact(3) / 4),)


def test_a_chain_is_read_link_by_link_with_the_place_of_each_side() -> None:
    text = "Sum = 34.5 + 2396.0 ≈ 2430.5"
    chain, spans = parse_chain_with_spans(text)
    assert [link.sign for link in chain.links] == ["=", "≈"]
    assert [text[start:end] for start, end in spans] == ["Sum", "34.5 + 2396.0", "2430.5"]
    assert plain_chain(parse_chain("a=b->c")) == "a = b → c"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the end at character 1 of '', where a number, a letter or a bracket is due"),
        ("1 2", "'2' at character 3 of '1 2', where an operator or the end is due"),
        ("$x", "'$' at character 1 of '$x' is no sign known here"),
        ("nan", "'nan' in 'nan' is neither a number worked with here nor a letter"),
        ("pi", "'pi' in 'pi' is neither a number worked with here nor a letter"),
        ("sqrt(1, 2)", "sqrt takes one value; 2 are given in 'sqrt(1, 2)'"),
        ("[[1, 2], [3]]", "the rows of the table '[[1, 2], [3]]' differ in length: 2, 1"),
        ("[]", "[] in '[]' is empty; a row needs at least one entry"),
        ("∞", "∞ in '∞' is not a number; a problem hides cells with 'visible'"),
        ("sqrt2^2", "'sqrt2' in 'sqrt2^2' is no letter; did you mean sqrt(2)?"),
        ("a[0.5]", "'0.5' at character 3 of 'a[0.5]', where the number of a row or column, counted from 1, is due"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, message: str) -> None:
    with pytest.raises(ReadingError) as error:
        parse(text)
    assert str(error.value) == message


@pytest.mark.parametrize("text", ["(" * 999, "√" * 999 + "2", "2^" * 999 + "2", "1" + "/1" * 999, "K" + "'" * 999])
def test_deep_nesting_is_refused_whatever_makes_it(text: str) -> None:
    with pytest.raises(LimitError, match="nested more than 100 deep; that deep is not read"):
        parse(text)


def numbers() -> st.SearchStrategy[Exact]:
    """Exact numbers of every kind that derivations meet, letters too."""
    small = st.fractions(min_value=-9, max_value=9, max_denominator=12).map(Exact)
    surds = st.builds(lambda a, b, n: a + b * sqrt(n), small, small, st.integers(2, 12))
    with_letters = st.builds(lambda a, b, x: a * symbol(x) + b, small, surds, st.sampled_from(["a", "x_1", "y_12"]))
    exponents = st.one_of(small, surds, with_letters, st.builds(lambda a: a * ln(6), small))
    sums = st.lists(st.tuples(small, exponents), min_size=1, max_size=3).map(
        lambda terms: sum((c * exp(s) for c, s in terms), Exact(0))
    )
    quotients = st.builds(lambda a, b: a / (1 + b * b) if not (1 + b * b).is_zero() else a, sums, sums)
    return st.one_of(small, surds, with_letters, sums, quotients)


@given(numbers())
def test_a_written_number_is_read_back_as_itself(x: Exact) -> None:
    formula = formula_of(x)
    assert exact_worth(formula, letters) == x
    assert exact_worth(parse(plain(formula)), letters) == x


@given(numbers())
def test_decimals_in_place_of_fractions_change_no_value(x: Exact) -> None:
    assert exact_worth(formula_of(x, decimals=True), letters) == x


@pytest.mark.parametrize(
    ("value", "text", "tex", "code"),
    [
        (1 / (1 + exp(3 * sqrt(2))), "1/(1 + e^(3√2))", r"\frac{1}{1 + e^{3 \sqrt{2}}}", "1/(1 + exp(3*sqrt(2)))"),
        (
            3 - 2 / (1 + exp(3 * sqrt(2))),
            "3 − 2/(1 + e^(3√2))",
            r"3 - \frac{2}{1 + e^{3 \sqrt{2}}}",
            "3 - 2/(1 + exp(3*sqrt(2)))",
        ),
        (5 / sqrt(2), "5/√2", r"\frac{5}{\sqrt{2}}", "5/sqrt(2)"),
        (3 * sqrt(2), "3√2", r"3 \sqrt{2}", "3*sqrt(2)"),
        (sqrt(2) - 1, "√2 − 1", r"\sqrt{2} - 1", "sqrt(2) - 1"),
        (ln(3) / 2, "(ln 3)/2", r"\frac{\ln 3}{2}", "log(3)/2"),
        (ln(6), "ln 6", r"\ln 6", "log(6)"),
        (-8 * ln(2) / 5, "−(8·ln 2)/5", r"-\frac{8 \ln 2}{5}", "-8*log(2)/5"),
        (exp(Exact(-2)), "e^(−2)", "e^{-2}", "exp(-2)"),
        (exp(Exact(1)), "e", "e", "E"),
        (symbol("x_12") * symbol("x_12") / 2, "x_12^2/2", r"\frac{x_{12}^{2}}{2}", "x_12**2/2"),
        (symbol("w^Q_11"), "w^Q_11", "w_{11}^{Q}", "w_Q_11"),
        (symbol("theta_1"), "theta_1", r"\theta_{1}", "Symbol('theta_1')"),
        (symbol("α"), "α", r"\alpha", "Symbol('α')"),
    ],
)
def test_exact_numbers_are_written_as_a_person_would(value: Exact, text: str, tex: str, code: str) -> None:
    formula = formula_of(value)
    assert (plain(formula), latex(formula), sympy_syntax(formula)) == (text, tex, code)


def test_no_character_of_a_users_text_is_a_command_of_tex() -> None:
    assert escape("\\input{x} $5 & 7% #1_a^b~") == (
        r"\textbackslash{}input\{x\} \$5 \& 7\% \#1\_a\textasciicircum{}b\textasciitilde{}"
    )
    assert escape("a\nb\x1b[31m") == "a b [31m"
