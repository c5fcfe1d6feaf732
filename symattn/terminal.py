"""Standard output: how wide it is, whether it shows colours, and what is written to it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable

from symattn.errors import OutputError

PLAIN_WIDTH = 100
"""Columns of a text that goes into a file or a pipe."""


def columns(*, to_file: bool = False, plain: int = PLAIN_WIDTH) -> int:
    """Columns of the terminal; `plain` where none is written to."""
    return plain if to_file or not sys.stdout.isatty() else shutil.get_terminal_size((plain, 24)).columns


def shows_colours(*, to_file: bool = False) -> bool:
    on_terminal = not to_file and sys.stdout.isatty()
    return on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def put_out(pieces: Iterable[bytes]) -> None:
    """The pieces to standard output, as they come. Errors: OutputError where it takes no more."""
    for piece in pieces:
        _write(piece)


def _write(piece: bytes) -> None:
    try:
        sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # whoever reads has enough (symattn derive | head); click ends the run quietly
        raise
    except OSError as error:
        raise OutputError(f"the result cannot be written to standard output: {error.strerror}") from error
