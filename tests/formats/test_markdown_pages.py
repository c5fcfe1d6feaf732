"""Markdown as a reader of mathematics sees it."""

from __future__ import annotations

import pytest
from formats.format_pages import blocks, cells, formulas, parts, squeezed, texts, words

from symattn.page import Kind, Notation
from symattn.scanning.sections import FAR_TOO_LONG, LONG, NEAR, sections

DISPLAY, PARAGRAPH, ITEM, CODE, HEADING = Kind.DISPLAY, Kind.PARAGRAPH, Kind.ITEM, Kind.CODE, Kind.HEADING
PROSE, LATEX = Notation.PROSE, Notation.LATEX


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("so $a=1$ and $b = 2$.", ["a=1", "b = 2"]),
        ("it costs $5 or $6, and $ 7", []),
        ("from $3.00/M to $15.00/M", []),
        ("a price of $5 and $x = 3$", ["x = 3"]),
        ("loose $ e^0 = 1 $ but", ["e^0 = 1"]),
        ("sloppy $\\alpha $", ["\\alpha"]),
        ("\\(x\\) and \\[ y = 1 \\]", ["x", "y = 1"]),
        ("\\\\( x \\\\) of Jekyll", ["x"]),
        ("$`x = 1`$ of GitHub", ["x = 1"]),
        ("$$\na\n=\nb\n$$", ["a\n=\nb"]),
        ("$$\na\n\n+ b\n$$", ["a\n\n+ b"]),
        ("> $$\n> a\n> = b\n> $$", ["a\n= b"]),
        ("```math\nx = 1\n```", ["x = 1"]),
        (
            "```math\nQ = \\begin{pmatrix}1 & 0\\end{pmatrix}, K = 2\n```",
            ["Q = \\begin{pmatrix}1 & 0\\end{pmatrix}, K = 2"],
        ),
        ("```latex\n\\[ x = 1 \\]\n```", ["x = 1"]),
        ("\\begin{align*}\na &= 1 \\\\\n&= 2\n\\end{align*}", ["a &= 1 \\\\\n&= 2"]),
        ("\\begin{bmatrix}1\\end{bmatrix}", ["\\begin{bmatrix}1\\end{bmatrix}"]),
        ("`$a$` is code, \\$a\\$ is not", []),
        ("```\n$a$\n```", []),
        ("an open $$ here\n\n# Heading $x$\n", ["x"]),
        ("$a &lt; 1 &amp; 2$", ["a < 1 & 2"]),
        ("W $a_1*b_1$ and *c*", ["a_1*b_1"]),
    ],
)
def test_formulas_are_found_in_all_their_delimiters(source: str, found: list[str]) -> None:
    """Prices are none, and code holds none."""
    assert formulas("markdown", source) == found


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("1*1 + 2*2 = 5", "1*1 + 2*2 = 5"),
        ("a * b * c", "a * b * c"),
        ("0.5*[1,0] + 0.5*[0,1]", "0.5*[1,0] + 0.5*[0,1]"),
        ("0.5 *[1,0] + 0.5 *[0,1]", "0.5 *[1,0] + 0.5 *[0,1]"),
        ("x**2 + y**2", "x**2 + y**2"),
        ("**x = [1, 2]**", "x = [1, 2]"),
        ("**Sum:** 2*3 = 6", "Sum: 2*3 = 6"),
        ("*Row 1* is", "Row 1 is"),
        ("_really_ W_Q and d_k", "really W_Q and d_k"),
        ("**权重**为 0.5", "权重 为 0.5"),
        ("2 \\* 3", "2 * 3"),
        ("a &times; b &lt; c", "a × b < c"),
        ("W<sub>Q</sub> = 1", "W_{ Q} = 1"),
        ("one<br/>two <b>three</b>", "one two three"),
        ("x <y and z> w", "x <y and z> w"),
        ("see [the notes](notes/a.md) now", "see the notes now"),
        ("[1, 0](2) = [2, 0]", "[1, 0](2) = [2, 0]"),
        ("![plot](a.png) x", "x"),
        ("at https://a.org/1=2 now", "at now"),
        ("Q = \\[1, 0\\]", "Q = [ 1, 0]"),
    ],
)
def test_what_is_markup_goes_and_what_is_mathematics_stays(source: str, read: str) -> None:
    """A star that may be multiplication is."""
    assert words("markdown", source) == read


