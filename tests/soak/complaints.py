"""What the engine says of a document in which nothing is wrong, against what is due."""

from __future__ import annotations

from dataclasses import dataclass

from documents import Told
from figures import fits
from formulas import is_elided, is_literal, numbers_in
from mistakes.by_hand import MP
from sheet import Link, Sheet

from symattn.report import FileReport, Finding, Verdict

RIGHT = {Verdict.EXACT, Verdict.ROUNDED}
HOLDS = RIGHT | {Verdict.CARRIED}


@dataclass(frozen=True)
class Complaint:
    """What the engine says that is not due."""

    kind: str
    what: str
    line: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what} | {self.line}"


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
    elided = [link.right if is_elided(link.formula) else link.left for link in sheet.links if _has_dots(link)]
    for u in report.unread:
        if not any(u.start <= side.start and side.end <= u.end for side in elided):
            found.append(Complaint("unread", sheet.text[u.start : u.end], line_at(sheet.text, u.start)))
    return found


def _has_dots(link: Link) -> bool:
    return any(map(is_elided, link.chain.sides[link.index : link.index + 2]))


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


def line_at(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : (text + "\n").find("\n", at)].strip()
