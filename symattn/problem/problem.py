"""Problem: what is given, exact, with sizes that fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from symattn.notation.formula import Negative, Number
from symattn.notation.plain import plain
from symattn.tables.table import Entry, Factor, Given, Visible

TABLES = {
    "X": "tokens",
    "X_q": "query_tokens",
    "X_kv": "key_tokens",
    "Q": "queries",
    "K": "keys",
    "V": "values",
    "W_Q": "W_Q",
    "W_K": "W_K",
    "W_V": "W_V",
    "b_Q": "b_Q",
    "b_K": "b_K",
    "b_V": "b_V",
}
"""Each table a problem may give, by its letter, with its name in code."""

KEYS = ("title", "variant", "tokens", *TABLES, "scale", "visible")
"""The keys of a problem file, which are the keyword arguments of ``Attention(…)``."""


@dataclass(frozen=True)
class Problem:
    """What is given. Built by ``Attention(…)`` or read from a file; every size has been checked by then."""

    title: str
    variant: str
    """The name of the file in variants/ that works it."""
    tables: Mapping[str, Given]
    """The given tables by letter."""
    query_labels: tuple[str, ...]
    key_labels: tuple[str, ...]
    scale: Factor | None
    """What scores are multiplied by: None for nothing."""
    visible: Visible | None
    """What may be attended to; None: everything. ``causal`` has been worked out."""
    given: Mapping[str, Any] = field(repr=False)
    """The keys as they were given."""

    @cached_property
    def data(self) -> dict[str, Any]:
        """The keys again, each number as the text it was typed as: what JSON output repeats."""
        data: dict[str, Any] = {"variant": self.variant}
        for key in (key for key in KEYS if key in self.given and key != "variant"):
            if key == "scale":
                data[key] = "none" if self.scale is None else plain(self.scale.numbers)
            elif key in self.tables:
                data[key] = [[plain(entry.formula) for entry in row] for row in self.tables[key].entries]
            else:
                value = self.given[key]
                data[key] = value if isinstance(value, str | Mapping | Sequence) else str(value)
        return data

    def entries(self) -> Iterator[Entry]:
        """Every number given."""
        for table in self.tables.values():
            for row in table.entries:
                yield from row

    @cached_property
    def decimals(self) -> bool:
        """Whether some number was typed with a decimal point; results that end are then written so too."""
        formulas = (entry.formula for entry in self.entries())
        numbers = (formula.of if isinstance(formula, Negative) else formula for formula in formulas)
        return any(isinstance(number, Number) and "." in number.text for number in numbers)

    @cached_property
    def letters(self) -> set[str]:
        """The letters among its numbers."""
        found = {letter for entry in self.entries() for letter in entry.exact.letters()}
        return found | (self.scale.exact.letters() if self.scale else set())
