"""What comes of each mistake that applies: the numbers that a question would then get, proven like the right ones."""

from __future__ import annotations

from collections.abc import Iterator

from symattn.diagnosis import by_likelihood
from symattn.errors import SymattnError
from symattn.exact.rounding import read_decimal, round_to_places
from symattn.exercise import Numbers, Wrong
from symattn.generating.forms import Reckoned, reckoned, wrong_step, wrong_steps
from symattn.generating.rounding import written
from symattn.tables.exactly import number
from symattn.tables.table import Table

Units = tuple[int, ...]


def wrong_answers(question: Numbers, places: int) -> tuple[Wrong, ...]:
    """The answers of all mistakes that apply, likeliest first.

    Two that come to the same whatever the numbers (÷ d_k and ÷ √d_model where d_model = d_k²) are both there. A mistake
    that gives no number (a division by 0) is none to be met with.
    """
    if question.work is None:
        return question.known_wrong
    return tuple(_of_work(question, places))


def _of_work(question: Numbers, places: int) -> Iterator[Wrong]:
    assert question.work is not None
    for name, table in wrong_steps(question.work, question.step):
        try:
            yield Wrong(written(table, question.cells, places), by_likelihood()[name].title, name)
        except SymattnError:
            continue


def are_told_apart(question: Numbers, places: int) -> bool:
    """Whether each mistake that applies gives other numbers than the right ones, and than each other mistake.

    Two that come to the same whatever the numbers count as one. By accident of the numbers they must not: K is then
    not transposed, or exchanged with Q, and nothing tells which.
    """
    if question.work is None:
        told = (question.texts, *(wrong.texts for wrong in question.known_wrong))
        # 2 and 2.000 are the same digits
        numbers = {tuple([read_decimal(text).value for text in texts]) for texts in told}
        return len(numbers) == len(told)
    work = reckoned(question.work)
    right = _units(work, question, places, None)
    met: set[Units] = {right}
    for wrong in work.form.apart(question.step, question.cells):
        try:
            units = _units(work, question, places, wrong)
        except SymattnError:
            # 1/(2 − 2) is no number to be met with
            continue
        if units in met:
            return False
        met.add(units)
    return True


def _units(work: Reckoned, question: Numbers, places: int, wrong: tuple[str, Table] | None) -> Units:
    """The cells asked for in units of their last place, right or with a mistake; exactly where balls leave it open."""
    name, table = wrong or ("", work.form.steps[question.step])
    balls = work.units(table, question.cells, places)
    units = tuple([unit for unit in balls if unit is not None])
    if len(units) == len(balls):
        return units
    assert question.work is not None
    own = question.work
    exactly = wrong_step(own, question.step, name) if wrong else own.step(question.step).table
    return tuple([round_to_places(number(exactly, i, j), places).units for i, j in question.cells])
