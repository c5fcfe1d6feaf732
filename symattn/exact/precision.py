"""The one place where Arb is told a precision.

python-flint passes a precision to no function; it keeps one for the process. Whatever it is set to
must not change our digits, and we must not change the user's: so each piece of ball arithmetic runs
inside ``working(bits)``, which sets it, puts it back, and lets one thread in at a time. Without the
lock two threads of ours at 60 and 6,000 bits would each get the other's balls: rigorous still, but
wider than promised, and the answer would depend on timing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import flint

_one_at_a_time = threading.RLock()


@contextmanager
def working(bits: int) -> Iterator[None]:
    """Balls computed inside have `bits` bits; nothing outside notices."""
    with _one_at_a_time:
        before = flint.ctx.prec
        flint.ctx.prec = bits
        try:
            yield
        finally:
            flint.ctx.prec = before


def precision() -> int:
    """The bits being worked with: a read for caches, inside ``working`` only."""
    return int(flint.ctx.prec)
