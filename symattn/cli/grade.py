"""Grade answers to generated exercises, with credit for what was carried on correctly."""

from __future__ import annotations

from pathlib import Path

import click

from symattn.files import told_by_ending, write_whole
from symattn.grading.answers import read_answers
from symattn.grading.marks import grade
from symattn.grading.paper import read_paper
from symattn.grading.scheme import Scheme, read_scheme
from symattn.marksheet import MARKSHEETS
from symattn.reporter import shown
from symattn.terminal import columns, put_out

DEFAULT = "text"
PLAIN_WIDTH = 120
EPILOG = """\b
Examples:
  symattn generate softmax_row --count 5 --format json -o exercises.json
  symattn grade exercises.json answers.csv
  symattn grade exercises.json answers.csv -o marks.csv
  symattn grade exercises.json answers.json --scheme scheme.toml --format markdown

Exit status: 0 graded, 2 usage or unreadable input. Answers that belong to nothing are told.
"""


@click.command(epilog=EPILOG)
@click.argument("exercises", type=click.Path(path_type=Path))
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("--format", "form", metavar="FORMAT", help=f"{', '.join(MARKSHEETS)} ({DEFAULT}, or told by -o).")
@click.option("--scheme", type=click.Path(path_type=Path), help="A TOML file: carried = 0.75, points = 10 …")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write into this file; its ending tells the format."
)
def COMMAND(exercises: Path, answers: Path, form: str | None, scheme: Path | None, output: Path | None) -> None:
    """Grade answers to generated exercises, with credit for what was carried on correctly.

    EXERCISES is what symattn generate --format json wrote; ANSWERS are CSV (student, exercise, question, answer, or a
    line a student with a column a question) or JSON. Answers may be decimals, fractions, exact forms, rows and tables.
    """
    marksheet = MARKSHEETS[_form(form, output)]
    paper = read_paper(exercises)
    marks = grade(paper, read_answers(answers), Scheme() if scheme is None else read_scheme(scheme, paper.titles()))
    width = columns(to_file=output is not None, plain=PLAIN_WIDTH)
    text = marksheet.render(marks, width)
    for problem in marks.problems:
        click.echo(f"symattn: {shown(f'{answers}, {problem}')}", err=True)
    # half a pair of surrogates, which JSON can name, is no character
    data = text.encode("utf-8", "replace")
    if output is None:
        put_out([data])
    else:
        write_whole(output, data)


def _form(form: str | None, output: Path | None) -> str:
    """The format asked for, or told by the file's ending; text where nothing tells one."""
    if form is not None or output is None:
        return form or DEFAULT
    endings = {MARKSHEETS[name].suffix: name for name in MARKSHEETS}
    return told_by_ending(output, endings, DEFAULT, f"name one with --format: {', '.join(MARKSHEETS)}")
