"""Paths become documents: files, folders, standard input; encodings; and what is said of those that cannot be read."""

from __future__ import annotations

import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from symattn.errors import LimitError, ReadingError
from symattn.gathering import Source, decoded, format_of, gather
from symattn.limits import DOCUMENT_BYTES
from symattn.report import FileReport

WORD = "é ≈ 0,5"


def texts(*names: Path | str) -> dict[str, str]:
    """What was read, by path; for what was not, the error."""
    return {found.path: found.text if isinstance(found, Source) else found.error for found in gather(map(str, names))}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_the_same_in_each_encoding_that_is_told(encoding: str) -> None:
    data = WORD.encode(encoding)
    source = decoded("a.md", data)
    assert (source.text, source.encoded()) == (WORD, data)


def test_utf_16_is_read_in_either_order() -> None:
    assert decoded("a.md", b"\xfe\xff" + WORD.encode("utf-16-be")).text == WORD
    assert decoded("a.md", b"\xff\xfe" + WORD.encode("utf-16-le")).text == WORD


def test_every_newline_is_one_character_and_none_is_lost() -> None:
    source = decoded("a.md", b"a\r\nb\rc\n\r\n")
    assert source.text == "a\nb\nc\n\n"
    assert source.encoded() == b"a\r\nb\rc\n\r\n"


MESSAGES = {
    b"caf\xe9 ": "a.md: byte 0xE9 at offset 3 is not UTF-8; save the file as UTF-8",
    b"\xef\xbb\xbf\xff": "a.md: byte 0xFF at offset 3 is not UTF-8; save the file as UTF-8",
    b"\xff\xfea": "a.md: byte 0x61 at offset 2 is not UTF-16; save the file as UTF-8",
    b"a\0b\0": "a.md: the NUL at offset 1 tells a binary file, or UTF-16 without a byte-order mark; "
    "save the file as UTF-8",
}


@pytest.mark.parametrize("data", MESSAGES)
def test_bytes_that_are_no_text_are_named_with_their_offset(data: bytes) -> None:
    with pytest.raises(ReadingError) as told:
        decoded("a.md", data)
    assert str(told.value) == MESSAGES[data]


def test_a_document_of_more_than_twenty_megabytes_is_refused() -> None:
    with pytest.raises(LimitError) as told:
        decoded("a.md", bytes(DOCUMENT_BYTES + 1))
    assert str(told.value) == "a.md is larger than 20,000,000 bytes; split it, larger documents are not read"


def test_a_folder_is_read_with_its_folders_in_the_order_of_the_names(tmp_path: Path) -> None:
    """Hidden files, what was built or fetched, and endings that no format reads are left out."""
    read = ["B.TEX", "a.md", "z.ipynb", "b/c.txt"]
    left = ["p.png", ".a.md", ".git/a.md", "node_modules/a.md", "b/build/a.md", "b/__pycache__/a.md", "noending"]
    for name in [*read, *left]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert list(texts(tmp_path)) == [str(tmp_path / name) for name in read]


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / ".notes").write_text("x = 1")
    assert list(texts(tmp_path / ".notes").values()) == ["x = 1"]


def test_a_file_is_read_once_however_often_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")
    assert list(texts(tmp_path / "a.md", tmp_path, tmp_path / "." / "a.md")) == [str(tmp_path / "a.md")]


def test_links_that_lead_up_or_nowhere_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "up").symlink_to(tmp_path)
    (tmp_path / "gone.md").symlink_to(tmp_path / "nothing")
    assert list(texts(tmp_path)) == [str(tmp_path / "a.md")]


def test_one_unreadable_file_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xe9")
    (tmp_path / "b.md").write_text("x")
    a, b, gone = (str(tmp_path / name) for name in ("a.md", "b.md", "gone.md"))
    assert texts(a, gone, b) == {
        a: f"{a}: byte 0xE9 at offset 0 is not UTF-8; save the file as UTF-8",
        gone: f"{gone} cannot be read: No such file or directory",
        b: "x",
    }


def test_a_folder_without_documents_is_an_error(tmp_path: Path) -> None:
    [told] = texts(tmp_path).values()
    assert told.startswith(f"{tmp_path} is a folder without a document in it (read are .")


def test_a_name_with_a_nul_is_an_error_like_any_other() -> None:
    assert texts("a\0.md") == {"a\0.md": "a .md cannot be read: embedded null byte"}


@pytest.mark.skipif(os.name != "posix" or not Path("/dev/zero").exists(), reason="there is no /dev/zero here")
def test_a_device_without_an_end_is_read_up_to_the_limit() -> None:
    assert texts("/dev/zero") == {
        "/dev/zero": "/dev/zero is larger than 20,000,000 bytes; split it, larger documents are not read"
    }


def test_standard_input_is_called_as_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"x\r\n")))
    [source] = gather(["-", "-"], "a.tex")
    assert isinstance(source, Source)
    assert (source.path, source.text, source.file) == ("a.tex", "x\n", None)


@pytest.mark.parametrize(
    ("name", "title"),
    [("a.md", "Markdown"), ("A.TEX", "LaTeX"), ("a.b/c", "plain text"), ("<stdin>", "plain text")],
)
def test_the_ending_of_a_name_tells_its_format(name: str, title: str) -> None:
    assert format_of(name).title == title


def test_a_report_of_what_could_not_be_read_has_nothing_else(tmp_path: Path) -> None:
    [report] = gather([str(tmp_path / "gone.md")])
    assert isinstance(report, FileReport)
    assert (report.text, report.findings, report.unread) == ("", (), ())
