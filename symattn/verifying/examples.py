"""Examples: new starting data begin a new one. What followed from the old data is no claim about the new."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from symattn.exact.real import Real
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import Name
from symattn.verifying.bindings import Bindings, Quantity, key_of
from symattn.verifying.proofs import touch, values_of
from symattn.verifying.repeats import Repeats
from symattn.verifying.roles import CROSS, PROJECTIONS, SPELLED, Roles
from symattn.verifying.sums import Sums
from symattn.verifying.words import GIVEN, LETTERS, TOKENS, role_of

PROJECTION_KEYS = frozenset(spelling for letter in PROJECTIONS.values() for spelling in SPELLED[letter])
DIRECT = "queries, keys and values"
HEAD = r"\(?\d{1,3}\)?"
TABLE = re.compile(rf"(?P<letter>[^\W\d_])(?:\^{HEAD})?(?:_?(?P<row>\d+))?")
"""Z, and its row z_1; Z^(1), of a head."""


@dataclass
class Examples:
    """Tells where an example ends."""

    bindings: Bindings
    roles: Roles
    repeats: Repeats
    sums: Sums
    data: dict[str, str | None] = field(default_factory=dict)
    """The names of this example's starting data, and the way in which each begins one."""

    def given(self, name: Name, quantity: Quantity) -> None:
        """A name is given starting data: it begins a new example where it had others before."""
        key = key_of(name)
        is_projection = key in PROJECTION_KEYS
        role = role_of(_without_head(name))
        if not is_projection and role not in GIVEN:
            return
        before = self.bindings.quantity(name)
        is_other_way = role == TOKENS and any(way not in (None, _way(name)) for way in self.data.values())
        if (
            is_other_way
            or (before is not None and not _is_same(before, quantity))
            or self._has_other_rows(key, quantity)
        ):
            if is_other_way or key in self.data:
                self.data.clear()
            self._forget(all_given=is_projection or role == TOKENS)
            self._forget_rows(name)
        self.data[key] = _way(name)

    def _has_other_rows(self, key: str, table: Quantity) -> bool:
        """Whether a row q_1 is known that is none of this Q."""
        new = _value(table)
        rows = [_value(row) for row in self.bindings.rows.get(key.lower(), {}).values()] if key.isupper() else []
        if not isinstance(new, Grid):
            return False
        return any(isinstance(row, Grid) and not any(touch(row.rows[0], other) for other in new.rows) for row in rows)

    def _forget(self, *, all_given: bool) -> None:
        """What followed from the data before; queries, keys and values too, where what they are made of is new."""
        bindings = self.bindings
        bindings.version += 1
        for key in [key for key in bindings.names if self._is_past(key, all_given)]:
            del bindings.names[key]
            bindings.sayings.pop(key, None)
        for stem in [stem for stem in bindings.rows if self._is_past(stem, all_given)]:
            del bindings.rows[stem]
        bindings.forms.clear()
        bindings.traces.clear()
        self.repeats.forget()
        self.sums.run.clear()
        self.roles.forget(bindings)

    def _forget_rows(self, name: Name) -> None:
        """Where the first row is given anew, q_1 = (1, 0), the others belong to the example before."""
        rows = self.bindings.rows.get(key_of(Name(name.base, name.indices[:-1], name.above)), {})
        if not rows or name.indices[-1:] != (str(min(rows)),):
            return
        for i in rows:
            self.bindings.names.pop(key_of(Name(name.base, (*name.indices[:-1], str(i)), name.above)), None)
        rows.clear()

    def _is_past(self, key: str, all_given: bool) -> bool:
        """Whether this name stands for a table, or a row of one, that belongs to the example before."""
        found = TABLE.fullmatch(key)
        role = LETTERS.get(found["letter"]) if found is not None else None
        if found is None or role is None or role == TOKENS or key in self.data:
            return False
        if found["row"] and found["letter"].isupper():
            # a head of several
            return False
        quantity, rows = self.bindings.names.get(key), self.bindings.rows.get(key, {})
        known = list(rows.values()) if quantity is None else [quantity]
        return role not in GIVEN or all_given or not any(one.is_data for one in known)


def _way(name: Name) -> str | None:
    """An example begins with tokens, with those of two sequences, or with queries, keys and values."""
    role = role_of(_without_head(name))
    if role != TOKENS:
        return DIRECT if role in GIVEN else None
    is_one_of_two = any("".join(name.indices) in indices for indices in CROSS.values())
    return "two sequences" if is_one_of_two else "one sequence"


def _without_head(name: Name) -> Name:
    """Q of Q^(1)."""
    return Name(name.base, name.indices) if re.fullmatch(HEAD, name.above) else name


def _value(quantity: Quantity) -> Value[Real] | None:
    return quantity.displayed if quantity.exact is None else quantity.exact


def _is_same(before: Quantity, now: Quantity) -> bool:
    old, new = _value(before), _value(now)
    return old is not None and new is not None and touch(values_of(old), values_of(new))
