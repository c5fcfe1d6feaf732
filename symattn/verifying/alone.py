"""Alone: a table, a row or a number without a relation sign. What it states is told by words and place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from symattn.island import Island, Side
from symattn.notation.formula import EQUAL, ROUNDED, Matrix, Name, Number, Vector, walk
from symattn.notation.parse.plain import name_of
from symattn.notation.parse.spellings import AND_WORDS
from symattn.page import Kind
from symattn.verifying.adding_up import AddingUp
from symattn.verifying.bindings import Quantity
from symattn.verifying.cells import Cells
from symattn.verifying.chains import Chains
from symattn.verifying.proofs import has_hidden, is_literal, same_size
from symattn.verifying.reading import Reading, Stated
from symattn.verifying.sentences import Sentences
from symattn.verifying.series import Due, cell_of, cells_of_row
from symattn.verifying.stages import stages_told
from symattn.verifying.ties import SUM_OF_WEIGHTS
from symattn.verifying.totals import Totals
from symattn.verifying.witnessing import Witnessing
from symattn.verifying.words import OUTPUT, SCALED, SCORES, WEIGHTS, is_labelled, label_of, name_in
from symattn.verifying.worths import Tie, Worth

NEAR = 24
"""Characters between words and the number that they stand for."""
LEAD = 200
"""Characters before a row that may say what it is."""
CLAUSE = re.compile(r"[^\n,，、。;；|.\d]{0,40}")
DIGITS = "-−.0123456789"
WORD = re.compile(r"[^\W\d_]+")
ENDS_SENTENCE = re.compile(r"[.。\n]")


@dataclass(frozen=True)
class Alone:
    """Reads formulas that stand alone."""

    reading: Reading
    chains: Chains
    cells: Cells
    witnessing: Witnessing
    sentences: Sentences
    totals: Totals
    adding_up: AddingUp

    def read(self, island: Island, *, is_left: bool = False) -> None:
        """is_left: it is the left side of a chain, which states something only if it is right."""
        side = island.sides[0]
        may_be_tied = not is_left or is_literal(side.formula) or is_labelled(island.lead)
        if not may_be_tied and island.block.kind is not Kind.CELL:
            return
        worth = None if isinstance(side.formula, Name) else self.reading.worths.of(side.formula)
        if worth is None or self.reading.is_within_judged(side):
            return
        self.reading.last = Stated(island.sides[-1], worth)
        if self.cells.read(island, side, worth, is_left=is_left) or self._was_awaited(island, side, worth):
            return
        name = self._name_above(island, side)
        if name is not None:
            named = replace(island, sides=[name, side], signs=[EQUAL])
            self.chains.read(named, None, explicit=False)
        elif may_be_tied:
            self._tied(island, side, worth, is_left=is_left)

    def _was_awaited(self, island: Island, side: Side, worth: Worth) -> bool:
        """Whether it is the number of `exp(17.7) ≈ a large number, say 4.8e7`, which is then judged."""
        awaited = self.reading.awaited
        if awaited is None or not isinstance(side.formula, Number):
            return False
        self.reading.awaited = None
        between = self.reading.text[awaited.end : side.start]
        if side.start - awaited.end >= NEAR or ENDS_SENTENCE.search(between):
            return False
        self.reading.judged(island, awaited.left, ROUNDED, side, awaited.worth, worth, explicit=False)
        return True

    def _name_above(self, island: Island, side: Side) -> Side | None:
        """The name that a heading or label gives the table below it: `#### Query $Q$`."""
        if not isinstance(side.formula, Matrix) or not is_literal(side.formula):
            return None
        found = name_in(label_of(island.lead))
        if found is None:
            return None
        letter, name = found
        start = self.reading.text.rfind(letter, 0, side.start)
        return Side(name_of(name), start, start + len(name))

    # --- what it is tied to -----------------------------------------------------------------

    def _tied(self, island: Island, side: Side, worth: Worth, *, is_left: bool) -> None:
        """It is held against the quantity that it states."""
        reading = self.reading
        if self.adding_up.is_belied(island, side):
            return
        tie = self.totals.by_word(island, side, worth) or reading.ties.of_island(island, worth)
        is_tied = tie is not None and same_size(tie.worth.best, worth.best)
        if (not is_tied and self.sentences.follows(island, side, worth)) or self._is_staged(island, side, worth, tie):
            return
        if tie is not None and tie.meaning == SUM_OF_WEIGHTS and reading.has_betrayed(side.start):
            return
        if has_hidden(side.formula):
            reading.roles.is_masked = True
        if tie is None or not is_tied:
            if tie is None:
                self.witnessing.alone(island, side, self.cells.heading_of(island))
            if self.cells.are_given(island, side):
                reading.worths.add_data(side.formula)
            if island.block.kind is not Kind.CELL:
                reading.repeats.left_unjudged(side.formula)
        elif not is_left or reading.judge.holds(side.formula, side, tie.worth, worth):
            self._judged(island, side, worth, tie)

    def _is_staged(self, island: Island, side: Side, worth: Worth, tie: Tie | None) -> bool:
        """Whether it is a row told by its label, `After scaling: 0.7, 1.4`, that no data make; it is then judged."""
        cells = cells_of_row(side.formula)
        is_near = bool(stages_told(island.lead))
        stages = stages_told(self.reading.view[max(0, side.start - LEAD) : side.start]) if len(cells) > 1 else ()
        if not stages:
            return False
        is_tied = tie is not None and same_size(tie.worth.best, worth.best)
        series, holds = self.reading.series, self.reading.judge.holds
        is_right = is_tied and tie is not None and holds(side.formula, side, tie.worth, worth)
        due = None if is_right else series.due(stages, cells, worth, side.start, is_sure=is_near and not is_tied)
        series.saw(stages[0] if due is None else due.stage, cells)
        if due is None:
            return False
        if self._has_labels(side):
            self._each_judged(island, side, worth, due)
            return True
        left = Side(Vector(due.cells), side.start, side.end)
        self.reading.judged(island, left, ROUNDED, side, due.worth, worth, explicit=False, meaning=due.stage)
        return True

    def _has_labels(self, side: Side) -> bool:
        """Whether words stand before its numbers that tell whose they are: the 0.33, cat 0.67."""
        if self.reading.text[side.start] not in DIGITS:
            return False
        return not set(WORD.findall(self.reading.text[side.start : side.end].lower())) <= AND_WORDS

    def _each_judged(self, island: Island, side: Side, worth: Worth, due: Due) -> None:
        """Each number of `the 0.33, cat 0.67` is a statement of its own."""
        self.reading.one_by_one = side.start, side.end
        for i, cell in enumerate(cells_of_row(side.formula)):
            places = [side.places[id(part)] for part in walk(cell) if id(part) in side.places]
            start, end = places[0] if places else (side.start, side.end)
            one = Side(cell, start, end, side.places)
            left, at_left, at_right = Side(due.cells[i], start, end), cell_of(due.worth, i), cell_of(worth, i)
            self.reading.judged(island, left, ROUNDED, one, at_left, at_right, explicit=False, meaning=due.stage)

    def _judged(self, island: Island, side: Side, worth: Worth, tie: Tie) -> None:
        reading, meaning = self.reading, tie.meaning
        if isinstance(side.formula, Matrix):
            reading.learn(tie)
        told = reading.judged(island, side, ROUNDED, side, tie.worth, worth, explicit=False, meaning=meaning)
        stage = meaning.partition(", row ")[0]
        if stage in (SCORES, SCALED) and (cells := cells_of_row(side.formula)):
            # rows that words tell may follow from it
            reading.series.saw(stage, cells)
        if tie.is_strong and meaning in (SCORES, SCALED, WEIGHTS, OUTPUT):
            # `Matrix of raw scores:` is what "scores" means from now on
            reading.bindings.bind(Name(meaning), Quantity(told.exact, told.displayed, origin=told.origin))
        reading.findings[-1] = replace(reading.findings[-1], end=self._clause_end(side))

    def _clause_end(self, side: Side) -> int:
        """Where a share ends that says whose it is: `40 % of its weight to "I"`."""
        text = self.reading.text
        if not text[side.start : side.end].endswith(("%", "％")):
            return side.end
        clause = CLAUSE.match(text, side.end)
        words = "" if clause is None else clause[0]
        if text[side.end + len(words) :][:1].isalpha() and " " in words.strip():
            # not in the middle of a word
            words = words.rpartition(" ")[0]
        return side.end + len(words.rstrip())
