"""What holds of every format, whatever the text."""

from __future__ import annotations

import json
from time import process_time

import pytest
from drawn import DRAWING
from formats.format_pages import FORMATS
from hypothesis import given, settings
from hypothesis import strategies as st

from symattn.errors import LimitError, ReadingError

SECONDS = 60
"""Of processor time: what grows with the square of the text takes hours on any machine."""
MARKS = r"""
( ) [ ] { } < > $ $$ ` ``` ~~~ * ** _ __ ~ ~~ # ## - + = > | % & &amp; // /* */ -- --[[ {- #= : ::: --- , ; !
\ \\ \( \) \[ \] \begin{align} \end{align} \begin{tabular}{l} \end{tabular} \item \section{ \label{ \textbf{
\begin{document} \end{document} #table( #f[ #let @a ![ ]( ](#a) " ' 1 0.5 [1,0] x ≈ a_1 e^2 word 中 𝔸 é
<p> </p> <br> <td> <tr> <table> </table> <pre> </pre> <math> </math> <mfrac> <mn> </mn> <script> <!-- --> <svg>
"""
PIECES = st.sampled_from([*MARKS.split(), *" \n\r\t\0\x0b\u200b\u202e\u2028\ufeff", "\n\n", "\r\n", "    ", '"""'])
DOCUMENTS = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(PIECES, max_size=40).map(" ".join),
)


def notebook(text: str) -> str:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": text},
        {"cell_type": "code", "metadata": {}, "source": text.splitlines(keepends=True), "outputs": [{"text": [text]}]},
    ]
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5})


def check(name: str, source: str) -> None:
    page = FORMATS[name].read(source)
    assert len(page.text) == len(source)
    place = 0
    for part in page.parts:
        assert place <= part.start < part.end <= len(source)
        assert page.text[part.start : part.end].strip()
        place = part.end
    if name != "notebook":
        assert all(page.text[i] == "\n" for i, character in enumerate(source) if character == "\n")


@pytest.mark.parametrize("name", FORMATS)
def test_any_text_has_a_page_of_its_length_with_parts_in_order(name: str) -> None:
    """Parts are disjoint and hold something, and line breaks stay where they are."""

    @settings(DRAWING, max_examples=300)
    @given(DOCUMENTS)
    def holds(source: str) -> None:
        check(name, notebook(source) if name == "notebook" else source)

    holds()


@settings(DRAWING, max_examples=200)
@given(DOCUMENTS)
def test_a_text_that_is_no_notebook_is_refused_and_nothing_worse(source: str) -> None:
    """The only errors are those the command line prints."""
    try:
        FORMATS["notebook"].read(source)
    except (ReadingError, LimitError) as error:
        assert str(error)


@pytest.mark.parametrize(
    "mark", ["(", "[", "{", "$", "$$ ", "`", "*a", "> ", "- ", "<a ", "<p>", "\\begin{align}", "'''", "/*"]
)
@pytest.mark.parametrize("name", FORMATS)
def test_a_hundred_thousand_open_brackets_are_read_in_a_moment(name: str, mark: str) -> None:
    """What is never closed takes no deep recursion and no time that grows with its square."""
    source = mark * 100_000
    source = notebook(source[:100_000]) if name == "notebook" else source
    begun = process_time()
    check(name, source)
    assert process_time() - begun < SECONDS


@pytest.mark.parametrize("name", FORMATS)
def test_a_megabyte_is_read_in_seconds(name: str) -> None:
    """The time grows with the length of the text and no faster."""
    source = '# Step 1\n\nLet $q = [1, 0]$ and *k* be `[0, 1]`; <b>1*1</b> // = "1"\n\n$$\nx = 1\n$$\n\n' * 10_000
    source = notebook(source[:500_000]) if name == "notebook" else source
    begun = process_time()
    check(name, source)
    assert process_time() - begun < SECONDS


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_endings_of_its_own_and_a_manual(name: str) -> None:
    """No ending belongs to two formats."""
    assert len(FORMATS.explanation(name)) > 100
    others = {ending for other in FORMATS if other != name for ending in FORMATS[other].endings}
    assert not others.intersection(FORMATS[name].endings)
    assert all(ending.startswith(".") and ending == ending.lower() for ending in FORMATS[name].endings)
