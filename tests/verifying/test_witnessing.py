"""Rows that a text calls weights, or outputs, and that cannot be such; and rows that are none, or may be right."""

from __future__ import annotations

import pytest

from symattn.report import Finding, Verdict
from tests.verifying.judged import report, words

ALARMS = (Verdict.WRONG, Verdict.LAST_DIGIT, Verdict.TRUNCATED, Verdict.UNDECIDED)
EQUAL = "the scores 2 and 2 are equal, their weights are not"
ORDER = "the greater score 3 has the smaller weight 0.24"
SCALE = "the weights belong to scores multiplied by a number between 0.9287 and 1.071, not by 0.5000"
LESS = "the weights add up to at most 0.915, never to 1"


def alarms(text: str, name: str = "note.md") -> list[Finding]:
    return [finding for finding in report(text, name).findings if finding.verdict in ALARMS]


def reasons(text: str, name: str = "note.md") -> list[str]:
    return [finding.reason for finding in alarms(text, name)]


@pytest.mark.parametrize(
    "text",
    [
        "The attention weights are (0.50, 0.30, 0.10).",
        "The attention weights for the word “river” are [0.50, 0.30, 0.10].",
        "Attention weights of token 2: [0.50, 0.30, 0.10]",
        "The attention weights are 0.50, 0.30 and 0.10.",
        "After the softmax we get [0.50, 0.30, 0.10].",
        "Applying the softmax gives $[0.50, 0.30, 0.10]$.",
        "Attention weights are $\\left(0.50, 0.30, 0.10\\right)$.",
        "In self-attention each query has weights of its own. Here the weights are [0.50, 0.30, 0.10].",
        "attention weights = [0.50, 0.30, 0.10]",
        "Die Attention-Gewichte sind [0.50, 0.30, 0.10].",
        "Die Aufmerksamkeitsgewichte der ersten Zeile lauten 0,50, 0,30 und 0,10.",
        "Nach dem Softmax ergibt sich [0.50, 0.30, 0.10].",
        "Les poids d’attention sont [0.50, 0.30, 0.10].",
        "Après le softmax on obtient [0.50, 0.30, 0.10].",
        "Los pesos de atención son [0.50, 0.30, 0.10].",
        "Os pesos de atenção são [0.50, 0.30, 0.10].",
        "I pesi di attenzione sono [0.50, 0.30, 0.10].",
        "Attention scores after softmax: [0.50, 0.30, 0.10]",
        "Dopo la softmax otteniamo [0.50, 0.30, 0.10].",
        "Веса внимания равны [0.50, 0.30, 0.10].",
        "После softmax получаем [0.50, 0.30, 0.10].",
        "注意力权重为 0.50、0.30、0.10。",
        "经过 softmax 得到 [0.50, 0.30, 0.10]。",
        "The attention weights of the first query are (0.50, 0.30, 0.10).",
        "The first three words have a row each. The attention weights of the last word are (0.50, 0.30, 0.10).",
    ],
)
def test_words_before_a_row_call_it_weights(text: str) -> None:
    assert reasons(text) == [LESS]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("note.md", "Attention: $\\alpha = (0.50, 0.30, 0.10)$."),
        (
            "note.tex",
            "Attention has weights \\[ \\alpha = \\begin{pmatrix} 0.50 \\\\ 0.30 \\\\ 0.10 \\end{pmatrix} \\]",
        ),
        ("note.py", "# attention\nweights = [0.50, 0.30, 0.10]\n"),
        ("note.py", "attn_weights = [0.50, 0.30, 0.10]\n"),
        ("note.txt", "P = softmax(S)\n\nP = [0.50, 0.30, 0.10]"),
        ("note.md", "$\\beta_i = \\mathrm{softmax}(e)_i$\n\nSo $\\beta = (0.50, 0.30, 0.10)$."),
        ("note.typ", 'Attention: $ a = "softmax"(Q K^T) = (0.50, 0.30, 0.10) $'),
        ("note.md", "softmax → [0.50, 0.30, 0.10]"),
        ("note.md", "softmax(q·K) = [0.50, 0.30, 0.10]"),
    ],
)
def test_a_name_stands_for_weights(name: str, text: str) -> None:
    """By its word, by what the text says of it, or as the softmax of what is not known."""
    assert reasons(text, name) == [LESS]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("note.txt", "In attention A = softmax(QK^T/√d_k).\n\nA = [[0.50, 0.30], [0.40, 0.60]]"),
        (
            "note.tex",
            "\\[ \\mathrm{softmax}(QK^\\top) = \\begin{pmatrix} 0.50 & 0.30 \\\\ 0.40 & 0.60 \\end{pmatrix} \\]",
        ),
        ("note.txt", "Attention weights A = [[0.50, 0.30], [0.40, 0.60]]"),
        (
            "note.md",
            "The attention weights are\n\n$$A = \\begin{bmatrix} 0.50 & 0.30 \\\\ 0.40 & 0.60 \\end{bmatrix}$$",
        ),
        ("note.txt", "The attention weights A are\n\nA = [[0.50, 0.30], [0.40, 0.60]]"),
        (
            "note.md",
            "The attention weights $A$:\n\n$$A = \\begin{bmatrix} 0.50 & 0.30 \\\\ 0.40 & 0.60 \\end{bmatrix}$$",
        ),
    ],
)
def test_the_row_of_a_table_that_betrays_itself_is_told(name: str, text: str) -> None:
    (alarm,) = alarms(text, name)
    assert alarm.verdict is Verdict.WRONG
    assert text[alarm.start : alarm.end] in ("0.50, 0.30", "0.50 & 0.30")
    assert alarm.enclosure == "0.50 + 0.30 is at most 0.81 < 1"


