"""Draws: the same from the same key on every platform and with every Python, which `random` does not promise.

The draws are 8 bytes each of SHA-256(key, 1), SHA-256(key, 2) …, four of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from struct import Struct
from typing import TypeVar

T = TypeVar("T")
SPAN = 1 << 64
FOUR = Struct(">4Q")


class Draws:
    """A stream of draws, told by a key."""

    def __init__(self, *key: object) -> None:
        self._key = "\x1f".join(map(str, key)).encode()
        self._count = 0
        self._left: list[int] = []

    def integer(self, low: int, high: int) -> int:
        """A whole number from low to high, each as likely."""
        size = high - low + 1
        while (number := self._next()) >= SPAN - SPAN % size:
            # the last numbers would make the first ones likelier
            continue
        return low + number % size

    def pick(self, values: Sequence[T]) -> T:
        return values[self.integer(0, len(values) - 1)]

    def shuffled(self, values: Sequence[T]) -> list[T]:
        """Another order, each as likely (Fisher and Yates)."""
        mixed = list(values)
        for i in range(len(mixed) - 1, 0, -1):
            j = self.integer(0, i)
            mixed[i], mixed[j] = mixed[j], mixed[i]
        return mixed

    def _next(self) -> int:
        if not self._left:
            self._count += 1
            words = FOUR.unpack(sha256(self._key + b"\x1e%d" % self._count).digest())
            self._left = [*reversed(words)]
        return self._left.pop()


class DrawsOfItem(Draws):
    """Those for a draft of an item, and with them those that all items of its batch share."""

    def __init__(self, batch: tuple[object, ...], number: int, attempt: int) -> None:
        super().__init__(*batch, number, attempt)
        self.batch = Draws(*batch)
        self.turn = number - 1 + attempt
        """Whose turn it is, where things are to take turns: another one for the next item, and for the next draft."""
