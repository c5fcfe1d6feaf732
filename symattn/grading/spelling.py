"""How the numbers of an answer may be spelled: 1,234 is two numbers, or one with decimals, or one with thousands.

An answer is read in each way that its characters allow; which one is meant, what is due decides (given.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

SPACES = " \xa0\u2000-\u200b\u202f\u3000"
MARKS = "'’_"
"""What parts thousands and nothing else: 1'024, 1_024."""
TAIL = r"(?:[eE][-+−–]?\d+(?![\w.]))?(?:\s?\\?[%％])?"
CUT = r"(?:(?<=[.,\d]\d)(?:\.{2,}|…))?"
"""The dots of 0.196…, which tell that digits were left out."""
DECIMALS = {".": r"\.(?!\.)\d*", ",": r",\d+"}
BETWEEN_DIGITS = re.compile(r"(?<=\d)(?:,|\{,\})(?=\d)")
BRACED = re.compile(r"(?<=\d)\{,\}(?=\d)")
COMMA_GROUPS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?!\d)")
POINT_GROUPS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])")
GAP = re.compile(rf"[^,;:=≈(\[{{&|+*/^{SPACES}\n\t\\](?:[{SPACES}\n\t]|\\[ ,;:>])+[^,;:=≈)\]}}&|*/^]")
"""A space that may part two numbers, or stand within one."""
POINT_THEN_COMMA = re.compile(r"\d\.\d{3},\d")


@dataclass(frozen=True)
class Spelling:
    """One way of reading the commas, points and spaces of an answer."""

    groups: str = ""
    """What parts thousands besides marks that do nothing else."""
    decimals: str = "."
    """What may stand before decimals."""
    joins: bool = False
    """Whether one space parts no numbers: √3 ln 2, 16 384."""


POINT = Spelling()
COMMA = Spelling(decimals=".,")
THOUSANDS = Spelling(groups=",")
POINT_THOUSANDS = Spelling(groups=".", decimals=",")


def spellings(text: str, *, decimal_comma: bool) -> Iterator[Spelling]:
    """The ways in which this text may be read, the likeliest first."""
    has_comma, is_braced = BETWEEN_DIGITS.search(text) is not None, BRACED.search(text) is not None
    parts = [] if is_braced else [POINT]
    comma = [COMMA] if has_comma else []
    points = POINT_GROUPS.search(text) is not None and (decimal_comma or POINT_THEN_COMMA.search(text) is not None)
    thousands = [THOUSANDS] if COMMA_GROUPS.search(BRACED.sub(",", text)) else []
    others = [POINT_THOUSANDS] if points else []
    ways = [*comma, *others, *parts, *thousands] if decimal_comma else [*parts, *thousands, *comma, *others]
    joins = (False, True) if GAP.search(text) else (False,)
    for way, joined in product(ways, joins):
        yield Spelling(way.groups, way.decimals, joined)


@lru_cache
def numeral(spelling: Spelling) -> str:
    """The pattern of a number without its sign."""
    groups = re.escape(spelling.groups) + MARKS + (SPACES if spelling.joins else "")
    decimals = "|".join(DECIMALS[sign] for sign in spelling.decimals)
    bare = rf"(?<![\w.])[{spelling.decimals}]\d+"
    return rf"(?:(?:[1-9]\d{{0,2}}(?:[{groups}]\d{{3}})+(?!\d)|\d+)(?:{decimals})?|{bare}){TAIL}{CUT}"


def plainly(written: str, spelling: Spelling) -> str:
    """`16384.5` for `16.384,5`: the number as every reader knows it."""
    digits = re.sub(r"\.{2,}$|…$", "", written)
    digits = re.sub(rf"[{MARKS}{SPACES}{re.escape(spelling.groups)}]", "", digits.replace("\\", ""))
    digits = digits.replace(",", ".").replace("−", "-").replace("–", "-").replace("％", "%")
    return re.sub(r"\.(?=$|[eE%])", "", digits)
