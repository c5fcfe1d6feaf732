"""What is left out: `[0.23, 0.26, …]` is the row printed before that begins so, `0.1·[1, 0] + … + 0.3·[0, 1]` its sum.

The terms of an elided sum have one form, in which numbers, rows or counted names stand in slots. Each slot runs through
a row, column or table printed before that begins and ends with what is written out, or through the names' numbers.
Where several would do, nobody can tell which is meant, and nothing is put in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from symattn.exact.rounding import read_decimal
from symattn.notation.formula import Dots, Formula, Matrix, Name, Negative, Number, Sum, Vector, parts_of, with_parts
from symattn.page import Block

MOST_RUNS = 256
"""Rows and tables printed last that are looked through."""
FEWEST_WRITTEN = 2
"""Entries that an elided row or sum must show."""
MOST_TERMS = 512
Items = tuple[Formula, ...]


@dataclass
class Elided:
    """The rows and tables printed so far."""

    runs: deque[Items] = field(default_factory=lambda: deque(maxlen=MOST_RUNS))
    """Rows and columns as their numbers, tables as their rows; the last printed last."""
    table: int = 0
    """The table of the document that was met last."""
    columns: dict[int, list[Formula]] = field(default_factory=dict)
    """The rows in each of its columns."""

    def saw(self, formula: Formula, block: Block) -> None:
        """A row or table stands here."""
        match formula:
            case Vector(entries) if all(map(_is_number, entries)):
                self._keep(entries)
                if block.table:
                    self._gather(formula, block)
            case Matrix(rows) if all(_is_number(cell) for row in rows for cell in row):
                # q·W_Q goes down a column
                for run in (*zip(*rows, strict=False), *rows):
                    self._keep(run)
                self._keep(tuple(map(Vector, rows)))

    def _keep(self, run: Items) -> None:
        if FEWEST_WRITTEN < len(run) <= MOST_TERMS:
            self.runs.append(run)

    def _gather(self, row: Formula, block: Block) -> None:
        if block.table != self.table:
            for rows in self.columns.values():
                self._keep(tuple(rows))
            self.table, self.columns = block.table, {}
        self.columns.setdefault(block.column, []).append(row)

    def _known(self) -> Iterator[Items]:
        yield from self.runs
        yield from (tuple(rows) for rows in self.columns.values() if len(rows) <= MOST_TERMS)

    def completed(self, formula: Formula) -> Formula:
        """The formula with all put in that it leaves out; itself where that is not known."""
        match formula:
            case Vector(entries) if Dots() in entries:
                run = self._run(*_around_dots(entries))
                return formula if run is None else Vector(run)
            case Sum(terms) if any(isinstance(term, Dots) for term in terms):
                whole = self._sum(*_around_dots(terms))
                return formula if whole is None else Sum(whole)
        if not has_dots(formula):
            return formula
        return with_parts(formula, tuple(map(self.completed, parts_of(formula))))

    def _run(self, head: Items, tail: Items) -> Items | None:
        """The one run that begins and ends so."""
        runs = self._runs(head, tail)
        return runs[0] if len(runs) == 1 else None

    def _runs(self, head: Items, tail: Items) -> list[Items]:
        """All the runs that begin and end so."""
        written = len(head) + len(tail)
        if written < FEWEST_WRITTEN or not head:
            return []
        found = {
            tuple(map(_digits, run)): run
            for run in self._known()
            if len(run) > written and _agree(run[: len(head)], head) and _agree(run[len(run) - len(tail) :], tail)
        }
        return list(found.values())

    def _sum(self, head: Items, tail: Items) -> Items | None:
        """All the terms, slot by slot."""
        written = (*head, *tail)
        if not head or not tail or len(written) < FEWEST_WRITTEN or any(map(has_dots, written)):
            return None
        return self._filled(head, tail)

    def _filled(self, head: Items, tail: Items) -> Items | None:
        """What runs from the head to the tail: a slot, or terms of one form whose slots run so."""
        first, last = head[0], tail[-1]
        if _is_counted(first) or _is_number(first) or isinstance(first, Vector):
            counted = _counted(head, tail)
            return self._run(head, tail) if counted is None else counted
        if any(type(term) is not type(first) for term in (*head, *tail)):
            return None
        by_slot = [parts_of(term) for term in (*head, *tail)]
        if len({len(parts) for parts in by_slot}) != 1 or not parts_of(last):
            return None
        slots = [
            self._slot(column[: len(head)], column[len(head) :]) for column in map(tuple, zip(*by_slot, strict=True))
        ]
        lengths = {len(slot) for slot in slots if len(slot) > 1}
        if not all(slots) or len(lengths) != 1:
            return None
        (length,) = lengths
        columns = [slot if len(slot) > 1 else slot * length for slot in slots]
        return tuple(with_parts(first, parts) for parts in zip(*columns, strict=True))

    def _slot(self, head: Items, tail: Items) -> Items:
        """The run in a slot; a single formula where it is the same in all terms; nothing where it is not known."""
        run = self._filled(head, tail)
        if run is not None:
            return run
        # 0·0 + … + 2·0 after [0, 1, 0] and [0, 5, 0]: 0 may be the ends of either
        if self._runs(head, tail):
            return ()
        return (head[0],) if all(_digits(part) == _digits(head[0]) for part in (*head, *tail)) else ()


def has_dots(formula: Formula) -> bool:
    """Whether something in it is left out."""
    return isinstance(formula, Dots) or any(map(has_dots, parts_of(formula)))


def _around_dots(items: Items) -> tuple[Items, Items]:
    """What stands before the dots and behind them; nothing where they stand twice."""
    places = [i for i, item in enumerate(items) if isinstance(item, Dots)]
    return (items[: places[0]], items[places[0] + 1 :]) if len(places) == 1 else ((), ())


def _is_number(formula: Formula) -> bool:
    return isinstance(formula, Number) or (isinstance(formula, Negative) and isinstance(formula.of, Number))


def _is_counted(formula: Formula) -> bool:
    return isinstance(formula, Name) and bool(formula.indices) and formula.indices[-1].isdigit()


def _counted(head: Items, tail: Items) -> Items | None:
    """v_1, v_2 … v_9: names that differ in their number only."""
    names = [name for name in (*head, *tail) if isinstance(name, Name) and _is_counted(name)]
    stems = {(name.base, name.indices[:-1], name.above) for name in names}
    if len(names) != len(head) + len(tail) or len(stems) != 1:
        return None
    numbers = [int(name.indices[-1]) for name in names]
    first, last = numbers[0], numbers[-1]
    expected = [*range(first, first + len(head)), *range(last - len(tail) + 1, last + 1)]
    if numbers != expected or not len(names) <= last - first + 1 <= MOST_TERMS:
        return None
    ((base, indices, above),) = stems
    return tuple(Name(base, (*indices, str(i)), above) for i in range(first, last + 1))


def _agree(some: Sequence[Formula], others: Sequence[Formula]) -> bool:
    return len(some) == len(others) and all(_digits(a) == _digits(b) for a, b in zip(some, others, strict=True))


def _digits(formula: Formula) -> object:
    """What is written, but 0.10 is 0.1."""
    match formula:
        case Number(text):
            return read_decimal(text).fraction
        case Negative(Number(text)):
            return read_decimal(f"-{text}").fraction
        case Vector(entries):
            return tuple(map(_digits, entries))
    return formula
