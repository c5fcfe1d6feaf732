"""Program code as a reader of mathematics sees it."""

from __future__ import annotations

import pytest
from formats.format_pages import blocks, formulas, texts

from symattn.page import Kind


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("// a = 1\n//   b = 2\nint x;\n", ["   a = 1\n     b = 2"]),
        ("/// a\n/// b\nint x;\n", ["    a\n    b"]),
        ("/**\n * q = [1,\n *      0]\n */\nint x;\n", ["   q = [1,\n        0]"]),
        ("/* a\n   2 * 3\n * 4 */\nint x;\n", ["   a\n   2 * 3\n * 4"]),
        ("def f():\n    # a = 1\n    # b = 2\n    pass\n", ["      a = 1\n      b = 2"]),
        ("local x\n-- a = 1\n-- b\n", ["   a = 1\n   b"]),
        ("% a = 1\n% b\nx;\n", ["  a = 1\n  b"]),
        ("x = f(1)  # = 2\ny = 3\n# z\n", ["  = 2", "  z"]),
        ("#include <a>\n// b\nint c;\n", ["   b"]),
    ],
)
def test_remarks_are_pieces_without_their_markers(source: str, found: list[str]) -> None:
    """Lines one after the other are one block, and columns stay."""
    assert texts("code", source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('print("x = 1")\n', ["x = 1"]),
        ('def f():\n    """A = [1,\n         2]\n\n    B"""\n', ["A = [1,\n         2]", "    B"]),
        ("const a = `p = 1\n  q = 2`;\n", ["p = 1\n  q = 2"]),
        ('f("a\\nb", "\\u2248 1");\n', ["a \nb", "≈      1"]),
        ("const u = 'http://a.org'; // b\n", ["http://a.org", "   b"]),
    ],
)
def test_strings_are_pieces_with_their_escapes_decoded(source: str, found: list[str]) -> None:
    """A string of several paragraphs is as many blocks."""
    assert texts("code", source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('print(f"S[{i}] = {s[i]:.4f} and {{a}}")\n', "S[…  ] = …          and {{a}}"),
        ('printf("p = (%.4f, %8.3f), 50% of it\\n", a, b);\n', "p = (…   , …    ), 50% of it"),
        ("const a = `s = ${s.toFixed(2)}`;\n", "s = …"),
        ('println!("x = {:.3}, y = {}", x, y);\n', "x = …    , y = …"),
        ('f("$e^{0.5}$ and a_{i}")\n', "e^{0.5}"),
    ],
)
def test_what_a_program_prints_into_a_string_is_left_open(source: str, found: str) -> None:
    """A formula in braces stays."""
    assert found in texts("code", source)


def test_formulas_in_strings_are_formulas() -> None:
    r"""A doubled backslash is one, two that end a row stay together, and \times in a raw string is no tab."""
    assert formulas("code", 'print("$\\\\frac{1}{2} \\\\\\\\ x$")\n') == ["\\frac{1}{2} \\\\ x"]
    assert formulas("code", "const a = md`so $2 \\times 3 \\neq 5$ is`;\n") == ["2 \\times 3 \\neq 5"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("const Wq = [[2, 0], [0, 1]];\n", "Wq = [[2, 0], [0, 1]]"),
        (
            "X = np.array([[1, 2],  # one\n              [3, 4]])\ny = 1\n",
            "X =          [[1, 2],  # one\n              [3, 4]]",
        ),
        ("let want = [2.5f32, -1.5];\n", "want = [2.5   , -1.5]"),
        ("float x[2][2] = {{1, 0}, {0, 1}};\n", "x       = [[1, 0], [0, 1]]"),
        ("q, k = (1, 0), 2\nv = (1, 0.5)\n", "v = (1, 0.5)"),
        ("W: list[int] = [1, 2]\nx = 1\n", "W            = [1, 2]"),
    ],
)
def test_lists_of_numbers_are_data(source: str, found: str) -> None:
    """Types, makers and suffixes go, braces become brackets."""
    assert texts("code", source) == [found]
    assert blocks("code", source)[0].kind is Kind.CODE


def test_a_list_with_anything_but_numbers_is_no_data() -> None:
    """Calls and conditions are the program's own."""
    assert texts("code", "x = [a, 1]\ny = f([1], 2)\nz = [i for i in y]\nw = [1, 2] * 3\nu = (1)\n") == []
