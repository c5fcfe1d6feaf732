r"""Markdown with LaTeX mathematics in $ and $$, as GitHub and Jupyter show it: each exercise under a heading.

Rows of tables end with \cr, since of \\ one backslash is lost on GitHub. Pandoc makes PDF and HTML of it; for Word
let it convert the LaTeX sheet.
"""

from symattn.exercise import Exercise
from symattn.narrate.exercise import exercise_blocks
from symattn.notation.document import Document
from symattn.render.markdown import RENDERER, escape
from symattn.renderer import Style
from symattn.sheet import Sheet, SheetFormat


def opening(sheet: Sheet) -> str:
    return f"{comment(sheet.origin)}# {escape(sheet.title)}\n\n"


def comment(text: str) -> str:
    """An HTML comment; the text is made of names and numbers, so nothing in it ends one."""
    return f"<!-- {text} -->\n\n" if text else ""


def item(exercise: Exercise, sheet: Sheet) -> str:
    blocks = exercise_blocks(exercise, task=sheet.part.has_task, solution=sheet.part.has_solution)
    return RENDERER.render(Document("", tuple(blocks)), Style(fragment=True))


SHEET = SheetFormat(title="Markdown", suffix=".md", item=item, opening=opening, parts_apart=True)
