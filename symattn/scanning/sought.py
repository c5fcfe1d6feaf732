"""Searches that are not made again where they found nothing before."""

from __future__ import annotations

import re


class Sought:
    """The next place of something in a text up to an end. Without a memory 10^5 open brackets take 10^5 searches."""

    def __init__(self, text: str, end: int) -> None:
        self.text, self.end = text, end
        self._none_behind: dict[str, int] = {}

    def first(self, pattern: re.Pattern[str], place: int) -> re.Match[str] | None:
        if self._none_behind.get(pattern.pattern, self.end + 1) <= place:
            return None
        match = pattern.search(self.text, place, self.end)
        if match is None:
            self._none_behind[pattern.pattern] = place
        return match

    def first_text(self, text: str, place: int) -> int:
        if self._none_behind.get(text, self.end + 1) <= place:
            return -1
        found = self.text.find(text, place, self.end)
        if found < 0:
            self._none_behind[text] = place
        return found
