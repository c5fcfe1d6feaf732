"""The same work with one step done otherwise: what laws vary and mistakes do wrongly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from symattn.notation.parse.plain import name_of
from symattn.tables.table import Given, Named, Table

Change = Callable[[Table], Table]
T = TypeVar("T", bound=Table)


def rework(table: T, changes: Mapping[str, Change], *, of_given: bool = True) -> T:
    """`table` with the work of each named step replaced by change(its work); what follows refers to the new one.

    of_given: whether a given table of that name is changed too.
    """
    done: dict[int, Table] = {}

    def again(node: Table) -> Table:
        if id(node) not in done:
            done[id(node)] = changed(node)
        return done[id(node)]

    def changed(node: Table) -> Table:
        if isinstance(node, Given):
            change = changes.get(node.name) if of_given else None
            return node if change is None else Named(node.name, node.letter, change(node), name_of(node.letter))
        renewed = {id(part): again(part) for part in node.parts}
        if isinstance(node, Named) and node.name in changes:
            renewed[id(node.table)] = changes[node.name](renewed[id(node.table)])
        if all(id(part) == before for before, part in renewed.items()):
            return node
        values = [getattr(node, name) for name in node.__match_args__]
        return type(node)(*[renewed.get(id(value), value) for value in values])

    return cast(T, again(table))
