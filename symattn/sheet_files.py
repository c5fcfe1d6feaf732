"""Sheets into files: one for all exercises, or a folder with one for each; the solutions in it or in one of their own.

Each file is written whole or not at all. A folder that was not finished is gone on with: what it has already is left
as it is. It holds a record of what its exercises are made by, so that those of another order do not get among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from symattn.errors import OutputError
from symattn.files import write_whole
from symattn.generate import Made, Order, made
from symattn.sheet import SHEETS, Part, written

RECORD = ".symattn-order"
"""The file in a folder that says what its exercises are made by."""

Counted = Callable[[Iterable[Made]], AbstractContextManager[Iterable[Made]]]
"""Goes through the items and shows how far it is."""
File = tuple[str, Part]
"""What the name of a file has at its end, before the suffix, and what stands in it: `-solutions`, the solutions."""


def files_for(form: str, solutions: str) -> Sequence[File]:
    """The files of a sheet. solutions: inline, separate or none.

    Errors: OutputError for a format that keeps task and solution together.
    """
    match solutions:
        case "inline":
            return [("", Part.BOTH)]
        case "none":
            return [("", Part.TASK)]
    if not SHEETS[form].parts_apart:
        others = ", ".join(name for name in SHEETS if SHEETS[name].parts_apart)
        raise OutputError(f"in the format {form} a solution belongs to its question; separate ones are for {others}")
    return [("", Part.TASK), ("-solutions", Part.SOLUTION)]


def write_sheet(order: Order, count: int, jobs: int, files: Sequence[File], path: Path, counted: Counted) -> None:
    """One file with all exercises, and perhaps one with their solutions.

    Errors: those of ``made``, OutputError.
    """
    for ending, part in files:
        partial = _with(order, part)
        with counted(made(partial, count, jobs)) as items:
            name = path.with_name(f"{path.stem}{ending}{path.suffix}")
            write_whole(name, written(SHEETS[order.form], (item.text for item in items), partial.sheet))


def fill_folder(order: Order, count: int, jobs: int, files: Sequence[File], folder: Path, counted: Counted) -> None:
    """A file for each exercise; those that are there already are left as they are.

    Errors: those of ``made``; OutputError, also where the folder holds exercises of another order.
    """
    form = SHEETS[order.form]
    record = _record(order, files)
    names = (f"{order.name(i + 1)}{ending}{form.suffix}" for i in range(count) for ending, _ in files)
    _check(folder, record, names)
    for ending, part in files:
        partial = _with(order, part)
        with counted(made(partial, count, jobs)) as items:
            for item in items:
                # not before there is an exercise: an order that cannot be had leaves no folder
                _begin(folder, record)
                path = folder / f"{item.name}{ending}{form.suffix}"
                if not path.exists():
                    write_whole(path, written(form, [item.text], partial.sheet))


def _with(order: Order, part: Part) -> Order:
    return replace(order, sheet=replace(order.sheet, part=part))


def _record(order: Order, files: Sequence[File]) -> bytes:
    """All that the files depend on besides the version of symattn."""
    (_, first), *_ = files
    return f"{order.sheet.origin}\n{order.form}, {first.value}, {order.sheet.title!r}\n".encode()


def _check(folder: Path, record: bytes, names: Iterable[str]) -> None:
    path = folder / RECORD
    try:
        before = path.read_bytes() if path.exists() else None
        there = {file.name for file in folder.iterdir()} if folder.is_dir() else set()
    except OSError as error:
        raise OutputError(f"{path} cannot be read: {error.strerror}") from error
    if before is None and there and (strange := next((name for name in names if name in there), "")):
        raise OutputError(
            f"{folder / strange} is there already, and no record tells what made it; "
            "name another folder, or remove the file"
        )
    if before not in (None, record):
        raise OutputError(
            f"{folder} holds exercises of another order (other kinds, wishes, seed, format, title or --solutions); "
            f"name another folder, or remove {path}"
        )


def _begin(folder: Path, record: bytes) -> None:
    path = folder / RECORD
    if not path.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{folder} cannot be a folder: {error.strerror}") from error
        write_whole(path, record)
