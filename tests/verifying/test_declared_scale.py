"""A scale that the text declares: what is worked out without it is wrong, where it is not left out on purpose."""

from __future__ import annotations

import pytest
from verifying.judged import report, told

DATA = "Q = [[3, 2], [1, 3], [1, 1]]\n\nK = [[1, 4], [3, 2], [3, 3]]\n\nV = [[8, 2], [4, 2], [3, 3]]\n\n"
RAW = "[[0.016, 0.117, 0.867], [0.721, 0.013, 0.265], [0.212, 0.212, 0.576]]"
SCALED = "[[0.045, 0.187, 0.768], [0.644, 0.038, 0.318], [0.248, 0.248, 0.503]]"
RAW_ROWS = "- Row 1: [0.016, 0.117, 0.867]\n- Row 2: [0.721, 0.013, 0.265]\n- Row 3: [0.212, 0.212, 0.576]\n"
TABLE = """
|   | a | b | c |
|---|---|---|---|
| a | 0.016 | 0.117 | 0.867 |
| b | 0.721 | 0.013 | 0.265 |
| c | 0.212 | 0.212 | 0.576 |
"""
SHOWN = "- Row 1: [7.78, 9.19, 10.61]\n- Row 2: [9.19, 6.36, 8.49]\n- Row 3: [3.54, 3.54, 4.24]\n"

FORGOTTEN = {
    "the formula": f"We work softmax(QKᵀ/√d_k)V with d_k = 2.\n\n{DATA}Attention weights: A = {RAW}\n",
    "the formula in LaTeX": (
        f"$$\\text{{Attention}}(Q,K,V) = \\text{{softmax}}\\left(\\frac{{QK^T}}{{\\sqrt{{d_k}}}}\\right)V$$\n\n"
        f"Here $d_k = 2$.\n\n{DATA}Attention weights: A = {RAW}\n"
    ),
    "d_k told later": f"{DATA}Divide the scores by √d_k, where d_k = 2.\n\nAttention weights:\n\n{RAW}\n",
    "words": f"{DATA}With d_k = 2 the scores QKᵀ are divided by √d_k.\n\nAttention weights:\n{TABLE}",
    "words in German": f"{DATA}Es ist d_k = 2. Die Skalarprodukte teilen wir durch √d_k.\n\nGewichte:\n\n{RAW}\n",
    "words in French": f"{DATA}Avec d_k = 2, on divise les scores par √d_k.\n\nPoids d'attention :\n\n{RAW}\n",
    "words in Chinese": f"{DATA}其中 d_k = 2，分数除以 √d_k。\n\n注意力权重：\n\n{RAW}\n",
    "a heading": f"# Scaling by √d_k\n\n{DATA}With d_k = 2:\n\nAttention weights:\n\n{RAW_ROWS}",
    "sections below": f"# By hand\n\nScaled by 1/√d_k, d_k = 2.\n\n{DATA}## Attention weights\n{TABLE}",
    "scaled scores shown": f"{DATA}Scaled scores:\n\n{SHOWN}\nAttention weights:\n\n{RAW_ROWS}",
    "only the output": (
        f"Attention is softmax(QKᵀ/√d_k)V, d_k = 2.\n\n{DATA}"
        "Output: Z = [[3.197, 2.867], [6.620, 2.265], [4.272, 2.576]]\n"
    ),
}


@pytest.mark.parametrize("text", FORGOTTEN.values(), ids=FORGOTTEN)
def test_what_is_worked_without_a_declared_scale_is_wrong(text: str) -> None:
    wrong = [finding for finding in report(text).findings if finding.verdict.value == "wrong"]
    assert wrong
    assert all("forgot_scale" in finding.diagnoses for finding in wrong)


@pytest.mark.parametrize("text", FORGOTTEN.values(), ids=FORGOTTEN)
def test_what_is_worked_with_it_is_right(text: str) -> None:
    rows = [row.replace(", ", " | ") for row in SCALED[2:-2].split("], [")]
    raw = [row.replace(", ", " | ") for row in RAW[2:-2].split("], [")]
    output = "[[3.197, 2.867], [6.620, 2.265], [4.272, 2.576]]", "[[3.414, 2.768], [6.259, 2.318], [4.490, 2.503]]"
    pairs = [
        (RAW, SCALED),
        *zip(raw, rows, strict=True),
        *zip(RAW[2:-2].split("], ["), SCALED[2:-2].split("], ["), strict=True),
        output,
    ]
    for wrong, right in pairs:
        text = text.replace(wrong, right)
    assert not [line for line in told(text) if not line.endswith((": exact", ": rounded"))]


