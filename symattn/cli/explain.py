"""Explain a variant, a law, a mistake or a format by name."""

from __future__ import annotations

import click

from symattn.book import SHELVES
from symattn.errors import UnknownNameError, did_you_mean


@click.command(epilog="Example: symattn explain causal")
@click.argument("name")
def COMMAND(name: str) -> None:
    """Explain a variant, a law, a mistake or a format by name; symattn list names them all."""
    for shelf, entries in SHELVES.items():
        if name in entries:
            click.echo(f"{name} ({shelf})\n\n{entries.explanation(name)}")
            return
    known = [entry for entries in SHELVES.values() for entry in entries]
    raise UnknownNameError(f"nothing is called {name!r}{did_you_mean(name, known)}")
