"""Rows of which a sentence says that each adds up to 1: the one that does not is told."""

from __future__ import annotations

import pytest
from verifying.judged import report, told

TABLE = "| | a | b |\n|---|---|---|\n| a | 0.6 | 0.4 |\n| b | 0.70 | 0.50 |\n\n"
RIGHT = TABLE.replace("0.50", "0.30")


@pytest.mark.parametrize(
    "sentence",
    [
        "Each row sums to 1.",
        "As a check, each of the rows adds up to 1.",
        "The sum of each row is 1.",
        "All rows of the matrix sum to **1**.",
        "Every row of weights adds up to 1.0 (up to rounding).",
        "Jede Zeile summiert sich zu 1.",
        "Die Summe jeder Zeile ist 1.",
        "Chaque ligne somme à 1.",
        "La somme de chaque ligne est 1.",
        "Cada fila suma a 1.",
        "Cada linha soma 1.",
        "Ogni riga somma a 1.",
        "Сумма каждой строки равна 1.",
        "每一行之和为 1。",
    ],
)
def test_a_row_that_does_not_add_up_as_said_is_wrong(sentence: str) -> None:
    found = report(TABLE + sentence).findings
    assert [(one.printed, one.verdict.value) for one in found] == [("0.70 | 0.50", "wrong")]
    assert found[0].reason == "the weights add up to at least 1.19, never to 1"


@pytest.mark.parametrize(
    "text",
    [
        "```\n[[0.6, 0.4],\n [0.70, 0.50]]\n```\n\nEach row sums to 1.",
        "$$\\begin{bmatrix} 0.6 & 0.4 \\\\ 0.70 & 0.50 \\end{bmatrix}$$\n\nEach row sums to $1$.",
        "<table><tr><th>a</th><th>b</th></tr><tr><td>0.6</td><td>0.4</td></tr><tr><td>0.70</td><td>0.50</td></tr></table>"
        "<p>Each row sums to 1.</p>",
        "We get [0.60, 0.70], which sum to 1.",
        "The weights 0.61, 0.21 and 0.09 sum to 1.",
        "The attention weights [0.61, 0.21, 0.09] add up to 1.",
    ],
)
def test_it_is_told_of_every_kind_of_table(text: str) -> None:
    assert told(text)[-1].endswith("wrong")


@pytest.mark.parametrize(
    "text",
    [
        RIGHT + "Each row sums to 1.",
        RIGHT.replace("0.70 | 0.30", "0.67 | 0.34") + "Each row sums to 1.",
        TABLE + "After the softmax each row sums to 1.",
        TABLE + "Each row should sum to 1.",
        TABLE + "Not every row sums to 1.",
        TABLE + "Each row now sums to 1:\n\n" + RIGHT,
        TABLE + "Each row sums to 1 only after it is normalized.",
        TABLE + "Each column sums to 1.",
        TABLE + "No row sums to 1.",
        TABLE + "Does each row sum to 1?",
        TABLE + "Each row sums to 1.2 or less.",
        TABLE + "Each row of a softmax sums to 1.",
        "Before normalizing:\n\n" + TABLE + "Each row sums to 1.",
        TABLE.replace("0.6", "0.9") + "Each row sums to 1.",
        TABLE.replace("0.6 | 0.4", "6 | 4") + "Each row sums to 1.",
        TABLE.replace("0.6 | 0.4 |\n", "0.3 | 0.5 |\n") + "Each row sums to 1.",
        TABLE + "## The next step\n\nHere is what comes of it. In any table of weights each row sums to 1.",
        TABLE + "Jede Zeile soll sich zu 1 summieren.",
        TABLE + "Nach der Softmax summiert sich jede Zeile zu 1.",
        TABLE + "Softmax 之后每一行之和为 1。",
        "We get [0.6, 0.7, …], which sum to 1.",
        "The scores are [0.6, 0.7]; the weights sum to 1.",
        "From [0.6, 0.7] we make weights that sum to 1.",
        "The largest weights 0.61, 0.21 and 0.09 sum to 1.",
        "The weights 0.61, 0.21 and 0.09 should sum to 1.",
        "The weights 0.61, 0.30 and 0.09 sum to 1.",
        "They are no longer [0.6, 0.7], which sum to 1.3, but smaller.",
    ],
)
def test_what_is_said_of_other_rows_is_no_error(text: str) -> None:
    """Rows that all do not, columns that do; what is due, denied, asked, or true of tables to come."""
    assert not any(line.endswith(("wrong", "last-digit", "truncated")) for line in told(text))
