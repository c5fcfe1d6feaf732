"""Each error that input can cause, by the smallest input that causes it, its message asserted in full once.

An error says what was found, what is due and what to do; the command line prints it on stderr, exits with 2,
and nothing has been written by then.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sympy
from click.testing import CliRunner, Result

from symattn.book import SHELVES
from symattn.cli.main import main
from symattn.derivation import Derivation, derive
from symattn.errors import (
    FieldError,
    LimitError,
    OutputError,
    ReadingError,
    ShapeError,
    SymattnError,
    UnknownNameError,
)
from symattn.files import write_whole
from symattn.narrate.derivation import Telling
from symattn.notation.parse.plain import parse, parse_chain
from symattn.pdf import pdf_of
from symattn.problem import Attention, letters_problem
from symattn.problem.files import read_problem
from symattn.work import Digits
from symattn.worksheet import check, read_worksheet

Case = tuple[Any, type[SymattnError], str]
TWO = [[1, 2], [3, 4]]
ONE = [[1]]


def refused(calculation: Callable[[], object], kind: type[SymattnError], message: str) -> None:
    """It raises an error of just this kind with just this message."""
    with pytest.raises(kind) as error:
        calculation()
    assert (type(error.value), str(error.value)) == (kind, message)


def cases(*table: Case) -> pytest.MarkDecorator:
    """The rows of a table as tests, each called by its message."""
    return pytest.mark.parametrize(("given", "kind", "message"), table, ids=[message[:50] for _, _, message in table])


# --- a problem: Attention(…) ----------------------------------------------------------------

ALL_KEYS = "K, Q, V, W_K, W_Q, W_V, X, X_kv, X_q, b_K, b_Q, b_V, scale, title, tokens, variant, visible"


@cases(
    ({}, ReadingError, "there is no Q and nothing to project it from; give X, or Q, K and V themselves"),
    ({"Q": ONE}, ReadingError, "there is no K and nothing to project it from; give X, or Q, K and V themselves"),
    (
        {"Q": ONE, "K": ONE},
        ReadingError,
        "there is no V and nothing to project it from; give X, or Q, K and V themselves",
    ),
    ({"X_kv": ONE}, ReadingError, "there is no Q and nothing to project it from; give X_q, or Q itself"),
    ({"X_q": ONE}, ReadingError, "there is no K and nothing to project it from; give X_kv, or K itself"),
    ({"token": ["a"]}, UnknownNameError, "a problem has no key 'token'; did you mean 'tokens'?"),
    ({"banana": 1}, UnknownNameError, f"a problem has no key 'banana'; there are {ALL_KEYS}"),
    ({"X": []}, ReadingError, "X is [], where a table such as [[1, 2], [3, 4]] is due"),
    ({"X": [[]]}, ShapeError, "row 1 of X is empty; a row needs at least one number"),
    ({"X": [[1], []]}, ShapeError, "row 2 of X is empty; a row needs at least one number"),
    ({"X": [1, 2]}, ReadingError, "row 1 of X is 1, where a row such as [1, 2] is due"),
    ({"X": 5}, ReadingError, "X is 5, where a table such as [[1, 2], [3, 4]] is due"),
    ({"X": "ab"}, ReadingError, "X is 'ab', where a table such as [[1, 2], [3, 4]] is due"),
    ({"X": {"a": [1]}}, ReadingError, "X is {'a': [1]}, where a table such as [[1, 2], [3, 4]] is due"),
    ({"X": "a" * 100}, ReadingError, f"X is '{'a' * 36}…, where a table such as [[1, 2], [3, 4]] is due"),
    (
        {"X": [[1, 2], [3]]},
        ShapeError,
        "row 2 of X has 1 column but row 1 has 2 columns; all rows of a table must be equally long",
    ),
    ({"X": TWO, "W_Q": ONE}, ShapeError, "W_Q has 1 rows but X has 2 columns; X @ W_Q needs as many of each"),
    ({"X": TWO, "W_K": ONE}, ShapeError, "W_K has 1 rows but X has 2 columns; X @ W_K needs as many of each"),
    ({"X": TWO, "W_V": ONE}, ShapeError, "W_V has 1 rows but X has 2 columns; X @ W_V needs as many of each"),
    (
        {"X_q": TWO, "X_kv": ONE, "W_K": TWO},
        ShapeError,
        "W_K has 2 rows but X_kv has 1 columns; X_kv @ W_K needs as many of each",
    ),
    ({"X": ONE, "b_Q": [1, 2]}, ShapeError, "b_Q is 1 x 2 but Q has 1 columns; a bias is one row of 1"),
    ({"X": ONE, "b_K": [[1], [2]]}, ShapeError, "b_K is 2 x 1 but K has 1 columns; a bias is one row of 1"),
    ({"X": ONE, "b_V": [[1, 2]]}, ShapeError, "b_V is 1 x 2 but V has 1 columns; a bias is one row of 1"),
    (
        {"X": ONE, "Q": ONE, "W_Q": ONE},
        ShapeError,
        "Q is given, so W_Q and b_Q have nothing to project; leave one of them out",
    ),
    (
        {"Q": ONE, "K": [[1, 2]], "V": ONE},
        ShapeError,
        "K has 2 columns but Q has 1; a query and a key must be equally long (d_k)",
    ),
    ({"Q": ONE, "K": ONE, "V": [[1], [2]]}, ShapeError, "V has 2 rows but K has 1; each key needs one value"),
    ({"X": ONE, "tokens": ["a", "b"]}, ShapeError, "tokens has 2 labels but there are 1 rows; one label a row is due"),
    ({"X": ONE, "tokens": "a"}, ReadingError, "tokens is 'a', where a list of 1 labels is due"),
    ({"X": ONE, "tokens": [3]}, ReadingError, "label 1 is 3, where text is due"),
    ({"X": ONE, "tokens": ["a" * 201]}, LimitError, "label 1 has 201 characters; at most 200 are printed"),
    ({"X": ONE, "tokens": {"key": ["a"]}}, UnknownNameError, "tokens has no key 'key'; did you mean 'keys'?"),
    (
        {"X": ONE, "tokens": {"queries": ["a"], "keys": []}},
        ShapeError,
        "keys has 0 labels but there are 1 rows; one label a row is due",
    ),
    (
        {"X_q": ONE, "X_kv": TWO, "W_K": [[1], [1]], "tokens": ["a"]},
        ShapeError,
        "tokens labels one sequence, but here 1 queries and 2 keys come from two; "
        "write tokens = {queries = […], keys = […]}",
    ),
    ({"X": ONE, "title": 3}, ReadingError, "title is 3, where text is due"),
    ({"X": ONE, "title": "a" * 201}, LimitError, "title has 201 characters; at most 200 are printed"),
    ({"X": ONE, "variant": 3}, ReadingError, "variant is 3, where text is due"),
    ({"X": ONE, "visible": 3}, ReadingError, 'visible is 3, where "causal" or rows of 0 and 1 are due'),
    ({"X": ONE, "visible": "casual"}, ReadingError, "visible is 'casual', where \"causal\" or rows of 0 and 1 are due"),
    (
        {"X": ONE, "visible": [[1], [1]]},
        ShapeError,
        "visible has 2 rows but there are 1 queries; one row a query is due",
    ),
    ({"X": ONE, "visible": [1]}, ReadingError, "row 1 of visible is 1, where a row of 0 and 1 is due"),
    (
        {"X": ONE, "visible": [[1, 1]]},
        ShapeError,
        "row 1 of visible has 2 entries but there are 1 keys; one entry a key is due",
    ),
    (
        {"X": ONE, "visible": [[2]]},
        ReadingError,
        "visible, row 1, column 1 is 2; 1 for visible or 0 for hidden is due",
    ),
    (
        {"X": [[1], [2]], "visible": [[1, 0], [0, 0]]},
        ReadingError,
        "row 2 of visible has nothing visible; word 2 must see at least one key, or its weights are 0/0",
    ),
    (
        {"X": ONE, "variant": "causal", "visible": [[1]]},
        ReadingError,
        "a causal problem needs no 'visible'; leave it out, or leave out variant = \"causal\"",
    ),
    (
        {"X_q": ONE, "X_kv": [[1], [2]], "visible": "causal"},
        ShapeError,
        "there are 1 queries and 2 keys; a causal problem needs as many of each",
    ),
    ({"X": [[1] * 8_193]}, LimitError, "X is 1 x 8,193; a table may have at most 8,192 cells"),
    ({"X": [[1]] * 91}, LimitError, "the table of scores is 91 x 91; a table may have at most 8,192 cells"),
    ({"X": ONE, "scale": "1/0"}, FieldError, "scale: a division by 0"),
    ({"X": ONE, "scale": [1]}, ReadingError, 'scale: [1] stands where a number, text such as "1/3" or a letter is due'),
)
def test_a_problem_that_does_not_fit_is_refused(given: dict[str, Any], kind: type[SymattnError], message: str) -> None:
    """Both sizes are named where two do not fit, and the nearest known name where one is not known."""
    refused(lambda: Attention(**given), kind, message)


@cases(
    (float("nan"), ReadingError, "nan is not a number"),
    (float("inf"), ReadingError, "inf is not a number"),
    (float("-inf"), ReadingError, "-inf is not a number"),
    (
        0.1 + 0.2,
        ReadingError,
        "the float 0.30000000000000004 is rounded; give it as text, an int or a Fraction",
    ),
    (1 / 3, ReadingError, "the float 0.3333333333333333 is rounded; give it as text, an int or a Fraction"),
    (True, ReadingError, "True is no number"),
    (None, ReadingError, 'None stands where a number, text such as "1/3" or a letter is due'),
    ([1], ReadingError, '[1] stands where a number, text such as "1/3" or a letter is due'),
    ("", ReadingError, "the end at character 1 of '', where a number, a letter or a bracket is due"),
    ("0,67", ReadingError, "',' at character 2 of '0,67', where an operator or the end is due"),
    ("1 2", ReadingError, "'2' at character 3 of '1 2', where an operator or the end is due"),
    ("$", ReadingError, "'$' at character 1 of '$' is no sign known here"),
    ("nan", ReadingError, "'nan' in 'nan' is neither a number worked with here nor a letter"),
    ("-inf", ReadingError, "'inf' in '-inf' is neither a number worked with here nor a letter"),
    ("[1, 2]", ReadingError, "'[1, 2]' is a table, where a single number is due"),
    ("a[1]", ReadingError, "a[1] is an entry of a table; a cell holds a number or a letter"),
    ("1 + [1]", ShapeError, "1 + [1] adds a single number and a row of 1; they must be of one size"),
    ("1ᵀ", ShapeError, "1ᵀ transposes a single number, where a table is due"),
    ("sqrt([1]^2)", ShapeError, "[1] is a row of 1, where a single number is due"),
    ("sum(1, [1])", ShapeError, "a row of 1 stands among several values, where single numbers are due"),
    (
        "[[1, 2]]*[[3, 4]]",
        ShapeError,
        "[[1, 2]]·[[3, 4]] multiplies a 1x2 table by a 1x2 table; "
        "the first must have as many columns as the second has rows",
    ),
    ("1/0", FieldError, "a division by 0"),
    ("0^-1", FieldError, "0 to a negative power is a division by 0"),
    ("sqrt(-1)", FieldError, "the square root of the negative number -1 is not real"),
    ("ln 0", FieldError, "the logarithm of 0 is not real; a logarithm needs a number above 0"),
    (
        "a^a",
        FieldError,
        "a power needs an integer exponent here, or a positive rational base with a rational exponent",
    ),
    ("q_11", ReadingError, "the letter 'q_11' already names a part of the derivation; take another, such as 'c'"),
    ("r_1", ReadingError, "the letter 'r_1' already names a part of the derivation; take another, such as 'c'"),
    ("S", ReadingError, "the letter 'S' already names a part of the derivation; take another, such as 'c'"),
    ("W_Q", ReadingError, "the letter 'W_Q' already names a part of the derivation; take another, such as 'c'"),
    ("d_k", ReadingError, "the letter 'd_k' already names a part of the derivation; take another, such as 'c'"),
    ("x1 + x_1", ReadingError, "the letters 'x1' and 'x_1' look alike on paper; write one of them for both"),
    (sympy.cos(1), FieldError, "SymPy's cos(1) is not among the numbers worked with exactly"),
    (sympy.pi, FieldError, "SymPy's pi is not among the numbers worked with exactly"),
    (sympy.nan, FieldError, "SymPy's nan is not among the numbers worked with exactly"),
    (sympy.oo, FieldError, "SymPy's oo is not among the numbers worked with exactly"),
    (sympy.I, FieldError, "SymPy's I is not among the numbers worked with exactly"),
    (
        sympy.Symbol("q_11"),
        ReadingError,
        "the letter 'q_11' already names a part of the derivation; take another, such as 'c'",
    ),
    (sympy.Symbol("ln 2"), FieldError, "'ln 2' is no letter; a name without spaces is due, such as x_1"),
    (
        "1e9001",
        LimitError,
        "'1e9001' has a power of ten beyond 9,000, which is the largest that is read",
    ),
    ("9" * 9_001, LimitError, "a number of 9,001 characters; at most 9,000 are read"),
    ("a" * 100_001, LimitError, "a formula of 100,001 characters; at most 100,000 are read"),
    ("9^9^9", LimitError, "9^387420489 has more than 10,000 digits; that many are not worked with"),
)
def test_a_cell_that_is_no_number_is_refused(given: Any, kind: type[SymattnError], message: str) -> None:
    """The message begins with the place of the cell."""
    refused(lambda: Attention(X=[[1, given]]), kind, f"X, row 1, column 2: {message}")


@cases(
    ({"X": [["theta", "θ"]]}, ReadingError, "'theta' and 'θ' look alike on paper"),
    ({"X": [["µ", "μ"]]}, ReadingError, "'µ' and 'μ' look alike on paper"),
    ({"X": [[sympy.Symbol("x1"), "x1"]]}, ReadingError, "'x1'"),
    ({"X": [["x_12", "x_11"]]}, ReadingError, "'x_12' already names a part of the derivation"),
    ({"X": [[1, 2]], "V": [["x_12"]]}, ReadingError, "'x_12' already names a part of the derivation"),
)
def test_letters_that_cannot_be_told_apart_are_refused(
    given: dict[str, Any], kind: type[SymattnError], message: str
) -> None:
    """However they are spelled: as Greek words, as look-alike signs, by SymPy, or as the name of another cell."""
    with pytest.raises(kind) as error:
        Attention(**given)
    assert message in str(error.value)


def test_the_cells_of_x_may_be_called_what_they_are_called_on_paper() -> None:
    """x_12 in row 1, column 2 of X is no collision but the name of that cell."""
    assert Attention(X=[["x_11", "x_12"]]).letters == {"x_11", "x_12"}


@pytest.mark.parametrize("name", ["a_", "_", "^", "1", "-", "\x1b[31m", "\\input{x}", "a\nb"])
def test_a_symbol_of_sympy_that_could_not_be_typed_as_a_letter_is_refused(name: str) -> None:
    """Its name would be printed as a number or a sign, or as what a terminal obeys."""
    with pytest.raises(SymattnError):
        derive(Attention(X=[[sympy.Symbol(name)]])).text()


@pytest.mark.parametrize("text", ["a_", "a__", "a_b_", "x_{1,}", "x_{,}", "x_{1}_2", "½", "²", "x²", "٣", "1e٣"])
def test_text_that_only_looks_like_a_letter_or_a_number_is_refused(text: str) -> None:
    """Or read as what it looks like: ½ is not an unknown."""
    try:
        derivation = derive(Attention(Q=ONE, K=ONE, V=[[text]]))
        exact = json.loads(derivation.json())["steps"][-1]["exact"]
    except SymattnError:
        return
    assert exact in ([["1/2"]], [["2"]], [["x**2"]], [["3"]], [["1000"]])


def test_bytes_are_no_row_of_numbers() -> None:
    with pytest.raises(ReadingError):
        Attention(X=[b"ab"])


@cases(
    ({"X": ONE, "variant": "casual"}, UnknownNameError, "no variant is called 'casual'; did you mean 'causal'?"),
    ({"X": ONE, "variant": "masked"}, ReadingError, "a problem of the variant 'masked' needs the key 'visible'"),
    (
        {"X": ONE, "variant": "cross_attention"},
        ReadingError,
        "X cannot be used by the variant 'cross_attention', which takes X_q and X_kv",
    ),
    (
        {"X_q": ONE, "X_kv": ONE, "variant": "self_attention"},
        ReadingError,
        "X_q and X_kv cannot be used by the variant 'self_attention', which takes X",
    ),
)
def test_a_problem_that_its_variant_cannot_work_is_refused(
    given: dict[str, Any], kind: type[SymattnError], message: str
) -> None:
    problem = dict(given)
    if problem.get("variant") == "cross_attention":
        problem |= {"X_q": ONE, "X_kv": ONE}
    elif "X_q" in problem:
        problem |= {"X": ONE}
    refused(lambda: derive(Attention(**problem)), kind, message)


@cases(
    (
        lambda d: d.document(Telling(steps=("wieghts",))),
        UnknownNameError,
        "this derivation has no step 'wieghts'; did you mean 'weights'?",
    ),
    (lambda d: d.step("output2"), UnknownNameError, "no step is called 'output2'; did you mean 'output'?"),
    (lambda d: d.weights.evaluate(0), LimitError, "0 digits were asked for; 1 to 15,000 are given"),
    (
        lambda d: d.weights.evaluate(10**6),
        LimitError,
        "4 cells of 1,000,000 digits; at most 2,000,000 digits are given at once",
    ),
    (
        lambda d: d.weights.rounded(Digits(10**6)),
        LimitError,
        "1,000,000 decimal places were asked for; at most 15,000 are given",
    ),
    (
        lambda d: d.weights.rounded(Digits(0, significant=True)),
        LimitError,
        "0 digits were asked for; 1 to 15,000 are given",
    ),
)
def test_a_question_that_a_derivation_cannot_answer_is_refused(
    given: Callable[[Derivation], object], kind: type[SymattnError], message: str
) -> None:
    refused(lambda: given(derive(Attention(X=TWO))), kind, message)


@pytest.mark.parametrize(
    ("options", "step"),
    [
        (["--x", "[[1,1/(1+e)]]"], "exponentials"),
        (["--x", "[[1,2^(1/3)]]"], "exponentials"),
        (["--x", "[[ln 2]]", "--k", "[[10^9]]"], "exponentials"),
        (["--q", "[[1000]]", "--k", "[[1000],[-1000]]", "--v", "[[1/2],[0]]", "--scale=1", "--digits=0"], "output"),
    ],
)
def test_an_error_met_on_the_way_says_in_which_cell(options: list[str], step: str) -> None:
    """Nothing that was typed is wrong by itself; without the place nobody finds what to change."""
    result = invoked("derive", *options)
    assert result.exit_code == 2
    assert f"{step}, row 1, column 1" in result.stderr


def test_a_page_that_would_be_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(LimitError) as error:
        derive(Attention(X=[[1]] * 40)).json()
    length, _, rest = str(error.value).partition(" numbers")
    assert length.startswith("about ") and int(length.removeprefix("about ").replace(",", "")) > 40**3
    assert rest == (
        " and letters would be written; at most 40,000 are. "
        "Name fewer steps (--steps), leave out --full, or ask for digits from Python"
    )


@cases(
    ("3", ReadingError, "'3' is no size; write the rows x columns of X, for example 3x2"),
    ("0x2", ReadingError, "'0x2' is no size; write the rows x columns of X, for example 3x2"),
    ("91x91", LimitError, "X is 91 x 91; a table may have at most 8,192 cells"),
    ("1x91", LimitError, "W_Q is 91 x 91; a table may have at most 8,192 cells"),
)
def test_a_size_in_letters_is_two_numbers_within_the_limits(given: str, kind: type[SymattnError], message: str) -> None:
    refused(lambda: letters_problem(given), kind, message)


# --- formulas ------------------------------------------------------------------------------

LONG = "1+" * 50 + "$"


@cases(
    ("1+", ReadingError, "the end at character 3 of '1+', where a number, a letter or a bracket is due"),
    ("--1", ReadingError, "'-' at character 2 of '--1', where a number, a letter or a bracket is due"),
    ("(1", ReadingError, "the end at character 3 of '(1', where ')' is due"),
    ("1)", ReadingError, "')' at character 2 of '1)', where an operator or the end is due"),
    ("[1", ReadingError, "the end at character 3 of '[1', where ',' or ']' is due"),
    ("exp(1", ReadingError, "the end at character 6 of 'exp(1', where ',' or ')' is due"),
    (
        "a[0.5]",
        ReadingError,
        "'0.5' at character 3 of 'a[0.5]', where the number of a row or column, counted from 1, is due",
    ),
    ("a[1", ReadingError, "the end at character 4 of 'a[1', where ',' or ']' is due"),
    ("[]", ReadingError, "[] in '[]' is empty; a row needs at least one entry"),
    ("[[1, 2], [3]]", ReadingError, "the rows of the table '[[1, 2], [3]]' differ in length: 2, 1"),
    ("[1, [2]]", ReadingError, "the rows of the table '[1, [2]]' differ in length: a single number, 1"),
    ("exp(1, 2)", ReadingError, "exp takes one value; 2 are given in 'exp(1, 2)'"),
    ("∞", ReadingError, "∞ in '∞' is not a number; a problem hides cells with 'visible'"),
    ("π", ReadingError, "'π' in 'π' is neither a number worked with here nor a letter"),
    ("é́", ReadingError, "'\u0301' at character 2 of 'é́' is no sign known here"),
    (LONG, ReadingError, f"'$' at character 101 of '{LONG[:40]}…{LONG[-15:]}' is no sign known here"),
    ("(" * 101, LimitError, f"'{'(' * 40}…{'(' * 15}' is nested more than 100 deep; that deep is not read"),
)
def test_text_that_is_no_formula_is_refused(given: str, kind: type[SymattnError], message: str) -> None:
    """The message tells the character at which reading stopped, and what could have stood there."""
    refused(lambda: parse(given), kind, message)


def test_text_after_a_chain_of_relations_is_refused() -> None:
    message = "')' at character 6 of 'a = b)', where a relation sign, an operator or the end is due"
    refused(lambda: parse_chain("a = b)"), ReadingError, message)


# --- files ---------------------------------------------------------------------------------

TOO_DEEP = "holds a number of thousands of digits, or brackets nested more than 100 deep"
NAN = "is neither a number worked with here nor a letter"


@cases(
    (("p.toml", b"X = [[1"), ReadingError, "{path} is not TOML: Unclosed array (at end of document)"),
    (
        ("p.toml", b"X = [[1]]\nX = 1"),
        ReadingError,
        "{path} is not TOML: Cannot overwrite a value (at end of document)",
    ),
    (
        ("p.json", b'{"X": [[1]'),
        ReadingError,
        "{path} is not JSON: Expecting ',' delimiter: line 1 column 11 (char 10)",
    ),
    (("p.json", b"[1]"), ReadingError, "{path} holds list, where keys such as X = [[1, 2], [3, 4]] are due"),
    (("p.toml", b"title = '\xe9'"), ReadingError, "{path} is not UTF-8: byte 10 is 0xe9; save it as UTF-8"),
    (("p.toml", b"\xff\xfeX\x00"), ReadingError, "{path} is a binary file, where text is due"),
    (("p.toml", b" " * 1_000_001), LimitError, "{path} is larger than 1,000,000 bytes; larger files are not read"),
    (("p.toml", b"X = " + b"[" * 10_000), LimitError, f"{{path}} {TOO_DEEP}"),
    (("p.json", b'{"X": ' + b"[" * 100_000), LimitError, f"{{path}} {TOO_DEEP}"),
    (("p.toml", b"X = [[" + b"9" * 5000 + b"]]"), LimitError, f"{{path}} {TOO_DEEP}"),
    (("p.toml", b"X = [[nan]]"), ReadingError, f"{{path}}: X, row 1, column 1: 'nan' in 'nan' {NAN}"),
    (("p.toml", b"X = [[-inf]]"), ReadingError, f"{{path}}: X, row 1, column 1: 'inf' in '-inf' {NAN}"),
    (("p.json", b'{"X": [[NaN]]}'), ReadingError, f"{{path}}: X, row 1, column 1: 'NaN' in 'NaN' {NAN}"),
    (
        ("p.json", b'{"X": [[-Infinity]]}'),
        ReadingError,
        f"{{path}}: X, row 1, column 1: 'Infinity' in '-Infinity' {NAN}",
    ),
    (
        ("p.toml", b"X = [[1979-05-27]]"),
        ReadingError,
        "{path}: X, row 1, column 1: datetime.date(1979, 5, 27) stands where a number, "
        'text such as "1/3" or a letter is due',
    ),
    (("p.toml", b"X = [[true]]"), ReadingError, "{path}: X, row 1, column 1: True is no number"),
    (
        ("p.toml", b""),
        ReadingError,
        "{path}: there is no Q and nothing to project it from; give X, or Q, K and V themselves",
    ),
    (
        ("p.json", b'{"X": [[' + b"9" * 200_000 + b"]]}"),
        LimitError,
        "{path}: X, row 1, column 1: a formula of 200,000 characters; at most 100,000 are read",
    ),
)
def test_a_file_that_holds_no_problem_is_refused(
    given: tuple[str, bytes], kind: type[SymattnError], message: str, tmp_path: Path
) -> None:
    """The message begins with the path; numbers that are none are told as they were typed."""
    path = tmp_path / given[0]
    path.write_bytes(given[1])
    refused(lambda: read_problem(path), kind, message.format(path=path))


@pytest.mark.parametrize("content", ["banana = 1", "X = [[1, 2], [3]]", 'X = [["1/0"]]', "X = [[1]]\ntokens = []"])
def test_every_error_in_a_file_begins_with_its_path(content: str, tmp_path: Path) -> None:
    """Whatever kind it is of: a reader with several files must know which one to mend."""
    path = tmp_path / "p.toml"
    path.write_text(content)
    with pytest.raises(SymattnError) as error:
        read_problem(path)
    assert str(error.value).startswith(f"{path}: ")


def test_a_file_that_is_not_there_or_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    missing = tmp_path / "missing.toml"
    refused(lambda: read_problem(missing), ReadingError, f"{missing} cannot be read: No such file or directory")
    refused(lambda: read_problem(tmp_path), ReadingError, f"{tmp_path} cannot be read: Is a directory")
    below = tmp_path / "file" / "p.toml"
    below.parent.write_text("")
    refused(lambda: read_problem(below), ReadingError, f"{below} cannot be read: Not a directory")
    with unreadable() as path:
        refused(lambda: read_problem(path), ReadingError, f"{path} cannot be read: Permission denied")


@pytest.mark.parametrize("name", ["\0", "a" * 300])
def test_a_name_that_no_file_can_have_is_refused(name: str) -> None:
    with pytest.raises(ReadingError, match="cannot be read"):
        read_problem(name)


@pytest.mark.parametrize("content", ['{"X": [[1]], "X": [[2]]}'])
def test_a_key_given_twice_in_json_is_refused_as_in_toml(content: str, tmp_path: Path) -> None:
    """One of the two would be dropped in silence."""
    path = tmp_path / "p.json"
    path.write_text(content)
    with pytest.raises(ReadingError):
        read_problem(path)


# --- worksheets ----------------------------------------------------------------------------


@cases(
    ({"problm": "p.toml"}, UnknownNameError, "{path}: a worksheet has no key 'problm'; did you mean 'problem'?"),
    ({"problem": ["p"]}, ReadingError, "{path}: problem is ['p'], where text is due"),
    (
        {"relation": 3},
        ReadingError,
        "{path}: a worksheet has one table [names] and a table [[relation]] for each relation",
    ),
    ({"names": {"a": ["1"]}}, ReadingError, "{path}: names.a is ['1'], where text is due"),
    (
        {"names": {"a": "("}},
        ReadingError,
        "{path}: the end at character 2 of '(', where a number, a letter or a bracket is due",
    ),
    (
        {"relation": [{"where": "line 1"}]},
        ReadingError,
        "{path}: relation 1 has no key 'printed', such as printed = \"exp(3.54) ≈ 34.5\"",
    ),
    (
        {"relation": [{"printed": "1 = 1", "exat": "1"}]},
        UnknownNameError,
        "{path}: relation 1 has no key 'exat'; did you mean 'exact'?",
    ),
    ({"relation": [{"printed": ["1"]}]}, ReadingError, "{path}: printed is ['1'], where text is due"),
    ({"relation": [{"printed": "1 = 1", "where": ["1"]}]}, ReadingError, "{path}: where is ['1'], where text is due"),
    (
        {"relation": [{"printed": "1 = "}]},
        ReadingError,
        "{path}: relation 1: the end at character 5 of '1 = ', where a number, a letter or a bracket is due",
    ),
    (
        {"relation": [{"printed": "1 = 1", "exact": "1 = 1"}]},
        ReadingError,
        "{path}: relation 1: '=' at character 3 of '1 = 1', where an operator or the end is due",
    ),
    (
        {"relation": [{"printed": "34.5"}]},
        ReadingError,
        "{path}: relation 1 has no relation sign; write 34.5 = … or 34.5 ≈ …",
    ),
)
def test_a_worksheet_that_cannot_be_read_is_refused(
    given: dict[str, Any], kind: type[SymattnError], message: str, tmp_path: Path
) -> None:
    path = worksheet(tmp_path, given)
    refused(lambda: read_worksheet(path), kind, message.format(path=path))


NAMES_OF_STEPS = (
    "A, K, Q, S, S̃, U, V, X, Z, exponentials, keys, output, queries, r, row_sums, scaled_scores, scores, tokens, "
    "values, weights"
)


@cases(
    ("wieghts = 1", UnknownNameError, "'wieghts' is neither a step nor named in [names]; did you mean 'weights'?"),
    ("bb = 1", UnknownNameError, f"'bb' is neither a step nor named in [names]; there are {NAMES_OF_STEPS}"),
    ("weights[3,1] = 1", ReadingError, "there is no weights[3,1]; weights is a 2x2 table, counted from 1"),
    ("weights[0] = 1", ReadingError, "there is no weights[0]; weights is a 2x2 table, counted from 1"),
    ("d_k[1] = 2", ReadingError, "an entry of d_k is asked for, but d_k is a single number"),
    ("ones*ones = 1", LimitError, "a 50x50 table times a 50x50 table is too large for a formula"),
)
def test_a_relation_that_cannot_be_worked_out_is_refused(
    given: str, kind: type[SymattnError], message: str, tmp_path: Path
) -> None:
    relations = [{"printed": "1 = 1"}, {"printed": given.replace("ones", "scores")}]
    sheet = read_worksheet(worksheet(tmp_path, {"relation": relations}))
    with pytest.raises(kind) as error:
        check(sheet, derive(Attention(X=[[1]] * 50 if "ones" in given else TWO)))
    assert str(error.value).endswith(message)


def test_the_message_says_which_relation_cannot_be_worked_out(tmp_path: Path) -> None:
    """A reader with fifty relations must know which one to mend."""
    path = worksheet(tmp_path, {"relation": [{"printed": "1 = 1"}, {"printed": "wieghts = 1"}]})
    result = invoked("derive", "--check", str(path))
    assert result.stderr.startswith(f"symattn: {path}: relation 2: ")


def test_a_hidden_score_is_no_number_to_work_with(tmp_path: Path) -> None:
    """A relation with −∞ in it stays undecided, and says so."""
    sheet = read_worksheet(worksheet(tmp_path, {"relation": [{"printed": "masked_scores = [[1, 0], [1, 1]]"}]}))
    [found] = check(sheet, derive(Attention(X=TWO, visible="causal")))
    assert found.judgement.verdict.value == "undecided"
    assert found.judgement.reason == "the score in row 1, column 2 is hidden (−∞), which is no number to work with"


@pytest.mark.parametrize("printed", ["exp(10^12) = 1", "exp(10^12) ≈ 1.0e5"])
def test_a_relation_that_cannot_be_rounded_leaves_the_others_judged(printed: str, tmp_path: Path) -> None:
    """e^(10^12) is not 1; that its 434,294,481,904 digits are not written out is no reason to say nothing."""
    path = worksheet(tmp_path, {"relation": [{"printed": printed}]})
    result = invoked("derive", "--check", str(path), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["checks"][0]["verdict"] == "wrong"


def worksheet(folder: Path, keys: dict[str, Any]) -> Path:
    path = folder / "worksheet.json"
    path.write_text(json.dumps(keys), encoding="utf-8")
    return path


# --- the command line ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["derve"], "no command is called 'derve'; did you mean 'derive'?"),
        (["frobnicate"], "no command is called 'frobnicate'; there are derive, explain, generate, grade, list, verify"),
        (["explain", "casual"], "nothing is called 'casual'; did you mean 'causal'?"),
        (["derive", "--digits", "-1"], "--digits is -1; 0 or more decimal places are due"),
        (["derive", "--digits", "15001"], "15,001 decimal places were asked for; at most 15,000 are given"),
        (["derive", "--significant", "0"], "0 digits were asked for; 1 to 15,000 are given"),
        (
            ["derive", "--digits", "3", "--significant", "3"],
            "--digits counts decimal places and --significant counts significant digits; give one of them",
        ),
        (["derive", "--steps", "wieghts"], "this derivation has no step 'wieghts'; did you mean 'weights'?"),
        (["derive", "p.toml", "--letters", "2x2"], "p.toml and --letters both tell a problem; give one of them"),
        (["derive", "--letters", "3"], "'3' is no size; write the rows x columns of X, for example 3x2"),
        (["derive", "missing.toml"], "missing.toml cannot be read: No such file or directory"),
        (["derive", "--check", "missing.toml"], "missing.toml cannot be read: No such file or directory"),
        (["derive", "--variant", "casual"], "no variant is called 'casual'; did you mean 'causal'?"),
        (["derive", "--x", "1+1"], "X is '1+1', where a table such as [[1,2],[3,4]] is due"),
        (["derive", "--x", "1"], "X is '1', where a table such as [[1, 2], [3, 4]] is due"),
        (["derive", "--visible", "x"], "visible is 'x', where a table such as [[1,2],[3,4]] is due"),
        (
            ["derive", "--x", "[[1,2],[3]]"],
            "row 2 of X has 1 column but row 1 has 2 columns; all rows of a table must be equally long",
        ),
        (["derive", "--x", "[[a,b],[c]]"], "the rows of the table '[[a,b],[c]]' differ in length: 2, 1"),
        (["derive", "--x", "[[a,b"], "the end at character 6 of '[[a,b', where ',' or ']' is due"),
        (["derive", "--x", '[["a", 0.1.2]]'], "'.2' at character 9 of '[[a, 0.1.2]]', where ',' or ']' is due"),
        (["derive", "--x", "[[NaN]]"], f"X, row 1, column 1: 'NaN' in 'NaN' {NAN}"),
        (
            ["derive", "--w-q", "[" + "1," * 50_000 + "1]"],
            "--w-q has 100,003 characters; at most 100,000 are read; use a file",
        ),
        (
            ["derive", "--scale", "S"],
            "scale: the letter 'S' already names a part of the derivation; take another, such as 'c'",
        ),
        (["derive", "--tokens", "a"], "tokens has 1 labels but there are 2 rows; one label a row is due"),
        (
            ["derive", "--w-q", "[[1]]", "--x", "[[1,2]]"],
            "W_Q has 1 rows but X has 2 columns; X @ W_Q needs as many of each",
        ),
        (["derive", "-o", "nowhere/page.tex"], "nowhere/page.tex cannot be written: No such file or directory"),
        (["derive", "-o", "."], ". is a folder; name a file in it"),
        (["derive", "-o", "/dev/full"], "/dev/full cannot be written: No space left on device"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else " ".join(value)[:40],
)
def test_the_command_line_refuses_with_one_line_on_stderr(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit status 2, nothing on stdout, nothing written."""
    monkeypatch.chdir(tmp_path)
    result = invoked(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"symattn: {message}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["derive", "--stepss", "x"], "No such option"),
        (["derive", "--digits", "x"], "'x' is not a valid integer"),
        (["derive", "--x"], "requires an argument"),
        (["derive", "a.toml", "b.toml"], "unexpected extra argument"),
        (["explain"], "Missing argument 'NAME'"),
        (["list", "foo"], "'foo' is not one of 'variants', 'laws', 'mistakes', 'renderers', 'formats', 'reports'"),
    ],
)
def test_wrong_usage_is_told_on_stderr(arguments: list[str], found: str) -> None:
    """In click's words, which change with its versions; with status 2."""
    result = invoked(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert found in result.stderr


def test_an_error_in_an_option_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text("X = [[1]]")
    result = invoked("derive", str(path), "--scale", "(")
    assert result.exit_code == 2
    assert str(path) not in result.stderr


def test_a_table_on_the_command_line_may_hold_all_that_a_file_may() -> None:
    """Commas within a cell do not end it: x_{1,12} is one letter, sum(1, 2) one number."""
    for cell in ("x_{1,12}", "sum(1,2)"):
        assert json.loads(invoked("derive", f"--x=[[{cell}]]", "--json").stdout)["problem"]["X"]


@pytest.mark.parametrize(
    ("key", "due"), [("x", "X"), ("w_q", "W_Q"), ("W_q", "W_Q"), ("B_Q", "b_Q"), ("Title", "title")]
)
def test_a_key_in_the_wrong_case_is_recognized(key: str, due: str) -> None:
    """The options are small letters, the keys are not; nothing is mistaken more easily."""
    refused(lambda: Attention(**{key: ONE}), UnknownNameError, f"a problem has no key {key!r}; did you mean {due!r}?")


def test_an_unknown_entry_of_a_shelf_is_refused() -> None:
    message = "no law is called 'x'; there are " + ", ".join(SHELVES["laws"])
    refused(lambda: SHELVES["laws"]["x"], UnknownNameError, message)


HOSTILE = "\x1b]0;owned\x07\n\x9b31m"


@pytest.mark.parametrize(
    "keys",
    [
        {"problem": HOSTILE},
        {"relation": [{"printed": "a\n"}]},
        {"names": {HOSTILE: ["1"]}},
        {HOSTILE: 1},
        {"names": {HOSTILE: "1"}, "relation": [{"printed": "bb = 1"}]},
    ],
    ids=["problem", "relation", "name", "key", "known names"],
)
def test_no_message_lets_a_file_command_the_terminal(keys: dict[str, Any], tmp_path: Path) -> None:
    """Text from a file stands in a message on one line, its control characters spelled out."""
    result = invoked("derive", "--check", str(worksheet(tmp_path, keys)))
    assert result.exit_code == 2
    assert one_printable_line(result.stderr)


@pytest.mark.parametrize(
    "keys", [{"tokens": [HOSTILE], "visible": [[0]]}, {"tokens": {HOSTILE: []}}, {"title": [HOSTILE]}]
)
def test_no_message_about_a_problem_lets_it_command_the_terminal(keys: dict[str, Any]) -> None:
    with pytest.raises(SymattnError) as error:
        Attention(X=ONE, **keys)
    assert one_printable_line(f"{error.value}\n")


@pytest.mark.parametrize("keys", [{"problem": "\0"}, {"problem": "a" * 300}], ids=["NUL", "too long"])
def test_a_worksheet_cannot_name_a_problem_that_no_file_is_called(keys: dict[str, Any], tmp_path: Path) -> None:
    result = invoked("derive", "--check", str(worksheet(tmp_path, keys)))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "cannot be read" in result.stderr


@pytest.mark.parametrize("form", ["json", "text", "latex", "markdown"])
@pytest.mark.parametrize("key", ["title", "tokens"])
def test_half_a_character_is_printed_or_refused(form: str, key: str, tmp_path: Path) -> None:
    r"""JSON's "\ud800" is a character to Python, and none to UTF-8."""
    path = tmp_path / "p.json"
    path.write_text(json.dumps({"X": ONE, key: "\ud800" if key == "title" else ["\ud800"]}))
    result = invoked("derive", str(path), f"--{form}")
    assert result.exit_code == 0 or (result.exit_code == 2 and one_printable_line(result.stderr)), result.exception


def one_printable_line(text: str) -> bool:
    return text.endswith("\n") and text[:-1].isprintable()


def invoked(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="symattn")


# --- output --------------------------------------------------------------------------------


def test_a_file_is_written_whole_and_with_nothing_beside_it(tmp_path: Path) -> None:
    page = tmp_path / "page.tex"
    page.write_bytes(b"old")
    page.chmod(0o640)
    write_whole(page, b"new")
    assert contents(tmp_path) == {"page.tex": b"new"}
    assert page.stat().st_mode & 0o777 == 0o640


def test_bad_input_leaves_an_existing_file_as_it_was(tmp_path: Path) -> None:
    page = tmp_path / "page.tex"
    page.write_bytes(b"old")
    for arguments in (["--x", "[[1,"], ["--check", "missing.toml"], ["--digits", "-1"], ["--steps", "x"]):
        assert invoked("derive", *arguments, "-o", str(page)).exit_code == 2
        assert contents(tmp_path) == {"page.tex": b"old"}


def test_a_disk_that_fills_up_leaves_an_existing_file_as_it_was(tmp_path: Path) -> None:
    """The disk is played by a limit of 1,000 bytes a file."""
    page = tmp_path / "page.tex"
    page.write_bytes(b"old")
    ran = subprocess.run(
        [sys.executable, "-m", "symattn", "derive", "-o", str(page)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", f"symattn: {page} cannot be written: File too large\n")
    assert contents(tmp_path) == {"page.tex": b"old"}


def test_a_folder_that_may_not_be_written_to_is_refused() -> None:
    with unwritable() as folder:
        page = folder / "page.tex"
        refused(lambda: write_whole(page, b"new"), OutputError, f"{page} cannot be written: Permission denied")
        assert list(folder.iterdir()) == []


def test_a_folder_that_may_not_even_be_looked_into_is_refused() -> None:
    with closed() as folder:
        page = folder / "page.tex"
        refused(lambda: write_whole(page, b"new"), OutputError, f"{page} cannot be written: Permission denied")


@pytest.mark.parametrize(
    ("name", "why"), [("a" * 300, "File name too long"), ("file/page.tex", "Not a directory")], ids=["long", "below"]
)
def test_a_name_that_cannot_be_given_to_a_file_is_refused(name: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    page = tmp_path / name
    refused(lambda: write_whole(page, b"new"), OutputError, f"{page} cannot be written: {why}")
    assert contents(tmp_path) == {"file": b"old"}


@pytest.mark.parametrize("reason", [PermissionError(1, "Operation not permitted"), KeyboardInterrupt()], ids=repr)
def test_a_writing_that_is_broken_off_leaves_nothing_behind(
    reason: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is in place or it is not; a half-written one under another name is neither."""

    def replace(*_: object) -> None:
        raise reason

    page = tmp_path / "page.tex"
    page.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        write_whole(page, b"new")
    assert contents(tmp_path) == {"page.tex": b"old"}


def test_writing_through_a_link_writes_the_file_it_points_to(tmp_path: Path) -> None:
    """/dev/stdout is such a link: replaced by a file, it is gone for every program."""
    page, link = tmp_path / "page.tex", tmp_path / "link.tex"
    page.write_bytes(b"old")
    link.symlink_to(page)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert page.read_bytes() == b"new"


@pytest.mark.parametrize("command", ["derive", "verify", "generate", "grade"])
def test_a_stdout_that_cannot_be_written_to_is_told_in_one_line(command: str, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("$1/2 = 0.6$")
    (tmp_path / "answers.csv").write_text("student,exercise,question,answer\n")
    (tmp_path / "exercises.json").write_text('{"version": 1, "title": "", "origin": "", "exercises": []}')
    files = {"verify": ["note.md"], "grade": ["exercises.json", "answers.csv"]}.get(command, [])
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "symattn", command, *files],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
        )
    assert ran.returncode == 2
    assert one_printable_line(ran.stderr), ran.stderr
    assert "No space left on device" in ran.stderr


def test_a_reader_that_goes_away_is_no_error_of_ours() -> None:
    """symattn derive | head -1"""
    ran = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m symattn derive --letters 8x8 --full | head -1"],
        capture_output=True,
        text=True,
    )
    assert (ran.stdout, ran.stderr) == ("Self-attention\n", "")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# Root may read and write everything; what another user may not is then tried as nobody.


@contextmanager
def folder_of_mode(mode: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        outer = Path(name)
        inner = outer / "folder"
        inner.mkdir()
        outer.chmod(0o755)
        inner.chmod(mode)
        with as_nobody():
            yield inner
        inner.chmod(0o700)


@contextmanager
def as_nobody() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def unwritable() -> Any:
    return folder_of_mode(0o555)


def closed() -> Any:
    return folder_of_mode(0o000)


@contextmanager
def unreadable() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "p.toml"
        path.write_text("X = [[1]]")
        path.chmod(0o000)
        Path(name).chmod(0o755)
        with as_nobody():
            yield path


# --- PDF -----------------------------------------------------------------------------------


def test_a_pdf_without_tex_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    message = (
        "a PDF needs TeX, and none of latexmk, pdflatex, xelatex and tectonic is installed; "
        "install TeX Live (Debian: apt install texlive-latex-recommended) or tectonic, or take --latex"
    )
    refused(lambda: pdf_of("x"), OutputError, message)
    result = invoked("derive", "--pdf", "-o", str(tmp_path / "page.pdf"))
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"symattn: {message}\n")
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo '! Undefined control sequence.'; exit 1", "tectonic made no PDF: ! Undefined control sequence."),
        ("echo 'cannot find plain.tex'; exit 1", "tectonic made no PDF: cannot find plain.tex"),
        ("exit 0", "tectonic made no PDF: it said nothing"),
        ("exec sleep 9", "tectonic was still running after 0.2 s; shorten the derivation with --steps"),
        ("sleep 9", "tectonic was still running after 0.2 s; shorten the derivation with --steps"),
    ],
)
def test_an_engine_that_makes_no_pdf_is_told_of(
    script: str, message: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An engine that hangs is ended, and so are the programs it has started (latexmk starts pdflatex)."""
    engine = tmp_path / "tectonic"
    engine.write_text(f"#!/bin/sh\n{script.replace('sleep', '/bin/sleep')}\n")
    engine.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("symattn.pdf.SECONDS", 0.2)
    begin = time.monotonic()
    refused(lambda: pdf_of("x"), OutputError, message)
    assert time.monotonic() - begin < 8
