"""What a hand tells → a document in one of the formats, with the place of each relation's two sides."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape
from random import Random
from typing import Any

from formulas import Chain, Row, Sym, Table, Times
from hand import Heading, Say, Show
from pens import Pen, drawn_pen
from words import WORDS

PRIVATE = 0xF0000
"""Marks are characters that no document has; they are taken out when it is finished."""


@dataclass(frozen=True)
class Side:
    start: int
    end: int


@dataclass(frozen=True)
class Link:
    """One relation of the document."""

    chain: Chain
    index: int
    left: Side
    right: Side
    is_explicit: bool

    @property
    def formula(self) -> Any:
        return self.chain.sides[self.index + 1]

    @property
    def is_claim(self) -> bool:
        return self.chain.claims[self.index]


@dataclass(frozen=True)
class Sheet:
    """A finished document."""

    path: str
    text: str
    links: tuple[Link, ...]


@dataclass
class Marks:
    """Gives each side of each chain two characters of its own."""

    sides: list[tuple[Chain, int]] = field(default_factory=list)

    def around(self, chain: Chain, index: int, written: str) -> str:
        k = len(self.sides)
        self.sides.append((chain, index))
        return f"{chr(PRIVATE + 2 * k)}{written}{chr(PRIVATE + 2 * k + 1)}"

    def taken_out(self, path: str, marked: str) -> Sheet:
        places: dict[int, int] = {}
        text = []
        for c in marked:
            if ord(c) >= PRIVATE:
                places[ord(c) - PRIVATE] = len(text)
            else:
                text.append(c)
        found = {
            (id(chain), i): Side(places[2 * k], places[2 * k + 1])
            for k, (chain, i) in enumerate(self.sides)
            if 2 * k in places
        }
        links = []
        for chain, i in self.sides:
            if i > 0 and (id(chain), i - 1) in found:
                links.append(Link(chain, i - 1, found[id(chain), i - 1], found[id(chain), i], True))
        return Sheet(path, "".join(text), tuple(links))


@dataclass
class Writer:
    """Writes formulas with one pen and marks their sides."""

    pen: Pen
    random: Random
    marks: Marks

    def inline(self, chain: Chain) -> str:
        return self.joined(chain, " ")

    def joined(self, chain: Chain, between: str, align: str = "") -> str:
        shown = ""
        for i, side in enumerate(chain.sides):
            written = self.marks.around(chain, i, self.pen.write(side))
            if i:
                sign = self.pen.equal if chain.signs[i - 1] == "=" else self.pen.approx
                gap = between if i > 1 or not chain.signs else " "
                shown += f"{gap}{align}{sign} {written}"
            else:
                shown = written
        return shown

    def over_lines(self, chain: Chain, between: str) -> list[str]:
        """`A = B` and below it `  = C`, if that is between them; a table at the end may be stacked."""
        lines = self.joined(chain, between).split("\n")
        last = chain.sides[-1]
        if self.pen.stacked and isinstance(last, Table) and self.pen.notation == "plain" and not last.transposed:
            return self._stacked(lines, last)
        return lines

    def _stacked(self, lines: list[str], table: Table) -> list[str]:
        flat = self.pen.write(table)
        before, found, after = lines[-1].rpartition(flat)
        rows = [self.pen.write(Row(row)) if self.pen.row == ("[", ", ", "]") else None for row in table.rows]
        if not found or None in rows:
            return lines
        width = sum(ord(c) < PRIVATE for c in before) + 1
        made = [("[" if i == 0 else " " * width) + str(row) for i, row in enumerate(rows)]
        made = [f"{row}," for row in made[:-1]] + [made[-1] + "]"]
        return [*lines[:-1], before + made[0], *made[1:-1], made[-1] + after] if len(made) > 1 else lines

    def beside(self, chain: Chain) -> list[str] | None:
        """Tables side by side on the same lines, operators on the middle one; None where a side is no table."""
        if not all(_is_tables(side) for side in chain.sides):
            return None
        boxes: list[list[str]] = []
        for i, side in enumerate(chain.sides):
            if i:
                boxes.append([self.pen.equal if chain.signs[i - 1] == "=" else self.pen.approx])
            parts = side.parts if isinstance(side, Times) else [side]
            made: list[list[str]] = []
            for j, part in enumerate(parts):
                made += [[self.pen.times]] if j else []
                made.append(self._box(part))
            first, last = made[0], made[-1]
            marked = self.marks.around(chain, i, "\0")
            first[0] = marked.split("\0")[0] + first[0]
            last[-1] = last[-1] + marked.split("\0")[1]
            boxes += made
        return _side_by_side(boxes)

    def _box(self, part: Any) -> list[str]:
        if not isinstance(part, Table):
            return [self.pen.write(part)]
        rows = [list(r) for r in zip(*part.rows, strict=True)] if part.transposed else part.rows
        cells = [[self.pen.write(c) for c in row] for row in rows]
        width = max(len(c) for row in cells for c in row)
        return ["[" + " ".join(c.rjust(width) for c in row) + "]" for row in cells]


def _is_tables(side: Any) -> bool:
    match side:
        case Table() | Sym():
            return True
        case Times(parts):
            return all(isinstance(part, Table) for part in parts)
    return False


def _side_by_side(boxes: list[list[str]]) -> list[str]:
    height = max(map(len, boxes))
    lines = []
    for y in range(height):
        cells = []
        for box in boxes:
            top = (height - len(box)) // 2
            row = box[y - top] if 0 <= y - top < len(box) else ""
            width = max(sum(ord(c) < PRIVATE for c in r) for r in box)
            cells.append(row + " " * (width - sum(ord(c) < PRIVATE for c in row)))
        lines.append(" ".join(cells).rstrip())
    return lines


# --- sentences ------------------------------------------------------------------------------


@dataclass
class Speaker:
    """Words of one language."""

    language: str

    def word(self, key: str) -> str:
        return WORDS[self.language][key]

    def phrase(self, part: Any, pen: Pen) -> str:
        if isinstance(part, tuple):
            key, *arguments = part
            # in words a number has its comma without braces
            plainly = replace(pen, point=pen.point.strip("{}"))
            shown = [a + 1 if isinstance(a, int) else plainly.write(a) for a in arguments]
            return self.word(key).format(*shown)
        return WORDS[self.language].get(part, part)

    def in_words(self, chain: Chain) -> Chain:
        """The word for the sum in this language."""
        for side in chain.sides:
            if getattr(side, "text", "") == "sum":
                side.text = self.word("sum")
        return chain


def sentence(say: Say, speaker: Speaker, pen: Pen, write: Callable[[Chain], str]) -> str:
    shown = ""
    for part in say.parts:
        if isinstance(part, Chain):
            written = write(speaker.in_words(part))
            shown += written if not shown or shown.endswith(" ") else f" {written}"
        else:
            shown += speaker.phrase(part, pen)
    return shown


NEW_ROW = " \\\\\n "

# --- formats --------------------------------------------------------------------------------


def plain_text(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    decimal_comma = speaker.language == "de" and random.random() < 0.4
    pen = drawn_pen(random.choice(("plain", "unicode")), random, decimal_comma=decimal_comma)
    writer = Writer(pen, random, Marks())
    lines = [speaker.word("title"), ""]
    beside = random.random() < 0.2 and not decimal_comma
    breaks = random.random() < 0.5
    for item in told:
        match item:
            case Heading(word):
                lines += ["", speaker.word(word)]
            case Say():
                lines.append(("- " if item.is_item else "") + sentence(item, speaker, writer.pen, writer.inline))
            case Show(chains):
                for chain in chains:
                    lines += displayed(writer, chain, beside=beside, breaks=breaks)
    return writer.marks.taken_out("sheet.txt", "\n".join(lines) + "\n")


def displayed(writer: Writer, chain: Chain, *, beside: bool, breaks: bool) -> list[str]:
    boxes = writer.beside(chain) if beside and len(chain.sides) > 1 else None
    if boxes is not None:
        return ["", *boxes, ""]
    if breaks:
        return writer.over_lines(chain, "\n  ")
    return writer.over_lines(chain, " ")


def markdown(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    text, marks = markdown_text(told, speaker, random)
    return marks.taken_out("sheet.md", text)


def markdown_text(told: list[Any], speaker: Speaker, random: Random) -> tuple[str, Marks]:
    decimal_comma = speaker.language == "de" and random.random() < 0.4
    writer = Writer(drawn_pen("latex", random, decimal_comma=decimal_comma), random, Marks())
    aligned, on_lines, tabled = (random.random() < 0.5 for _ in range(3))
    blocks = [f"# {speaker.word('title')}"]
    for item in told:
        match item:
            case Heading(word):
                blocks.append(f"## {speaker.word(word)}")
            case Say():
                shown = sentence(item, speaker, writer.pen, lambda chain: f"${writer.inline(chain)}$")
                blocks.append(f"- {shown}" if item.is_item else shown)
            case Show((Chain([Sym("A" | "Z" as letter), Table(rows)]),)) if tabled:
                blocks.append(in_table(writer, letter, rows))
            case Show(chains):
                blocks += [in_display(writer, chain, aligned, on_lines) for chain in chains]
    return "\n\n".join(blocks) + "\n", writer.marks


def in_table(writer: Writer, letter: str, rows: list[list[Any]]) -> str:
    """A table of weights or of outputs, a row a word; none of it is a relation by itself."""
    lines = [[letter, *(str(j + 1) for j in range(len(rows[0])))], ["---"] * (len(rows[0]) + 1)]
    lines += [[str(i + 1), *(f"${writer.pen.write(cell)}$" for cell in row)] for i, row in enumerate(rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def in_display(writer: Writer, chain: Chain, aligned: bool, on_lines: bool) -> str:
    if aligned and len(chain.sides) > 2:
        lines = writer.joined(chain, NEW_ROW, "&")
        return f"$$\n\\begin{{aligned}}\n{lines}\n\\end{{aligned}}\n$$"
    shown = writer.joined(chain, "\n" if on_lines else " ")
    return f"$$\n{shown}\n$$" if on_lines else f"$${shown}$$"


def fenced(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    """Markdown whose displays are fenced code, mostly side by side, and whose sentences are plain."""
    writer = Writer(drawn_pen(random.choice(("plain", "unicode")), random), random, Marks())
    beside, breaks = random.random() < 0.6, random.random() < 0.5
    blocks = [f"# {speaker.word('title')}"]
    for item in told:
        match item:
            case Heading(word):
                blocks.append(f"## {speaker.word(word)}")
            case Say():
                shown = sentence(item, speaker, writer.pen, lambda chain: in_backticks(writer.inline(chain)))
                blocks.append(f"- {shown}" if item.is_item else shown)
            case Show(chains):
                lines = [line for chain in chains for line in displayed(writer, chain, beside=beside, breaks=breaks)]
                blocks.append("\n".join(["```", *lines, "```"]))
    return writer.marks.taken_out("sheet.md", "\n\n".join(blocks) + "\n")


def in_backticks(written: str) -> str:
    return f"`{written}`"


def latex(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    decimal_comma = speaker.language == "de" and random.random() < 0.4
    writer = Writer(drawn_pen("latex", random, decimal_comma=decimal_comma), random, Marks())
    environment = random.choice(("align*", "align", "brackets", "equation*"))
    lines = [
        r"\documentclass{article}",
        r"\usepackage{amsmath}",
        r"\begin{document}",
        rf"\section*{{{speaker.word('title')}}}",
    ]
    for item in told:
        match item:
            case Heading(word):
                lines += ["", rf"\subsection*{{{speaker.word(word)}}}"]
            case Say():
                shown = sentence(item, speaker, writer.pen, lambda chain: f"${writer.inline(chain)}$").replace(
                    "%", r"\%"
                )
                lines += ["", shown]
            case Show(chains):
                if environment.startswith("align"):
                    body = NEW_ROW.join(writer.joined(chain, NEW_ROW, "&") for chain in chains)
                    lines += [rf"\begin{{{environment}}}", body, rf"\end{{{environment}}}"]
                else:
                    opening, closing = (
                        (r"\[", r"\]") if environment == "brackets" else (r"\begin{equation*}", r"\end{equation*}")
                    )
                    for chain in chains:
                        lines += [opening, writer.joined(chain, "\n"), closing]
    return writer.marks.taken_out("sheet.tex", "\n".join([*lines, r"\end{document}"]) + "\n")


def typst(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    writer = Writer(drawn_pen("typst", random), random, Marks())
    lines = [f"= {speaker.word('title')}"]
    for item in told:
        match item:
            case Heading(word):
                lines += ["", f"== {speaker.word(word)}", ""]
            case Say():
                shown = sentence(item, speaker, writer.pen, lambda chain: f"${writer.inline(chain)}$")
                lines += [f"- {shown}" if item.is_item else f"{shown}\n"]
            case Show(chains):
                between = random.choice((" ", " \\\n ", "\n "))
                lines += ["", *(f"$ {writer.joined(chain, between)} $" for chain in chains), ""]
    return writer.marks.taken_out("sheet.typ", "\n".join(lines) + "\n")


def html(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    is_latex = random.random() < 0.5
    pen = drawn_pen("latex" if is_latex else "unicode", random)
    writer = Writer(replace(pen, stacked=False), random, Marks())
    lines = ["<!DOCTYPE html>", "<html><body>", f"<h1>{escape(speaker.word('title'))}</h1>"]
    for item in told:
        match item:
            case Heading(word):
                lines.append(f"<h2>{escape(speaker.word(word))}</h2>")
            case Say():

                def written(chain: Chain) -> str:
                    return rf"\({writer.inline(chain)}\)" if is_latex else writer.inline(chain)

                shown = escape(sentence(item, speaker, writer.pen, written))
                lines.append(f"<li>{shown}</li>" if item.is_item else f"<p>{shown}</p>")
            case Show(chains):
                for chain in chains:
                    shown = escape(writer.inline(chain), quote=False)
                    lines.append(rf"<p>\[{shown}\]</p>" if is_latex else f"<p>{shown}</p>")
    return writer.marks.taken_out("sheet.html", "\n".join([*lines, "</body></html>"]) + "\n")


def notebook(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    text, marks = markdown_text(told, speaker, random)
    parts = [part for part in text.split("\n\n#") if part.strip()]
    cells = [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": (part if i == 0 else f"#{part}").strip().splitlines(keepends=True),
        }
        for i, part in enumerate(parts)
    ]
    page = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return marks.taken_out("sheet.ipynb", json.dumps(page, indent=1, ensure_ascii=random.random() < 0.0) + "\n")


def code(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    ending, remark = random.choice(((".py", "# "), (".rs", "// "), (".js", "// ")))
    writer = Writer(drawn_pen(random.choice(("plain", "unicode")), random), random, Marks())
    lines = [speaker.word("title"), ""]
    breaks = random.random() < 0.5
    for item in told:
        match item:
            case Heading(word):
                lines += ["", f"{speaker.word(word)}"]
            case Say():
                lines.append(("  - " if item.is_item else "") + sentence(item, speaker, writer.pen, writer.inline))
            case Show(chains):
                for chain in chains:
                    lines += [f"  {line}" for line in displayed(writer, chain, beside=False, breaks=breaks)]
    body = "\n".join(f"{remark}{line}".rstrip() for line in lines)
    tail = {
        ".py": "def test_one():\n    assert attend(X) == Z\n",
        ".rs": "fn main() {}\n",
        ".js": "export const n = 2;\n",
    }
    return writer.marks.taken_out(f"sheet{ending}", f"{body}\n\n{tail[ending]}")


FORMS = {
    "text": plain_text,
    "markdown": markdown,
    "fenced": fenced,
    "latex": latex,
    "typst": typst,
    "html": html,
    "notebook": notebook,
    "code": code,
}
