"""Speed, as ratios measured side by side:  python benchmarks/bench.py

Times differ from machine to machine and from minute to minute, ratios hardly; so nothing here is asserted but the
results. Exit status 0, met or missed; 1 if two sides do not give the same digits.
"""

from __future__ import annotations

import os
import platform
import sys

import flint
import mpmath
import sympy
from forward import exact_forward, fifty_digits
from processes import help_page, two_words_in_latex
from rates import rates
from side_by_side import HEAD, WrongResultError
from sympy.external.gmpy import GROUND_TYPES

import symattn

NOTES = """\
Each line: the sides in turn, A B A B …, one round to warm up; medians of times, median and middle half of the ratios
of the rounds. New numbers in each round, of a fixed seed; new objects in each; every cell compared to 40 digits.

processes   from call to end, Python's own start-up included; bytecode of both sides made in the warm-up.
8 x 8       ours: Attention(…) from Fractions, derive, output.exact (each cell in normal form), output.evaluate(50).
            SymPy: Matrix(…) from Fractions, products, exp, division by row sums, no simplify, evalf(50) of the output.
64 x 64     alone: ours begins with the Problem (exact numbers), works out evaluate(50), proves every digit and ends in
            mpmath numbers. Peers begin with mpf, arb or arb_mat of all tables and end in the same, nothing proven but
            what Arb's balls tell; python-flint works at the bits that evaluate(50) begins with.
            from Fractions: ours with Attention(…) and derive(…), peers with making their numbers.
"""


def main() -> int:
    print(_surroundings(), "", HEAD, sep="\n", flush=True)
    wrong = False
    for benchmark in (help_page, two_words_in_latex, exact_forward, fifty_digits, rates):
        try:
            for row in benchmark():
                print(row, flush=True)
        except WrongResultError as error:
            wrong = True
            print(f"WRONG in {benchmark.__name__}: {error}", flush=True)
    print("", NOTES, sep="\n", end="")
    return int(wrong)


def _surroundings() -> str:
    return (
        f"symattn {symattn.__version__}, Python {platform.python_version()}, {os.cpu_count()} cores; "
        f"SymPy {sympy.__version__} ({GROUND_TYPES} numbers), mpmath {mpmath.__version__} ({mpmath.libmp.BACKEND}), "
        f"python-flint {flint.__version__}"
    )


if __name__ == "__main__":
    sys.exit(main())
