"""A stream of documents without end: a seed → a document, what the engine finds in it, and what was not due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from complaints import Complaint, complaints, printed_complaints
from documents import Told, printed, told, with_mistake, with_slip
from fault_complaints import mistake_complaints, slip_complaints
from sheet import Sheet

from symattn.gathering import format_of
from symattn.report import FileReport
from symattn.verify import verify

LEAST_CLEAN = {"printed": 0.99, "clean": 0.97, "slip": 0.99, "mistake": 0.98}
"""The share of documents about which there must be no complaint, of each kind; to be raised, never lowered."""
NEVER = "wrong"
"""A complaint that no document without a mistake may cause: a false alarm."""


@dataclass(frozen=True)
class Answer:
    """What the engine made of one document."""

    told: Told
    report: FileReport
    complaints: list[Complaint]

    @property
    def claims(self) -> int:
        """The relations that must be read; of a printed page those that were."""
        return sum(link.is_claim for link in self.told.sheet.links) or len(self.report.findings)


def read(sheet: Sheet) -> FileReport:
    return verify(sheet.text, format_of(sheet.path).read(sheet.text), sheet.path)


def checked_clean(seed: int) -> Answer:
    """The document of a seed as it is."""
    one = told(seed)
    report = read(one.sheet)
    return Answer(one, report, complaints(one, report))


def checked_printed(seed: int) -> Answer:
    one = printed(seed)
    report = read(one.sheet)
    return Answer(one, report, printed_complaints(one, report))


def checked_slip(seed: int) -> Answer | None:
    """The same with one number altered; None where that cannot be, or the clean one is not read as it should be."""
    if checked_clean(seed).complaints:
        return None
    altered = with_slip(seed)
    if altered is None:
        return None
    one, made, link = altered
    report = read(one.sheet)
    return Answer(one, report, slip_complaints(one, made, link, report))


def checked_mistake(seed: int) -> Answer:
    """Another document, with a step done wrongly."""
    one, name = with_mistake(seed)
    report = read(one.sheet)
    return Answer(one, report, mistake_complaints(one, name, report))


KINDS: dict[str, Callable[[int], Answer | None]] = {
    "printed": checked_printed,
    "clean": checked_clean,
    "slip": checked_slip,
    "mistake": checked_mistake,
}


def check(kind: str, seed: int) -> Answer | None:
    return KINDS[kind](seed)