def test_a_paragraph_with_formulas_and_code_is_one_block() -> None:
    """Its parts are prose, LaTeX and code in turn, and a displayed formula is a block of its own."""
    source = "Let $a$ be `b = 1` and\n$$c$$\ndone."
    assert parts("markdown", source) == [
        (PARAGRAPH, PROSE, "Let"),
        (PARAGRAPH, LATEX, "a"),
        (PARAGRAPH, PROSE, "be"),
        (PARAGRAPH, Notation.CODE, "b = 1"),
        (PARAGRAPH, PROSE, "and"),
        (DISPLAY, LATEX, "c"),
        (PARAGRAPH, PROSE, "done."),
    ]
    assert [block.kind for block in blocks("markdown", source)] == [PARAGRAPH, DISPLAY, PARAGRAPH]


def test_headings_items_and_quotations_are_told_apart() -> None:
    """Their markers are no text, and a heading knows its level."""
    source = "## Scores #\n\n- one\n  = 1\n1. two\n\n> three\n> four\n\nFive\n===\n"
    assert [(kind, text) for kind, _, text in parts("markdown", source)] == [
        (HEADING, "Scores"),
        (ITEM, "one\n= 1"),
        (ITEM, "two"),
        (PARAGRAPH, "three\nfour"),
        (HEADING, "Five"),
    ]
    assert [block.level for block in blocks("markdown", source) if block.kind is HEADING] == [2, 1]


def test_a_line_with_only_an_equals_sign_makes_no_heading() -> None:
    """CommonMark would make a heading of the line above."""
    assert parts("markdown", "Q\n=\n[1, 0]") == [(PARAGRAPH, PROSE, "Q\n=\n[1, 0]")]


@pytest.mark.parametrize(
    ("source", "blocks_due"),
    [
        ("Z = 0.5 * [1, 0]\n+ 0.5 * [0, 1]\n+ 1\n= 2\n- [1, 0]", 1),
        ("= [1, 0]\n- [0, 1]", 1),
        ("Rows = tokens:\n- 1 = 1\n- 2 = 2", 3),
        ("- a = 1\n+ b = 2", 2),
    ],
)
def test_a_line_that_adds_to_a_sum_is_no_item(source: str, blocks_due: int) -> None:
    """CommonMark would begin a list at + and at - behind any line."""
    assert len(blocks("markdown", source)) == blocks_due


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("```py\nX = [1,\n     2]\n```\n", "X = [1,\n     2]"),
        ("- a\n\n  ```\n  X = [1,\n       2]\n  ```\n", "  X = [1,\n       2]"),
        ("~~~\nX = **1**\n", "X = **1**"),
        ("text\n\n    X = 1\n    Y = 2\n", "    X = 1\n    Y = 2"),
        ("> ```\n> X = 1\n>   2\n> ```\n", "  X = 1\n    2"),
    ],
)
def test_code_keeps_its_lines_and_columns(source: str, found: str) -> None:
    """Fenced or indented, in a list or a quotation, closed or left open."""
    assert texts("markdown", source)[-1] == found
    assert blocks("markdown", source)[-1].kind is CODE


def test_cells_know_their_places() -> None:
    """A bar within a formula ends no cell."""
    source = "| a | P |\n|---|:-:|\n| `x` | $P(a|b)$ is 1 |\n| 2 | |\n\n\n|c|\n|-|\n|3|\n"
    assert cells("markdown", source) == [
        (1, 0, 0, "a"),
        (1, 0, 1, "P"),
        (1, 1, 0, "x"),
        (1, 1, 1, "P(a|b)"),
        (1, 1, 1, "is 1"),
        (1, 2, 0, "2"),
        (2, 0, 0, "c"),
        (2, 1, 0, "3"),
    ]


def test_front_matter_and_markers_of_blocks_are_skipped() -> None:
    """The contents of a ::: block are read."""
    assert words("markdown", "---\ntitle: 1 = 2\n---\n\n::: tip One\nx = 1\n:::\n") == "x = 1"


EXERCISE = "````{exercise} Two words\n:label: one\n:class: x\n\n"


