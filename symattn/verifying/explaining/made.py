"""Made: the steps of a work as mistakes make them that were told further up, in whose work those numbers stand too."""

from __future__ import annotations

from collections.abc import Iterator

from symattn.diagnosis import mistaken_step, shows
from symattn.errors import SymattnError
from symattn.mistake import MISTAKES, Mistake
from symattn.tables.table import Given, Named, Table
from symattn.verifying.bindings import Made
from symattn.work import Work


def remade(work: Work, step: str, made: Made) -> Iterator[tuple[str, Table]]:
    """The step as each mistake makes it that explains what was told there, if it is the same work.

    All steps in between must be worked rightly: who exchanges K and V does so in the scores, and again in the output.
    """
    names = work.step_names
    if made.step not in names:
        return
    between = names[names.index(made.step) + 1 : names.index(step) + 1]
    for name in made.mistakes:
        try:
            there, here = (mistaken_step(work, each, MISTAKES[name]) for each in (made.step, step))
            if there is None or here is None or not _is_in(there, made):
                continue
            if all(_is_worked_alike(work, each, MISTAKES[name]) for each in between):
                yield name, here
        except SymattnError:
            continue


def _is_worked_alike(work: Work, step: str, mistake: Mistake) -> bool:
    """Whether the step is worked from those before it just as without the mistake."""
    wrong = mistaken_step(work, step, mistake)
    return wrong is None or _are_alike(work.step(step).table, wrong, is_step=True)


def _are_alike(a: Table, b: Table, *, is_step: bool = False) -> bool:
    """Whether the same is done with tables of the same names."""
    if type(a) is not type(b) or (isinstance(a, Named | Given) and isinstance(b, Named | Given) and a.name != b.name):
        return False
    if isinstance(a, Named | Given) and not is_step:
        return True
    fields = ((getattr(a, name), getattr(b, name)) for name in a.__match_args__)
    return all(_are_alike(x, y) if isinstance(x, Table) else x == y for x, y in fields)


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
