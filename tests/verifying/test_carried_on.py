"""The work goes on with the numbers that were printed, rounded or wrong: what follows from these is carried."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from verifying.judged import report, told, words

from symattn.report import Finding

GIVEN = "Q = [[1, 0], [1, 2], [1, 1]], K = [[1, 1], [0, 2], [1, 1]], V = [[3, 1], [0, 2], [2, 0]]\n\n"
"""The weights are [[0.401, 0.198, 0.401], [0.248, 0.503, 0.248], [0.333, 0.333, 0.333]]."""
WEIGHTS = """| | a | b | c |
|---|---|---|---|
| a | 0.401 | 0.198 | 0.401 |
| b | 0.248 | 0.503 | 0.248 |
| c | 0.333 | 0.333 | 0.333 |
"""
OUTPUT = """| | 1 | 2 |
|---|---|---|
| a | 2.005 | 0.797 |
| b | 1.240 | 1.254 |
| c | 1.665 | 0.999 |
"""


def verdicts(text: str, name: str = "note.md") -> list[str]:
    return [finding.verdict.value for finding in report(text, name).findings]


def line(text: str, place: int | None) -> str:
    """The line in which the wrong number came in."""
    return "" if place is None else text[text.rfind("\n", 0, place) + 1 :].partition("\n")[0]


# --- tables ---------------------------------------------------------------------------------


def test_a_table_of_outputs_follows_from_the_weights_as_printed() -> None:
    """1.665 is 3·0.333 + 2·0.333, where 5/3 is due."""
    text = f"{GIVEN}The scores are divided by √2.\n\n### Weights\n\n{WEIGHTS}\n### Output\n\n{OUTPUT}"
    assert verdicts(text) == ["rounded"] * 3 + ["carried"] * 3


def test_a_table_of_outputs_that_follows_from_nothing_is_wrong() -> None:
    text = f"{GIVEN}### Weights\n\n{WEIGHTS}\n### Output\n\n{OUTPUT.replace('1.665', '1.656')}"
    assert verdicts(text)[-1] == "wrong"


def test_matrices_under_labels_follow_from_each_other() -> None:
    weights = "[[0.401, 0.198, 0.401], [0.248, 0.503, 0.248], [0.333, 0.333, 0.333]]"
    output = "[[2.005, 0.797], [1.240, 1.254], [1.665, 0.999]]"
    text = f"{GIVEN}Attention weights:\n{weights}\n\nOutput:\n{output}\n"
    assert verdicts(text) == ["rounded", "carried"]


def test_a_name_known_by_its_formula_is_the_table_printed_below() -> None:
    text = f"{GIVEN}The weights A = softmax(QK^T/√2):\n\n{WEIGHTS}\n"
    assert verdicts(f"{text}Z = A V = [[2.005, 0.797], [1.240, 1.254], [1.665, 0.999]]")[-1] == "carried"
    assert verdicts(f"{text}Z = A V = [[2.005, 0.797], [1.240, 1.254], [1.656, 0.999]]")[-1] == "wrong"


def test_a_row_that_both_scales_give_does_not_hide_which_is_meant() -> None:
    """The first row of weights is uniform with any scale, the second with none but 1/√2."""
    given = "Q = [[0, 0], [1, 0]], K = [[2, 0], [0, 1]], V = [[0, 4], [4, 4]]\n\n"
    weights = "| | a | b |\n|---|---|---|\n| a | 0.500 | 0.500 |\n| b | 0.804 | 0.196 |\n"
    output = "| | 1 | 2 |\n|---|---|---|\n| a | 2.000 | 4.000 |\n| b | 0.784 | 4.000 |\n"
    text = f"{given}### Weights\n\n{weights}\n### Output\n\n{output}"
    assert verdicts(text) == ["exact", "rounded", "exact", "carried"] or verdicts(text)[-1] == "carried"


# --- wrong steps ----------------------------------------------------------------------------

WRONG_SCALE = f"{GIVEN}d_k = 2. S = QK^T = [[1, 0, 1], [3, 4, 3], [2, 2, 2]]\n\n"
BY_D_K = "[[0.5, 0.0, 0.5], [1.5, 2.0, 1.5], [1.0, 1.0, 1.0]]"
WEIGHTS_BY_D_K = "[[0.384, 0.233, 0.384], [0.274, 0.452, 0.274], [0.333, 0.333, 0.333]]"


@pytest.mark.parametrize(
    "formula", ["softmax(S/√d_k)", "softmax(QK^T/√d_k)", r"\text{softmax}(\frac{QK^T}{\sqrt{d_k}})"]
)
def test_weights_of_scores_wrongly_scaled_are_carried_in_every_spelling(formula: str) -> None:
    scaled = f"S/√d_k = {BY_D_K}"
    text = f"{WRONG_SCALE}{scaled}\n\n${{}}$".replace("${}$", f"$A = {formula} = {WEIGHTS_BY_D_K}$")
    found: list[Finding] = list(report(text).findings)[-2:]
    assert [(f.verdict.value, f.diagnoses[:1]) for f in found] == [("wrong", ("divided_by_d_k",)), ("carried", ())]
    assert words(text, found[0]) == scaled
    assert line(text, found[1].origin) == scaled


# --- no rounding in between -----------------------------------------------------------------

UNROUNDED = "Q = [[1, 0], [2, 1]], K = [[2, 1], [1, 1]], V = [[30, 10], [10, 40]], d_k = 2.\n\n"
"""S = [[2, 1], [5, 3]], A = [[0.670, 0.330], [0.804, 0.196]], Z = [[23.395, 19.907], [26.089, 15.867]]."""
KEPT_DIGITS = [
    ("[[0.731, 0.269], [0.881, 0.119]]", "[[24.621, 18.068], [27.616, 13.576]]"),
    ("[[0.107, 0.196], [0.893, 0.804]]", "[[5.167, 8.893], [34.833, 41.107]]"),
    ("[[0.667, 0.333], [0.625, 0.375]]", "[[23.333, 20.000], [22.500, 21.250]]"),
    ("[[0.620, 0.380], [0.727, 0.273]]", "[[22.403, 21.396], [24.543, 18.185]]"),
    ("[[0.622, 0.378], [0.731, 0.269]]", "[[22.449, 21.326], [24.621, 18.068]]"),
]


@pytest.mark.parametrize(("wrong", "output"), KEPT_DIGITS)
def test_what_a_mistake_gives_without_rounding_is_carried_from_it(wrong: str, output: str) -> None:
    """0.731·30 + 0.269·10 = 24.620, and 24.621 of the digits not printed."""
    scores = "S = QK^T = [[2, 1], [5, 3]]\n\n"
    step = f"A = softmax(S/√d_k) = {wrong}"
    text = f"{UNROUNDED}{scores}{step}\n\nZ = AV = {output}"
    found = report(text).findings
    assert [f.verdict.value for f in found][-2:] == ["wrong", "carried"]
    assert line(text, found[-1].origin) == step and found[-2].diagnoses


def test_a_projection_of_unrounded_outputs_is_carried_from_the_same_mistake() -> None:
    """24.6212·3 − 18.0683 = 55.795; 334.962 is 334.959 of the digits printed."""
    step = f"A = softmax(QK^T/√d_k) = {KEPT_DIGITS[0][0]}"
    text = f"{UNROUNDED}{step}\n\nZ = AV = {KEPT_DIGITS[0][1]}\n\nW_O = [[3, 7], [-1, 9]]\n\nZ W_O = "
    right, wrong = "[[55.795, 334.962], [69.272, 315.496]]", "[[55.795, 334.926], [69.272, 315.496]]"
    found = report(text + right).findings
    assert [f.verdict.value for f in found] == ["wrong", "carried", "carried"]
    assert {line(text, f.origin) for f in found[1:]} == {step}
    assert verdicts(text + wrong)[-1] == "wrong"


BETRAYED = [
    "The attention weights are [0.50, 0.30, 0.10].\n\nThe output is 0.50·[1, 0] + 0.30·[0, 1] + 0.10·[1, 1] = {}.",
    "Attention weights A = [[0.50, 0.30, 0.10]], V = [[1, 0], [0, 1], [1, 1]]\n\nZ = A V = [{}]",
]


@pytest.mark.parametrize("text", BETRAYED)
def test_what_follows_from_weights_that_betray_themselves_is_carried(text: str) -> None:
    """Nobody knows what the weights should be, so that no other output is told."""
    first, *_, last = report(text.format("[0.60, 0.40]")).findings
    assert (first.verdict.value, last.verdict.value) == ("wrong", "carried")
    assert last.origin == first.start and last.expected == ""
    assert verdicts(text.format("[0.60, 0.50]"))[-1] == "wrong"
    assert verdicts(text.replace("0.10", "0.20").format("[0.70, 0.50]"))[-1] in ("exact", "rounded")


def test_what_no_mistake_gives_stays_wrong_behind_one() -> None:
    text = f"{UNROUNDED}A = softmax(QK^T/√d_k) = {KEPT_DIGITS[0][0]}\n\nZ = AV = {KEPT_DIGITS[0][1]}"
    assert verdicts(text.replace("24.621", "24.612"))[-2:] == ["wrong", "wrong"]


def test_a_mistake_that_is_made_in_two_steps_is_told_of_both() -> None:
    """K and V exchanged: QVᵀ = [[30, 10], [70, 60]] in the scores, and once more AK where AV is due."""
    scores, weights = "QK^T = [[30, 10], [70, 60]]", "A = softmax(QK^T/√d_k) = [[1.000, 0.000], [0.999, 0.001]]"
    text = f"{UNROUNDED}{scores}\n\n{weights}\n\nZ = AV = [[2.000, 1.000], [1.999, 1.000]]"
    found = [f for f in report(text).findings if f.verdict.value == "wrong"]
    assert len(found) == 2
    assert all("exchanged_keys_and_values" in f.diagnoses for f in found)


def test_a_mistake_made_twice_in_the_same_step_is_told_twice() -> None:
    text = f"{UNROUNDED}softmax(2/√2, 1/√2) = (0.731, 0.269)\n\nsoftmax(5/√2, 3/√2) = (0.881, 0.119)"
    assert verdicts(text) == ["wrong", "wrong"]


@pytest.mark.parametrize("heading", ["A = softmax(S/√d_k) = {}", "Attention weights:\n{}"])
def test_unrounded_weights_of_wrong_scores_are_carried_on(heading: str) -> None:
    """[[2, 0], [5, 3]] is no known mistake; that the output follows from it needs none."""
    scores = "QK^T = [[2, 0], [5, 3]]"
    weights = heading.format("[[0.804, 0.196], [0.804, 0.196]]")
    text = f"{UNROUNDED}{scores}\n\n{weights}\n\nZ = AV = [[26.089, 15.867], [26.089, 15.867]]"
    found = report(text).findings
    assert [f.verdict.value for f in found if f.start > text.index("Z =")] == ["carried"]
    assert line(text, found[-1].origin) == scores


def test_more_digits_of_rounded_scores_are_carried_through_the_output() -> None:
    """softmax(1.41, 0.71) to seven digits, where softmax(√2, 1/√2) is due: its digits are those of 1.41 to the end."""
    scaled = "QK^T/√d_k = [[1.41, 0.71], [3.54, 2.12]]\n\n"
    weights = "softmax(QK^T/√d_k) = [[0.6681878, 0.3318122], [0.8053384, 0.1946616]]\n\n"
    text = f"{UNROUNDED}{scaled}A = {weights}Z = AV = [[23.363755, 19.954367], [26.106768, 15.839848]]"
    assert verdicts(text) == ["rounded", "carried", "carried"]


# --- masks ----------------------------------------------------------------------------------

MASKED = "[[1.000, 0.000, 0.000], [0.330, 0.670, 0.000], [0.333, 0.333, 0.333]]"
UNMASKED = "[[0.401, 0.198, 0.401], [0.248, 0.503, 0.248], [0.333, 0.333, 0.333]]"


@pytest.mark.parametrize("mask", ["mask", "causal_mask", "masked"])
@pytest.mark.parametrize(("weights", "due"), [(MASKED, ("rounded", ())), (UNMASKED, ("wrong", ("forgot_mask",)))])
def test_a_mask_of_a_formula_is_the_causal_one_that_the_text_speaks_of(
    mask: str, weights: str, due: tuple[str, tuple[str, ...]]
) -> None:
    finding = report(f"{GIVEN}With a causal mask A = softmax({mask}(QK^T/√2)) = {weights}").findings[-1]
    assert (finding.verdict.value, finding.diagnoses[:1]) == due


def test_a_mask_of_which_no_word_is_said_is_a_name() -> None:
    """A padding mask may hide anything."""
    text = f"{GIVEN}A = softmax(mask(QK^T/√2)) = [[0.670, 0.330, 0], [0.330, 0.670, 0], [0.500, 0.500, 0]]"
    assert verdicts(text) == []
    stated = f"{GIVEN}mask(S) = [[1, 0, -inf], [3, 4, -inf], [2, 2, -inf]]\n\n"
    assert (
        verdicts(f"{stated}softmax(mask(S)) = [[0.731, 0.269, 0], [0.269, 0.731, 0], [0.5, 0.5, 0]]")[-1] == "rounded"
    )


# --- expressions ----------------------------------------------------------------------------


def test_numbers_put_in_for_names_are_carried_where_those_were() -> None:
    """0.504 for 0.503 is off in the last digit, and what it is put in is carried."""
    text = "S = [[1, 0, 0], [0, 1, 0]], V = [[1, 0], [0, 1], [0, 0]]\n\nA = softmax(S/√2) = {}\n\nZ = AV\n\n{}"
    weights = "[[0.504, 0.248, 0.248], [0.248, 0.504, 0.248]]"
    finding = report(text.format(weights, "Z[1] = 0.504·[1, 0] + 0.248·[0, 1] + 0.248·[0, 0]")).findings[-1]
    assert finding.verdict.value == "carried"


# --- tables that a mistake made -------------------------------------------------------------

TWO_TOKENS = (
    "Q = [[1, 2], [3, 1]], K = [[2, 1], [1, 4]], V = [[1, 0], [0, 2]], d_k = 2. Scores are divided by √d_k.\n\n"
)
"""S = [[4, 9], [7, 7]]; the weights are [[0.0283, 0.9717], [0.5, 0.5]]."""
MISTAKEN = [
    ("", "[[0.3077, 0.6923], [0.5000, 0.5000]]", "[[0.3077, 1.3846], [0.5000, 1.0000]]", "forgot_exponential"),
    ("", "[[0.0794, 0.9206], [0.5000, 0.5000]]", "[[0.0794, 1.8412], [0.5000, 1.0000]]", "powers_of_two"),
    ("causal ", "[[0.0283, 0.0000], [0.5000, 0.5000]]", "[[0.0283, 0.0000], [0.5000, 1.0000]]", "masked_after_softmax"),
    ("causal ", "[[0.9442, 0.0558], [0.5000, 0.5000]]", "[[0.9442, 0.1116], [0.5000, 1.0000]]", "masked_with_zero"),
]


def cells(table: str, mark: str) -> list[list[str]]:
    rows = table.strip("[]").split("], [")
    return [[mark.format(cell) for cell in row.split(", ")] for row in rows]


def under_labels(weights: str, output: str) -> tuple[str, str]:
    return "note.txt", f"Attention weights:\n{weights}\n\nOutput:\n{output}\n"


def in_tables(weights: str, output: str) -> tuple[str, str]:
    def table(text: str) -> str:
        return "| | 1 | 2 |\n|---|---|---|\n" + "".join(f"| t |{'|'.join(row)}|\n" for row in cells(text, " {} "))

    return "note.md", f"### Attention weights\n\n{table(weights)}\n### Output\n\n{table(output)}"


def in_html(weights: str, output: str) -> tuple[str, str]:
    def table(text: str) -> str:
        rows = "".join(f"<tr><th>t</th>{''.join(row)}</tr>\n" for row in cells(text, "<td>{}</td>"))
        return f"<table>\n<tr><th></th><th>1</th><th>2</th></tr>\n{rows}</table>\n"

    return "note.html", f"<h3>Attention weights</h3>\n{table(weights)}<h3>Output</h3>\n{table(output)}"


@pytest.mark.parametrize("notation", [under_labels, in_tables, in_html])
@pytest.mark.parametrize(("mask", "weights", "output", "mistake"), MISTAKEN)
def test_a_table_that_a_mistake_made_is_known_by_its_heading_and_the_next_is_carried(
    notation: Callable[[str, str], tuple[str, str]], mask: str, weights: str, output: str, mistake: str
) -> None:
    name, tables = notation(weights, output)
    text = TWO_TOKENS + (f"A {mask}mask hides what comes later.\n\n" if mask else "") + tables
    if name.endswith("html"):
        text = f"<p>{text.replace('<', '</p><', 1)}"
    found = [f for f in report(text, name).findings if not f.explicit]
    bad = [f for f in found if f.verdict.value == "wrong"]
    assert bad and all(f.diagnoses[0] == mistake for f in bad)
    after = [f for f in found if f.start > text.index("Output")]
    assert after and {f.verdict.value for f in after} <= {"carried", "exact", "rounded"}
    assert {line(text, f.origin) for f in after if f.verdict.value == "carried"} <= {line(text, f.start) for f in bad}
    assert any(f.verdict.value == "carried" for f in after)


def test_a_table_that_no_mistake_makes_is_wrong_and_the_next_is_carried() -> None:
    """Only one row of weights is wrong; the output is worked rightly from both."""
    name, tables = under_labels("[[0.0283, 0.9717], [0.6000, 0.4000]]", "[[0.0283, 1.9434], [0.6000, 0.8000]]")
    assert verdicts(TWO_TOKENS + tables, name)[-2:] == ["wrong", "carried"]


def test_scaled_scores_are_called_wrong_where_the_scale_is_surely_told() -> None:
    """Of keys of width 2, d_k = 64 tells another scale."""
    scores = "Scores:\n[[4, 9], [7, 7]]\n\nScaled scores:\n{}\n\nAttention weights:\n{}\n"
    by_two = scores.format("[[2.0, 4.5], [3.5, 3.5]]", "[[0.0759, 0.9241], [0.5000, 0.5000]]")
    found = report(TWO_TOKENS + by_two, "note.txt").findings
    assert [(f.verdict.value, f.diagnoses[:1]) for f in found[-2:]] == [("wrong", ("divided_by_d_k",)), ("carried", ())]
    by_eight = scores.format("[[0.5, 1.125], [0.875, 0.875]]", "[[0.3486, 0.6514], [0.5000, 0.5000]]")
    assert "wrong" not in verdicts(TWO_TOKENS.replace("d_k = 2", "d_k = 64") + by_eight, "note.txt")


# --- rows of tables beside numbers ----------------------------------------------------------


@pytest.mark.parametrize("first", ["0.378 v1", "0.378 v_1", "0.378v1", "0.378 v₁"])
def test_a_row_beside_a_weight_is_multiplied(first: str) -> None:
    text = f"V = [[0, 4], [3, 1]]\n\nz_1 = {first} + {first.replace('1', '2').replace('₁', '₂')} = [1.134, 1.890]"
    assert verdicts(text)[-1] == "exact"
    # v2 is still the row of V
    assert verdicts(f"{text}\n\n2·v2 = [6, 2]")[-1] == "exact"


def test_words_beside_a_number_are_no_rows() -> None:
    assert verdicts("S = [[1, 2], [3, 4]]\n\na = 0.5 v1 and so on") == []


def test_a_remark_below_a_line_of_code_tells_what_its_name_is() -> None:
    """And not what the last letter of the line is."""
    text = "Q = np.array([[5, 0], [1, 0]])\nK = np.array([[1, 2], [1, 0]])\nS = Q @ K.T\n# [[5, 5],\n#  [1, 1]]\n"
    text += "Z = S @ K\n"
    found = report(f"{text}# [[1, 1],\n#  [2, 2]]\n", "note.py").findings
    assert words(text, found[0]).startswith("S = Q")
    assert "K\n" not in [text[f.start : f.start + 2] for f in found]


# --- rows told one by one -------------------------------------------------------------------

LIST = """{mask}Attention weights, row by row:

