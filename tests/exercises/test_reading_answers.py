"""Answers as students write them: brackets of any sort or none, names, chains, commas and points, boxes, LaTeX."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symattn.exact.number import Exact, ln, sqrt
from symattn.exercise import Blank, Option
from symattn.grading.cells import read_cell
from symattn.grading.choosing import chosen
from symattn.grading.dues import Due, Written
from symattn.grading.fitting import fit
from symattn.grading.given import Answer, Read, Unread, numbers_given
from symattn.notation.document import words
from symattn.notation.parse.plain import name_of


def blanks(rows: Sequence[Sequence[str]], letter: str = "a") -> list[list[Blank]]:
    """What is due: a_11, a_12 … to three places."""
    return [
        [Blank.known(name_of(f"{letter}_{i}{j}"), read_cell(text).value, 3) for j, text in enumerate(row, 1)]
        for i, row in enumerate(rows, 1)
    ]


ROW = blanks([["1/(1 + e^(√2))", "1/(1 + e^(-√2))"]])
"""0.196, 0.804"""
TABLE = blanks([["1/(1 + e^(2√2))", "1/(1 + e^(-2√2))"], ["1/(1 + e^(1/√2))", "1/(1 + e^(-1/√2))"]])
"""0.056, 0.944; 0.330, 0.670"""
SCORES = blanks([["-4", "0"], ["-2", "-1"]], "s")
GAP = [[Blank.known(name_of("δ"), sqrt(Exact(3)) * ln(Exact(2)), 3)]]
"""1.201"""


def one(text: str) -> list[list[Blank]]:
    return blanks([[text]], "x")


def dues(rows: list[list[Blank]]) -> list[Due]:
    return [Due.known(blank.due, blank.places) for row in rows for blank in row]


def read(text: str, rows: list[list[Blank]], *, decimal_comma: bool = False) -> Read:
    return numbers_given(Answer(text, decimal_comma), rows, dues(rows))


def outcomes(text: str, due: list[list[Blank]], *, decimal_comma: bool = False) -> list[str]:
    return [
        entry.outcome.value if isinstance(entry, Unread) else fit(number, entry).value
        for entry, number in zip(read(text, due, decimal_comma=decimal_comma), dues(due), strict=True)
    ]


def why(text: str, due: list[list[Blank]], *, decimal_comma: bool = False) -> str:
    first = read(text, due, decimal_comma=decimal_comma)[0]
    assert isinstance(first, Unread), first
    return first.why


def is_right(text: str, due: list[list[Blank]], *, decimal_comma: bool = False) -> bool:
    return set(outcomes(text, due, decimal_comma=decimal_comma)) == {"right"}


@pytest.mark.parametrize(
    "text",
    ["0.196, 0.804", "(0.196; 0.804)", "{0.196, 0.804}", "0.196 | 0.804", "| 0.196 | 0.804 |", "0.196 & 0.804"]
    + ["A = (0.196 0.804)", "A = 0.196, 0.804", "19.6% 80.4%", "19.6 % 80.4 %", ".196 .804", "0.196… 0.804…"]
    + ["a_11 = 0.196, a_12 = 0.804", "a_12 = 0.804; a_11 = 0.196", "a11=0.196 a12=0.804", "a_11 = 0.196\na_12 = 0.804"]
    + ["word 1: 0.196, word 2: 0.804", "≈0.196, ≈0.804", "[0.196, 0.804]ᵀ", "[0.196 0.804]^T", "c(0.196, 0.804)"]
    + ["0.196、0.804", "０．１９６　０．８０４", "0,196,0,804", "(0,196 | 0,804)", "(0.196) (0.804)", "0.196\t0.804"]
    + [r"\pmatrix{0.196 & 0.804}", r"\frac{1}{1+e^{\sqrt2}} \quad \frac{e^{\sqrt2}}{1+e^{\sqrt2}}"]
    + ["1/(1+e^(√2)) e^(√2)/(1+e^(√2))", "1/(1 + e^√2)   1/(1 + e^(-√2))", "$0.196$, $0.804$", "['0.196', '0.804']"]
    + [
        r"$a_{11} = 0.196,\ a_{12} = 0.804$",
        "a_11 = 1/(1 + e^√2) ≈ 0.196, a_12 ≈ 0.804",
        "0.196 → 0.196, 0.804 = 0.804",
    ],
)
def test_a_row(text: str) -> None:
    assert is_right(text, ROW)


@pytest.mark.parametrize(
    "text",
    ["[0.056 0.944]\n[0.330 0.670]", "(0.056 0.944; 0.330 0.670)", "0.056 0.944 | 0.330 0.670"]
    + ["|0.056 0.944|\n|0.330 0.670|", "| 0.056 | 0.944 |\n| 0.330 | 0.670 |", "0.056\t0.944\n0.330\t0.670"]
    + ["|   |   |\n|---|---|\n| 0.056 | 0.944 |\n| 0.330 | 0.670 |", r"0.056 & 0.944 \\ 0.330 & 0.670"]
    + ["⎡ 0.056  0.944 ⎤\n⎣ 0.330  0.670 ⎦", "A ≈ ⎡ 0.056  0.944 ⎤\n    ⎣ 0.330  0.670 ⎦"]
    + ["A = ⎡   1/(1 + e^(2√2))    1/(1 + e^(-2√2)) ⎤ ≈ ⎡ 0.056  0.944 ⎤\n"]
    + ["⎡   1/(1 + e^(2√2))    1/(1 + e^(-2√2)) ⎤\n⎣ 1/(1 + e^(1/√2))  1/(1 + e^(-1/√2)) ⎦"]
    + ["a_11 = 0.056, a_12 = 0.944, a_21 = 0.330, a_22 = 0.670", "row 1: 0.056 0.944; row 2: 0.330 0.670"]
    + ["(0,056 0,944\n0,330 0,670)", "0,056; 0,944\n0,330; 0,670", "[[0.056 0.944]\n [0.330 0.670]]"]
    + [r"A = \begin{pmatrix} 0.056 & 0.944 \\ 0.330 & 0.670 \end{pmatrix}", "array([[0.056, 0.944],\n [0.330, 0.670]])"]
    + ["0.056 0.944 0.330 0.670", "0.056,0.944,0.330,0.670", "[0.056; 0.944; 0.330; 0.670]", "0,056 0,944 0,330 0,670"]
    + ["A =\n0.056 0.944\n0.330 0.670", "A = softmax(S/√2) = [[0.056, 0.944], [0.330, 0.670]]"],
)
def test_a_table(text: str) -> None:
    if text.endswith("⎤\n"):
        text += "    ⎣ 1/(1 + e^(1/√2))  1/(1 + e^(-1/√2)) ⎦   ⎣ 0.330  0.670 ⎦"
    assert is_right(text, TABLE)


@pytest.mark.parametrize("decimal_comma", [False, True])
@pytest.mark.parametrize(
    "text",
    ["[-4 0; -2 -1]", "-4 0\n-2 -1", "[[-4,0],[-2,-1]]", "-4,0;-2,-1", "- 4 0; - 2 -1", "(-4|0),(-2|-1)", "—4 0; −2 –1"]
    + [r"-4 & 0 \\ -2 & -1", "[[-4.  0.]\n [-2. -1.]]", "-4,0 0; -2 -1,0"],
)
def test_whole_numbers_of_files_with_points_and_with_commas(text: str, decimal_comma: bool) -> None:
    assert is_right(text, SCORES, decimal_comma=decimal_comma)


@pytest.mark.parametrize(
    "text",
    ["√3 ln 2", "√3*ln2", "√3 ln 2 (≈ 1.201)", "√3 ln 2 = 1.201", "x = √3 ln 2 ≈ 1.201", "1.201 = x", "answer: 1.201"]
    + ["s_1 - s_2 = 1.201", "The gap = 1.201", "ca. 1.201", "1.2009…", "1,201", r"\delta = \sqrt{3}\ln 2 \approx 1.201"]
    + ["1.732 * 0.6931 = 1.201", "**1.201**", "1.201.", "gap := 1.201", "sqrt(3)*log(2)", "(1.201)", "(x = 1.201)"],
)
def test_one_number(text: str) -> None:
    assert is_right(text, GAP)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x = 5 or x = 2", "'x = 5 or x = 2' has words beside its numbers"),
        ("$x = 5 or x = 2$", "has words beside its numbers"),
        ("x is 5 or x = 2", "has words beside its numbers"),
        ("x is 5 but x = 2", "'x is 5 but x' is no number, row or table that can be read"),
        ("x is not = 2", "has words beside its numbers"),
        ("no = 2", "has words beside its numbers"),
        ("x is unequal = 2", "has words beside its numbers"),
        ("2 (rounded)", "'2 (rounded)' has words beside its numbers"),
        ("2 percent", "'2 percent' has words beside its numbers"),
        ("not 2 tokens", "has words beside its numbers"),
        ("2 tokens or 5 tokens", "has words beside its numbers"),
        ("5 tokens, 2 tokens", "'5 tokens' has words beside its numbers"),
        ("5 = 2 tokens", "'2 tokens' has words beside its numbers"),
        ("5x = 2", "is an equation, where a number is due"),
        ("x + 3 = 2", "is an equation, where a number is due"),
        (r"x=5\\x=2", "tells the same number twice"),
        ("x=5; y=2", "a row of 2 numbers is given, where one number is due"),
        ("x != 2", "tells what the number is compared with"),
        ("x ≠ 2", "tells what the number is compared with"),
        ("x <= 2", "tells what the number is compared with"),
        (r"x \ge 2", "tells what the number is compared with"),
        ("± 2", "tells what the number is compared with"),
        ("5, no = 2", "says more than one thing, or words stand in between"),
        ("5 = 2", "'5' and '2' are not equal"),
        ("x = 5 = 2", "'5' and '2' are not equal"),
        ("ln 8 = 2", "'ln 8' and '2' are not equal"),
        ("2.0 + 3.0 = 2", "are not equal"),
        ("x = [5, 2] = 2", "'[5, 2]' and '2' are not equal"),
        ("2 or 5", "has words beside its numbers"),
        ("|-2|", "abs is outside"),
        ("[2", "a bracket [ is not closed"),
        ("2)", "a bracket ) closes that was not opened"),
        ("2, 3", "a row of 2 numbers is given, where one number is due"),
        ("two", "'two' is a letter"),
        ("⎡ 2 ⎤ is wrong", "has words beside its numbers"),
        ("x = ⎡ 5 ⎤ = ⎡ 2 ⎤", "'5' and '2' are not equal"),
        ("answer: 5 answer: 2", "tells the same number twice"),
        ("x = 2, x = 2", "tells the same number twice"),
    ],
)
def test_what_says_no_one_number_is_unread(text: str, reason: str) -> None:
    assert reason in why(text, one("2"))


@pytest.mark.parametrize(
    "text",
    ["x = 1/3 ≈ 0.333", "= 1/3 ≈ 0.333", "0.33 ≈ 0.333", "1/3 = 0.333…", "x = 2/6 = 1/3", "0.25 + 0.083 = 0.333"]
    + [r"\begin{aligned} x &= \frac{1}{3} \\ &\approx 0.333 \end{aligned}", "x = 1/3\n≈ 0.333", "1/3 (= 0.333)"],
)
def test_what_is_equal_in_a_chain_is_one_answer(text: str) -> None:
    assert is_right(text, one("1/3"))


@pytest.mark.parametrize("text", ["4096 parameters", "4,096 parameters.", "x = 4096 Weights", "64·64 = 4096 entries"])
def test_a_count_may_have_its_word(text: str) -> None:
    assert is_right(text, one("4096"))
    assert outcomes("0.196 weights", ROW) == ["unread", "unread"]


def test_a_slash_alone_parts_rows_where_so_many_are_due() -> None:
    for text in ("0.056 0.944 / 0.330 0.670", "A = [0.056, 0.944] / [0.330, 0.670]", "0,056 0,944 / 0,330 0,670"):
        assert is_right(text, TABLE)
    assert outcomes("0.056 0.944 / 0.330 0.670 / 0.1 0.9", TABLE) == ["unread"] * 4
    assert outcomes("0.056 0.944/0.330 0.670", TABLE) == ["unread"] * 4
    assert is_right("1 / 4", one("1/4")) and outcomes("0.196 / 0.804", ROW) == ["unread", "unread"]


def test_a_number_given_twice_by_name_is_unread() -> None:
    assert "tells the same number twice" in why("a_11 = 0.196, a_11 = 0.804", ROW)


def test_a_chain_of_rows_is_compared_number_by_number() -> None:
    assert is_right("[1/(1 + e^√2), 0.8044] = [0.196, 0.804]", ROW)
    assert outcomes("[0.5, 0.8044] = [0.196, 0.804]", ROW) == ["unread", "right"]
    assert outcomes("softmax([0, 0]) = [0.196, 0.804]", ROW) == ["unread", "unread"]
    assert outcomes("5 = [0.196, 0.804]", ROW) == ["unread", "unread"]


def test_what_cannot_be_read_leaves_the_other_numbers() -> None:
    assert outcomes("[0.196, ?]", ROW) == ["right", "unread"]
    assert outcomes("0.196, x", ROW) == ["right", "unread"]


@pytest.mark.parametrize(
    "text",
    ["a" * 3_000 + "! = 2", "a " * 1_900 + "! = 2", " " * 3_900 + "-- x", "a." * 1_900 + "2", "&" * 3_900 + "2"]
    + [
        "\\\\" * 1_900 + "2 x",
        "1 " * 1_900,
        "1," * 1_900,
        "|" * 3_900,
        "⎡" * 3_900,
        "a: " * 1_300,
        "(" * 90 + "2" + ")" * 90,
    ]
    + [
        "1,234 " * 600,
        "x=" * 1_900,
        "1.." * 1_300,
        "'" * 3_900,
        "2" + "\n" * 3_900 + "x",
        "--|" * 1_300,
        "approx. " * 480,
    ],
)
def test_long_answers_are_read_or_refused(text: str) -> None:
    for decimal_comma in (False, True):
        assert len(outcomes(text, one("2"), decimal_comma=decimal_comma)) == 1


# --- any way of writing a table -------------------------------------------------------------

CELLS = ["-4", "0.25", "1/3", "√2", "12.5%", "-2/7", "e^(1/2)", "3", "ln 2", "-0.5", "1/(1 + e)", "2·√3"]
ROW_ENDS = {"\n": 4, ";": 3, "; ": 3, " | ": 2, "\\\\ ": 4, ";\n": 4}
CELL_ENDS = {", ": 1, ",": 1, " | ": 2, "|": 2, " & ": 2, "\t": 2, "  ": 0, " ": 0, "; ": 3, r" \quad ": 2}
BRACKETS = [("", ""), ("[", "]"), ("(", ")"), ("{", "}")]
"""Separators with their width: a wider one parts rows where a narrower one parts numbers."""


@st.composite
def written_tables(draw: st.DrawFn) -> tuple[list[list[str]], str, bool]:
    """Numbers in rows, and one way of writing them; and whether decimals have commas in it."""
    columns, rows = draw(st.integers(2, 3)), draw(st.integers(1, 3))
    table = [draw(st.lists(st.sampled_from(CELLS), min_size=columns, max_size=columns)) for _ in range(rows)]
    cell_end = draw(st.sampled_from(list(CELL_ENDS)))
    row_end = draw(st.sampled_from([end for end in ROW_ENDS if ROW_ENDS[end] > CELL_ENDS[cell_end]]))
    decimal_comma = draw(st.booleans()) and "," not in cell_end
    shown = [[cell.replace(".", ",") if decimal_comma else cell for cell in row] for row in table]
    inner, outer = draw(st.sampled_from(BRACKETS)), draw(st.sampled_from(BRACKETS))
    text = row_end.join(f"{inner[0]}{cell_end.join(row)}{inner[1]}" for row in shown)
    name = draw(st.sampled_from(["", "A = ", "A ≈ ", "The table: "]))
    return table, f"{name}{outer[0]}{text}{outer[1]}", decimal_comma


@settings(deadline=None, max_examples=300)
@given(written_tables())
def test_a_table_is_read_however_it_is_written(written: tuple[list[list[str]], str, bool]) -> None:
    table, text, decimal_comma = written
    assert is_right(text, blanks(table), decimal_comma=decimal_comma)


# --- commas and points ----------------------------------------------------------------------

THOUSANDS = ["16384", "16,384", "16 384", "16\xa0384", "16\u202f384", "16\u2009384", "16'384", "16’384", "16_384"]


@pytest.mark.parametrize("decimal_comma", [False, True])
@pytest.mark.parametrize("text", [*THOUSANDS, "16.384,0", "x = 16,384", "128·128 = 16,384", r"16{,}384", r"16\,384"])
def test_thousands(text: str, decimal_comma: bool) -> None:
    assert is_right(text, one("16384"), decimal_comma=decimal_comma)
    assert not is_right(text, one("16385"), decimal_comma=decimal_comma)


@pytest.mark.parametrize("text", ["1,048,576", "1.048.576", "1 048 576", "1'048'576"])
def test_millions(text: str) -> None:
    assert is_right(text, one("1048576"))


def test_points_part_thousands_where_commas_part_decimals() -> None:
    assert is_right("16.384", one("16384"), decimal_comma=True)
    assert is_right("16.384", one("2048/125"), decimal_comma=True)
    assert not is_right("16.384", one("16384"))


@pytest.mark.parametrize("decimal_comma", [False, True])
def test_what_is_due_tells_decimals_from_thousands(decimal_comma: bool) -> None:
    assert is_right("1,234", one("617/500"), decimal_comma=decimal_comma)
    assert is_right("1,234", one("1234"), decimal_comma=decimal_comma)
    assert is_right("1,234", blanks([["1", "234"]]), decimal_comma=decimal_comma)
    # no reading is right: the nearer one is judged, and is off by one in its last digit
    assert outcomes("1,202", GAP, decimal_comma=decimal_comma) == ["last-digit"]
    assert outcomes("2,304", one("2305"), decimal_comma=decimal_comma) == ["wrong"]


def test_a_wrong_whole_number_is_read_as_one() -> None:
    (written,) = read("12,288", one("16384"))
    assert isinstance(written, Written) and written.entry.text == "12288"


# --- choices --------------------------------------------------------------------------------

OPTIONS = ["True: both are divided by the sum.", "False: each has its own sum.", "False: a key has no weight.", "$Q K$"]


def choice(text: str, lines: Sequence[str] = OPTIONS) -> int | str:
    return chosen(text, [Option(words(line), ()) for line in lines])


@pytest.mark.parametrize(
    "text",
    [
        "B",
        "b",
        "(b)",
        "B:",
        "b).",
        '"B"',
        "[B]",
        "**B**",
        "`B`",
        "$B$",
        "option B",
        "Answer: B",
        "Ｂ",
        "my answer is (b)",
    ]
    + ["False: each has its own sum.", "false: each has its own sum", "B) False: each has its own sum."]
    + ["B: False", "B False", "(b) false: each has", "each has its own sum", "B: each has its own sum"],
)
def test_a_choice_is_told_by_its_letter_or_its_words(text: str) -> None:
    assert choice(text) == 1


@pytest.mark.parametrize(
    "text",
    ["A or B", "A, B", "AB", "not B", "!B", "B, because", "E", "2", "C→B", "A) False: each", "B True"]
    + ["A +", "B has", "its own sum", "C: each has its own sum", "A: a key has no weight"],
)
def test_what_chooses_nothing_is_unread(text: str) -> None:
    assert choice(text) == "one letter from A to D is due"


def test_a_reason_chooses_where_one_option_has_it() -> None:
    assert choice("a key has no weight") == 2
    assert choice("each has its own sum", ["True: each has its own sum.", "False: each has its own sum."]) == (
        "one letter from A to B is due"
    )


def test_true_and_false_choose_where_one_option_says_so() -> None:
    assert choice("True") == choice("TRUE.") == 0
    assert choice("False") == "2 options say false; one letter from A to D is due"
    assert choice("False", OPTIONS[:2]) == choice("F", OPTIONS[:2]) == 1
    assert choice("true", ["Scores", "Weights"]) == "one letter from A to B is due"
