"""Kind: a kind of exercise. One file each in exercises/, found by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from symattn.entries import Entries
from symattn.errors import WishesError, did_you_mean
from symattn.exercise import Draft
from symattn.generating.draws import DrawsOfItem
from symattn.generating.wishes import DIMS, NUMBERS, TOKENS, Wishes

SELF, CAUSAL, CROSS = "self_attention", "causal", "cross_attention"
Span = tuple[int, int]


class UnfitError(Exception):
    """A draft that will not do, told by what it is not; another one is drawn."""


@dataclass(frozen=True)
class Kind:
    """What a file in exercises/ defines as KIND; its docstring is the manual."""

    title: str
    """As a heading: `One forward pass by hand`."""
    draw: Callable[[Wishes, DrawsOfItem], Draft]
    """An exercise of this kind. What is not given by the wishes is drawn; whether it is fit is asked afterwards."""
    tokens: Span | None = TOKENS
    """The --tokens it can be made with; None where it makes no use of them."""
    dims: Span | None = DIMS
    numbers: tuple[str, ...] = NUMBERS
    variants: tuple[str, ...] = (SELF,)
    """The variants it can be made of, the usual one first."""
    rounds: bool = True
    """Whether anything may have to be rounded, so that --digits and --allow-carried make a difference."""

    def uses(self, wish: str) -> bool:
        """Whether it makes use of --tokens, --digits …"""
        match wish:
            case "tokens" | "dims":
                return getattr(self, wish) is not None
            case "numbers" | "variant":
                return len(self.numbers if wish == "numbers" else self.variants) > 1
            case "digits" | "allow-carried":
                return self.rounds
            case _:
                return True


KINDS: Entries[Kind] = Entries("symattn.exercises", "KIND", "kind of exercise")


def fitted(name: str, wishes: Wishes) -> Wishes:
    """The wishes as the kind takes them, with its usual variant where none is told.

    Errors: UnknownNameError for the kind, WishesError for a wish of which it makes no use.
    """
    kind = KINDS[name]
    usual = Wishes()
    _check_span(name, "tokens", wishes.tokens, kind.tokens)
    _check_span(name, "dims", wishes.dims, kind.dims)
    if wishes.numbers != usual.numbers:
        _check_name(name, "numbers", wishes.numbers, kind.numbers)
    if wishes.variant is not None:
        _check_name(name, "variant", wishes.variant, kind.variants)
    if not kind.rounds:
        _check_span(name, "digits", wishes.digits if wishes.digits != usual.digits else None, None)
        _check_span(name, "allow-carried", wishes.allow_carried or None, None)
    return replace(wishes, variant=wishes.variant or next(iter(kind.variants), None))


def exercise_name(kind: str, wishes: Wishes, seed: int, number: int) -> str:
    """What answers call an exercise: `weights-7-3`, or `weights-L3-causal-7-3` where other than the usual is wished."""
    usual = next(iter(KINDS[kind].variants), None)
    unusual = replace(wishes, variant=None) if wishes.variant == usual else wishes
    return "-".join([kind, *unusual.tags, str(seed), str(number)])


def _check_span(name: str, option: str, value: int | None, span: Span | None) -> None:
    if value is None:
        return
    if span is None:
        raise WishesError(f"exercises of the kind {name!r} make no use of --{option}; leave it out")
    low, high = span
    if not low <= value <= high:
        raise WishesError(f"exercises of the kind {name!r} are made with --{option} {low} to {high}, not {value}")


def _check_name(name: str, option: str, value: str, offered: tuple[str, ...]) -> None:
    if value in offered:
        return
    if len(offered) < 2:
        only = f", they are all of {offered[0]}" if offered else ""
        raise WishesError(f"exercises of the kind {name!r} are not made with --{option} {value}{only}; leave it out")
    raise WishesError(
        f"exercises of the kind {name!r} are not made with --{option} {value}{did_you_mean(value, offered)}"
    )
