"""Ambiguities: `log` may be of base 2 or 10 as well, a variance that of a sample."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from symattn.notation.formula import Call, Formula, Logarithm, parts_of, with_parts

Change = Callable[[Formula], Formula]
BASES = ("log2", "log10")
OF_SAMPLES = {"var": "sample var", "std": "sample std"}


def other_meanings(formula: Formula, text: str) -> Iterator[Formula]:
    """What else the formula may mean; text: how it is written. "ln" is one thing only."""
    bases = () if "ln" in text else BASES
    changes: list[Change] = [_of_sample, *(partial(_to_base, base) for base in bases)]
    for change in changes:
        changed = _changed(formula, change)
        if changed != formula:
            yield changed


def _of_sample(node: Formula) -> Formula:
    match node:
        case Call(name, arguments) if name in OF_SAMPLES:
            return Call(OF_SAMPLES[name], arguments)
    return node


def _to_base(base: str, node: Formula) -> Formula:
    return Call(base, (node.of,)) if isinstance(node, Logarithm) else node


def _changed(formula: Formula, change: Change) -> Formula:
    parts = parts_of(formula)
    return change(with_parts(formula, tuple(_changed(part, change) for part in parts)) if parts else formula)
