"""A Jupyter notebook: the question, an empty cell for the answer, and the solution folded away."""

import json
from typing import Any

from symattn.exercise import Exercise
from symattn.narrate.exercise import solution_blocks, task_blocks, title_line
from symattn.notation.document import Block, Document, Heading
from symattn.render.markdown import RENDERER, escape
from symattn.renderer import Style
from symattn.sheet import Sheet, SheetFormat

METADATA: dict[str, Any] = {
    "language_info": {"name": "python"},
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
}


def opening(sheet: Sheet) -> str:
    return '{\n"cells": [\n' + _cell("title", "markdown", f"# {escape(sheet.title)}") + ",\n"


def closing(sheet: Sheet) -> str:
    metadata = METADATA | ({"symattn": {"origin": sheet.origin}} if sheet.origin else {})
    return f'\n],\n"metadata": {json.dumps(metadata)},\n"nbformat": 4,\n"nbformat_minor": 5\n}}\n'


def item(exercise: Exercise, sheet: Sheet) -> str:
    name = f"e{exercise.number}"
    cells = []
    if sheet.part.has_task:
        cells.append(
            _cell(f"{name}-task", "markdown", _markdown([Heading(2, title_line(exercise)), *task_blocks(exercise)]))
        )
        cells.append(_cell(f"{name}-answer", "code", ""))
    if sheet.part.has_solution:
        folded = _markdown(solution_blocks(exercise))
        text = f"<details>\n<summary>Solution of exercise {exercise.number}</summary>\n\n{folded}\n</details>"
        cells.append(_cell(f"{name}-solution", "markdown", text))
    return ",\n".join(cells)


def _markdown(blocks: Any) -> str:
    told: tuple[Block, ...] = tuple(blocks)
    return RENDERER.render(Document("", told), Style(fragment=True))


def _cell(name: str, kind: str, text: str) -> str:
    lines = text.splitlines(keepends=True)
    cell: dict[str, Any] = {"cell_type": kind, "id": name, "metadata": {}, "source": lines}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return json.dumps(cell, ensure_ascii=False)


SHEET = SheetFormat(
    title="a Jupyter notebook",
    suffix=".ipynb",
    item=item,
    opening=opening,
    closing=closing,
    between=",\n",
    parts_apart=True,
)
