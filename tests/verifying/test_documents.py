"""Worksheets with planted errors: each is found, and nothing else is; the reports are kept beside them for review."""

from __future__ import annotations

from pathlib import Path

import pytest

from symattn.entries import Entries
from symattn.gathering import format_of
from symattn.report import FileReport, Report, Verdict
from symattn.reporter import Reporter, ReportStyle
from symattn.verify import verify

DOCUMENTS = Path(__file__).parent / "documents"
REPORTERS: Entries[Reporter] = Entries("symattn.reports", "REPORTER", "format")
RIGHT = {Verdict.EXACT, Verdict.ROUNDED, Verdict.CARRIED}

PLANTED: dict[str, list[tuple[str, str, str]]] = {
    "coffee.md": [("wrong", r"e^{0.707} \approx 2.208", "exchanged_digits")],
    "one-head.tex": [("wrong", r"\begin{pmatrix} 2.0 & 0.5 \\ 3.0 & -1.5 \end{pmatrix}", "divided_by_d_k")],
    "maske.md": [("wrong", r"0{,}670 \cdot (-2) = 1{,}010", "reversed_sign")],
    "atencion.md": [("wrong", "[0.330, 0.500],", "softmax_over_columns")],
    "shousuan.txt": [("wrong", "1×1 + 1×1 = 3", "")],
    "three-keys.html": [("wrong", "0.7673", "printed_complement")],
    "lesson.ipynb": [("wrong", "exp(-0.7071) ≈ 4.93", "moved_decimal_point")],
    "identity.typ": [("wrong", "2.028 + 1 = 3.082", "exchanged_digits"), ("truncated", "0.669", "truncated")],
    "single_query.py": [("wrong", "softmax([2, 3]) = [0.400, 0.600]", "forgot_exponential")],
    "kernel.rs": [("wrong", "S = Q·Kᵀ = [[5, 5], [2, 1]]", "keys_not_transposed")],
    "causal.txt": [
        ("wrong", "(0.503, 0.248, 0.248)", "masked_with_zero"),
        ("wrong", "(0.576, 0.284, 0.140)", "masked_with_zero"),
    ],
    "clean.md": [],
}
"""Verdict, a piece of text that the finding must touch, and the mistake that was made, if it is one of ours."""


def read(name: str) -> FileReport:
    text = (DOCUMENTS / name).read_text(encoding="utf-8")
    return verify(text, format_of(name).read(text), name)


@pytest.mark.parametrize("name", PLANTED)
def test_what_was_planted_is_found_and_nothing_else(name: str) -> None:
    report = read(name)
    found = [finding for finding in report.findings if finding.verdict not in RIGHT]
    assert [finding.verdict.value for finding in found] == [verdict for verdict, _, _ in PLANTED[name]]
    for finding, (_, piece, mistake) in zip(found, PLANTED[name], strict=True):
        start = report.text.index(piece)
        assert finding.start < start + len(piece) and start < finding.end
        assert not mistake or mistake in finding.diagnoses


@pytest.mark.parametrize("name", PLANTED)
def test_the_report_is_the_one_that_was_reviewed(name: str, request: pytest.FixtureRequest) -> None:
    """`pytest --rewrite` writes the reports anew."""
    page = DOCUMENTS / f"{name}.report"
    told = REPORTERS["text"].write(Report((read(name),)), ReportStyle(strict=True))
    if request.config.getoption("--rewrite"):
        page.write_text(told, encoding="utf-8", newline="\n")
    assert page.read_bytes().decode("utf-8") == told, f"{page} differs; pytest --rewrite writes it for review"


def test_every_document_has_its_planted_errors_told() -> None:
    assert {path.name for path in DOCUMENTS.iterdir() if path.suffix != ".report"} == set(PLANTED)
