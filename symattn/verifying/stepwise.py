"""Stepwise: a softmax worked in a table, judged stage by stage, each number from those in the stage before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from symattn.island import Island, Side
from symattn.notation.formula import ROUNDED, Formula, Sum, Vector
from symattn.report import Verdict
from symattn.verifying.columns import Cell, Columns
from symattn.verifying.proofs import is_literal, same_size
from symattn.verifying.reading import Reading
from symattn.verifying.repeats import REPEATED
from symattn.verifying.series import Due, cell_of, cells_of_row
from symattn.verifying.stages import ORDER
from symattn.verifying.worked import Line, stages_of, worked
from symattn.verifying.worths import Worth

MOST_JUDGED = 256
"""Findings looked through for those of a table that was just read."""


@dataclass
class Stepwise:
    reading: Reading

    def judge(self, columns: Columns, labels: Mapping[int, str]) -> bool:
        """Whether the table is a softmax worked step by step, which is then judged. labels: the heads of its rows."""
        is_it = self._judge_rows(columns)
        for lines in worked(columns.rows, columns.headings, labels):
            for line in sorted(lines, key=lambda line: ORDER.index(line.stage)):
                is_it = self._judge_line(line, columns) or is_it
        return is_it

    def _judge_rows(self, columns: Columns) -> bool:
        """Whole rows in the cells: `[1, 2] | [0.269, 0.731]`."""
        stages, reading = stages_of(columns.headings), self.reading
        order = sorted(stages, key=lambda column: ORDER.index(stages[column]))
        is_it = False
        for row in columns.rows.values():
            for cell, stage in ((row[column], stages[column]) for column in order if column in row):
                cells = cells_of_row(cell.side.formula)
                due = (
                    reading.series.due((stage,), cells, cell.worth, cell.side.start)
                    if not self._is_judged(cell)
                    else None
                )
                if due is not None:
                    self._claim(cell, Vector(due.cells), due.worth, due.stage, columns)
                if len(cells) > 1:
                    reading.series.saw(stage, cells)
                is_it = is_it or due is not None
        return is_it

    def _is_judged(self, cell: Cell) -> bool:
        place = cell.side.start, cell.side.end
        return any(finding.right == place for finding in self.reading.findings[-MOST_JUDGED:])

    def _judge_line(self, line: Line, columns: Columns) -> bool:
        """One stage, and what its numbers add up to; whether it is known what they must be."""
        series, side = self.reading.series, line.side
        cells, worth = cells_of_row(side.formula), self.reading.worths.of(side.formula)
        if worth is None:
            return False
        whole = replace(line.cells[0].island, sides=[side])
        due = series.due((line.stage,), cells, worth, side.start, is_table=True) or self._tied(line, whole, worth)
        if due is not None:
            self.reading.forget_within(side.places.values())
            self._claim_line(line, due, whole, worth, columns)
        series.saw(line.stage, cells)
        if line.total is not None:
            is_wrong = due is not None and self._is_wrong(line)
            added = series.total(line.stage, cells, line.total.side, line.total.worth, is_wrong=is_wrong)
            if added is not None:
                self._claim(line.total, Sum(cells), added, f"sum of the {line.stage}", columns)
        return due is not None

    def _is_wrong(self, line: Line) -> bool:
        """Whether one of its numbers was just told to be wrong."""
        last = self.reading.findings[-MOST_JUDGED:]
        return any(
            f.verdict is Verdict.WRONG and line.side.start <= f.right[0] and f.end <= line.side.end for f in last
        )

    def _tied(self, line: Line, whole: Island, worth: Worth) -> Due | None:
        """What the document's data make of it, where it is just that."""
        (side,) = whole.sides
        tie = self.reading.ties.of_island(whole, worth)
        if tie is None or not (line.stage in tie.meaning or tie.meaning == REPEATED):
            return None
        is_it = same_size(tie.worth.best, worth.best)
        is_it = is_it and self.reading.judge.holds(side.formula, side, tie.worth, worth)
        return Due(tie.meaning, cells_of_row(side.formula), tie.worth) if is_it else None

    def _claim_line(self, line: Line, due: Due, whole: Island, worth: Worth, columns: Columns) -> None:
        """A row of the table is one relation, the numbers of a column are as many."""
        if line.is_row:
            (side,) = whole.sides
            left = replace(side, formula=Vector(due.cells))
            self.reading.judged(whole, left, ROUNDED, side, due.worth, worth, explicit=False, meaning=due.stage)
            return
        for i, cell in enumerate(line.cells):
            # 4.71 / 659.5 = 0.007 tells itself what it is
            if is_literal(cell.side.formula):
                self._claim(cell, due.cells[i], cell_of(due.worth, i), due.stage, columns)

    def _claim(self, cell: Cell, formula: Formula, worth: Worth, meaning: str, columns: Columns) -> None:
        """A cell is held against what its heading says, worked out from the cells before it."""
        block = cell.island.block
        before = columns.rows.get(block.row, {}).get(block.column - 1, cell)
        left = Side(formula, before.side.start, before.side.end)
        self.reading.judged(cell.island, left, ROUNDED, cell.side, worth, cell.worth, explicit=False, meaning=meaning)
