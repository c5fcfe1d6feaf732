"""Results into files: written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from secrets import token_hex

from symattn.errors import OutputError


def told_by_ending(path: Path, formats: Mapping[str, str], default: str, others: str) -> str:
    """The format that the ending of a file tells; the default where it has none. `others` says how else one is named.

    Errors: OutputError for an ending that tells none.
    """
    ending = path.suffix.lower()
    if not ending or ending in formats:
        return formats.get(ending, default)
    endings = ", ".join(f"{known} ({name})" for known, name in sorted(formats.items()))
    raise OutputError(f"{path}: no format is told by the ending {ending}; there are {endings}, or {others}")


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """`data`, or its pieces as they come, as the file `path`.

    Under another name first, so that a reader never meets half of it.
    """
    pieces = [data] if isinstance(data, bytes) else data
    try:
        if path.is_dir():
            raise OutputError(f"{path} is a folder; name a file in it")
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                file.writelines(pieces)
            return
        # through a link, so that the file it points to is the one that is written
        _replace(Path(os.path.realpath(path)), pieces)
    except (OSError, ValueError) as error:
        raise OutputError(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}") from error


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    temporary = path.with_name(f".symattn-{token_hex(8)}")
    # named before it is made: whenever the user breaks off, nothing is left behind
    try:
        with open(temporary, "xb", opener=_own) as file:
            file.writelines(pieces)
        os.chmod(temporary, path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _own(path: str, flags: int) -> int:
    """Nobody else may read it before it is whole."""
    return os.open(path, flags, 0o600)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
