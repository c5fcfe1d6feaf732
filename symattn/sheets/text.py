"""Text for a terminal or a plain file, in Unicode: each exercise under a heading."""

from symattn.exercise import Exercise
from symattn.narrate.exercise import exercise_blocks
from symattn.notation.document import Document
from symattn.render.text import RENDERER, shown
from symattn.renderer import Style
from symattn.sheet import Sheet, SheetFormat


def opening(sheet: Sheet) -> str:
    return f"{shown(sheet.title)}\n"


def closing(sheet: Sheet) -> str:
    return f"\n{shown(sheet.origin)}\n" if sheet.origin else ""


def item(exercise: Exercise, sheet: Sheet) -> str:
    blocks = exercise_blocks(exercise, task=sheet.part.has_task, solution=sheet.part.has_solution)
    style = Style(fragment=True, width=sheet.width, colour=sheet.colour)
    return RENDERER.render(Document("", tuple(blocks)), style)


SHEET = SheetFormat(
    title="text for a terminal",
    suffix=".txt",
    item=item,
    opening=opening,
    closing=closing,
    between="",
    parts_apart=True,
)
