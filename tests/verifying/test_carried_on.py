"""The work goes on with the numbers that were printed, rounded or wrong: what follows from these is carried."""

from __future__ import annotations

import pytest
from verifying.judged import report, words

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