def test_what_follows_from_it_is_carried() -> None:
    text = FORGOTTEN["the formula"] + "\nZ = AV = [[3.197, 2.867], [6.615, 2.263], [4.272, 2.576]]\n"
    assert told(text)[-1].endswith(": carried")


def test_scaled_scores_that_are_the_scores_are_wrong() -> None:
    text = f"Attention is softmax(QKᵀ/√d_k)V, d_k = 2.\n\n{DATA}Scaled scores:\n\n- Row 1: [11.00, 13.00, 15.00]\n"
    rows = "- Row 2: [13.00, 9.00, 12.00]\n- Row 3: [5.00, 5.00, 6.00]\n"
    found = report(text + rows).findings
    assert [finding.verdict.value for finding in found] == ["wrong"] * 3
    assert found[0].expected == "7.78" and found[0].diagnoses[0] == "forgot_scale"
    weights = f"\nAttention weights:\n\n{RAW_ROWS}"
    assert [line.rpartition(": ")[2] for line in told(text + rows + weights)[3:]] == ["carried"] * 3


FORMULA = "Attention is softmax(QKᵀ/√d_k)V, and d_k = 2.\n\n"
ON_PURPOSE = {
    "skipped": f"{FORMULA}We skip the scaling for simplicity.\n\n{DATA}Attention weights: A = {RAW}\n",
    "ignored": f"{FORMULA}{DATA}Ignoring √d_k, the attention weights are:\n\n{RAW}\n",
    "unscaled": f"{FORMULA}{DATA}The unscaled attention weights:\n\n{RAW}\n",
    "afterwards": f"{FORMULA}{DATA}Attention weights: A = {RAW}\n\n(Here we left out the factor 1/√d_k.)\n",
    "raw scores": f"{FORMULA}{DATA}Attention weights (softmax of the raw scores):\n\n{RAW_ROWS}",
    "own formula": f"{FORMULA}{DATA}A = softmax(QKᵀ) = {RAW}\n",
    "own formula before": f"{FORMULA}{DATA}Here we take softmax(QKᵀ).\n\nAttention weights: A = {RAW}\n",
    "softmax(S)": f"{FORMULA}{DATA}S = QKᵀ, A = softmax(S):\n\n{RAW}\n",
    "an introduction": f"## The formula\n\n{FORMULA}## By hand\n\n{DATA}Attention weights: A = {RAW}\n",
    "no d_k": f"Attention is softmax(QKᵀ/√d_k)V.\n\n{DATA}Attention weights: A = {RAW}\n",
    "another width": f"Attention is softmax(QKᵀ/√d_k)V, in the paper d_k = 64.\n\n{DATA}Attention weights: A = {RAW}\n",
    "later": f"{DATA}Attention weights: A = {RAW}\n\nNow we divide by √d_k, with d_k = 2.\n",
    "compared": f"{DATA}Scaled scores:\n\n{SHOWN}\nWithout scaling the attention weights would be:\n\n{RAW_ROWS}",
    "German": f"{FORMULA}{DATA}Die Skalierung lassen wir hier weg.\n\nGewichte:\n\n{RAW}\n",
    "German, unskaliert": f"{FORMULA}{DATA}Gewichte ohne Division durch √d_k:\n\n{RAW}\n",
    "French": f"{FORMULA}{DATA}On néglige ici la mise à l'échelle.\n\nPoids d'attention :\n\n{RAW}\n",
    "Spanish": f"{FORMULA}{DATA}Para simplificar, sin escalar.\n\nPesos de atención:\n\n{RAW}\n",
    "Portuguese": f"{FORMULA}{DATA}Aqui não dividimos por √d_k.\n\nPesos de atenção:\n\n{RAW}\n",
    "Italian": f"{FORMULA}{DATA}Tralasciamo la divisione per √d_k.\n\nPesi di attenzione:\n\n{RAW}\n",
    "Russian": f"{FORMULA}{DATA}Масштабирование здесь опускаем.\n\nВеса внимания:\n\n{RAW}\n",
    "Chinese": f"{FORMULA}{DATA}为简单起见，这里不缩放。\n\n注意力权重：\n\n{RAW}\n",
    "Chinese, left out": f"{FORMULA}{DATA}此处省略缩放。\n\n注意力权重：\n\n{RAW}\n",
    "Japanese": f"{FORMULA}{DATA}ここではスケーリングを省略します。\n\n注意の重み:\n\n{RAW}\n",
    "Korean": f"{FORMULA}{DATA}여기서는 스케일링을 생략합니다.\n\n어텐션 가중치:\n\n{RAW}\n",
    "Dutch": f"{FORMULA}{DATA}Zonder schaling zijn de gewichten:\n\n{RAW}\n",
    "Polish": f"{FORMULA}{DATA}Skalowanie tu pomijamy.\n\nWagi:\n\n{RAW}\n",
    "temperature": f"{FORMULA}{DATA}We use a temperature of √2 to make it sharper.\n\nAttention weights:\n\n{RAW}\n",
    "scaled already": (
        "q = [0.5, 0.3]\n\nK_a = [0.1, 0.2]\n\nK_b = [0.7, 0.6]\n\nDivide by √d_k, d_k = 4.\n\n"
        "Scores: [0.11, 0.53]\n\nScaled scores = [0.11/2, 0.53/2] = [0.055, 0.265]\n\n"
        "Scores: [45, 52]\n\nScaled scores: [0.055, 0.265]\n"
    ),
    "another example": (
        f"{FORMULA}Q = [[1, 0], [0, 1]]\n\nK = [[1, 1], [0, 1]]\n\nA second one, by plain dot products.\n\n"
        f"{DATA}Attention weights: A = {RAW}\n"
    ),
}


