"""Tables of the document: what their cells state together, and what is no statement."""

from __future__ import annotations

import pytest
from verifying.judged import report, told

GIVEN = "Let Q = K = V = X with X = [[1, 0], [0, 1], [1, 1]] and d_k = 2. S = QKᵀ/√d_k.\n\n"
"""The weights of row 3 are (0.248, 0.248, 0.503), masked ones of row 2 (0.330, 0.670)."""


def table(*rows: str, heading: str = "| | the | cat | sat |") -> str:
    bar = "|" + "---|" * (heading.count("|") - 1)
    return "\n".join((heading, bar, *rows)) + "\n"


WHOLE = table("| the | 0.40 | 0.20 | 0.40 |", "| cat | 0.20 | 0.40 | 0.40 |", "| sat | 0.25 | 0.25 | 0.50 |")
MASKED = table("| the | 1 | 0 | 0 |", "| cat | 0.33 | 0.67 | 0 |", "| sat | 0.25 | 0.25 | 0.50 |")


@pytest.mark.parametrize("text", [WHOLE, MASKED])
def test_a_table_of_weights_is_judged_row_by_row(text: str) -> None:
    """Its rows and columns are labelled by the words."""
    found = told(GIVEN + "The weights are\n\n" + text)
    assert len(found) == 3
    assert all(line.endswith(": rounded") for line in found)


def test_a_wrong_number_in_a_table_of_weights_is_found_in_its_row() -> None:
    found = told(GIVEN + "The weights are\n\n" + WHOLE.replace("0.25 | 0.25 | 0.50", "0.25 | 0.25 | 0.60"))
    assert found[:2] == ["0.40 | 0.20 | 0.40: rounded", "0.20 | 0.40 | 0.40: rounded"]
    assert found[2] == "0.25 | 0.25 | 0.60: wrong"


def test_numbers_of_the_words_and_sums_beside_are_no_entries() -> None:
    head = "| # | the | cat | sat | Sum |"
    rows = ("| 1 | 0.40 | 0.20 | 0.40 | 1 |", "| 2 | 0.20 | 0.40 | 0.40 | 1 |", "| 3 | 0.25 | 0.25 | 0.50 | 1 |")
    assert told(GIVEN + table(*rows, heading=head))[-1] == "0.25 | 0.25 | 0.50: rounded"


def test_rows_of_weights_that_add_up_to_something_else_are_told_if_most_do() -> None:
    """Without any data. Where hardly any do, something else adds up, columns perhaps."""
    rows = ["| a | 0.7 | 0.3 |", "| b | 0.6 | 0.4 |", "| c | 0.5 | 0.2 |"]
    lead = "The attention weights:\n\n"
    heading = "| | a | b |"
    assert [line for line in told(lead + table(*rows, heading=heading)) if "wrong" in line] == ["0.5 | 0.2: wrong"]
    columns = ["| a | 0.7 | 0.2 |", "| b | 0.1 | 0.3 |", "| c | 0.2 | 0.5 |"]
    assert not told(lead + table(*columns, heading=heading))


@pytest.mark.parametrize(
    ("cell", "beside"),
    [
        ("2/3", "2023"),
        ("3-4", "1"),
        ("40/80 GB", "80"),
        ("25-30%", "~95%"),
        ("1/2/3/4", "8"),
        ("512", "8"),
    ],
)
def test_what_may_be_no_calculation_is_not_called_wrong(cell: str, beside: str) -> None:
    """Versions, ranges, sizes and grades stand in tables too."""
    assert not told(table(f"| {cell} | {beside} |", heading="| what | how many |"))


def test_a_fraction_and_its_value_side_by_side_are_a_relation_where_they_agree() -> None:
    assert told(table("| 2/3 | 0.67 |", heading="| share | value |")) == ["2/3 | 0.67: rounded"]
    assert told(table("| 2·3 + 1/2 | 6.6 |", heading="| work | value |")) == ["2·3 + 1/2 | 6.6: wrong"]


def test_only_the_first_number_beside_a_calculation_is_its_result() -> None:
    """What is added in brackets says something else."""
    text = table("| $e^{5/\\sqrt 2}$ | 34.3 (as displayed: 34.5) |", heading="| work | value |")
    assert told(text) == ["e^{5/\\sqrt 2}$ | 34.3: rounded"]
    assert not report(text).unread


def test_where_no_scale_is_told_a_table_is_held_against_the_nearer_way() -> None:
    """d_k = 2 alone does not say whether it is divided by √2; row 2 does."""
    given = "Let $Q=K=V=\\begin{bmatrix}1&0\\\\0&1\\end{bmatrix}$, $d_k=2$.\n\nAttention weights:\n\n"
    heading = "| | a | b |"
    assert told(given + table("| a | 0.67 | 0.23 |", "| b | 0.33 | 0.67 |", heading=heading))[-2:] == [
        "0.67 | 0.23: wrong",
        "0.33 | 0.67: rounded",
    ]
    assert told(given + table("| a | 0.73 | 0.37 |", "| b | 0.27 | 0.73 |", heading=heading))[-2:] == [
        "0.73 | 0.37: wrong",
        "0.27 | 0.73: rounded",
    ]


SHARES = "| T | p₁ | p₂ | p₃ |\n|---|---|---|---|\n| 1 | 0.844 | 0.114 | 0.042 |\n| 2 | 0.629 | {} | 0.140 |\n"


@pytest.mark.parametrize("given", ["$z = (4, 2, 1)$\n\n", "- $e^4 = 54.60$\n- $e^2 = 7.39$\n- $e^1 = 2.72$\n\n"])
def test_shares_at_several_temperatures_have_each_a_column(given: str) -> None:
    found = [line for line in told(given + SHARES.format("0.231")) if not line.startswith("e^")]
    assert len(found) == 6
    assert all(line.endswith(": rounded") for line in found)
    assert [line for line in told(given + SHARES.format("0.213")) if line.endswith(": wrong")] == ["0.213: wrong"]


@pytest.mark.parametrize(
    "text",
    [
        "$z = (4, 2, 1)$\n\n| T | a | b | c |\n|---|---|---|---|\n| 1 | 0.3 | 0.4 | 0.5 |\n| 2 | 0.8 | 0.1 | 0.1 |\n",
        "$z = (4, 2)$\n\n| T | accuracy | loss |\n|---|---|---|\n| 0.5 | 0.91 | 0.35 |\n| 1 | 0.88 | 0.12 |\n",
        "$z=(1.4, 0.7)$\n\n| T | a | b |\n|---|---|---|\n| 1 | 0.67 | 0.33 |\n| 2 | 0.59 | 0.41 |\n| 4 | 0.5 | 0.4 |\n",
    ],
)
def test_other_columns_behind_temperatures_are_not_called_wrong(text: str) -> None:
    assert not [line for line in told(text) if line.endswith((": wrong", ": last-digit"))]


@pytest.mark.parametrize("end", [r"\\", r"\\[10pt]", r"\cr", r"\vphantom{\Bigg(} \cr \vphantom{\Bigg(}", r"\\*"])
def test_rows_end_in_more_than_one_way(end: str) -> None:
    text = rf"$$A = \begin{{bmatrix}} \dfrac{{1}}{{2}} {end} \dfrac{{1}}{{4}} \end{{bmatrix}} = "
    [found] = told(text + r"\begin{bmatrix} 0.5 \\ 0.26 \end{bmatrix}$$")
    assert found.endswith(": wrong")
    [found] = told(text + r"\begin{bmatrix} 0.5 \\ 0.25 \end{bmatrix}$$")
    assert found.endswith(": exact")
