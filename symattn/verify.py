"""verify: a document → findings. It is gone through once, island by island; `verifying/` judges what they state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from symattn.enumerated import as_row, enumerated
from symattn.errors import SymattnError
from symattn.exact.enclosure import FIRST_BITS
from symattn.exact.precision import working
from symattn.island import Island
from symattn.islands import Scanner
from symattn.notation.formula import Name
from symattn.notation.parse.beside import ROW_NAME
from symattn.notation.parse.plain import name_of
from symattn.notation.parse.spellings import COMPARISONS
from symattn.page import Kind, Page
from symattn.report import FileReport, Unread
from symattn.verifying.adding_up import AddingUp
from symattn.verifying.alone import Alone
from symattn.verifying.cells import Cells, Frames
from symattn.verifying.chains import Chains
from symattn.verifying.commas import alarms, has_decimal_comma, may_part_thousands, uses_decimal_comma, wrong_both_ways
from symattn.verifying.comparisons import Comparisons
from symattn.verifying.declaring import Declarations
from symattn.verifying.elided import Elided
from symattn.verifying.exercises import Exercises, Step, beginnings
from symattn.verifying.links import Links
from symattn.verifying.listed import Listed
from symattn.verifying.masking import (
    has_a_mask,
    is_masked_causally,
    speaks_of_a_causal_mask,
    with_mask_as_printed,
    with_masks,
)
from symattn.verifying.passages import Passages
from symattn.verifying.proofs import is_literal
from symattn.verifying.reading import Reading, Spoken
from symattn.verifying.recognising import problem_of
from symattn.verifying.sentences import Sentences
from symattn.verifying.stages import stages_told
from symattn.verifying.totals import Totals
from symattn.verifying.witnessing import Witnessing
from symattn.verifying.words import LETTERS, role_of, speaks_of_a_mask, speaks_of_the_root

NO_MATHEMATICS = "what stands behind the sign cannot be read as mathematics"
CUT_OFF = re.compile(r"\n[ \t$`>]*[+×·⊕][ \t$`]*\n\s*(?:[^\n=\d]*\n\s*)?$")
"""A sign on a line of its own, and perhaps a line of words: with what stands above it, it makes one side of a chain."""
NOT_READ = "what stands before the sign cannot be read as mathematics"
TABLE_NAME = re.compile(r"[A-Za-z]_?\d{1,2}")
NOT_JOINED = "words part it from what the sign above it joins it to"


def verify(text: str, page: Page, path: str, *, decimal_comma: bool | None = None) -> FileReport:
    """The findings of one document."""
    if decimal_comma is not None:
        return _read(text, page, path, decimal_comma, is_told=True)
    has_commas = uses_decimal_comma(page.text)
    report = _read(text, page, path, has_commas)
    if not has_commas and has_decimal_comma(page.text) and alarms(report.findings):
        # `Version 3.11` has a point too
        other = _read(text, page, path, decimal_comma=True)
        return other if alarms(other.findings) < alarms(report.findings) else report
    if not has_commas or not alarms(report.findings) or not may_part_thousands(page.text):
        return report
    other = _read(text, page, path, decimal_comma=False)
    if alarms(other.findings) < alarms(report.findings):
        report, other = other, report
    findings, unread = wrong_both_ways(report.findings, other.findings)
    return replace(report, findings=findings, unread=(*report.unread, *unread))


def _read(text: str, page: Page, path: str, decimal_comma: bool, *, is_told: bool = False) -> FileReport:
    reading = Proofreader(text, page).read(decimal_comma, is_told=is_told)
    findings = tuple(sorted(reading.findings, key=lambda finding: (finding.start, finding.end)))
    problem = problem_of(reading.roles, [finding.meaning for finding in findings])
    return FileReport(path, text, findings, tuple(reading.unread), problem, heads=len(reading.roles.heads))


def headings_of(page: Page) -> list[tuple[int, int]]:
    """Where each heading begins, and its level."""
    return [(part.start, part.block.level) for part in page.parts if part.block.kind is Kind.HEADING]


class Proofreader:
    """Goes through a document once."""

    def __init__(self, text: str, page: Page) -> None:
        self.text, self.page, self.view = text, page, page.read
        self.spoken, self.frames = Spoken(self.view), Frames(page.parts)
        self.has_masks = speaks_of_a_mask(page.text)
        self.is_causal = speaks_of_a_causal_mask(page.text)
        self.says_root = speaks_of_the_root(page.text)
        self.declared = Declarations(page.text, lambda: headings_of(page))
        self.said: dict[tuple[str, str], bool] = {}
        self.exercises = Exercises(text, beginnings(text, page))
        self.begin()

    def begin(self) -> None:
        """Nothing is known yet."""
        self.reading = Reading(self.text, self.view, self.page.text, self.spoken)
        self.elided = Elided()
        self.reading.roles.says_causal = self.is_causal
        self.reading.roles.says_root = self.says_root
        self.reading.roles.declared = self.declared
        self.passages = Passages(self.text)
        witnessing = Witnessing(self.reading, self.passages, self.said)
        self.cells = Cells(self.reading, witnessing, self.frames)
        self.listed = Listed(self.reading, self.read_alone)
        self.chains = Chains(self.reading, Links(self.reading), witnessing)
        self.comparisons = Comparisons(self.reading)
        sentences, totals = Sentences(self.reading, self.passages), Totals(self.reading, self.passages)
        adding_up = AddingUp(witnessing, self.passages, self.cells)
        self.alone = Alone(self.reading, self.chains, self.cells, witnessing, sentences, totals, adding_up)

    def read(self, decimal_comma: bool, *, is_told: bool = False) -> Reading:
        """All that is known of the document at its end. is_told: the user said how decimals are written."""
        islands = Scanner(self.page, self.knows, decimal_comma, is_told, self.names_a_row).islands()
        for together in enumerated(islands, self.page.text):
            for step in self.exercises.met(together):
                self.go_on(step)
        self.go_on(self.exercises.rest())
        self.end()
        return self.reading

    def go_on(self, step: Step) -> None:
        """The next islands, which may begin with those of an exercise that is read by itself."""
        if step.is_apart:
            self.end()
            findings, unread = self.reading.findings, self.reading.unread
            self.begin()
            self.declared.since = 0
            for together in step.above:
                self.read_together(together)
            self.end()
            # what is above was told already
            self.declared.since = step.start
            self.reading.findings, self.reading.unread = findings, unread
        for together in step.islands:
            self.read_together(together)

    def end(self) -> None:
        """Tables and lists that were read have ended."""
        with working(FIRST_BITS):
            self.cells.end()
            self.listed.end()

    def read_together(self, together: Sequence[Island]) -> None:
        row = as_row(together)
        if row is None or not self.is_told(row):
            for island in together:
                self.read_island(island)

    def read_alone(self, island: Island) -> None:
        self.alone.read(island)
        self.passages.saw(island.sides[0], island.lead)

    def is_told(self, row: Island) -> bool:
        """Whether a row states something, or waits for the rows behind it."""
        found = len(self.reading.findings)
        self.read_island(row)
        return len(self.reading.findings) > found or row in self.listed.rows

    def read_island(self, island: Island) -> None:
        reading = self.reading
        if island.failed is not None and any(c.isdigit() for c in reading.text[island.start : island.failed[1]]):
            reading.unread.append(Unread(island.start, island.failed[1], NO_MATHEMATICS))
        reading.bindings.position = island.start
        try:
            with working(FIRST_BITS):
                self.island(island)
        except SymattnError as error:
            reading.unread.append(Unread(island.start, island.end, str(error)))

    def left_unread(self, island: Island, start: int) -> None:
        """Numbers stand before the sign of which nothing could be read: a claim, if the right side is numbers."""
        right = island.sides[0]
        if is_literal(right.formula):
            self.reading.unread.append(Unread(start, right.end, NOT_READ))

    def knows(self, text: str) -> bool:
        """Whether a name stands for something: AV is then A·V."""
        known = self.reading.bindings.knows(text) or (text in LETTERS and LETTERS[text] in self.reading.roles.work())
        if known or not TABLE_NAME.fullmatch(text):
            return known
        # K1 is K_1, and v1 a row of V
        is_row = ROW_NAME.fullmatch(text) is not None and self.knows(text[0].upper())
        return is_row or self.reading.bindings.knows(name_of(text).text)

    def names_a_row(self, words: str) -> bool:
        """Whether words tell that a row of numbers follows: `after scaling:`."""
        return bool(stages_told(words))

    def island(self, island: Island) -> None:
        reading = self.reading
        if island.signs and island.signs[0] in COMPARISONS:
            self.comparisons.read(island)
            return
        for side in island.sides:
            side.formula = self.elided.completed(side.formula)
            if self.has_masks and has_a_mask(side.formula):
                others = [other.formula for other in island.sides if other is not side]
                side.formula = with_mask_as_printed(side.formula, reading.bindings.knows, others)
                side.formula = with_masks(side.formula, reading.bindings.knows, is_causal=self.is_causal)
                reading.roles.is_masked = reading.roles.is_masked or is_masked_causally(side.formula)
            self.elided.saw(side.formula, island.block)
            reading.roles.saw(side.formula)
        self.cells.turn(island)
        is_listed = self.listed.takes(island)
        if not island.is_continued and CUT_OFF.search(island.lead):
            self.reading.unread.append(Unread(island.start, island.end, NOT_JOINED))
            self.reading.last = None
            return
        if not island.signs:
            if not is_listed:
                self.read_alone(island)
            return
        before = self.chains.before(island)
        if before is None and island.left_unread is not None and island.signs:
            self.left_unread(island, island.left_unread)
        if before is None and (island.is_continued or not isinstance(island.sides[0].formula, Name)):
            # a calculation that begins a chain may state something by itself
            self.alone.read(replace(island, sides=island.sides[:1], signs=[]), is_left=True)
        self.chains.read(island, before)
        first = island.sides[0].formula
        role = role_of(first) if isinstance(first, Name) else ""
        self.passages.saw(island.sides[-1], island.lead, role)
