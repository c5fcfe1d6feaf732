"""What comes of each mistake that applies: the numbers that a question would then get, proven like the right ones."""

from __future__ import annotations

from collections.abc import Iterator

from symattn.diagnosis import by_likelihood, mistaken_step
from symattn.errors import SymattnError
from symattn.exercise import Numbers, Wrong
from symattn.generating.rounding import written
from symattn.tables.exactly import number
from symattn.tables.table import Given, Named
from symattn.work import Work


def wrong_steps(work: Work, step: str) -> Iterator[tuple[str, Named | Given]]:
    """Each mistake that can be made on the way to the step, likeliest first, and the step as it then comes out."""
    for name, mistake in by_likelihood().items():
        # a twin comes to the same numbers in another way
        wrong = None if mistake.twin else mistaken_step(work, step, mistake)
        if wrong is not None:
            yield name, wrong


def wrong_answers(question: Numbers, places: int) -> tuple[Wrong, ...]:
    """The answers of all mistakes that apply, likeliest first.

    Two that come to the same (÷ d_k and ÷ d_model where these are equal) are both there. A mistake that gives no number
    (a division by 0) is none to be met with.
    """
    if question.work is None:
        return question.known_wrong
    return tuple(_of_work(question, places))


def met_one_by_one(question: Numbers, places: int) -> Iterator[Wrong]:
    """The same, each worked out when it is asked for."""
    return iter(question.known_wrong) if question.work is None else _of_work(question, places)


def _of_work(question: Numbers, places: int) -> Iterator[Wrong]:
    assert question.work is not None
    for name, table in wrong_steps(question.work, question.step):
        try:
            yield Wrong(written(table, question.cells, places), by_likelihood()[name].title, name)
        except SymattnError:
            continue


def are_alike(question: Numbers, first: str, second: str) -> bool:
    """Whether two mistakes come to exactly the same numbers, so that no digits could tell them apart."""
    assert question.work is not None
    tables = dict(wrong_steps(question.work, question.step))
    one, other = tables[first], tables[second]
    return all(number(one, i, j) == number(other, i, j) for i, j in question.cells)
