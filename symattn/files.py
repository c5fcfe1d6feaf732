"""Results into files: written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from symattn.errors import OutputError


def write_whole(path: Path, data: bytes) -> None:
    """`data` as the file `path`: under another name first, so that a reader never meets half of it."""
    if path.is_dir():
        raise OutputError(f"{path} is a folder; name a file in it")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.chmod(temporary, path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
