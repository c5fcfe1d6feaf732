"""What is to be loosened where wishes cannot be had: each wish by itself is tried, and none told that does not help."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Any

from symattn.errors import WishesError
from symattn.generating.drafting import Item, fit_draft
from symattn.generating.kind import KINDS, UnfitError, fitted
from symattn.generating.wishes import DIMS, LEVELS, NUMBERS, PLACES, TOKENS, Wishes

WISHES = ("digits", "level", "tokens", "dims", "numbers", "allow_carried")
SIZES = ("level", "tokens", "dims", "numbers")
"""Those that say how many exercises there are."""
MOST_TOLD = 3


def advice(item: Item, wishes: Wishes, tries: int) -> str:
    """`loosen a wish: --digits 4 or --level 1 will do`; tries: the drafts that may be looked at for each."""
    helps = _helps(item, wishes, WISHES, tries, ())
    if helps:
        return f"loosen a wish: {_or(helps)} will do"
    wished = [f"--{_option(wish)}" for wish in WISHES if not _is_usual(wishes, wish)]
    return f"loosen {_or(wished)}, more than one at once" if len(wished) > 1 else "choose another kind"


def more(item: Item, wishes: Wishes, tries: int, met: Container[bytes]) -> str:
    """`there are others with --level 2, `, or nothing; met: the exercises that there are already."""
    helps = _helps(item, wishes, SIZES, tries, met)
    return f"loosen a wish: there are others with {_or(helps)}; " if helps else ""


def _helps(item: Item, wishes: Wishes, which: Sequence[str], tries: int, met: Container[bytes]) -> list[str]:
    """What has been tried and helps, by another value of one wish; first of those that are not the usual ones."""
    helps: list[str] = []
    for wish in sorted(which, key=lambda wish: _is_usual(wishes, wish)):
        if len(helps) < MOST_TOLD and KINDS[item.kind].uses(_option(wish)):
            helps += _first_help(item, wishes, wish, tries, met)
    return helps


def _is_usual(wishes: Wishes, wish: str) -> bool:
    return bool(getattr(wishes, wish) == getattr(Wishes(), wish))


def _first_help(item: Item, wishes: Wishes, wish: str, tries: int, met: Container[bytes]) -> list[str]:
    for value in _values(wishes, wish):
        if _can_be_had(item, replace(wishes, **{wish: value}), tries, met):
            return [f"--{_option(wish)}" if value is True else f"--{_option(wish)} {value}"]
    return []


def _can_be_had(item: Item, wishes: Wishes, tries: int, met: Container[bytes]) -> bool:
    try:
        wishes = fitted(item.kind, wishes)
        return any(_is_fit(item, wishes, attempt, met) for attempt in range(tries))
    except WishesError:
        return False


def _is_fit(item: Item, wishes: Wishes, attempt: int, met: Container[bytes]) -> bool:
    try:
        fit_draft(item, wishes, attempt, met)
    except UnfitError:
        return False
    return True


def _values(wishes: Wishes, wish: str) -> Sequence[Any]:
    """Other values of a wish; of a number the nearest ones and the ends."""
    match wish:
        case "numbers":
            return [numbers for numbers in NUMBERS if numbers != wishes.numbers]
        case "allow_carried":
            return [] if wishes.allow_carried else [True]
    now, (low, high) = {
        "digits": (wishes.digits, PLACES),
        "level": (wishes.level, LEVELS),
        "tokens": (wishes.n, TOKENS),
        "dims": (wishes.d, DIMS),
    }[wish]
    near = (now + 1, now - 1, low, high)
    return [value for value in dict.fromkeys(near) if low <= value <= high and value != now]


def _option(wish: str) -> str:
    return wish.replace("_", "-")


def _or(options: Sequence[str]) -> str:
    return f"{', '.join(options[:-1])} or {options[-1]}" if len(options) > 1 else options[0]
