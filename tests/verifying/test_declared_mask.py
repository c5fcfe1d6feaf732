"""A mask that the text declares: weights without it are wrong, where it is not left out on purpose."""

from __future__ import annotations

import pytest
from verifying.judged import report, told

DATA = "Q = [[3, 2], [1, 3], [1, 1]]\n\nK = [[1, 4], [3, 2], [3, 3]]\n\nV = [[8, 2], [4, 2], [3, 3]]\n\n"
FORMULA = "With d_k = 2 we work softmax(QKᵀ/√d_k)V"
OPEN = "[[0.045, 0.187, 0.768], [0.644, 0.038, 0.318], [0.248, 0.248, 0.503]]"
MASKED = "[[1, 0, 0], [0.944, 0.056, 0], [0.248, 0.248, 0.503]]"
AFTER = "[[0.045, 0, 0], [0.644, 0.038, 0], [0.248, 0.248, 0.503]]"
HIDDEN = "- Row 1: [7.78, -∞, -∞]\n- Row 2: [9.19, 6.36, -∞]\n- Row 3: [3.54, 3.54, 4.24]\n"


def rows(table: str) -> str:
    return "".join(f"- Row {i}: [{row}]\n" for i, row in enumerate(table[2:-2].split("], ["), start=1))


def cells(table: str) -> str:
    lines = [
        f"| {word} | {row.replace(', ', ' | ')} |\n" for word, row in zip("abc", table[2:-2].split("], ["), strict=True)
    ]
    return "|   | a | b | c |\n|---|---|---|---|\n" + "".join(lines)


FORGOTTEN = {
    "−∞ shown, rows": (
        f"{FORMULA}.\n\n{DATA}Masked scaled scores:\n\n{HIDDEN}\nAttention weights (softmax of each row):\n\n@rows"
    ),
    "−∞ shown, table": f"{FORMULA}.\n\n{DATA}Masked scaled scores:\n\n{HIDDEN}\nAttention weights:\n\n@cells",
    "−∞ shown, name": (
        f"{FORMULA}.\n\n{DATA}Masked: [[7.78, -inf, -inf], [9.19, 6.36, -inf], [3.54, 3.54, 4.24]]\n\nA = @whole\n"
    ),
    "words before": f"{FORMULA}, with a causal mask.\n\n{DATA}Attention weights:\n\n@cells",
    "words before, rows": f"{FORMULA}, with a causal mask.\n\n{DATA}Attention weights:\n\n@rows",
    "words at the place": f"{FORMULA}.\n\n{DATA}Attention weights with the causal mask:\n\n@whole\n",
    "German": f"{FORMULA}.\n\n{DATA}Eine kausale Maske verbirgt spätere Wörter.\n\nGewichte:\n\n@whole\n",
    "Chinese": f"{FORMULA}，使用因果掩码。\n\n{DATA}注意力权重：\n\n@whole\n",
    "no token sees": f"{FORMULA}. No token sees later tokens (causal).\n\n{DATA}Attention weights: A = @whole\n",
}


def shown(text: str, table: str) -> str:
    return text.replace("@rows", rows(table)).replace("@cells", cells(table)).replace("@whole", table)


@pytest.mark.parametrize("text", FORGOTTEN.values(), ids=FORGOTTEN)
def test_weights_without_a_declared_mask_are_wrong(text: str) -> None:
    wrong = [finding for finding in report(shown(text, OPEN)).findings if finding.verdict.value == "wrong"]
    assert wrong
    assert all("forgot_mask" in finding.diagnoses for finding in wrong)


@pytest.mark.parametrize("text", FORGOTTEN.values(), ids=FORGOTTEN)
def test_weights_masked_after_the_softmax_are_named(text: str) -> None:
    wrong = [finding for finding in report(shown(text, AFTER)).findings if finding.verdict.value == "wrong"]
    assert wrong
    assert all("masked_after_softmax" in finding.diagnoses for finding in wrong)


@pytest.mark.parametrize("text", FORGOTTEN.values(), ids=FORGOTTEN)
def test_masked_weights_are_right(text: str) -> None:
    assert not [line for line in told(shown(text, MASKED)) if not line.endswith((": exact", ": rounded"))]


def test_a_hidden_padding_key_is_forgotten() -> None:
    scores = "[[7.78, 9.19, -inf], [9.19, 6.36, -inf], [3.54, 3.54, -inf]]"
    text = f"{FORMULA}.\n\n{DATA}The third key is padding. Masked scaled scores:\n\n{scores}\n\nAttention weights:\n\n"
    assert told(text + OPEN)[-1].endswith(": wrong")
    assert told(text + "[[0.196, 0.804, 0], [0.944, 0.056, 0], [0.500, 0.500, 0]]")[-1].endswith(": rounded")


