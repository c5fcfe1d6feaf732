"""Tables in which a softmax is worked: token | score | exp | weight, upright or turned, in every notation."""

from __future__ import annotations

import pytest
from verifying.judged import report, told

MARKDOWN = """| word | score | scaled | exp | weight |
|---|---|---|---|---|
| ice | 1 | 0.707 | 2.028 | 0.140 |
| tea | 2 | 1.414 | 4.113 | 0.284 |
| jam | 3 | 2.121 | 8.342 | 0.576 |
| Sum | | | 14.483 | 1 |
"""


def bad(text: str, name: str = "note.md") -> list[str]:
    return [line for line in told(text, name) if not line.endswith((": exact", ": rounded", ": carried"))]


def test_every_cell_is_judged_from_the_cells_before_it() -> None:
    found = told(MARKDOWN)
    assert found[:3] == ["1 | 0.707: rounded", "0.707 | 2.028: rounded", "2.028 | 0.140: rounded"]
    assert len(found) == 11
    assert not bad(MARKDOWN)


@pytest.mark.parametrize(
    ("right", "wrong", "finding"),
    [
        ("0.707", "0.770", "1 | 0.770: wrong"),
        ("4.113", "4.131", "1.414 | 4.131: wrong"),
        ("0.284", "0.248", "4.113 | 0.248: wrong"),
        ("14.483", "14.843", "14.843: wrong"),
        ("| 1 |\n", "| 1.01 |\n", "14.483 | 1.01: last-digit"),
        ("0.576", "0.575", "8.342 | 0.575: truncated"),
    ],
)
def test_a_wrong_number_is_found_in_its_cell(right: str, wrong: str, finding: str) -> None:
    before, _, after = MARKDOWN.rpartition(right)
    assert finding in bad(before + wrong + after)


TURNED = """| | ice | tea | jam | total |
|---|---|---|---|---|
| $q \\cdot k$ | 1 | 2 | 3 | |
| $e^{s}$ | 2.718 | 7.389 | 20.086 | 30.193 |
| $\\alpha$ | 0.090 | 0.245 | 0.665 | 1 |
"""


def test_a_table_may_be_turned() -> None:
    assert told(TURNED) == [
        "2.718 | 7.389 | 20.086: rounded",
        "20.086 | 30.193: rounded",
        "0.090 | 0.245 | 0.665: rounded",
        "0.665 | 1: exact",
    ]
    assert bad(TURNED.replace("0.245", "0.254")) == ["0.090 | 0.254 | 0.665: wrong"]


LATEX = r"""\begin{document}
\begin{tabular}{lrrr}
word & $s$ & $e^s$ & softmax \\ \hline
ice & 1 & 2.718 & 0.090 \\
tea & 2 & 7.389 & 0.245 \\
jam & 3 & 20.086 & 0.665 \\ \hline
$\Sigma$ & & 30.193 & 1 \\
\end{tabular}
\end{document}
"""
HTML = """<table><tr><th>word</th><th>score</th><th>exp</th><th>weight</th></tr>
<tr><td>ice</td><td>1</td><td>2.718</td><td>0.090</td></tr>
<tr><td>tea</td><td>2</td><td>7.389</td><td>0.245</td></tr>
<tr><td>jam</td><td>3</td><td>20.086</td><td>0.665</td></tr>
<tr><td></td><td></td><td>30.193</td><td>1</td></tr></table>
"""


