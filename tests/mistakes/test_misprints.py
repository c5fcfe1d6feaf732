"""Each misprint turns the number that is due into the one printed, and is not told where another slip does it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from drawn import DRAWING
from flint import arb
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symattn.diagnosis import by_likelihood, misprints, tell_enough
from symattn.exact.enclosure import span
from symattn.exact.number import Exact, exp, sqrt
from symattn.exact.precision import working
from symattn.exact.real import Real, function, real
from symattn.exact.rounding import read_decimal
from symattn.mistake import MISTAKES, Figure, is_no_misprint

MISPRINTS = [name for name in MISTAKES if MISTAKES[name].misprint is not is_no_misprint]

WEIGHT = exp(4) / (exp(4) + exp(2) + 1)
"""0.86681…: the first of softmax(4, 2, 0)."""
NARROW = exp(Exact(Fraction(778, 100)))
"""e^7.78 = 2392.27…"""


def exponential_of_rounded() -> arb:
    """e^7.775 to e^7.785."""
    with working(256):
        return span(read_decimal("7.78").value, read_decimal("0.005").value).exp()


PAGES: list[tuple[str, Exact | Real, str, tuple[str, ...]]] = [
    ("truncated", exp(Exact(Fraction(2828, 1000))), "16", ()),
    ("exchanged_digits", WEIGHT, "0.876", ()),
    ("moved_decimal_point", exp(Exact(Fraction(12728, 1000))), "33705", ()),
    ("moved_decimal_point", Exact(Fraction(986, 1000)), "98.6", ()),
    ("reversed_sign", -1 - sqrt(2), "2.41", ()),
    ("printed_complement", Exact(Fraction(2718, 3718)), "0.27", ()),
    ("mistyped_digit", NARROW, "2492.3", ()),
]
"""A number of the page, told by the mistake's name alone: what is due, and what is printed."""


@pytest.mark.parametrize(("mistake", "due", "printed", "others"), PAGES)
def test_the_example_of_the_page_is_told(
    mistake: str, due: Exact | Real, printed: str, others: tuple[str, ...]
) -> None:
    assert printed in MISTAKES.explanation(mistake)
    assert misprints(due, read_decimal(printed)) == [mistake, *others]


def test_a_rounding_carried_along_needs_the_displayed_operand() -> None:
    """e^3.54 = 34.47, e^(5/√2) = 34.31."""
    due, displayed = exp(5 / sqrt(2)), exp(Exact(Fraction(354, 100)))
    assert misprints(due, read_decimal("34.5"), displayed) == ["carried_rounding"]
    assert misprints(due, read_decimal("34.5")) == []


def test_digits_cut_off_from_the_displayed_value_are_told_too() -> None:
    due, displayed = exp(5 / sqrt(2)), exp(Exact(Fraction(354, 100)))
    assert misprints(due, read_decimal("34.46"), displayed) == ["truncated"]


def test_more_digits_than_the_operands_support_are_told_where_the_number_lies_in_their_span() -> None:
    """e^7.78 is 2380 to 2404: 2396.0 lies in it, 2412.0 does not, and 2396 to thousands is not too much said."""
    wide = exponential_of_rounded()
    assert misprints(NARROW, read_decimal("2396.0"), span=wide) == ["unsupported_digits"]
    assert misprints(NARROW, read_decimal("2412.0"), span=wide) == []
    assert misprints(NARROW, read_decimal("2396.0")) == []


def test_a_span_of_fewer_than_four_units_supports_the_digits_printed() -> None:
    with working(256):
        three, five = (span(NARROW.ball().mid().fmpq(), read_decimal(half).value) for half in ("0.15", "0.25"))
    assert misprints(NARROW, read_decimal("2392.4"), span=three) == []
    assert misprints(NARROW, read_decimal("2392.4"), span=five) == ["unsupported_digits"]


def test_a_number_that_is_right_is_no_misprint_whatever_else_gives_it() -> None:
    half = Exact(Fraction(1, 2))
    assert misprints(half, read_decimal("0.500"), displayed=half, neighbours=[half]) == []
    assert misprints(NARROW, read_decimal("2392"), span=exponential_of_rounded()) == []


def test_zeros_at_the_end_of_a_whole_number_are_digits() -> None:
    """190 is not −192 without its sign."""
    assert misprints(Exact(-192), read_decimal("190")) == []
    assert misprints(Exact(-190), read_decimal("190")) == ["reversed_sign"]


def test_the_number_beside_it_is_told_where_it_is_known() -> None:
    weights = [1 / (1 + exp(-1 / sqrt(2))), 1 / (1 + exp(1 / sqrt(2)))]
    found = misprints(weights[1], read_decimal("0.670"), neighbours=weights[:1])
    assert found == ["printed_neighbour", "printed_complement"]


def test_every_misprint_has_its_example() -> None:
    elsewhere = {"carried_rounding", "unsupported_digits", "printed_neighbour"}
    assert {mistake for mistake, *_ in PAGES} | elsewhere == set(MISPRINTS)


# --- drawn numbers --------------------------------------------------------------------------

PLACES = st.integers(0, 6)


def decimal(units: int, places: int) -> str:
    """units·10^-places as it is written, by integers alone."""
    digits = str(abs(units)).rjust(places + 1, "0")
    text = f"{digits[: len(digits) - places]}.{digits[len(digits) - places :]}".rstrip(".")
    return "-" + text if units < 0 else text


def between(units: int, places: int) -> Exact:
    """A number a third of a unit above: it is rounded to these units, and so is its negative."""
    return Exact(Fraction(3 * units + (1 if units > 0 else -1), 3 * 10**places))


