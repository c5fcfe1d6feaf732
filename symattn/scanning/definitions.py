r"""Macros that a document defines: \newcommand{\q}{\mathbf{q}}, \def\row#1{[#1]}, \DeclareMathOperator{\att}{att} …

A name defined twice with different bodies is left alone: which one holds where is not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from symattn.page import Macro


def _group(depth: int) -> str:
    """{…} with so many levels of braces inside it."""
    inside = rf"(?:[^{{}}\\]|\\.{'|' + _group(depth - 1) if depth else ''})*+"
    return rf"\{{{inside}\}}"


GROUP = _group(4)
NAME = r"\s*\{?\s*\\[A-Za-z]+\s*\}?"
DEFINITION = re.compile(
    rf"""\\(?:(?:re|provide)?newcommand|providecommand|newrobustcmd)\*?(?P<command>{NAME})
        (?:\s*\[(?P<count>\d)\](?:\s*\[(?P<default>[^\[\]\n]{{0,100}})\])?)?\s*(?P<body>{GROUP})
      | \\[gxe]?def\s*(?P<defined>\\[A-Za-z]+)(?P<hashes>(?:\#\d)*)\s*(?P<text>{GROUP})
      | \\DeclareMathOperator\*?(?P<operator>{NAME})\s*(?P<shown>{GROUP})
      | \\DeclarePairedDelimiter(?P<paired>{NAME})\s*(?P<left>{GROUP})\s*(?P<right>{GROUP})
      | \\(?:New|Renew|Declare)DocumentCommand(?P<document>{NAME})\s*\{{(?P<arguments>[m\s]*)\}}\s*(?P<given>{GROUP})
      | \\let\s*(?P<new>\\[A-Za-z]+)\s*=?\s*(?P<old>\\[A-Za-z]+)
    """,
    re.VERBOSE | re.DOTALL,
)
REMARK = re.compile(r"(?<!\\)%[^\n]*\n?[ \t]*")


@dataclass(frozen=True, slots=True)
class Definition:
    name: str
    macro: Macro
    start: int
    end: int


def definitions(text: str) -> Iterator[Definition]:
    if "\\" not in text:
        return
    for match in DEFINITION.finditer(text):
        name, macro = _read(match)
        yield Definition(name.strip(" \t\r\n{}\\"), macro, *match.span())


def macros(found: Iterable[Definition]) -> dict[str, Macro]:
    """By their names, without the backslash."""
    known: dict[str, Macro] = {}
    doubtful = set()
    for definition in found:
        if known.setdefault(definition.name, definition.macro) != definition.macro:
            doubtful.add(definition.name)
    return {name: macro for name, macro in known.items() if name not in doubtful}


def _read(match: re.Match[str]) -> tuple[str, Macro]:
    if match["command"]:
        return match["command"], Macro(_inside(match["body"]), int(match["count"] or 0), match["default"])
    if match["defined"]:
        return match["defined"], Macro(_inside(match["text"]), match["hashes"].count("#"))
    if match["operator"]:
        return match["operator"], Macro(f"\\operatorname{match['shown']}")
    if match["paired"]:
        return match["paired"], Macro(f"{_inside(match['left'])}#1{_inside(match['right'])}", 1)
    if match["document"]:
        return match["document"], Macro(_inside(match["given"]), match["arguments"].count("m"))
    return match["new"], Macro(match["old"])


def _inside(group: str) -> str:
    return REMARK.sub("", group[1:-1])
