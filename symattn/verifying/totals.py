"""Totals: sums told by a word, `e^1 ≈ 2.718, e^0 = 1. They sum to 3.718.`, `重みは 0.67 と 0.33 で、合計は 1.00`.

Directly behind the numbers, no other words between, it is surely their sum. Of exponentials some may be meant several
times, and 1, which is e⁰, without being told: where that makes the number, or rounding may, nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from symattn.exact.rounding import Printed
from symattn.island import Island, Side
from symattn.notation.formula import Formula, Number, Sum, Vector
from symattn.page import Kind
from symattn.verifying.entries import entries_of, spans_of
from symattn.verifying.excuses import LARGEST, goes_on
from symattn.verifying.passages import Passages
from symattn.verifying.phrases import comes_out
from symattn.verifying.proofs import HOLDS, printed_of
from symattn.verifying.reading import Reading
from symattn.verifying.series import may_be_rounded
from symattn.verifying.stages import EXPONENTIALS
from symattn.verifying.sums import WORDS
from symattn.verifying.ties import ADDS_UP
from symattn.verifying.units import is_counted
from symattn.verifying.words import WEIGHTS, is_hedged
from symattn.verifying.worths import Tie, Worth

NEAR = 24
"""Characters between words and the number that they stand for."""
LONGEST = 60
"""Characters between the numbers and their sum."""
BEFORE = 120
"""Characters before a row that may tell that it is not whole."""
LAST_WORD = re.compile(
    r"((?:[^\W\d_]|[\u0900-\u0963])+?)(?:\s+(?:is|equals|comes to|ist|es|est|vaut|vale|è|é|wynosi|là|равн[аоы]?)(?=\W)"
    r"|(?<=[和计計])[为為是は])?[\s$`*\\(:：≈约=（]*$"
)
ADDED_UP = re.compile(r"\b(?:add|sum|tot)(?:ing)?\s(?:(?:th)?['’]?em|them|these|those|all|both)(?: all)? up\W*$", re.I)
UNIT = re.compile(
    r"\s*(?:[^\W\d_]*(?:[GMKT]i?B|ms|sec|min|kWh)\b|[%％€£]|[,，(]?\s*(?:with|including|incl|together|plus|mit|inklusive|avec|con|com|包括)\b)"
)
EDGE = re.compile(r"[|&<\t]")
"""What stands between cells of a table."""
MOST_TIMES = 12
"""How often one of the numbers may be meant: for twelve words of equal scores."""


@dataclass(frozen=True)
class Totals:
    reading: Reading
    passages: Passages

    def by_word(self, island: Island, side: Side, worth: Worth) -> Tie | None:
        """What a number must be that a word before it calls a sum."""
        printed, at = printed_of(side.formula), self._phrase(island)
        if printed is None or printed.is_percent or at is None:
            return None
        told = self.reading.sums.told(side, worth, side.start)
        if told is not None and not told.is_strong:
            return told
        return self._of_row(side, worth, printed, at) or self._of_exponentials(side, worth, printed, at)

    def _phrase(self, island: Island) -> int | None:
        """Where the words begin that call it a sum."""
        lead = island.lead
        start = island.sides[0].start - len(lead)
        word = LAST_WORD.search(lead)
        if word is not None and WORDS.fullmatch(word[1]):
            return start + word.start(1)
        found = ADDED_UP.search(lead) or ADDS_UP.search(lead, max(0, len(lead) - LONGEST))
        if found is None or (island.block.kind is Kind.CELL and EDGE.search(lead, found.start())):
            # what the head of a row says is of the numbers above
            return None
        return start + found.start()

    # --- a row ------------------------------------------------------------------------------

    def _of_row(self, side: Side, worth: Worth, printed: Printed, at: int) -> Tie | None:
        """The sum of a row directly before it."""
        told = self._of_last_exponentials(side)
        if told is not None:
            return told
        row = None if self.reading.has_betrayed(side.start) else self.passages.row_before(side)
        run = self.reading.sums.run
        if row is None or (run and run[-1].end > row.start) or not self._is_directly(row.end, at):
            return None
        cells = row.formula.entries if isinstance(row.formula, Vector) else ()
        numbers = [printed_of(cell) for cell in cells]
        if len(cells) < 2 or all(p is None or p.is_integer for p in numbers) or None in numbers:
            return None
        are_shares = all(p is not None and 0 <= p.value <= 1 for p in numbers)
        if (printed.is_integer and not (are_shares and printed.value == 1)) or self._may_be_other(row, side):
            return None
        added = self.reading.series.total(WEIGHTS if are_shares else EXPONENTIALS, cells, side, worth)
        return None if added is None else Tie(added, "sum", is_strong=True)

    def _of_last_exponentials(self, side: Side) -> Tie | None:
        """`exponentials: 4.113, 2.028; sum 6.414`: directly behind such a row that was right it is surely their sum."""
        findings, sums = self.reading.findings, self.reading.sums
        last = findings[-1] if findings else None
        if last is None or last.meaning != EXPONENTIALS or last.verdict not in HOLDS or last.right[1] != sums.row_end:
            return None
        between = self.reading.view[sums.row_end : side.start]
        if len(between) > NEAR or any(c.isdigit() for c in between):
            return None
        whole = sums.of_row()
        return None if whole is None else Tie(whole, "sum", is_strong=True)

    def _may_be_other(self, row: Side, side: Side) -> bool:
        """Whether it may be the sum of more numbers, or of others."""
        before = self.reading.view[max(0, row.start - BEFORE) : row.start]
        is_part = goes_on(self.reading.text, row.start, row.end) or LARGEST.search(before) is not None
        return is_part or is_hedged(before) or self._has_unit(side)

    # --- exponentials one by one ------------------------------------------------------------

    def _of_exponentials(self, side: Side, worth: Worth, printed: Printed, at: int) -> Tie | None:
        """The sum of all that were worked out directly before it."""
        sums = self.reading.sums
        run = sums.run
        if len(run) < 2 or not sums.is_near(run[-1].end, at) or sums.row_end > run[-1].end:
            return None
        if not self._is_directly(run[-1].end, at) or printed.is_integer or self._has_unit(side):
            return None
        cells = tuple(addend.number for addend in run if addend.number is not None)
        if len(cells) < len(run):
            return None
        if self._is_with_others(cells, side, worth):
            return None
        added = self.reading.series.total(EXPONENTIALS, cells, side, worth)
        return None if added is None else Tie(added, "sum", is_strong=True)

    def _is_with_others(self, cells: tuple[Formula, ...], side: Side, worth: Worth) -> bool:
        """Whether one of them, or 1, may be meant several times more."""
        (entry,) = entries_of(side.formula, worth, self.reading.worths)
        for cell in (*cells, Number("1")):
            for times in range(1, MOST_TIMES):
                added = Sum((*cells, *[cell] * times))
                (ball,) = spans_of(added, 1, self.reading.worths)
                if ball is not None and may_be_rounded(entry, ball):
                    return True
        return False

    def _is_directly(self, end: int, at: int) -> bool:
        """Whether nothing but small words stands between."""
        between = re.sub(r"\\\\?[a-zA-Z]+", " ", self.reading.view[end:at])
        return len(" ".join(between.split())) <= LONGEST and comes_out(between)

    def _has_unit(self, side: Side) -> bool:
        """Whether it counts something, or more is added: 1.2 GB, 1.00 with the rest."""
        text = self.reading.text
        return UNIT.match(text, side.end) is not None or is_counted(text, side.end)
