"""What a document's names and numbers stand for, as far as it has been read: both as displayed and exactly.

A name is bound to a Quantity. A printed decimal is remembered with the exact number it was rounded from (its
Trace), so that 0.707 in a later line is 1/√2 again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from symattn.errors import UnknownNameError
from symattn.exact.real import Real, function, real
from symattn.exact.rounding import Printed, read_decimal
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import Formula, Index, Name, Number, walk

MOST_TRACES = 3
NEAR = 600
"""Characters within which 285 still stands for the 286.25 that it was rounded from."""
DEEPEST = 60
"""A number that hangs on more others, one by one, is worked out exactly, or not kept."""
MOST_MADE = 8
"""Mistakes told last that later numbers may follow from."""
MOST_STEPS = 64
"""Operations of a number that are looked through for an exponential."""


@dataclass(frozen=True)
class Quantity:
    """What a name stands for."""

    exact: Value[Real] | None
    displayed: Value[Real] | None
    is_data: bool = False
    origin: int | None = None
    """Where the wrong number came in that its displayed value follows from."""
    is_stated: bool = True
    """Whether its numbers stand somewhere; `Q = XW_Q` alone states none."""
    followed: Value[Real] | None = None
    """Of numbers that were carried, what they are before they were rounded: 2.609 printed for 0.804·3 + 0.197·1."""


@dataclass(frozen=True)
class Trace:
    """Where a printed number comes from."""

    exact: Real
    origin: int | None = None
    """The wrong, or wrongly rounded, relation that brought it in or that it follows from."""
    at: int = 0
    """Where it was printed."""
    is_negative: bool = False
    """Whether a minus stood before it there, which is no part of `exact`."""


@dataclass(frozen=True)
class Made:
    """A wrong step that was told, and which mistakes give its numbers."""

    at: int
    """Where the relation is."""
    step: str
    mistakes: tuple[str, ...]
    printed: tuple[Printed, ...]
    columns: int
    """Of the table or row that was printed."""
    values: tuple[Real, ...] = ()
    """What the numbers are with the likeliest of the mistakes, unrounded."""


@dataclass
class Bindings:
    names: dict[str, Quantity] = field(default_factory=dict)
    traces: dict[tuple[int, int, int], list[Trace]] = field(default_factory=dict)
    """By value and decimal places: 1.000 may be 0.99995, and 1 is 1."""
    formulas: dict[str, Formula] = field(default_factory=dict)
    """What names were said to be before all in it was known: `H = AV, where V = …`."""
    sayings: dict[str, Formula] = field(default_factory=dict)
    """The formulas of names whose value is known by formula only: `A = softmax(S)`."""
    forms: dict[Formula, Quantity] = field(default_factory=dict)
    """Expressions of names whose values were printed: `S/√d_k ≈ [[3.54, 7.78], …]`."""
    version: int = 0
    """Counts the changes, for those who keep what they worked out."""
    wrong: list[int] = field(default_factory=list)
    """Where relations were found wrong."""
    betrayed: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """Decimals of rows that betray themselves, and where: it is not known what they should be."""
    made: list[Made] = field(default_factory=list)
    """The mistakes that were told last, in the order of the text."""
    position: int = 0
    """How far the document has been read."""
    zero_based: bool = False
    """Whether rows are counted from 0: told by the first index 0."""

    # --- names ------------------------------------------------------------------------------

    rows: dict[str, dict[int, Quantity]] = field(default_factory=dict)
    """Rows bound one by one, by the name of their table: S_1[0,:], S_1[1,:]."""

    def bind(self, name: Name, quantity: Quantity) -> None:
        key = key_of(name)
        self.version += 1
        if name.base.startswith("W"):
            # a projection of one row is a table of one row
            quantity = replace(quantity, exact=_table(quantity.exact), displayed=_table(quantity.displayed))
        before = self.names.pop(key, None)
        if before is not None and quantity.is_data:
            self._forget_what_follows(key)
        self.names[key] = quantity
        self.sayings.pop(key, None)
        self.formulas.pop(key, None)
        places = name.indices[:-1] if name.indices[-1:] == (":",) else name.indices
        if places and places[-1].isdigit() and len(places[-1]) < 4:
            stem = key_of(Name(name.base, places[:-1], name.above))
            self.rows.setdefault(stem, {})[int(places[-1])] = quantity

    def knows(self, text: str) -> bool:
        return normal(text) in self.names or normal(text) in self.formulas

    def quantity(self, name: Name) -> Quantity | None:
        """What the name stands for: itself, or a row or cell of a table."""
        known = self.names.get(key_of(name))
        if known is not None:
            return known
        return self._part(name) or self._of_rows(name)

    def is_newer(self, name: Name, other: Name) -> bool:
        """Whether the name was bound, and the other was not since."""
        order = list(self.names)
        newer, older = key_of(name), key_of(other)
        return newer in order and (older not in order or order.index(newer) > order.index(older))

    def say(self, name: Name, formula: Formula) -> None:
        """The name's value is known by this formula."""
        self.sayings[key_of(name)] = formula

    def _forget_what_follows(self, key: str) -> None:
        """New data begin a new example: what a formula made of the old is no claim about the new."""
        for form in [f for f in self.forms if any(key_of(name) == key for name in names_of(f))]:
            del self.forms[form]
        for other, formula in list(self.sayings.items()):
            if any(key_of(name) == key for name in names_of(formula)):
                del self.sayings[other]
                self.names.pop(other, None)

    def _of_rows(self, name: Name) -> Quantity | None:
        """The table of rows that were bound one by one."""
        rows = self.rows.get(key_of(name)) or self.rows.get(key_of(name).lower())
        if not rows:
            return None
        numbers = sorted(rows)
        if len(numbers) < 2 or numbers != list(range(numbers[0], numbers[0] + len(numbers))) or numbers[0] > 1:
            return None
        quantities = [rows[i] for i in numbers]
        exact, displayed = _stacked([q.exact for q in quantities]), _stacked([q.displayed for q in quantities])
        if exact is None and displayed is None:
            return None
        origins = [q.origin for q in quantities if q.origin is not None]
        return Quantity(exact, displayed, origin=origins[0] if origins else None)

    def _part(self, name: Name) -> Quantity | None:
        for i in range(len(name.indices) - 1, -1, -1):
            stem = Name(name.base, name.indices[:i], name.above)
            for candidate in (stem, Name(stem.base.upper(), stem.indices, stem.above)):
                whole = self.names.get(key_of(candidate))
                if whole is None:
                    continue
                places = tuple(part for index in name.indices[i:] for part in _split(index))
                part = self.cell(whole, places)
                if part is not None:
                    return part
        return None

    def cell(self, whole: Quantity, places: tuple[str, ...]) -> Quantity | None:
        if any(place == "0" for place in places):
            self.zero_based = True
        exact, displayed = (
            None if value is None else self._taken(value, places) for value in (whole.exact, whole.displayed)
        )
        if exact is None and displayed is None:
            return None
        return Quantity(exact, displayed, whole.is_data, whole.origin, whole.is_stated)

    def _taken(self, value: Value[Real], places: tuple[str, ...]) -> Value[Real] | None:
        if not isinstance(value, Grid) or not places or len(places) > 2:
            return None
        rows, columns = value.shape
        if len(places) == 1 and (value.flat or columns == 1):
            cells = value.rows[0] if value.flat else tuple(row[0] for row in value.rows)
            i = self._index(places[0], len(cells))
            return None if i is None else cells[i]
        row = self._index(places[0], rows) if places[0] != ":" else -1
        if row is None:
            return None
        if len(places) == 1 or places[1] == ":":
            return Grid((value.rows[row],), flat=True) if row >= 0 else None
        column = self._index(places[1], columns)
        if column is None:
            return None
        return value.rows[row][column] if row >= 0 else Grid((tuple(r[column] for r in value.rows),), flat=True)

    def _index(self, place: str, size: int) -> int | None:
        if place.startswith("-") and place[1:].isdigit() and 0 < int(place[1:]) <= size:
            # A[-1] is the last row
            return size - int(place[1:])
        if not place.isdigit():
            return None
        i = int(place) - (0 if self.zero_based else 1)
        return i if 0 <= i < size else None

    # --- numbers ----------------------------------------------------------------------------

    def remember(self, number: Number, trace: Trace) -> None:
        """The printed number stands for this one from now on."""
        if trace.exact.depth > DEEPEST:
            return
        known = self.traces.setdefault(_key(read_decimal(number.text)), [])
        known.insert(0, trace)
        del known[MOST_TRACES:]

    def forget(self, number: Number) -> None:
        """The printed number stands for itself again."""
        self.traces.pop(_key(read_decimal(number.text)), None)

    def note_made(self, made: Made) -> None:
        """A mistake was told; what follows from one far above is not looked for."""
        self.made.append(made)
        del self.made[:-MOST_MADE]

    def betray(self, numbers: Iterable[Printed], at: int) -> None:
        """These stand in a row that cannot be what it is said to be."""
        self.wrong.append(at)
        self.betrayed.update((_key(printed), at) for printed in numbers if not printed.is_integer)

    def betrayed_at(self, number: Number) -> int | None:
        """Where the number, which nothing else is known of, betrayed itself a few lines before."""
        at = self.betrayed.get(_key(read_decimal(number.text))) if self.betrayed else None
        return at if at is not None and 0 <= self.position - at < NEAR else None

    def is_traced(self, number: Number) -> bool:
        """Whether its digits were printed before for another number."""
        return _key(read_decimal(number.text)) in self.traces

    def trace(
        self, number: Number, choice: int = 0, *, is_exponent: bool = False, is_negative: bool | None = None
    ) -> Trace | None:
        """Where the printed number comes from; a whole number only if it was rounded so a few lines before.

        is_exponent: it is a score, and none that was itself worked out by exponentials if others are known.
        is_negative: whether it has a minus, if that is told; what was printed with the same sign is tried first.
        """
        printed = read_decimal(number.text)
        known = self.traces.get(_key(printed))
        if known and is_exponent:
            scores = [trace for trace in known if not has_exponential(trace.exact)]
            known = scores if scores or printed.is_integer else known
        if not known:
            return None
        if is_negative is not None:
            # [-0.02, 0.02] of -0.018 and 0.025
            known = sorted(known, key=lambda trace: trace.is_negative is not is_negative)
        trace = known[min(choice, len(known) - 1)]
        return None if printed.is_integer and self.position - trace.at > NEAR else trace