BLANKS = """word   s   e^s      softmax
ice    1   2.718    0.090
tea    2   7.389    0.245
jam    3   20.086   0.665
Sum        30.193   1
"""
BOX = """│ word │ score │ exp    │ weight │
├──────┼───────┼────────┼────────┤
│ ice  │ 1     │ 2.718  │ 0.090  │
│ tea  │ 2     │ 7.389  │ 0.245  │
│ jam  │ 3     │ 20.086 │ 0.665  │
│ Σ    │       │ 30.193 │ 1      │
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [(LATEX, "note.tex"), (HTML, "note.html"), (BLANKS, "note.txt"), (f"```\n{BOX}```\n", "note.md")],
)
def test_other_notations(text: str, name: str) -> None:
    assert len(told(text, name)) == 8
    assert not bad(text, name)
    found = bad(text.replace("0.245", "0.425"), name)
    assert len(found) == 1
    assert found[0].endswith("0.425: wrong")


def test_the_greatest_may_be_taken_away_and_the_scale_need_not_be_told() -> None:
    """9/3, 6/3, 3/3: whatever was divided by, it was the same."""
    text = """| word | score | scaled | $s - \\max$ | $e^{s-\\max}$ | prob |
|---|---|---|---|---|---|
| ice | 9 | 3 | 0 | 1 | 0.665 |
| tea | 6 | 2 | -1 | 0.368 | 0.245 |
| jam | 3 | 1 | -2 | 0.135 | 0.090 |
"""
    assert len(told(text)) == 12
    assert not bad(text)
    assert bad(text.replace("0.368", "0.386")) == ["-1 | 0.386: wrong"]


def test_scores_are_those_of_the_data() -> None:
    lead = "Let $q = (1, 2)$ meet the keys $k_1 = (1, 0)$, $k_2 = (0, 1)$ and $k_3 = (1, 1)$; $d_k = 2$.\n\n"
    found = told(lead + MARKDOWN)
    assert "1: exact" in found
    assert not bad(lead + MARKDOWN)


def test_the_rows_of_each_query_are_a_softmax_of_their_own() -> None:
    text = """| query | key | score | exp | weight |
|---|---|---|---|---|
| ice | ice | 0 | 1 | 0.269 |
| ice | tea | 1 | 2.718 | 0.731 |
| tea | ice | 2 | 7.389 | 0.731 |
| tea | tea | 1 | 2.718 | 0.269 |
"""
    assert len(told(text)) == 8
    assert not bad(text)


def test_what_may_come_from_more_digits_is_not_called_wrong() -> None:
    """4.11 is e^√2, though e^1.41 is 4.096."""
    text = "| word | score | exp |\n|---|---|---|\n| a | 0.50 | 1.649 |\n| b | 0.25 | 1.284 |\n| c | 1.41 | 4.11 |\n"
    assert not bad(text)
    assert bad(text.replace("4.11", "4.41")) == ["1.41 | 4.41: wrong"]


@pytest.mark.parametrize(
    "text",
    [
        # the likeliest words of a whole vocabulary
        "| word | logit | probability |\n|---|---|---|\n| a | 5.1 | 0.42 |\n| b | 4.2 | 0.17 |\n| c | 3.9 | 0.13 |\n",
        # rows left out
        "| word | exp | weight |\n|---|---|---|\n| a | 2.000 | 0.200 |\n| … | … | … |\n| b | 3.000 | 0.300 |\n"
        "| Sum | 10.0 | 1 |\n",
        # a hidden word
        "| word | score | exp | weight |\n|---|---|---|---|\n| a | 1 | 2.718 | 0.269 |\n| b | 2 | 7.389 | 0.731 |\n"
        "| c | 3 | 0 | 0 |\n",
        # no softmax at all
        "| team | score | exp | weight |\n|---|---|---|---|\n| a | 1 | 3 | 80.5 |\n| b | 2 | 7 | 70.2 |\n",
    ],
)
def test_what_is_no_softmax_of_its_rows_is_not_called_wrong(text: str) -> None:
    assert not bad(text)
    assert not report(text).unread


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # in percent
        ("| word | score | exp(score) | share of attention weight |\n|---|---|---|---|\n| a | 0 | 1.00 | 11.9% |\n"
         "| b | 2 | 7.39 | 88.1% |\n", 4),
        # a word that is hidden, told by −∞
        ("| key | score | masked | exp | weight |\n|---|---|---|---|---|\n| a | 3 | 3 | 20.086 | 0.731 |\n"
         "| b | 2 | 2 | 7.389 | 0.269 |\n| c | 5 | −∞ | 0 | 0 |\n", 9),
        # or by a word; scores that are logarithms
        ("| key | score | exp |\n|---|---|---|\n| a | $\\ln 3$ | 3 |\n| b | $\\ln 5$ | 5 |\n| c | mask | 0 |\n", 2),
    ],
)  # fmt: skip
def test_shares_in_percent_and_words_that_are_hidden(text: str, count: int) -> None:
    assert len(told(text)) == count
    assert not bad(text)


def test_deviations_from_a_mean_and_their_squares() -> None:
    text = """| Value | Value − Mean | Square |
