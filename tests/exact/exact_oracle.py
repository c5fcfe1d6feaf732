"""Numbers told several times over: to symattn, to mpmath at 200 digits and to SymPy, which know nothing of it.

A number is drawn as a tree, ``("+", ("rational", 1/2), ("exp", ("sqrt", 2)))``, and each world gives it its own
worth. Sizes are kept so small (no value beyond 10^60) that 200 digits leave 100 sure decimal places.
"""

from __future__ import annotations

import operator
import random
from fractions import Fraction
from typing import Any

import mpmath
import sympy
from flint import arb
from hypothesis import settings
from hypothesis import strategies as st

from symattn.exact import Exact, exp, ln, sqrt, symbol

mp = mpmath.MPContext()
mp.dps = 200

NEGLIGIBLE = mp.mpf(10) ** -100
"""Two different numbers drawn here are never as near as this."""

drawing = settings(max_examples=150, deadline=None, derandomize=True)


def mpf(value: Fraction | int) -> Any:
    return mp.mpf(Fraction(value).numerator) / Fraction(value).denominator


def quotient(a: Any, b: Any) -> Any:
    if abs(b) < NEGLIGIBLE:
        raise ZeroDivisionError
    return a / b


OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
EXACT = {"rational": Exact, "sqrt": sqrt, "ln": ln, "exp": exp, "letter": symbol}
MPMATH = {
    "rational": mpf,
    "sqrt": lambda r: mp.sqrt(mpf(r)),
    "ln": lambda r: mp.log(mpf(r)),
    "exp": mp.exp,
    "/": quotient,
}
SYMPY = {
    "rational": lambda r: sympy.Rational(Fraction(r).numerator, Fraction(r).denominator),
    "sqrt": lambda r: sympy.sqrt(sympy.Rational(Fraction(r).numerator, Fraction(r).denominator)),
    "ln": lambda r: sympy.log(sympy.Rational(Fraction(r).numerator, Fraction(r).denominator)),
    "exp": sympy.exp,
    "letter": sympy.Symbol,
}

Tree = tuple[Any, ...]


def told(tree: Tree, world: dict[str, Any]) -> Any:
    """The worth of a tree in one world."""
    kind, *parts = tree
    return (world.get(kind) or OPERATORS[kind])(*(told(p, world) if isinstance(p, tuple) else p for p in parts))


def rewritten(tree: Tree) -> Tree:
    """The same number written differently, by laws of school algebra, from the leaves to the root."""
    kind, *parts = tree
    a, b = ([rewritten(p) if isinstance(p, tuple) else p for p in parts] + [None])[:2]
    match kind:
        case "+" | "*":
            return (kind, b, a)
        case "-":
            return ("+", ("*", ("rational", -1), b), a)
        case "/":
            return ("*", ("/", ("rational", 1), b), a)
        case "exp":
            half = ("exp", ("*", a, ("rational", Fraction(1, 2))))
            return ("*", half, half)
        case "sqrt":
            return ("/", ("rational", a), ("sqrt", a)) if a else ("rational", 0)
        case "ln":
            return ("-", ("ln", 6 * a), ("ln", 6))
        case _:
            return (kind, a)


def _total(parts: list[Tree]) -> Tree:
    result = parts[0]
    for part in parts[1:]:
        result = ("+", result, part)
    return result


def trees(leaves: st.SearchStrategy[Tree], most: int) -> st.SearchStrategy[Tree]:
    return st.recursive(leaves, lambda parts: st.tuples(st.sampled_from("+-*/"), parts, parts), max_leaves=most)


fractions = st.fractions(min_value=-2, max_value=2, max_denominator=12)
positive = st.fractions(min_value=Fraction(1, 9), max_value=9, max_denominator=9)
rationals = st.tuples(st.just("rational"), fractions)
surds = st.tuples(st.just("*"), rationals, st.tuples(st.just("sqrt"), st.integers(0, 12)))
logarithms = st.tuples(
    st.just("*"),
    st.tuples(st.just("rational"), st.fractions(min_value=-2, max_value=2, max_denominator=3)),
    st.tuples(st.just("ln"), positive),
)
exponents = st.lists(rationals | surds | logarithms, min_size=1, max_size=3).map(_total)
exponentials = st.tuples(st.just("exp"), exponents)
roots = st.tuples(st.just("sqrt"), positive)
numbers = trees(rationals | roots | exponentials, 5)
letters = trees(rationals | st.sampled_from([("letter", "x"), ("letter", "y")]), 6)


def as_fractions(ball: arb) -> tuple[Fraction, Fraction]:
    """Middle and radius of a ball, exactly."""
    middle, radius = (Fraction(int(m)) * Fraction(2) ** int(e) for m, e in (ball.mid().man_exp(), ball.rad().man_exp()))
    return middle, radius


def fraction(value: Any) -> Fraction:
    """An mpmath number as the fraction that it is."""
    man, exponent = value.man_exp
    return (-1 if value < 0 else 1) * abs(int(man)) * Fraction(2) ** int(exponent)


def some_irrationals(seed: int, count: int) -> list[tuple[Exact, Any]]:
    """Surds, exponentials and softmax weights, each with its worth at 200 digits."""
    draw = random.Random(seed)
    found = []
    for i in range(count):
        r, n = Fraction(draw.randint(1, 60), draw.randint(1, 12)), draw.choice([2, 3, 5, 6, 7, 10])
        k = draw.randint(1, 9)
        root = ("*", ("rational", r), ("sqrt", n))
        power = ("exp", ("+", ("*", ("rational", Fraction(k, 4)), ("sqrt", n)), ("rational", -r)))
        weight = ("/", ("rational", 1), ("+", ("rational", k), power))
        tree = (root, power, weight)[i % 3]
        found.append((told(tree, EXACT), told(tree, MPMATH)))
    return found
