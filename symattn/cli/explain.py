"""Explain a variant, a law, a mistake, a renderer, a format or a form of report by name."""

from __future__ import annotations

import click

from symattn.book import SHELVES
from symattn.errors import UnknownNameError, did_you_mean


@click.command(epilog="Example: symattn explain causal")
@click.argument("name")
def COMMAND(name: str) -> None:
    """Explain a variant, a law, a mistake, a renderer, a format or a form of report by name.

    symattn list names them all. What has the same name (latex is read, written and reported in) is told one by one.
    """
    told = [
        f"{name} ({shelf})\n\n{entries.explanation(name)}\n" for shelf, entries in SHELVES.items() if name in entries
    ]
    if not told:
        known = {entry for entries in SHELVES.values() for entry in entries}
        raise UnknownNameError(f"nothing is called {name!r}{did_you_mean(name, known)}")
    click.echo("\n".join(told), nl=False)
