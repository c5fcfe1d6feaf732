"""`symattn: ignore` in the comments of every format: the line is not told, and counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from symattn.cli.main import main

LINES = {
    "a.md": "so 2/3 ≈ 0.66 <!-- symattn: ignore -->\n\n2/7 ≈ 0.28\n",
    "fence.md": "```python\n2/3 ≈ 0.66  # symattn: ignore, as 0.5 = 0.6\n2/7 ≈ 0.28\n```\n",
    "display.md": "$$\n\\frac{2}{3} \\approx 0.66 % symattn: ignore\n$$\n\n$$\n\\frac{2}{7} \\approx 0.28\n$$\n",
    "table.md": "| a | b |\n|---|---|\n| 2/3 ≈ 0.66 | x <!-- symattn: ignore --> |\n| 2/7 ≈ 0.28 | y |\n",
    "a.tex": "so $2/3 \\approx 0.66$ % symattn: ignore, on purpose\n\nand $2/7 \\approx 0.28$\n",
    "rows.tex": "\\begin{align}\n 2/3 &\\approx 0.66 \\\\% symattn: ignore\n 2/7 &\\approx 0.28\n\\end{align}\n",
    "a.html": "<p>so 2/3 ≈ 0.66 <!-- symattn: ignore --></p>\n<p>2/7 ≈ 0.28</p>\n",
    "pre.html": "<pre>\n2/3 ≈ 0.66 <!-- symattn: ignore -->\n2/7 ≈ 0.28</pre>\n",
    "a.typ": "so $2/3 approx 0.66$ // symattn: ignore\n\nand $2/7 approx 0.28$\n",
    "a.txt": "2/3 ≈ 0.66  # symattn: ignore\n2/7 ≈ 0.28\n",
    "a.py": "# 2/3 ≈ 0.66  # symattn: ignore\nx = 1\n# 2/7 ≈ 0.28\n",
    "a.js": "f(); /* symattn: ignore */ // 2/3 ≈ 0.66\ng(); // 2/7 ≈ 0.28\n",
    "a.lua": "-- 2/3 ≈ 0.66 -- symattn: ignore\nlocal x\n-- 2/7 ≈ 0.28\n",
}


def notebook(source: str | list[str], kind: str) -> str:
    return json.dumps({"cells": [{"cell_type": kind, "metadata": {}, "source": source}], "nbformat": 4})


for kind, name in (("markdown", "a.md"), ("code", "a.py")):
    LINES[f"{kind}.ipynb"] = notebook(LINES[name].splitlines(keepends=True), kind)
    LINES[f"{kind}-in-one.ipynb"] = notebook(LINES[name], kind)


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def verify(name: str, text: str, *options: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["verify", *options, name]).stdout


def told(name: str, text: str) -> tuple[list[str], list[str]]:
    """The relations that are told, and those that are ignored."""
    [file] = json.loads(verify(name, text, "--format", "json"))["files"]
    return [one["printed"] for one in file["relations"]], [one["text"][-4:] for one in file["ignored"]]


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_says_so_is_ignored_and_the_others_are_not(name: str) -> None:
    assert told(name, LINES[name]) == (["0.28"], ["0.66"])


@pytest.mark.parametrize("name", sorted(LINES.keys() - {"display.md"}))
def test_the_remark_itself_changes_nothing_but_what_is_told(name: str) -> None:
    """Spelled otherwise it is a comment like any other."""
    shown, ignored = told(name, LINES[name].replace("symattn: ignore", "as usual"))
    assert [printed for printed in shown if printed != "0.6"] == ["0.66", "0.28"] and not ignored


def test_from_off_to_on_everything_is_ignored() -> None:
    text = "1/3 ≈ 0.34\n\n<!-- symattn: off -->\n\n2/3 ≈ 0.66 and 2/7 ≈ 0.28\n\n<!-- symattn: on -->\n\n1/7 ≈ 0.15\n"
    assert told("a.md", text) == (["0.34", "0.15"], ["0.66", "0.28"])
    assert told("a.md", text.replace("symattn: on", "")) == (["0.34"], ["0.66", "0.28", "0.15"])


def test_a_relation_of_several_lines_is_ignored_by_any_of_them() -> None:
    text = "X = [[1, 2], [3, 4]]\n\nX + X = [[2, 4],\n  [6, 9]]  # symattn: ignore\n"
    assert told("a.txt", text) == ([], [" 9]]"])


@pytest.mark.parametrize(
    "text",
    [
        "Write `<!-- symattn: ignore -->` behind 2/3 ≈ 0.66",
        "Write `# symattn: ignore` behind 2/3 ≈ 0.66",
        "symattn: ignore is not meant here: 2/3 ≈ 0.66",
        "See http://symattn: ignore and 2/3 ≈ 0.66",
        "100 \\% symattn: ignore and 2/3 ≈ 0.66",
        "<!-- symattn: ignorant --> 2/3 ≈ 0.66",
    ],
)
def test_what_is_no_comment_ignores_nothing(text: str) -> None:
    assert told("a.md", text) == (["0.66"], [])


def test_nothing_is_hidden() -> None:
    """Ignored ones are counted, and with --verbose listed; right ones on their line are right."""
    text = "1/2 = 0.5, 2/3 ≈ 0.66 and 1/0 = 5 <!-- symattn: ignore -->"
    assert verify("a.md", text) == "a.md: 1 relation read, right; 2 ignored\n"
    assert verify("a.md", text, "--verbose", "--quiet").splitlines()[-2:] == [
        "a.md:1:12: ignored 2/3 ≈ 0.66: truncated",
        "a.md:1:27: ignored 1/0 = 5: unread",
    ]
    for form, count in (
        ("html", "2 ignored"),
        ("markdown", "2 ignored"),
        ("latex", "2 ignored"),
        ("sarif", '"ignored": 2'),
    ):
        assert count in verify("a.md", text, "--format", form)


def test_what_is_ignored_is_no_fault_and_is_not_corrected() -> None:
    text = "2/3 ≈ 0.66 <!-- symattn: ignore -->\n"
    Path("a.md").write_text(text, encoding="utf-8")
    assert CliRunner().invoke(main, ["verify", "--strict", "--fix", "a.md"]).exit_code == 0
    assert Path("a.md").read_text(encoding="utf-8") == text
