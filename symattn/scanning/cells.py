r"""The strings of a notebook that a reader sees, and their places in its JSON.

A source given as a list of lines is one text: what stands between its strings, `\n",` and a line break and `"`, becomes
spaces with the line break of the text at their end, so that each line begins in its first column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from symattn.scanning.strings import character_of, single_backslashes

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{},:]', re.DOTALL)
ESCAPE = re.compile(
    r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|(?:\\\\)+|\\.", re.DOTALL
)
SIMPLE = {"\\n": " \n", "\\t": "  ", "\\r": "  ", "\\b": "  ", "\\f": "  "}
OUTPUTS = {"text/plain": "text", "text": "text", "text/latex": "markdown", "text/markdown": "markdown"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of the notebook: the insides of one or more strings, read as `kind`: code, markdown or text."""

    kind: str
    strings: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.strings[0][0]


@dataclass
class _Level:
    """An open object or list of the JSON. A list takes the key it stands under."""

    is_list: bool
    key: str
    kind: str = "markdown"
    strings: list[tuple[int, int]] = field(default_factory=list)
    sources: list[tuple[tuple[int, int], ...]] = field(default_factory=list)


def cells(source: str) -> Iterator[Cell]:
    """The texts of a valid notebook in the order in which they stand."""
    levels: list[_Level] = []
    key, before, before_start = "", "", 0
    for match in TOKEN.finditer(source):
        token = match.group()
        if token in "{[":
            levels.append(_Level(token == "[", key))
        elif token in "}]" and levels:
            yield from _leave(levels.pop(), levels)
        elif token == ":":
            key = source[before_start + 1 : match.start()].rstrip()[:-1] if before == '"' else key
        elif token[0] == '"' and levels:
            yield from _string(source, match, levels, key if before == ":" or levels[-1].is_list else "")
        before, before_start = token[0], match.start()


def _string(source: str, match: re.Match[str], levels: list[_Level], key: str) -> Iterator[Cell]:
    level = levels[-1]
    inside = (match.start() + 1, match.end() - 1)
    if level.is_list:
        level.strings.append(inside)
    elif key == "cell_type":
        level.kind = source[slice(*inside)]
    elif key in {"source", "input"}:
        level.sources.append((inside,))
    elif key in OUTPUTS and _is_output(levels):
        yield Cell(OUTPUTS[key], (inside,))


def _leave(level: _Level, above: list[_Level]) -> Iterator[Cell]:
    """The end of a list of lines, or of an object: the kind of a cell may be told behind its source."""
    if level.is_list and level.strings and above:
        if level.key in {"source", "input"}:
            above[-1].sources.append(tuple(level.strings))
        elif level.key in OUTPUTS and _is_output(above):
            yield Cell(OUTPUTS[level.key], tuple(level.strings))
    for strings in level.sources:
        yield Cell("code" if level.kind == "code" else "markdown", strings)


def _is_output(levels: list[_Level]) -> bool:
    return any(level.key == "outputs" for level in levels[-4:])


def decoded_cell(source: str, cell: Cell) -> str:
    """The text of a cell from the first string's first character to the last one's last, in the same length."""
    pieces: list[str] = []
    for (start, end), (following, _) in zip(cell.strings, [*cell.strings[1:], (cell.strings[-1][1], 0)], strict=True):
        text = ESCAPE.sub(_unescaped, source[start:end])
        gap = following - end
        if gap and text.endswith("\n"):
            text = f"{text[:-1]}{' ' * gap}\n"
        elif gap:
            text += " " * gap
        pieces.append(text)
    return "".join(pieces)


def _unescaped(match: re.Match[str]) -> str:
    escape = match.group()
    if escape in SIMPLE:
        return SIMPLE[escape]
    if escape.startswith("\\\\"):
        return single_backslashes(escape)
    if len(escape) == 12:
        code = 0x10000 + ((int(escape[2:6], 16) - 0xD800) << 10) + int(escape[8:], 16) - 0xDC00
        return character_of(code).ljust(12)
    if len(escape) == 6:
        return character_of(int(escape[2:], 16)).ljust(6)
    return f" {escape[1]}"
