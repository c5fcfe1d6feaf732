"""The one place where Arb is told a precision.

python-flint passes a precision to no function; it keeps one for the process. Whatever it is set to
must not change our digits, and we must not change the user's: so each piece of ball arithmetic runs
inside ``working(bits)``, which sets it, puts it back, and lets one thread in at a time. Without the
lock two threads of ours at 60 and 6,000 bits would each get the other's balls: rigorous still, but
wider than promised, and the answer would depend on timing.
"""

from __future__ import annotations

import threading

import flint

_one_at_a_time = threading.RLock()


class working:
    """Balls computed inside have `bits` bits; nothing outside notices."""

    __slots__ = ("before", "bits")

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def __enter__(self) -> None:
        _one_at_a_time.acquire()
        self.before = flint.ctx.prec
        if self.bits != self.before:
            flint.ctx.prec = self.bits

    def __exit__(self, *_: object) -> None:
        if self.bits != self.before:
            flint.ctx.prec = self.before
        _one_at_a_time.release()


def precision() -> int:
    """The bits being worked with: a read for caches, inside ``working`` only."""
    return int(flint.ctx.prec)
