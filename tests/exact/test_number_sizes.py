"""Hostile sizes are answered at once: with a number, or with an error that says which limit was met."""

from __future__ import annotations

import subprocess
import sys

import pytest

PREAMBLE = """
import resource
from fractions import Fraction
from symattn.errors import SymattnError
from symattn.exact import *
resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))
roots = [sqrt(p) for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53)]
def squared_often():
    x = Exact(2)**30_000
    for _ in range(20):
        x = x*x
"""


PATIENCE = 60
"""Seconds: what is not refused takes hours, or more memory than there is, on any machine."""


def outcome(calculation: str) -> str:
    """`done`, or the kind of error, from a process of its own that is stopped when it takes too long or 2 GB."""
    code = f"{PREAMBLE}\ntry:\n    {calculation}\n    print('done')\nexcept SymattnError as e: print(type(e).__name__)"
    try:
        command = [sys.executable, "-c", code]
        ran = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return f"no answer after {PATIENCE} s"
    return ran.stdout.strip() or ran.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("calculation", [
    "Exact(9)**9**9",
    "Exact(2)**10**4400",
    "Exact(Fraction(1, 3))**-10**9",
    "(1 + sqrt(2))**10**9",
    "(1 + exp(1))**20_000",
    "squared_often()",
    "1/sum(roots)",
    "sum(1/(1 + exp(r)) for r in roots)",
    "exp(10**12*ln(2))",
    "sqrt(10**1000 + 1)",
    "ln(10**1000 + 1)",
    "read_decimal('1e999999999')",
    "read_decimal('1e-999999999')",
    "read_decimal('1e' + '9'*5000)",
])  # fmt: skip
def test_what_is_too_large_is_refused_at_once(calculation: str) -> None:
    assert outcome(calculation) in ("LimitError", "FieldError")


@pytest.mark.parametrize("calculation", [
    "Exact(10)**9_000",
    "round_to_places(exp(10**12), 4)",
    "round_to_significant(exp(-10**12), 4)",
    "exp(10**9) > exp(10**9 - 1)",
    "exp(Exact(10)**38).enclosure(64)",
    "1/sum(roots[:9])",
    "(1 + exp(1))**500",
    "repr(Exact(10)**4300)",
    "read_decimal('1'*4301)",
    "ln(10**24 - 1)",
])  # fmt: skip
def test_what_is_large_but_within_the_limits_is_worked_out_at_once(calculation: str) -> None:
    assert outcome(calculation) == "done"
