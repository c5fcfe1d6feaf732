"""A text that is overwritten in place and never changes its length.

It is kept as UTF-32, four bytes a character: a list of one-character strings takes 80 bytes and more for each
character beyond Latin-1, which for a Chinese text of 5 MB is 400 MB.
"""

from __future__ import annotations

import re

NOT_A_LINE_BREAK = re.compile(r"[^\r\n]")


class View:
    """A copy of the source that can be overwritten."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._units = bytearray(_encoded(source))

    def blank(self, start: int, end: int) -> None:
        """Spaces from start to end, but for line breaks."""
        if start < end:
            self._write(start, NOT_A_LINE_BREAK.sub(" ", self.source[start:end]))

    def blank_all(self, start: int, end: int) -> None:
        """Spaces from start to end, line breaks too."""
        if start < end:
            self._write(start, " " * (end - start))

    def put(self, start: int, end: int, text: str) -> None:
        """`text` and spaces from start to end, where the source has no line break; the text is not longer than that."""
        self._write(start, text.ljust(end - start)[: end - start])

    def fill(self, start: int, end: int, character: str) -> None:
        """One character again and again, but for line breaks."""
        self._write(start, NOT_A_LINE_BREAK.sub(character, self.source[start:end]))

    def put_all(self, start: int, text: str) -> None:
        """`text` from start on, with the line breaks it has."""
        self._write(start, text)

    def text(self) -> str:
        return self._units.decode("utf-32-le", "surrogatepass")

    def _write(self, start: int, text: str) -> None:
        self._units[4 * start : 4 * (start + len(text))] = _encoded(text)


def _encoded(text: str) -> bytes:
    return text.encode("utf-32-le", "surrogatepass")