@pytest.mark.parametrize(
    ("source", "due"),
    [
        (EXERCISE + "so $x = 1$\n````\n\nand $y = 2$", ["so", "x = 1", "and", "y = 2"]),
        (EXERCISE + "```python\ny = 1\n```\n````\nbehind", ["y = 1", "behind"]),
        ("```{note}\n```{tip}\na = 1\n```\nb\n```\nc", ["a = 1", "b", "c"]),
        ("> ```{note}\n> so $x = 1$\n> ```\n\nb", ["so", "x = 1", "b"]),
        (":::{exercise}\n:label: one\nx = 1\n:::", ["x = 1"]),
        ("```{math}\n:label: one\nx = 1\n```", ["x = 1"]),
        ("```{python}\n$x$ = 1\n```", ["$x$ = 1"]),
        ("````\n```{note}\nx = 1\n```\n````", ["```{note}\nx = 1\n```"]),
        ("```{note} open\nso $x = 1$", ["so", "x = 1"]),
    ],
)
def test_directives_of_myst_hold_markdown(source: str, due: list[str]) -> None:
    """Their markers and options say nothing; what {python} and {math} hold is a program, and a formula."""
    assert [text for _, _, text in parts("markdown", source)] == due


def test_markers_of_directives_end_no_section() -> None:
    turn = EXERCISE + "so $x = 1$\n````\n\n"
    times = 2 * LONG // len(turn)
    assert parts("markdown", turn * times) == parts("markdown", turn) * times


def test_a_table_in_html_is_a_table() -> None:
    """It is counted among those of the document."""
    source = "|a|\n|-|\n\n<table><tr><td>1</td><td>$x$ y</td></tr></table>\n\n|b|\n|-|\n"
    assert [row[0] for row in cells("markdown", source)] == [1, 2, 2, 3]


def test_a_place_in_the_view_is_a_place_in_the_source() -> None:
    """Also behind characters that take two units of UTF-16, and in lines that end like those of Windows."""
    source = "𝔸 **b** 中\r\n\r\n- $x = 1$\r\n"
    from_view = texts("markdown", source)
    assert from_view[-1] == "x = 1"
    assert [text.strip() for text in from_view[:1]] == ["𝔸   b   中"]


# --- long texts -----------------------------------------------------------------------------

TURN = (
    "## Step\n\nso 1/2 = 0.5 and $x = 1$\n\n- one\n- two\n\n$$\nx = 1\n\n= 1\n$$\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
)


def test_a_long_text_is_read_like_its_pieces() -> None:
    """Sections end where nothing goes on, here before headings."""
    times = 3 * LONG // len(TURN)
    assert parts("markdown", TURN * times) == parts("markdown", TURN) * times
    assert [table for table, *_ in cells("markdown", TURN * times)][-1] == times


@pytest.mark.parametrize(
    "turn", ["- 1\n", "a\n===\n", "> > - 1\n", "1 = 1\n", "so $x = 1$, ", "[1, ", "---\na: b\n", "*a "]
)
def test_no_section_is_far_too_long(turn: str) -> None:
    """Whatever a text is made of, markdown-it sees a bounded piece of it at a time, and no character is left out."""
    text = turn * (4 * FAR_TOO_LONG // len(turn))
    found = list(sections(text))
    assert "".join(text[start:end] for start, end in found) == text
    assert max(end - start for start, end in found) <= FAR_TOO_LONG + len(turn) + NEAR


@pytest.mark.parametrize("fence", ["```\n", "~~~\n"])
def test_no_section_ends_within_a_fence(fence: str) -> None:
    """# is a remark there, and no heading."""
    code = "# 1 = 1\n\nx\n" * LONG
    assert parts("markdown", f"{fence}{code}{fence}") == [(Kind.CODE, Notation.CODE, squeezed(code).rstrip("\n"))]


def test_a_formula_of_many_lines_is_kept_whole() -> None:
    def kinds(lines: int) -> list[Kind]:
        formula = "$$\n" + "x = 1\n\n" * lines + "$$\n\n"
        return [kind for kind, *_ in parts("markdown", formula + "word\n\n" + formula)]

    assert kinds(LONG // 6) == kinds(2)


def test_only_the_first_lines_are_front_matter() -> None:
    text = "a\n" * FAR_TOO_LONG + "---\nb: 1 = 1\n---\n"
    assert "b: 1 = 1" in words("markdown", text)
