"""What --fix puts in place of numbers that are wrong by their rounding alone."""

from __future__ import annotations

import json
from collections.abc import Callable

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st
from verifying.judged import report

from symattn.fixing import fixes_of

MP = mpmath.MPContext()
MP.dps = 40


def fixed(text: str) -> str:
    for fix in reversed(fixes_of(report(text), lambda _: True)):
        text = text[: fix.start] + fix.text + text[fix.end :]
    return text


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("1.180/2.924 = 0.403", "1.180/2.924 = 0.404"),
        ("softmax([0.707, 0]) ≈ [0.669, 0.331]", "softmax([0.707, 0]) ≈ [0.670, 0.330]"),
        ("$e^{2} \\approx \\mathbf{7.38}$", "$e^{2} \\approx \\mathbf{7.39}$"),
        ("tanh(-0.16) ≈ -0.1587", "tanh(-0.16) ≈ -0.1586"),
        ("1/3 ≈ 33.4 %", "1/3 ≈ 33.3 %"),
        ("e^{17.678} ≈ 4.75×10^7", "e^{17.678} ≈ 4.76×10^7"),
        (
            "$e^{0{,}5} \\approx 1{,}648$ und $1/3 \\approx 0{,}333$",
            "$e^{0{,}5} \\approx 1{,}649$ und $1/3 \\approx 0{,}333$",
        ),
        ("√2 ≈ 1.416", "√2 ≈ 1.414"),
    ],
)
def test_rounding_is_corrected_in_the_authors_own_notation(text: str, new: str) -> None:
    """Every entry that is off, and nothing else."""
    assert fixed(text) == new


@pytest.mark.parametrize(
    "text",
    [
        "1·3 + 2·4 = 12",
        "0.67·[5, 5] + 0.33·[10, 0] = [6.67, 3.33]",
        "exp(7.78) ≈ 2396.0",
        "5/√2 ≈ 3.54\n\nexp(3.54) ≈ 34.5",
        "[softmax(1/sqrt2, 0)] ≈ [0.622, 0.378]",
        "softmax([0.71, 0, 0.71]) ≈ [0.39, 0.19, 0.42]",
        "softmax([0.707, 0]) ≈ [0.669, 0.431]",
        "e^5.657 ≈ 285",
        "1/√2 ≈ 0.707",
        "e^2 ≈ 7.93\n\n7.93/3 = 2.644",
    ],
)
def test_what_is_more_than_rounding_is_left_to_the_author(text: str) -> None:
    """Wrong arithmetic, a wrong step, and all that is carried or right."""
    assert fixed(text) == text


def test_what_a_program_has_printed_is_not_corrected() -> None:
    """The remark of the cell above it is the author's, the output is the record of a run."""
    output = {"output_type": "stream", "name": "stdout", "text": "sqrt(2) = 1.415\n"}
    cell = {"cell_type": "code", "source": "# sqrt(3) = 1.733\nrun()", "outputs": [output]}
    found = report(json.dumps({"cells": [cell]}), "note.ipynb")
    assert [finding.verdict.value for finding in found.findings] == ["last-digit", "last-digit"]
    assert [fix.text for fix in fixes_of(found, lambda _: True)] == ["1.732"]


def plain(units: int) -> str:
    return f"0.{units:03}"


NOTATIONS: list[tuple[str, Callable[[int], str]]] = [
    ("softmax([{}, {}, {}]) ≈ [{}, {}, {}]", plain),
    ("$\\text{{softmax}}([{}, {}, {}]) = [{}, {}, {}]$", lambda units: f"\\mathbf{{{plain(units)}}}"),
    ("softmax([{}, {}, {}]) ≈ [{}, {}, {}]", lambda units: f"{units // 10}.{units % 10}%"),
    ("softmax([{}, {}, {}]) ≈ [{}, {}, {}]", lambda units: plain(units)[1:]),
]


@given(
    st.lists(st.integers(-3, 3), min_size=3, max_size=3),
    st.lists(st.sampled_from([-1, 0, 0, 1]), min_size=3, max_size=3),
    st.sampled_from(NOTATIONS),
)
def test_after_correction_every_digit_is_right_and_nothing_is_left(
    scores: list[int], slips: list[int], notation: tuple[str, Callable[[int], str]]
) -> None:
    """Rows of weights with last digits one off; what is due is rounded by mpmath."""
    frame, spelled = notation
    sum_of = sum(MP.exp(s) for s in scores)
    due = [int(MP.floor(1000 * MP.exp(s) / sum_of + MP.mpf(1) / 2)) for s in scores]
    # a printed 0.000 may have been masked, so it is not mended
    slipped = [max(units + slip, 1) for units, slip in zip(due, slips, strict=True)]
    text = frame.format(*scores, *map(spelled, slipped))
    assert fixed(text) == frame.format(*scores, *map(spelled, due))
    assert fixed(fixed(text)) == fixed(text)
