"""Commas: 0,73 is a decimal, 49,152 may have thousands. A text of which nobody can tell is read in both ways.

`1,234 + 1 = 1,235` is right of thousands, `√2 = 1,414` of decimals: wrong is only what is wrong both ways.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from symattn.report import Finding, Unread
from symattn.verifying.proofs import HOLDS

DECIMAL_COMMA = re.compile(
    r"(?:[=≈(]|\\approx|→|\^\{?)\s*-?(?P<after>\d+(?:,|\{,\})\d+)(?![\d,])|\b(?P<zero>0(?:,|\{,\})\d\d)"
)
DECIMAL_POINT = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])")
ZERO_COMMA = re.compile(r"(?<![\w.,])0(?:\{,\}\d+|,\d{2,})(?![\d,]|\{,\})")
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,|\{,\})\d{3}")
EITHER_WAY = "its commas may be decimal or part thousands, and it holds in one of the two ways only"


def uses_decimal_comma(text: str) -> bool:
    """Whether decimals are written 0,73: many are, and hardly any with a point."""
    commas = sum(1 for _ in DECIMAL_COMMA.finditer(text))
    return commas > 0 and commas > 2 * sum(1 for _ in DECIMAL_POINT.finditer(text))


def has_decimal_comma(text: str) -> bool:
    """Whether some number can be nothing but a decimal with a comma: 0{,}707."""
    return ZERO_COMMA.search(text) is not None


def may_part_thousands(text: str) -> bool:
    """Whether every number with a comma may be a whole one: 1,234 and no 0,5."""
    return all(THOUSANDS.fullmatch(found["after"] or found["zero"]) for found in DECIMAL_COMMA.finditer(text))


def wrong_both_ways(
    findings: Sequence[Finding], others: Sequence[Finding]
) -> tuple[tuple[Finding, ...], tuple[Unread, ...]]:
    """The findings of one way of reading, of which nothing is wrong that is not wrong in the other way too."""
    other_way = {finding.right: finding for finding in others}
    kept: list[Finding] = []
    unread: list[Unread] = []
    for finding in findings:
        other = other_way.get(finding.right)
        if finding.verdict in HOLDS or (other is not None and other.verdict not in HOLDS):
            kept.append(finding)
        elif other is not None:
            kept.append(other)
        else:
            unread.append(Unread(finding.start, finding.end, EITHER_WAY))
    return tuple(kept), tuple(unread)


def alarms(findings: Sequence[Finding]) -> int:
    """How many of them do not hold."""
    return sum(finding.verdict not in HOLDS for finding in findings)