def _table(value: Value[Real] | None) -> Value[Real] | None:
    return Grid(value.rows) if isinstance(value, Grid) else value


def has_exponential(x: Real) -> bool:
    """Whether it was worked out by exponentials, as far as a few steps tell."""
    seen, left = {id(x)}, [x]
    while left and len(seen) < MOST_STEPS:
        x = left.pop()
        if x.operation == "exp":
            return True
        new = [argument for argument in x.arguments if id(argument) not in seen]
        seen.update(map(id, new))
        left += new
    return False


def _stacked(rows: list[Value[Real] | None]) -> Grid[Real] | None:
    single = [row.rows[0][0] if isinstance(row, Grid) and row.shape == (1, 1) else row for row in rows]
    numbers = [row for row in single if isinstance(row, Real)]
    if numbers and len(numbers) == len(rows):
        # rows of one number: a column
        return Grid(tuple((number,) for number in numbers))
    found = [row.rows[0] for row in rows if isinstance(row, Grid) and row.shape[0] == 1]
    if len(found) != len(rows) or len({len(row) for row in found}) != 1:
        return None
    return Grid(tuple(found))


def _key(printed: Printed) -> tuple[int, int, int]:
    return *printed.fraction, printed.places


def _split(index: str) -> tuple[str, ...]:
    return tuple(part for part in index.split(",") if part)


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """One spelling for a word: Attention_Weights, `attention weights`. Short names stay as they are."""
    stripped = text.replace(" ", "").replace("_", "")
    if len(stripped) <= 2 or not stripped.isalpha():
        return text.replace(" ", "")
    return stripped.lower()


