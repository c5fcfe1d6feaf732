"""A choice as students tell it: B, (b), option B, `B: True`, the words of the option or what follows `True:` in them.

Or True alone, where only one option says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from string import ascii_uppercase

from symattn.exercise import Option
from symattn.grading.reading import LONGEST
from symattn.notation.document import Text

CHOICES = ascii_uppercase
AROUND = " \t\r\n'\"“”„`*_$()[]{}.,:;?"
CALLED = re.compile(r"(?i:(?:my )?(?:answer|option|choice|antwort|lösung)\b[\s:=]*(?:is\b|ist\b)?)[\s:=(\[*\"']*")
BEGINS = re.compile(r"[(\[]?([A-Z])[)\].:]*\s+(?=\S)", re.IGNORECASE)
"""`B)` before the words of the option."""
COMMAND = re.compile(r"\\[a-zA-Z]+(?:\{[a-zA-Z]*\})?")
WORD = re.compile(r"[^\W_]+(?:[.,]\d+)?")
TRUTHS = {"true": "true", "false": "false", "wahr": "true", "falsch": "false", "richtig": "true", "t": "true"}
TRUTHS |= {"f": "false", "correct": "true", "incorrect": "false", "yes": "true", "no": "false"}


def chosen(text: str, options: Sequence[Option]) -> int | str:
    """The place of the option that is chosen, or why nobody can tell."""
    if len(text) > LONGEST:
        return _due(options)
    plain = unicodedata.normalize("NFKC", text).strip(AROUND)
    named = CALLED.sub("", plain, count=1).strip(AROUND) if CALLED.match(plain) else plain
    place = _letter(named, options)
    if place is not None:
        return place
    told = [_words("".join(part.text for part in option.line if isinstance(part, Text))) for option in options]
    said = _words(named)
    same = [k for k, line in enumerate(told) if said and said in (line, _reason(line))]
    if len(same) == 1:
        return same[0]
    begins = BEGINS.match(named)
    if begins is not None and (place := _letter(begins[1], options)) is not None:
        return place if _says(_words(named[begins.end() :]), told[place]) else _due(options)
    truth = TRUTHS.get(named.lower())
    alike = [k for k, line in enumerate(told) if truth and line[:1] == [truth]]
    if len(alike) > 1:
        return f"{len(alike)} options say {truth}; {_due(options)}"
    return alike[0] if alike else _due(options)


def _letter(text: str, options: Sequence[Option]) -> int | None:
    place = CHOICES.find(text.upper()) if len(text) == 1 else -1
    return place if 0 <= place < len(options) else None


def _says(said: list[str], line: list[str]) -> bool:
    """Whether it is the option's own text, its beginning or its reason: `True` of `True: both are divided`."""
    return said in (line, _reason(line)) or (bool(said) and said == line[: len(said)])


def _reason(line: list[str]) -> list[str]:
    """What follows `True:`."""
    return line[1:] if line[:1] in (["true"], ["false"]) else line


def _words(text: str) -> list[str]:
    """Its words and numbers, without markup."""
    return WORD.findall(COMMAND.sub(" ", unicodedata.normalize("NFKC", text)).casefold())


def _due(options: Sequence[Option]) -> str:
    return f"one letter from A to {CHOICES[len(options) - 1]} is due"
