r"""Moodle XML: each exercise a Cloze question with a gap for each number, or a multiple-choice question.

A gap accepts exactly the numbers that round to the answer: 0.944:0.0005. The number that a mistake gives gets the
mistake told, half marks where the mistake was made at an earlier question and carried on, or where it comes of rounding
on the way. Import: Question bank, Import, Moodle XML format.
"""

from collections.abc import Iterator
from string import ascii_uppercase
from typing import assert_never
from xml.sax.saxutils import escape

from symattn.exercise import Blank, Choice, Exercise, Numbers
from symattn.generating.wrong import wrong_answers
from symattn.narrate.exercise import data_blocks, labelled, solution_blocks
from symattn.notation.document import Line, Text
from symattn.notation.plain import plain
from symattn.sheet import Sheet, SheetFormat
from symattn.typeset.html import html_line, html_of, shown

IN_CLOZE = str.maketrans({c: f"\\{c}" for c in '\\}#~/"'})
"""Signs with a meaning in a gap, and how they are written there."""
PENALTY = "0.3333333"
HALF, NONE = "%50%", "%0%"
"""Marks for an answer that is wrong: 50 and 0 of 100."""


def opening(sheet: Sheet) -> str:
    category = f"$course$/top/{shown(sheet.title).replace('/', '//')}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{comment(sheet.origin)}<quiz>\n'
        f'<question type="category"><category><text>{category}</text></category></question>\n'
    )


def comment(text: str) -> str:
    """An XML comment; the dashes that would end it are parted."""
    return f"<!-- {text.replace('--', '- -')} -->\n" if text else ""


def closing(sheet: Sheet) -> str:
    return "</quiz>\n"


def item(exercise: Exercise, sheet: Sheet) -> str:
    questions = exercise.draft.questions
    match questions:
        case (Choice() as choice,):
            return _multiple_choice(exercise, choice, sheet)
        case _:
            return _cloze(exercise, sheet)


def _cloze(exercise: Exercise, sheet: Sheet) -> str:
    parts = [html_of(data_blocks(exercise))]
    before: list[Numbers] = []
    for label, question in labelled(exercise.draft.questions):
        parts.append(f"<p>{label}{html_line(question.prompt)}</p>")
        match question:
            case Numbers():
                parts.append(_gaps(question, before, exercise.places))
                before.append(question)
            case Choice(options=options):
                rows = zip(ascii_uppercase, options, strict=False)
                parts += [f"<p>{letter}. {html_line(option.line)}</p>" for letter, option in rows]
                parts.append(f"<p>{_letter_gap(question)}</p>")
            case _:
                assert_never(question)
    return _question("cloze", exercise, "\n".join(parts), sheet, "")


def _gaps(question: Numbers, before: list[Numbers], places: int) -> str:
    """A table with a gap for each number."""
    answers = iter(_cell_answers(question, before, places))
    rows = (
        "<tr>" + "".join(f"<td>{_named(blank, question)}{next(answers)}</td>" for blank in row) + "</tr>"
        for row in question.blanks
    )
    return f"<table>{''.join(rows)}</table>"


def _named(blank: Blank, question: Numbers) -> str:
    return "" if question.is_one else shown(f"{plain(blank.name)} = ")


def _cell_answers(question: Numbers, before: list[Numbers], places: int) -> Iterator[str]:
    wrong = wrong_answers(question, places)
    carried = {answer.mistake for earlier in before for answer in wrong_answers(earlier, places) if answer.mistake}
    for k, blank in enumerate(question.flat):
        told = {blank.text: f"={_interval(blank.text, blank)}"}
        for texts in question.carried:
            told.setdefault(texts[k], f"{HALF}{_interval(texts[k], blank)}#Rounded on the way.")
        for answer in wrong:
            marks, remark = (HALF, "Carried on") if answer.mistake in carried else (NONE, "Not right")
            told.setdefault(
                answer.texts[k], f"{marks}{_interval(answer.texts[k], blank)}#{_gap(f'{remark}: {answer.title}.')}"
            )
        yield f"{{1:NUMERICAL:{'~'.join(told.values())}}}"


def _interval(text: str, blank: Blank) -> str:
    """The number, and how far another may lie from it and still round to it."""
    if blank.ends and text == blank.text:
        return f"{text}:0"
    places = len(text.partition(".")[2])
    return f"{text}:0.{'0' * max(blank.places, places)}5"


def _letter_gap(choice: Choice) -> str:
    options = []
    for i, option in enumerate(choice.options):
        sign = "=" if i == choice.right else ""
        options.append(f"{sign}{ascii_uppercase[i]}#{_gap(_words(option.why))}")
    return f"{{1:MULTICHOICE:{'~'.join(options)}}}"


def _gap(text: str) -> str:
    return text.translate(IN_CLOZE)


def _words(line: Line) -> str:
    return "".join(part.text for part in line if isinstance(part, Text))


def _multiple_choice(exercise: Exercise, choice: Choice, sheet: Sheet) -> str:
    answers = "".join(
        f'<answer fraction="{100 if i == choice.right else 0}" format="html">{_text(html_line(option.line))}'
        f'<feedback format="html">{_text(html_line(option.why))}</feedback></answer>\n'
        for i, option in enumerate(choice.options)
    )
    body = f"{html_of(data_blocks(exercise))}\n<p>{html_line(choice.prompt)}</p>"
    settings = "<single>true</single><shuffleanswers>true</shuffleanswers><answernumbering>ABCD</answernumbering>\n"
    return _question("multichoice", exercise, body, sheet, settings + answers)


def _question(kind: str, exercise: Exercise, body: str, sheet: Sheet, rest: str) -> str:
    solution = html_of(solution_blocks(exercise)) if sheet.part.has_solution else ""
    name = escape(f"{exercise.draft.title} ({exercise.name})")
    return (
        f'<question type="{kind}">\n<name><text>{name}</text></name>\n'
        f'<questiontext format="html">{_text(body)}</questiontext>\n'
        f'<generalfeedback format="html">{_text(solution)}</generalfeedback>\n'
        f"<penalty>{PENALTY}</penalty><hidden>0</hidden><idnumber>{escape(exercise.name)}</idnumber>\n"
        f"{rest}</question>\n"
    )


def _text(html: str) -> str:
    """The HTML in CDATA; the sign that would end it is parted."""
    return f"<text><![CDATA[{html.replace(']]>', ']]]]><![CDATA[>')}]]></text>"


SHEET = SheetFormat(title="Moodle XML", suffix=".xml", item=item, opening=opening, closing=closing, between="")
