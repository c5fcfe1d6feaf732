"""What a finding says besides its verdict: what is due, what both ways give, remarks."""

from __future__ import annotations

import subprocess
import sys

import pytest
from verifying.judged import report

from symattn.exact.real import Real, function, real
from symattn.exact.rounding import read_decimal
from symattn.report import Finding
from symattn.verifying.explaining.spelling import respelled
from symattn.verifying.explaining.values import form, told


def finding(text: str) -> Finding:
    """The last one."""
    return report(text).findings[-1]


ROOT = function("sqrt", real(2))
E = function("exp", real(1))


@pytest.mark.parametrize(
    ("source", "number", "due", "new"),
    [
        ("2.71", "2.71", E, "2.72"),
        ("2{,}71", "2.71", E, "2{,}72"),
        ("2,71", "2.71", E, "2,72"),
        ("\\mathbf{2.71}", "2.71", E, "\\mathbf{2.72}"),
        ("272.1\\%", "272.1%", E, "271.8\\%"),
        ("272 %", "272%", E / 2, "136 %"),
        (".70", ".70", 1 / ROOT, ".71"),
        ("49{,}152", "49152", real(49153), "49{,}153"),
        ("49,152", "49152", real(149153), "149,153"),
        ("49\\,152.5", "49152.5", real(49153) + real(1) / 4, "49\\,153.3"),
        ("1.048,5", "1048.5", real(1049), "1.049,0"),
        ("7.5e9", "7.5e9", real(6_710_000_000), "6.7e9"),
        ("7.5×10^9", "7.5e9", real(67_100_000_000), "6.7×10^10"),
        ("7{,}5 \\times 10^{9}", "7.5e9", real(6_710_000_000), "6{,}7 \\times 10^{9}"),
        ("48.2e6", "48.2e6", real(48_111_111), "48.1e6"),
        ("9.97e3", "9.97e3", real(9_999), "1.00e4"),
        ("0.5", "0.5", -ROOT, "-1.4"),
        ("½", "0.5", ROOT, ""),
        ("1 234", "1234", real(1235), ""),
    ],
)
def test_a_number_is_corrected_in_its_own_notation(source: str, number: str, due: Real, new: str) -> None:
    """Only digits change; what is not understood is left alone."""
    assert respelled(source, read_decimal(number), due) == new


@pytest.mark.parametrize(
    ("x", "printed", "due"),
    [
        (function("exp", real(389) / 50), "2396.0", "2392.27…"),
        (real(133) / 20, "6.67", "6.65"),
        (real(2) / 3, "0.67", "0.666…"),
        (-ROOT, "1.41", "-1.414…"),
        (ROOT / 2, "71%", "70.7…%"),
        (function("exp", real(23)), "9.7e9", "9.744…·10^9"),
        (ROOT * ROOT, "2.0", "2"),
    ],
)
def test_a_value_is_told_to_one_more_digit(x: Real, printed: str, due: str) -> None:
    """Cut, with … behind it; whole where it ends."""
    assert told(x, read_decimal(printed)) == due


def test_a_short_exact_form_is_told() -> None:
    """Long ones, decimals and what lies outside the exact field are not."""
    assert form(11 / ROOT) == "11/√2"
    assert form(function("tanh", real(1))) == form(function("exp", real(707) / 1000)) == ""


def test_both_ways_are_told_of_a_wrong_number() -> None:
    """7.78 stood for 11/√2."""
    one = finding("11/√2 ≈ 7.78\n\nexp(7.78) ≈ 2396.0")
    assert (one.expected, one.from_displayed, one.from_exact) == ("2387.9", "2392.27…", "e^(11/√2) = 2387.91…")


def test_the_wrong_entry_of_a_table_is_the_one_that_is_told() -> None:
    """[1, 2]·[[3, 4], [5, 6]] is [13, 16]."""
    one = finding("[[1, 2], [3, 4]]·[[3, 4], [5, 6]] = [[13, 17], [29, 36]]")
    assert (one.printed, one.place, one.expected, one.from_displayed) == ("17", (1, 2), "16", "16")


