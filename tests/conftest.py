"""Options of the test suite: --strict-skips makes a skip a failure, --rewrite writes golden pages anew."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import settings

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--strict-skips", action="store_true", help="a skipped test is a failure")
    parser.addoption("--rewrite", action="store_true", help="write the golden pages anew, for review")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    report = yield
    if report.skipped and item.config.getoption("--strict-skips") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which --strict-skips forbids: {report.longrepr}"
    return report


@pytest.fixture
def pdflatex() -> str:
    """The path of pdflatex; the test is skipped, saying so, where there is none."""
    path = shutil.which("pdflatex")
    if path is None:
        pytest.skip("pdflatex is not installed; this test compiles LaTeX")
    return path
