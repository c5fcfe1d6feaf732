"""Sheets on the disk: which format a name tells, folders gone on with, files whole or not at all, and the errors."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from symattn.cli.main import main
from symattn.sheet import SHEETS
from symattn.sheet_files import RECORD

CHEAP = "law_true_or_false"
COMMAND = [sys.executable, "-m", "symattn", "generate", CHEAP]


def run(*arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(main, ["generate", CHEAP, *arguments], prog_name="symattn")
    assert result.exit_code == status, result.output
    return result.output


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("sheet.tex", "latex"),
        ("sheet.MD", "markdown"),
        ("sheet.txt", "text"),
        ("sheet", "text"),
        ("sheet.json", "json"),
        ("sheet.xml", "moodle"),
        ("sheet.ipynb", "notebook"),
        ("sheet.apkg", "anki"),
    ],
)
def test_the_ending_of_a_file_tells_its_format(name: str, form: str, tmp_path: Path) -> None:
    run("-o", str(tmp_path / name))
    run("--format", form, "-o", str(tmp_path / "same"))
    assert (tmp_path / name).read_bytes() == (tmp_path / "same").read_bytes()


def test_an_ending_that_tells_no_format_is_met_with_those_there_are(tmp_path: Path) -> None:
    told = run("-o", str(tmp_path / "sheet.docx"), status=2)
    assert "no format is told by the ending .docx" in told
    assert all(f"{SHEETS[form].suffix} ({form})" in told for form in ("latex", "markdown", "moodle", "notebook"))
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "docx"), "no format of exercises is called 'docx'"),
        (("--format", "anki"), "anki is no text; say where it goes: -o exercises.apkg"),
        (("--solutions", "separate"), "separate solutions need a file of their own; say where they go: -o sheet.txt"),
        (("--solutions", "separate", "--format", "moodle"), "in the format moodle a solution belongs to its question"),
        (("--count", "0"), "--count is 0; 1 to 1,000,000 exercises are generated at once"),
        (("-o", ""), "-o names no file; give it a name, or leave it out"),
        (("--jobs", "0"), "--jobs is 0; 1 or more processes are due"),
        (("-o", "/dev/null/sheet.txt"), "/dev/null/sheet.txt cannot be written"),
        (("-o", "/dev/null/some/"), "/dev/null/some cannot be a folder: Not a directory"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(arguments: tuple[str, ...], told: str) -> None:
    output = run(*arguments, status=2)
    assert output.startswith(f"symattn: {told}") and output.count("\n") == 1


def test_a_file_of_others_is_not_taken_for_an_exercise(tmp_path: Path) -> None:
    junk = tmp_path / f"{CHEAP}-1-2.txt"
    junk.write_text("junk", encoding="utf-8")
    told = run("--count", "2", "-o", str(tmp_path), status=2)
    assert told.startswith(f"symattn: {junk} is there already, and no record tells what made it")
    assert names(tmp_path) == [junk.name]
    # beside files with other names there is room
    run("--count", "1", "-o", str(tmp_path))
    assert names(tmp_path) == sorted([RECORD, f"{CHEAP}-1-1.txt", junk.name])


def test_a_record_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / RECORD).mkdir()
    assert f"{tmp_path / RECORD} cannot be read: Is a directory" in run("-o", str(tmp_path), status=2)


def test_an_order_that_cannot_be_had_leaves_no_folder(tmp_path: Path) -> None:
    run("--variant", "nothing", "-o", f"{tmp_path}/some/", status=2)
    assert names(tmp_path) == []


def test_sheet_and_key_are_files_of_their_own_in_a_folder_too(tmp_path: Path) -> None:
    run("--count", "2", "--format", "latex", "--solutions", "none", "-o", str(tmp_path))
    before = (tmp_path / f"{CHEAP}-1-1.tex").read_bytes()
    run("--count", "2", "--format", "latex", "--solutions", "separate", "-o", str(tmp_path))
    files = [f"{CHEAP}-1-{i}{end}.tex" for i in (1, 2) for end in ("", "-solutions")]
    assert names(tmp_path) == sorted([RECORD, *files])
    assert (tmp_path / f"{CHEAP}-1-1.tex").read_bytes() == before
    told = run("--count", "2", "--format", "latex", "-o", str(tmp_path), status=2)
    assert "holds exercises of another order" in told and RECORD in told


def heed() -> None:
    """A suite that runs in the background ignores interrupts, and what it starts would too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_folder_that_was_broken_off_is_gone_on_with(tmp_path: Path) -> None:
    """The same files as without the break; none of them half, and nothing else left behind."""
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    arguments = ("--count", "40", "--format", "markdown")
    run(*arguments, "-o", f"{whole}/")
    process = subprocess.Popen(
        [*COMMAND, *arguments, "-o", f"{broken}/"], stderr=subprocess.PIPE, process_group=0, preexec_fn=heed
    )
    while process.poll() is None and (not broken.exists() or len(names(broken)) < 3):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate()
    some = names(broken)
    assert 1 < len(some) <= 41 and all(name == RECORD or name.endswith(".md") for name in some)
    assert all((broken / name).read_bytes() == (whole / name).read_bytes() for name in some)
    run(*arguments, "-o", f"{broken}/")
    assert {name: (broken / name).read_bytes() for name in names(broken)} == {
        name: (whole / name).read_bytes() for name in names(whole)
    }


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_sheet_that_is_broken_off_leaves_nothing(jobs: int, tmp_path: Path) -> None:
    page = tmp_path / "sheet.md"
    page.write_text("the one before", encoding="utf-8")
    arguments = ["--count", "100000", "--jobs", str(jobs), "-o", str(page)]
    process = subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE, process_group=0, preexec_fn=heed)
    while len(names(tmp_path)) < 2 and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told.strip()) == (1, b"Aborted!")
    assert names(tmp_path) == ["sheet.md"] and page.read_text(encoding="utf-8") == "the one before"


def test_there_is_a_progress_bar_on_a_terminal_and_nothing_elsewhere(tmp_path: Path) -> None:
    arguments = [*COMMAND, "--count", "3", "-o", str(tmp_path / "sheet.md")]
    quiet = subprocess.run(arguments, capture_output=True, check=True)
    assert (quiet.stdout, quiet.stderr) == (b"", b"")
    parent, child = pty.openpty()
    subprocess.run(arguments, stderr=child, check=True)
    os.close(child)
    assert b"100%" in os.read(parent, 10_000)
    os.close(parent)