def test_the_worth_of_a_wrong_expression_is_told() -> None:
    """What 2.927/6.255 is nobody sees by looking at it."""
    one = finding("e^1.074/(e^1.074 + e^1.262) = 2.927/6.255")
    assert (one.reason, one.from_displayed) == ("the right side is 0.4679…", "0.4531…")


def test_a_minus_sign_before_the_number_belongs_to_it() -> None:
    """-0.1587 should be -0.1586, not 0.1587."""
    one = finding("tanh(-0.16) = −0.1587")
    assert (one.printed, one.expected) == ("−0.1587", "−0.1586")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1/3 = 0.333", "= where only ≈ holds"),
        ("0.333 = 1/3", "= where only ≈ holds"),
        ("[0.5, 0.333] = [1/2, 1/3]", "= where only ≈ holds"),
        ("[0.50, 0.333] = [1/2, 1/3]", "= where only ≈ holds"),
        ("[0.67, 0.3333] ≈ [2/3, 1/3]", "numbers of one row are printed to different precisions"),
        (
            "$[0.67, 0.3333] \\approx [\\frac{2}{3}, \\frac{1}{3}]$",
            "numbers of one row are printed to different precisions",
        ),
        (
            "softmax(12.46, 0.21) ≈ [0.99999521, 0.00000479]",
            "0.99999521 shows more digits than its operands support: it may be 0.99999516 to 0.99999527",
        ),
        (
            "e^12.46/(e^12.46 + e^0.21 + 1) ≈ 0.99999134",
            "0.99999134 shows more digits than its operands support: it may be 0.99999126 to 0.99999141",
        ),
        ("1/8 ≈ 0.13", "0.13 is one of two correct roundings of 1/8, which lies midway"),
        ("softmax([1, 0]) ≈ [0.73, 0.269]", "numbers of one row are printed to different precisions"),
        (
            "e^7.78 ≈ 2392.27",
            "2392.27 shows more digits than its operands support: it may be 2380.34 to 2404.27",
        ),
    ],
)
def test_remarks_are_no_errors(text: str, note: str) -> None:
    one = finding(text)
    assert (one.verdict.is_right, one.notes) == (True, (note,))


def test_a_short_decimal_that_was_worked_out_nowhere_is_what_it_seems() -> None:
    """Scores 1.0 and 0.5 are given; 1.4 that was rounded from √2 is not."""
    note = "4.06 shows more digits than its operands support: it may be 3.85 to 4.27"
    assert report("e^1.0 ≈ 2.72, e^0.5 ≈ 1.65, e^1.4 ≈ 4.06\n").findings[-1].notes == ()
    assert report("√2 ≈ 1.4\n\ne^1.4 ≈ 4.06\n").findings[-1].notes == (note,)
    assert finding("e^0.5 ≈ 1.64").diagnoses == ("truncated",)


@pytest.mark.parametrize(
    "text",
    [
        "1/3 ≈ 0.333",
        "1/4 = 0.25",
        "softmax([1, -inf]) = [1, 0]",
        "e^7.78 ≈ 2390",
        "0.25 = 1/4",
        "0.333 ≈ 1/3",
        "[0.5, 0.25] = [1/2, 1/4]",
        "$[0{,}5; 0{,}25] = [\\tfrac12; \\tfrac14]$",
        "[0.67, 0.33] ≈ [2/3, 1/3]",
        "softmax(0.5, 0) ≈ [0.6, 0.4]",
    ],
)
def test_there_is_nothing_to_remark_on_most_numbers(text: str) -> None:
    """Right is right."""
    assert finding(text).notes == ()


def test_proof_reading_needs_no_algebra_system() -> None:
    """SymPy takes half a second to load; a document with wrong numbers is explained without it."""
    code = "import sys; sys.path.insert(0, 'tests'); from verifying.judged import report\n"
    code += "report('[softmax(1/√2, 0)] = [0.622, 0.378], e^2 = 7.93'); print('sympy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
