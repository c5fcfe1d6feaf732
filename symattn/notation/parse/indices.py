"""Indices: what stands below a letter: q_1, A_{1,:}, S[0, 1]."""

from __future__ import annotations

from symattn.notation.parse.cursor import Unreadable
from symattn.notation.parse.mark import NAME, NUMBER, OPEN, WORD
from symattn.notation.parse.spellings import LOWERED
from symattn.notation.parse.tables import Tabled


class Indexed(Tabled):
    """Reads indices."""

    def index_group(self) -> tuple[str, ...]:
        """What stands behind `_`."""
        mark = self.here()
        if mark is None:
            raise Unreadable
        if mark.kind == OPEN and mark.text in "{(":
            inner = self.group_text()
            if inner is None:
                raise Unreadable
            self.position = inner[1]
            return _indices(inner[0].strip("() "))
        if mark.kind not in (NAME, NUMBER, WORD):
            raise Unreadable
        self.position += 1
        return _indices(mark.text)

    def bracket_index(self) -> tuple[str, ...]:
        """[0], [-1], [1, :], [i] behind a name."""
        inner = self.group_text()
        if inner is None:
            raise Unreadable
        parts = [part.strip() for part in inner[0][1:-1].split(",")]
        if not all(part in (":", "i", "j") or (part.lstrip("-").isdecimal() and len(part) < 4) for part in parts):
            raise Unreadable
        self.position = inner[1]
        return tuple(parts)


def _indices(text: str) -> tuple[str, ...]:
    text = text.replace(" ", "").translate(LOWERED)
    if "," in text:
        return tuple(text.split(","))
    return tuple(text) if text.isdecimal() and len(text) < 3 else (text,)
