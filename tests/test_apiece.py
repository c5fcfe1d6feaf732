"""Work done in several processes: its results are those of one process, in order, whatever becomes of the others."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial

import pytest

from symattn import apiece
from symattn.apiece import WORTHWHILE, worked_apiece
from symattn.errors import ReadingError

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all is done in one process"),
    # of tests that run beside threads of pytest's own
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]
HERE = os.getpid()


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apiece, "_processors", lambda: 2)


def squared(number: int) -> tuple[int, bool]:
    """The square, and whether it was worked out here."""
    return number * number, os.getpid() == HERE


def test_results_come_in_the_order_of_the_documents_and_from_other_processes() -> None:
    assert worked_apiece(squared, range(9), WORTHWHILE) == [(n * n, False) for n in range(9)]


@pytest.mark.parametrize(("items", "size"), [(range(9), WORTHWHILE - 1), (range(1), WORTHWHILE)])
def test_little_and_single_work_is_done_here(items: range, size: int) -> None:
    assert worked_apiece(squared, items, size) == [(n * n, True) for n in items]


def refused(*_: object) -> None:
    raise OSError("no more processes")


def lacking(*_: object) -> None:
    raise ImportError("no semaphores")


@pytest.mark.parametrize("fails", [refused, lacking])
def test_without_processes_the_work_is_done_here(fails: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apiece, "_forked", fails)
    assert worked_apiece(squared, range(3), WORTHWHILE) == [(0, True), (1, True), (4, True)]


def ends_elsewhere(number: int, *, here: int) -> int:
    if number == 2 and os.getpid() != here:
        os._exit(9)
    return number


def test_where_a_process_is_ended_the_work_is_done_here() -> None:
    assert worked_apiece(partial(ends_elsewhere, here=HERE), range(5), WORTHWHILE) == list(range(5))


def fails_at_3(number: int) -> int:
    if number == 3:
        raise ReadingError("3 cannot be read")
    return number


def test_an_error_is_raised_as_it_would_be_here() -> None:
    with pytest.raises(ReadingError, match="3 cannot be read"):
        worked_apiece(fails_at_3, range(5), WORTHWHILE)
