"""Generate exercises with proven answers: sheets, quizzes, notebooks."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

import click

from symattn.errors import LimitError, OutputError, ReadingError
from symattn.files import write_whole
from symattn.generate import Made, Order, made
from symattn.generating.batch import GENERATOR
from symattn.generating.kind import KINDS
from symattn.generating.wishes import DIMS, LEVELS, NUMBERS, PLACES, TOKENS, Wishes
from symattn.sheet import SHEETS, Part, Sheet, written

DEFAULT_KIND = "forward_pass"
DEFAULT_FORM = "text"
DEFAULT_SEED = 1
MOST = 1_000_000
PLAIN_WIDTH = 100
TITLE = "Attention by hand"
SOLUTIONS = ("inline", "separate", "none")
RECORD = ".symattn-order"
"""The file that says what a folder's exercises were made by, so that another order does not go on in it."""
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
    that carrying one digit more than asked for leads to it. Without a KIND it is one whole forward pass by hand.
    """
    if not 1 <= count <= MOST:
        raise LimitError(f"--count is {count}; 1 to {MOST:,} exercises are generated at once")
    if jobs < 1:
        raise LimitError(f"--jobs is {jobs}; 1 or more processes are due")
    wishes = Wishes(level, tokens, dims, numbers, digits, variant, allow_carried)
    for kind in kinds:
        KINDS[kind]
    form = _form(form, output)
    SHEETS[form]
    order = Order(kinds or (DEFAULT_KIND,), wishes, seed, form, _sheet(title, _origin(kinds, wishes, seed), output))
    if output is None:
        _print(order, count, jobs, solutions)
    elif output.endswith(("/", os.sep)) or Path(output).is_dir():
        _fill(order, count, jobs, solutions, Path(output))
    else:
        _write(order, count, jobs, solutions, Path(output))


def _form(form: str | None, output: str | None) -> str:
    """The format asked for, or told by the file's ending, or text."""
    if form is not None or output is None:
        return form or DEFAULT_FORM
    suffix = Path(output).suffix.lower()
    return next((name for name in SHEETS if SHEETS[name].suffix == suffix), DEFAULT_FORM)


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
    on_terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns if on_terminal else PLAIN_WIDTH
    colour = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Sheet(title, origin, width=width, colour=colour)


def _with(order: Order, part: Part) -> Order:
    return replace(order, sheet=replace(order.sheet, part=part))


def _parts(solutions: str) -> list[tuple[str, Part]]:
    """What goes into which file, by the ending of its name."""
    match solutions:
        case "inline":
            return [("", Part.BOTH)]
        case "separate":
            return [("", Part.TASK), ("-solutions", Part.SOLUTION)]
    return [("", Part.TASK)]


def _print(order: Order, count: int, jobs: int, solutions: str) -> None:
    form = SHEETS[order.form]
    if not form.is_text:
        raise OutputError(f"{order.form} is no text; say where it goes: -o exercises{form.suffix}")
    if solutions == "separate":
        raise OutputError("separate solutions need a file of their own; say where they go: -o sheet" + form.suffix)
    [(_, part)] = _parts(solutions)
    order = _with(order, part)
    for piece in written(form, (item.text for item in made(order, count, jobs)), order.sheet):
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _write(order: Order, count: int, jobs: int, solutions: str, path: Path) -> None:
    for ending, part in _parts(solutions):
        partial = _with(order, part)
        with _counted(made(partial, count, jobs), count) as items:
            texts = (item.text for item in items)
            name = path.with_name(f"{path.stem}{ending}{path.suffix}")
            write_whole(name, written(SHEETS[order.form], texts, partial.sheet))


def _fill(order: Order, count: int, jobs: int, solutions: str, folder: Path) -> None:
    """A file for each exercise, whole or not at all; those that are there already are left as they are."""
    _claim(folder, order)
    form = SHEETS[order.form]
    for ending, part in _parts(solutions):
        partial = _with(order, part)
        with _counted(made(partial, count, jobs), count) as items:
            for item in items:
                path = folder / f"{item.name}{ending}{form.suffix}"
                if not path.exists():
                    write_whole(path, written(form, [item.text], partial.sheet))


def _claim(folder: Path, order: Order) -> None:
    """Record in the folder what its exercises are made by; refuse to mix two orders."""
    told = repr((order.kinds, order.wishes, order.seed, order.form, order.sheet.title)).encode()
    record = folder / RECORD
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = record.read_bytes() if record.exists() else told
    except OSError as error:
        raise OutputError(f"{folder} cannot be used: {error.strerror}") from error
    if before != told:
        raise ReadingError(
            f"{folder} holds exercises of another order (other kinds, wishes, seed or format); name another folder, "
            f"or remove {record}"
        )
    write_whole(record, told)


@contextmanager
def _counted(items: Iterable[Made], count: int) -> Iterator[Iterable[Made]]:
    """The items, with a bar on a terminal that shows how far it is."""
    with click.progressbar(items, length=count, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield bar