|---|---|---|
| 6.0 | 1.5 | 2.25 |
| 3.2 | -1.3 | 1.69 |
| 4.3 | -0.2 | 0.04 |
| Mean | | 1.3267 |
"""
    assert len(told(text)) == 6
    assert not bad(text)
    assert bad(text.replace("1.69", "1.96")) == ["-1.3 | 1.96: wrong"]


def test_numbers_x_are_the_scores_of_their_softmax() -> None:
    text = "| $x$ | $e^x$ | softmax |\n|---|---|---|\n| 0 | 1 | 0.119 |\n| 2 | 7.389 | 0.881 |\n"
    assert len(told(text)) == 4
    assert not bad(text)


def test_weights_that_add_up_to_1_and_are_no_shares_of_the_exponentials_are_wrong() -> None:
    """None of them fits, so none need be right; of other words left out the sum would tell."""
    head = "| word | score | exp | probability |\n|---|---|---|---|\n"
    text = head + "| a | 2.1 | 8.17 | 0.15 |\n| b | 3.5 | 33.1 | 0.60 |\n| c | 1.8 | 6.05 | 0.25 |\n"
    assert bad(text) == ["8.17 | 0.15: wrong", "33.1 | 0.60: wrong", "6.05 | 0.25: wrong"]
    assert not bad(text.replace("0.60", "0.50"))
    # of six words, three of whom are not shown
    assert not bad(head + "| a | 2.1 | 8.17 | 0.09 |\n| b | 3.5 | 33.1 | 0.36 |\n| c | 1.8 | 6.05 | 0.07 |\n")


def test_a_sum_of_weights_is_1_only_where_they_are_weights() -> None:
    text = "| word | exp | weight |\n|---|---|---|\n| a | 4.71 | 0.107 |\n| b | 9.42 | 0.414 |\n| Sum | | 1.000 |\n"
    assert "1.000: wrong" in bad(text)


def test_a_calculation_in_a_cell_is_no_second_claim() -> None:
    head = "| word | exp | weight |\n|---|---|---|\n"
    text = head + "| a | 7.39 | 7.39 / 10.11 = 0.73 |\n| b | 2.72 | 2.72 / 10.11 = 0.27 |\n"
    assert told(text) == ["7.39 / 10.11 = 0.73: rounded", "2.72 / 10.11 = 0.27: rounded"]


def test_of_words_left_out_each_exponential_is_still_that_of_its_score() -> None:
    text = "| word | score | exp | probability |\n|---|---|---|---|\n| a | 2.34 | 10.38 | 42.3% |\n"
    text += "| b | 2.12 | 8.33 | 18.7% |\n| ... | ... | ... | ... |\n| c | -3.21 | 0.04 | 0.0001% |\n"
    assert told(text) == ["2.34 | 10.38: rounded", "2.12 | 8.33: rounded", "-3.21 | 0.04: rounded"]
    assert bad(text.replace("10.38", "13.08")) == ["2.34 | 13.08: wrong"]


def test_whole_rows_may_stand_in_the_cells() -> None:
    text = """| case | scaled scores | softmax |
