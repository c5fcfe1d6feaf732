"""Mistake: a way of going wrong. The same work with one step done wrongly; one file each in mistakes/."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symattn.tables.table import Named


@dataclass(frozen=True)
class Mistake:
    """What a file in mistakes/ defines as MISTAKE; its docstring is the manual."""

    title: str
    """What was done, as a clause: `the scale was forgotten`."""
    commit: Callable[[Named], Named | None]
    """The output with the mistake made on the way; None where it cannot be made (a table is not square)."""
