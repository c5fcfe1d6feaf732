"""Sums named by a word: `Sum = 5.056` adds up the exponentials that were worked out just before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from symattn.exact.real import Real, total
from symattn.islands import Island
from symattn.notation.formula import Call, Exponential, Formula, Name, Quotient, parts_of
from symattn.proofs import values_of
from symattn.worths import Worth

WORDS = re.compile(
    r"sums?|total|denominator|normali[sz]er|合计?|总和|和|合|求和|之和|分母|分母之和|tổng|suma|summe|somme|soma|합|합계|合計|jumlah|Σ|сумма|denominador|nenner",
    re.IGNORECASE,
)


@dataclass
class Sums:
    """The numbers worked out one after another since the last sum."""

    run: list[Worth] = field(default_factory=list)
    is_closed: bool = False

    def saw(self, left: Formula, at_left: Worth, at_right: Worth, island: Island) -> None:
        """An exponential was worked out."""
        if not _has_exponential(left):
            return
        exact = values_of(at_left.best)
        displayed = values_of(at_right.displayed) if at_right.displayed is not None else exact
        if self.is_closed or len(exact) > 1:
            self.run, self.is_closed = [], False
        self.run += [Worth(d, e, at_left.origin) for e, d in zip(exact, displayed, strict=False)]

    def of(self, name: Name, island: Island) -> Worth | None:
        """What `Sum` is here; None where the name is no sum, or nothing was worked out before it."""
        if not WORDS.fullmatch(name.base) or len(self.run) < 2:
            return None
        self.is_closed = True
        exact = [w.exact for w in self.run if isinstance(w.exact, Real)]
        displayed = [w.displayed for w in self.run if isinstance(w.displayed, Real)]
        origins = [w.origin for w in self.run if w.origin is not None]
        return Worth(
            total(displayed) if len(displayed) == len(self.run) else None,
            total(exact) if len(exact) == len(self.run) else None,
            origins[0] if origins else None,
        )


def _has_exponential(formula: Formula) -> bool:
    """e^x itself, or a row of such; not a quotient of them."""
    if isinstance(formula, Quotient | Call):
        return False
    return isinstance(formula, Exponential) or any(_has_exponential(part) for part in parts_of(formula))


