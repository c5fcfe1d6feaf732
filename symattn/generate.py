"""Orders of exercises, carried out: item after item as a format writes it, by one process or by several.

What is written is the same however many processes work: each item is drawn by itself, and only whether it was met
before is asked in their order.
"""

from __future__ import annotations

import signal
from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from symattn.errors import SymattnError
from symattn.generating.batch import candidates
from symattn.generating.kind import exercise_name, fitted
from symattn.generating.sameness import Met, sameness
from symattn.generating.wishes import Wishes
from symattn.sheet import SHEETS, Sheet


@dataclass(frozen=True)
class Order:
    """What is to be made, and how it is written."""

    kinds: tuple[str, ...]
    wishes: Wishes
    seed: int
    form: str
    sheet: Sheet

    def kind(self, number: int) -> str:
        """The kinds take turns; numbers count from 1."""
        return self.kinds[(number - 1) % len(self.kinds)]

    def name(self, number: int) -> str:
        """What answers call the item, and its file."""
        return exercise_name(self.kind(number), self.wishes, self.seed, number)

    def worker(self, number: int, processes: int) -> int:
        """Which of several processes makes the item: each takes all kinds in turn, as one may take longer."""
        return (number - 1) // len(self.kinds) % processes


@dataclass(frozen=True)
class Made:
    """One item as it is written, and the key that tells whether it was met before."""

    name: str
    key: bytes
    text: str


def made(order: Order, count: int, jobs: int = 1) -> Iterator[Made]:
    """The items 1 to count, no two alike up to the order of their tokens.

    Errors: UnknownNameError for a kind or format, WishesError where what is wished cannot be had.
    """
    for kind in order.kinds:
        # what one kind refuses is told before another is written
        fitted(kind, order.wishes)
    met = Met()
    for number, first in enumerate(_firsts(order, count, jobs), start=1):
        item = first if first.key not in met else _first(order, number, met)
        met.add(item.key)
        yield item


def _firsts(order: Order, count: int, jobs: int) -> Iterator[Made]:
    """For each number the item that it is if it has not been met before."""
    processes = min(jobs, count)
    done = 0
    if processes > 1:
        for item in _side_by_side(order, count, processes):
            done += 1
            yield item
    for number in range(done + 1, count + 1):
        yield _first(order, number)


def _side_by_side(order: Order, count: int, processes: int) -> Iterator[Made]:
    """The same by several processes; it ends early where there is no room for them, or one of them was ended.

    Each has its numbers beforehand and waits while its pipe is full, so that memory does not grow with the count.
    """
    spawn = get_context("spawn")
    pipes: list[Connection] = []
    started: list[SpawnProcess] = []
    try:
        for worker in range(processes):
            pipe, end = spawn.Pipe(duplex=False)
            process = spawn.Process(target=_send, args=(order, count, worker, processes, end), daemon=True)
            process.start()
            end.close()
            pipes.append(pipe)
            started.append(process)
        for number in range(1, count + 1):
            item = pipes[order.worker(number, processes)].recv()
            if isinstance(item, SymattnError):
                raise item
            yield item
    except (OSError, EOFError):
        return
    finally:
        # also when the user breaks off
        for process in started:
            process.terminate()


def _send(order: Order, count: int, worker: int, processes: int, pipe: Connection) -> None:
    """The items of this worker, one after another; the error that ends them in place of an item."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    numbers = (number for number in range(1, count + 1) if order.worker(number, processes) == worker)
    # a broken pipe: nobody waits for the items any more
    with suppress(BrokenPipeError):
        try:
            for number in numbers:
                pipe.send(_first(order, number))
        except SymattnError as error:
            pipe.send(error)


def _first(order: Order, number: int, met: Container[bytes] = ()) -> Made:
    """The first that the item may be, as it is written: none of those met."""
    exercise = next(candidates(order.kind(number), order.wishes, order.seed, number, met))
    return Made(exercise.name, sameness(exercise.draft), SHEETS[order.form].item(exercise, order.sheet))
