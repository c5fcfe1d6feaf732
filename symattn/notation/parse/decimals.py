"""Digits as they are spelled in documents → the spelling of read_decimal: 49{,}152 is 49152, 0,73 may be 0.73."""

from __future__ import annotations

import re
import unicodedata

PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
SUFFIXES = ("f32", "f64", "f16", "f")
"""Of numbers in programs."""
EUROPEAN_POINTS = str.maketrans("．٫", "..")
MARKS = str.maketrans("", "", " \xa0\u2009\u202f_'’")
"""Those of thousands, beside commas and points."""
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){2,}")

POINTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
"""1.048.576: points that part thousands, wherever decimals are written how."""


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
