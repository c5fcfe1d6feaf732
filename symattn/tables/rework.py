"""The same work with one step done otherwise: what laws vary and mistakes do wrongly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar, cast

from symattn.notation.parse.plain import name_of
from symattn.tables.table import Given, Named, Table

Change = Callable[[Table], Table]
T = TypeVar("T", bound=Table)


def rework(table: T, changes: Mapping[str, Change]) -> T:
    """`table` with the work of each named step replaced by change(its work); what follows refers to the new one."""
    done: dict[int, Table] = {}

    def again(node: Table) -> Table:
        if id(node) not in done:
            done[id(node)] = changed(node)
        return done[id(node)]

    def changed(node: Table) -> Table:
        if isinstance(node, Given):
            change = changes.get(node.name)
            return node if change is None else Named(node.name, node.letter, change(node), name_of(node.letter))
        renewed = cast(Any, node)
        parts = {part.name: getattr(node, part.name) for part in fields(renewed)}
        inner = {name: again(part) for name, part in parts.items() if isinstance(part, Table)}
        if isinstance(node, Named) and node.name in changes:
            inner["table"] = changes[node.name](inner["table"])
        if all(inner[name] is parts[name] for name in inner):
            return node
        return cast(Table, replace(renewed, **inner))

    return cast(T, again(table))
