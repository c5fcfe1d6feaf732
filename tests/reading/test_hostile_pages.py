"""Whatever a text holds, reading it ends soon, raises nothing, and says truly where each number stands."""

from __future__ import annotations

import time

import pytest
from drawn import DRAWING
from hypothesis import given
from hypothesis import strategies as st
from reading.pages import FORMATS, islands, numbers

from symattn.errors import SymattnError

MANY = 30_000
SECONDS = 60
"""Of processor time: what grows with the square of the text takes hours on any machine."""
HOSTILE = {
    "open brackets": "(" * MANY,
    "rows within rows": "[1 " * MANY,
    "functions of functions": "f(" * MANY,
    "roots of roots": "sqrt(" * MANY,
    "exponentials of roots": "exp√" * MANY,
    "bars": "|1 0|\n" * MANY,
    "equals": "=" * MANY,
    "a chain": "1=" * MANY,
    "quotients": "1/" * MANY,
    "names": "a + " * MANY,
    "primes": "a" + "'" * MANY,
    "commas": "1," * MANY,
    "names with commas": "a, " * MANY + "= 1",
    "a long number": "x = " + "7" * 10 * MANY,
    "decimals": "0.25 " * MANY,
    "headings over numbers": "a  b  c\n1  2  3\n" * (MANY // 8),
    "numbers in columns": "a  b  c\n" + "1  2  3\n" * (MANY // 4),
    "rows behind a label": "exp 1 2 3 " * (MANY // 4),
    "carets": "2" + "^" * MANY,
    "fractions": "$" + r"\frac" * MANY + "$",
    "fractions of digits": "$" + r"\frac12" * MANY + "$",
    "braces": "$" + r"\frac{" * MANY + "$",
    "environments": "$$" + r"\begin{bmatrix}" * MANY + "$$",
    "powers": "$" + "e^" * MANY + "$",
    "powers in braces": "$" + "e^{" * MANY + "$",
    "texts": "$" + r"\text{" * MANY + "$",
    "line ends": "$$" + r"\\" * MANY + "$$",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_no_faster_than_the_text(name: str) -> None:
    start = time.process_time()
    islands(HOSTILE[name])
    assert time.process_time() - start < SECONDS


FRAGMENTS = r"""
\frac \sqrt \hat \text{ab} \text{-1} \begin{bmatrix} \end{bmatrix} \left \cdot \\ & { } ( ) [ ] | │ ⎡ ⎤ ┌ ┐ = ≈ ~ → ←
12 0.707 1e-3 ½ ٣ ³ ² ₂ _² _{11} ^{(1)} ^ _ e^ e softmax exp √ sqrt₂ Q K W_ T .T ᵀ ' · × * x @ / + - − .. ... … , 、 ;
# // -- mat( vec( row 行 and 及 ` ``` $ $$ % {,} 0,5 1,000 ∞ -inf é 𝟏 ① np.exp( K^T^ W~Q~ <p> &times;
"""
PIECES = FRAGMENTS.split()
TEXTS = st.lists(st.sampled_from([*PIECES, " ", "\n", "\n\n", "\t", "\x00", "\ud800", "- ", "1. "]), max_size=40).map(
    "".join
)


@DRAWING
@given(TEXTS | st.text(max_size=60), st.sampled_from(sorted(FORMATS)), st.booleans())
def test_no_text_is_too_strange(text: str, format_name: str, decimal_comma: bool) -> None:
    try:
        found = islands(text, format_name, decimal_comma=decimal_comma)
    except SymattnError:
        return
    for island in found:
        assert len(island.signs) == len(island.sides) - (not island.is_continued)
        for side in island.sides:
            assert 0 <= side.start < side.end <= len(text)
            assert all(node is not None for node in numbers(side.formula))


@pytest.mark.parametrize(
    "text",
    [
        "a = 0.25 + 3[0.5, 2] ≈ (1.75, 6.25)",
        r"$\frac{0.25}{4} = \begin{bmatrix} 0.5 & 2 \end{bmatrix}$",
        "K = [3 0]\n    [0 4]",
        r"$e^{0.5}, e^0 = 1.65, 1$",
    ],
)
def test_each_number_stands_where_its_place_says(text: str) -> None:
    for island in islands(text, "text"):
        for side in island.sides:
            for node in numbers(side.formula):
                place = island.place_of(node)
                assert place is not None
                assert text[slice(*place)] == node.text
