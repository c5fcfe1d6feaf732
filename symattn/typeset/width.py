"""How wide a formula comes out in LaTeX, in tenths of an em. Near enough to break lines by; no more."""

from __future__ import annotations

from functools import partial
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
from symattn.notation.latex import is_slashed
from symattn.notation.precedence import PRODUCT, binding

DIGIT, LETTER, BRACKETS, OPERATOR, RELATION, COLUMN = 5, 7, 9, 13, 17, 10


def chain_width(chain: Chain) -> int:
    return width(chain.first) + sum(RELATION + width(link.formula) for link in chain.links)


def width(formula: Formula, *, inline: bool = False) -> int:
    form = "inline_width" if inline else "width"
    tenths: int | None = getattr(formula, form, None)
    if tenths is None:
        tenths = _width(formula, inline)
        keep(formula, form, tenths)
    return tenths


def _width(formula: Formula, inline: bool) -> int:
    match formula:
        case Number(text):
            return DIGIT * len(text)
        case Name(base, _, above):
            small = max(len(formula.index_text), len(above)) * 4
            return LETTER * len(base.rstrip("̃")) + small
        case Negative(of):
            return 8 + _within(of, inline)
        case Sum(terms):
            return sum(width(term, inline=inline) for term in terms) + OPERATOR * (len(terms) - 1)
        case Product(factors, sign):
            return sum(_within(factor, inline) for factor in factors) + (7 if sign else 2) * (len(factors) - 1)
        case Quotient(top, bottom):
            return width(top) + DIGIT + _within(bottom, True) if inline else max(width(top), width(bottom)) + 3
        case Power(base, exponent):
            return _within(base, inline) + _small(exponent)
        case Exponential(exponent):
            return DIGIT + _small(exponent)
        case Root(of):
            return 9 + width(of, inline=inline)
        case Logarithm(of):
            return 10 + BRACKETS + width(of, inline=inline)
        case Call(function, arguments):
            return DIGIT * len(function) + BRACKETS + sum(width(a) + 5 for a in arguments)
        case Index(of, places):
            return width(of) + 5 * len(places)
        case Vector(entries):
            return BRACKETS + sum(width(entry, inline=True) + 5 for entry in entries)
        case Matrix(rows):
            cell = partial(width, inline=is_slashed(rows))
            return BRACKETS + sum(max(map(cell, column)) + COLUMN for column in zip(*rows, strict=True))
        case Transpose(of):
            return _within(of, inline) + 6
        case Hidden():
            return 19
        case Dots():
            return 13
        case _:
            assert_never(formula)


def _within(formula: Formula, inline: bool) -> int:
    return width(formula, inline=inline) + (BRACKETS if binding(formula) < PRODUCT else 0)


def _small(exponent: Formula) -> int:
    return width(exponent, inline=True) * 3 // 4
