"""Marksheet: a form in which marks are given out. One file each in marksheets/, found by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symattn.entries import Entries
from symattn.grading.marks import Marks


@dataclass(frozen=True)
class Marksheet:
    """What a file in marksheets/ defines as MARKSHEET; its docstring is the manual."""

    suffix: str
    render: Callable[[Marks, int], str]
    """The marks, for a terminal of so many columns."""


MARKSHEETS: Entries[Marksheet] = Entries("symattn.marksheets", "MARKSHEET", "format of marks")