@pytest.mark.parametrize("text", ON_PURPOSE.values(), ids=ON_PURPOSE)
def test_a_scale_that_is_left_out_on_purpose_is_no_mistake(text: str) -> None:
    assert not [line for line in told(text) if not line.endswith((": exact", ": rounded"))]


# --- a softmax worked by hand, each row from the one before ---------------------------------

COLUMNS = """With d_k = 2:

| token | score | {} | {} |
|---|---|---|---|
| the | 2 | 1.414 | {} |
| cat | 4 | 2.828 | {} |
| sat | 2 | 1.414 | {} |
"""
OF_SCORES, OF_SCALED = ("0.107", "0.787", "0.107"), ("0.164", "0.673", "0.164")
SENTENCES = "With d_k = 2, the scores of a word are 5 and 11. After scaling by √2 they are 3.54 and 7.78. {} {}.\n"


def verdicts(text: str) -> list[str]:
    return [finding.verdict.value for finding in report(text).findings]


def test_weights_of_the_scores_beside_scaled_ones_are_wrong() -> None:
    found = report(COLUMNS.format("scaled (÷√2)", "weight", *OF_SCORES)).findings
    assert [finding.verdict.value for finding in found] == ["rounded", "wrong"] * 3
    assert found[1].diagnoses == ("forgot_scale",)
    assert set(verdicts(COLUMNS.format("scaled (÷√2)", "weight", *OF_SCALED))) == {"rounded"}
    found = report(SENTENCES.format("The softmax gives the weights", "0.002 and 0.998")).findings
    assert (found[-1].verdict.value, found[-1].diagnoses) == ("wrong", ("forgot_scale",))


@pytest.mark.parametrize("heading", ["softmax(score)", "weight, unscaled", "softmax without scaling", "softmax(s)"])
def test_a_column_may_be_the_softmax_of_the_scores(heading: str) -> None:
    assert "wrong" not in verdicts(COLUMNS.format("scaled", heading, *OF_SCORES))


@pytest.mark.parametrize(
    "words",
    [
        "The softmax of the raw scores would give the weights",
        "Without scaling the weights are",
        "Had we not divided by √2, the weights would be",
        "Ohne Skalierung sind die Gewichte",
    ],
)
def test_a_sentence_may_tell_what_comes_out_without_the_scale(words: str) -> None:
    assert "wrong" not in verdicts(SENTENCES.format(words, "0.002 and 0.998"))


DIVIDED = """Here d_k = 4; the scores are divided by √d_k = 2.

| token | score | scaled |
|---|---|---|
| the | 2 | {} |
| cat | 5 | {} |
"""


@pytest.mark.parametrize("cells", [("0.5", "1.25"), ("4", "10"), ("2.0", "5.0")])
def test_scores_divided_by_another_number_than_the_root_are_wrong(cells: tuple[str, str]) -> None:
    """By d_k, by 1/√d_k, by nothing."""
    assert verdicts(DIVIDED.format(*cells))[-2:] == ["wrong", "wrong"]
    assert "wrong" not in verdicts(
        DIVIDED.format(*cells).replace("d_k = 4; the scores are divided by √d_k = 2", "d_k = 4")
    )
    assert "wrong" not in verdicts(DIVIDED.format("1.0", "2.5"))


def test_exponentials_of_another_row_are_of_that_row() -> None:
    text = "Scores: 10, 0, -5\n\nScaled scores: 5, 0, -2.5\n\nx = [1.0, 2.0, 3.0]\n\nexp: [2.718, 7.389, 20.086]\n"
    assert "wrong" not in verdicts("Scores: [1.0, 2.0, 3.0]\n\n" + text)
