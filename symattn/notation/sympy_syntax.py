"""Formula → SymPy's syntax as text: 1/(1 + exp(3*sqrt(2))). For JSON and for Python users."""

from __future__ import annotations

import re
from typing import assert_never

from symattn.notation.formula import (
    Call,
    Dots,
    Exponential,
    Formula,
    Hidden,
    Index,
    Logarithm,
    Matrix,
    Name,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Transpose,
    Vector,
)
from symattn.notation.precedence import ATOM, POWER, PRODUCT, binding

PLAIN = re.compile(r"[A-Za-z](?:_\w+)?")
TAKEN = frozenset("EINOQS")
"""Names that SymPy reads as letters, and those among them that mean something else to it; others are quoted."""


def sympy_syntax(formula: Formula) -> str:
    match formula:
        case Number(text):
            return text
        case Name():
            name = formula.text.replace(",", "_").replace("^", "_")
            return name if PLAIN.fullmatch(name) and name not in TAKEN else f"Symbol('{name}')"
        case Negative(of):
            return "-" + _within(of, PRODUCT)
        case Sum(terms):
            return sympy_syntax(terms[0]) + "".join(_added(term) for term in terms[1:])
        case Product(factors):
            return "*".join(_within(factor, POWER) for factor in factors)
        case Quotient(top, bottom):
            return f"{_within(top, PRODUCT)}/{_within(bottom, POWER)}"
        case Power(base, exponent):
            return f"{_within(base, ATOM)}**{_within(exponent, ATOM)}"
        case Root(of):
            return f"sqrt({sympy_syntax(of)})"
        case Exponential(Number("1")):
            return "E"
        case Exponential(exponent):
            return f"exp({sympy_syntax(exponent)})"
        case Logarithm(of):
            return f"log({sympy_syntax(of)})"
        case Call(function, arguments):
            return f"{function}({', '.join(map(sympy_syntax, arguments))})"
        case Index(of, places):
            return f"{sympy_syntax(of)}[{', '.join(str(place - 1) for place in places)}]"
        case Vector(entries):
            return f"Matrix([[{', '.join(map(sympy_syntax, entries))}]])"
        case Matrix(rows):
            return f"Matrix([{', '.join('[' + ', '.join(map(sympy_syntax, row)) + ']' for row in rows)}])"
        case Transpose(of):
            return f"{_within(of, ATOM)}.T"
        case Hidden():
            return "-oo"
        case Dots():
            return "..."
        case _:
            assert_never(formula)


def _within(formula: Formula, least: int) -> str:
    text = sympy_syntax(formula)
    # exp(…) and log(…) bring their own brackets
    return text if binding(formula) >= least or isinstance(formula, Logarithm) else f"({text})"


def _added(term: Formula) -> str:
    return f" - {_within(term.of, PRODUCT)}" if isinstance(term, Negative) else f" + {sympy_syntax(term)}"