def test_of_two_rows_of_a_table_called_weights_the_one_that_does_not_add_up_is_told() -> None:
    table = "Attention weights:\n\n| | a | b |\n|---|---|---|\n| a | 0.60 | 0.30 |\n| b | 0.12 | 0.88 |\n"
    (alarm,) = alarms(table)
    assert table[alarm.start : alarm.end] == "0.60 | 0.30"
    assert not alarms(table.replace("0.30", "0.40"))
    # where neither does, other things than rows are normalised
    assert not alarms(table.replace("0.88", "0.48"))


def test_scores_called_scaled_are_what_the_softmax_is_of() -> None:
    (alarm,) = alarms("Scaled scores: [1.0, 0.5, 0.0]. Attention weights: [0.67, 0.24, 0.09].")
    assert alarm.reason.endswith("not by 1.000")


@pytest.mark.parametrize(
    "text",
    [
        "Scaled scores: [1.0, 0.5, 0.0]. Attention weights: [0.51, 0.31, 0.19].",
        "Scaled scores: [1.0, 0.5, 0.0]. At a temperature of 1/2, attention weights: [0.67, 0.24, 0.09].",
        "Scores: [1.0, 0.5, 0.0]. Attention weights: [0.67, 0.24, 0.09].",
    ],
)
def test_weights_that_may_be_of_their_scores_are_no_error(text: str) -> None:
    assert not alarms(text)


def test_a_cell_below_a_heading_is_a_row_of_weights() -> None:
    text = "| query | attention weights |\n|---|---|\n| 1 | [0.50, 0.30, 0.10] |\n| 2 | [0.20, 0.30, 0.50] |\n"
    assert reasons(text) == [LESS]


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("0.16, 0.16, 0.16, 0.16, 0.16, 0.16", Verdict.TRUNCATED),
        ("0.17, 0.17, 0.17, 0.17, 0.17, 0.18", None),
        ("0.17, 0.17, 0.17, 0.17, 0.18, 0.18", Verdict.LAST_DIGIT),
        ("0.17, 0.17, 0.17, 0.17, 0.27, 0.18", Verdict.WRONG),
        ("0.5, 0.3, 0.1", None),
        ("0.5, 0.3, 0.0", Verdict.TRUNCATED),
        ("0.5, 0.4, 0.3", Verdict.LAST_DIGIT),
    ],
)
def test_what_digits_off_can_add_up_to_is_no_more_than_that(row: str, verdict: Verdict | None) -> None:
    """0.5, 0.3 and 0.1 may be 0.54, 0.34 and 0.12; six sixths cut off are 0.96."""
    found = [alarm.verdict for alarm in alarms(f"The attention weights are [{row}].")]
    assert found == ([] if verdict is None else [verdict])


