"""Derive an attention problem line by line: letters, numbers put in, exact results, proven decimals."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from symattn.derivation import RENDERERS, Derivation, derive
from symattn.errors import LimitError, OutputError, ReadingError, SymattnError
from symattn.files import told_by_ending, write_whole
from symattn.limits import FORMULA_CHARACTERS
from symattn.narrate.derivation import Telling
from symattn.notation.formula import Matrix, Vector
from symattn.notation.parse.plain import parse
from symattn.pdf import pdf_of
from symattn.problem.attention import Attention, letters_problem
from symattn.problem.files import read_keys
from symattn.problem.problem import TABLES, Problem
from symattn.renderer import Style
from symattn.report import Verdict
from symattn.terminal import columns, put_out, shows_colours
from symattn.two_words import TWO_WORDS
from symattn.work import DEFAULT_PLACES, Digits
from symattn.worksheet import Worksheet, check, read_worksheet

DEFAULT, PDF = "text", "pdf"
TABLE_HELP = {
    "X": 'The sequence, one row a token: "[[1,2],[3,4]]".',
    "X_q": "The sequence that asks, in cross-attention.",
    "X_kv": "The sequence that is asked, in cross-attention.",
    "Q": "The queries themselves, instead of X and W_Q.",
    "K": "The keys themselves.",
    "V": "The values themselves.",
}
EPILOG = """\b
Examples:
  symattn derive
  symattn derive problem.toml --latex -o page.tex
  symattn derive --x "[[1,2],[3,4]]" --visible causal --pdf -o page.pdf
  symattn derive --x "[[a,b],[c,d]]" --scale 1 --markdown
  symattn derive --letters 3x2 --latex --fragment
  symattn derive --steps scores,weights --significant 6 --json
  symattn derive --check derivations/two-words/worksheet.toml

Exit status: 0 all right, 1 some checked number is wrong, 2 usage or unreadable input.
"""


def _table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """An option for each table that a problem may give."""
    for letter in reversed(TABLES):
        default = f"{'Projection' if letter.startswith('W') else 'Bias'} {letter}."
        command = click.option(_option(letter), letter, metavar="TABLE", help=TABLE_HELP.get(letter, default))(command)
    return command


def _option(key: str) -> str:
    """W_Q is --w-q."""
    return f"--{key.lower().replace('_', '-')}"


def _format_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """A flag for each renderer there is, and for PDF, which is LaTeX and an engine."""
    for name in reversed([*RENDERERS, PDF]):
        note = "; needs TeX" if name == PDF else " (the default)" if name == DEFAULT else ""
        command = click.option(f"--{name}", "form", flag_value=name, help=f"Print {name}{note}.")(command)
    return command


@click.command(epilog=EPILOG)
@click.argument("problem", required=False, type=click.Path(path_type=Path))
@_format_options
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write into this file; its ending tells the format."
)
@click.option("--fragment", is_flag=True, help="Give a part to include, not a whole document.")
@click.option("--digits", type=int, help=f"Decimal places of decimals ({DEFAULT_PLACES}).")
@click.option("--significant", type=int, help="Significant digits of decimals.")
@click.option("--steps", metavar="NAMES", help="Tell these steps only: scores,weights.")
@click.option(
    "--check", "worksheet", type=click.Path(path_type=Path), help="Judge the printed relations of a worksheet."
)
@click.option("--full", is_flag=True, help="No dots: every row, column and term.")
@click.option("--letters", metavar="NxD", help="A wholly symbolic problem: X is N x D, all of it letters.")
@_table_options
@click.option("--scale", metavar="NUMBER", help="What scores are multiplied by, or none (1/sqrt(d_k)).")
@click.option("--visible", metavar="TABLE", help="causal, or rows of 0 and 1.")
@click.option("--variant", metavar="NAME", help="The kind of attention; see symattn list.")
@click.option("--title", metavar="TEXT", help="A title for the document.")
@click.option("--tokens", metavar="NAMES", help="Labels of the tokens: the,cat,sat.")
def COMMAND(
    problem: Path | None,
    form: str | None,
    output: Path | None,
    fragment: bool,
    digits: int | None,
    significant: int | None,
    steps: str | None,
    worksheet: Path | None,
    full: bool,
    letters: str | None,
    **options: str | None,
) -> None:
    """Derive an attention problem line by line: letters, numbers put in, exact results, proven decimals.

    PROBLEM is a TOML or JSON file; without it and without options, the two-word example is worked. Options for
    tables override the keys of the file. Numbers are exact: 0.1 is 1/10; 1/3, sqrt(2)/2, ln 2 and letters may stand
    anywhere.
    """
    form = _form(form, output)
    sheet = None if worksheet is None else read_worksheet(worksheet)
    derivation = derive(_problem(problem, letters, options, sheet))
    telling = Telling(_digits(digits, significant), _names(steps), full)
    checks = () if sheet is None else check(sheet, derivation)
    _give(_rendered(derivation, telling, checks, form, fragment, output), output, form)
    if any(found.judgement.verdict is Verdict.WRONG for found in checks):
        raise click.exceptions.Exit(1)


def _rendered(
    derivation: Derivation, telling: Telling, checks: tuple[Any, ...], form: str, fragment: bool, output: Path | None
) -> bytes:
    to_file = output is not None
    style = Style(
        fragment=fragment,
        width=columns(to_file=to_file),
        colour=shows_colours(to_file=to_file),
    )
    document = derivation.document(telling, checks)
    if form == PDF:
        return pdf_of(RENDERERS["latex"].render(document, Style()))
    return RENDERERS[form].render(document, style).encode("utf-8")


def _give(data: bytes, output: Path | None, form: str) -> None:
    if output is not None:
        write_whole(output, data)
    elif form == PDF and sys.stdout.isatty():
        raise OutputError("a PDF is nothing for a terminal; say where it goes: --pdf -o derivation.pdf")
    else:
        put_out([data])


def _form(form: str | None, output: Path | None) -> str:
    """The format asked for, or told by the file's ending; text where nothing tells one."""
    if form is not None or output is None:
        return form or DEFAULT
    endings = {f".{PDF}": PDF} | {RENDERERS[name].suffix: name for name in RENDERERS}
    return told_by_ending(output, endings, DEFAULT, f"name one: {', '.join(f'--{name}' for name in [*RENDERERS, PDF])}")


