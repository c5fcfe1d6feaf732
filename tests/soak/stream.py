"""A stream of documents without end: a seed → a hand calculation, what is due for each of its relations, and slips."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType

from drawn_problem import Drawn, drawn
from faults import LEAST, WRONG_AT, Slip, committed, possible_mistakes, slip
from figures import fits, unit_of, value_of
from formulas import Num, is_literal, numbers_in
from habits import Habits, drawn_habits
from hand import Hand, NothingLeftError
from mistakes.by_hand import MP
from sheet import Link, Sheet
from sheets import FORMS
from speaker import Speaker
from telling import chains_of

from symattn.gathering import format_of
from symattn.report import FileReport, Finding, Verdict
from symattn.verify import verify

RIGHT = {Verdict.EXACT, Verdict.ROUNDED}
DIAGNOSES = True
"""Whether the mistake must be among the diagnoses."""
HOLDS = RIGHT | {Verdict.CARRIED}
LEAST_CLEAN = {"printed": 0.98, "clean": 0.93, "slip": 0.97, "mistake": 0.92}
"""The share of documents about which there must be no complaint, of each kind; to be raised, never lowered."""
NEVER = "wrong"
"""A complaint that no document without a mistake may cause: a false alarm."""
TELLING_DIGITS = 3
"""Digits of one number from which on a mistake must be named; with fewer, some mistake or other gives it by chance."""


@dataclass(frozen=True)
class Told:
    seed: int
    form: str
    problem: Drawn
    habits: Habits
    sheet: Sheet
    numbers: list[Num]
    """Every number of every formula, in the order of telling."""


def told(seed: int, slips: Mapping[int, str] | None = None) -> Told:
    """The document of a seed, nothing in it wrong but the slips: number → what is printed instead."""
    random = Random(seed)
    while True:
        hand = Hand(drawn(random), drawn_habits(random), random)
        try:
            return written(seed, random, hand, slips or {})
        except NothingLeftError:
            continue


def written(seed: int, random: Random, hand: Hand, slips: Mapping[int, str] = MappingProxyType({})) -> Told:
    form = random.choice(list(FORMS))
    language = random.choice(("en", "en", "zh", "de", "es"))
    items = hand.tell()
    numbers = [n for item in items for chain in chains_of(item) for side in chain.sides for n in numbers_in(side)]
    for i, text in slips.items():
        numbers[i].text = text
    sheet = FORMS[form](items, Speaker(language), random)
    return Told(seed, form, hand.problem, hand.habits, sheet, numbers)


def with_slip(seed: int) -> tuple[Told, Slip, Link] | None:
    """The document of a seed with one number altered; None where none was found that can be."""
    one, random = told(seed), Random(-seed - 1)
    links = [link for link in one.sheet.links if link.is_claim and is_literal(link.formula)]
    for _ in range(20):
        link = random.choice(links)
        numbers = [n for n in numbers_in(link.formula) if n.exact is not None and n.exact not in (MP.inf, MP.ninf)]
        found = slip(random.choice(numbers), random) if numbers else None
        if found is not None:
            # told again: where it is written, the places of all that comes behind move
            again = told(seed, {one.numbers.index(found.number): found.wrong})
            at = one.sheet.links.index(link)
            return again, found, again.sheet.links[at]
    return None


def with_mistake(seed: int) -> tuple[Told, str]:
    """A document with one step done wrongly."""
    random = Random(seed)
    while True:
        problem, habits = drawn(random), replace(drawn_habits(random), keeps_digits=False)
        name = random.choice(possible_mistakes(problem))
        wrong = committed(name, problem)
        if wrong is None or any(abs(x) > 10**7 for rows in wrong.values() for row in rows for x in row):
            continue
        try:
            return written(seed, random, Hand(problem, habits, random, wrong)), name
        except (NothingLeftError, OverflowError):
            continue


def printed(seed: int) -> Told:
    """A page that symattn itself prints: text, Markdown or LaTeX."""
    random = Random(seed)
    problem, habits = drawn(random), drawn_habits(random)
    name, ending = random.choice((("text", "txt"), ("markdown", "md"), ("latex", "tex")))
    text = getattr(problem.derivation, name)()
    return Told(seed, name, problem, habits, Sheet(f"sheet.{ending}", text, ()), [])


def printed_complaints(one: Told, report: FileReport) -> list[Complaint]:
    """Everything on it is right, and enough of it is read."""
    text = one.sheet.text
    found = [
        Complaint(f"{f.verdict.value} on our own page", repr(text[f.start : f.end]), line_at(text, f.start))
        for f in report.findings
        if f.verdict not in RIGHT
    ]
    least = 2 * len(one.problem.derivation.steps)
    if len(report.findings) < least:
        found.append(Complaint("too little is read", f"{len(report.findings)} relations, {least} are due", ""))
    return found


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


def ambiguous(one: Told) -> set[str]:
    """Printed numbers that stand for several: two weights of 0.000."""
    meant: dict[str, set[str]] = {}
    for number in one.numbers:
        if number.exact is not None and abs(number.exact) != MP.inf:
            meant.setdefault(number.text.lstrip("-"), set()).add(MP.nstr(abs(number.exact), 30))
    return {text for text, values in meant.items() if len(values) > 1}


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

    def __str__(self) -> str:
        return f"{self.kind}: {self.what} | {self.line}"


def complaints(one: Told, report: FileReport) -> list[Complaint]:
    sheet = one.sheet
    found: list[Complaint] = []
    seen: dict[int, Finding] = {}
    doubtful = ambiguous(one)
    for finding in report.findings:
        link = found_at(sheet.links, finding)
        text = sheet.text[finding.start : finding.end]
        if link is not None and finding.explicit:
            seen[id(link)] = finding
            operands = [n for side in link.chain.sides[: link.index + 1] for n in numbers_in(side)]
            is_clear = link.is_claim and not any(n.text.lstrip("-") in doubtful for n in operands)
            allowed = due(link) if is_clear else HOLDS
        else:
            allowed = HOLDS
        if finding.verdict not in allowed:
            wanted = "|".join(sorted(v.value for v in allowed))
            kind = f"{finding.verdict.value} for {wanted}" + ("" if finding.explicit else " (not explicit)")
            what = f"{text!r}: printed {finding.printed!r} expected {finding.expected!r}"
            what += f" {finding.meaning} {finding.reason}".rstrip()
            found.append(Complaint(kind, what, line_at(sheet.text, finding.right[0])))
    for link in sheet.links:
        if link.is_claim and id(link) not in seen:
            text = sheet.text[link.left.start : link.right.end]
            found.append(Complaint("not read", f"{text!r} ({link.chain.step})", line_at(sheet.text, link.right.start)))
    found += [Complaint("unread", sheet.text[u.start : u.end], line_at(sheet.text, u.start)) for u in report.unread]
    return found


def line_at(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : (text + "\n").find("\n", at)].strip()


def linked(sheet: Sheet, report: FileReport) -> dict[int, Finding]:
    """The explicit findings by the number of their link; of two for one link the worse."""
    found: dict[int, Finding] = {}
    for finding in report.findings:
        link = found_at(sheet.links, finding)
        if link is not None and finding.explicit:
            at = sheet.links.index(link)
            if at not in found or finding.verdict.badness > found[at].verdict.badness:
                found[at] = finding
    return found


def slip_complaints(one: Told, made: Slip, at: Link, report: FileReport) -> list[Complaint]:
    """The altered number must be found wrong, and nothing else."""
    sheet, found = one.sheet, []
    verdicts = linked(sheet, report)
    place = sheet.links.index(at)
    finding = verdicts.get(place)
    shown = f"{made.name}: {made.right} -> {made.wrong} in {sheet.text[at.left.start : at.right.end]!r}"
    if finding is None:
        found.append(Complaint("altered link not read", shown, line_at(sheet.text, at.right.start)))
    elif finding.verdict is not Verdict.WRONG:
        kind = f"altered number is {finding.verdict.value} by {finding.by}"
        found.append(Complaint(kind, shown, line_at(sheet.text, at.right.start)))
    elif DIAGNOSES and made.is_ours and made.name not in finding.diagnoses:
        way = "exactly" if fits(made.number.exact, made.right) else "as displayed"
        found.append(Complaint(f"{made.name} not diagnosed, {way}", f"{shown}: {finding.diagnoses}", ""))
    for i, other in verdicts.items():
        link = sheet.links[i]
        # what was carried from the unaltered number fits neither way now
        operands = {n.text for side in link.chain.sides[: link.index + 1] for n in numbers_in(side)}
        after = not one.habits.keeps_digits or link.chain is at.chain or made.right in operands
        is_free = i == place or (i > place and after)
        if not is_free and other.verdict not in HOLDS:
            text = sheet.text[other.start : other.end]
            kind = f"{other.verdict.value} beside a slip, {'after' if i > place else 'before'}"
            found.append(Complaint(kind, f"{text!r} [{shown}]", line_at(sheet.text, other.start)))
    return found


def mistake_complaints(one: Told, name: str, report: FileReport) -> list[Complaint]:
    """The step done wrongly must be found wrong, and named if its digits tell, and what follows from it carried."""
    sheet, found, named, tells = one.sheet, [], False, False
    verdicts = linked(sheet, report)
    wrong_steps = WRONG_AT[name]
    seen_wrong = False
    for i, link in enumerate(sheet.links):
        if not link.is_claim:
            continue
        finding = verdicts.get(i)
        text = f"{name}: {sheet.text[link.left.start : link.right.end]!r}"
        if link.chain.step in wrong_steps and is_literal(link.formula):
            if far_off(link):
                seen_wrong = True
                tells = tells or digits_off(link) >= TELLING_DIGITS
                if finding is None or finding.verdict is not Verdict.WRONG:
                    kind = (
                        "mistake not read" if finding is None else f"mistake is {finding.verdict.value} by {finding.by}"
                    )
                    found.append(Complaint(kind, text, line_at(sheet.text, link.right.start)))
                elif name in finding.diagnoses:
                    named = True
            continue
        if finding is not None and finding.verdict not in HOLDS:
            kind = f"{finding.verdict.value} where {'carried' if seen_wrong else 'right'} is due, of a mistake"
            what = f"{text} printed {finding.printed!r} expected {finding.expected!r}"
            found.append(Complaint(kind, what, line_at(sheet.text, link.right.start)))
    if tells and DIAGNOSES and not named and not found:
        found.append(Complaint(f"{name} not diagnosed", "", ""))
    return found


def far_off(link: Link) -> list[Num]:
    """The numbers that are off by more than rounding."""
    numbers = [n for n in numbers_in(link.formula) if n.exact is not None and n.exact != MP.ninf]
    return [
        n
        for n in numbers
        if abs(value_of(n.text) - n.exact) >= LEAST * unit_of(n.text)
        and abs(n.displayed - n.exact) < LEAST * unit_of(n.text)
    ]


def digits_off(link: Link) -> int:
    """The digits that different wrong numbers show, zeros around them not counted: 2 for 0.17 and 0.83, 1 for 400."""
    texts = {"".join(c for c in n.text if c.isdigit()).strip("0") for n in far_off(link)}
    return max((len(text) for text in texts), default=0)


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
