"""HTML as a reader of mathematics sees it."""

from __future__ import annotations

import pytest
from formats.format_pages import blocks, cells, formulas, parts, words

from symattn.page import Kind, Notation


def test_elements_make_blocks() -> None:
    """Closing tags may be left out."""
    source = "<h2>A &amp; b</h2><p>one<br>two<p>three<ul><li>four<li>five</ul><pre>x = 1\n    2</pre>six"
    assert [(kind, text) for kind, _, text in parts("html", source)] == [
        (Kind.HEADING, "A & b"),
        (Kind.PARAGRAPH, "one two"),
        (Kind.PARAGRAPH, "three"),
        (Kind.ITEM, "four"),
        (Kind.ITEM, "five"),
        (Kind.CODE, "x = 1\n2"),
        (Kind.PARAGRAPH, "six"),
    ]
    assert blocks("html", source)[0].level == 2


def test_what_is_not_read_by_people_is_skipped() -> None:
    """Scripts, styles, comments, the head, and what is hidden."""
    source = (
        "<head><title>1=2</title></head><style>a{}</style><script>x='<p>3=4'</script><!-- <p>5=6 -->"
        "<p>7<span aria-hidden='true'>8<span>9</span></span></p>"
    )
    assert words("html", source) == "7"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>\\(x\\) $$y$$ \\[z &lt; 1\\]", ["x", "y", "z < 1"]),
        ("<p>$5 and $6, $e^0=1$", ["e^0=1"]),
        ('<p><script type="math/tex; mode=display">x < y</script>', ["x < y"]),
        ("<p><code>$x$</code>", []),
        (
            '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>x</mi></mrow><annotation '
            'encoding="application/x-tex">x=5</annotation></semantics></math></span><span class="katex-html" '
            'aria-hidden="true"><span>x=5</span></span></span>',
            ["x=5"],
        ),
    ],
)
def test_formulas_are_read_once(source: str, found: list[str]) -> None:
    """What KaTeX draws beside its TeX is not read again."""
    assert formulas("html", source) == found


@pytest.mark.parametrize(
    ("inner", "latex"),
    [
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "\\frac{1}{2}"),
        ("<msqrt><mn>2</mn></msqrt><mo>&asymp;</mo><mn>1.4</mn>", "\\sqrt{2}≈1.4"),
        ("<msup><mi>e</mi><mrow><mo>-</mo><mn>1</mn></mrow></msup>", "{e}^{-1}"),
        ("<msubsup><mi>W</mi><mi>Q</mi><mn>1</mn></msubsup>", "{W}_{Q}^{1}"),
        ("<mover><mi>x</mi><mo>^</mo></mover><mo>=</mo><mn>1</mn>", "x=1"),
        (
            "<mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd>"
            "<mtd><mn>4</mn></mtd></mtr></mtable><mo>]</mo>",
            "[\\matrix{1&0\\cr3&4}]",
        ),
        ("<mi>softmax</mi><mo>(</mo><mi>S</mi><mo>)</mo>", "\\mathrm{softmax}(S)"),
        ("<msub><mi>S</mi><mi>masked</mi></msub>", "{S}_{masked}"),
        ("<mroot><mn>8</mn><mn>3</mn></mroot>", None),
    ],
)
def test_mathml_is_read_as_latex(inner: str, latex: str | None) -> None:
    """A root of another order than two is given up."""
    found = formulas("html", f"<p><math>{inner}</math></p>")
    assert ["".join(text.split()) for text in found] == ([latex] if latex else [])


def test_cells_know_their_places() -> None:
    """Headings are cells of the first row."""
    source = "<table><tr><th>a<th>b</tr><tr><td><p>1</p></td><td>\\(x\\) y</td></tr></table><table><td>2</table>"
    assert cells("html", source) == [
        (1, 0, 0, "a"),
        (1, 0, 1, "b"),
        (1, 1, 0, "1"),
        (1, 1, 1, "x"),
        (1, 1, 1, "y"),
        (2, 0, 0, "2"),
    ]


def test_indices_stand_where_they_stood() -> None:
    """Tags of indices and powers become braces."""
    assert parts("html", "<p>W<sub>Q</sub>x<sup class='a'>2</sup></p>") == [
        (Kind.PARAGRAPH, Notation.PROSE, "W_{ Q} x^{ 2}")
    ]


@pytest.mark.parametrize("opening", ["<math>", "<svg>", "<head>", "<select>", '<span aria-hidden="true">', "<script>"])
def test_what_is_never_closed_hides_nothing(opening: str) -> None:
    assert "1/2 = 0.5" in words("html", f"<p>so 1/2 = 0.5 {opening} and</p><p>more</p>")


@pytest.mark.parametrize("opening", ["<math>", "<svg>", "<head>", "<select>", '<span aria-hidden="true">'])
def test_what_stands_behind_something_never_closed_is_read(opening: str) -> None:
    assert words("html", f"<p>{opening}</p><p>1/2 = 0.5</p>") == "1/2 = 0.5"
