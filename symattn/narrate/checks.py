"""Judged relations → a table: what was printed, the exact value, the correct rounding, the verdict and its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from symattn.errors import FieldError
from symattn.exact.real import Real, same
from symattn.judging import BOTH, DISPLAYED, EXACTLY, ClaimJudgement, EntryJudgement
from symattn.narrate.support import support_of
from symattn.notation.document import (
    Block,
    DataTable,
    Heading,
    Inline,
    Line,
    Paragraph,
    Text,
    VerdictWord,
    math,
    words,
)
from symattn.notation.exact_form import formula_of
from symattn.notation.formula import EQUAL, Formula, Matrix, Vector, leaves_of
from symattn.notation.plain import plain
from symattn.notation.sympy_syntax import sympy_syntax
from symattn.report import Verdict
from symattn.worksheet import MISTAKES, Check

T = TypeVar("T")
HEADER = ("printed", "exact value", "correct rounding; remarks", "verdict")
LONGEST_VALUE = 24
"""Numbers in an exact value that is still shown."""
WAYS = {
    EXACTLY: "by the exact data",
    DISPLAYED: "as displayed",
    BOTH: "both ways",
}


def check_blocks(checks: Sequence[Check]) -> Iterator[Block]:
    """A heading, the table, and how many of each verdict."""
    yield Heading(2, words("Printed numbers, checked"))
    yield DataTable(HEADER, tuple(_row(check) for check in checks))
    counts = Counter(check.judgement.verdict for check in checks)
    found = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict])
    yield Paragraph(words(f"{len(checks)} relation{'s' if len(checks) != 1 else ''}: {found or 'none'}."))


def check_data(check: Check) -> dict[str, Any]:
    """One check for machines."""
    judgement = check.judgement
    return {
        "where": check.where,
        "printed": check.text,
        "verdict": judgement.verdict.value,
        "by": judgement.by,
        "exact": [_sympy(entry.true) for entry in judgement.entries],
        "expected": [entry.expected() if entry.printed else None for entry in judgement.entries],
        "enclosure": [entry.certificate.enclosure if entry.certificate else None for entry in judgement.entries],
        "bits": [entry.certificate.bits if entry.certificate else 0 for entry in judgement.entries],
        "remarks": list(_remarks(judgement)),
        "mistakes": list(check.mistakes),
    }


def _row(check: Check) -> tuple[Line, ...]:
    judgement = check.judgement
    verdict: list[Inline] = [VerdictWord(judgement.verdict.value)]
    if judgement.by in WAYS:
        verdict.append(Text(f" ({WAYS[judgement.by]})"))
    where = f"{check.where}: " if check.where else ""
    expected = [text for text in (_expected(judgement), *_remarks(judgement), *_diagnoses(check)) if text]
    return words(where + check.text), _exact_value(judgement), words("; ".join(expected)), tuple(verdict)


def _exact_value(judgement: ClaimJudgement) -> Line:
    value = _as_left(judgement, [entry.true for entry in judgement.entries])
    return () if value is None else (math(value),)


def _formula(number: Real) -> Formula | None:
    """The number as a formula; None outside the exact field, where it has digits only."""
    try:
        return formula_of(number.exact())
    except FieldError:
        return None


def _sympy(number: Real) -> str | None:
    formula = _formula(number)
    return None if formula is None else sympy_syntax(formula)


def _as_left(judgement: ClaimJudgement, numbers: list[Real]) -> Formula | None:
    """The numbers in the shape of the left side; None where they are too many to read."""
    values = [value for value in map(_formula, numbers) if value is not None]
    if not values or len(values) < len(numbers) or sum(map(leaves_of, values)) > LONGEST_VALUE:
        return None
    if judgement.columns:
        return Matrix(tuple(map(tuple, _in_rows(values, judgement.columns))))
    return values[0] if len(values) == 1 else Vector(tuple(values))


def _expected(judgement: ClaimJudgement) -> str:
    """The correct roundings at the author's digits; where both ways differ, each with its way."""
    if not judgement.entries or not all(entry.printed for entry in judgement.entries):
        return ""
    told = _listed(judgement, [entry.expected() for entry in judgement.entries])
    if judgement.by in (EXACTLY, BOTH) or not all(entry.displayed for entry in judgement.entries):
        return told
    displayed = _listed(judgement, [entry.expected(entry.displayed) for entry in judgement.entries])
    return told if displayed == told else f"{told} (as displayed: {displayed})"


def _listed(judgement: ClaimJudgement, texts: list[str]) -> str:
    if judgement.columns:
        texts = [f"[{', '.join(row)}]" for row in _in_rows(texts, judgement.columns)]
    elif len(texts) == 1:
        return texts[0]
    return f"[{', '.join(texts)}]"


def _in_rows(values: Sequence[T], columns: int) -> list[Sequence[T]]:
    return [values[i : i + columns] for i in range(0, len(values), columns)]


def _remarks(judgement: ClaimJudgement) -> Iterator[str]:
    if judgement.reason:
        yield judgement.reason
    if judgement.verdict is Verdict.WRONG and not all(entry.printed for entry in judgement.entries):
        right = _as_left(judgement, [entry.right for entry in judgement.entries])
        if right is not None:
            yield f"the right side is {plain(right)}"
    if any(entry.tie for entry in judgement.entries):
        yield "a tie: either rounding is right"
    if judgement.verdict not in (Verdict.EXACT, Verdict.ROUNDED) and judgement.entries:
        printed = [entry.printed for entry in judgement.entries if entry.printed is not None]
        support = support_of(judgement.claim.left, printed[0].unit) if printed else ""
        if support:
            yield support
    if judgement.claim.sign == EQUAL and any(map(_is_only_rounded, judgement.entries)):
        yield "rounded, so ≈ is meant"


def _diagnoses(check: Check) -> Iterator[str]:
    for name in check.mistakes:
        yield f"as if {MISTAKES[name].title} ({name})"


def _is_only_rounded(entry: EntryJudgement) -> bool:
    """Whether a correct rounding stands after `=`, and not even the numbers displayed give it exactly."""
    exactly = entry.displayed is not None and same(entry.displayed, entry.right)
    return entry.verdict is Verdict.ROUNDED and entry.printed is not None and not exactly