|---|---|---|
| 1 | `[4, 2, 0]` | `[0.8668, 0.1173, 0.0159]` |
| 2 | `[1, 0.5, 0]` | `[0.5065, 0.3072, 0.1863]` |
"""
    assert len(told(text)) == 2
    assert not bad(text)
    (found,) = bad(text.replace("0.3072", "0.3027"))
    assert found.endswith("[0.5065, 0.3027, 0.1863]: wrong")


SCALED = """| word | score | scaled | weight |
|---|---|---|---|
| ice | 2 | 1.414 | {} |
| tea | 4 | 2.828 | {} |
| jam | 2 | 1.414 | {} |
"""


@pytest.mark.parametrize(
    "weights",
    [
        ("0.264", "0.573", "0.164"),
        ("0.250", "0.500", "0.250"),
        ("0.214", "0.571", "0.214"),
        ("0.31", "0.38", "0.31"),
        ("0.673", "0.164", "0.164"),
    ],
)
def test_weights_beside_scaled_scores_that_are_no_softmax_of_them_are_wrong(weights: tuple[str, ...]) -> None:
    """Of equal scores with unequal weights, without exponentials, of another base: none may fit but by chance."""
    found = bad("Query 1, d_k = 2.\n\n" + SCALED.format(*weights))
    assert found and all(line.endswith(": wrong") for line in found)


@pytest.mark.parametrize(
    "text",
    [
        SCALED.format("0.164", "0.673", "0.164"),
        SCALED.format("0.16", "0.67", "0.16"),
        SCALED.format("0.2", "0.7", "0.2"),
        SCALED.format("0.165", "0.671", "0.164"),
        SCALED.format("0.30", "0.30", "0.20"),
        "At a temperature of 2:\n\n" + SCALED.format("0.248", "0.504", "0.248"),
        "We divide by the sum instead of a softmax:\n\n" + SCALED.format("0.250", "0.500", "0.250"),
        "To simplify, powers of 2:\n\n" + SCALED.format("0.214", "0.571", "0.214"),
        "With a position bias:\n\n" + SCALED.format("0.31", "0.38", "0.31"),
        "Tea is masked:\n\n" + SCALED.format("0.5", "0", "0.5"),
        "Vereinfacht:\n\n" + SCALED.format("0.25", "0.50", "0.25"),
        "| part | score | weight |\n|---|---|---|\n| exam | 85 | 0.7 |\n| homework | 90 | 0.3 |\n",
        "| part | score | scaled | weight |\n|---|---|---|---|\n| exam | 85 | 80 | 0.7 |\n| test | 90 | 95 | 0.3 |\n",
        "| part | scaled | weight |\n|---|---|---|\n| exam | 85 | 0.7 |\n| homework | 90 | 0.2 |\n",
    ],
)
def test_weights_that_may_be_another_softmax_or_are_some_of_many_are_no_error(text: str) -> None:
    assert not bad(text)


COLUMN = "| token | attention weight |\n|---|---|\n| the | {} |\n| cat | {} |\n| sat | {} |\n"


@pytest.mark.parametrize("total", ["| total | 100% |\n", "| **Sum** | **1** |\n", "| Summe | 1.00 |\n"])
def test_attention_weights_that_miss_the_total_below_them_are_wrong(total: str) -> None:
    assert len(bad(COLUMN.format("10%", "55%", "25%") + total)) == 1
    assert not bad(COLUMN.format("10%", "65%", "25%") + total)


@pytest.mark.parametrize(
    "text",
    [
        COLUMN.format("0.10", "0.55", "0.25"),
        COLUMN.format("0.80", "0.55", "0.25"),
        COLUMN.format("0.10", "0.55", "0.25") + "| total | 0.90 |\n",
        COLUMN.format("0.10", "…", "0.25") + "| total | 1 |\n",
        COLUMN.format("0.10", "0.55", "0.25").replace("attention weight", "weight in kg") + "| total | 1 |\n",
        "The largest weights:\n\n" + COLUMN.format("0.10", "0.55", "0.25") + "| total | 1 |\n",
    ],
)
def test_attention_weights_that_may_be_some_of_many_are_no_error(text: str) -> None:
    assert not bad(text)


FIVE = """| key | score | exp | weight |
|---|---|---|---|
| k1 | 1.2 | 3.32 | 0.204 |
| k2 | 2.1 | 8.17 | 0.503 |
| k3 | 0.8 | 2.23 | 0.137 |
| k4 | 0.9 | 2.46 | 0.151 |
| k5 | -2.6 | 0.07 | 0.005 |
"""
TOTALS = ["合计", "总和", "和", "Tổng", "Gesamt", "合計", "총합", "Toplam", "Σ e^x", "Z", "Nenner", "all"]


@pytest.mark.parametrize("label", TOTALS)
@pytest.mark.parametrize("total", ["| | 16.25 | 1.00 |", "| 2.4 | 16.25 | 1.000 |"])
def test_a_row_each_number_of_which_is_the_sum_above_it_is_a_total(label: str, total: str) -> None:
    """Whatever it is called; and it adds up no other column, though their numbers stand nearer."""
    text = f"{FIVE}| {label} {total}\n"
    rows = [f"<tr><td>{line.strip('| ').replace(' | ', '</td><td>')}</td></tr>" for line in text.splitlines()]
    html = f"<table>{rows[0].replace('td>', 'th>')}{''.join(rows[2:])}</table>".replace("<td>|", "<td></td><td>")
    assert not bad(text)
    assert not bad(html, "note.html")


@pytest.mark.parametrize("label", ["合计", "Tổng", "Nenner"])
def test_a_wrong_total_below_numbers_left_out_is_found(label: str) -> None:
    assert bad(f"{FIVE}| {label} | | 16.52 | 1.00 |\n") == ["16.52: wrong"]


@pytest.mark.parametrize(
    "row", ["| received | 0.755 | 0.910 | 0.335 |", "| col | 0.755 | 0.910 | 0.335 |", "| sum | 0.755 | 0.91 | 0.335 |"]
)
def test_sums_of_columns_are_no_row_of_weights(row: str) -> None:
    text = f"""Attention weights:

