"""Every error that a user can cause. Each says what was found, what is due, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class SymattnError(Exception):
    """The root of all errors a user can cause; the command line prints it and exits with 2.

    A message is one line of printable characters, whatever names and paths of a user's stand in it: others, which
    could move a terminal's cursor or set its colours, become spaces.
    """

    is_located = False
    """Whether the message already begins with the cell that was being worked out."""

    def __init__(self, message: str) -> None:
        if not message.isprintable():
            message = "".join(c if c.isprintable() else " " for c in message)
        super().__init__(message)


def located(error: SymattnError, table: str, i: int, j: int) -> SymattnError:
    """The same error, its message beginning with the cell (row i, column j, counted from 0) it was met in."""
    if error.is_located:
        return error
    told = type(error)(f"{table}, row {i + 1}, column {j + 1}: {error}")
    told.is_located = True
    return told


class ReadingError(SymattnError):
    """A text, file or value that cannot be read as what it should be."""


class ShapeError(SymattnError):
    """Tables whose sizes do not fit together."""


class UnknownNameError(SymattnError):
    """A name that nothing is called by."""


class LimitError(SymattnError):
    """A size beyond a documented limit (symattn/limits.py)."""


class FieldError(SymattnError):
    """A value outside the numbers symattn works exactly with."""


class UndecidedError(SymattnError):
    """A question that neither exact algebra nor an enclosure at the precision ceiling decides."""


class WishesError(SymattnError):
    """Exercises as they were wished that cannot be had."""


class OutputError(SymattnError):
    """A result that cannot be written."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``; did you mean 'causal'?``, or the known names where none is near."""
    known = sorted(known)
    near = [other for other in known if other.lower() == name.lower()] or get_close_matches(name, known, n=1)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; there are {', '.join(known)}" if known else ""