# --- scores and weights of one sentence -----------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The softmax of 1, 2, 3 is 0.09, 0.24, 0.67.",
        "The softmax of the scores (1, 2, 3) yields (0.09, 0.24, 0.67).",
        "Der Softmax von (1, 2, 3) ist (0.09, 0.24, 0.67).",
        "Le softmax des scores (1, 2, 3) donne (0.09, 0.24, 0.67).",
        "El softmax de (1, 2, 3) es (0.09, 0.24, 0.67).",
        "O softmax de (1, 2, 3) é (0.09, 0.24, 0.67).",
        "Il softmax di (1, 2, 3) è (0.09, 0.24, 0.67).",
        "Softmax от (1, 2, 3) равен (0.09, 0.24, 0.67).",
        "对 (1, 2, 3) 取 softmax 得到 (0.09, 0.24, 0.67)。",
        "Softmax turns the scores (1, 2, 3) into (0.09, 0.24, 0.67).",
    ],
)
def test_a_sentence_tells_a_softmax(text: str) -> None:
    """It is judged by the numbers it names: right, and wrong where one is another."""
    (finding,) = report(text).findings
    assert (finding.verdict, finding.meaning, finding.explicit) == (Verdict.ROUNDED, "weights", False)
    (alarm,) = alarms(text.replace("0.67", "0.76"))
    assert (alarm.verdict, alarm.expected) == (Verdict.WRONG, "0.67")
    assert alarm.reason == "the weights add up to at least 1.075, never to 1"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Scores (2, 2, 1) give softmax weights (0.50, 0.30, 0.20).", EQUAL),
        ("The softmax of (1, 3, 2) is (0.09, 0.24, 0.67).", ORDER),
        ("softmax([1, 3, 2]) → [0.09, 0.24, 0.67]", ORDER),
        ("softmax((2, 2, 1)) = (0.50, 0.30, 0.20)", EQUAL),
        (
            "In attention the scores are (2, 2, 1), so the weights are (0.50, 0.30, 0.20).",
            EQUAL,
        ),
        (
            "scores = [2, 2, 1]\nattention_weights = [0.50, 0.30, 0.20]",
            EQUAL,
        ),
        (
            "The scores are 4 and 2. We divide by √4 and take the softmax: 0.88 and 0.12.",
            SCALE,
        ),
        (
            "Les scores sont (4, 2). On divise par 2, le softmax donne (0.88, 0.12).",
            SCALE,
        ),
    ],
)
def test_weights_that_are_not_of_their_scores_say_why(text: str, reason: str) -> None:
    (alarm,) = alarms(text)
    assert (alarm.verdict, alarm.reason) == (Verdict.WRONG, reason)


def test_a_scale_that_is_told_is_divided_by() -> None:
    (finding,) = report("The scores are 4 and 2. We divide by √4 and take the softmax: 0.73 and 0.27.").findings
    assert finding.verdict is Verdict.ROUNDED


# --- outputs --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "With weights (0.6, 0.4) over the values (1, 2) and (3, 4) the output is (1.8, 4.8).",
        "Mit den Gewichten (0.6, 0.4) und den Werten (1, 2) und (3, 4) ist die Ausgabe (1.8, 4.8).",
        "In attention we mix the values (1, 2) and (3, 4). The output is (1.8, 4.8).",
        "Attention mixes values.\n\nV = [[1, 2], [3, 4]]\n\noutput = [1.8, 4.8]",
        "Attention mixes values: $V = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$, $z = (1.8, 4.8)$.",
    ],
)
def test_an_output_outside_the_hull_of_the_values_is_told(text: str) -> None:
    assert reasons(text) == ["4.8 lies outside the values of its column, 2 to 4"]
    assert alarms(text.replace("4.8", "2.8")) == []


def test_weights_and_values_of_one_sentence_make_the_output() -> None:
    text = "With weights (0.6, 0.4) over the values (1, 2) and (3, 4) the output is (1.8, 2.8)."
    (finding,) = report(text).findings
    assert finding.verdict.is_right
    assert words(text, finding).startswith("(0.6, 0.4)")


