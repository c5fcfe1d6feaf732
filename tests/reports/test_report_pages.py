"""One report in every format: compared with a page kept for review, and read back by what it is meant for."""

from __future__ import annotations

import json
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from made_by_hand import CLEAN, FILE, LATIN, PATH, REPORT, TEXT
from markdown_it import MarkdownIt

from symattn.entries import Entries
from symattn.report import FileReport, Finding, Report, Verdict
from symattn.reporter import Reporter, ReportStyle

REPORTERS: Entries[Reporter] = Entries("symattn.reports", "REPORTER", "format")
PAGES = Path(__file__).parent / "pages"
SCHEMA = Path(__file__).parents[2] / "docs" / "verify.schema.json"
STRICT = ReportStyle(strict=True)
ALL = ReportStyle(verbose=True, strict=True)
KEPT = ("github", "json", "latex", "markdown", "sarif", "text")
HOSTILE = "<script>alert('1')</script> | $x$ \\input{x} %0A::error::\x1b[31m\u202e\n"


def written(form: str, report: Report = REPORT, style: ReportStyle = ReportStyle()) -> str:
    return REPORTERS[form].write(report, style)


@pytest.mark.parametrize("form", KEPT)
def test_the_page_is_the_one_that_was_reviewed(
    form: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`pytest --rewrite` writes the pages anew."""
    monkeypatch.setattr("symattn.reports.sarif.__version__", "0.0.0")
    page = PAGES / f"page{REPORTERS[form].ending or '.log'}"
    if request.config.getoption("--rewrite"):
        page.write_text(written(form, style=STRICT), encoding="utf-8", newline="\n")
    assert page.read_bytes().decode("utf-8") == written(form, style=STRICT)


@pytest.mark.parametrize("form", REPORTERS)
def test_a_format_has_an_ending_of_its_own_and_a_manual(form: str) -> None:
    endings = [reporter.ending for reporter in REPORTERS.values()]
    assert endings.count(REPORTERS[form].ending) == 1
    assert len(REPORTERS.explanation(form).splitlines()[0]) > 20


@pytest.mark.parametrize("form", REPORTERS)
def test_a_page_is_told_twice_in_the_same_words(form: str) -> None:
    assert written(form, style=ALL) == written(form, style=ALL)


@pytest.mark.parametrize("form", REPORTERS)
def test_no_page_has_a_character_that_a_terminal_would_obey(form: str) -> None:
    hostile = FileReport(HOSTILE, HOSTILE, (Finding(0, 27, (0, 27), Verdict.WRONG, "none", reason=HOSTILE),))
    page = written(form, Report((hostile, FileReport(HOSTILE, "", error=HOSTILE))), ALL)
    assert all(c.isprintable() or c in "\n\t" for c in page)


# --- JSON -----------------------------------------------------------------------------------


@pytest.mark.parametrize("report", [REPORT, CLEAN, Report(())], ids=["all", "clean", "empty"])
def test_json_is_what_its_schema_says(report: Report) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(written("json", report)), schema)


def test_json_has_every_relation_and_the_text_at_its_offsets() -> None:
    relations = json.loads(written("json"))["files"][0]["relations"]
    assert len(relations) == len(FILE.findings)
    for relation in relations:
        assert TEXT[relation["start"] : relation["end"]] == relation["text"]
        assert TEXT[slice(*relation["printed_at"])] == relation["printed"]
        lines = TEXT.split("\n")
        assert lines[relation["line"] - 1][relation["column"] - 1 :].startswith(relation["text"].split("\n")[0])
        assert lines[relation["end_line"] - 1][: relation["end_column"] - 1].endswith(relation["text"].split("\n")[-1])


def test_json_has_only_what_was_selected_but_counts_everything() -> None:
    data = json.loads(written("json", style=ReportStyle(selected=frozenset({"truncated"}))))
    assert [relation["verdict"] for relation in data["files"][0]["relations"]] == ["truncated"]
    assert data["summary"]["relations"] == len(FILE.findings)


# --- SARIF ----------------------------------------------------------------------------------


def test_sarif_has_the_shape_that_2_1_0_requires() -> None:
    """The page was also held against the official schema; that is not kept here."""
    log = json.loads(written("sarif", style=ALL))
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    run = log["runs"][0]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert run["tool"]["driver"]["name"] == "symattn" and run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert result["ruleId"] in rules and result["message"]["text"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert ("kind" in result) == (result["level"] == "none")
        _check_region(result["locations"][0]["physicalLocation"])


def _check_region(place: dict[str, Any]) -> None:
    region = place["region"]
    line = TEXT.split("\n")[region["startLine"] - 1]
    begin = region["charOffset"]
    assert place["artifactLocation"]["uri"] == "a%2C%20100%25.md"
    assert line[region["startColumn"] - 1 :][:3] == TEXT[begin : begin + 3]
    assert region["endLine"] >= region["startLine"] and region["charLength"] > 0


def test_sarif_names_the_mistake_as_the_rule_and_offers_the_fix() -> None:
    results = json.loads(written("sarif"))["runs"][0]["results"]
    assert results[0]["ruleId"] == "mistake/forgot_scale"
    [change] = next(result for result in results if result["ruleId"] == "truncated")["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "0.0142"}


def test_sarif_tells_of_files_that_could_not_be_read() -> None:
    [invocation] = json.loads(written("sarif"))["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert LATIN in invocation["toolExecutionNotifications"][0]["message"]["text"]


# --- GitHub ---------------------------------------------------------------------------------


def test_github_commands_are_escaped_and_stand_on_lines_of_their_own() -> None:
    commands = written("github").splitlines()
    assert all(command.startswith(("::error ", "::warning ", "::notice ")) for command in commands)
    assert f"file={PATH.replace('%', '%25').replace(',', '%2C')}," in commands[0]
    assert "%0Amistake: the scale was forgotten" in commands[0]


def test_github_leaves_columns_out_where_lines_differ() -> None:
    [matrix] = [command for command in written("github").splitlines() if "endLine=5" in command]
    assert "line=4," in matrix and "col=" not in matrix and "endColumn=" not in matrix


def test_github_notices_what_was_carried_only_under_strict() -> None:
    assert "::notice" not in written("github")
    assert "symattn%3A carried" in written("github", style=STRICT)


# --- pages for people -----------------------------------------------------------------------


class Page(HTMLParser):
    """Reads a page, its tags balanced; `source` is the text in its lines."""

    VOID = frozenset({"meta"})

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "mark" in self.open:
            self.marked.append(data)


def test_html_is_balanced_needs_nothing_and_links_to_what_it_has() -> None:
    page = Page(written("html", style=ALL))
    names = {keys["id"] for _, keys in page.tags if "id" in keys}
    links = [str(keys["href"]) for tag, keys in page.tags if tag == "a"]
    assert page.open == [] and links
    assert all(link.startswith("#") and link[1:] in names for link in links)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe"}
    assert not any(key in keys for _, keys in page.tags for key in ("src", "style", "onclick"))


def test_html_marks_the_number_in_question_and_underlines_the_right_ones() -> None:
    page = Page(written("html"))
    classes = [str(keys["class"]) for tag, keys in page.tags if tag == "mark"]
    told = dict(zip(page.marked, classes, strict=True))
    assert told["2396.0"] == "wrong decisive" and told["34.5"] == "rounded" and told["5"] == "wrong decisive"
    assert told["[[1, 2],"] == "wrong"


def test_html_shows_what_looks_like_markup_as_text() -> None:
    page = Page(written("html", Report((FileReport("<b>.md", HOSTILE, ()),))))
    assert "b" not in {tag for tag, _ in page.tags}


def test_markdown_is_one_table_whatever_stands_in_a_cell() -> None:
    hostile = FileReport(HOSTILE, HOSTILE, (Finding(0, 60, (0, 27), Verdict.WRONG, "none", reason="a | b\nc"),))
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(written("markdown", Report((hostile,))))
    assert [token.type for token in tokens].count("td_open") == 6
    assert not any(token.type.startswith("html") for token in tokens)


@pytest.mark.tex
def test_latex_compiles_whatever_stands_in_it(pdflatex: str, tmp_path: Path) -> None:
    hostile = FileReport(HOSTILE, HOSTILE, (Finding(0, 60, (0, 27), Verdict.WRONG, "none", reason="a & b_c^d # ~"),))
    (tmp_path / "page.tex").write_text(written("latex", Report((*REPORT.files, hostile)), ALL), encoding="utf-8")
    run = subprocess.run([pdflatex, "-halt-on-error", "page.tex"], cwd=tmp_path, capture_output=True, check=False)
    assert run.returncode == 0, run.stdout[-800:]
