"""JSON, which `symattn grade` reads: the data, the questions, the answers exactly and rounded (docs/exercises.md)."""

import json
from string import ascii_uppercase
from typing import Any, assert_never

from symattn.exercise import Choice, Exercise, Numbers, Option, Question
from symattn.generating.wrong import wrong_answers
from symattn.narrate.exercise import solution_blocks, task_blocks
from symattn.notation.document import Block, Document, Inline, Line, Math, Paragraph, Text, VerdictWord
from symattn.notation.exact_form import formula_of
from symattn.notation.plain import plain, plain_chain
from symattn.notation.sympy_syntax import sympy_syntax
from symattn.render.json import written
from symattn.render.markdown import RENDERER
from symattn.renderer import Style
from symattn.sheet import Sheet, SheetFormat
from symattn.work import Work

VERSION = 1


def opening(sheet: Sheet) -> str:
    head = {"version": VERSION, "title": sheet.title, "origin": sheet.origin}
    return json.dumps(head)[:-1] + ', "exercises": [\n'


def item(exercise: Exercise, sheet: Sheet) -> str:
    return written(data(exercise, solution=sheet.part.has_solution))


def closing(sheet: Sheet) -> str:
    return "\n]}\n"


def data(exercise: Exercise, *, solution: bool) -> dict[str, Any]:
    """One exercise for machines."""
    works: list[Work] = []
    for question in exercise.draft.numbers:
        if question.work is not None and question.work not in works:
            works.append(question.work)
    told: dict[str, Any] = {
        "name": exercise.name,
        "kind": exercise.kind,
        "generator": exercise.generator,
        "seed": exercise.seed,
        "number": exercise.number,
        "title": exercise.draft.title,
        "places": exercise.places,
        "task": _markdown(task_blocks(exercise)),
        "works": [dict(work.problem.given) for work in works],
        "questions": [_question(question, works, exercise.places) for question in exercise.draft.questions],
    }
    if solution:
        told["solution"] = _markdown(solution_blocks(exercise))
    return told


def _question(question: Question, works: list[Work], places: int) -> dict[str, Any]:
    match question:
        case Numbers():
            return _numbers(question, works, places)
        case Choice(name, prompt, options, right):
            return {
                "name": name,
                "type": "choice",
                "prompt": _line(prompt),
                "options": [_option(option) for option in options],
                "right": ascii_uppercase[right],
            }
        case _:
            assert_never(question)


def _numbers(question: Numbers, works: list[Work], places: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": question.name,
        "type": "numbers",
        "prompt": _line(question.prompt),
        "letter": plain(question.letter),
        "cells": [[plain(blank.name) for blank in row] for row in question.blanks],
        "exact": [[sympy_syntax(formula_of(blank.due)) for blank in row] for row in question.blanks],
        "answers": [[blank.text for blank in row] for row in question.blanks],
        "wrong": [
            {"mistake": wrong.mistake, "title": wrong.title, "answers": list(wrong.texts)}
            for wrong in wrong_answers(question, places)
        ],
    }
    if question.work is not None:
        told |= {
            "work": works.index(question.work),
            "step": question.step,
            "places_in_step": [[i + 1, j + 1] for i, j in question.cells],
        }
    if question.carried:
        told["carried"] = [list(texts) for texts in question.carried]
    return told


def _option(option: Option) -> dict[str, Any]:
    return {"text": _line(option.line), "why": _plain_line(option.why), "mistake": option.mistake}


def _line(line: Line) -> str:
    return _markdown([Paragraph(line)]).strip()


def _plain_line(line: Line) -> str:
    """`Divided by d_k.`: in the marks it stands in a sentence, which is plain text."""
    return "".join(map(_plain_part, line))


def _plain_part(part: Inline) -> str:
    match part:
        case Text(text) | VerdictWord(text):
            return text
        case Math(chain):
            return plain_chain(chain)
        case _:
            assert_never(part)


def _markdown(blocks: Any) -> str:
    told: tuple[Block, ...] = tuple(blocks)
    return RENDERER.render(Document("", told), Style(fragment=True))


SHEET = SheetFormat(title="JSON, for grade", suffix=".json", item=item, opening=opening, closing=closing, between=",\n")
