"""symattn verify as a user meets it: what is told where, exit statuses, selection, corrections, errors.

The engine is replaced by one that takes `≈ 1.00` for right, `≈ 1.01` for last-digit, `≈ 1.5` for carried and `≈ 2` for
wrong, so that these tests say nothing about mathematics.
"""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from symattn.cli.main import main
from symattn.errors import ReadingError
from symattn.page import Page
from symattn.problem.attention import Attention
from symattn.report import FileReport, Finding, Replacement, Unread, Verdict

RELATION = re.compile(r"≈ ([\d.,]+)")
VERDICTS = {
    "1.00": Verdict.ROUNDED,
    "1.01": Verdict.LAST_DIGIT,
    "1.5": Verdict.CARRIED,
    "2": Verdict.WRONG,
    "3": Verdict.WRONG,
}
FAULTY = "x ≈ 1.00\ny ≈ 1.01\nz ≈ 2\n"


def engine(source: str, page: Page, path: str, *, decimal_comma: bool | None = None) -> FileReport:
    if "refuse" in source:
        raise ReadingError("line 1: this is refused")
    findings = tuple(_finding(found, decimal_comma) for found in RELATION.finditer(source))
    unread = tuple(Unread(found.start(), found.end(), "no number") for found in re.finditer(r"\?+", source))
    problem = Attention(X=[[1, 2], [3, 4]]) if "problem" in source else None
    return FileReport(path, source, findings, unread, problem)


