"""Prose without a number, a sign or a formula is passed over unread: nothing in it may be mathematics if it is read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading.pages import islands

import symattn.islands
from symattn.island import Island
from symattn.notation.parse.patterns import MAY_STATE
from symattn.notation.parse.spellings import FUNCTIONS, HIDDEN_WORDS, ROW_WORDS, TABLES

WORDS = sorted(
    {*FUNCTIONS, *TABLES, *HIDDEN_WORDS, *ROW_WORDS, "Q", "K", "e", "QK", "word", "the", "a", "frac", "é", "π"}
)
ENDS = [
    "",
    " ",
    "\n",
    "\n\n",
    ", ",
    ". ",
    "; ",
    ": ",
    "! ",
    "? ",
    "'",
    '"',
    "(",
    ")",
    "*",
    "**",
    "/",
    "//",
    "-",
    "--",
    " - ",
    "–",
]


def everything_read(text: str, patched: pytest.MonkeyPatch) -> list[Island]:
    patched.setattr(symattn.islands, "MAY_STATE", re.compile(""))
    return islands(text, "text")


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(ENDS)), min_size=1, max_size=12))
def test_what_is_passed_over_holds_no_formula(words: list[tuple[str, str]]) -> None:
    text = "".join(word + end for word, end in words)
    if MAY_STATE.search(text) is None:
        with pytest.MonkeyPatch.context() as patched:
            assert everything_read(text, patched) == []


@pytest.mark.parametrize(
    "text", ["So it is.", "of each word (as told by Ilse), then:", "Für “größere” Wörter – также слово"]
)
def test_words_are_passed_over(text: str) -> None:
    assert MAY_STATE.search(text) is None


@pytest.mark.parametrize(
    "text", ["1", "it is ½", "e", "inf", "-Infinity", "a = b", "x → y", "...", "a²", "第一", "|x|", "$x$"]
)
def test_what_may_state_something_is_read(text: str) -> None:
    assert MAY_STATE.search(text) is not None
