"""How programs write remarks and strings. Which style a text has, its lines tell: formats see no file name."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """`telling` matches the lines that speak for the style."""

    token: re.Pattern[str]
    telling: re.Pattern[str]


STRINGS = r"""
  | (?P<string>(?P<raw>(?:(?<![\w)\]])(?:[rR][bfBF]?|[bfBF][rR])(?=\#{0,2}["']))?)(?:(?<![\w)\]])[bfuBFU](?=["']))?
        (?P<quote>\"\"\"|'''|"|(?<![\w)\].])'))
"""
TEMPLATE = r"""
  | (?P<template>(?P<tag>[A-Za-z_][\w.]*)?`)
"""
FLAGS = re.VERBOSE | re.MULTILINE | re.DOTALL


def _style(remarks: str, telling: str, *, templates: bool = False) -> Style:
    return Style(
        re.compile(remarks + STRINGS + (TEMPLATE if templates else ""), FLAGS),
        re.compile(telling, re.MULTILINE),
    )


STYLES = (
    _style(
        r"(?P<remark>(?<!:)//[/!]*[^\n]*) | (?P<opening>/\*[*!]*)",
        r"^[ \t]*+(?://|/\*|\*/|\*[ ]|#(?:include|define|pragma)\b|[^\n]*+(?:(?<=;)|(?<=\)[ ]{)|(?<=>[ ]{))\r?$)",
        templates=True,
    ),
    _style(
        r"(?P<opening>\#=|<\#) | (?P<remark>(?<!\$)\#[^\n]*)",
        r"^[ \t]*+(?:#(?!include|define|pragma|\[)|(?:def|import|from|class|elif|end)\b|[^\n]*+(?<=:)\r?$)",
    ),
    _style(
        r"(?P<opening>--\[=*\[|\{-) | (?P<remark>--[^\n]*)",
        r"^[ \t]*+(?:--|local\b|SELECT\b|select\b|FROM\b|WHERE\b|module\b|where\b|\w+[ ]*::)",
    ),
    _style(
        r"(?P<opening>^[ \t]*%\{[ \t]*$) | (?P<remark>(?<![\w)])%[^\n]*)",
        r"^[ \t]*+%",
    ),
    _style(
        r"(?P<remark>![^\n]*) | (?P<opening>/\*(?!.))", r"^[ \t]*+(?:!|end[ ]|program\b|subroutine\b|implicit\b|real\b)"
    ),
    _style(r"(?P<opening>\(\*+) | (?P<remark>(?!.).)", r"^[ \t]*+(?:\(\*|let[ ]rec\b|[^\n]*+(?<=;;)\r?$)"),
)
CLOSINGS = {"/*": "*/", "#=": "=#", "<#": "#>", "{-": "-}", "(*": "*)", "%{": "%}"}


WITH_HASHES = STYLES[1]
"""Python's, R's, Julia's and the shell's."""


def style_of(text: str) -> Style:
    """The style most lines speak for; C's where none says anything."""
    counts = [sum(1 for _ in style.telling.finditer(text)) for style in STYLES]
    return STYLES[counts.index(max(counts))]


def closing_of(opening: str) -> str:
    """What ends the remark that `/**` or `--[==[` begins."""
    opening = opening.strip()
    if opening.startswith("--["):
        return "]" + "=" * opening.count("=") + "]"
    return CLOSINGS[opening[:2]]
