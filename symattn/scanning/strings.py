r"""Strings of programs. Escapes in them are decoded in place: \\frac is " \frac", \n is a space and a line break."""

from __future__ import annotations

import re

from symattn.page import Block, Kind, Notation
from symattn.scanning.delimiters import Walls, blank_lines, spans
from symattn.scanning.draft import Draft
from symattn.scanning.paragraphs import add_paragraph, paragraphs
from symattn.scanning.placeholders import without_placeholders

ESCAPE = re.compile(r"\\(?:u\{?([\da-fA-F]{4,6})\}?|x([\da-fA-F]{2})|(\r?\n)|(\\(?:\\\\)*)|(.))", re.DOTALL)
SIMPLE = {"n": " \n", "t": "  ", "r": "  ", '"': ' "', "'": " '", "`": " `", "$": " $", "/": " /", "0": "  "}
A_COMMAND = re.compile(r"[a-z]{2}")


def read_string(draft: Draft, start: int, end: int, *, is_raw: bool, is_formatted: bool = False) -> None:
    """The inside of a string: its paragraphs are blocks, its formulas parts of them."""
    inner = draft.source[start:end]
    if not any(character.isalnum() for character in inner):
        return
    decoded = without_placeholders(inner if is_raw else unescaped(inner), is_formatted=is_formatted)
    if decoded is not inner:
        draft.view.put_all(start, decoded)
    if "\n" not in decoded and "$" not in decoded and "\\" not in decoded:
        draft.add(start, end, Notation.CODE, Block(Kind.CODE))
        return
    walls = Walls(blank_lines(decoded, 0, len(decoded)), ())
    marked = spans(decoded, 0, len(decoded), walls)
    for first, last, here in paragraphs(decoded, 0, len(decoded), marked):
        add_paragraph(draft, Kind.CODE, start + first, start + last, [span.moved(start) for span in here])


def unescaped(text: str) -> str:
    r"""The same length. Where no backslash is doubled, \nabla, \times and \frac are commands and no line breaks."""
    if "\\" not in text:
        return text
    is_careful = "\\\\" not in text and "$" in text

    def character(match: re.Match[str]) -> str:
        code, byte, line, backslashes, simple = match.groups()
        if backslashes:
            return single_backslashes(match.group())
        if code or byte:
            return character_of(int(code or byte, 16)).ljust(len(match.group()))
        if line:
            return " " + line
        if is_careful and simple in "ntr" and A_COMMAND.match(text, match.end()):
            return match.group()
        return SIMPLE.get(simple, match.group())

    return ESCAPE.sub(character, text)


def single_backslashes(doubled: str) -> str:
    """Spaces and then half as many backslashes, so that the two that end a row of a matrix stay together."""
    half = len(doubled) // 2
    return " " * half + "\\" * half


def character_of(code: int) -> str:
    character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
    return character if character.isprintable() else " "
