"""Work → plain data for machines: the JSON of docs/json.md."""

from __future__ import annotations

from typing import Any

from symattn.exact.number import Exact
from symattn.narrate.faces import LETTER_TERMS
from symattn.narrate.layout import Layout
from symattn.narrate.length import check_length
from symattn.notation.exact_form import formula_of
from symattn.notation.sympy_syntax import sympy_syntax
from symattn.tables.exactly import HiddenScore, cell
from symattn.tables.letters import has_letters, terms
from symattn.tables.table import Named
from symattn.tables.written import Hand, name_or_hidden
from symattn.work import Digits, Step, Work

NAMED = Hand(name_or_hidden, lambda factor: factor.numbers, "")


def data_of(work: Work, digits: Digits, names: tuple[str, ...] = ()) -> dict[str, Any]:
    """{"problem": …, "steps": […]}; exact values in SymPy syntax, decimals as text."""
    steps = [step for step in work.steps if not names or step.name in names]
    check_length([step.table for step in steps if isinstance(step.table, Named)], Layout(full=True), digits.count)
    return {
        "problem": dict(work.problem.data),
        "steps": [_step(step, digits) for step in steps],
    }


def _step(step: Step, digits: Digits) -> dict[str, Any]:
    rows, columns = step.shape
    data: dict[str, Any] = {"name": step.name, "letter": step.letter, "shape": [rows, columns]}
    data["exact"] = [[_exact(step, i, j) for j in range(columns)] for i in range(rows)]
    if not has_letters(step.table):
        data["decimal"] = [[_decimal(step, digits, i, j) for j in range(columns)] for i in range(rows)]
    return data


def _exact(step: Step, i: int, j: int) -> str:
    """The exact cell; in the letters of the tables before where multiplying out would be too long."""
    if terms(step.table)[0] > LETTER_TERMS and isinstance(step.table, Named):
        return sympy_syntax(NAMED.cell(step.table.table, i, j))
    value = cell(step.table, i, j)
    return "-oo" if isinstance(value, HiddenScore) else sympy_syntax(formula_of(value))


def _decimal(step: Step, digits: Digits, i: int, j: int) -> str:
    value = cell(step.table, i, j)
    return digits.round(value).text if isinstance(value, Exact) else "-inf"
