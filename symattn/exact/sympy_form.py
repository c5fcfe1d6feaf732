"""Exact numbers to and from SymPy, without loss. Letters are plain ``Symbol(name)``."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import sympy
from flint import fmpq

from symattn.errors import FieldError
from symattn.exact.exponential_sum import LOGARITHM, ExponentialSum, exponential, letter, logarithm

if TYPE_CHECKING:
    from symattn.exact.number import Exact


def mixed(whole: ExponentialSum, rest: ExponentialSum, below: ExponentialSum) -> Any:
    """whole + rest/below as a SymPy expression."""
    return total(whole) + total(rest) / total(below)


def total(value: ExponentialSum) -> Any:
    """Σ r·√n·atoms·exp(s) as a SymPy expression."""
    return sympy.Add(*(_term(r, *monomial) for monomial, r in value.terms.items()))


def read(expression: Any, exact: Callable[..., Exact]) -> Exact:
    """The Exact of a SymPy expression. Each kind of node has its own line; there is no evaluation of text."""
    if isinstance(expression, int):
        return exact(expression)
    if isinstance(expression, sympy.Rational):
        return exact(Fraction(int(expression.p), int(expression.q)))
    if isinstance(expression, sympy.Symbol):
        if expression != sympy.Symbol(expression.name):
            raise FieldError(
                f"the symbol {expression.name} carries assumptions, which no letter here has; "
                f"use Symbol({expression.name!r})"
            )
        return exact(letter(expression.name))
    if isinstance(expression, sympy.Add):
        return sum((read(part, exact) for part in expression.args), exact(0))
    if isinstance(expression, sympy.Mul):
        product = exact(1)
        for part in expression.args:
            product = product * read(part, exact)
        return product
    if isinstance(expression, sympy.exp) or expression is sympy.E:
        return _exponential(exact(1) if expression is sympy.E else read(expression.args[0], exact), expression, exact)
    if isinstance(expression, sympy.log):
        return exact(logarithm(_rational(expression.args[0])))
    if isinstance(expression, sympy.Pow):
        return _power(expression, exact)
    raise FieldError(f"SymPy's {expression} is not among the numbers worked with exactly")


def _power(expression: Any, exact: Callable[..., Exact]) -> Exact:
    base, exponent = expression.args
    if isinstance(exponent, sympy.Integer):
        power: Exact = read(base, exact) ** int(exponent)
        return power
    if isinstance(exponent, sympy.Rational):
        # p^(k/q) = e^((k/q)·ln p), which keeps roots of any degree
        return exact(exponential(logarithm(_rational(base)).scaled(fmpq(int(exponent.p), int(exponent.q)))))
    if isinstance(base, sympy.Rational):
        return _exponential(read(exponent, exact) * exact(logarithm(_rational(base))), expression, exact)
    raise FieldError(f"SymPy's {expression} is not among the numbers worked with exactly")


def _exponential(exponent: Exact, expression: Any, exact: Callable[..., Exact]) -> Exact:
    if exponent.denominator.as_rational() != 1:
        raise FieldError(f"SymPy's {expression} has a quotient of exponentials in an exponent; that is not worked with")
    return exact(exponential(exponent.numerator))


def _rational(expression: Any) -> fmpq:
    if not isinstance(expression, sympy.Rational):
        raise FieldError(f"a root or logarithm of SymPy's {expression} is not among the numbers worked with exactly")
    return fmpq(int(expression.p), int(expression.q))


def _term(r: fmpq, n: int, atoms: tuple[tuple[str, int], ...], exponent: ExponentialSum | None) -> Any:
    factors = [sympy.Rational(int(r.p), int(r.q)), sympy.sqrt(n)]
    for atom, power in atoms:
        base = sympy.log(int(atom.removeprefix(LOGARITHM))) if atom.startswith(LOGARITHM) else sympy.Symbol(atom)
        factors.append(base**power)
    if exponent is not None:
        factors.append(sympy.exp(total(exponent)))
    return sympy.Mul(*factors)
