"""Signs on a line of their own: `(7 + 3)`, then `/`, then `4` are one formula, whatever blank lines stand between."""

from __future__ import annotations

from collections.abc import Sequence

from symattn.notation.parse.mark import CLOSE, LINE, NUMBER, OPEN, REMARK_END, SIGN, TABLE, Mark

BRIDGES = frozenset("+*/")
ENDS_OPERAND = (NUMBER, CLOSE, TABLE)
BEGINS_OPERAND = (NUMBER, OPEN, TABLE)


def bridged(marks: Sequence[Mark], text: str) -> list[Mark]:
    """The marks without the line ends around a sign alone on its line, and behind one that ends its line."""
    found: list[Mark] = []
    for i, mark in enumerate(marks):
        if mark.kind == LINE and mark.text != REMARK_END:
            if _is_bridge(marks, i + 1, text) and _follows_operand(marks, i) and _is_end(marks, i + 2):
                continue
            if (
                _is_bridge(marks, i - 1, text)
                and _follows_operand(found, len(found) - 1)
                and _precedes_operand(marks, i)
            ):
                continue
        found.append(mark)
    return found


def _is_bridge(marks: Sequence[Mark], at: int, text: str) -> bool:
    """`*` begins lines of remarks and lists."""
    return (
        0 <= at < len(marks) and marks[at].kind == SIGN and marks[at].text in BRIDGES and text[marks[at].start] != "*"
    )


def _is_end(marks: Sequence[Mark], at: int) -> bool:
    return at < len(marks) and marks[at].kind == LINE and _precedes_operand(marks, at)


def _follows_operand(marks: Sequence[Mark], at: int) -> bool:
    return at > 0 and marks[at - 1].kind in ENDS_OPERAND


def _precedes_operand(marks: Sequence[Mark], at: int) -> bool:
    return at + 1 < len(marks) and marks[at + 1].kind in BEGINS_OPERAND
