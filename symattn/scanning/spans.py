"""Stretches of a text that are read in their own way: formulas and code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Mark(Enum):
    """What the delimiters around a span say."""

    INLINE = "a formula within a sentence"
    DISPLAY = "a formula on lines of its own"
    CODE = "code within a sentence"


@dataclass(frozen=True, slots=True)
class Span:
    """From the first character of its delimiters to the last."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    mark: Mark

    def moved(self, by: int) -> Span:
        return Span(self.start + by, self.end + by, self.inner_start + by, self.inner_end + by, self.mark)
