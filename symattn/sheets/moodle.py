r"""Moodle XML: a Cloze question with a gap for each number, a numerical question for one number, or multiple choice.

A gap accepts exactly the numbers that round to the answer, 0.944:0.0005; of a number that lies half-way between two
both. The number that a mistake gives gets the mistake told, half marks where the mistake was made at an earlier
question and carried on. With `--allow-carried`, what comes of rounding on the way is accepted. Import: Question bank,
Import, Moodle XML format.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import assert_never
from xml.sax.saxutils import escape

from symattn.exercise import Choice, Exercise, Numbers
from symattn.generating.wrong import wrong_answers
from symattn.narrate.exercise import called, data_blocks, labelled, solution_blocks
from symattn.narrate.letters import in_clause
from symattn.notation.document import Text
from symattn.sheet import Sheet, SheetFormat
from symattn.typeset.html import html_line, html_of, html_without_mathjax, shown

IN_GAP = str.maketrans({c: f"&#{ord(c)};" for c in "&\\}#~=%"})
"""Signs with a meaning in a gap. Moodle reads entities there, but leaves most backslashes before signs standing."""
PENALTY = "0.3333333"
FULL, HALF, NONE = 100, 50, 0
"""Marks of 100."""
NO_UNITS = "<unitgradingtype>0</unitgradingtype><unitpenalty>0.1000000</unitpenalty><showunits>3</showunits>\n"


@dataclass(frozen=True)
class Answer:
    """A number that is known beforehand, how far another may lie from it and still round to it, and what it earns."""

    text: str
    tolerance: str
    marks: int
    remark: str = ""


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
    match exercise.draft.questions:
        case (Choice() as choice,):
            return _multiple_choice(exercise, choice, sheet)
        case (Numbers(is_one=True) as number,):
            return _numerical(exercise, number, sheet)
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
            case Choice():
                parts.append(f"<p>{_options_gap(question)}</p>")
            case _:
                assert_never(question)
    return _question("cloze", exercise, "\n".join(parts), sheet, "")


def _gaps(question: Numbers, before: list[Numbers], places: int) -> str:
    """A table with a gap for each number."""
    answers = enumerate(_answers(question, before, places))
    rows = (
        "".join(f"<td>{_named(question, k)}{_gap(known)}</td>" for k, known in islice(answers, len(row)))
        for row in question.blanks
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _named(question: Numbers, k: int) -> str:
    return "" if question.is_one else f"{html_line(called(question, k))} = "


def _gap(answers: list[Answer]) -> str:
    told = (
        ("=" if answer.marks == FULL else f"%{answer.marks}%")
        + f"{answer.text}:{answer.tolerance}"
        + (f"#{_in_gap(answer.remark)}" if answer.remark else "")
        for answer in answers
    )
    return f"{{1:NUMERICAL:{'~'.join(told)}}}"


def _answers(question: Numbers, before: list[Numbers], places: int) -> Iterator[list[Answer]]:
    """For each number what is known of it beforehand, the right answer first: Moodle takes the first that fits."""
    wrong = wrong_answers(question, places)
    carried = {answer.mistake for earlier in before for answer in wrong_answers(earlier, places) if answer.mistake}
    for k, blank in enumerate(question.flat):
        right = Answer(blank.text, "0" if blank.ends else _half_unit(blank.text, places), FULL)
        # by their worth, since 1 and 1.000 are one answer
        known = {Decimal(blank.text): right}
        for texts in question.carried:
            text = texts[k]
            known.setdefault(Decimal(text), Answer(text, _half_unit(text, places), FULL, "Right; rounded on the way."))
        for answer in wrong:
            text = answer.texts[k]
            marks, remark = (HALF, "Carried on") if answer.mistake in carried else (NONE, "Not right")
            told = html_without_mathjax((Text(f"{remark}: "), *in_clause(answer.title), Text(".")))
            known.setdefault(Decimal(text), Answer(text, _half_unit(text, places), marks, told))
        yield list(known.values())


def _half_unit(text: str, places: int) -> str:
    """Of the last place asked for; of the number's own, where it has more."""
    return f"0.{'0' * max(places, len(text.partition('.')[2]))}5"


def _options_gap(choice: Choice) -> str:
    options = (
        f"{'=' if i == choice.right else ''}{_in_gap(html_line(option.line))}#{_in_gap(html_line(option.why))}"
        for i, option in enumerate(choice.options)
    )
    return f"{{1:MULTICHOICE_V:{'~'.join(options)}}}"


def _in_gap(html: str) -> str:
    return html.translate(IN_GAP)


def _numerical(exercise: Exercise, number: Numbers, sheet: Sheet) -> str:
    [answers] = _answers(number, [], exercise.places)
    told = "".join(
        f'<answer fraction="{answer.marks}" format="moodle_auto_format"><text>{answer.text}</text>'
        f'<tolerance>{answer.tolerance}</tolerance><feedback format="html">{_text(answer.remark)}</feedback></answer>\n'
        for answer in answers
    )
    body = f"{html_of(data_blocks(exercise))}\n<p>{html_line(number.prompt)}</p>"
    return _question("numerical", exercise, body, sheet, told + NO_UNITS)


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
    solution = html_of(solution_blocks(exercise, lettered=False)) if sheet.part.has_solution else ""
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
