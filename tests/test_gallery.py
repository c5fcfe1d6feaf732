"""derivations/ is the gallery: each folder a problem and its pages, made again here and compared byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_pages import read_first

from symattn.derivation import RENDERERS, derive
from symattn.problem.files import read_problem
from symattn.renderer import Style

GALLERY = Path(__file__).parent.parent / "derivations"
FOLDERS = sorted(path.parent for path in GALLERY.glob("*/problem.toml"))
PAGES = {"latex": "derivation.tex", "markdown": "derivation.md"}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_page_is_what_its_problem_gives(folder: Path, name: str, request: pytest.FixtureRequest) -> None:
    derivation = derive(read_problem(folder / "problem.toml"))
    worksheet = folder / "worksheet.toml"
    checks = derivation.check(worksheet) if worksheet.exists() else ()
    text = RENDERERS[name].render(derivation.document(checks=checks), Style())
    page = folder / PAGES[name]
    if request.config.getoption("--rewrite"):
        page.write_text(text, encoding="utf-8", newline="\n")
    assert page.read_bytes().decode("utf-8") == text, f"{page} differs; make gallery rewrites it for review"


def test_the_gallery_shows_every_variant_and_kind_of_number() -> None:
    assert {"two-words", "causal", "cross-attention", "three-dimensions", "letters", "logarithms"} <= {
        folder.name for folder in FOLDERS
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_mathematics_stays_as_it_is_where_markdown_is_read_first(folder: Path) -> None:
    formulas, changed = read_first((folder / "derivation.md").read_text(encoding="utf-8"))
    assert len(formulas) > 5 and not changed