| | k1 | k2 | k3 |
|---|---|---|---|
| q1 | 0.665 | 0.245 | 0.090 |
| q2 | 0.090 | 0.665 | 0.245 |
| mean | 0.378 | 0.455 | 0.168 |
{row}
"""
    assert not bad(text)
    assert bad(text.replace("0.665 | 0.245 | 0.090", "0.665 | 0.345 | 0.090")) == ["0.665 | 0.345 | 0.090: wrong"]


TWO_DIGITS = """| word | score | exp | weight |
|---|---|---|---|
| ice | 1.0 | 2.72 | 0.24 |
| tea | 2.0 | 7.39 | 0.67 |
| jam | 0.0 | 1.00 | 0.09 |
| Sum | | 11.11 | 1.00 |
"""


def test_of_weights_of_two_digits_the_wrong_one_is_told_and_not_their_total() -> None:
    assert not bad(TWO_DIGITS)
    assert bad(TWO_DIGITS.replace("0.67", "0.56")) == ["7.39 | 0.56: wrong"]


def test_digits_cut_off_in_a_column_are_told() -> None:
    """Though scores of one place may be rounded: that just those digits come of it is no chance."""
    cut = TWO_DIGITS.replace("2.72", "2.71").replace("7.39", "7.38").replace("11.11", "11.09")
    assert bad(cut) == ["1.0 | 2.71: truncated", "2.0 | 7.38: truncated"]
    assert not bad(cut.replace("2.71", "2.69"))


def test_a_table_in_korean() -> None:
    table = TWO_DIGITS.replace("word | score | exp | weight", "토큰 | 점수 | exp | 가중치").replace("Sum", "합계")
    assert len(told(table)) == 8 and not bad(table)
    percent = (
        table.replace("0.24", "24.5%").replace("0.67", "66.5%").replace("0.09", "9.0%").replace("1.00 |\n", "100% |\n")
    )
    assert len(told(percent)) == 8 and not bad(percent)
