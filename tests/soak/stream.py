"""A stream of documents without end: a seed → a hand calculation, what is due for each of its relations, and slips."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from drawn_problem import Drawn, drawn
from formulas import is_literal, numbers_in
from hand import Habits, Hand, NothingLeftError, drawn_habits, fits
from sheets import FORMS, Link, Sheet, Speaker

from symattn.gathering import format_of
from symattn.report import FileReport, Finding, Verdict
from symattn.verify import verify

RIGHT = {Verdict.EXACT, Verdict.ROUNDED}
HOLDS = RIGHT | {Verdict.CARRIED}


@dataclass(frozen=True)
class Told:
    seed: int
    form: str
    problem: Drawn
    habits: Habits
    sheet: Sheet


def told(seed: int) -> Told:
    """The document of a seed, nothing in it wrong."""
    random = Random(seed)
    while True:
        hand = Hand(drawn(random), drawn_habits(random), random)
        try:
            return written(seed, random, hand)
        except NothingLeftError:
            continue


def written(seed: int, random: Random, hand: Hand) -> Told:
    form = random.choice(list(FORMS))
    language = random.choice(("en", "en", "zh", "de", "es"))
    sheet = FORMS[form](hand.tell(), Speaker(language), random)
    return Told(seed, form, hand.problem, hand.habits, sheet)


def read(sheet: Sheet) -> FileReport:
    return verify(sheet.text, format_of(sheet.path).read(sheet.text), sheet.path)


def due(link: Link) -> set[Verdict]:
    """The verdicts that a link may have. One of expressions may be judged number by number or by its value."""
    if not is_literal(link.formula):
        return HOLDS
    numbers = [n for n in numbers_in(link.formula) if n.exact is not None]
    right = all(fits(n.exact, n.text) for n in numbers)
    assert right or all(fits(n.exact, n.text) or fits(n.displayed, n.text) for n in numbers), link
    return RIGHT if right else {Verdict.CARRIED}


def found_at(links: tuple[Link, ...], finding: Finding) -> Link | None:
    """The link that a finding is about: the one whose right side shares most with the finding's."""
    best, share = None, 0.0
    for link in links:
        a, b = link.right.start, link.right.end
        c, d = finding.right
        both, either = min(b, d) - max(a, c), max(b, d) - min(a, c)
        # `q·k = 1 + 2 = 3`: a finding without a sign on the left side of a chain is none of its links
        if both > 0 and both / either > share:
            best, share = link, both / either
    return best


@dataclass(frozen=True)
class Complaint:
    """What the engine says that is not due."""

    kind: str
    what: str
    line: str


def complaints(one: Told, report: FileReport) -> list[Complaint]:
    sheet = one.sheet
    found: list[Complaint] = []
    seen: dict[int, Finding] = {}
    for finding in report.findings:
        link = found_at(sheet.links, finding)
        text = sheet.text[finding.start : finding.end]
        if link is not None and finding.explicit:
            seen[id(link)] = finding
            allowed = due(link) if link.is_claim else HOLDS
        else:
            allowed = HOLDS
        if finding.verdict not in allowed:
            wanted = "|".join(sorted(v.value for v in allowed))
            kind = f"{finding.verdict.value} for {wanted}" + ("" if finding.explicit else " (not explicit)")
            what = f"{text!r}: printed {finding.printed!r} expected {finding.expected!r} {finding.meaning} {finding.reason}"
            found.append(Complaint(kind, what, line_at(sheet.text, finding.right[0])))
    for link in sheet.links:
        if link.is_claim and id(link) not in seen:
            text = sheet.text[link.left.start : link.right.end]
            found.append(Complaint("not read", f"{text!r} ({link.chain.step})", line_at(sheet.text, link.right.start)))
    found += [
        Complaint("unread", sheet.text[u.start : u.end], line_at(sheet.text, u.start)) for u in report.unread
    ]
    return found


def line_at(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : (text + "\n").find("\n", at)].strip()


def checked(seed: int) -> tuple[Told, list[Complaint], Any]:
    one = told(seed)
    report = read(one.sheet)
    return one, complaints(one, report), report
