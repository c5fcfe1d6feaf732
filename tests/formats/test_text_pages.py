"""Plain text as a reader of mathematics sees it."""

from __future__ import annotations

from formats.format_pages import blocks, formulas, parts, texts

from symattn.page import Kind, Notation


def test_paragraphs_keep_their_lines_and_columns() -> None:
    """Blank lines part them."""
    source = "Sums:\n  X = [[1, 2],\n       [3, 4]]\n\n= 1 * 2\n"
    assert texts("text", source) == ["Sums:\n  X = [[1, 2],\n       [3, 4]]", "= 1 * 2"]
    assert [block.kind for block in blocks("text", source)] == [Kind.PARAGRAPH, Kind.PARAGRAPH]
    assert {notation for _, notation, _ in parts("text", source)} == {Notation.CODE}


def test_formulas_and_fences_are_found_in_plain_text() -> None:
    """A displayed formula may hold blank lines."""
    source = "Let $a = 1$ and\n\n$$\nb\n\n= 2\n$$\n\n```\nc = 3\n```\n\\(d\\)\n"
    assert formulas("text", source) == ["a = 1", "b\n\n= 2", "d"]
    assert (Kind.CODE, Notation.CODE, "c = 3") in parts("text", source)


def test_a_text_of_program_lines_is_read_as_a_program() -> None:
    """Its remarks are pieces, their markers gone."""
    source = "fn f() {\n    // q = [1, 0]\n    // k = [0, 1]\n    let a = g(1);\n}\n"
    assert texts("text", source) == ["       q = [1, 0]\n       k = [0, 1]"]


def test_bold_face_borrowed_from_markdown_is_read_through() -> None:
    """Single stars multiply."""
    assert [text for _, _, text in parts("text", "**Sum:** 2*3 = 6 and x**2\n")] == ["Sum: 2*3 = 6 and x**2"]
