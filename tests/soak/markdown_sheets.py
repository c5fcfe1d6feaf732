"""Markdown: displays in dollars or in fenced code, tables; and notebooks, whose cells are Markdown."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from containers import CONTAINERS
from drawn_pens import drawn_pen
from formulas import Chain, Sym, Table
from sheet import Marks, Sheet
from speaker import Speaker, sentence
from telling import Heading, Say, Show
from writer import NEW_ROW, Writer, displayed


def markdown(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    text, marks = markdown_text(told, speaker, random)
    return marks.taken_out("sheet.md", text)


def markdown_text(told: list[Any], speaker: Speaker, random: Random) -> tuple[str, Marks]:
    decimal_comma = speaker.writes_commas(random)
    writer = Writer(drawn_pen("latex", random, decimal_comma=decimal_comma), random, Marks())
    aligned, on_lines, tabled = (random.random() < 0.5 for _ in range(3))
    container = random.choice(("dollars", "lines", "lines", *CONTAINERS))
    opening, closing = random.choice((("$", "$"), ("$", "$"), (r"\(", r"\)")))
    bullet = random.choice(("-", "*", "1.", "  -"))
    blocks = [f"# {speaker.word('title')}"]
    for item in told:
        match item:
            case Heading(word):
                blocks.append(f"## {speaker.word(word)}")
            case Say():
                shown = sentence(item, speaker, writer.pen, lambda chain: f"{opening}{writer.inline(chain)}{closing}")
                blocks.append(f"{bullet} {shown}" if item.is_item else shown)
            case Show((Chain([Sym("A" | "Z" as letter, head=""), Table(rows)]),)) if tabled:
                blocks.append(in_table(writer, letter, rows))
            case Show(chains):
                blocks += [CONTAINERS[container](displayed_latex(writer, chain, aligned, on_lines)) for chain in chains]
    return "\n\n".join(blocks) + "\n", writer.marks


def in_table(writer: Writer, letter: str, rows: list[list[Any]]) -> str:
    """A table of weights or of outputs, a row a word; none of it is a relation by itself."""
    lines = [[letter, *(str(j + 1) for j in range(len(rows[0])))], ["---"] * (len(rows[0]) + 1)]
    lines += [[str(i + 1), *(f"${writer.pen.write(cell)}$" for cell in row)] for i, row in enumerate(rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def displayed_latex(writer: Writer, chain: Chain, aligned: bool, on_lines: bool) -> str:
    if aligned and len(chain.sides) > 2:
        lines = writer.joined(chain, NEW_ROW, "&")
        return f"\\begin{{aligned}}\n{lines}\n\\end{{aligned}}"
    return writer.joined(chain, "\n" if on_lines else " ")


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
