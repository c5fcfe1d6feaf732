"""Plain text, and the remarks of program code."""

from __future__ import annotations

from random import Random
from typing import Any

from drawn_pens import drawn_pen
from sheet import PRIVATE, Marks, Sheet
from speaker import Speaker, sentence
from telling import Heading, Say, Show
from writer import Writer, displayed

BOXED = 0.1


def plain_text(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    decimal_comma = speaker.writes_commas(random)
    pen = drawn_pen(random.choice(("plain", "unicode")), random, decimal_comma=decimal_comma)
    writer = Writer(pen, random, Marks())
    lines = [speaker.word("title"), ""]
    beside = random.random() < 0.2 and not decimal_comma
    breaks = random.random() < 0.5
    in_boxes = not beside and Random(repr(pen)).random() < BOXED
    for item in told:
        match item:
            case Heading(word):
                lines += ["", speaker.word(word)]
            case Say():
                lines.append(("- " if item.is_item else "") + sentence(item, speaker, writer.pen, writer.inline))
            case Show(chains):
                shown = [line for chain in chains for line in displayed(writer, chain, beside=beside, breaks=breaks)]
                lines += boxed(shown) if in_boxes else shown
    return writer.marks.taken_out("sheet.txt", "\n".join(lines) + "\n")


def boxed(lines: list[str]) -> list[str]:
    """In a box drawn around them."""
    lengths = [sum(ord(c) < PRIVATE for c in line) for line in lines]
    width = max(lengths)
    body = [f"│ {line}{' ' * (width - length)} │" for line, length in zip(lines, lengths, strict=True)]
    return [f"┌{'─' * (width + 2)}┐", *body, f"└{'─' * (width + 2)}┘"]


def code(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    ending, style = random.choice(STYLES)
    is_string = style == "string"
    pen = drawn_pen("latex" if is_string else random.choice(("plain", "unicode")), random)
    writer = Writer(pen, random, Marks())
    lines = [speaker.word("title"), ""]
    breaks = random.random() < 0.5
    for item in told:
        match item:
            case Heading(word):
                lines += ["", f"{speaker.word(word)}"]
            case Say():
                written = (lambda chain: f"${writer.inline(chain)}$") if is_string else writer.inline
                lines.append(("  - " if item.is_item else "") + sentence(item, speaker, writer.pen, written))
            case Show(chains) if is_string:
                lines += [f"$${writer.inline(chain)}$$" for chain in chains]
            case Show(chains):
                for chain in chains:
                    lines += [f"  {line}" for line in displayed(writer, chain, beside=False, breaks=breaks)]
    return writer.marks.taken_out(f"sheet{ending}", f"{in_program(lines, style)}\n\n{TAILS[ending]}")


STYLES = (
    (".py", "# "),
    (".rs", "// "),
    (".js", "// "),
    (".py", "docstring"),
    (".js", "stars"),
    (".c", "block"),
    (".lua", "-- "),
    (".js", "string"),
    (".py", "string"),
)
TAILS = {
    ".py": "def test_one():\n    assert attend(X) == Z\n",
    ".rs": "fn main() {}\n",
    ".js": "export const n = 2;\n",
    ".c": "int main(void) { return 0; }\n",
    ".lua": "return attend\n",
}


def in_program(lines: list[str], style: str) -> str:
    """Remarks before each line, around all, or a string a line."""
    match style:
        case "docstring":
            return "\n".join(['"""', *lines, '"""'])
        case "stars":
            return "\n".join(["/**", *(f" * {line}".rstrip() for line in lines), " */"])
        case "block":
            return "\n".join(["/*", *lines, "*/"])
        case "string":
            escaped = (line.replace("\\", "\\\\").replace('"', '\\"') for line in lines if line)
            return "\n".join(["cells = [", *(f'    "{line}",' for line in escaped), "]"])
    return "\n".join(f"{style}{line}".rstrip() for line in lines)
