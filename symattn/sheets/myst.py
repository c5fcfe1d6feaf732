"""MyST Markdown with the directives of sphinx-exercise: {exercise} with a label, {solution} that refers to it."""

from collections.abc import Iterable

from symattn.exercise import Exercise
from symattn.narrate.exercise import TOP_HEADING, solution_blocks, task_blocks
from symattn.notation.document import Block, Document, Heading
from symattn.render.markdown import RENDERER, escape
from symattn.renderer import Style
from symattn.sheet import Sheet, SheetFormat

FENCE = "````"


def opening(sheet: Sheet) -> str:
    return f"{comment(sheet.origin)}# {escape(sheet.title)}\n\n"


def comment(text: str) -> str:
    """A comment of MyST."""
    return f"% {text}\n\n" if text else ""


def item(exercise: Exercise, sheet: Sheet) -> str:
    directives = []
    if sheet.part.has_task:
        directives.append(_directive("exercise", exercise.draft.title, exercise.name, task_blocks(exercise)))
    if sheet.part.has_solution:
        label = f"{exercise.name}-solution"
        directives.append(_directive("solution", exercise.name, label, solution_blocks(exercise)))
    return "\n".join(directives)


def _directive(name: str, argument: str, label: str, blocks: Iterable[Block]) -> str:
    body = "\n".join(map(_block, blocks))
    return f"{FENCE}{{{name}}} {argument}\n:label: {label}\n\n{body}{FENCE}\n"


def _block(block: Block) -> str:
    """As in Markdown; a heading, of which a directive can hold none, as a line in bold or italics."""
    written = RENDERER.render(Document("", (block,)), Style(fragment=True))
    if not isinstance(block, Heading):
        return written
    mark = "**" if block.level <= TOP_HEADING else "*"
    return f"{mark}{written.lstrip('# ').strip()}{mark}\n"


SHEET = SheetFormat(title="MyST Markdown", suffix=".md", item=item, opening=opening, is_usual=False, parts_apart=True)
