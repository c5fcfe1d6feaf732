"""Proof-read the printed numbers of documents: Markdown, LaTeX, notebooks, plain text …"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from symattn.apiece import worked_apiece
from symattn.errors import ReadingError, SymattnError, UnknownNameError, did_you_mean
from symattn.files import told_by_ending, write_whole
from symattn.fixing import diff, settled
from symattn.gathering import STDIN, STDIN_PATH, Source, format_of, gather
from symattn.ignoring import Ignoring
from symattn.lazily import lazy
from symattn.report import FileReport, Report, Verdict
from symattn.reporter import MISTAKES, REPORTERS, UNREAD, ReportStyle, failures, shown, summary_of
from symattn.terminal import columns, put_out, shows_colours
from symattn.verify import verify

derivation, rendering = lazy("symattn.derivation"), lazy("symattn.renderer")
RENDERERS = ("text", "latex", "markdown", "json")
DEFAULT = "text"
EPILOG = """\b
Examples:
  symattn verify article.md
  symattn verify --strict docs/ notes.tex
  symattn verify --format html -o report.html article.md
  symattn verify --select truncated,last-digit --diff article.md
  pandoc article.docx -t markdown | symattn verify --stdin-filename article.md

Exit status: 0 nothing wrong, 1 something wrong, 2 usage or unreadable input.
"""


@dataclass(frozen=True)
class Wishes:
    """The options of one run, as far as more than one step needs them."""

    names: tuple[str, ...]
    style: ReportStyle
    form: str
    output: Path | None
    decimal_comma: bool | None
    stdin_filename: str
    fix: bool
    show_diff: bool


@click.command(epilog=EPILOG)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--format", "form", metavar="FORMAT", help=f"How to report: {', '.join(REPORTERS)} ({DEFAULT}).")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write into this file; its ending tells the format."
)
@click.option("--strict", is_flag=True, help="Carried, truncated, last-digit and unread ones are faults too.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 also where something is wrong.")
@click.option("--select", metavar="NAMES", help="These verdicts or mistakes only: wrong,forgot_scale.")
@click.option(
    "--decimal-comma/--decimal-point", default=None, help="0,5 is a number / is two (told from the document)."
)
@click.option("--fix", is_flag=True, help="Correct in place what was only rounded wrongly.")
@click.option("--diff", "show_diff", is_flag=True, help="Print what --fix would change; change nothing.")
@click.option("-v", "--verbose", is_flag=True, help="Also what is right, carried or unread, remarks, and what decided.")
@click.option("-q", "--quiet", is_flag=True, help="Faults only; no counts, nothing that is undecided.")
@click.option(
    "--derive", "renderer", metavar="FORMAT", help=f"Print the corrected derivation instead: {', '.join(RENDERERS)}."
)
@click.option("--stdin-filename", metavar="NAME", default=STDIN_PATH, help="What standard input is called.")
def COMMAND(
    files: tuple[str, ...],
    form: str | None,
    output: Path | None,
    strict: bool,
    exit_zero: bool,
    select: str | None,
    decimal_comma: bool | None,
    fix: bool,
    show_diff: bool,
    verbose: bool,
    quiet: bool,
    renderer: str | None,
    stdin_filename: str,
) -> None:
    """Proof-read the printed numbers of documents: Markdown, LaTeX, notebooks, plain text …

    A FILE may be a folder, whose documents are read, or - for standard input, which is also read where no FILE is
    named. Every relation (exp(3.54) ≈ 34.5) is worked out anew from the numbers displayed and, where the document
    tells its data, from those; docs/verify.md tells what is read, and what the verdicts mean.
    """
    if fix and show_diff:
        raise ReadingError("--fix writes the corrections and --diff only shows them; give one of them")
    if renderer is not None and show_diff:
        raise ReadingError("--derive prints a derivation and --diff a difference; give one of them")
    if renderer is not None and renderer not in RENDERERS:
        raise UnknownNameError(f"--derive is {renderer!r}, which is no format{did_you_mean(renderer, RENDERERS)}")
    form = _form(form, output if renderer is None else None)
    style = _style(output, _selected(select), verbose=verbose, quiet=quiet, strict=strict)
    wishes = Wishes(_names(files), style, form, output, decimal_comma, stdin_filename, fix, show_diff)
    report = _worked(wishes)
    if renderer is not None:
        _give(_derivation(report, renderer, style), output)
    elif not show_diff or output is not None:
        _tell(report, wishes)
    if (renderer is not None or show_diff) and not quiet:
        click.echo(summary_of(report.files).sentence(), err=True)
    _leave(report, style, exit_zero)


def _leave(report: Report, style: ReportStyle, exit_zero: bool) -> None:
    errors = [file.error for file in report.files if file.error]
    for error in errors:
        click.echo(f"symattn: {shown(error)}", err=True)
    if errors:
        raise click.exceptions.Exit(2)
    if failures(report, style) and not exit_zero:
        raise click.exceptions.Exit(1)


# --- what is read ---------------------------------------------------------------------------


def _names(files: tuple[str, ...]) -> tuple[str, ...]:
    """Standard input where no file is named; a terminal would only wait."""
    if files:
        return files
    if sys.stdin is None or sys.stdin.isatty():
        raise ReadingError("nothing to read; name a file or a folder, or pipe a document in")
    return (STDIN,)


def _worked(wishes: Wishes) -> Report:
    if wishes.fix or wishes.show_diff:
        return Report(tuple(_done(source, wishes) for source in gather(wishes.names, wishes.stdin_filename)))
    sources = list(gather(wishes.names, wishes.stdin_filename))
    size = sum(len(source.raw) for source in sources if isinstance(source, Source))
    return Report(tuple(worked_apiece(partial(_done, wishes=wishes), sources, size)))


def _done(source: Source | FileReport, wishes: Wishes) -> FileReport:
    """The findings of one document, corrected where that is wished; of one that cannot be read, why."""
    if isinstance(source, FileReport):
        return source
    report = _verified(source, wishes)
    return _corrected(source, report, wishes) if wishes.fix or wishes.show_diff else report


def _verified(source: Source, wishes: Wishes) -> FileReport:
    """The findings of one document; an error is this document's alone, the others are still read."""
    try:
        wanted = Ignoring.of(source.text, format_of(source.path).read(source.text))
        return wanted.applied(verify(source.text, wanted.page, source.path, decimal_comma=wishes.decimal_comma))
    except SymattnError as error:
        told = str(error)
        return FileReport(source.path, "", error=told if source.path in told else f"{source.path}: {told}")


