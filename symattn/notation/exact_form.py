"""The formula a person would write for an exact number: 1/(1 + e^(3√2)), 3 − 2/(1 + e^(3√2)), 5/√2.

The shape is normal_form's; here a root goes below the line where that is shorter: 5√2/2 is written 5/√2, 3√2 stays.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import lcm

from flint import fmpq

from symattn.exact.exponential_sum import LOGARITHM, ONE, ExponentialSum, Monomial
from symattn.exact.normal_form import normal_form, ordered
from symattn.exact.number import Exact
from symattn.exact.rounding import Rounded, digits_of
from symattn.notation.formula import (
    Exponential,
    Formula,
    Logarithm,
    Name,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    product,
    signed,
    total,
)

DECIMAL_PLACES = 6
"""Rationals that end within this many places are written as decimals where the problem was given in decimals."""

SHORT_LOGARITHM = 10_000

Rationals = Callable[[fmpq], Formula]

MOST_SHORT, SHORT_BITS, SHORT_TERMS = 4096, 64, 8
"""Short numbers and terms are the same formula wherever they stand, so that what is kept with it is found again."""


def formula_of(x: Exact, *, decimals: bool = False) -> Formula:
    """x in the form a person likes to read; decimals: 7/50 is written 0.14."""
    write = _decimal if decimals else _fraction
    value = x.numerator.as_rational() if x.denominator is ONE else None
    if value is not None:
        # most cells are rational, and need none of what follows
        return _signed(value, write)
    if len(x.numerator.terms) + len(x.denominator.terms) <= SHORT_TERMS:
        return _short_quotient(x.numerator, x.denominator, write)
    return _quotient(x.numerator, x.denominator, write)


def _quotient(numerator: ExponentialSum, denominator: ExponentialSum, write: Rationals) -> Formula:
    whole, rest, denominator = normal_form(numerator, denominator)
    if not rest:
        return _sum(whole, write)
    if not whole:
        return _over(rest, denominator, write)
    return _flat([_sum(whole, write), _over(rest, denominator, write)])


_short_quotient = lru_cache(maxsize=MOST_SHORT)(_quotient)


def formula_of_rounded(rounded: Rounded) -> Formula:
    """The decimal, beyond a line's length as a power of ten."""
    text = rounded.text
    return _short_decimal(text) if len(text) <= SHORT_BITS else _of_decimal(text)


def _of_decimal(text: str) -> Formula:
    sign, text = (text[0] == "-"), text.lstrip("-")
    if "e" in text:
        mantissa, power = text.split("e")
        exponent = signed(power)
        formula: Formula = Product((Number(mantissa), Power(Number("10"), exponent)))
    else:
        formula = Number(text)
    return Negative(formula) if sign else formula


_short_decimal = lru_cache(maxsize=MOST_SHORT)(_of_decimal)


def letter_name(letter: str) -> Name:
    """``x_12`` or ``w^Q_11`` as a Name: the other way round from Name.text."""
    stem, _, index = letter.rpartition("_") if "_" in letter else (letter, "", "")
    base, _, above = stem.partition("^")
    return Name(base, tuple(index.split(",") if "," in index else index), above)


def _over(top: ExponentialSum, bottom: ExponentialSum, write: Rationals) -> Formula:
    """top/bottom, the minus of a single negative term in front."""
    if len(top.terms) > 1:
        common = fmpq(1, lcm(*(int(r.q) for r in top.terms.values())))
        below = [Number(digits_of(common.q))] if common.q != 1 else []
        return Quotient(_sum(top.scaled(1 / common), write), product([*below, _sum(bottom, write)], ""))
    [(monomial, r)] = top.terms.items()
    size = abs(r)
    above = _term(monomial, fmpq(size.p), write)
    formula: Formula = Quotient(above, _sum(bottom, write))
    if size.q != 1:
        formula = Quotient(above, Product((Number(digits_of(size.q)), _sum(bottom, write)), ""))
    return Negative(formula) if r < 0 else formula


def _sum(value: ExponentialSum, write: Rationals) -> Formula:
    if not value:
        return Number("0")
    value, together = _logarithms_together(value)
    terms = [
        Negative(_term(monomial, -r, write)) if r < 0 else _term(monomial, r, write)
        for monomial, r in (ordered(value) if value else [])
    ]
    return total([*terms, Logarithm(write(together))] if together else terms)


