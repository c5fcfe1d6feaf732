"""Plain text, and the remarks of program code."""

from __future__ import annotations

from random import Random
from typing import Any

from drawn_pens import drawn_pen
from sheet import Marks, Sheet
from speaker import Speaker, sentence
from telling import Heading, Say, Show
from writer import Writer, displayed


def plain_text(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    decimal_comma = speaker.writes_commas(random)
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
