"""symattn: attention worked exactly.

Each file of this folder with a COMMAND is a command; its first docstring line is its help. They are loaded
one by one and late, so that `symattn --help` waits for nothing but click.
"""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import click

from symattn import __version__
from symattn.errors import SymattnError, did_you_mean

EPILOG = """\b
Examples:
  symattn derive                           the two-word example, told in the terminal
  symattn derive --latex -o page.tex       the same as a LaTeX document
  symattn derive problem.toml --check worksheet.toml
  symattn verify notes.md                  proof-read the hand calculations of a document
  symattn explain causal
"""


class Failure(click.ClickException):
    """An error of the user's making: message on stderr, status 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"symattn: {self.message}", err=True)


class Commands(click.Group):
    """The commands found in this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(path.stem.removesuffix("_") for path in Path(__file__).parent.glob("*.py") if _first_line(path))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        path = Path(__file__).parent / f"{cmd_name}_.py"
        module = f"{cmd_name}_" if path.exists() else cmd_name
        command: click.Command = import_module(f"symattn.cli.{module}").COMMAND
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise Failure(f"no command is called {args[0]!r}{did_you_mean(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, _first_line(_path(name))) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SymattnError as error:
            raise Failure(str(error)) from error


def _path(name: str) -> Path:
    path = Path(__file__).parent / f"{name}_.py"
    return path if path.exists() else path.with_name(f"{name}.py")


def _first_line(path: Path) -> str:
    """The first docstring line of a command's file, read without running it; empty for other files."""
    if path.stem in ("main", "__init__"):
        return ""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0]


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="symattn")
def main() -> None:
    """Work attention exactly: derive it line by line, prove its digits, proof-read hand calculations."""
