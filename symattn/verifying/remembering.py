"""Remembering: after a relation was judged, its printed numbers stand for what they were rounded from."""

from __future__ import annotations

from dataclasses import dataclass

from symattn.errors import SymattnError
from symattn.exact.real import HIDDEN, Real
from symattn.exact.rounding import judge, read_decimal
from symattn.notation.evaluate import as_displayed
from symattn.notation.formula import Formula, Negative, Number
from symattn.report import Finding, Verdict
from symattn.verifying.bindings import DEEPEST, Bindings, Trace, has_exponential, stands_for_itself
from symattn.verifying.corrections import with_other_points
from symattn.verifying.pairing import paired
from symattn.verifying.proofs import GOOD, HOLDS, Entry, Proof, values_of
from symattn.verifying.worths import Worth, Worths


@dataclass(frozen=True)
class Remembering:
    bindings: Bindings
    worths: Worths

    def after(
        self, finding: Finding, at_left: Worth, at_right: Worth, entries: list[Entry], proofs: list[Proof]
    ) -> Worth:
        """What the right side is from now on; each printed number of it stands for what it was rounded from."""
        partly = [] if at_left.partly is None else values_of(at_left.partly)
        for entry, value in zip(entries, partly, strict=False):
            if entry.printed is not None and judge(value, entry.printed).fit in GOOD:
                # 2.232 for 0.5 + 1.732 is another source of it, where 1.732 was √3
                self.number(entry, value, at_left.origin)
        for entry, proof, value in zip(entries, proofs, values_of(at_left.best), strict=True):
            self.number(entry, value, finding.start if proof.verdict not in HOLDS else at_left.origin)
        wrong = [(entry, proof) for entry, proof in zip(entries, proofs, strict=True) if proof.verdict not in HOLDS]
        if len(wrong) == 1:
            self.correction(wrong[0][0], wrong[0][1].true)
        bad = finding.verdict not in HOLDS
        if finding.verdict is Verdict.WRONG:
            self.bindings.wrong.append(finding.start)
        origin = finding.start if bad else at_left.origin
        if finding.verdict is Verdict.WRONG and not any(entry.printed is not None for entry in entries):
            # another calculation was put in place: what follows is worked from that one
            return Worth(at_right.displayed, at_right.best, origin)
        return Worth(at_right.displayed, at_left.best, origin)

    def number(self, entry: Entry, value: Real, origin: int | None) -> None:
        formula = entry.formula.of if isinstance(entry.formula, Negative) else entry.formula
        if not isinstance(formula, Number):
            return
        if value.depth > DEEPEST or formula.text in ("0", "1"):
            return
        if stands_for_itself(formula) and (origin is None or not has_exponential(value)):
            # 2, 3, 4 … are too often what they seem, but a 4 for e^2 = 7.39 is carried along
            self.bindings.forget(formula)
            return
        own = entry.displayed.rational
        is_itself = own is not None and value.rational == own and origin is None
        is_given = entry.printed is not None and self.worths.is_given(entry.printed)
        if is_itself and is_given and not self.bindings.trace(formula):
            return
        is_negative = isinstance(entry.formula, Negative)
        kept = -value if is_negative else value
        self.bindings.remember(formula, Trace(kept, origin, self.bindings.position, is_negative))

    def put_in(self, formula: Formula, numbers: Formula) -> None:
        """Of e^1/(e^1 + e^2) = 2.718/(2.718 + 7.389) each number stands for its own power from now on."""
        for part, number in paired(formula, numbers):
            worth, printed = self.worths.of(part), read_decimal(number.text)
            value = None if worth is None else worth.exact
            if worth is None or not isinstance(value, Real) or value is HIDDEN:
                continue
            if judge(value, printed).fit in GOOD and value.rational != printed.value:
                self.number(Entry(number, as_displayed(number), None, None, printed), value, worth.origin)

    def correction(self, entry: Entry, value: Real) -> None:
        """After a slip of the pen, 3.63 for 3.36, the work may go on with the right number; after 4.9 with 0.49."""
        printed = entry.printed
        if printed is None or printed.is_percent:
            return
        texts = [rounding_of(entry, value), *with_other_points(printed, value)]
        for text in texts:
            if len(text) > 1:
                is_negative = text.startswith("-")
                kept = -value if is_negative else value
                self.bindings.remember(Number(text.lstrip("-")), Trace(kept, None, self.bindings.position, is_negative))


def rounding_of(entry: Entry, true: Real) -> str:
    """The right rounding, at the places that were printed; \"\" where it cannot be told."""
    assert entry.printed is not None
    try:
        return entry.printed.correct(true)
    except SymattnError:
        return ""