def _selected(select: str | None) -> frozenset[str]:
    names = [] if select is None else [name.strip() for name in select.split(",") if name.strip()]
    # a number truncated is a verdict and a mistake
    known = [*dict.fromkeys([*(verdict.value for verdict in Verdict), UNREAD, *MISTAKES])]
    for name in names:
        if name not in known:
            raise UnknownNameError(f"--select: nothing is called {name!r}{did_you_mean(name, known)}")
    if select is not None and not names:
        raise ReadingError("--select names nothing; name verdicts or mistakes: --select wrong,truncated")
    return frozenset(names)


# --- corrections ----------------------------------------------------------------------------


def _corrected(source: Source, report: FileReport, wishes: Wishes) -> FileReport:
    """With --fix, the report of the corrected document; with --diff, the same report, its changes printed."""
    # read again before it is written: what can no longer be read must not take the place of what could
    new = settled(source, report, lambda changed: _verified(changed, wishes), wishes.style.selects)
    if new.report.error and not report.error:
        return new.report
    if wishes.show_diff:
        _print_diff(diff(source.path, source.raw, new.source.raw))
        return report
    if source.file is None:
        put_out([new.source.encoded()])
    elif new.places:
        write_whole(source.file, new.source.encoded())
    if new.places and not wishes.style.quiet:
        numbers = f"{len(new.places)} number{'s' if len(new.places) > 1 else ''}"
        click.echo(f"{shown(source.path)}: {numbers} corrected", err=True)
    return new.report


def _print_diff(text: str) -> None:
    """As it is into a pipe, for patch; a terminal must not obey what stands in a document."""
    if sys.stdout.isatty():
        text = "\n".join(map(shown, text.split("\n")))
    _give(text, None)


# --- what is told ---------------------------------------------------------------------------


def _form(form: str | None, output: Path | None) -> str:
    """The format asked for, or told by the file's ending; text where nothing tells one."""
    if form is not None:
        REPORTERS[form]
        return form
    if output is None:
        return DEFAULT
    endings = {REPORTERS[name].ending: name for name in REPORTERS if REPORTERS[name].ending}
    return told_by_ending(output, endings, DEFAULT, f"name one with --format: {', '.join(REPORTERS)}")


def _style(output: Path | None, selected: frozenset[str], *, verbose: bool, quiet: bool, strict: bool) -> ReportStyle:
    to_file = output is not None
    return ReportStyle(
        verbose=verbose,
        quiet=quiet,
        strict=strict,
        colour=shows_colours(to_file=to_file),
        width=columns(to_file=to_file),
        selected=selected,
    )


def _tell(report: Report, wishes: Wishes) -> None:
    """On standard output, unless the corrected document goes there."""
    text = REPORTERS[wishes.form].write(report, wishes.style)
    if wishes.fix and wishes.output is None and STDIN in wishes.names:
        click.echo(text, nl=False, err=True)
    else:
        _give(text, wishes.output)


def _derivation(report: Report, renderer: str, style: ReportStyle) -> str:
    """The first recognised problem, worked as it should be."""
    file = next((file for file in report.files if file.problem is not None), None)
    if file is None or file.problem is None:
        raise ReadingError("no attention problem was recognised, so there is nothing to derive; see docs/verify.md")
    if file.heads > 1:
        told = f"{file.path} tells of {file.heads} heads; what is derived is one, that of the tables told last"
        click.echo(f"symattn: {shown(told)}", err=True)
    document = derivation.derive(file.problem).document()
    text: str = derivation.RENDERERS[renderer].render(document, rendering.Style(width=style.width, colour=style.colour))
    return text


def _give(text: str, output: Path | None) -> None:
    data = text.encode("utf-8", "replace")
    if output is None:
        put_out([data])
    else:
        write_whole(output, data)