# --- what is left alone ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        # rows that are not told whole
        "The attention weights are (0.50, 0.30, ...).",
        "The attention weights are 0.50, 0.30, and so on.",
        "The attention weights are 0.50 for the cat, 0.30 for the dog, and little for the rest.",
        "The largest attention weights are (0.50, 0.30).",
        "The attention weights for “cat” and “dog” are 0.50 and 0.30.",
        "Compare the attention weights 0.52 and 0.31 of both heads.",
        "The attention weights of the first three words are (0.50, 0.30, 0.10).",
        "The attention weights on the last two of seven words are (0.50, 0.30).",
        "On “cat” and “dog” the attention weights are (0.50, 0.30); “the” is ignored.",
        "Die Aufmerksamkeitsgewichte der letzten drei Wörter sind (0.50, 0.30, 0.10).",
        "Los pesos de atención de los dos primeros de seis tokens son (0.50, 0.30).",
        "Les poids d’attention des trois derniers mots sont [0.50, 0.30, 0.10].",
        "前三个词的注意力权重为 (0.50, 0.30, 0.10)。",
        "上位2つの注意の重みは (0.50, 0.30) です。",
        # rows that are each of something else
        "Attention weights on the verb, per layer: [0.50, 0.30, 0.10].",
        "The attention weights on the verb for each head are (0.50, 0.30, 0.90).",
        "Squared attention weights: (0.25, 0.09, 0.01).",
        # rows of something else
        "The attention weights are multiplied by (0.50, 0.30, 0.10).",
        "Multiplying V by the attention weights gives (0.70, 0.20).",
        "We multiply the values with the attention weights: (0.70, 0.20).",
        "Wir multiplizieren mit den Attention-Gewichten: (0.70, 0.20).",
        "Avec les poids d’attention on obtient (0.70, 0.20).",
        "用注意力权重加权得到 (0.70, 0.20)。",
        "We apply the softmax to [0.50, 0.30, 0.10].",
        "The softmax of (0.50, 0.30, 0.10) is (0.40, 0.33, 0.27).",
        "Softmax by groups: softmax(source, group) = (0.50, 0.50, 1.00)",
        "They are put into it:\nsoftmax (0.70, 0.20)",
        "The gradient of the softmax is (0.70, 0.20).",
        "Before the softmax the weights are (0.50, 0.30, 0.10).",
        "The attention weights sum over 0.50, 0.30, 0.10.",
        "attention scores = [0.50, 0.30, 0.10]",
        # weights of another kind
        "weights = [0.50, 0.30, 0.10]",
        "Attention is fine. The loss weights are (0.50, 0.30, 0.10).",
        "The weights of the linear layer before the attention are (0.50, 0.30, 0.10).",
        "Attention uses two heads, mixed with weights (0.50, 0.30).",
        "We try the learning rates alpha = (0.10, 0.01) for attention.",
        "The transition matrix is A = [[0.50, 0.30], [0.40, 0.60]].",
        "A = [[0.50, 0.30], [0.40, 0.60]]",
        "The attention weights W = [[0.50, 0.30], [0.40, 0.60]] are learned.",
        # rows that need not add up to 1
        "After dropout the attention weights are (0.50, 0.30, 0.10).",
        "In attention the sigmoid gives weights (0.50, 0.30, 0.10).",
        "The unnormalised attention weights are (0.50, 0.30, 0.10).",
        "Attention weights after a top-2 choice: [0.50, 0.30, 0.00]",
        "The attention weights A with their columns adding up: A = [[0.50, 0.40], [0.50, 0.60]]",
        "Attention weights after masking: [0.50, 0.30, 0.00]",
        "The softmax probabilities for the words looked for are [0.50, 0.30, 0.90].",
        "After the softmax over the vocabulary we get [0.50, 0.30, 0.10].",
        # rows that are not meant to be right
        "The attention weights [0.50, 0.30, 0.10] do not add up to 1.",
        "The attention weights might be (0.50, 0.30, 0.10).",
        "Suppose the attention weights are (0.50, 0.30, 0.10).",
        "Can it be that the attention weights are [0.50, 0.30, 0.10]?",
        "The attention weights are [0.50, 0.30, 0.10]. That is wrong.",
        # rows that may be right
        "The attention weights are (0.33, 0.33, 0.33).",
        "The attention weights are about 0.5, 0.3 and 0.1.",
        "Scores (2, 2, 1) give softmax weights (0.42, 0.42, 0.16).",
        "Scores (0.71, 0.71, 0) give softmax weights (0.40, 0.40, 0.20).",
        "We scale by √d_k = 2. The scores (4, 2) give softmax weights (0.73, 0.27).",
        "The masked scores (2, 2, 1) give softmax weights (1.00, 0.00, 0.00).",
        # names of something else
        "The attention weights of c are known. The word is c = (0.30, 0.40).",
        "O = softmax(QK^T)V\n\nThe attention of both words: O = (0.30, 0.40)",
        "weight_decay = [0.30, 0.40] for attention",
        "A = QK^T\n\nA = [[0.50, 0.30], [0.40, 0.60]]\n\nAttention weights: A = softmax(A)",
        "attn_weights = q @ k.T\n\nattn_weights = [0.50, 0.30, 0.10]",
        # outputs that are more than a mean, or results of something else
        "V = [[1, 2], [3, 4]]\n\noutput = [1.8, 4.8]",
        "Attention has values.\n\nV = [[1, 2], [3, 4]]\n\nThe result is (1.8, 4.8).",
        "Attention has values.\n\nV = [[1, 2], [3, 4]]\n\ny = (1.8, 4.8)",
        "Attention without softmax: the values are (1, 2) and (3, 4), the output is (8.0, 5.0).",
        "The values are (1, 2) and (3, 4). With the residual added, the output is (3.8, 6.8).",
        "Attention mixes V = [[1, 2], [3, 4]]. After the projection with W_O, output = [1.8, 4.8]",
    ],
)
def test_what_may_be_right_or_something_else_is_left_alone(text: str) -> None:
    assert alarms(text) == []


def test_where_scores_follow_from_given_tables_the_letter_of_weights_needs_no_word() -> None:
    """The scores of the first row are 1, 0, 1."""
    text = "Q = [[1, 0], [0, 1]], K = [[1, 0], [0, 1], [1, 1]].\n\nα_1 ≈ [0.333, 0.167, 0.500]"
    assert [finding.verdict.value for finding in report(text).findings] == ["wrong"]
