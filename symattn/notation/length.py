"""How long a formula may be that came as text: a sum of 1,000 quotients 1/(k + e) is soon typed and long worked on."""

from __future__ import annotations

from symattn.errors import LimitError
from symattn.limits import LEAVES, LEAVES_IN_ALL
from symattn.notation.formula import Formula, Matrix, Vector, leaves_of, parts_of


def check_length(formula: Formula) -> None:
    """LimitError for more numbers and letters than are worked out: in all, or in a part that is no table."""
    in_all = leaves_of(formula)
    if in_all > LEAVES_IN_ALL:
        raise LimitError(f"a formula of {in_all:,} numbers and letters; at most {LEAVES_IN_ALL:,} are worked out")
    longest = _longest(formula)
    if longest > LEAVES:
        raise LimitError(f"a part of {longest:,} numbers and letters; at most {LEAVES:,} are worked out in one")


def _longest(formula: Formula) -> int:
    """Of the largest parts without a table in them."""
    if not _has_tables(formula):
        return leaves_of(formula)
    return max(map(_longest, parts_of(formula)))


def _has_tables(formula: Formula) -> bool:
    return isinstance(formula, Vector | Matrix) or any(map(_has_tables, parts_of(formula)))
