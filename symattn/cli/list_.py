"""List what there is: variants, laws, mistakes, renderers, formats, reports."""

from __future__ import annotations

import click

from symattn.book import SHELVES


@click.command(name="list", epilog="Example: symattn list variants")
@click.argument("shelf", required=False, type=click.Choice(list(SHELVES)))
def COMMAND(shelf: str | None) -> None:
    """List what there is: variants, laws, mistakes, renderers of derivations, formats of documents, forms of reports.

    symattn explain NAME tells of each.
    """
    for name, entries in SHELVES.items():
        if shelf in (None, name):
            click.echo(name)
            for entry in entries:
                click.echo(f"  {entry:54} {entries.explanation(entry).partition(chr(10))[0]}")
