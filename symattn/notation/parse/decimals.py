"""Digits as they are spelled in documents → the spelling of read_decimal: 49{,}152 is 49152, 0,73 may be 0.73."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
SUFFIXES = ("f32", "f64", "f16", "f")
"""Of numbers in programs."""
EUROPEAN_POINTS = str.maketrans("．٫–", "..-")
MARKS = str.maketrans("", "", " \xa0\u2009\u202f_'’")
"""Those of thousands, beside commas and points."""
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){2,}")

POINTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
"""1.048.576: points that part thousands, wherever decimals are written how."""
BY_SEMICOLON = re.compile(r"[(\[][^()\[\]\n;]{0,40}\d[ ]?;|[)\]][ ]?;[ ]?[(\[]")
BY_COMMA = re.compile(
    r"[(\[][^()\[\]\n;]{0,40}\d,\s+[-−+]?\d|[)\]],\s*[(\[]|[(\[][-−+]?\d{1,9},[-−+]?\d{1,9},|[(\[][-−+]?\d{1,9},0[)\]]"
)
"""(2, 3), [1,0],[0,1], (1,2,3) and (1,0)."""
DECIMALS_PARTED = re.compile(r"[(\[]\s*[-−+]?\d+,\d+\s*;")
FEWEST_PARTED = 3
"""Brackets with semicolons that tell of a habit."""


def decimal(text: str, *, comma: bool) -> str:
    """The number without thousands' marks and suffix, with a point and the digits of Europe."""
    if PLAIN.fullmatch(text):
        return text
    if not text.isascii():
        text = _european(text)
    for suffix in SUFFIXES:
        text = text.removesuffix(suffix)
    if POINTED.fullmatch(text):
        return text.replace(".", "")
    percent = "%" if text[-1] in "%％" else ""
    text = text.rstrip("%％\\ \xa0").translate(MARKS).replace("\\\\,", "").replace("\\,", "")
    if comma and "," in text and not THOUSANDS.match(text):
        text = text.replace(".", "").replace("{,}", ",").replace(",", ".")
    text = _plain_comma(_braced_comma(text))
    return text.removesuffix(".") + percent


def _european(text: str) -> str:
    digits = (str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    return "".join(digits).translate(EUROPEAN_POINTS)


def _braced_comma(text: str) -> str:
    """49{,}152 has thousands; 0{,}731 and 2{,}7183 have decimals."""
    head, braced, tail = text.partition("{,}")
    if not braced:
        return text
    is_thousands = len(tail.partition(".")[0].replace("{,}", "")) % 3 == 0 and head[0] != "0"
    return text.replace("{,}", "" if is_thousands else ".")


def _plain_comma(text: str) -> str:
    whole, comma, rest = text.rpartition(",")
    if not comma:
        return text
    is_thousands = len(rest.partition(".")[0]) == 3 and "." not in whole and ("." in rest or whole != "0")
    return text.replace(",", "") if is_thousands else whole.replace(".", "").replace(",", "") + "." + rest


@lru_cache(maxsize=4)
def parts_by_semicolon(text: str) -> bool:
    """Whether entries are parted by semicolons, and nowhere by commas: then [0,6] is a row of one decimal."""
    parted = (n for n, _ in enumerate(BY_SEMICOLON.finditer(text), 1) if n == FEWEST_PARTED)
    return next(parted, 0) > 0 and BY_COMMA.search(text) is None


def parts_decimals(line: str) -> bool:
    """Whether a row of the line parts decimals by semicolons, and none by commas: [0,1] beside [[1,2; 0,3]]."""
    return DECIMALS_PARTED.search(line) is not None and BY_COMMA.search(line) is None
