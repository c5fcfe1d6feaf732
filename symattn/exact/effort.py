"""How much exact algebra somebody else's text may ask for in all: every product of sums is paid for term by term.

Each product is bounded by itself (limits.TERM_PRODUCTS); a table of 36 such numbers would still take a minute.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from symattn.errors import LimitError

_left: ContextVar[list[int] | None] = ContextVar("left", default=None)
"""The pairs of terms that may still be multiplied out; None where nothing but each product is bounded."""


@contextmanager
def at_most(pairs: int) -> Iterator[None]:
    """All that is worked out inside multiplies out so many pairs of terms together, and no more.

    Errors, inside: LimitError, of each product from the first one on that is too much.
    """
    before = _left.set([pairs])
    try:
        yield
    finally:
        _left.reset(before)


def pay(pairs: int) -> None:
    """So many pairs of terms are multiplied out."""
    left = _left.get()
    if left is not None:
        left[0] -= pairs
        if left[0] < 0:
            raise LimitError("it takes too much algebra to work out exactly; write it in a simpler form")
