"""How tightly a formula binds: when a part needs brackets."""

from __future__ import annotations

from symattn.notation.formula import (
    Call,
    Exponential,
    Formula,
    Logarithm,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Transpose,
)

SUM, PRODUCT, POWER, ATOM = range(4)


def binding(formula: Formula) -> int:
    """SUM binds loosest, ATOM needs no brackets anywhere."""
    match formula:
        case Sum() | Negative():
            return SUM
        case Product() | Quotient() | Logarithm() | Call("hadamard"):
            return PRODUCT
        case Number(text) if "e" in text.lower():
            # 4.8e7 is written 4.8·10^7 on paper
            return PRODUCT
        case Power() | Exponential() | Transpose():
            return POWER
        case _:
            return ATOM


def ends_openly(formula: Formula) -> bool:
    """Whether a slash behind it would be read into it: (8·ln 2)/5 is not 8·ln(2/5), (1/2)/3 no 1/(2/3)."""
    match formula:
        case Quotient() | Logarithm():
            return True
        case Product(factors):
            return isinstance(factors[-1], Logarithm)
        case _:
            return False
