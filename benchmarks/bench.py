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
from exercises import exercises
from forward import exact_forward, fifty_digits
from grading import grading
from processes import help_page, two_words_in_latex
from proofreading import against_math_verify, documents, relations
from rates import rates
from side_by_side import HEAD, WrongResultError
from sympy.external.gmpy import GROUND_TYPES

import symattn

NOTES = """\
The sides take turns, A B A B …, after one round to warm up. The ratio is the median of the rounds, the times are those
of its round. Each round has new numbers (of a fixed seed) and new objects; every cell is compared, to 40 digits.

processes   from the call to the end, Python's own start included; the warm-up compiles both sides' modules.
8 x 8       ours: Attention(…) from Fractions, derive, output.exact (a quotient of collected sums in each cell) and
            output.evaluate(50). SymPy: Matrix(…) from Fractions, products, exp, division by the row sums, nothing
            simplified, evalf(50) of the output.
64 x 64     alone: ours begins with a Problem, whose numbers are exact, and ends with mpmath numbers, every digit
            proven. Peers begin with the tables as mpf, arb or arb_mat and end with the same; the balls of arb are
            wide or narrow, and nobody looks. flint works at the bits that evaluate(50) begins with.
            from Fractions: ours with Attention(…) and derive(…), peers with the making of their tables.
exercise    ours: twenty forward passes of level 2, all guarantees proven, with their solutions; a twentieth of it.
            SymPy: the first of them, from X and the projections as Matrix: products, exp, row sums, simplify of each
            step with roots in it, latex of all tables. Memory: of processes that keep no exercise.
one answer  ours: "due ≈ answer" in LaTeX as a Markdown document, read and judged. Math-Verify: parse both, verify, as
            its manual shows. The least of five rounds each; the row is the median pair. What is right is in pairs.py.
"""
EXACT = (help_page, two_words_in_latex, exact_forward, fifty_digits)
PROOFREADING = (against_math_verify, relations, documents)


def main() -> int:
    print(_surroundings(), "", HEAD, sep="\n", flush=True)
    wrong = False
    for benchmark in (*EXACT, rates, exercises, grading, *PROOFREADING):
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