def _finding(found: re.Match[str], decimal_comma: bool | None) -> Finding:
    verdict = VERDICTS.get(found[1], Verdict.UNDECIDED)
    place = found.span(1)
    return Finding(
        *found.span(),
        place,
        verdict,
        "none",
        printed=found[1],
        printed_at=place,
        expected="1.00" if verdict in (Verdict.LAST_DIGIT, Verdict.WRONG) else "",
        diagnoses=("forgot_scale",) if found[1] == "3" else (),
        reason=f"decimal comma: {decimal_comma}" if verdict is Verdict.UNDECIDED else "",
        fixes=(Replacement(*place, "1.00"),) if verdict is Verdict.LAST_DIGIT else (),
    )


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test in an empty folder of its own."""
    monkeypatch.setattr("symattn.cli.verify.verify", engine)
    monkeypatch.chdir(tmp_path)


def verify(*arguments: str, status: int = 0, stdin: str | bytes = "") -> Result:
    result = CliRunner().invoke(main, ["verify", *arguments], prog_name="symattn", input=stdin)
    assert result.exit_code == status, (result.output, result.exception)
    return result


def page(text: str, name: str = "a.md") -> str:
    Path(name).write_bytes(text.encode())
    return name


# --- exit statuses --------------------------------------------------------------------------

STATUSES = [
    ("x ≈ 1.00", "", 0),
    ("no relation", "", 0),
    ("", "--strict", 0),
    ("x ≈ 2", "", 1),
    ("x ≈ 2", "--exit-zero", 0),
    ("x ≈ 2", "--quiet", 1),
    ("x ≈ 1.01", "", 0),
    ("x ≈ 1.01", "--strict", 1),
    ("x ≈ 1.5", "--strict", 1),
    ("???", "--strict", 1),
    ("x ≈ 7", "--strict", 0),
    ("x ≈ 2", "--select last-digit", 0),
    ("x ≈ 1.01", "--select last-digit", 0),
    ("x ≈ 1.01", "--select last-digit --strict", 1),
    ("x ≈ 1.01 ???", "--select carried --strict", 0),
    ("x ≈ 3", "--select forgot_scale", 1),
    ("x ≈ 2", "--select forgot_scale", 0),
    ("x ≈ 2", "--diff", 1),
]


@pytest.mark.parametrize(("text", "options", "status"), STATUSES)
def test_the_exit_status_says_whether_something_is_wrong(text: str, options: str, status: int) -> None:
    verify(*options.split(), page(text), status=status)


def test_a_file_that_cannot_be_read_makes_it_two_and_the_others_are_told(tmp_path: Path) -> None:
    result = verify("gone.md", page(FAULTY), page("refuse", "b.md"), "--exit-zero", status=2)
    assert "a.md:3:3: wrong" in result.stdout
    assert result.stderr.splitlines() == [
        "symattn: gone.md cannot be read: No such file or directory",
        "symattn: b.md: line 1: this is refused",
    ]


ERRORS = {
    "--select truncate": "--select: nothing is called 'truncate'; did you mean 'truncated'?",
    "--select ,": "--select names nothing; name verdicts or mistakes: --select wrong,truncated",
    "--format txt": "no format is called 'txt'; did you mean 'text'?",
    "--derive tex": "--derive is 'tex', which is no format; did you mean 'text'?",
    "--derive text": "no attention problem was recognised, so there is nothing to derive; see docs/verify.md",
    "--fix --diff": "--fix writes the corrections and --diff only shows them; give one of them",
    "--derive text --diff": "--derive prints a derivation and --diff a difference; give one of them",
}


@pytest.mark.parametrize("options", ERRORS)
def test_an_error_is_one_line_on_stderr(options: str) -> None:
    result = verify(*options.split(), page("x ≈ 1.01"), status=2)
    assert (result.stdout, result.stderr) == ("", f"symattn: {ERRORS[options]}\n")
    assert Path("a.md").read_text() == "x ≈ 1.01"


# --- what is told ---------------------------------------------------------------------------


def test_a_clean_document_is_one_line_or_none() -> None:
    assert verify(page("x ≈ 1.00")).stdout == "a.md: 1 relation read, right\n"
    assert verify("--quiet", page("x ≈ 1.00")).stdout == ""


def test_selection_narrows_what_is_told_but_not_the_counts() -> None:
    told = verify("--select", "last-digit", page(FAULTY)).stdout
    assert "a.md:2:3: last-digit" in told and "a.md:3:" not in told
    assert told.endswith("a.md: 3 relations read: 1 right, 1 last-digit, 1 wrong\n")


@pytest.mark.parametrize(("option", "told"), [("", "None"), ("--decimal-comma", "True"), ("--decimal-point", "False")])
def test_the_decimal_comma_is_told_or_left_to_the_document(option: str, told: str) -> None:
    assert f"decimal comma: {told}" in verify(*option.split(), page("x ≈ 0,5")).stdout


BEGINNINGS = {
    "report.json": "{\n",
    "report.md": "# Printed numbers, checked\n",
    "report.tex": r"\documentclass",
    "report.HTML": "<!DOCTYPE html>\n",
    "report.sarif": '{\n "$schema"',
    "report.txt": "a.md:2:3: last-digit",
    "report": "a.md:2:3: last-digit",
}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_the_ending_of_the_output_tells_the_format(name: str) -> None:
    assert verify("-o", name, page(FAULTY), status=1).stdout == ""
    assert Path(name).read_text(encoding="utf-8").startswith(BEGINNINGS[name])


def test_a_format_that_is_named_counts_more_than_an_ending() -> None:
    verify("--format", "json", "-o", "report.md", page(FAULTY), status=1)
    assert json.loads(Path("report.md").read_text())["version"] == 1


def test_a_folder_is_told_file_by_file() -> None:
    Path("docs/more").mkdir(parents=True)
    page("x ≈ 2", "docs/more/b.tex")
    page("x ≈ 2", "docs/a.md")
    told = verify("docs", status=1).stdout
    assert told.index("docs/a.md:1:3:") < told.index("docs/more/b.tex:1:3:")
    assert told.endswith("2 files, 2 relations read: 2 wrong\n")


def test_the_derivation_is_the_recognised_problem_worked() -> None:
    result = verify("--derive", "markdown", page("problem x ≈ 1.00"))
    assert result.stdout.startswith("# ") and "softmax" in result.stdout
    assert result.stderr == "1 relation read, right\n"


def test_no_control_of_a_terminal_comes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither from a document's text nor from its name, on stdout or stderr."""
    name = page("\x1b[2J x ≈ 2 \u202e\u0085\x9b1m", "a\x1b[31m.md")
    for result in (verify(name, status=1), verify("\x1b[2J.md", status=2)):
        assert all(c.isprintable() or c == "\n" for c in result.output)


# --- standard input -------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_is_read_where_no_file_is_named(arguments: list[str]) -> None:
    assert "<stdin>:1:3: wrong" in verify(*arguments, stdin="x ≈ 2", status=1).stdout


def test_standard_input_is_called_as_was_told() -> None:
    assert "a.md:1:3: wrong" in verify("--stdin-filename", "a.md", stdin="x ≈ 2", status=1).stdout


def test_standard_input_is_decoded_like_a_file() -> None:
    result = verify("-", stdin=b"\xe9", status=2)
    assert result.stderr == "symattn: <stdin>: byte 0xE9 at offset 0 is not UTF-8; save the file as UTF-8\n"


def test_a_terminal_is_not_waited_for() -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "symattn", "verify"]
    run = subprocess.run(command, stdin=follower, capture_output=True, text=True, timeout=60, check=False)
    os.close(leader)
    os.close(follower)
    assert run.returncode == 2
    assert run.stderr == "symattn: nothing to read; name a file or a folder, or pipe a document in\n"


# --- corrections ----------------------------------------------------------------------------


