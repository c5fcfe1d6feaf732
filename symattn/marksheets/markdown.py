"""Markdown: a table of students, what could not be read, a table of questions, and what could not be counted."""

from symattn.grading.marks import Marks
from symattn.grading.telling import marks_blocks
from symattn.marksheet import Marksheet
from symattn.notation.document import Document
from symattn.render.markdown import RENDERER
from symattn.renderer import Style


def render(marks: Marks, width: int) -> str:
    return RENDERER.render(Document("Marks", tuple(marks_blocks(marks))), Style(width=width))


MARKSHEET = Marksheet(suffix=RENDERER.suffix, render=render)
