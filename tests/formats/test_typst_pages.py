"""Typst as a reader of mathematics sees it."""

from __future__ import annotations

from formats.format_pages import blocks, cells, formulas, parts, words

from symattn.page import Kind, Notation


def test_formulas_with_spaces_inside_are_displayed() -> None:
    """Others belong to their paragraph."""
    assert parts("typst", "Let $x = 1$ be.\n$ y = 2 $") == [
        (Kind.PARAGRAPH, Notation.PROSE, "Let"),
        (Kind.PARAGRAPH, Notation.TYPST, "x = 1"),
        (Kind.PARAGRAPH, Notation.PROSE, "be."),
        (Kind.DISPLAY, Notation.TYPST, "y = 2"),
    ]


def test_settings_comments_and_raw_text_hold_no_formulas() -> None:
    """Code between backticks is a part of its own."""
    source = "#set text(size: 1pt)\n#let f(x) = [\n  $a$\n]\n// $b$\n/* $c$ */ see https://a.org/b `$d$` $e$"
    assert formulas("typst", source) == ["e"]
    assert words("typst", source) == "see $d$ e"


def test_blocks_are_told_apart() -> None:
    """A heading ends with its line."""
    source = "== Scores\nOne *two* _three_ a_1\n- four\n+ five\n\nsix"
    found = [(block.kind, block.level) for block in blocks("typst", source)]
    assert found == [(Kind.HEADING, 2), (Kind.PARAGRAPH, 0), (Kind.ITEM, 0), (Kind.ITEM, 0), (Kind.PARAGRAPH, 0)]
    assert words("typst", source) == "Scores One two three a_1 four five six"


def test_cells_fill_the_rows_of_a_table() -> None:
    """Columns are counted or listed; cells may be formulas, and brackets in a cell are text."""
    listed = "#table(columns: (1fr, auto), table.header([*a*], [b]), [1], [$[2, 3]$ (x], $c$, [d [1, 0]])"
    assert cells("typst", listed) == [
        (1, 0, 0, "a"),
        (1, 0, 1, "b"),
        (1, 1, 0, "1"),
        (1, 1, 1, "[2, 3]"),
        (1, 1, 1, "(x"),
        (1, 2, 0, "c"),
        (1, 2, 1, "d [1, 0]"),
    ]
    assert [row[1] for row in cells("typst", "#figure(table(columns: 2)) #table(columns: 1, [a], [b])")] == [0, 1]


def test_the_text_of_other_calls_is_read() -> None:
    """Their settings are not."""
    assert words("typst", "#align(center)[x = 1] and #text(fill: red)[two]") == "x = 1 and two"
