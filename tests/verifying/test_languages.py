"""One query, its weights and its output, told in prose in many languages: each row follows from the one before."""

from __future__ import annotations

import pytest
from verifying.judged import report, told, verdict

GIVEN = "$q=(2, 1)$, $k_1=(2, 0)$, $k_2=(0, 1)$, $v_1=(4, 0)$, $v_2=(0, 2)$, $S = qK^T/\\sqrt{2}$.\n\n"
ROWS = {
    "de": ("Skalarprodukte durch √2", "Die Exponentialfunktion liefert", "und", "zusammen", "Die Ausgabe ist"),
    "fr": ("Produits scalaires divisés", "Exponentielles :", "et", "leur somme vaut", "La sortie vaut"),
    "es": ("Puntuaciones escaladas:", "Exponenciales:", "y", "la suma es", "Salida:"),
    "pt": ("Pontuações escaladas:", "Exponenciais:", "e", "soma", "Saída:"),
    "it": ("Punteggi scalati:", "Gli esponenziali valgono", "e", "con somma", "L'uscita è"),
    "nl": ("Gedeeld door √2:", "De exponenten zijn", "en", "samen", "De uitvoer is"),
    "pl": ("Po podzieleniu przez √2:", "Eksponenty:", "i", "suma", "Wyjście:"),
    "ru": ("После деления на √2:", "Экспоненты:", "и", "их сумма равна", "Выход:"),
    "tr": ("Ölçeklenmiş skorlar:", "Üstel değerler:", "ve", "toplam", "Çıktı:"),
    "vi": ("Chia cho √2:", "Lũy thừa e:", "và", "tổng là", "Đầu ra:"),
    "zh": ("除以 √2 得", "取指数得", "和", "总和为", "输出为"),
    "ja": ("√2 で割ると", "指数をとると", "と", "合計は", "出力は"),
    "ko": ("√2로 나누면", "지수:", "과", "합계는", "출력은"),
}


def work(language: str, total: str = "18.947", output: str = "(3.572, 0.214)") -> str:
    """Of the scores 4 and 1."""
    scaled, exponentials, joined, added, result = ROWS[language]
    rows = f"{scaled} 2.828 {joined} 0.707.\n\n{exponentials} 16.919 {joined} 2.028, {added} {total}.\n\n"
    return f"{GIVEN}{rows}{result} {output}."


@pytest.mark.parametrize("language", ROWS)
def test_the_rows_of_a_work_told_in_prose_are_right(language: str) -> None:
    found = told(work(language))
    assert {line.rpartition(": ")[2] for line in found} <= {"exact", "rounded"}
    assert len(found) == 4


@pytest.mark.parametrize("language", ROWS)
def test_a_wrong_sum_behind_the_exponentials_is_found(language: str) -> None:
    wrong = [finding for finding in report(work(language, total="18.497")).findings if finding.verdict.value == "wrong"]
    assert [finding.expected for finding in wrong] == ["18.947"]


@pytest.mark.parametrize("language", ROWS)
def test_an_output_half_of_which_is_right_is_wrong(language: str) -> None:
    assert verdict(work(language, output="(3.572, 0.241)")) == "wrong"


def test_a_sum_farther_away_may_add_up_other_numbers() -> None:
    text = work("es", total="18.947 en total").replace(
        "\n\nSalida", ". Con 3 palabras más la suma es 20.150.\n\nSalida"
    )
    assert "wrong" not in {finding.verdict.value for finding in report(text).findings}