Row 1: ({weights[0]})
Row 2: ({weights[1]})

Output Z = AV:

Row 1: ({output[0]})
Row 2: ({output[1]})
"""


@pytest.mark.parametrize(("mask", "weights", "output", "mistake"), MISTAKEN)
def test_rows_told_one_by_one_are_one_table(mask: str, weights: str, output: str, mistake: str) -> None:
    rows = [[", ".join(row) for row in cells(table, "{}")] for table in (weights, output)]
    speech = f"A {mask}mask hides what comes later.\n\n" if mask else ""
    text = TWO_TOKENS + LIST.format(mask=speech, weights=rows[0], output=rows[1])
    found = report(text).findings[-4:]
    assert [f.verdict.value for f in found if f.diagnoses[:1] == (mistake,)]
    assert {f.verdict.value for f in found[:2]} <= {"wrong", "exact", "rounded"}
    assert {f.verdict.value for f in found[2:]} <= {"carried", "exact", "rounded"}
    assert {line(text, f.origin) for f in found if f.verdict.value == "carried"} <= {
        line(text, f.start) for f in found[:2] if f.verdict.value == "wrong"
    }


def test_rows_that_are_right_one_by_one_but_no_table_are_right() -> None:
    """The first is a row of scores."""
    text = f"{TWO_TOKENS}Weights:\n\nRow 1: (4, 9)\nRow 2: (0.5000, 0.5000)\n"
    assert set(verdicts(text)) <= {"rounded", "exact"}
    wrong = text.replace("(4, 9)", "(0.0823, 0.9177)").replace("0.5000, 0.5000", "0.4900, 0.5100")
    assert verdicts(wrong) == ["wrong", "wrong"]


# --- what the words over a table say --------------------------------------------------------

UNSCALED = "[[0.0067, 0.9933], [0.5000, 0.5000]]"


def test_the_formula_over_a_table_tells_its_scale() -> None:
    """The softmax of S itself is right where nothing is said of a scale, and wrong below A = softmax(S/√d_k)."""
    given = TWO_TOKENS.replace(" Scores are divided by √d_k.", "") + "S = QK^T = [[4, 9], [7, 7]]\n\n"
    assert verdicts(f"{given}Weights:\n\n{UNSCALED}")[-1] in ("rounded", "exact")
    finding = report(f"{given}Weights A = softmax(S/√d_k):\n\n{UNSCALED}").findings[-1]
    assert (finding.verdict.value, finding.diagnoses[:1]) == ("wrong", ("forgot_scale",))


@pytest.mark.parametrize(("words", "due"), [("Masked weights:", "wrong"), ("Weights:", "rounded")])
def test_a_mask_is_forgotten_only_where_words_say_that_these_weights_are_masked(words: str, due: str) -> None:
    """A mask told somewhere in the text may be of other weights."""
    given = TWO_TOKENS + "Later we use a causal mask.\n\nS/√d_k = [[2.8284, 6.3640], [4.9497, 4.9497]]\n\n"
    finding = report(f"{given}{words}\n\n[[0.0283, 0.9717], [0.5000, 0.5000]]").findings[-1]
    assert (finding.verdict.value, finding.diagnoses[:1]) == (due, ("forgot_mask",) if due == "wrong" else ())


def test_masked_weights_follow_from_wrong_scores_though_only_words_tell_of_scale_and_mask() -> None:
    given = TWO_TOKENS + "A causal mask hides what comes later.\n\nScores:\n[[4, 9], [9, 7]]\n\n"
    found = report(f"{given}Attention weights:\n[[1.0000, 0.0000], [0.8044, 0.1956]]\n", "note.txt").findings
    assert [f.verdict.value for f in found[-2:]] == ["wrong", "carried"]


def test_what_was_printed_with_a_minus_is_another_number_than_without() -> None:
    """-0.02 is -1/54 and 0.02 is 1/41, so that e^(-0.02) is 0.98165."""
    text = "-1/54 ≈ -0.02\n\n1/41 ≈ 0.02\n\ne^(-0.02) ≈ 0.98\n\n100·0.98 ≈ 98.2"
    assert told(text)[-1] == "100·0.98 ≈ 98.2: rounded"


def test_a_number_of_the_data_that_was_printed_for_another_one_since_is_rounded() -> None:
    """Of the row (0.0034, 0.4983, 0.4983) 0.5 is no 0.5 of W."""
    text = "W = [[0.5, 1]]\n\nsoftmax((-4, 1, 1)) ≈ (0.00, 0.5, 0.5)\n\n"
    text += "z = 0.00·4 + 0.5·(-1) + 0.5·(-1) ≈ 0.01 + (-0.5) + (-0.5) ≈ -0.98"
    assert [line.rpartition(": ")[2] for line in told(text)[-2:]] == ["rounded", "rounded"]


@pytest.mark.parametrize(
    ("output", "due"), [("4.248, -2.249", "rounded"), ("4.250, -2.250", "rounded"), ("4.258, -2.249", "wrong")]
)
def test_of_rows_that_look_alike_each_may_be_the_one_that_is_meant(output: str, due: str) -> None:
    text = "V = [[-2, 1.5], [0, -1], [4.25, -2.25]]\n\nsoftmax([-1.969, -2.438, 6.469]) ≈ [0.000, 0.000, 1.000]\n\n"
    text += "softmax([-3.766, -4.156, 11.898]) ≈ [0.000, 0.000, 1.000]\n\n"
    text += f"0.000·[-2, 1.5] + 0.000·[0, -1] + 1.000·[4.25, -2.25] ≈ [{output}]"
    assert told(text)[-1].endswith(f": {due}")
