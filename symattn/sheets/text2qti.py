"""Plain text for text2qti, which makes a Canvas quiz of it: a text, then a numerical question for each number.

Canvas has one gap a question, so each number of a table is a question of its own: `= 0.944 +- 0.0005`. The solution
of an exercise is the feedback on its last question. text2qti writes the ends of an interval to four places, so no more
than three can be asked for. Convert: text2qti quiz.txt
"""

from collections.abc import Iterable
from decimal import Decimal
from string import ascii_lowercase
from typing import assert_never

from symattn.errors import WishesError
from symattn.exercise import Blank, Choice, Exercise, Numbers
from symattn.narrate.exercise import TOP_HEADING, called, data_blocks, labelled, solution_blocks
from symattn.notation.document import (
    Abreast,
    Block,
    DataTable,
    Display,
    Document,
    Heading,
    Line,
    Math,
    Paragraph,
    Text,
    VerdictWord,
)
from symattn.notation.latex import latex_chain
from symattn.render.markdown import RENDERER, escape
from symattn.renderer import Style
from symattn.sheet import Sheet, SheetFormat

MOST_PLACES = 3
ZERO = "[-0.0001, 0.0001]"
"""What stands for 0 itself: text2qti refuses every interval with an end nearer to 0."""


def opening(sheet: Sheet) -> str:
    title = _title(sheet.title)
    # a quiz without a title has no line for it
    return comment(sheet.origin) + (f"Quiz title: {title}\n\n" if title else "\n")


def comment(text: str) -> str:
    return f"% {text}\n" if text else ""


def item(exercise: Exercise, sheet: Sheet) -> str:
    if exercise.places > MOST_PLACES:
        raise WishesError(
            f"text2qti has no room for {exercise.places} decimal places and half a unit more; "
            f"ask for --digits {MOST_PLACES} or fewer, or for another format"
        )
    text = [f"Text title: Exercise {exercise.number}: {_title(exercise.draft.title)} ({exercise.name})"]
    text.append(_marked("Text:", _markdown(data_blocks(exercise))))
    asked: list[list[str]] = []
    for label, question in labelled(exercise.draft.questions):
        # text2qti refuses two questions of the same words
        label = f"Exercise {exercise.number}: {label}"
        match question:
            case Numbers():
                asked += [_number(label, question, k) for k in range(len(question.flat))]
            case Choice():
                asked.append(_choice(label, question))
            case _:
                assert_never(question)
    if sheet.part.has_solution:
        # after the question itself, before its answers
        asked[-1].insert(1, _marked("...", _markdown(solution_blocks(exercise, lettered=False))))
    return "\n".join([*text, *("\n".join([*lines, ""]) for lines in asked)])


def _number(label: str, question: Numbers, k: int) -> list[str]:
    blank = question.flat[k]
    asked: Line = () if question.is_one else (Text(" What is "), *called(question, k), Text("?"))
    prompt = _markdown([Paragraph((Text(label), *question.prompt, *asked))])
    return [_marked("1.", prompt), f"=   {_due(blank, [texts[k] for texts in question.carried])}"]


def _due(blank: Blank, carried: list[str]) -> str:
    """`4`, `0.5 +- 0`, `0.944 +- 0.0005`: the numbers that round to the answer; from these to what is accepted too."""
    others = {Decimal(text) for text in carried} - {Decimal(blank.text)}
    if others:
        half = Decimal(5).scaleb(-blank.places - 1)
        accepted = sorted({*others, Decimal(blank.text)})
        return f"[{accepted[0] - half}, {accepted[-1] + half}]"
    if not blank.ends:
        return f"{blank.text} +- 0.{'0' * blank.places}5"
    if blank.text == "0":
        return ZERO
    return f"{blank.text} +- 0" if "." in blank.text else blank.text


def _choice(label: str, question: Choice) -> list[str]:
    lines = [_marked("1.", _markdown([Paragraph((Text(label), *question.prompt))]))]
    for i, (letter, option) in enumerate(zip(ascii_lowercase, question.options, strict=False)):
        star = "*" if i == question.right else ""
        lines.append(_marked(f"{star}{letter})", _markdown([Paragraph(option.line)])))
        lines.append(_marked("...", _markdown([Paragraph(option.why)])))
    return lines


def _marked(mark: str, text: str) -> str:
    """The text behind its mark, further lines indented."""
    first, *rest = text.strip().split("\n")
    lines = [f"{mark:<4}{first}" if len(mark) < 4 else f"{mark} {first}"]
    width = max(len(mark) + 1, 4)
    return "\n".join([*lines, *(" " * width + line if line else "" for line in rest)])


def _markdown(blocks: Iterable[Block]) -> str:
    r"""As in Markdown, but mathematics in one line between $ $, which is all that text2qti reads."""
    return "\n\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Heading(level, line):
            return f"**{_line(line)}**" if level <= TOP_HEADING else f"*{_line(line)}*"
        case Paragraph(line):
            return _line(line)
        case Display(chains):
            return "\n\n".join(f"${_one_line(latex_chain(chain))}$" for chain in chains)
        case Abreast(chains):
            return ", ".join(f"${_one_line(latex_chain(chain))}$" for chain in chains)
        case DataTable():
            return RENDERER.render(Document("", (block,)), Style(fragment=True)).strip()
        case _:
            assert_never(block)


def _line(line: Line) -> str:
    parts = []
    for part in line:
        match part:
            case Text(text) | VerdictWord(text):
                parts.append(escape(text))
            case Math(chain):
                parts.append(f"${_one_line(latex_chain(chain, inline=True))}$")
            case _:
                assert_never(part)
    return "".join(parts)


def _one_line(latex: str) -> str:
    return " ".join(latex.split())


def _title(text: str) -> str:
    """A title in one line: text2qti takes it as it is, no Markdown in it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


SHEET = SheetFormat(title="plain text for text2qti (Canvas)", suffix=".txt", item=item, opening=opening, is_usual=False)