def _logarithms_together(value: ExponentialSum) -> tuple[ExponentialSum, fmpq | None]:
    """2·ln 2 + ln 3 is ln 12: whole multiples of logarithms are taken together while the number stays short."""
    found = {m: r for m, r in value.terms.items() if _is_logarithm(m) and r.q == 1 and abs(r) <= 20}
    together = fmpq(1)
    for (_, [(atom, _)], _), r in found.items():
        together *= fmpq(int(atom.removeprefix(LOGARITHM))) ** int(r.p)
    if not found or max(together.p, together.q) > SHORT_LOGARITHM or together < 1:
        return value, None
    return ExponentialSum({m: r for m, r in value.terms.items() if m not in found}), together


def _is_logarithm(monomial: Monomial) -> bool:
    n, atoms, s = monomial
    return n == 1 and s is None and len(atoms) == 1 and atoms[0][1] == 1 and atoms[0][0].startswith(LOGARITHM)


def _flat(parts: list[Formula]) -> Formula:
    """One sum of the parts, a positive one first where there is one."""
    terms = [t for part in parts for t in (part.terms if isinstance(part, Sum) else (part,))]
    first = next((i for i, term in enumerate(terms) if not isinstance(term, Negative)), 0)
    return total([terms[first], *terms[:first], *terms[first + 1 :]])


def _signed(value: fmpq, write: Rationals) -> Formula:
    p, q = int(value.p), int(value.q)
    return _short_rational(p, q, write) if _is_short(p, q) else _rational(p, q, write)


def _rational(p: int, q: int, write: Rationals) -> Formula:
    return Negative(write(fmpq(-p, q))) if p < 0 else write(fmpq(p, q))


_short_rational = lru_cache(maxsize=MOST_SHORT)(_rational)


def _term(monomial: Monomial, r: fmpq, write: Rationals) -> Formula:
    """One term, r > 0: r·√n·atoms·e^s as a hand writes it."""
    p, q = int(r.p), int(r.q)
    return _short_term(monomial, p, q, write) if _is_short(p, q) else _written_term(monomial, p, q, write)


def _is_short(p: int, q: int) -> bool:
    return p.bit_length() <= SHORT_BITS and q.bit_length() <= SHORT_BITS


def _written_term(monomial: Monomial, p: int, q: int, write: Rationals) -> Formula:
    n, atoms, s = monomial
    below_root = False
    if n > 1 and q % n == 0 and not ("." in _text(write(fmpq(p, q))) and q > n):
        q, below_root = q // n, True
    above: list[Formula] = [Root(Number(str(n)))] if n > 1 and not below_root else []
    below: list[Formula] = [Root(Number(str(n)))] if below_root else []
    for atom, power in atoms:
        (above if power > 0 else below).append(_power(_atom(atom), abs(power)))
    if s is not None:
        above.append(Exponential(_sum(s, write)))
    if not below:
        coefficient = write(fmpq(p, q))
        if not above:
            return coefficient
        if isinstance(coefficient, Number):
            return product(above if p == q else [coefficient, *above], "")
    top = product([Number(digits_of(p)), *above] if p != 1 or not above else above, "")
    return Quotient(top, product([Number(digits_of(q)), *below] if q != 1 else below, "")) if q != 1 or below else top


_short_term = lru_cache(maxsize=MOST_SHORT)(_written_term)


def _text(formula: Formula) -> str:
    return formula.text if isinstance(formula, Number) else ""


def _power(base: Formula, power: int) -> Formula:
    return base if power == 1 else Power(base, Number(str(power)))


def _atom(atom: str) -> Formula:
    return Logarithm(Number(atom.removeprefix(LOGARITHM))) if atom.startswith(LOGARITHM) else letter_name(atom)


def _fraction(value: fmpq) -> Formula:
    """value ≥ 0 as p or p/q."""
    top = Number(digits_of(value.p))
    return top if value.q == 1 else Quotient(top, Number(digits_of(value.q)))


def _decimal(value: fmpq) -> Formula:
    """value ≥ 0 as a decimal where it ends within DECIMAL_PLACES, else as a fraction."""
    scaled = value * 10**DECIMAL_PLACES
    if value.q == 1 or scaled.q != 1:
        return _fraction(value)
    whole, part = divmod(int(scaled.p), 10**DECIMAL_PLACES)
    return Number(f"{whole}.{part:0{DECIMAL_PLACES}}".rstrip("0"))
