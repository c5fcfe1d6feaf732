"""Formula → one line of Unicode: 1/(1 + e^(3√2)). Nothing in it is lost when read back."""

from __future__ import annotations

from itertools import pairwise
from typing import assert_never

from symattn.notation.formula import (
    Call,
    Chain,
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
    keep,
)
from symattn.notation.precedence import ATOM, POWER, PRODUCT, binding, ends_openly

DOTS = {"h": "⋯", "v": "⋮", "d": "⋱"}


def plain_chain(chain: Chain) -> str:
    return " ".join([plain(chain.first), *(f"{link.sign} {plain(link.formula)}" for link in chain.links)])


def plain(formula: Formula) -> str:
    text: str | None = getattr(formula, "plain", None)
    if text is None:
        text = _plain(formula)
        keep(formula, "plain", text)
    return text


def _plain(formula: Formula) -> str:
    match formula:
        case Number(text):
            return text
        case Name():
            return formula.text
        case Negative(of):
            return "−" + _within(of, PRODUCT)
        case Sum(terms):
            return plain(terms[0]) + "".join(_added(term) for term in terms[1:])
        case Product(factors, sign):
            return _product(factors, sign)
        case Quotient(top, bottom):
            above = f"({plain(top)})" if ends_openly(top) else _within(top, PRODUCT)
            return f"{above}/{_within(bottom, POWER)}"
        case Power(base, exponent):
            return f"{_within(base, ATOM)}^{_within(exponent, ATOM)}"
        case Root(of):
            return f"√{plain(of)}" if isinstance(of, Number | Name) else f"√({plain(of)})"
        case Exponential(Number("1")):
            return "e"
        case Exponential(exponent):
            return f"e^{plain(exponent)}" if isinstance(exponent, Number | Name) else f"e^({plain(exponent)})"
        case Logarithm(of):
            return f"ln {plain(of)}" if isinstance(of, Number | Name) else f"ln({plain(of)})"
        case Call("bars", (of,)):
            return f"|{plain(of)}|"
        case Call("factorial", (of,)):
            return f"{_within(of, ATOM)}!"
        case Call("hadamard", (a, b)):
            return f"{_within(a, POWER)} ⊙ {_within(b, POWER)}"
        case Call("sum over", (letter, body)):
            return f"∑_{plain(letter)} {_within(body, PRODUCT)}"
        case Call(function, arguments):
            return f"{function}({', '.join(map(plain, arguments))})"
        case Index(of, places):
            return f"{plain(of)}[{','.join(map(str, places))}]"
        case Vector(entries):
            return f"[{', '.join(map(plain, entries))}]"
        case Matrix(rows):
            return f"[{', '.join('[' + ', '.join(map(plain, row)) + ']' for row in rows)}]"
        case Transpose(of):
            return _within(of, ATOM) + "ᵀ"
        case Hidden():
            return "−∞"
        case Dots(direction):
            return DOTS[direction]
        case _:
            assert_never(formula)


def _within(formula: Formula, least: int) -> str:
    text = plain(formula)
    return text if binding(formula) >= least and not isinstance(formula, Hidden) else f"({text})"


def _added(term: Formula) -> str:
    return f" − {_within(term.of, PRODUCT)}" if isinstance(term, Negative) else f" + {plain(term)}"


def _product(factors: tuple[Formula, ...], sign: str) -> str:
    """Factors side by side; the sign stands where they would run together (√2·e, a·b, 2·3)."""
    text = _within(factors[0], POWER)
    for before, factor in pairwise(factors):
        part = plain(factor) if isinstance(factor, Logarithm) and factor is factors[-1] else _within(factor, POWER)
        apart = (isinstance(before, Number) and not (part[0].isdigit() or part[:2] == "ln")) or part[0] == "("
        text += (sign or ("" if apart else "·")) + part
    return text
