"""A LaTeX article (amsmath, geometry): each exercise under a heading, its solution below."""

from symattn.exercise import Exercise
from symattn.narrate.exercise import exercise_blocks
from symattn.notation.latex import escape
from symattn.render.latex import PREAMBLE, body_of, for_any_engine
from symattn.sheet import Sheet, SheetFormat


def opening(sheet: Sheet) -> str:
    title = for_any_engine(rf"\section*{{{escape(sheet.title)}}}")
    return f"{comment(sheet.origin)}{PREAMBLE}\\begin{{document}}\n\n{title}\n\n"


def comment(text: str) -> str:
    return f"% {text}\n" if text else ""


def item(exercise: Exercise, sheet: Sheet) -> str:
    return body_of(exercise_blocks(exercise, task=sheet.part.has_task, solution=sheet.part.has_solution))


def closing(sheet: Sheet) -> str:
    return "\n\\end{document}\n"


SHEET = SheetFormat(
    title="LaTeX, an article", suffix=".tex", item=item, opening=opening, closing=closing, parts_apart=True
)
