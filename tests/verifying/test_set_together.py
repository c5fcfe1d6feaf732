"""Names set behind the numbers, and masks told by their −∞: `Q = [[1, 0]] = K = V`, `S + M = [[0.7, −∞], …]`."""

from __future__ import annotations

import pytest
from verifying.judged import report, told

SET = "$Q_1 = \\begin{pmatrix}1&2\\\\0&1\\end{pmatrix} = K_1 = V_1$.\n\n"


def test_names_behind_the_numbers_are_set_too() -> None:
    claim = "Q_1K_1^\\top = \\begin{pmatrix}5&2\\\\2&1\\end{pmatrix}"
    assert told(f"{SET}${claim}$") == [f"{claim}: exact"]
    assert told(f"{SET}${claim.replace('2&1', '2&7')}$") == [f"{claim.replace('2&1', '2&7')}: wrong"]
    assert told("x = 3 = y. x + y = 6") == ["x + y = 6: exact"]


def test_a_name_that_is_known_is_held_against_the_numbers() -> None:
    assert told("Let K = [[1, 1], [0, 1]]. Q = [[1, 0], [0, 1]] = K.")[-1] == "[[1, 0], [0, 1]] = K: wrong"


MASKED = "Causal mask M, Q = K = [[1, 0], [0, 1]], d_k = 2.\n\n$\\frac{{QK^\\top}}{{\\sqrt{{d_k}}}} + M = {}$"


@pytest.mark.parametrize(("cell", "verdict"), [("0.707", "rounded"), ("0.747", "wrong")])
def test_scores_with_a_mask_added_are_judged(cell: str, verdict: str) -> None:
    (finding,) = report(MASKED.format(f"\\begin{{bmatrix}} {cell} & -\\infty \\\\ 0 & 0.707 \\end{{bmatrix}}")).findings
    assert finding.verdict.value == verdict


def test_a_mask_of_another_form_may_hide_others() -> None:
    found = report(MASKED.format("\\begin{bmatrix} 0.707 & 0 \\\\ -\\infty & 0.9 \\end{bmatrix}"))
    assert found.findings == ()


@pytest.mark.parametrize(("cell", "verdict"), [("0.707", "rounded"), ("0.747", "wrong")])
def test_words_may_tell_that_m_stands_for_masked_scores(cell: str, verdict: str) -> None:
    table = f"\\begin{{bmatrix}} {cell} & -\\infty \\\\ 0 & 0.707 \\end{{bmatrix}}"
    given = "Q = K = [[1, 0], [0, 1]], $d_k = 2$.\n\nThe masked, scaled scores are\n\n"
    (finding,) = report(f"{given}$$M = {table}$$").findings
    assert finding.verdict.value == verdict
    assert finding.expected == ("0.707" if verdict == "wrong" else "")
