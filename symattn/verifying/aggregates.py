"""Aggregates: rows of a table of the document that add up the rows above them, and are none of its own.

| token | score | exp   | weight |
|-------|-------|-------|--------|
| cat   | 1     | 2.718 | 0.269  |
| sat   | 2     | 7.389 | 0.731  |
| Σeˣ   | 3     | 10.107 | 1     |

The numbers tell it whatever the row is called, and its name if it is last and numbers are left out in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from flint import fmpq

from symattn.exact.rounding import Printed
from symattn.verifying.columns import Cell
from symattn.verifying.proofs import printed_of
from symattn.verifying.sums import WORDS

Numbers = Mapping[int, Printed]
"""Of one row, by their columns."""
SUM = re.compile(
    r"^\W*(?:(?:row )?(?:sums?|totals?)|Σ|∑|Sigma|合计|总和|求和|summe|suma|somme|soma|total)\W*$", re.IGNORECASE
)
FEWEST = 2
"""Rows that are added up."""
MOST_ROWS = 64


def sum_rows(rows: Mapping[int, Mapping[int, Cell]], labels: Mapping[int, str]) -> list[int]:
    """The rows that are sums; labels: what stands at the head of each row."""
    told = [i for i in rows if SUM.match(labels.get(i, ""))]
    if len(rows) > MOST_ROWS:
        return told
    numbers = {i: _numbers(row) for i, row in rows.items()}
    found = [i for i in rows if i in told or _adds_up([numbers[j] for j in rows if j < i], numbers[i])]
    last = max(rows, default=0)
    is_called = last in rows and WORDS.fullmatch(labels.get(last, "").strip(" *_:：$`")) is not None
    if is_called and last not in found and _lacks(numbers, last):
        found.append(last)
    return found


def _numbers(row: Mapping[int, Cell]) -> Numbers:
    each = ((column, printed_of(cell.side.formula)) for column, cell in row.items())
    return {column: printed for column, printed in each if printed is not None}


def _adds_up(above: Sequence[Numbers], row: Numbers) -> bool:
    """Whether every number is the sum of those above it, or of the first of these: others may be means."""
    if all(p.is_integer or p.value == 0 for p in row.values()):
        # whole numbers may be tokens: (1, 1) below (1, 0) and (0, 1)
        return False
    return any(_is_sum(above[:count], row) for count in range(len(above), FEWEST - 1, -1))


def _is_sum(rows: Sequence[Numbers], row: Numbers) -> bool:
    """Of the columns of numbers; below 0.6·3 = 1.8 nothing is compared."""
    columns = [c for c in row if all(c in other for other in rows)]
    is_decimal = any(not row[c].is_integer for c in columns)
    return is_decimal and all(_may_be(row[c], [other[c] for other in rows]) for c in columns)


def _may_be(printed: Printed, addends: Sequence[Printed]) -> bool:
    """Whether rounding may make it their sum."""
    off = abs(sum((p.value for p in addends), fmpq(0)) - printed.value)
    return bool(2 * off <= sum((p.unit for p in addends), printed.unit))


def _lacks(numbers: Mapping[int, Numbers], last: int) -> bool:
    """Whether it has no number in a column where all others have one: `Z | | 10.11 | 1`."""
    others = [row for i, row in numbers.items() if i != last]
    shared = set.intersection(*map(set, others)) if others else set()
    return len(others) >= FEWEST and not shared <= set(numbers[last])
