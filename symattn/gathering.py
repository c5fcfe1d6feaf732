"""Paths → documents as text: files, folders and standard input, decoded, their newlines remembered."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from symattn.entries import Entries
from symattn.errors import LimitError, ReadingError, SymattnError
from symattn.limits import DOCUMENT_BYTES
from symattn.page import Format
from symattn.report import FileReport

FORMATS: Entries[Format] = Entries("symattn.formats", "FORMAT", "format")
FALLBACK = "text"
"""The format of a name whose ending no format reads."""
STDIN, STDIN_PATH = "-", "<stdin>"
SKIPPED = frozenset({"node_modules", "__pycache__", "build", "_build", "dist", "target", "venv", "site-packages"})
"""Folders within a folder that hold what was made or fetched, not what was written. Hidden ones are skipped too."""
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
"""Byte-order marks and what they tell."""
NEWLINE = re.compile(r"\r\n?")
ENCODING_NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


@dataclass(frozen=True)
class Source:
    """A document as it was read, with what is needed to write it back as it was."""

    path: str
    """As named on the command line, or found in a folder named there; `<stdin>` for standard input."""
    raw: str
    """Decoded, without a byte-order mark, newlines as they stand in the file."""
    file: Path | None = None
    """None for standard input."""
    mark: bytes = b""
    encoding: str = "utf-8"

    @cached_property
    def text(self) -> str:
        """With every newline as \\n, as everything else sees it."""
        return NEWLINE.sub("\n", self.raw)

    def encoded(self) -> bytes:
        """As it stands in the file."""
        return self.mark + self.raw.encode(self.encoding)


def gather(names: Iterable[str], stdin_filename: str = STDIN_PATH) -> Iterator[Source | FileReport]:
    """The documents that `names` stand for, each once; for one that cannot be read, a report that says why."""
    seen: set[str] = set()
    for name in names:
        for found in _found(name):
            path = found if isinstance(found, str) else found.path
            key = path if path == STDIN else os.path.realpath(path.replace("\0", ""))
            if key not in seen:
                seen.add(key)
                yield _source(found, stdin_filename) if isinstance(found, str) else found


def format_of(path: str) -> Format:
    """The format that reads this ending (the longest, so that .nb.md may differ from .md), or plain text."""
    name = path.lower()
    endings = {ending: key for key, entry in FORMATS.items() for ending in entry.endings if name.endswith(ending)}
    return FORMATS[endings[max(endings, key=len)] if endings else FALLBACK]


def _source(path: str, stdin_filename: str) -> Source | FileReport:
    name = stdin_filename if path == STDIN else path
    try:
        if path == STDIN:
            return decoded(name, sys.stdin.buffer.read(DOCUMENT_BYTES + 1))
        with open(path, "rb") as file:
            return decoded(name, file.read(DOCUMENT_BYTES + 1), Path(path))
    except SymattnError as error:
        return FileReport(name, "", error=str(error))
    except (OSError, ValueError) as error:
        return _unreadable(name, error)


def decoded(path: str, data: bytes, file: Path | None = None) -> Source:
    """UTF-8, or what a byte-order mark tells; anything else is named by its first byte that is not."""
    if len(data) > DOCUMENT_BYTES:
        raise LimitError(f"{path} is larger than {DOCUMENT_BYTES:,} bytes; split it, larger documents are not read")
    mark, encoding = next(((mark, name) for mark, name in MARKS if data.startswith(mark)), (b"", "utf-8"))
    try:
        raw = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        offset = len(mark) + error.start
        what = f"byte 0x{data[offset]:02X} at offset {offset} is not {ENCODING_NAMES[encoding]}"
        raise ReadingError(f"{path}: {what}; save the file as UTF-8") from error
    if "\0" in raw:
        offset = len(mark) + len(raw[: raw.index("\0")].encode(encoding))
        raise ReadingError(
            f"{path}: the NUL at offset {offset} tells a binary file, or UTF-16 without a byte-order mark; "
            "save the file as UTF-8"
        )
    return Source(path, raw, file, mark, encoding)


def _found(name: str) -> Iterator[str | FileReport]:
    """The files of a folder, or the name itself."""
    if name == STDIN or not os.path.isdir(name):
        yield name
        return
    faults: list[OSError] = []
    files = list(_files(name, faults))
    yield from files
    yield from (_unreadable(str(fault.filename), fault) for fault in faults)
    if not files and not faults:
        endings = ", ".join(sorted(_endings()))
        yield FileReport(name, "", error=f"{name} is a folder without a document in it (read are {endings})")


def _files(folder: str, faults: list[OSError]) -> Iterator[str]:
    """Links to folders are not followed: one could lead up to where it stands."""
    endings = _endings()
    for place, folders, names in os.walk(folder, onerror=faults.append):
        folders[:] = sorted(name for name in folders if name not in SKIPPED and not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(place, name)
            if not name.startswith(".") and name.lower().endswith(endings) and os.path.isfile(path):
                yield path


def _endings() -> tuple[str, ...]:
    return tuple(ending for entry in FORMATS.values() for ending in entry.endings)


def _unreadable(path: str, error: OSError | ValueError) -> FileReport:
    why = getattr(error, "strerror", None) or str(error)
    return FileReport(path, "", error=str(ReadingError(f"{path} cannot be read: {why}")))