def test_fix_corrects_the_file_and_reports_what_is_left() -> None:
    result = verify("--fix", page("x ≈ 1.01\r\ny ≈ 2\r\n"), status=1)
    assert Path("a.md").read_bytes() == "x ≈ 1.00\r\ny ≈ 2\r\n".encode()
    assert result.stderr == "a.md: 1 number corrected\n"
    assert "last-digit" not in result.stdout and "a.md:2:3: wrong" in result.stdout


def test_fix_corrects_only_what_is_selected() -> None:
    verify("--fix", "--select", "truncated", page(FAULTY))
    assert Path("a.md").read_text() == FAULTY


def test_fix_leaves_files_alone_that_need_nothing() -> None:
    name = page("x ≈ 1.00")
    before = os.stat(name)
    verify("--fix", name)
    assert os.stat(name).st_mtime_ns == before.st_mtime_ns and os.stat(name).st_ino == before.st_ino


def test_fix_keeps_a_file_whose_correction_could_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symattn.fixing.corrected", lambda source, fixes: "refuse")
    result = verify("--fix", page("x ≈ 1.01"), status=2)
    assert Path("a.md").read_text() == "x ≈ 1.01" and "this is refused" in result.stderr


def test_fix_of_standard_input_goes_to_standard_output() -> None:
    result = verify("--fix", "-", stdin="x ≈ 1.01\r\n".encode("utf-8-sig"))
    assert result.stdout_bytes == "x ≈ 1.00\r\n".encode("utf-8-sig")
    assert result.stderr == "<stdin>: 1 number corrected\n<stdin>: 1 relation read, right\n"


def test_fix_writes_through_a_link_and_keeps_the_permissions() -> None:
    os.chmod(page("x ≈ 1.01", "a.md"), 0o640)
    Path("b.md").symlink_to("a.md")
    verify("--fix", "b.md")
    assert Path("b.md").is_symlink() and Path("a.md").read_text() == "x ≈ 1.00"
    assert os.stat("a.md").st_mode & 0o777 == 0o640


def test_diff_shows_the_correction_and_changes_nothing() -> None:
    result = verify("--diff", page(FAULTY), status=1)
    assert result.stdout == "--- a.md\n+++ a.md\n@@ -1,3 +1,3 @@\n x ≈ 1.00\n-y ≈ 1.01\n+y ≈ 1.00\n z ≈ 2\n"
    assert result.stderr == "3 relations read: 1 right, 1 last-digit, 1 wrong\n"
    assert Path("a.md").read_text() == FAULTY


# --- the process ----------------------------------------------------------------------------


def test_a_derivation_of_one_head_of_several_says_so() -> None:
    head = "$Q^{{({0})}} = [[1, 0]]$, $K^{{({0})}} = [[1, {0}]]$, $V^{{({0})}} = [[2, 0]]$\n\n"
    name = page(head.format(1) + head.format(2) + "$Q = [[1, 0]]$, $K = [[2, 1]]$, $V = [[2, 0]]$ and $d_k = 2$.")
    command = [sys.executable, "-m", "symattn", "verify", "--derive", "text", name]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stderr.startswith("symattn: a.md tells of 2 heads; what is derived is one, that of the tables told last")


@pytest.mark.parametrize("form", ["text", "json", "sarif", "html"])
def test_verifying_never_waits_for_sympy(form: str) -> None:
    """With the true engine; only --derive, which asks for a derivation, may load it."""
    name = page("We have exp(3.54) ≈ 35.5 and 2/3 ≈ 0.66, so that exp(0) = 1.")
    program = f"""
import sys
from symattn.cli.main import main
try:
    main(["verify", "--format", {form!r}, {name!r}])
except SystemExit as status:
    assert status.code in (0, 1), status.code
assert "sympy" not in sys.modules
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_a_reader_who_has_enough_ends_the_run_quietly() -> None:
    name = page("x ≈ 2\n" * 3_000)
    command = f"{sys.executable} -m symattn verify {name} --format html | head -1"
    run = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("<!DOCTYPE html>\n", "")


def test_the_manual_tells_of_every_option() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "verify.md").read_text(encoding="utf-8")
    options = set(re.findall(r"--[a-z-]+", verify("--help").stdout)) - {"--help"}
    assert {option for option in options if f"`{option}" not in manual} == set()


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_much_is_told_as_it_is_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for i in range(4):
        Path(f"{i}.txt").write_text("words " * 2_000 + FAULTY * (i + 1), encoding="utf-8")
    Path("refused.txt").write_text("refuse", encoding="utf-8")
    told = []
    for processors in (1, 2):
        monkeypatch.setattr("symattn.apiece._processors", lambda count=processors: count)
        names = ("3.txt", "refused.txt", "0.txt", "missing.txt", "2.txt", "1.txt")
        result = verify("--format", "json", *names, status=2)
        told.append((result.stdout, result.stderr))
    assert told[0] == told[1]
    assert [file["path"] for file in json.loads(told[0][0])["files"]] == list(names)
