"""Several exercises in one document: each is read with its own data, and with what stands above them all."""

from __future__ import annotations

import pytest
from verifying.judged import report, told

FIRST = """\
Q = [[1, 0], [0, 1]], K = [[1, 2], [3, 4]]

S = QK^T = [[1, 3], [2, 4]]
"""
OTHERS = (
    "S = [[4, 2], [1, 0]]. Find the softmax of each row.",
    "q_2 = [2, x], k_2 = [3, 1], q_2·k_2 = 9. Find x.",
    "The weights have a_1/a_2 = 5. Find the gap of the scores.",
)
"""Each is at odds with the data of FIRST."""
TITLES = {
    "note.md": ("# Sheet\n\n## Exercise {}: Scores\n\n", "**Example {}.** Scores\n\n", "### Aufgabe {}\n\n"),
    "note.txt": ("Exercise {}: Scores\n\n", "Exercise {}. Scores\n----------\n\n"),
    "note.tex": ("\\section*{{Exercise {}: Scores}}\n\n", "\\question \\textbf{{Scores.}}\n\n"),
    "note.html": ("<h2>Problem {}</h2>\n",),
    "note.rst": ("Exercise {}\n==========\n\n",),
}
MYST = "```{{exercise}} Scores\n:label: e-{}\n\n{}\n```\n"


@pytest.mark.parametrize(("name", "title"), [(name, title) for name in TITLES for title in TITLES[name]])
@pytest.mark.parametrize("other", OTHERS)
def test_the_data_of_an_exercise_are_its_own(name: str, title: str, other: str) -> None:
    one, two = FIRST.replace("\n\nS", "</p><p>S") if name.endswith("html") else FIRST, other
    if name.endswith("tex"):
        one, two = (text.replace("S =", "$S$ =").replace("_", "\\_") for text in (one, two))
    by_itself = told(f"{title.format(1)}{two}\n\n", name)
    assert told(f"{title.format(1)}{one}\n\n{title.format(2)}{two}\n\n", name)[-len(by_itself) or 9 :] == by_itself


@pytest.mark.parametrize("other", OTHERS)
def test_directives_begin_exercises(other: str) -> None:
    text = MYST.format(1, FIRST) + MYST.format(2, other)
    assert [line for line in told(text) if "wrong" in line or "carried" in line] == []
    assert told(text)[0] == "QK^T = [[1, 3], [2, 4]]: exact"


def test_the_next_exercise_is_checked_by_its_own_data() -> None:
    other = FIRST.replace("[1, 2]", "[5, 2]")
    text = f"## Exercise 1\n\n{FIRST}\n## Exercise 2\n\n{other}"
    assert told(text)[-1] == "QK^T = [[1, 3], [2, 4]]: wrong"
    assert report(text).findings[-1].expected == "5"


def test_what_stands_above_all_exercises_holds_in_each() -> None:
    above = "Q = [[1, 0], [0, 1]], K = [[1, 2], [3, 4]]\n\n"
    tasks = "## Exercise 1\n\nd = 2\n\nQK^T = [[1, 3], [2, 4]]\n\n## Exercise 2\n\nd = 3\n\nQK^T = [[1, 3], [2, 7]]\n"
    assert [line.rpartition(": ")[2] for line in told(above + tasks)] == ["exact", "wrong"]


GOES_ON = {
    "a formula of what was told": "S/2 = [[0.5, 1.5], [1, 2.5]]",
    "words that take it up": "Take the scores above, with v_1 = [1, 1].\n\nS/2 = [[0.5, 1.5], [1, 2.5]]",
    "what comes out": "Compute the scores.\n\nS = [[1, 3], [2, 5]]",
}


@pytest.mark.parametrize("how", GOES_ON)
def test_an_exercise_may_go_on_with_the_one_before(how: str) -> None:
    assert told(f"## Exercise 1\n\n{FIRST}\n## Exercise 2\n\n{GOES_ON[how]}\n")[-1].endswith("wrong")


def test_a_solution_belongs_to_its_exercise() -> None:
    task = "## Exercise 1\n\nQ = [[1, 0], [0, 1]], K = [[1, 2], [3, 4]]\n\nFind the scores.\n\n"
    assert told(f"{task}## Solution of exercise 1\n\nS = [[1, 3], [2, 4]]\n") == ["S = [[1, 3], [2, 4]]: exact"]


# --- side by side on a line -----------------------------------------------------------------

ABREAST = """\
X = ⎡ 0  2 ⎤    W_K = ⎡ 1  1 ⎤    W_V = ⎡ 0  2 ⎤    K = X·W_K    V = X·W_V
    ⎣ 1  0 ⎦          ⎣ 0  1 ⎦          ⎣ 1  1 ⎦

K = ⎡ 0  2 ⎤  V = ⎡ 2  2 ⎤
    ⎣ 1  1 ⎦      ⎣ 0  {} ⎦
"""


@pytest.mark.parametrize(("cell", "last"), [("2", "exact"), ("3", "wrong")])
def test_what_stands_side_by_side_is_no_product(cell: str, last: str) -> None:
    """`K = X·W_K    V = X·W_V` are two, though V is known already."""
    text = ABREAST.format(cell)
    assert [line.rpartition(": ")[2] for line in told(text, "note.txt")] == ["exact", last]


# --- row sums -------------------------------------------------------------------------------

SUMS = "U = [[1, 2], [3, 5]]\n\nr = {}(U) = [[3], [{}]]\n\nu_22/r_2 = 5/8 = 0.625\n"


@pytest.mark.parametrize("words", ["row sums", "row_sums", "rowsum"])
@pytest.mark.parametrize(("cell", "due"), [("8", "exact"), ("9", "wrong")])
def test_row_sums_are_worked_out(words: str, cell: str, due: str) -> None:
    lines = told(SUMS.format(words, cell))
    assert lines[0] == f"{words}(U) = [[3], [{cell}]]: {due}"


def test_row_sums_of_a_typeset_table_change_with_it() -> None:
    one = "$U = \\begin{{bmatrix}} {0} & 2 \\end{{bmatrix}}$\n\n$r = \\text{{row sums}}(U) = {0} + 2 \\approx {1}$\n\n"
    assert [line.rpartition(": ")[2] for line in told(one.format(1, 3) + one.format(2, 4))][-1] == "exact"


def test_the_row_sum_or_sums_are_no_function() -> None:
    assert told("Scores s = [2, 1]. The row sum(s) = 1.") == []