def _digits(digits: int | None, significant: int | None) -> Digits:
    if digits is not None and significant is not None:
        raise ReadingError(
            "--digits counts decimal places and --significant counts significant digits; give one of them"
        )
    if digits is not None and digits < 0:
        raise ReadingError(f"--digits is {digits}; 0 or more decimal places are due")
    if significant is not None:
        return Digits(significant, significant=True)
    return Digits() if digits is None else Digits(digits)


def _names(steps: str | None) -> tuple[str, ...]:
    return () if steps is None else tuple(name.strip() for name in steps.split(",") if name.strip())


def _problem(
    path: Path | None, letters: str | None, options: dict[str, str | None], sheet: Worksheet | None
) -> Problem:
    """The problem of the file, or of the letters, or of the options alone; options come on top."""
    given = {key: _value(key, text) for key, text in options.items() if text is not None}
    if path is not None and letters is not None:
        raise ReadingError(f"{path} and --letters both tell a problem; give one of them")
    if path is None and sheet is not None and not given.keys() & TABLES.keys():
        path = sheet.problem
    if letters is not None:
        keys: dict[str, Any] = letters_problem(letters)
    elif path is not None:
        keys = read_keys(path)
    else:
        keys = {} if given.keys() & TABLES.keys() else dict(TWO_WORDS)
    try:
        return Attention(**{str(key): value for key, value in keys.items()} | given)
    except SymattnError as error:
        in_option = any(str(error).startswith(f"{key}{end}") for key in given for end in ":, ")
        raise type(error)(str(error) if path is None or in_option else f"{path}: {error}") from error


def _cells(row: str) -> list[str]:
    """The cells of a row, parted at commas that stand in no bracket: x_{1,12} is one letter."""
    cells, depth = [""], 0
    for c in row:
        depth += (c in "({") - (c in ")}")
        if c in ",;" and not depth:
            cells.append("")
        else:
            cells[-1] += c
    return [cell.strip() for cell in cells]


def _value(key: str, text: str) -> Any:
    """An option's text as the value that a problem file would give."""
    if key == "tokens":
        return [label.strip() for label in text.split(",")]
    if key in TABLES or (key == "visible" and text.strip() != "causal"):
        return _table(key, text)
    return text.strip()


def _table(key: str, text: str) -> Any:
    """[[1,2],[a,b]] with cells as text, or JSON; the shape is read here, the cells where those of files are."""
    if len(text) > FORMULA_CHARACTERS:
        raise LimitError(
            f"{_option(key)} has {len(text):,} characters; at most {FORMULA_CHARACTERS:,} are read; use a file"
        )
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        pass
    text = text.replace('"', "")
    formula = parse(text)
    if not isinstance(formula, Matrix | Vector):
        raise ReadingError(f"{key} is {text!r}, where a table such as [[1,2],[3,4]] is due")
    rows = [_cells(row) for row in re.findall(r"\[([^\[\]]*)\]", text)]
    return rows if isinstance(formula, Matrix) else rows[0]
