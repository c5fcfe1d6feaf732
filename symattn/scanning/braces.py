"""Which brace of LaTeX closes which: found once for the whole text, so that asking again and again costs nothing."""

from __future__ import annotations

import re
from array import array

BRACE = re.compile(r"\\.|%[^\n]*|[{}]", re.DOTALL)
OPTION = re.compile(r"[ \t]*\[[^\[\]\n]{0,300}\]")
GAP = re.compile(r"[ \t]*(?:\n[ \t]*)?")


class Braces:
    """The matching braces of a stretch of LaTeX."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self._partner = array("i", [-1]) * (end - start)
        waiting = array("i")
        for match in BRACE.finditer(text, start, end):
            if match.group() == "{":
                waiting.append(match.start())
            elif match.group() == "}" and waiting:
                self._partner[waiting.pop() - start] = match.start()

    def close(self, place: int) -> int:
        """Where the brace that opens at a place is closed; -1 where it never is, or where none opens there."""
        return self._partner[place - self.start] if self.start <= place < self.end else -1

    def behind_arguments(self, place: int, most: int = 9) -> int:
        """Behind the [options] and up to `most` {arguments} that follow a command."""
        while True:
            if match := OPTION.match(self.text, place, self.end):
                place = match.end()
                continue
            opening = self.opening(place)
            if most == 0 or opening < 0:
                return place
            place = self.close(opening) + 1
            most -= 1

    def opening(self, place: int) -> int:
        """The closed brace that opens at a place or behind spaces there; -1 where there is none."""
        match = GAP.match(self.text, place, self.end)
        opening = match.end() if match else place
        return opening if self.close(opening) >= 0 else -1
