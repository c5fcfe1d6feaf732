r"""LaTeX with the exam class: \question, \part, \begin{choices}; \printanswers shows the solutions, which stand in it.

With `--solutions none` there are no solutions in the source; with `separate` the second file has them, and shows them.
"""

from symattn.exercise import Choice, Exercise, Question
from symattn.narrate.exercise import data_blocks, solution_blocks
from symattn.notation.document import Paragraph
from symattn.notation.latex import escape
from symattn.render.latex import PREAMBLE, body_of, for_any_engine
from symattn.sheet import Part, Sheet, SheetFormat

CLASS = r"\documentclass[11pt,a4paper]{exam}"
ROOM = r"\newcommand{\room}{\ifprintanswers\else\vspace*{3cm}\fi}" + "\n"
"""Where answers go that are written by hand; none where they are printed. With a star it stays below its question."""
OPENS = r"\newcommand{\opens}{\par\penalty0 \ifdim\dimexpr\pagegoal-\pagetotal<6.5cm\newpage\fi}" + "\n"
r"""Before a question: a new page where there is no room for its data, one part and the answer.

It has a line of its own: with `\question`, which begins one, `verify` begins another exercise.
"""
UNFRAMED = "\\unframedsolutions\n"
"""A frame around a derivation of several pages may run over the foot of one: lines are lost."""
TOGETHER = r"\makeatletter\@beginparpenalty=10000 \makeatother % no page ends between a question and its parts" + "\n"


def opening(sheet: Sheet) -> str:
    _, rest = PREAMBLE.split("\n", 1)
    switch = (
        "\\noprintanswers\n" if sheet.part is Part.TASK else "\\printanswers % \\noprintanswers hides the solutions\n"
    )
    switch += UNFRAMED if sheet.part.has_solution else ""
    title = for_any_engine(escape(sheet.title))
    head = f"\\begin{{center}}\\large\\bfseries {title}\\end{{center}}\n\\noindent Name: \\hrulefill\n"
    preamble = f"{comment(sheet.origin)}{CLASS}\n{rest}{ROOM}{OPENS}{TOGETHER}{switch}"
    return f"{preamble}\\begin{{document}}\n\n{head}\n\\begin{{questions}}\n"


def comment(text: str) -> str:
    return f"% {text}\n" if text else ""


def closing(sheet: Sheet) -> str:
    return "\n\\end{questions}\n\\end{document}\n"


def item(exercise: Exercise, sheet: Sheet) -> str:
    told = sheet.part.has_solution
    parts = [
        f"\\opens\n\\question \\textbf{{{for_any_engine(escape(_ended(exercise.draft.title)))}}} ",
        f"{{\\footnotesize({escape(exercise.name)})}} ",
        body_of(data_blocks(exercise)),
        _questions(exercise.draft.questions, told),
    ]
    if told:
        parts.append(f"\\begin{{solution}}\n{body_of(solution_blocks(exercise))}\\end{{solution}}\n")
    return "".join(parts)


def _ended(title: str) -> str:
    """`Scores.`, `Which of these is A?`"""
    return title if title.endswith("?") else f"{title}."


def _questions(questions: tuple[Question, ...], told: bool) -> str:
    if len(questions) == 1:
        return "\n" + _asked(questions[0], told)
    parts = "".join(f"\\part {_asked(question, told)}" for question in questions)
    return f"\\begin{{parts}}\n{parts}\\end{{parts}}\n"


def _asked(question: Question, told: bool) -> str:
    """told: whether the source may say which choice is right."""
    prompt = body_of([Paragraph(question.prompt)])
    if not isinstance(question, Choice):
        return f"{prompt}\\room\n"
    options = (
        f"\\{'CorrectChoice' if told and i == question.right else 'choice'} {body_of([Paragraph(option.line)])}"
        for i, option in enumerate(question.options)
    )
    return f"\\begin{{samepage}}\n{prompt}\\begin{{choices}}\n{''.join(options)}\\end{{choices}}\n\\end{{samepage}}\n"


SHEET = SheetFormat(
    title="LaTeX, the exam class",
    suffix=".tex",
    item=item,
    opening=opening,
    closing=closing,
    is_usual=False,
    parts_apart=True,
)
