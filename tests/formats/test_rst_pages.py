"""reStructuredText as a reader of mathematics sees it."""

from __future__ import annotations

import pytest
from formats.format_pages import blocks, cells, formulas, parts, words

from symattn.page import Kind, Notation

RST = "restructuredtext"


def test_roles_and_blocks_of_mathematics_are_formulas() -> None:
    """A blank line within `.. math::` parts two; options of the directive are none."""
    text = ":math:`q = [1, 0]`\n\n.. math::\n   :label: a\n\n   x = 1 \\\\\n   y = 2\n\n   z = 3\n\n.. math:: w = 4\n"
    assert formulas(RST, text) == ["q = [1, 0]", "x = 1 \\\\\ny = 2", "z = 3", "w = 4"]
    assert [block.kind for block in blocks(RST, text)] == [Kind.PARAGRAPH, Kind.DISPLAY, Kind.DISPLAY, Kind.DISPLAY]


@pytest.mark.parametrize(
    "text",
    [
        ".. a remark: 1 = 2\n   and 3 = 4\n",
        "..\n   1 = 2\n",
        ".. _target: http://a.org/1=2\n",
        ".. |x| replace:: 1 = 2\n",
        ".. [1] 1 = 2\n",
        ".. raw:: html\n\n   <b>1 = 2</b>\n",
        ".. image:: 1=2.png\n   :width: 3 = 4\n",
    ],
)
def test_remarks_targets_and_options_are_skipped(text: str) -> None:
    assert words(RST, f"before\n\n{text}\nbehind\n") == "before behind"


def test_code_stands_behind_two_colons_and_in_its_directives() -> None:
    """A doctest is code too."""
    text = "So::\n\n  a = 1\n\n  b = 2\n\nand\n\n.. code-block:: python\n   :linenos:\n\n   c = 3\n\n>>> d\n4\n"
    found = [text for kind, notation, text in parts(RST, text) if notation is Notation.CODE]
    assert found == ["a = 1\n\nb = 2", "c = 3", ">>> d\n4"]


def test_headings_items_and_sentences_are_told_apart() -> None:
    """Headings are as deep as their line is new; what is within a directive is text."""
    text = "=====\nTitle\n=====\n\nPart\n----\n\n- one\n- two\n\n.. note:: three\n\n   four\n\nPart\n----\n"
    assert [(block.kind.value, block.level) for block in blocks(RST, text)] == [
        ("heading", 1),
        ("heading", 2),
        ("item", 0),
        ("item", 0),
        ("paragraph", 0),
        ("paragraph", 0),
        ("heading", 2),
    ]


def test_marks_of_a_sentence_are_read_through() -> None:
    """A star between numbers is multiplication."""
    text = "The **bold**, *slanted* :ref:`words <a>` and `more <b>`_ of ``2*3`` are 2*3 and 2 * 3 \\*.\n"
    assert words(RST, text) == "The bold , slanted words and more of 2*3 are 2*3 and 2 * 3 *."


@pytest.mark.parametrize(
    "table",
    [
        "+---+-------------+\n| a | b           |\n+===+=============+\n| c | :math:`x=1` |\n+---+-------------+\n",
        "===  ===========\na    b\n===  ===========\nc    :math:`x=1`\n===  ===========\n",
    ],
)
def test_tables_have_cells(table: str) -> None:
    assert cells(RST, table) == [(1, 0, 0, "a"), (1, 0, 1, "b"), (1, 1, 0, "c"), (1, 1, 1, "x=1")]
