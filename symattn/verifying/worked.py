"""Worked tables: a softmax in a table of the document, its columns (or its rows) the stages.

| token | score | exp   | weight |
|-------|-------|-------|--------|
| cat   | 1     | 2.718 | 0.269  |
| sat   | 2     | 7.389 | 0.731  |
| Sum   |       | 10.107 | 1     |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from symattn.island import Side
from symattn.notation.formula import Vector
from symattn.verifying.aggregates import sum_rows
from symattn.verifying.columns import Cell
from symattn.verifying.proofs import printed_of
from symattn.verifying.stages import (
    DEVIATIONS,
    EXPONENTIALS,
    MEAN,
    NUMBERS,
    SHIFTED,
    SOFTMAX,
    VARIANCE,
    stage_of_heading,
)
from symattn.verifying.tabulated import side_of
from symattn.verifying.words import SCORES, WEIGHTS

Rows = Mapping[int, Mapping[int, Cell]]
MEAN_ROW = re.compile(rf"^\W*{MEAN}\W*$", re.IGNORECASE)
OF_WHOLE_ROWS = (SHIFTED, WEIGHTS, DEVIATIONS)
"""Stages for which all numbers of the one before must be known."""
LONGEST_HEADING = 80
FEWEST = 2
"""Stages, and numbers of each."""


@dataclass(frozen=True)
class Line:
    """A column or row of a table that is a stage."""

    stage: str
    cells: tuple[Cell, ...]
    total: Cell | None = None

    @property
    def is_row(self) -> bool:
        """Whether its numbers stand in one row of the table."""
        return len({cell.island.block.row for cell in self.cells}) == 1

    @property
    def side(self) -> Side:
        """All its numbers, as a row."""
        return side_of(Vector(tuple(cell.side.formula for cell in self.cells)), self.cells)


def worked(rows: Rows, headings: Mapping[int, str], labels: Mapping[int, str]) -> list[list[Line]]:
    """The softmaxes of a table, each by its stages in their order; labels: what stands at the head of each row."""
    if len(rows) < FEWEST:
        return []
    # rows left out, marked by dots
    is_elided = list(rows) != list(range(min(rows), max(rows) + 1))
    upright = _series(rows, headings, labels, is_elided=is_elided)
    if upright or is_elided:
        return upright
    columns = sorted({column for row in rows.values() for column in row})
    turned = {column: {i: row[column] for i, row in rows.items() if column in row} for column in columns}
    return _series(turned, labels, headings)


def _series(
    rows: Rows, headings: Mapping[int, str], labels: Mapping[int, str], *, is_elided: bool = False
) -> list[list[Line]]:
    stages = {c: stage for c, stage in stages_of(headings).items() if not is_elided or stage not in OF_WHOLE_ROWS}
    if len(stages) < FEWEST:
        return []
    sums = sum_rows(rows, labels)
    last = max(rows)
    if not sums and not labels.get(last, "").strip() and not all(column in rows[last] for column in stages):
        # a sum that stands below without a word
        sums = [last]
    words = {
        i: row
        for i, row in rows.items()
        if i not in sums and not _is_hidden(row, stages) and not MEAN_ROW.match(labels.get(i, ""))
    }
    # a stage told only of some words is none
    stages = {c: stage for c, stage in stages.items() if all(c in row for row in words.values())}
    if len(stages) < FEWEST or len(set(stages.values())) < len(stages):
        return []
    groups = list(_groups(words, labels))
    whole = rows[sums[0]] if len(sums) == 1 and len(groups) == 1 and not is_elided else {}
    return [[Line(s, tuple(row[c] for row in group), whole.get(c)) for c, s in stages.items()] for group in groups]


def stages_of(headings: Mapping[int, str]) -> dict[int, str]:
    """The stages that the headings name: of a softmax, where numbers x are its scores, or of a variance."""
    short = {column: text for column, text in sorted(headings.items()) if len(text) <= LONGEST_HEADING}
    found = {column: stage for column, text in short.items() if (stage := stage_of_heading(text))}
    named = set(found.values())
    if named & {EXPONENTIALS, WEIGHTS} and SCORES not in named:
        found = {column: SCORES if stage == NUMBERS else stage for column, stage in found.items()}
    of_softmax, of_variance = ({c: s for c, s in found.items() if s in order} for order in (SOFTMAX, VARIANCE))
    return of_softmax if len(of_softmax) >= FEWEST else of_variance


def _is_hidden(row: Mapping[int, Cell], stages: Mapping[int, str]) -> bool:
    """Whether a word takes no part: `mask | 0`, where others have numbers."""
    own = [row[column] for column in stages if column in row]
    printed = [printed_of(cell.side.formula) for cell in own]
    return len(own) < len(stages) and all(p is not None and p.value == 0 for p in printed)


def _groups(
    words: Mapping[int, Mapping[int, Cell]], labels: Mapping[int, str]
) -> Iterator[Sequence[Mapping[int, Cell]]]:
    """The rows of each query, where several rows one after another are labelled with the same one."""
    runs = [list(run) for _, run in groupby(words, key=lambda i: labels.get(i, "").strip())]
    if all(len(run) >= FEWEST for run in runs):
        yield from ([words[i] for i in run] for run in runs)
    elif len(words) >= FEWEST:
        yield list(words.values())
