"""Made: the steps of a work as mistakes make them that were told further up, in whose work those numbers stand too."""

from __future__ import annotations

from collections.abc import Iterator

from symattn.diagnosis import mistaken_step, shows
from symattn.errors import SymattnError
from symattn.mistake import MISTAKES
from symattn.tables.table import Table
from symattn.verifying.bindings import Made
from symattn.work import Work


def remade(work: Work, step: str, made: Made) -> Iterator[tuple[str, Table]]:
    """The step as each mistake makes it that explains what was told there, if it is the same work."""
    if made.step not in work.step_names:
        return
    for name in made.mistakes:
        try:
            there, here = (mistaken_step(work, each, MISTAKES[name]) for each in (made.step, step))
            if there is not None and here is not None and _is_in(there, made):
                yield name, here
        except SymattnError:
            continue


def _is_in(table: Table, made: Made) -> bool:
    """Whether the numbers printed there are the table, one of its rows, or a cell."""
    (rows, columns), width = table.shape, made.columns
    height = len(made.printed) // width
    return any(
        shows(table, [(i + k, j + m) for k in range(height) for m in range(width)], made.printed)
        for i in range(rows - height + 1)
        for j in range(columns - width + 1)
        if width in (1, columns)
    )
