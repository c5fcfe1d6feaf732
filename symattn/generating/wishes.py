"""Wishes: what a lecturer may ask of exercises of any kind."""

from __future__ import annotations

from dataclasses import dataclass

from symattn.errors import LimitError, UnknownNameError, did_you_mean

NUMBERS = ("integers", "rationals", "decimals", "logs")
LEVELS = (1, 4)
TOKENS = (2, 6)
DIMS = (1, 6)
PLACES = (1, 12)
USUAL_LEVEL, USUAL_PLACES = 2, 3


@dataclass(frozen=True)
class Wishes:
    """level: 1 two words and small numbers … 4 three words, projections that change the width, larger numbers.

    tokens, dims: n and d_k where the level is not to say them. digits: decimal places of what is rounded.
    Errors: LimitError, UnknownNameError for values out of range.
    """

    level: int = USUAL_LEVEL
    tokens: int | None = None
    dims: int | None = None
    numbers: str = "integers"
    digits: int = USUAL_PLACES
    variant: str | None = None
    allow_carried: bool = False

    def __post_init__(self) -> None:
        for option, value, (low, high) in (
            ("level", self.level, LEVELS),
            ("tokens", self.tokens, TOKENS),
            ("dims", self.dims, DIMS),
            ("digits", self.digits, PLACES),
        ):
            if value is not None and not low <= value <= high:
                raise LimitError(f"--{option} is {value}; {low} to {high} are worked by hand")
        if self.numbers not in NUMBERS:
            raise UnknownNameError(
                f"no kind of numbers is called {self.numbers!r}{did_you_mean(self.numbers, NUMBERS)}"
            )

    @property
    def n(self) -> int:
        """Tokens: as wished, or as the level says."""
        return self.tokens or (2 if self.level < 3 else 3)

    @property
    def d(self) -> int:
        """d_k: as wished, or 2."""
        return self.dims or 2

    @property
    def tags(self) -> tuple[str, ...]:
        """What names of exercises tell of the wishes: `L3`, `logs`; nothing of those that are the usual ones."""
        told = (
            f"L{self.level}" if self.level != USUAL_LEVEL else "",
            f"n{self.tokens}" if self.tokens else "",
            f"d{self.dims}" if self.dims else "",
            self.numbers if self.numbers != NUMBERS[0] else "",
            f"{self.digits}dp" if self.digits != USUAL_PLACES else "",
            self.variant or "",
            "carried" if self.allow_carried else "",
        )
        return tuple(filter(None, told))

    @property
    def key(self) -> str:
        """What draws depend on besides kind, seed and number."""
        return "/".join(map(str, (self.level, self.n, self.d, self.numbers, self.digits, self.variant)))
