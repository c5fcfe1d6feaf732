"""Whether a sum that has terms left can still be worth 0.

By the Lindemann-Weierstrass theorem e^s for distinct algebraic s are linearly independent over the algebraic
numbers; √n of distinct square-free n, with the radicals p^k for 0 < k < 1/2, are independent over the rationals
(Besicovitch). So a sum of collected terms without logarithms, or with them only as r·ln p in exponents, is not 0.
Nothing is known where a logarithm stands in a coefficient or times a root: there an enclosure without 0 decides.
Letters are indeterminates: a sum is 0 if it is 0 as a function of them.
"""

from __future__ import annotations

from itertools import combinations

from flint import arb, fmpq

from symattn.exact.enclosure import ball, decided
from symattn.exact.exponential_sum import LOGARITHM, ZERO, Atoms, ExponentialSum, Monomial

MOST_COMPARED = 40


def is_surely_not_zero(total: ExponentialSum) -> bool:
    """True is proven; False says that neither theory nor an enclosure at the precision ceiling proves it."""
    if not total:
        return False
    if _theorem_applies(total):
        return True
    if total.letters():
        return _is_not_the_zero_function(total)
    return decided(lambda _: _excludes_zero(ball(total))) is not None


def _excludes_zero(value: arb) -> bool | None:
    return True if value > 0 or value < 0 else None


def _theorem_applies(total: ExponentialSum) -> bool:
    for _, atoms, exponent in total.terms:
        if any(atom.startswith(LOGARITHM) for atom, _ in atoms):
            return False
        for n, inner, _ in exponent.terms if exponent is not None else ():
            logarithms = [power for atom, power in inner if atom.startswith(LOGARITHM)]
            if logarithms and (n != 1 or len(inner) != 1 or logarithms != [1]):
                return False
    return True


def _is_not_the_zero_function(total: ExponentialSum) -> bool:
    """a^i·b^j·e^(p(a, b)) with distinct i, j, p are independent over the constants: one coefficient not 0 will do."""
    groups: dict[tuple[Atoms, ExponentialSum], dict[Monomial, fmpq]] = {}
    for (n, atoms, exponent), r in total.terms.items():
        letters, constants = _parted(atoms)
        with_letters, without = _parted_exponent(exponent)
        groups.setdefault((letters, with_letters), {})[(n, constants, without)] = r
    exponents = list({exponent for _, exponent in groups})
    if len(exponents) > MOST_COMPARED or not all(_differ(p, q) for p, q in combinations(exponents, 2)):
        return False
    return any(is_surely_not_zero(ExponentialSum(constant)) for constant in groups.values())


def _differ(p: ExponentialSum, q: ExponentialSum) -> bool:
    """Whether two exponents are different functions: some coefficient of their difference is not 0."""
    coefficients: dict[Atoms, ExponentialSum] = {}
    for (n, atoms, _), r in (p - q).terms.items():
        letters, constants = _parted(atoms)
        part = ExponentialSum({(n, constants, None): r})
        coefficients[letters] = coefficients.get(letters, ZERO) + part
    return any(is_surely_not_zero(coefficient) for coefficient in coefficients.values())


def _parted(atoms: Atoms) -> tuple[Atoms, Atoms]:
    """The letters and the logarithms of a monomial."""
    letters = tuple(atom for atom in atoms if not atom[0].startswith(LOGARITHM))
    return letters, tuple(atom for atom in atoms if atom[0].startswith(LOGARITHM))


def _parted_exponent(exponent: ExponentialSum | None) -> tuple[ExponentialSum, ExponentialSum | None]:
    """The terms of an exponent with letters, and those without."""
    terms = exponent.terms if exponent is not None else {}
    lettered = {m: r for m, r in terms.items() if _parted(m[1])[0]}
    rest = {m: r for m, r in terms.items() if m not in lettered}
    return ExponentialSum(lettered), ExponentialSum(rest) if rest else None