WITH = f"{FORMULA}, with a causal mask.\n\n{DATA}"
ON_PURPOSE = {
    "without": f"{WITH}Without the mask the attention weights are:\n\n{OPEN}\n",
    "unmasked": f"{WITH}The unmasked attention weights:\n\n{rows(OPEN)}",
    "before": f"{WITH}Attention weights before masking:\n\n{OPEN}\n",
    "then masked": f"{WITH}Attention weights: A = {OPEN}\n\nThen we hide what comes later: {MASKED}\n",
    "masked later": f"{FORMULA}. Later we use a causal mask.\n\n{DATA}Attention weights: A = {OPEN}\n",
    "in the decoder": f"{FORMULA}. In the decoder a causal mask is added.\n\n{DATA}Attention weights: A = {OPEN}\n",
    "encoder": f"{WITH}In the encoder every word sees every word. Attention weights: A = {OPEN}\n",
    "another section": f"## Masks\n\nA causal mask hides the future.\n\n## By hand\n\n{FORMULA}.\n\n{DATA}A = {OPEN}\n",
    "skipped": f"{WITH}We skip the mask here.\n\nAttention weights: A = {OPEN}\n",
    "shown, then without": f"{WITH}Masked scaled scores:\n\n{HIDDEN}\nWeights without the mask:\n\n{rows(OPEN)}",
    "optional": f"{FORMULA}; optionally a causal mask is added.\n\n{DATA}Attention weights: A = {OPEN}\n",
    "German": f"{WITH}Ohne Maske wären die Gewichte:\n\n{OPEN}\n",
    "French": f"{WITH}Sans masque, les poids d'attention sont :\n\n{OPEN}\n",
    "Spanish": f"{WITH}Sin máscara, los pesos de atención son:\n\n{OPEN}\n",
    "Russian": f"{WITH}Без маски веса внимания:\n\n{OPEN}\n",
    "Chinese": f"{WITH}不加掩码时的注意力权重：\n\n{OPEN}\n",
}


@pytest.mark.parametrize("text", ON_PURPOSE.values(), ids=ON_PURPOSE)
def test_a_mask_that_is_left_out_on_purpose_is_no_mistake(text: str) -> None:
    assert not [line for line in told(text) if not line.endswith((": exact", ": rounded"))]


ONLY_SCORES = """A causal mask hides later keys. {}

{}:

"""
TABLE_OF_SCORES = (
    "Scores:\n\n|   | a | b | c |\n|---|---|---|---|\n| a | 1 | 2 | 0 |\n| b | 0 | 1 | 1 |\n| c | 2 | 0 | 1 |"
)


@pytest.mark.parametrize("scores", [TABLE_OF_SCORES, "S = [[1, 2, 0], [0, 1, 1], [2, 0, 1]]"])
def test_a_table_with_zeros_where_keys_are_hidden_is_a_masked_one(scores: str) -> None:
    """Not the unmasked one, though most of its numbers are of that."""
    after = cells("[[0.245, 0, 0], [0.155, 0.422, 0], [0.665, 0.090, 0.245]]")
    found = report(ONLY_SCORES.format(scores, "Attention weights after the causal mask") + after).findings
    assert [finding.verdict.value for finding in found] == ["wrong", "wrong", "rounded"]
    assert [finding.expected for finding in found[:2]] == ["1.000", "0.269"]
    if scores.startswith("S ="):
        assert all("masked_after_softmax" in finding.diagnoses for finding in found[:2])
    right = cells("[[1, 0, 0], [0.269, 0.731, 0], [0.665, 0.090, 0.245]]")
    assert all(line.endswith(": rounded") for line in told(ONLY_SCORES.format(scores, "Attention weights") + right))


def test_scores_that_were_printed_before_their_formula_are_not_masked_yet() -> None:
    data = "Q = [[1, 0], [0, 2]]\n\nK = [[1, 1], [0, 1]]\n\nV = [[1, 2], [3, 1]]\n\n"
    task = "With d_k = 2, work A = softmax(mask(S/√d_k)), each word seeing itself and those before it.\n\n"
    scores = "S = [[1, 0], [2, 2]]"
    text = f"{data}{task}In short: {scores}\n\nScores:\n\nS = QKᵀ\n\n{scores}\n"
    assert told(text) == [f"{scores}: exact"] * 2
    assert told(text.removesuffix("2]]\n") + "3]]\n")[-1] == "S = [[1, 0], [2, 3]]: wrong"
