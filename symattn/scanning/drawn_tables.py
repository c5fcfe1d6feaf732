"""Tables in plain text: a line of headings over lines of numbers, in columns that blanks or bars part.

token  score  exp          │ token │ score │ exp   │
cat    1      2.718        ├───────┼───────┼───────┤
sat    2      7.389        │ cat   │ 1     │ 2.718 │
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
BARS = "|│┃║"
BETWEEN_BARS = re.compile(rf"[^{BARS}]+")
COLUMN = re.compile(r"[^\s]+(?: [^\s]+)*")
"""What stands between two blanks at least."""
RULE = re.compile(r"[\s\-=_+|:─━═│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╭╮╰╯╞╡╪]+")
NUMBER = re.compile(r"[-−+]?(?:\d+(?:[.,]\d+)?|\.\d+)(?:[eE][-+]?\d+)?[ ]?%?|[-−]?(?:∞|inf)|[-–—]")
HAS_COLUMNS = re.compile(r"\d[^\n]{0,40}?(?:[ ]{2}|\t|[|│┃║])")
OTHER_SIGNS = re.compile(r"[=≈→{};\[\]]|[^\W_]\(")
"""What stands in no heading: signs of relations and of programs."""
FEWEST = 2
LONGEST_LINE = 400
MOST_LINES = 256


@dataclass(frozen=True)
class DrawnTable:
    start: int
    end: int
    """From its headings to the end of its last line."""
    rows: tuple[tuple[tuple[int, Span], ...], ...]
    """Of each row, the headings first: in which column something stands, and where."""


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    cells: tuple[Span, ...]
    has_bars: bool


def drawn_tables(text: str, start: int, end: int) -> Iterator[DrawnTable]:
    """The tables of a stretch of lines."""
    if not HAS_COLUMNS.search(text, start, end):
        return
    above: _Line | None = None
    place = start
    while place < end:
        line = _line(text, place, end)
        body = [] if above is None or not _are_headings(text, above) else _body(text, above, place, end)
        table = None if above is None or len(body) < FEWEST else _table(above, body)
        if table is not None:
            yield table
            above, place = None, table.end + 1
            continue
        if not RULE.fullmatch(text, line.start, line.end):
            above = line
        elif line.start == line.end:
            above = None
        place = line.end + 1


def _line(text: str, start: int, end: int) -> _Line:
    stop = text.find("\n", start, end)
    stop = end if stop < 0 else stop
    if stop - start > LONGEST_LINE:
        return _Line(start, stop, (), has_bars=False)
    has_bars = sum(text.count(bar, start, stop) for bar in BARS) > 1
    found = (BETWEEN_BARS if has_bars else COLUMN).finditer(text, start, stop)
    cells = [_trimmed(text, *match.span()) for match in found]
    if has_bars and cells and text[slice(*cells[0])] == "" and not text[start : cells[0][0]].strip():
        # the margin before the first bar
        del cells[0]
    return _Line(start, stop, tuple(cells), has_bars)


def _trimmed(text: str, start: int, end: int) -> Span:
    inner = text[start:end].strip()
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    return (first, first + len(inner)) if inner else (end, end)


def _are_headings(text: str, line: _Line) -> bool:
    words = [text[slice(*cell)] for cell in line.cells]
    are_words = all(not word or not NUMBER.fullmatch(word) for word in words) and sum(map(bool, words)) >= FEWEST
    return are_words and not any(map(OTHER_SIGNS.search, map(_without_function, words)))


def _without_function(word: str) -> str:
    """exp(s) heads a column."""
    return re.sub(r"^(?:exp|softmax)\(([^()]*)\)", r"\1", word, flags=re.IGNORECASE)


def _body(text: str, above: _Line, place: int, end: int) -> list[_Line]:
    """The lines of numbers below the headings; rules between them are passed."""
    found: list[_Line] = []
    while place < end and len(found) < MOST_LINES:
        line = _line(text, place, end)
        if line.start == line.end or not text[line.start : line.end].strip():
            break
        if not RULE.fullmatch(text, line.start, line.end):
            if line.has_bars != above.has_bars or not _are_numbers(text, line):
                break
            found.append(line)
        place = line.end + 1
    return found


def _are_numbers(text: str, line: _Line) -> bool:
    """A label, perhaps, and numbers behind it."""
    behind = [text[slice(*cell)] for cell in line.cells[1:]]
    return any(behind) and all(not cell or NUMBER.fullmatch(cell) for cell in behind)


def _table(above: _Line, body: Sequence[_Line]) -> DrawnTable | None:
    count = max(len(line.cells) for line in body)
    if count < FEWEST or len(above.cells) not in (count, count - 1):
        return None
    # the labels of the rows may have no heading
    headings = tuple(enumerate(above.cells, count - len(above.cells)))
    columns = _columns(body, count)
    rows = [headings]
    for line in body:
        row = _placed(line, columns)
        if row is None:
            return None
        rows.append(row)
    return DrawnTable(above.start, body[-1].end, tuple(rows))


def _columns(body: Sequence[_Line], count: int) -> list[Span]:
    """From where to where each column reaches, counted from the beginning of a line."""
    whole = [line for line in body if len(line.cells) == count]
    starts = [min(line.cells[i][0] - line.start for line in whole) for i in range(count)]
    ends = [max(line.cells[i][1] - line.start for line in whole) for i in range(count)]
    return list(zip(starts, ends, strict=True))


def _placed(line: _Line, columns: Sequence[Span]) -> tuple[tuple[int, Span], ...] | None:
    """In which column each of its cells stands; None where that is not plain."""
    if len(line.cells) == len(columns):
        return tuple(enumerate(line.cells))
    if line.has_bars:
        return None
    found = []
    for start, end in line.cells:
        over = [i for i, (left, right) in enumerate(columns) if start - line.start < right and left < end - line.start]
        if len(over) != 1:
            return None
        found.append((over[0], (start, end)))
    return tuple(found) if len({i for i, _ in found}) == len(found) else None
