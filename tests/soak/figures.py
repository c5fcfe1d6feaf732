"""Numbers on paper: how one is rounded and spelled, and whether it is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from formulas import Num
from mistakes.by_hand import MP

TINY = MP.mpf(10) ** -40


@dataclass
class Cell:
    """One number of the work: what it is, and what is on paper."""

    exact: Any
    value: Any
    """Of the text."""
    text: str
    given: Any = None
    """What the numbers displayed before gave."""

    def num(self) -> Num:
        return Num(self.text, self.exact, self.value if self.given is None else self.given)


def printed(value: Any, places: int, *, tidy: bool) -> str:
    """Rounded half up; a value next to a tie is one."""
    units = int(MP.floor(abs(value) * MP.mpf(10) ** places + MP.mpf(1) / 2 + TINY))
    digits = str(units).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    if tidy and "." in text:
        whole, _, decimals = text.partition(".")
        decimals = decimals.rstrip("0")
        # 1.00 for 0.995 becomes 1.0; only what is a whole number is printed as one
        is_whole = not decimals and abs(value - MP.nint(value)) < TINY
        text = whole if is_whole else f"{whole}.{decimals or '0'}"
        text = f"{whole}.{'0' * places}" if not units and not is_whole else text
    return f"-{text}" if value < 0 and units else text


def with_power(value: Any, digits: int) -> str:
    """4.757e7"""
    power = int(MP.floor(MP.log10(abs(value)) + TINY))
    mantissa = printed(value / MP.mpf(10) ** power, digits - 1, tidy=False)
    return (
        f"{mantissa}e{power}"
        if not mantissa.startswith("10")
        else f"{printed(MP.mpf(1), digits - 1, tidy=False)}e{power + 1}"
    )


def value_of(text: str) -> Any:
    return MP.ninf if text == "-inf" else MP.mpf(text)


def unit_of(text: str) -> Any:
    """One of the last digit shown: 0.001 for 0.014, 1000 for 4.757e6."""
    mantissa, _, power = text.rstrip("%").partition("e")
    places = len(mantissa.partition(".")[2])
    return MP.mpf(10) ** (int(power or 0) - places)


def fits(value: Any, text: str) -> bool:
    """Whether the text is a correct rounding."""
    if value == MP.ninf or text == "-inf":
        return bool(value == value_of(text))
    return bool(abs(value - value_of(text)) <= unit_of(text) / 2 + TINY)
