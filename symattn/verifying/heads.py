"""Heads: the tables of one head of several, `Q^(1)`, `K^(1)`, `A^(1)`: each head has roles of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from symattn.exact.real import Real
from symattn.exact.rounding import Printed
from symattn.notation.evaluate import Grid
from symattn.notation.formula import Name
from symattn.verifying.bindings import Quantity
from symattn.verifying.roles import Roles
from symattn.verifying.words import TOKENS, role_of

HEAD = re.compile(r"\(?\d{1,2}\)?")
MOST_HEADS = 64


def of_head(roles: Roles, name: Name) -> tuple[Roles, Name] | None:
    """The roles of the head that a name is marked with, and the name without its mark; None where it has none."""
    if not HEAD.fullmatch(name.above):
        return None
    plain = Name(name.base, name.indices)
    if plain.base != "W" and role_of(plain) in ("", TOKENS):
        return None
    if name.above not in roles.heads:
        if len(roles.heads) >= MOST_HEADS:
            return None
        roles.heads[name.above] = _begun(roles, name.above)
    own = roles.heads[name.above]
    if roles.is_scaled and not own.is_scaled:
        own.is_scaled, own.derived = True, None
    own.is_masked = own.is_masked or roles.is_masked
    return own, plain


def bound(roles: Roles, name: Name, quantity: Quantity) -> None:
    """A name stands for something new: one head learns of it, or all."""
    head = of_head(roles, name)
    if head is not None:
        head[0].bound(head[1], quantity)
        return
    roles.bound(name, quantity)
    for own in roles.heads.values():
        own.derived = None


def note_printed(
    roles: Roles, exact: Grid[Real], displayed: Grid[Real], origin: int | None, numbers: Sequence[Printed | None]
) -> None:
    """Rows were printed, of the document's tables or of a head's: what one head tells of the scale holds for all."""
    for own in all_roles(roles):
        own.note_printed(exact, displayed, origin, numbers)
        if own.is_scaled and not roles.is_scaled:
            roles.is_scaled, roles.derived = True, None


def all_roles(roles: Roles) -> Iterator[Roles]:
    """Those of the document, and those of its heads."""
    yield roles
    yield from roles.heads.values()


def _begun(roles: Roles, head: str) -> Roles:
    """A head of the same document: its tables are those with its mark, its tokens those of all."""

    def lookup(name: Name) -> Quantity | None:
        marked = roles.lookup(Name(name.base, name.indices, head))
        return roles.lookup(name) if marked is None and role_of(name) == TOKENS else marked

    own = Roles(roles.bindings, head=head)
    own.lookup, own.radicands, own.declared = lookup, roles.radicands, roles.declared
    own.says_root, own.says_causal = roles.says_root, roles.says_causal
    own.is_scaled, own.is_masked = roles.is_scaled, roles.is_masked
    return own
