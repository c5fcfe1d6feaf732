"""What the engine says of a document with one fault in it, against what is due: just that is found, and named."""

from __future__ import annotations

from complaints import HOLDS, Complaint, line_at, linked
from documents import Told
from faults import LEAST, WRONG_AT, Slip
from figures import fits, unit_of, value_of
from formulas import Num, Sym, is_literal, numbers_in
from mistakes.by_hand import MP
from sheet import Link

from symattn.report import FileReport, Verdict

TELLING_DIGITS = 3
"""Digits of one number from which on a mistake must be named; with fewer, some mistake or other gives it by chance."""


def slip_complaints(one: Told, made: Slip, at: Link, report: FileReport) -> list[Complaint]:
    """The altered number must be found wrong, and nothing else."""
    sheet, found = one.sheet, []
    verdicts = linked(sheet, report)
    place = sheet.links.index(at)
    finding = verdicts.get(place)
    shown = f"{made.name}: {made.right} -> {made.wrong} in {sheet.text[at.left.start : at.right.end]!r}"
    if finding is None and is_surely_that(at, made):
        found.append(Complaint("altered link not read", shown, line_at(sheet.text, at.right.start)))
    elif finding is not None and finding.verdict is not Verdict.WRONG:
        kind = f"altered number is {finding.verdict.value} by {finding.by}"
        found.append(Complaint(kind, shown, line_at(sheet.text, at.right.start)))
    elif finding is not None and made.is_told and made.name not in finding.diagnoses:
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


def is_only_named(link: Link) -> bool:
    """Whether only a name says what stands on the right."""
    return isinstance(link.chain.sides[link.index], Sym)


def is_surely_that(link: Link, made: Slip) -> bool:
    """Whether it can be told what the right side states.

    Where only a name stands before a table, its other numbers have to tell: [[2.0, 2.0], [-2.0, 2.0]] may be another
    Z than [[2.0, 2.0], [2.0, 2.0]]. Whole numbers and zeros around others show no digits.
    """
    if not is_only_named(link):
        return True
    texts = [n.text for n in numbers_in(link.formula)]
    texts.remove(made.wrong)
    others = [text for text in texts if not MP.isint(value_of(text))]
    return sum(len(text.replace(".", "").strip("-0")) for text in others) >= TELLING_DIGITS


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
                if finding is None and is_only_named(link) and digits_off(link) < TELLING_DIGITS:
                    # A = [[0.68, 0], [0.32, 1]] may be another A: so few digits some mistake gives by chance
                    continue
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
    if tells and not named and not found:
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
