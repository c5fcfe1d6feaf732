"""Slips and mistakes put into a hand calculation: one number altered, or one step done wrongly."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from drawn_problem import Drawn
from figures import unit_of, value_of
from formulas import Num
from mistakes.by_hand import MP, POSSIBLE, WRONG, Rows

from symattn.errors import SymattnError
from symattn.mistake import MISTAKES
from symattn.work import Work, output_of

FEWEST_DIGITS = 2
FEWEST_OF_MISTYPED = 3
LEAST = 3
"""Units of the last digit shown; less than that could be a matter of rounding."""
WRONG_AT = {
    "forgot_value_projection": ("values",),
    "keys_not_transposed": ("scores",),
    "exchanged_queries_and_keys": ("scores",),
    "scored_values": ("scores",),
    "exchanged_keys_and_values": ("scores", "output"),
    "forgot_scale": ("scaled_scores",),
    "divided_by_d_k": ("scaled_scores",),
    "divided_by_d_model": ("scaled_scores",),
    "divided_by_sqrt_d_model": ("scaled_scores",),
    "multiplied_by_sqrt_d_k": ("scaled_scores",),
    "powers_of_two": ("exponentials",),
    "powers_of_ten": ("exponentials",),
    "softmax_over_columns": ("weights",),
    "softmax_over_whole_matrix": ("weights",),
    "forgot_exponential": ("weights",),
    "forgot_mask": ("weights",),
    "masked_after_softmax": ("weights",),
    "masked_with_zero": ("weights",),
    "weights_transposed": ("output",),
    "mixed_keys": ("output",),
}
"""The steps whose numbers a mistake makes wrong; whatever follows is worked rightly from them."""


# --- one number -----------------------------------------------------------------------------


def mistyped(text: str, random: Random) -> str:
    i = random.choice([i for i, c in enumerate(text) if c.isdigit()])
    return text[:i] + random.choice([d for d in "0123456789" if d != text[i]]) + text[i + 1 :]


def exchanged(text: str, random: Random) -> str:
    pairs = [i for i in range(len(text) - 1) if text[i : i + 2].isdigit() and text[i] != text[i + 1]]
    if not pairs:
        return text
    i = random.choice(pairs)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def moved(text: str, random: Random) -> str:
    digits, point = text.replace(".", ""), text.find(".")
    if point < 0:
        return text
    at = point + random.choice((-1, 1))
    whole, rest = digits[:at].lstrip("0") or "0", digits[at:]
    if at <= 0 or not rest:
        whole, rest = "0", "0" * -at + digits
    return f"{whole}.{rest}"


def reversed_sign(text: str, random: Random) -> str:
    return text[1:] if text.startswith("-") else f"-{text}"


def complement(text: str, random: Random) -> str:
    value = value_of(text)
    if not 0 < value < 1 or "." not in text:
        return text
    places = len(text.partition(".")[2])
    units = int(MP.nint((1 - value) * MP.mpf(10) ** places))
    return f"0.{str(units).rjust(places, '0')}"


SLIPS = {
    "mistyped_digit": mistyped,
    "exchanged_digits": exchanged,
    "moved_decimal_point": moved,
    "reversed_sign": reversed_sign,
    "printed_complement": complement,
}


@dataclass(frozen=True)
class Slip:
    """One number written wrongly."""

    name: str
    number: Num
    right: str
    wrong: str

    @property
    def is_told(self) -> bool:
        """Whether the digits tell the slip, so that it must be named.

        Not where another slip gives the same by chance as soon: 0.6 for 0.06 may be any number of one digit; 0 and 1
        show no digits, since a weight is soon as near to them as one likes; and a last digit that is another one is
        mostly a matter of rounding. A minus sign is no digit, and a complement is told by its places.
        """
        right, wrong = (text.replace(".", "").lstrip("-") for text in (self.right, self.wrong))
        match self.name:
            case "reversed_sign":
                return True
            case "printed_complement":
                return len(self.wrong.partition(".")[2]) >= FEWEST_DIGITS
            case "mistyped_digit":
                least = FEWEST_OF_MISTYPED if right[:-1] != wrong[:-1] else len(wrong) + 1
            case _:
                least = FEWEST_DIGITS
        return abs(value_of(self.wrong)) not in (0, 1) and len(wrong.lstrip("0")) >= least


def slip(number: Num, random: Random) -> Slip | None:
    """A slip in this number that nothing else explains; None where there is none of the kind drawn."""
    name = random.choice(list(SLIPS))
    text = number.text
    if "e" in text or "%" in text:
        return None
    sign = "-" if text.startswith("-") and name in ("mistyped_digit", "exchanged_digits", "moved_decimal_point") else ""
    wrong = sign + SLIPS[name](text.removeprefix(sign), random)
    if wrong == text or (wrong.endswith("0") and "." not in wrong) or wrong.lstrip("-").startswith("00"):
        return None
    if len(wrong.lstrip("-")) > 1 and wrong.lstrip("-")[0] == "0" and "." not in wrong:
        return None
    unit = max(unit_of(wrong), unit_of(text))
    if any(abs(value_of(wrong) - x) < LEAST * unit for x in (number.exact, number.displayed)):
        return None
    return Slip(name, number, text, wrong)


# --- one step -------------------------------------------------------------------------------


def possible_mistakes(problem: Drawn) -> list[str]:
    return [name for name in MISTAKES if name in WRONG_AT and _is_possible(name, problem)]


def _is_possible(name: str, problem: Drawn) -> bool:
    if not problem.is_scaled and WRONG_AT[name] == ("scaled_scores",):
        return False
    return POSSIBLE[name](problem.given)


class OtherNumbersError(Exception):
    """A mistake by symattn.mistakes gives other numbers than by mpmath."""


def committed(name: str, problem: Drawn) -> dict[str, Rows] | None:
    """The wrong numbers of a mistake, at the steps where it is made; None where it makes none that differ enough."""
    wrong = MISTAKES[name].commit(output_of(problem.derivation.problem))
    if wrong is None:
        return None
    work = Work(problem.derivation.problem, wrong)
    found: dict[str, Rows] = {}
    try:
        by_hand = WRONG[name](problem.given) if problem.is_scaled else None
    except ZeroDivisionError:
        # scores 1 and -1 cannot be divided by their sum
        return None
    for step in WRONG_AT[name]:
        if step not in work.step_names:
            return None
        try:
            rows = work.step(step).evaluate(40)
        except (ZeroDivisionError, SymattnError):
            return None
        found[step] = [[MP.mpf(str(rows[i, j])) for j in range(rows.cols)] for i in range(rows.rows)]
        if by_hand is not None and not _agree(found[step], by_hand[step]):
            raise OtherNumbersError(f"{name}: {step}")
    return found


def _agree(ours: Rows, theirs: Rows) -> bool:
    return all(
        abs(a - b) <= MP.mpf(10) ** -30 * max(1, abs(b))
        for x, y in zip(ours, theirs, strict=True)
        for a, b in zip(x, y, strict=True)
    )
