"""The same work on many documents, each in one of several processes where that saves time."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from symattn.lazily import lazy

futures, multiprocessing = lazy("concurrent.futures.process"), lazy("multiprocessing")
A = TypeVar("A")
B = TypeVar("B")
WORTHWHILE = 30_000
"""Characters in all from which the work takes longer than the start of processes does."""


def worked_apiece(work: Callable[[A], B], items: Sequence[A], size: int) -> list[B]:
    """`work` of each item, in their order; `size`: characters of all of them.

    Processes are forks of this one, which costs little, and are left to Linux: elsewhere forks are unsafe or unknown.
    """
    processes = min(len(items), _processors())
    if processes < 2 or size < WORTHWHILE or sys.platform != "linux":
        return [work(item) for item in items]
    try:
        return _forked(work, items, processes)
    except (OSError, ImportError, NotImplementedError, futures.BrokenProcessPool):
        # no room for processes or nothing that they could share, or one of them was ended: the work is done here
        return [work(item) for item in items]


def _forked(work: Callable[[A], B], items: Sequence[A], processes: int) -> list[B]:
    # an interrupt ends this process, which then ends the others
    quiet: dict[str, Any] = {"initializer": signal.signal, "initargs": (signal.SIGINT, signal.SIG_IGN)}
    fork = multiprocessing.get_context("fork")
    with futures.ProcessPoolExecutor(processes, mp_context=fork, **quiet) as pool:
        return list(pool.map(work, items))


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
