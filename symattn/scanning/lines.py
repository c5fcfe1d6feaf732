"""Where the lines of a text begin and end."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right

LINE_BREAK = re.compile(r"\r\n?|\n")


class Lines:
    """The lines of a text, counted from 0; `\\n`, `\\r\\n` and `\\r` end one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = array("I", [0])
        self._starts.extend(match.end() for match in LINE_BREAK.finditer(text))

    def __len__(self) -> int:
        return len(self._starts)

    def span(self, line: int) -> tuple[int, int]:
        """From its first character to its line break."""
        if line >= len(self._starts):
            return len(self.text), len(self.text)
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip("\r\n"))

    def at(self, place: int) -> int:
        """The line that a place is on."""
        return bisect_right(self._starts, place) - 1
