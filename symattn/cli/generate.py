"""Generate exercises with proven answers: sheets, quizzes, notebooks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import click

from symattn.errors import LimitError, OutputError
from symattn.files import told_by_ending
from symattn.generate import Made, Order, made
from symattn.generating.drafting import GENERATOR
from symattn.generating.kind import KINDS
from symattn.generating.wishes import DIMS, LEVELS, NUMBERS, PLACES, TOKENS, Wishes
from symattn.sheet import SHEETS, Sheet, written
from symattn.sheet_files import files_for, fill_folder, write_sheet
from symattn.terminal import columns, put_out, shows_colours

DEFAULT_KIND = "forward_pass"
DEFAULT_FORM = "text"
DEFAULT_SEED = 1
MOST = 1_000_000
HELD_BACK = 1000
"""Exercises that are all made before any is printed: a sheet that cannot be had is not begun."""
TITLE = "Attention by hand"
SOLUTIONS = ("inline", "separate", "none")
EPILOG = """\b
Examples:
  symattn generate
  symattn generate --count 5 --format moodle -o quiz.xml
  symattn generate softmax_row weights --count 6 --seed 7 --level 1 -o sheet.tex
  symattn generate forward_pass --numbers logs --solutions separate -o sheet.md
  symattn generate score_gap --count 20 --jobs 2 -o exercises/

The kinds: symattn list exercises
"""


@click.command(epilog=EPILOG)
@click.argument("kinds", nargs=-1, metavar="[KIND]...")
@click.option("--count", default=1, show_default=True, help="How many; the kinds take turns.")
@click.option("--seed", default=DEFAULT_SEED, show_default=True, help="Item i of a seed is always the same.")
@click.option("--level", default=2, show_default=True, help=f"How hard, {LEVELS[0]} to {LEVELS[1]}.")
@click.option("--tokens", type=int, help=f"Words, {TOKENS[0]} to {TOKENS[1]} (told by the level).")
@click.option("--dims", type=int, help=f"d_k, {DIMS[0]} to {DIMS[1]} (2).")
@click.option("--numbers", default=NUMBERS[0], show_default=True, help=f"What is given: {', '.join(NUMBERS)}.")
@click.option("--digits", default=3, show_default=True, help=f"Decimal places asked for, {PLACES[0]} to {PLACES[1]}.")
@click.option("--variant", metavar="NAME", help="self_attention or causal.")
@click.option("--allow-carried", is_flag=True, help="Accept also what rounding on the way leads to.")
@click.option("--format", "form", metavar="FORMAT", help=f"{', '.join(SHEETS)} ({DEFAULT_FORM}, or told by -o).")
@click.option(
    "--solutions",
    default="inline",
    show_default=True,
    type=click.Choice(SOLUTIONS),
    help="separate: a file of its own.",
)
@click.option("--title", default=TITLE, metavar="TEXT", help="The title of the sheet.")
@click.option("-o", "--output", metavar="PATH", help="A file for all, or a folder/ with a file for each.")
@click.option("--jobs", default=1, show_default=True, help="Processes; what is written stays the same.")
def COMMAND(
    kinds: tuple[str, ...],
    count: int,
    seed: int,
    level: int,
    tokens: int | None,
    dims: int | None,
    numbers: str,
    digits: int,
    variant: str | None,
    allow_carried: bool,
    form: str | None,
    solutions: str,
    title: str,
    output: str | None,
    jobs: int,
) -> None:
    """Generate exercises with proven answers, each with its solution.

    Of every exercise it is proven that the answer is right to the last digit, that no usual mistake leads to it, and
    that carrying one digit more than asked for, or more of them, leads to it. Without a KIND it is one whole forward
    pass by hand.
    """
    if not 1 <= count <= MOST:
        raise LimitError(f"--count is {count}; 1 to {MOST:,} exercises are generated at once")
    if jobs < 1:
        raise LimitError(f"--jobs is {jobs}; 1 or more processes are due")
    if output == "":
        raise OutputError("-o names no file; give it a name, or leave it out")
    wishes = Wishes(level, tokens, dims, numbers, digits, variant, allow_carried)
    for kind in kinds:
        KINDS[kind]
    form = _form(form, output)
    order = Order(kinds or (DEFAULT_KIND,), wishes, seed, form, _sheet(title, _origin(kinds, wishes, seed), output))
    if output is None:
        _print(order, count, jobs, solutions)
        return
    write = fill_folder if _is_folder(output) else write_sheet
    write(order, count, jobs, files_for(form, solutions), Path(output), partial(_counted, count))


def _is_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def _form(form: str | None, output: str | None) -> str:
    """The format asked for, or told by the file's ending; text where nothing tells one.

    Errors: UnknownNameError for a format; OutputError for an ending that tells none.
    """
    if form is not None:
        SHEETS[form]
        return form
    if output is None or _is_folder(output):
        return DEFAULT_FORM
    endings = {SHEETS[name].suffix: name for name in SHEETS if SHEETS[name].is_usual}
    return told_by_ending(Path(output), endings, DEFAULT_FORM, f"name one with --format: {', '.join(SHEETS)}")


def _origin(kinds: tuple[str, ...], wishes: Wishes, seed: int) -> str:
    """The command that makes the exercises again, and the generator it needs."""
    usual = Wishes()
    told = [
        f"--{name.replace('_', '-')}" + ("" if value is True else f" {value}")
        for name, value in asdict(wishes).items()
        if value != getattr(usual, name)
    ]
    return " ".join(
        ["symattn generate", *(kinds or (DEFAULT_KIND,)), f"--seed {seed}", *told, f"(generator {GENERATOR})"]
    )


def _sheet(title: str, origin: str, output: str | None) -> Sheet:
    to_file = output is not None
    return Sheet(title, origin, width=columns(to_file=to_file), colour=shows_colours(to_file=to_file))


def _print(order: Order, count: int, jobs: int, solutions: str) -> None:
    form = SHEETS[order.form]
    if not form.is_text:
        raise OutputError(f"{order.form} is no text; say where it goes: -o exercises{form.suffix}")
    (_, part), *others = files_for(order.form, solutions)
    if others:
        raise OutputError(f"separate solutions need a file of their own; say where they go: -o sheet{form.suffix}")
    order = replace(order, sheet=replace(order.sheet, part=part))
    pieces = written(form, (item.text for item in made(order, count, jobs)), order.sheet)
    put_out([b"".join(pieces)] if count <= HELD_BACK else pieces)


def _counted(count: int, items: Iterable[Made]) -> AbstractContextManager[Iterable[Made]]:
    """The items; on a terminal with a bar that shows how far it is."""
    if not sys.stderr.isatty():
        return nullcontext(items)
    return click.progressbar(items, length=count, file=sys.stderr)
