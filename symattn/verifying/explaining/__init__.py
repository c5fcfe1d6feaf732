"""Explaining: what a judged relation should say, which mistake was made, and how it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symattn.exact.real import HIDDEN, Real, same
from symattn.exact.rounding import Printed
from symattn.page import Kind
from symattn.report import Finding, Replacement, Verdict
from symattn.verifying.explaining.betrayed import betrayed
from symattn.verifying.explaining.mistakes import is_wrong_step, mistakes
from symattn.verifying.explaining.redone import redone, shaped
from symattn.verifying.explaining.relation import BAD, Relation
from symattn.verifying.explaining.remarks import remarks
from symattn.verifying.explaining.spelling import corrected, ends_there, is_near
from symattn.verifying.explaining.values import told, told_exactly
from symattn.verifying.worths import Worths

__all__ = ["Relation", "explained", "redone", "shaped"]
BITS = 64
NEAR = 4
"""Units of the last digit."""
OPEN = "where it lies cannot be told from a rounding boundary, nor exactly"


def explained(finding: Finding, relation: Relation, worths: Worths) -> Finding:
    """The finding with what is due, the mistakes that give just this, remarks and corrections."""
    notes = tuple(remarks(relation, worths))
    if finding.verdict.is_right:
        return replace(finding, notes=notes) if notes else finding
    if not relation.text:
        # the number that decided, alone in its place
        relation = replace(relation, text=" " * finding.printed_at[0] + finding.printed)
    finding = replace(_with_values(finding, relation), notes=notes)
    if finding.verdict is Verdict.UNDECIDED:
        return replace(finding, expected="", reason=finding.reason or OPEN)
    if finding.verdict not in BAD:
        return finding
    found = mistakes(relation, worths)
    fixes = () if any(map(is_wrong_step, found)) else tuple(_fixes(relation))
    return replace(finding, diagnoses=found, fixes=fixes, reason=_reason(finding, relation))


def _with_values(finding: Finding, relation: Relation) -> Finding:
    """What is due at the author's own digits, and what both ways give."""
    worst = relation.worst
    printed = relation.entries[worst].printed
    exact, displayed = relation.exact(worst), relation.displayed(worst)
    right = corrected(relation, worst)
    if right is not None:
        at = (right.start, right.end)
        finding = replace(finding, expected=right.text, printed=relation.text[slice(*at)], printed_at=at)
    if finding.verdict is Verdict.CARRIED and exact is None:
        # what it follows from is wrong, and nobody knows what it should be
        finding = replace(finding, expected="")
    if displayed is not None and exact is not None and not relation.is_calculated:
        displayed = displayed if _is_near(displayed, exact, printed) else None
    from_displayed = "" if displayed is None else told(displayed, printed)
    from_exact = "" if exact is None else told(exact, printed)
    if exact is not None and from_exact != from_displayed:
        from_exact = told_exactly(exact, printed)
    return replace(finding, from_displayed=from_displayed, from_exact=from_exact)


def _is_near(displayed: Real, exact: Real, printed: Printed | None) -> bool:
    """Whether what was gathered for a name, no numbers standing beside it, can be what is meant there."""
    if printed is None or HIDDEN in (displayed, exact):
        return displayed is not HIDDEN
    return bool(abs(displayed.enclosure(BITS) - exact.enclosure(BITS)) < NEAR * printed.unit)


def _reason(finding: Finding, relation: Relation) -> str:
    """What an expression on the right is worth, which nobody sees by looking at it."""
    entry = relation.entries[relation.worst]
    if finding.reason or entry.printed is not None or finding.verdict is not Verdict.WRONG:
        return finding.reason or betrayed(relation)
    where = "" if len(relation.entries) == 1 else f" in {_where(relation)}"
    if HIDDEN in (entry.displayed, relation.due(relation.worst)):
        return f"{_word(entry.displayed)} stands{where}, where {_word(relation.due(relation.worst))} is due"
    return f"the right side is {told(entry.displayed, None)}{where}"


def _word(x: Real) -> str:
    return "−∞" if x is HIDDEN else told(x, None)


def _where(relation: Relation) -> str:
    row, column = divmod(relation.worst, relation.columns)
    return f"row {row + 1}, column {column + 1}"


def _is_rounding(relation: Relation, i: int) -> bool:
    """Whether a bad entry is wrong by its rounding alone.

    12 for 11 and 6.67 for 6.65 are wrong arithmetic; 0.39 and 0.42 where 0.401 is due twice are more than rounding too.
    """
    printed, due = relation.entries[i].printed, relation.due(i)
    if printed is None or printed.value == 0 or not is_near(printed, due):
        # a bare 0 was masked, or left out
        return False
    if relation.proofs[i].verdict is not Verdict.WRONG:
        return True
    others = [j for j, e in enumerate(relation.entries) if e.printed is not None and e.printed.value != printed.value]
    return not ends_there(printed, due) and not any(same(due, relation.due(j)) for j in others)


def _fixes(relation: Relation) -> Iterator[Replacement]:
    """The correct roundings of all entries that are wrong by rounding; none where one is wrong otherwise."""
    if relation.island.block.kind is Kind.RECORD:
        # it is what the program printed, whatever it should have been
        return
    if not all(_is_rounding(relation, i) for i in relation.bad):
        return
    for fix in (corrected(relation, i) for i in relation.bad):
        if fix is not None:
            yield fix
