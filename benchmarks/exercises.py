"""Exercises: 2 x 2 forward passes with their solutions in LaTeX, against SymPy; and what many of them take."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from typing import Any

import sympy
from side_by_side import Row, Side, WrongResultError, race, shown, work

from symattn.generate import Order, made
from symattn.generating.batch import candidates
from symattn.generating.wishes import Wishes
from symattn.sheet import Sheet
from symattn.work import Work

KIND = "forward_pass"
AT_ONCE = 20
"""Exercises of ours in a round: some take more drafts than others."""
DIGITS = 30
FEW, MANY = 200, 2000
PEAK = """
import sys
from pathlib import Path
from symattn.generate import Order, made
from symattn.generating.wishes import Wishes
from symattn.sheet import Sheet
order = Order(("scores",), Wishes(level=4), 1, "latex", Sheet("Exercises"))
for item in made(order, int(sys.argv[1])):
    pass
# getrusage would tell the most of the process that began this one, too
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
print(next((line.split()[1] for line in lines if line.startswith("VmHWM")), 0))
"""


def exercises() -> Iterator[Any]:
    """Ours: drafts, guarantees, solutions, LaTeX. SymPy works one of them: products, exp, softmax, simplify, latex."""
    seeds = count(1)
    sides = [Side("symattn", _ready, _sheet), Side("SymPy", _tables, _sympy_steps)]
    laps = race(sides, lambda: next(seeds), _agree, rounds=7)
    ours = [seconds / AT_ONCE for seconds in work(laps["symattn"])]
    row = Row("2 x 2 exercise with a solution in LaTeX / SymPy", ours, work(laps["SymPy"]), 50, faster=True)
    yield row
    here = ours[row.median_round]
    yield f"{1 / here:9,.0f} such exercises a second on one core, {shown(here)} each"
    few, many = _peak(FEW), _peak(MANY)
    yield f"{many - few:9.1f} MB more for {MANY:,} exercises than for {FEW:,}, which take {few:.0f} MB"


def _order(seed: int) -> Order:
    return Order((KIND,), Wishes(), seed, "latex", Sheet("Exercises"))


def _ready(seed: int) -> tuple[Order, Work]:
    return _order(seed), _first(seed)


def _sheet(ready: tuple[Order, Work]) -> tuple[Work, list[str]]:
    order, first = ready
    return first, [item.text for item in made(order, AT_ONCE)]


def _first(seed: int) -> Work:
    """The work of the first exercise of a seed, which SymPy has to do."""
    question = next(iter(next(candidates(KIND, Wishes(), seed, 1)).draft.numbers))
    assert question.work is not None
    return question.work


def _tables(seed: int) -> dict[str, Any]:
    given = _first(seed).given
    return {table.letter: sympy.Matrix([[e.exact.sympy for e in row] for row in table.entries]) for table in given}


def _sympy_steps(tables: dict[str, Any]) -> tuple[Any, list[str]]:
    """Each step as a hand does it, simplified, and set."""
    X = tables["X"]
    Q, K, V = (X * tables[f"W_{role}"] for role in "QKV")
    S = Q * K.T
    scaled = sympy.simplify(S / sympy.sqrt(Q.cols))
    U = scaled.applyfunc(sympy.exp)
    r = sympy.simplify(sympy.Matrix([sum(U.row(i)) for i in range(U.rows)]))
    A = sympy.simplify(sympy.Matrix(U.rows, U.cols, lambda i, j: U[i, j] / r[i]))
    Z = sympy.simplify(A * V)
    return Z, [sympy.latex(table) for table in (*tables.values(), Q, K, V, S, scaled, U, r, A, Z)]


def _agree(results: dict[str, Any]) -> None:
    (ours, sheets), (Z, _) = results["symattn"], results["SymPy"]
    if len(sheets) != AT_ONCE:
        raise WrongResultError(f"{len(sheets)} exercises of {AT_ONCE}")
    for i, row in enumerate(ours.output.exact):
        for j, cell in enumerate(row):
            due, found = cell.evaluate(DIGITS), Z[i, j].evalf(DIGITS)
            if not abs(sympy.Float(str(due), DIGITS) - found) <= sympy.Float(10) ** (10 - DIGITS):
                raise WrongResultError(f"z_{i + 1}{j + 1} is {due} but {found} by SymPy")


def _peak(exercises: int) -> float:
    """The most memory, in MB, that a process takes for so many."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(exercises)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise WrongResultError(done.stderr.strip()[-200:])
    return int(done.stdout) / 1024
