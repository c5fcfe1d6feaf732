"""Units: 49 thousand, 33.6 MFLOP/s, 1500 ms: a number may count in something else than the calculation before it.

Where a word behind a number tells that, or where the number is off by just such a factor, no mismatch is an error.
"""

from __future__ import annotations

import re

from symattn.exact.real import Real, real
from symattn.exact.rounding import Printed, judge
from symattn.notation.evaluate import Value
from symattn.notation.parse.spellings import AND_WORDS, JOINING_WORDS
from symattn.verifying.proofs import GOOD, values_of

BEHIND = r"(?:[ \t\xa0\u202f*`$~]|\\[,;:! ])*(?:\\{1,2}(?:text|textrm|mathrm|operatorname)\s*\{\s*)?"
PARTS = r"[BbO]|[oO]\b|[Bb]ytes?|[Bb]its?|[Oo]ctets?|FLOPS|FLOPs?|flops?|OPS|ops|params?|Hz|s|W|Wh|g|m"
LARGE = (
    r"thousand|million|billion|trillion|mio|mrd|tsd|tausend|milliarden?|mille|milliards?|mil|mill[oó]n(?:es)?|milh|bilh"
    r"|mila|milion|miliard|mln|mld|tys|тыс|млн|млрд|миллион|миллиард|हज़ार|लाख|करोड़|मिलियन|अरब"
)
COUNTED_IN = re.compile(
    rf"{BEHIND}(?:(?i:{LARGE})|(?:[kKMGTPE]i?|[mµμn])(?:{PARTS})(?![^\W\d_])"
    r"|[kKMBGT](?![\w'_^]|[ \t$`]*[=≈:(\[^])|[万萬亿億千百兆만억천조])"
)
"""What behind a number tells that it is a part of the whole number: 1.07 billion."""
WORD = re.compile(rf"{BEHIND}(?P<word>[^\W\d_]+)")
SCALES = (*(1000**k for k in range(1, 5)), *(1024**k for k in range(1, 5)), 60, 3600)
"""By how much one unit is larger than another: GB and bytes, seconds and ms, hours and minutes."""


def is_counted(text: str, end: int) -> bool:
    """Whether the number that ends here counts thousands, or a unit that is so many smaller ones."""
    return COUNTED_IN.match(text, end) is not None


def may_be_in_other_units(value: Value[Real] | None, printed: Printed | None, text: str, end: int) -> bool:
    """Whether a word stands behind the number that may be a unit, and in some such unit it is right."""
    if printed is None or value is None or not _has_word_behind(text, end):
        return False
    (x, *more) = values_of(value)
    if more or judge(x, printed).fit in GOOD:
        return False
    return any(judge(y, printed).fit in GOOD for scale in SCALES for y in (x * real(scale), x / real(scale)))


def _has_word_behind(text: str, end: int) -> bool:
    found = WORD.match(text, end)
    return found is not None and found["word"].lower() not in AND_WORDS | JOINING_WORDS
