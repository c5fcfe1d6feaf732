"""LaTeX: a report page with the findings of each document as a numbered list, then the counts."""

from __future__ import annotations

from symattn.render.latex import RENDERER
from symattn.renderer import Style
from symattn.report import Report
from symattn.reporter import Reporter, ReportStyle
from symattn.reports.markdown import document_of


def write(report: Report, style: ReportStyle) -> str:
    return RENDERER.render(document_of(report, style), Style(width=style.width))


REPORTER = Reporter(title="a LaTeX document", ending=".tex", write=write)