@settings(DRAWING)
@given(st.integers(100, 10**6), PLACES, st.data())
def test_two_neighbouring_digits_changed_back_make_the_number_right(
    units: int, places: int, data: st.DataObject
) -> None:
    digits = list(str(units).rjust(places + 1, "0"))
    i = data.draw(st.integers(0, len(digits) - 2))
    digits[i], digits[i + 1] = digits[i + 1], digits[i]
    other = int("".join(digits))
    assume(len(str(other).rjust(places + 1, "0")) == len(digits))  # a 0 in front would not be printed
    told = "exchanged_digits" in misprints(between(units, places), read_decimal(decimal(other, places)))
    assert told == (other != units and tell_enough([read_decimal(decimal(other, places))]))


@settings(DRAWING)
@given(st.integers(1000, 10**6), PLACES, st.data())
def test_one_digit_changed_back_makes_the_number_right(units: int, places: int, data: st.DataObject) -> None:
    """Any but the last; the number printed must keep three digits."""
    digits = str(units).rjust(places + 1, "0")
    i = data.draw(st.integers(0, len(digits) - 2))
    other = int(digits[:i] + str((int(digits[i]) + data.draw(st.integers(1, 9))) % 10) + digits[i + 1 :])
    printed = read_decimal(decimal(other, places))
    assume(len(str(other).rjust(places + 1, "0")) == len(digits))
    told = "mistyped_digit" in misprints(between(units, places), printed)
    assert told == (other >= 100 and tell_enough([printed]))


@settings(DRAWING)
@given(
    st.integers(11, 10**5).filter(lambda n: n % 10), PLACES, st.integers(-6, 6).filter(bool), st.sampled_from([1, -1])
)
def test_a_moved_point_and_a_reversed_sign_are_told(units: int, places: int, k: int, sign: int) -> None:
    printed = read_decimal(decimal(units * sign, places))
    due = Exact(Fraction(3 * units + 1, 3 * 10**places))
    moved = due * (Exact(10) ** k) * sign
    assert ("moved_decimal_point" in misprints(moved, printed)) == tell_enough([printed])
    assert "reversed_sign" in misprints(-due * sign, printed)


@settings(DRAWING)
@given(st.integers(10, 999).filter(lambda n: n != 500))
def test_the_complement_of_a_share_is_told(units: int) -> None:
    printed = read_decimal(decimal(units, 3))
    assert "printed_complement" in misprints(1 - between(units, 3), printed)


@pytest.mark.parametrize(("printed", "is_told"), [("0.08", True), ("0.92", True), ("8%", True), ("0.9", False)])
def test_a_complement_is_told_by_its_places(printed: str, is_told: bool) -> None:
    """0.08 shows one digit, but no fewer numbers are as near to it as to 0.92."""
    complement = 1 - read_decimal(printed).value
    due = Exact(Fraction(int(complement.p), int(complement.q)))
    assert misprints(due, read_decimal(printed)) == (["printed_complement"] if is_told else [])


@settings(DRAWING)
@given(st.integers(-(10**6), 10**6).filter(lambda n: abs(n) > 9 and n % 10), PLACES)
def test_a_right_number_has_no_misprint(units: int, places: int) -> None:
    assert misprints(between(units, places), read_decimal(decimal(units, places))) == []


# --- what is not told -----------------------------------------------------------------------


@pytest.mark.parametrize("printed", ["0.3", "1.000", "0.000", "0", "7", "0.004"])
def test_one_digit_and_0_and_1_tell_nothing(printed: str) -> None:
    assert misprints(Exact(Fraction(7, 10)), read_decimal(printed)) == []
    assert not tell_enough([read_decimal(printed)])


def test_a_number_beside_its_complement_counts_once() -> None:
    """Who gets one of two weights gets the other: [0.3, 0.7] shows one digit, [0.3, 0.6] two."""
    assert not tell_enough(map(read_decimal, ("0.3", "0.7")))
    assert not tell_enough(map(read_decimal, ("0.3", "0.3")))
    assert tell_enough(map(read_decimal, ("0.3", "0.6")))
    assert tell_enough(map(read_decimal, ("0.002", "0.998")))
    assert tell_enough(map(read_decimal, ("4", "6")))
    assert not tell_enough([read_decimal("2000")])


def test_a_wrong_last_digit_is_no_mistyped_one() -> None:
    assert misprints(Exact(Fraction(14485, 100000)), read_decimal("0.147")) == []
    assert misprints(Exact(Fraction(14485, 100000)), read_decimal("0.196")) == []
    assert misprints(Exact(Fraction(14485, 100000)), read_decimal("0.245")) == ["mistyped_digit"]


def test_numbers_outside_the_exact_field_are_looked_at_by_balls() -> None:
    """tanh 1 = 0.7616."""
    due = function("tanh", real(1))
    assert misprints(due, read_decimal("0.238")) == ["printed_complement"]
    assert misprints(due, read_decimal("0.672")) == ["exchanged_digits"]
    assert misprints(due, read_decimal("7.62")) == ["moved_decimal_point"]


def test_a_figure_shows_the_digits_as_they_stand() -> None:
    due = real(1)
    texts = {
        "0.014": "0014",
        "-0.014": "0014",
        "4.8e7": "48",
        "33.0": "330",
        "98.6%": "0986",
        "2400": "2400",
        "-01.97": "0197",
        ".5": "05",
    }
    assert {text: Figure(due, read_decimal(text)).digits for text in texts} == texts


def test_wrong_steps_are_no_misprints_and_misprints_no_steps() -> None:
    figure = Figure(real(Exact(WEIGHT)), read_decimal("0.876"))
    assert not MISTAKES["forgot_scale"].misprint(figure)
    assert [name for name, mistake in by_likelihood().items() if mistake.misprint(figure)] == ["exchanged_digits"]
