"""Kind: a kind of exercise. One file each in exercises/, found by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symattn.entries import Entries
from symattn.exercise import Draft
from symattn.generating.draws import Draws
from symattn.generating.wishes import Wishes


@dataclass(frozen=True)
class Kind:
    """What a file in exercises/ defines as KIND; its docstring is the manual."""

    title: str
    """As a heading: `One forward pass by hand`."""
    draw: Callable[[Wishes, Draws], Draft]
    """An exercise of this kind. What is not given by the wishes is drawn; whether it is fit is asked afterwards."""
    about_extremes: bool = False
    """Whether weights of 0 and 1 are what it is about."""


KINDS: Entries[Kind] = Entries("symattn.exercises", "KIND", "kind of exercise")