@lru_cache(maxsize=4096)
def key_of(name: Name) -> str:
    return normal(name.text)


CONSTANTS = {"π": function("pi")}


def constant(name: Name | Index) -> Real | None:
    return CONSTANTS.get(name.base) if isinstance(name, Name) and not name.indices else None


def unknown(name: Name | Index) -> UnknownNameError:
    text = name.text if isinstance(name, Name) else "an entry"
    return UnknownNameError(f"nothing is known of {text}")


def exactly(number: Number) -> Real:
    return real(read_decimal(number.text).value)


def names_of(formula: Formula) -> Sequence[Name]:
    """Every name in it, in the order of writing."""
    return _leaves(formula)[0]


def stands_for_itself(number: Number) -> bool:
    """Whether it is a whole number of one digit."""
    return len(number.text) == 1 and number.text.isdigit()


def numbers_of(formula: Formula) -> Sequence[Number]:
    """Every number in it, in the order of writing."""
    return _leaves(formula)[1]


def _leaves(formula: Formula) -> tuple[Sequence[Name], Sequence[Number]]:
    """Names and numbers, kept for the formulas asked about lately: each is asked about a dozen times."""
    kept = _LATELY.get(id(formula))
    if kept is not None and kept[0] is formula:
        return kept[1]
    if len(_LATELY) >= MOST_LATELY:
        _LATELY.clear()
    parts = walk(formula)
    found = [p for p in parts if isinstance(p, Name)], [p for p in parts if isinstance(p, Number)]
    _LATELY[id(formula)] = formula, found
    return found


MOST_LATELY = 32
_LATELY: dict[int, tuple[Formula, tuple[Sequence[Name], Sequence[Number]]]] = {}
"""By id, which is the formula's own as long as it is kept here."""
