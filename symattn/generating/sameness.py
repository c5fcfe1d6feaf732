"""Whether two exercises are the same up to the order of their tokens: told by a key."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterator
from hashlib import sha256
from itertools import permutations

from symattn.exercise import Draft
from symattn.notation.plain import plain
from symattn.tables.table import Given
from symattn.work import Work

KEY = 8
"""Bytes of a key. Of a million exercises two have the same by chance once in 37 million times; another is made then."""
BY_QUERY = frozenset(["X", "X_q", "Q", "S", "A"])
BY_KEY = frozenset(["X", "X_kv", "K", "V"])
ACROSS = frozenset(["S", "A"])
"""Tables with a row for each query, a row for each key, and a column for each key."""
MOST_ORDERED = 6
"""Tokens of which every order is looked at: as many as can be wished."""

Cells = tuple[tuple[str, ...], ...]


def sameness(draft: Draft) -> bytes:
    """KEY bytes, the same for exercises that differ at most in the order of their tokens."""
    told: list[object] = [draft.title, draft.sameness]
    seen: set[int] = set()
    for question in draft.proven:
        if question.work is not None and id(question.work) not in seen:
            seen.add(id(question.work))
            told.append(_smallest(question.work))
    return sha256(repr(told).encode()).digest()[:KEY]


class Met:
    """The exercises met so far, by their keys: 8 bytes each, in their order as numbers."""

    def __init__(self) -> None:
        self._keys = array("Q")

    def __contains__(self, key: object) -> bool:
        assert isinstance(key, bytes)
        number = int.from_bytes(key, "big")
        place = bisect_left(self._keys, number)
        return place < len(self._keys) and self._keys[place] == number

    def add(self, key: bytes) -> None:
        insort(self._keys, int.from_bytes(key, "big"))


def _smallest(work: Work) -> object:
    tables = {table.letter: _cells(table) for table in work.given}
    return min(_ordered(tables, work))


def _cells(table: Given) -> Cells:
    return tuple(tuple(plain(entry.formula) for entry in row) for row in table.entries)


def _ordered(tables: dict[str, Cells], work: Work) -> Iterator[tuple[tuple[str, Cells], ...]]:
    n_q, n_k = work.step("weights").shape if "weights" in work.tables else work.step("scores").shape
    together = work.problem.variant != "cross_attention" and n_q == n_k
    for queries in _orders(n_q):
        for keys in [queries] if together else _orders(n_k):
            yield tuple(sorted((letter, _in_order(letter, cells, queries, keys)) for letter, cells in tables.items()))


def _orders(n: int) -> list[tuple[int, ...]]:
    return list(permutations(range(n))) if n <= MOST_ORDERED else [tuple(range(n))]


def _in_order(letter: str, cells: Cells, queries: tuple[int, ...], keys: tuple[int, ...]) -> Cells:
    rows = queries if letter in BY_QUERY else keys if letter in BY_KEY else tuple(range(len(cells)))
    columns = keys if letter in ACROSS else tuple(range(len(cells[0])))
    return tuple(tuple(cells[i][j] for j in columns) for i in rows)
