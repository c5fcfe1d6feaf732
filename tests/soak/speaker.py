"""Sentences: the words of one language around formulas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from formulas import Chain
from pens import Pen
from telling import Paired, Say
from words import WITH_COMMAS, WORDS


@dataclass
class Speaker:
    """Words of one language."""

    language: str

    def word(self, key: str) -> str:
        return WORDS[self.language][key]

    def writes_commas(self, random: Random) -> bool:
        """0,73 for 0.73"""
        return self.language in WITH_COMMAS and random.random() < 0.4

    def phrase(self, part: Any, pen: Pen) -> str:
        if isinstance(part, tuple):
            key, *arguments = part
            # in words a number has its comma without braces
            plainly = replace(pen, point=pen.point.strip("{}"))
            shown = [a if isinstance(a, int) else plainly.write(a) for a in arguments]
            return self.word(key).format(*shown)
        return WORDS[self.language].get(part, part)

    def in_words(self, chain: Chain) -> Chain:
        """The word for the sum in this language."""
        for side in chain.sides:
            if getattr(side, "text", "") == "sum":
                side.text = self.word("sum")
        return chain


def sentence(say: Say, speaker: Speaker, pen: Pen, write: Callable[[Chain | Paired], str]) -> str:
    shown = ""
    for part in say.parts:
        if isinstance(part, Chain | Paired):
            written = write(part if isinstance(part, Paired) else speaker.in_words(part))
            shown += written if not shown or shown.endswith(" ") else f" {written}"
        else:
            shown += speaker.phrase(part, pen)
    return shown
